"""What somebody sends who does not want the best: a rogue kiosk of the commune, and strangers with a browser."""

import socket
import time
from urllib.parse import quote

import pytest
import requests
from uuid6 import uuid7

from sync.protocol import followup
from tests.support.portal import Kiosk, Officer, Portal, enrolled


def _problem(response: requests.Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"]


def test_a_kiosk_cannot_take_the_code_that_a_colleague_has_printed(portal: Portal, kiosk: Kiosk) -> None:
    """With a later number, too: the dossier of the receipt could never arrive, and the receipt would show another."""
    printed, rogue = kiosk.dossier(), enrolled(portal)
    for number in (1, 2, 3):
        claim = rogue.revise(uuid7(), printed.code, number, None, "<data/>")
        assert _problem(claim.put()) == (422, "wrong-prefix")
        assert _problem(rogue.revise(printed.dossier, printed.code, number, None, "<data/>").put())[1] == "wrong-prefix"
    assert printed.put().status_code == 201


def test_another_kiosk_of_the_commune_amends_what_has_arrived(portal: Portal, kiosk: Kiosk) -> None:
    sent, other = kiosk.dossier(), enrolled(portal)
    assert sent.put().status_code == 201
    amended = other.revise(sent.dossier, sent.code, 2, sent.hash, "<data/>")
    assert amended.put().status_code == 201


def test_a_machine_enrolled_anew_still_sends_what_bears_its_former_prefix(portal: Portal, kiosk: Kiosk) -> None:
    machine = enrolled(portal)
    begun = machine.dossier()
    again = Kiosk(portal, sign_key=machine.sign_key, box_key=machine.box_key)
    assert again.enrol(portal.do("new_enrolment_code", "H38.01")).status_code == 201
    assert again.enrolled["prefix"] != machine.enrolled["prefix"]
    assert again.revise(begun.dossier, begun.code, 1, None, "<data/>").put().status_code == 201
    # The key proves it, not the number of the revision.
    assert _problem(kiosk.revise(uuid7(), machine.dossier().code, 1, None, "<data/>").put())[1] == "wrong-prefix"


@pytest.mark.parametrize("asked", ["\0", "a\0b", "\x1b[2J", "\u202eabc", "'; DROP TABLE x; --", "%", "\\", "\ud800"])
def test_any_search_is_answered(officer: Officer, asked: str) -> None:
    assert officer.get(f"/desk/?q={quote(asked, errors='surrogatepass')}").status_code == 200


@pytest.mark.parametrize("number", [0, 1 << 31, 1 << 63, 1 << 200, "9" * 5000])
def test_numbers_in_addresses_that_no_table_holds_are_not_found(officer: Officer, kiosk: Kiosk, number: object) -> None:
    sent = kiosk.dossier()
    sent.put()
    assert officer.get(f"/desk/dossiers/{number}/{sent.dossier}/").status_code == 404
    assert officer.get(f"{officer.path(sent)}revisions/{number}/papers/{'0' * 64}/").status_code == 404
    assert kiosk.call("GET", f"/v1/dossiers/{sent.dossier}/revisions/{number}").status_code in {400, 404}


def test_the_key_in_a_receipts_address_is_never_logged_however_it_is_asked_for(portal: Portal, kiosk: Kiosk) -> None:
    token = followup.make_token(kiosk.dossier().code, kiosk.sign_key)
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
        requests.request(method, f"{portal.url}/h/{token}", data=b"x", timeout=20)
    requests.get(f"{portal.url}/h/{token}", headers={"Host": "evil.example"}, timeout=20)
    assert token not in portal.log


def test_a_file_where_none_is_asked_for_is_left_alone(portal: Portal) -> None:
    before = len(portal.log)
    response = requests.post(f"{portal.url}/desk/login/", files={"file": ("a.html", b"<script>" * 1000)}, timeout=20)
    assert response.status_code == 403
    assert portal.log[before:] == ""


def test_answers_without_end_cost_no_more_than_a_form(officer: Officer, kiosk: Kiosk) -> None:
    """Compressed they fit into one revision, and a bulk call takes a hundred of them."""
    sent = kiosk.dossier("<data>" + "<name>Trần</name>" * 200_000 + "</data>")
    begun = time.monotonic()
    assert sent.put().status_code == 201
    assert time.monotonic() - begun < 10
    shown = officer.get(officer.path(sent))
    assert time.monotonic() - begun < 20
    assert shown.status_code == 200
    assert "…" in shown.text
    assert shown.text.count("Trần") < 10_000


@pytest.mark.parametrize(
    "path", ["/", "/desk/login/", "/no-such-page", "/openrosa/submission", "/healthz", "/v1/nothing"]
)
def test_an_answer_to_head_has_no_body(portal: Portal, path: str) -> None:
    """On one line: what comes after it is the next answer from its first letter on."""
    host, port = portal.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"HEAD {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        line.sendall(f"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        came = b""
        while piece := line.recv(65_536):
            came += piece
    first, _, rest = came.partition(b"\r\n\r\n")
    assert first.startswith(b"HTTP/1.1 ")
    assert rest.startswith(b"HTTP/1.1 200"), rest[:80]
