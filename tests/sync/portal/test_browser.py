"""The desk and the residents' pages in a real browser: from the keyboard, on a small phone, and read by axe-core."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from nacl.pwhash import scrypt
from playwright.sync_api import Browser, Page, expect
from uuid6 import uuid7

from sync.protocol.encoding import to_instant
from tests.support import birth, browsing
from tests.support.accounts import Person, code_of, person
from tests.support.answers import birth_instance, complete_birth
from tests.support.browsing import is_as_wide_as_the_screen, picture, tab, violations
from tests.support.pictures import png
from tests.support.portal import OTHER_SITE, PASSWORD, SITE, Kiosk, Officer, Portal, Sent, photograph

pytestmark = [
    pytest.mark.skipif(not browsing.is_there(), reason="chromium is not installed"),
    pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.chromium() as running:
        yield running


@pytest.fixture
def sent(kiosk: Kiosk) -> Sent:
    """A birth registration with a picture."""
    paper, data = photograph(png(), paper="birth_certificate")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    of = birth.PACK
    sent = kiosk.dossier(birth_instance(), procedure=of.code, pack_version=of.version, papers=((paper, data),))
    assert sent.put().status_code == 201
    return sent


@pytest.fixture(scope="module")
def lan(portal: Portal) -> Person:
    """An officer, logged in."""
    return person(portal, "officer", SITE, "lan-trinh-duyet")


def test_an_officer_works_from_the_keyboard(browser: Browser, portal: Portal, kiosk: Kiosk, sent: Sent) -> None:
    with tab(browser) as page:
        page.goto(f"{portal.url}/desk/")
        expect(page.locator("#id_username")).to_be_focused()
        page.keyboard.type("lan")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Hồ sơ")
        page.locator("#q").press_sequentially(sent.code)
        page.keyboard.press("Enter")
        page.locator(f"a[href*='{sent.dossier}']").press("Enter")
        expect(page.locator("section.answers").first).to_contain_text("Đặng Thị Ước")
        shown = page.locator(".papers img")
        expect(shown).to_be_visible()
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("naturalWidth", 64)
        number = page.locator("#accept_official_number").input_value()
        page.locator("#accept_official_number").press("Enter")
        expect(page.locator(".facts")).to_contain_text("Đã tiếp nhận")
        expect(page.locator(".facts")).to_contain_text(number)
        page.locator("a[href*='correct/']").press("Enter")
        page.locator(".question summary").nth(1).press("Enter")
        page.locator("#id_comment-1").fill("Ghi đủ họ, chữ đệm và tên của cháu")
        page.locator("main form button.button").press("Enter")
        expect(page.locator(".facts")).to_contain_text("Chờ bổ sung")
        picture(page, "waiting")
    event = [event for event in kiosk.changes() if event["dossier"] == str(sent.dossier)][-1]
    assert event["data"]["items"][0]["comment"] == "Ghi đủ họ, chữ đệm và tên của cháu"


def test_a_mistake_is_shown_where_it_is(browser: Browser, portal: Portal, lan: Person, sent: Sent) -> None:
    with tab(browser, person=lan) as page:
        page.goto(portal.url + lan.path(sent))
        page.locator("#refuse summary").click()
        page.locator("#refuse button").click()
        expect(page.locator("[role=alert]")).to_contain_text("lý do")
        expect(page.locator("#refuse[open] .mistake")).to_be_visible()
        assert violations(page) == []
        picture(page, "mistake")


def test_a_field_is_copied_with_one_press(browser: Browser, portal: Portal, lan: Person, sent: Sent) -> None:
    with tab(browser, person=lan) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{portal.url}{lan.path(sent)}official/")
        row = page.locator("tr", has_text="Đặng Thị Ước").first
        row.locator("button").click()
        expect(page.locator("#copied")).to_contain_text("Đã chép")
        assert page.evaluate("navigator.clipboard.readText()") == "Đặng Thị Ước"
        picture(page, "official")


def test_without_a_script_a_click_marks_the_whole_field(
    browser: Browser, portal: Portal, lan: Person, sent: Sent
) -> None:
    with tab(browser, person=lan, scripts=False) as page:
        page.goto(f"{portal.url}{lan.path(sent)}official/")
        row = page.locator("tr", has_text="Đặng Thị Ước").first
        expect(row.locator("button")).to_be_hidden()
        assert row.locator(".whole").evaluate("field => getComputedStyle(field).userSelect") == "all"


def test_the_second_factor_is_set_up_and_asked_for(browser: Browser, portal: Portal) -> None:
    portal.do("add_officer", "lanh-dao-moi", "Lãnh Đạo Mới", SITE, PASSWORD, "leader")
    with tab(browser) as page:
        _log_in(page, portal, "lanh-dao-moi")
        expect(page.locator("svg.qr")).to_be_visible()
        picture(page, "factor")
        assert violations(page) == []
        letters = page.locator("code.letters").inner_text()
        page.locator("#id_code").fill(code_of(letters))
        page.keyboard.press("Enter")
        expect(page.locator(".codes code")).to_have_count(10)
        paper = page.locator(".codes code").first.inner_text()
        assert violations(page) == []
        page.locator("main a.button").click()
        expect(page.locator("h1")).to_have_text("Lãnh Đạo Mới")
        picture(page, "start")
    with tab(browser) as page:
        _log_in(page, portal, "lanh-dao-moi")
        picture(page, "verify")
        assert violations(page) == []
        page.locator("#id_code").fill(paper)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Lãnh Đạo Mới")


def _log_in(page: Page, portal: Portal, username: str) -> None:
    page.goto(f"{portal.url}/desk/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


PAGES = {
    "administrator": (
        *("/desk/start/?all", "/desk/accounts/", "/desk/accounts/1/", "/desk/tokens/", "/desk/trail/"),
        *("/desk/kiosks/", "/desk/trail/?of=accounts", "/desk/password/", "/desk/second-factor/"),
        *("/desk/webhooks/", "{webhook}", "/desk/communes/", "/desk/communes/1/"),
    ),
    "province": ("/desk/start/?all", "/desk/board/?show=campaign", "/desk/fleet/", "/desk/webhooks/"),
    "leader": (
        *("/desk/start/?all", "/desk/promises/", "/desk/petitions/", "{petition}", "/desk/trail/"),
        *("/desk/board/?show=campaign", "/desk/fleet/"),
    ),
    "officer": (
        *("/desk/start/?all", "/desk/", "/desk/?show=all", "{dossier}", "{dossier}correct/", "{dossier}official/"),
        *("/desk/promises/", "/desk/petitions/", "{petition}", "/desk/requests/", "{request}"),
    ),
    "coordinator": ("/desk/start/?all", "/desk/board/?show=campaign", "/desk/calls/", "/desk/fleet/"),
    "technician": ("/desk/start/?all", "/desk/kiosks/", "/desk/fleet/", "{kiosk}", "/desk/fleet/communes/1/"),
}


@pytest.fixture(scope="module")
def things(portal: Portal, kiosk: Kiosk, lan: Person) -> dict[str, str]:
    """What the pages show, by the words in PAGES."""
    sent = kiosk.dossier("<data><mother><name>Trần Thị Đào</name></mother></data>")
    assert sent.put().status_code == 201
    told: list[tuple[str, dict[str, object]]] = [
        ("visit", {"event": "visit", "language": "vi", "age": "75+", "outcome": "finished", "assisted": True}),
        ("visit", {"event": "shift", "volunteer": "V01", "visits": 9, "assisted": 4}),
        ("feedback", {"face": 5, "words": "", "language": "vi", "day": "2026-11-23"}),
        ("help", {"call": "1", "state": "open", "place": "question", "procedure": "9.999999"}),
        ("health", {"version": "1.2.0", "link": "online", "printer": "no-paper", "errors": {"kiosk.store": 2}}),
    ]
    for kind, body in told:
        line = {"id": str(uuid7()), "kind": kind, "at": to_instant(datetime.now(UTC)), "body": body}
        assert kiosk.call("POST", "/v1/notices", json.dumps({"notices": [line]})).json()["results"] == [{"status": 201}]
    request = lan.send(f"{lan.path(sent)}requests/", {"kind": "withdraw"}, page=lan.path(sent)).headers["Location"]
    given = {"site": "1", "source": "letter", "received_on": "2026-11-20", "subject": "Rác chưa được dọn"}
    petition = lan.send("/desk/petitions/", given).headers["Location"]
    promise = {"site": "1", "what": "Gọi lại", "to_whom": "Bà Bảy", "due_on": "2027-12-31", "responsible": ""}
    assert lan.send("/desk/promises/", promise).status_code == 302
    lan.act(sent, "accept", official_number="H38.01-261123-6001", promised_on="2027-12-30")
    boss = person(portal, "administrator", SITE, "administrator-webhook")
    hook = {"name": "Hệ thống của tỉnh", "url": "https://127.0.0.1:9/", "reach": "all", "kinds": ["kiosk.back"]}
    shown = boss.send("/desk/webhooks/", hook).text
    webhook = re.search(r"/desk/webhooks/[0-9a-f-]{36}/", shown)
    assert webhook is not None
    assert boss.send(f"{webhook[0]}test/", {}, page=webhook[0]).status_code == 302
    return {
        "dossier": lan.path(sent),
        "request": request,
        "petition": petition,
        "webhook": webhook[0],
        "kiosk": f"/desk/fleet/kiosks/{kiosk.enrolled['kiosk']}/",
    }


@pytest.fixture(scope="module")
def people(portal: Portal) -> dict[str, Person]:
    """One of each role."""
    return {role: person(portal, role, SITE, f"{role}-xem") for role in PAGES}


@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_a_role_is_accessible_and_fits(
    browser: Browser, portal: Portal, things: dict[str, str], people: dict[str, Person], role: str
) -> None:
    with tab(browser, person=people[role]) as page:
        for path in PAGES[role]:
            page.set_viewport_size(browsing.DESK)
            response = page.goto(portal.url + path.format(**things))
            assert response is not None
            assert response.status == 200, path
            name = f"{role}-{path.strip('/').replace('/', '-').replace('?', '') or 'queue'}"[:60]
            picture(page, name)
            assert violations(page) == [], path
            page.set_viewport_size(browsing.PHONE)
            assert is_as_wide_as_the_screen(page), path
            picture(page, f"{name}-phone")


@pytest.mark.parametrize("state", ["on-its-way", "sent", "correct", "closed"])
def test_the_receipts_page_fits_a_small_phone(
    browser: Browser, portal: Portal, kiosk: Kiosk, officer: Officer, state: str
) -> None:
    sent = kiosk.dossier()
    if state != "on-its-way":
        assert sent.put().status_code == 201
    if state == "correct":
        fields = {**officer.seen(sent), "comment-0": "Ghi đủ họ tên", "note": "Mang theo giấy chứng sinh của cháu"}
        assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302
    if state == "closed":
        assert officer.act(sent, "refuse", note="Hồ sơ thuộc xã khác").status_code == 302
    titles = {
        "on-its-way": "Hồ sơ đang chờ gửi",
        "sent": "Hồ sơ đã đến xã",
        "correct": "Có chỗ cần sửa",
        "closed": "Hồ sơ chưa được tiếp nhận",
    }
    with tab(browser, phone=True) as page:
        page.goto(f"{portal.url}/h/{sent.token}")
        picture(page, f"follow-{state}")
        expect(page.locator("h1")).to_have_text(titles[state])
        assert is_as_wide_as_the_screen(page)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 20  # CSS pixels
        assert violations(page) == []


def test_a_resident_withdraws_and_looks_up_without_a_script(
    browser: Browser, portal: Portal, kiosk: Kiosk, sent: Sent
) -> None:
    with tab(browser, phone=True, scripts=False) as page:
        page.goto(f"{portal.url}/h/{sent.token}")
        page.locator("a[href$='/consent/']").click()
        page.locator("main form button").click()
        expect(page.locator(".standing")).to_contain_text("Xã đã biết")
        page.goto(f"{portal.url}/lookup/")
        page.locator("#id_code").fill(sent.code)
        page.locator("#id_year").fill("1990")
        page.locator("main form button").click()
        expect(page.locator(".standing")).to_contain_text("Hồ sơ đã đến xã")


def test_the_answers_behind_the_pin_are_accessible(browser: Browser, portal: Portal, kiosk: Kiosk) -> None:
    pin = scrypt.str(b"7531", scrypt.OPSLIMIT_MIN, scrypt.MEMLIMIT_MIN).decode().rstrip("\0")
    of = birth.PACK
    sent = kiosk.dossier(birth_instance(), procedure=of.code, pack_version=of.version, pin=pin)
    assert sent.put().status_code == 201
    with tab(browser, phone=True) as page:
        page.goto(f"{portal.url}/h/{sent.token}")
        page.locator("#pin").fill("0000")
        page.locator("main form button").click()
        expect(page.locator("#pin_error")).to_be_visible()
        assert violations(page) == []
        page.locator("#pin").fill("7531")
        page.locator("main form button").click()
        expect(page.locator("dl.answers")).to_contain_text("Đặng Thị Ước")
        assert is_as_wide_as_the_screen(page)
        assert violations(page) == []
        picture(page, "answers")
        page.goto(f"{portal.url}/h/{sent.token}/consent/")
        assert violations(page) == []


def test_a_correction_is_answered_on_a_phone(browser: Browser, portal: Portal, kiosk: Kiosk, lan: Person) -> None:
    pin = scrypt.str(b"7531", scrypt.OPSLIMIT_MIN, scrypt.MEMLIMIT_MIN).decode().rstrip("\0")
    of = birth.PACK
    sent = kiosk.dossier(complete_birth(), procedure=of.code, pack_version=of.version, pin=pin)
    assert sent.put().status_code == 201
    fields = {**lan.seen(sent), "comment-2": "Ghi rõ quan hệ", "comment-3": "Ghi đủ họ tên", "note": ""}
    assert lan.send(f"{lan.path(sent)}correct/", fields).status_code == 302
    with tab(browser, phone=True, scripts=False) as page:
        page.goto(f"{portal.url}/h/{sent.token}")
        page.locator("#pin").fill("7531")
        page.locator("main form button").click()
        expect(page.locator("#here")).to_be_visible()
        assert is_as_wide_as_the_screen(page)
        picture(page, "correct-on-a-phone")
        page.locator("main form button").click()
        expect(page.locator("[role=alert]")).to_contain_text("Chưa có câu trả lời nào khác")
        page.locator("main form input:not([type])").fill("Nguyễn Thị Sửa Trên Điện Thoại")
        page.locator("#agree").check()
        picture(page, "correct-on-a-phone-filled")
    with tab(browser, phone=True) as page:
        page.goto(f"{portal.url}/h/{sent.token}")
        page.locator("#pin").fill("7531")
        page.locator("main form button").click()
        assert violations(page) == []
        page.locator("main form input:not([type])").fill("Nguyễn Thị Sửa Trên Điện Thoại")
        page.locator("#agree").check()
        page.locator("main form button").click()
        expect(page.locator(".standing")).to_contain_text("Đã gửi bổ sung")
        assert violations(page) == []
        picture(page, "corrected")


def test_what_is_shown_once_is_accessible(browser: Browser, portal: Portal, people: dict[str, Person]) -> None:
    """The code of a kiosk and the text of a token, which come as the answer to a form."""
    with tab(browser, person=people["technician"]) as page:
        page.goto(f"{portal.url}/desk/kiosks/")
        page.locator("main form.narrow button").click()
        expect(page.locator("svg.qr")).to_be_visible()
        assert violations(page) == []
        picture(page, "enrol")
    with tab(browser, person=people["administrator"]) as page:
        page.goto(f"{portal.url}/desk/tokens/")
        page.locator("#id_name").fill("Hệ thống tỉnh")
        page.locator("input[value='figures:read']").check()
        page.locator("main form.narrow button").click()
        expect(page.locator("code.letters")).to_contain_text("kpt_")
        assert violations(page) == []


@pytest.mark.parametrize("path", ["/", "/?lang=en", "/api/", "/lookup/", "/desk/login/", "/desk/login/?lang=en"])
def test_pages_for_everybody_are_accessible(browser: Browser, portal: Portal, path: str) -> None:
    with tab(browser, phone=True) as page:
        page.goto(portal.url + path)
        assert is_as_wide_as_the_screen(page)
        assert violations(page) == []
        picture(page, f"open-{path.strip('/').replace('/', '-').replace('?', '') or 'front'}")


def test_a_stranger_in_another_commune_sees_his_own(browser: Browser, portal: Portal, sent: Sent) -> None:
    with tab(browser, person=person(portal, "officer", OTHER_SITE, "khac-trinh-duyet")) as page:
        page.goto(f"{portal.url}/desk/?q={sent.code}")
        expect(page.locator("p.lead")).to_be_visible()
        assert str(sent.dossier) not in page.content()
