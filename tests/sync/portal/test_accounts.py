"""Accounts: the second factor, passwords that others know, the ends of sessions, and who may change whom."""

import re

import pytest
import requests

from tests.support.accounts import Person, code_of, person
from tests.support.portal import OTHER_SITE, PASSWORD, SITE, Kiosk, Officer, Portal, enrolled

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module")
def administrator(portal: Portal) -> Person:
    return person(portal, "administrator", SITE, "quan-tri")


def messages(text: str) -> str:
    return " ".join(re.findall(r'class="notice[^"]*" role="status">([^<]*)<', text))


def test_a_role_with_reach_does_nothing_before_the_second_factor(portal: Portal) -> None:
    portal.do("add_officer", "truong", "Trưởng Xã", SITE, PASSWORD, "leader")
    leader = Person(portal, "truong")
    leader.login()
    for path in ("/desk/", "/desk/promises/", "/desk/trail/", "/desk/password/", "/desk/start/"):
        assert leader.get(path).headers["Location"] == "/desk/second-factor/"
    assert leader.set_up().status_code == 200
    assert leader.get("/desk/promises/").status_code == 200
    again = Person(portal, "truong")
    again.login()
    for path in ("/desk/promises/", "/desk/second-factor/"):  # nor can the password alone replace it
        assert again.get(path).headers["Location"] == "/desk/verify/"
    assert again.send("/desk/verify/", {"code": "000000"}).status_code == 422
    assert again.get("/desk/promises/").status_code == 302


def test_a_code_of_the_app_serves_once_and_one_on_paper_too(portal: Portal) -> None:
    someone = person(portal, "technician", SITE, "ky-thuat")
    next_one = code_of(someone.letters, 1)  # the one that set it up is used
    again = Person(portal, "ky-thuat")
    again.login()
    assert again.send("/desk/verify/", {"code": next_one}).status_code == 302
    assert again.get("/desk/kiosks/").status_code == 200
    third = Person(portal, "ky-thuat")
    third.login()
    assert third.send("/desk/verify/", {"code": next_one}).status_code == 422
    assert third.send("/desk/verify/", {"code": someone.codes[0].lower()}).status_code == 302
    fourth = Person(portal, "ky-thuat")
    fourth.login()
    assert fourth.send("/desk/verify/", {"code": someone.codes[0]}).status_code == 422
    assert fourth.get("/desk/kiosks/").status_code == 302


def test_the_key_of_the_app_is_not_shown_again(portal: Portal, administrator: Person) -> None:
    shown = administrator.get("/desk/second-factor/").text
    assert administrator.letters not in shown
    assert "<svg" not in shown


def test_a_commune_can_demand_it_of_officers(portal: Portal) -> None:
    portal.do("add_officer", "can-bo-b", "Cán Bộ B", OTHER_SITE, PASSWORD)
    officer = Officer(portal, "can-bo-b")
    officer.login()
    assert officer.get("/desk/").status_code == 200
    portal.do("demand_second_factor", OTHER_SITE)
    try:
        assert officer.get("/desk/").headers["Location"] == "/desk/second-factor/"
    finally:
        portal.do("demand_second_factor", OTHER_SITE, demand=False)


