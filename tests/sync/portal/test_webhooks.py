"""Another system is told of what happens: signed, at least once, about its communes only, and without a resident."""

import re
import time
from collections.abc import Iterator

import pytest

from tests.support.accounts import Person, person
from tests.support.answers import birth_instance
from tests.support.birth import PACK
from tests.support.hooks import Receiver, receiver
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Officer, Portal, enrolled

KINDS = [
    "dossier.received",
    "dossier.amended",
    "dossier.corrected",
    "dossier.state_changed",
    "dossier.overdue",
    "kiosk.silent",
    "kiosk.back",
]
PAGE = "/desk/webhooks/"
# What the database does not matter for.
ON_SQLITE = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


@pytest.fixture(scope="module")
def province(portal: Portal) -> Person:
    return person(portal, "province", SITE, "tinh-webhook")


def added(someone: Person, url: str, reach: str = "province:H38", kinds: list[str] | None = None) -> tuple[str, str]:
    """(address of its page, secret)."""
    given = {"name": "Hệ thống của tỉnh", "url": url, "reach": reach, "kinds": kinds or KINDS}
    shown = someone.send(f"{PAGE}?lang=en", given, page=PAGE).text
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", shown)
    page = re.search(r"/desk/webhooks/[0-9a-f-]{36}/", shown)
    assert secret is not None, shown
    assert page is not None
    return page[0], secret[0]


def removed(someone: Person, page: str) -> None:
    assert someone.send(f"{page}remove/", {}, page=page).status_code == 302


def test_what_happens_to_a_dossier_is_told_once_each_and_signed(
    portal: Portal, province: Person, officer: Officer, kiosk: Kiosk, there: Receiver
) -> None:
    page, secret = added(province, there.url)
    other = enrolled(portal)
    sent = kiosk.dossier(birth_instance(), procedure=PACK.code, pack_version=PACK.version)
    assert sent.put().status_code == 201
    again = other.revise(sent.dossier, sent.code, 2, sent.hash, birth_instance())
    assert again.put().status_code == 201
    fields = {**officer.seen(sent), "comment-0": "Bà Đặng Thị Ước ghi thiếu", "note": "Gọi bà Ước"}
    assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302
    asked = [event for event in kiosk.changes() if event["kind"] == "correction"][-1]["data"]["correction"]
    answered = other.revise(sent.dossier, sent.code, 3, again.hash, birth_instance(), corrects=asked)
    assert answered.put().status_code == 201
    number = f"H38.01-261123-{time.time_ns() % 10**6}"
    assert officer.act(sent, "accept", official_number=number, promised_on="2030-01-15").status_code == 302
    there.wait_for("dossier.state_changed", sent.dossier, 2)
    mine = [each for each in there.came if each.said["data"].get("dossier") == str(sent.dossier)]
    assert [(each.said["type"], each.said["data"]["state"], each.said["data"]["revision"]) for each in mine] == [
        ("dossier.received", "sent", 1),
        ("dossier.amended", "sent", 2),
        ("dossier.state_changed", "needs-correction", 2),
        ("dossier.corrected", "sent", 3),
        ("dossier.state_changed", "received", 3),
    ]
    assert all(each.is_signed_with(secret) for each in mine)
    assert len({each.headers["webhook-id"] for each in mine}) == 5
    assert (mine[-1].said["data"]["official_number"], mine[-1].said["data"]["promised_on"]) == (number, "2030-01-15")
    told = b"".join(each.body for each in there.came).decode()
    assert not any(word in told for word in ("Ước", "Gọi", "thiếu"))
    removed(province, page)


def test_what_fails_is_sent_again_with_the_same_name(
    portal: Portal, province: Person, kiosk: Kiosk, there: Receiver
) -> None:
    there.answers = [500]
    page, secret = added(province, there.url, kinds=["dossier.received"])
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    first = there.wait_for("dossier.received", sent.dossier)[0]
    assert "500" in wait_until(province, page, "500")
    portal.sql("UPDATE registry_delivery SET due_at = at WHERE delivered_at IS NULL")
    both = there.wait_for("dossier.received", sent.dossier, 2)
    assert both[1].headers["webhook-id"] == first.headers["webhook-id"]
    assert both[1].body == first.body
    assert both[1].is_signed_with(secret)
    removed(province, page)


def wait_until(someone: Person, page: str, words: str) -> str:
    """The page, as soon as it says so."""
    end = time.monotonic() + 60
    while words not in (shown := someone.get(f"{page}?lang=en").text):
        assert time.monotonic() < end, shown
        time.sleep(0.2)
    return shown


@ON_SQLITE
def test_a_system_that_is_gone_is_told_nothing_any_more_until_somebody_starts_it(
    portal: Portal, province: Person, kiosk: Kiosk, there: Receiver
) -> None:
    there.answers = [410]
    page, _ = added(province, there.url, kinds=["dossier.received"])
    assert kiosk.dossier().put().status_code == 201
    wait_until(province, page, "says that the address is gone")
    assert province.send(f"{page}start/", {}, page=page).status_code == 302
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    there.wait_for("dossier.received", sent.dossier)
    removed(province, page)


