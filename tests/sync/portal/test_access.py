"""Nobody reaches another commune's dossier by changing an address, and nobody gets in by trying."""

import re

import pytest
import requests

from tests.support.portal import OTHER_SITE, Kiosk, Officer, Portal, Sent, enrolled, photograph

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")

# The addresses of one dossier that are read; test_routes tries every address with every role.
OF_A_DOSSIER = ("", "correct/", "act/accept/", "revisions/1/papers/{sha256}/")


@pytest.fixture(scope="module")
def sent(kiosk: Kiosk) -> Sent:
    """A dossier of the first commune, with a paper."""
    paper, data = photograph(b"picture")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    sent = kiosk.dossier("<data><name>Bí Mật Riêng</name></data>", papers=((paper, data),))
    assert sent.put().status_code == 201
    sent.kiosk.enrolled["paper"] = paper.sha256
    return sent


def addresses(sent: Sent, site: int = 1) -> list[str]:
    filled = [tail.format(sha256=sent.kiosk.enrolled["paper"]) for tail in OF_A_DOSSIER]
    return [f"/desk/dossiers/{site}/{sent.dossier}/{tail}" for tail in filled]


def test_an_officer_of_the_commune_reaches_them_all(officer: Officer, sent: Sent) -> None:
    assert [officer.get(address).status_code for address in addresses(sent)] == [200, 200, 302, 200]


@pytest.mark.parametrize("site", [1, 2])
def test_an_officer_of_another_commune_finds_nothing(portal: Portal, officer: Officer, sent: Sent, site: int) -> None:
    stranger = Officer(portal, "khac")
    assert stranger.login().status_code == 302
    for address in addresses(sent, site):
        response = stranger.get(address)
        assert response.status_code == 404
        assert "Bí Mật" not in response.text
        fields = {"official_number": "H1-1", "promised_on": "", "version": "1", "revision": "1", "comment-0": "x"}
        posted = stranger.send(address, fields, page="/desk/")
        assert posted.status_code in {404, 405}
    for query in ("", "?show=all", f"?q={sent.code}", "?q=bi+mat"):
        assert str(sent.dossier) not in stranger.get(f"/desk/{query}").text
    assert officer.seen(sent)["version"] == "1"


def test_who_is_not_logged_in_is_led_to_the_login(portal: Portal, sent: Sent) -> None:
    nobody = Officer(portal, "")
    for address in [*addresses(sent), "/desk/"]:
        response = nobody.get(address)
        assert (response.status_code, response.headers["Location"][:12]) == (302, "/desk/login/")


def test_a_member_of_two_communes_sees_both(portal: Portal, sent: Sent) -> None:
    portal.do("add_officer", "hai-xa", "Phụ Trách Hai Xã", "H38.01", "mua-xuan-nho-nho")
    assert portal.do("add_officer", "hai-xa", "", OTHER_SITE) == ""
    other = enrolled(portal, OTHER_SITE).dossier()
    assert other.put().status_code == 201
    both = Officer(portal, "hai-xa")
    both.login()
    shown = both.get("/desk/?show=all").text
    assert str(sent.dossier) in shown
    assert str(other.dossier) in shown
    assert both.get(both.path(other, site=2)).status_code == 200
    assert both.get(both.path(other, site=1)).status_code == 404


def test_a_form_that_was_not_made_here_changes_nothing(officer: Officer, sent: Sent) -> None:
    fields = {**officer.seen(sent), "official_number": "H1-1", "promised_on": ""}
    response = officer.http.post(f"{officer.portal.url}{officer.path(sent)}act/accept/", data=fields, timeout=20)
    assert response.status_code == 403
    assert officer.seen(sent)["version"] == "1"


def test_every_page_forbids_scripts_frames_and_caches(portal: Portal, officer: Officer, sent: Sent) -> None:
    for path in (*addresses(sent), "/", "/desk/", "/desk/login/", f"/h/{sent.token}", "/h/x", "/nothing"):
        response = officer.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "<script" not in response.text
        assert not re.search(r'(?:src|href)="(?:https?:)?//', response.text)


def test_a_foreign_host_name_is_refused(portal: Portal) -> None:
    response = requests.get(f"{portal.url}/", headers={"Host": "evil.example"}, timeout=20)
    assert response.status_code == 400


def test_cookies_are_for_the_server_only(portal: Portal) -> None:
    someone = Officer(portal, "lan")
    response = someone.login()
    for line in response.raw.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line


def test_logging_out_ends_the_session(portal: Portal) -> None:
    someone = Officer(portal, "lan")
    someone.login()
    stolen = dict(someone.http.cookies)
    assert someone.send("/desk/logout/", {}, page="/desk/").status_code == 302
    someone.http.cookies.update(stolen)
    assert someone.get("/desk/").status_code == 302


def test_a_new_password_ends_open_sessions(portal: Portal) -> None:
    portal.do("add_officer", "moi", "Mới Vào", "H38.01", "mua-xuan-nho-nho")
    someone = Officer(portal, "moi")
    someone.login()
    assert someone.get("/desk/").status_code == 200
    portal.do("reset_password", "moi")
    assert someone.get("/desk/").status_code == 302


def test_five_wrong_passwords_lock_the_account(portal: Portal) -> None:
    portal.do("add_officer", "quen", "Hay Quên", "H38.01", "mua-xuan-nho-nho")
    for _ in range(5):
        assert Officer(portal, "quen", "sai-mat-khau").login().status_code == 422
    locked = Officer(portal, "quen")
    assert locked.login().status_code == 422  # even with the right one
    assert "15" in locked.login().text
    assert Officer(portal, "hoa").login().status_code == 302


def test_a_name_that_does_not_exist_is_answered_alike(portal: Portal) -> None:
    def words(name: str) -> str:
        text = Officer(portal, name, "sai-mat-khau").login().text
        found = re.search(r'role="alert">(.*?)</div>', text)
        assert found is not None
        return found[1]

    assert words("hoa") == words("khong-co-ai")


@pytest.mark.parametrize("password", ["ngan", "1234567890123", "password123", "hoa-hong-xa"])
def test_easy_passwords_are_refused(portal: Portal, password: str) -> None:
    with pytest.raises(LookupError):
        portal.do("add_officer", "hoa-hong", "Hoa Hồng Xa", "H38.01", password)


def test_unknown_sites_are_said_by_name(portal: Portal) -> None:
    with pytest.raises(LookupError, match=r"H99.*H38\.01"):
        portal.do("new_enrolment_code", "H99")
