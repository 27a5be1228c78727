"""Communes: an administrator adds, changes and closes them, and every act is in the trail."""

import re

import pytest

from tests.support.accounts import Person, person
from tests.support.portal import PASSWORD, SITE, Kiosk, Officer, Portal, enrolled

pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")
GIVEN = {"name": "Xã Mới Lập", "province": "68", "address": "Số 2 đường Lê Lợi", "phone": "0263 111 222"}


@pytest.fixture(scope="module")
def administrator(portal: Portal) -> Person:
    return person(portal, "administrator", SITE, "quan-tri-xa")


def add(administrator: Person, code: str, **given: str) -> str:
    """The address of a new commune."""
    response = administrator.send("/desk/communes/", {**GIVEN, "code": code, **given})
    assert response.status_code == 302, response.text
    return response.headers["Location"]


def told(administrator: Person, words: str) -> list[str]:
    """The lines of the trail of accounts that have these words."""
    text = administrator.get("/desk/trail/?of=accounts&lang=en").text
    administrator.get("/desk/trail/?lang=vi")
    return [line for line in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if words in line]


def test_a_commune_is_added_with_its_people_and_kiosks(portal: Portal, administrator: Person) -> None:
    page = add(administrator, "H38.501")
    assert "H38.501" in administrator.get("/desk/communes/").text
    number = page.rstrip("/").rpartition("/")[2]
    given = {"username": "can-bo-501", "full_name": "Cán Bộ Mới", "role": "officer", "site": number, "province": ""}
    assert 'class="letters"' in administrator.send("/desk/accounts/", given).text
    assert 'class="letters"' in administrator.send("/desk/kiosks/", {"site": number}).text
    assert [line for line in told(administrator, "Added a commune") if "Xã Mới Lập" in line and "quan-tri" not in line]


def test_the_code_of_a_commune_tells_its_name_and_province(administrator: Person) -> None:
    shown = administrator.get(add(administrator, "25000", name="", province="")).text
    assert re.search(r"<h1>Xã Di Linh\s", shown)
    assert '<option value="68" selected>' in shown


@pytest.mark.parametrize("code", ["", "a b", "H38.501/2", "-1", "Đ1", "x" * 41])
def test_a_code_that_cannot_begin_a_number_is_refused(administrator: Person, code: str) -> None:
    assert administrator.send("/desk/communes/", {**GIVEN, "code": code}).status_code == 422


def test_a_code_is_given_once_and_a_name_is_needed(administrator: Person) -> None:
    assert administrator.send("/desk/communes/", {**GIVEN, "code": SITE}).status_code == 422
    assert administrator.send("/desk/communes/", {**GIVEN, "code": "H38.599", "name": ""}).status_code == 422


def test_a_commune_is_found_without_accents(administrator: Person) -> None:
    add(administrator, "H38.502", name="Xã Đạ Tẻh")
    shown = administrator.get("/desk/communes/?q=da+teh").text
    assert "Xã Đạ Tẻh" in shown
    assert "H38.501" not in shown


def test_what_residents_read_is_changed_and_what_it_was_is_in_the_trail(
    portal: Portal, administrator: Person, kiosk: Kiosk
) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    before = administrator.get("/desk/communes/1/").text
    old = dict(re.findall(r'name="(name|address|phone|opening_hours|authority)" value="([^"]*)"', before))
    try:
        changed = {**old, "province": "H38", "phone": "0263 555 555", "name": "Xã  Đạ Một  Mới"}
        assert administrator.send("/desk/communes/1/", changed).status_code == 302
        page = portal.url + f"/h/{sent.token}"
        assert "0263 555 555" in administrator.http.get(page, timeout=60).text
        assert [line for line in told(administrator, "Changed a commune") if "Xã Đạ Một → Xã Đạ Một Mới" in line]
    finally:
        assert administrator.send("/desk/communes/1/", {**old, "province": "H38"}).status_code == 302


def test_a_commune_that_still_gets_dossiers_is_not_closed(portal: Portal, administrator: Person, kiosk: Kiosk) -> None:
    administrator.send("/desk/communes/1/close/", {}, page="/desk/communes/")
    assert "communes/1/close/" not in administrator.get("/desk/communes/1/").text  # it says what to do instead
    assert kiosk.dossier().put().status_code == 201
    assert [line for line in told(administrator, "Closed a commune") if "Xã Đạ Một" in line] == []


def test_a_closed_commune_takes_nobody_and_its_dossiers_stay(portal: Portal, administrator: Person) -> None:
    page = add(administrator, "H38.503", name="Xã Sẽ Sáp Nhập")
    number = page.rstrip("/").rpartition("/")[2]
    portal.do("add_officer", "can-bo-503", "Cán Bộ Cũ", "H38.503", PASSWORD)
    code = portal.do("new_enrolment_code", "H38.503")  # made before, used after
    machine = enrolled(portal, "H38.503")
    sent = machine.dossier()
    assert sent.put().status_code == 201
    revoke = f"/desk/kiosks/{machine.enrolled['kiosk']}/revoke/"
    assert administrator.send(revoke, {}, page="/desk/kiosks/").status_code == 302
    assert administrator.send(f"{page}close/", {}, page=page).status_code == 302
    assert Kiosk(portal).enrol(code).status_code == 404
    assert f'<option value="{number}"' not in administrator.get("/desk/accounts/").text
    assert f'<option value="{number}"' not in administrator.get("/desk/kiosks/").text
    with pytest.raises(LookupError, match="closed"):
        portal.do("new_enrolment_code", "H38.503")
    with pytest.raises(LookupError, match="closed"):
        portal.do("add_officer", "nguoi-moi-503", "Người Mới", "H38.503", PASSWORD)
    officer = Officer(portal, "can-bo-503")
    assert officer.login().status_code == 302
    assert officer.get(officer.path(sent, int(number))).status_code == 200
    assert administrator.send(f"{page}open/", {}, page=page).status_code == 302
    assert Kiosk(portal).enrol(code).status_code == 201
    assert len(told(administrator, "Xã Sẽ Sáp Nhập")) >= 3