@ON_SQLITE
def test_five_days_without_an_answer_end_it_and_the_page_says_so(
    portal: Portal, province: Person, kiosk: Kiosk, there: Receiver
) -> None:
    there.answers = [503, 503]
    page, _ = added(province, there.url, kinds=["dossier.received"])
    assert kiosk.dossier().put().status_code == 201
    wait_until(province, page, "does not answer")
    days = "2026-11-01 00:00:00"
    portal.sql(f"UPDATE registry_webhook SET failing_since = '{days}' WHERE failing_since IS NOT NULL")
    portal.sql(f"UPDATE registry_delivery SET due_at = '{days}', at = '{days}' WHERE delivered_at IS NULL")
    shown = wait_until(province, page, "no answer for five days")
    assert "no longer tried" in shown
    removed(province, page)


@ON_SQLITE
def test_redirects_are_not_followed(portal: Portal, province: Person, kiosk: Kiosk, there: Receiver) -> None:
    there.answers = [307]
    page, _ = added(province, there.url, kinds=["dossier.received"])
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    assert "307" in wait_until(province, page, "307")
    assert len(there.of("dossier.received", sent.dossier)) == 1
    removed(province, page)


@ON_SQLITE
def test_only_what_it_is_about_is_told(portal: Portal, there: Receiver, kiosk: Kiosk) -> None:
    boss = person(portal, "administrator", SITE, "quan-tri-webhook")
    page, _ = added(boss, there.url, "site:2", ["dossier.received"])
    assert kiosk.dossier().put().status_code == 201
    theirs = enrolled(portal, OTHER_SITE).dossier()
    assert theirs.put().status_code == 201
    there.wait_for("dossier.received", theirs.dossier)
    assert {each.said["data"]["site"] for each in there.came} == {OTHER_SITE}
    removed(boss, page)


@ON_SQLITE
def test_a_province_reaches_its_own_communes_only(portal: Portal, there: Receiver) -> None:
    elsewhere = person(portal, "province", OTHER_SITE, "tinh-webhook-hai")
    for reach in ("province:H38", "all", "site:1"):
        given = {"name": "x", "url": there.url, "reach": reach, "kinds": KINDS}
        assert elsewhere.send(PAGE, given).status_code == 422


@ON_SQLITE
def test_a_foreign_webhook_does_not_exist(portal: Portal, province: Person, there: Receiver) -> None:
    page, _ = added(province, there.url, kinds=["kiosk.back"])
    stranger = person(portal, "province", OTHER_SITE, "tinh-webhook-ba")
    assert stranger.get(page).status_code == 404
    assert stranger.send(f"{page}secret/", {}, page="/desk/password/").status_code == 404
    assert page not in stranger.get(PAGE).text
    removed(province, page)


@ON_SQLITE
def test_a_new_secret_is_the_one_that_counts_and_a_test_can_be_sent(
    portal: Portal, province: Person, there: Receiver
) -> None:
    page, before = added(province, there.url, kinds=["kiosk.back"])
    shown = province.send(f"{page}secret/", {}, page=page).text
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", shown)
    assert secret is not None
    assert province.send(f"{page}test/", {}, page=page).status_code == 302
    (came,) = there.wait_for("portal.test")
    assert came.is_signed_with(secret[0])
    assert not came.is_signed_with(before)
    removed(province, page)


def test_an_overdue_dossier_is_told_once(portal: Portal, province: Person, kiosk: Kiosk, there: Receiver) -> None:
    page, _ = added(province, there.url, kinds=["dossier.overdue"])
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    yesterday = "2026-11-10"
    name = str(sent.dossier)
    forms = f"'{name}', '{name.replace('-', '')}'" if not portal.database else f"'{name}'"
    portal.sql(f"UPDATE registry_dossier SET due_on = '{yesterday}', queue_on = '{yesterday}' WHERE id IN ({forms})")
    portal.sql("UPDATE registry_webhook SET overdue_through = '2026-11-09' WHERE stopped_at IS NULL")
    (came,) = there.wait_for("dossier.overdue", sent.dossier)
    assert came.said["data"]["due_on"] == yesterday
    assert province.send(f"{page}test/", {}, page=page).status_code == 302
    there.wait_for("portal.test")
    assert len(there.of("dossier.overdue", sent.dossier)) == 1
    removed(province, page)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://10.1.2.3/x", "private network"),
        ("https://169.254.169.254/latest", "private network"),
        ("https://[::1]/", "private network"),
        ("https://[::ffff:10.0.0.1]/", "private network"),
        ("https://localhost.localdomain.invalid/", "No machine has this name"),
        ("http://93.184.216.34/", "has to begin with https"),
        ("ftp://93.184.216.34/", "has to begin with https"),
        ("https://user:secret@93.184.216.34/", "without a name or password"),
        ("https:///x", "whole address"),
    ],
)
@ON_SQLITE
def test_addresses_that_are_not_called(province: Person, url: str, words: str) -> None:
    given = {"name": "x", "url": url, "reach": "province:H38", "kinds": ["dossier.received"]}
    response = province.send(f"{PAGE}?lang=en", given, page=PAGE)
    assert response.status_code == 422
    assert words in response.text
