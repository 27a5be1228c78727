"""A kiosk that is silent while its commune is open is told once, by page, mail and webhook; and when it is back."""

import re
from collections.abc import Iterator

import pytest

from tests.support.accounts import Person, person
from tests.support.fleet import row
from tests.support.hooks import receiver
from tests.support.mail import Letters, mail_server
from tests.support.portal import PASSWORD, SITE, Portal, enrolled

LONG_AGO = "2026-01-05 08:00:00"


@pytest.fixture(scope="module")
def letters() -> Iterator[Letters]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Iterator[Portal]:
    """A portal that sends mail."""
    mail = f"smtp://{letters.address}?from=cong@example.gov.vn&tls=none"
    portal = Portal(tmp_path_factory.mktemp("watched") / "data", mail=mail, webhook_networks=["127.0.0.0/8"])
    portal.do("add_site", SITE, "Xã Đạ Một")
    portal.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield portal
    assert portal.stop() == 0


@pytest.fixture(scope="module")
def technician(watched: Portal) -> Person:
    someone = person(watched, "technician", SITE, "ky-thuat-im-lang")
    page = "/desk/fleet/communes/1/"
    given = {"opens_at": "07:00", "closes_at": "17:30", "silent_after": "4", "alert_mail": "a@xa.gov.vn, b@xa.gov.vn"}
    assert someone.send(page, given, page=page).status_code == 302
    return someone


def silence(portal: Portal, prefix: str) -> None:
    """It was not heard of since January, and the portal looks."""
    portal.sql(f"UPDATE registry_kiosk SET last_seen_at = '{LONG_AGO}' WHERE prefix = '{prefix}'")
    portal.do("look_for_silence")


def test_one_silence_is_one_letter_and_one_event_each_way(
    watched: Portal, technician: Person, letters: Letters
) -> None:
    boss = person(watched, "administrator", SITE, "quan-tri-im-lang")
    leader = person(watched, "leader", SITE, "lanh-dao-im-lang")
    with receiver() as there:
        given = {"name": "Tỉnh", "url": there.url, "reach": "all", "kinds": ["kiosk.silent", "kiosk.back"]}
        assert boss.send("/desk/webhooks/", given).status_code == 200
        kiosk = enrolled(watched, name="Máy nhà văn hóa")
        silence(watched, kiosk.enrolled["prefix"])
        ((to, letter),) = letters.wait_for(1)
        assert to == ("a@xa.gov.vn", "b@xa.gov.vn")
        assert letter["Subject"].strip() == "1 máy mất liên lạc ở Xã Đạ Một"
        words = letter.get_content()
        assert f"{kiosk.enrolled['prefix']} Máy nhà văn hóa" in words
        assert "05/01/2026" in words
        (event,) = there.wait_for("kiosk.silent")
        assert event.said["data"]["kiosk"] == kiosk.enrolled["kiosk"]
        assert "Silent since 05/01/2026" in row(technician, kiosk)
        assert "1 kiosk is silent" in re.sub(r"\s+", " ", leader.get("/desk/board/?lang=en").text)
        assert kiosk.call("GET", "/v1/changes?after=&limit=1").status_code == 200
        watched.do("look_for_silence")
        there.wait_for("kiosk.back")
        watched.do("look_for_silence")
        silence(watched, kiosk.enrolled["prefix"])
        letters.wait_for(2)
        watched.do("look_for_silence")
        assert (len(there.wait_for("kiosk.silent", count=2)), len(there.of("kiosk.back"))) == (2, 1)
        assert len(letters.came) == 2
        assert kiosk.call("GET", "/v1/changes?after=&limit=1").status_code == 200


def test_a_letter_that_cannot_go_out_goes_out_later(watched: Portal, technician: Person, letters: Letters) -> None:
    before, letters.refusing = len(letters.came), True
    kiosk = enrolled(watched)
    silence(watched, kiosk.enrolled["prefix"])
    assert letters.refused > 0
    assert len(letters.came) == before
    letters.refusing = False
    watched.do("look_for_silence")
    letters.wait_for(before + 1)
    assert kiosk.enrolled["prefix"] in letters.came[-1][1].get_content()


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 11:30", 1.5),
        ("2026-11-23 05:00", "2026-11-23 08:00", 1.0),
        ("2026-11-25 16:00", "2026-11-26 08:00", 2.5),
        ("2026-11-23 16:00", "2026-11-24 08:00", 1.5),
        ("2026-11-20 17:00", "2026-11-23 07:00", 0.5),
        ("2026-11-20 18:00", "2026-11-23 06:00", 0.0),
    ],
)
def test_only_hours_of_opening_count(watched: Portal, since: str, until: str, hours: float) -> None:
    """A night, a weekend and a holiday are no silence (23 November 2026 is a Monday)."""
    assert watched.do("open_hours", since, until, "07:00", "17:30") == hours