def test_a_given_password_is_changed_before_anything_else(portal: Portal, administrator: Person) -> None:
    given = {"username": "moi-vao", "full_name": "Người Mới", "role": "officer", "site": "1", "province": ""}
    made = administrator.send("/desk/accounts/", given)
    secret = re.search(r'class="letters">([^<]+)<', made.text)
    assert secret is not None
    someone = Person(portal, "moi-vao", secret[1])
    someone.login()
    assert someone.get("/desk/").headers["Location"] == "/desk/password/"
    easy = {"old_password": secret[1], "new_password1": "1234567890", "new_password2": "1234567890"}
    assert someone.send("/desk/password/", easy).status_code == 422
    good = {"old_password": secret[1], "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert someone.send("/desk/password/", good).status_code == 302
    assert someone.get("/desk/").status_code == 200


def test_closing_an_account_ends_its_session(portal: Portal, administrator: Person) -> None:
    someone = person(portal, "officer", SITE, "sap-nghi")
    page = re.search(r'href="(/desk/accounts/\d+/)">sap-nghi<', administrator.get("/desk/accounts/?q=sap-nghi").text)
    assert page is not None
    assert someone.get("/desk/").status_code == 200
    assert administrator.send(f"{page[1]}close/", {}, page=page[1]).status_code == 302
    assert someone.get("/desk/").status_code == 302
    assert Officer(portal, "sap-nghi").login().status_code == 422
    assert administrator.send(f"{page[1]}open/", {}, page=page[1]).status_code == 302
    assert Officer(portal, "sap-nghi").login().status_code == 302


def test_a_role_that_is_taken_away_holds_no_more(portal: Portal, administrator: Person) -> None:
    someone = person(portal, "officer", SITE, "doi-viec")
    page = re.search(r'href="(/desk/accounts/\d+/)">doi-viec<', administrator.get("/desk/accounts/?q=doi-viec").text)
    assert page is not None
    member = re.search(r'name="membership" value="(\d+)"', administrator.get(page[1]).text)
    assert member is not None
    administrator.send(f"{page[1]}take/", {"membership": member[1]}, page=page[1])
    assert someone.get("/desk/").status_code == 403


def test_an_administrator_cannot_lock_themselves_out(portal: Portal, administrator: Person) -> None:
    page = re.search(r'href="(/desk/accounts/\d+/)">quan-tri<', administrator.get("/desk/accounts/?q=quan-tri").text)
    assert page is not None
    for act in ("close", "factor", "password"):
        assert administrator.send(f"{page[1]}{act}/", {}, page=page[1]).status_code == 302
    assert administrator.get("/desk/accounts/").status_code == 200


@pytest.mark.parametrize(
    ("role", "site", "province"),
    [("officer", "", ""), ("officer", "1", "H38"), ("province", "1", ""), ("administrator", "1", "")],
)
def test_a_role_has_its_own_reach(administrator: Person, role: str, site: str, province: str) -> None:
    given = {"username": "khong-co", "full_name": "Không", "role": role, "site": site, "province": province}
    assert administrator.send("/desk/accounts/", given).status_code == 422
    assert "khong-co<" not in administrator.get("/desk/accounts/?q=khong-co").text


def test_a_kiosk_joins_by_the_code_of_the_page_and_is_revoked_at_once(portal: Portal) -> None:
    technician = person(portal, "technician", SITE, "ky-thuat-2")
    assert technician.send("/desk/kiosks/", {"site": "2"}, page="/desk/kiosks/").status_code == 422
    made = technician.send("/desk/kiosks/", {"site": "1"})
    code = re.search(r'class="letters">([^<]+)<', made.text)
    assert code is not None
    assert '<svg class="qr"' in made.text
    kiosk = Kiosk(portal)
    assert kiosk.enrol(code[1], "Máy nhà văn hóa").status_code == 201
    assert "Máy nhà văn hóa" in technician.get("/desk/kiosks/").text
    assert kiosk.call("GET", "/v1/changes?after=").status_code == 200
    address = f"/desk/kiosks/{kiosk.enrolled['kiosk']}/revoke/"
    assert technician.send(address, {}, page="/desk/kiosks/").status_code == 302
    assert kiosk.call("GET", "/v1/changes?after=").status_code == 403
    foreign = enrolled(portal, OTHER_SITE)
    address = f"/desk/kiosks/{foreign.enrolled['kiosk']}/revoke/"
    assert technician.send(address, {}, page="/desk/kiosks/").status_code == 404
    assert foreign.call("GET", "/v1/changes?after=").status_code == 200


def test_a_token_serves_its_scopes_in_its_reach_until_it_is_revoked(portal: Portal, administrator: Person) -> None:
    given = {"name": "Hệ thống tỉnh", "scopes": ["figures:read"], "site": "2", "province": "", "days": "30"}
    made = administrator.send("/desk/tokens/", given)
    text = re.search(r'class="letters">([^<]+)<', made.text)
    assert text is not None
    assert portal.do("check_token", text[1], "figures:read") == [2]
    assert portal.do("check_token", text[1], "dossiers:read") == []
    assert portal.do("check_token", f"{text[1]}x", "figures:read") == []
    listed = administrator.get("/desk/tokens/").text
    assert text[1] not in listed
    revoke = re.search(r'action="(/desk/tokens/[0-9a-f-]+/revoke/)"', listed)
    assert revoke is not None
    assert administrator.send(revoke[1], {}, page="/desk/tokens/").status_code == 302
    assert portal.do("check_token", text[1], "figures:read") == []


def test_the_trail_shows_what_was_done_to_accounts_and_cannot_be_changed(portal: Portal, administrator: Person) -> None:
    person(portal, "officer", SITE, "duoc-ghi")
    assert "duoc-ghi" in administrator.get("/desk/trail/?of=accounts").text
    with pytest.raises(Exception, match="append-only"):
        portal.sql("DELETE FROM registry_accountentry")
    with pytest.raises(Exception, match="append-only"):
        portal.sql("UPDATE registry_accountentry SET action = 'x'")


def test_a_half_logged_in_session_is_nobodys_elsewhere(portal: Portal) -> None:
    portal.do("add_officer", "nua-chung", "Nửa Chừng", SITE, PASSWORD, "leader")
    someone = Person(portal, "nua-chung")
    someone.login()
    assert "Nửa Chừng" not in someone.get("/").text
    assert someone.get("/").status_code == 200


def test_a_page_for_another_role_says_so(portal: Portal) -> None:
    coordinator = Officer(portal, "dieu-phoi")
    portal.do("add_officer", "dieu-phoi", "Điều Phối", SITE, PASSWORD, "coordinator")
    coordinator.login()
    response = coordinator.get("/desk/")
    assert response.status_code == 403
    assert "chưa được xem trang này" in response.text


def test_a_form_that_changes_an_account_needs_its_token(portal: Portal, administrator: Person) -> None:
    response = requests.post(
        f"{portal.url}/desk/accounts/", cookies=administrator.http.cookies, data={"username": "x"}, timeout=20
    )
    assert response.status_code == 403
