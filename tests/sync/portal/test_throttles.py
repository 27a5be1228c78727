"""Whoever guesses is slowed down. A portal of this module's own: afterwards this address has to wait."""

import requests

from tests.support.portal import SITE, Kiosk, Portal, enrolled


def test_looking_up_receipts_is_slowed_down(own_portal: Portal) -> None:
    sent = enrolled(own_portal).dossier()
    answered = [requests.get(f"{own_portal.url}/h/{sent.token}", timeout=20) for _ in range(70)]
    assert answered[0].status_code == 200
    assert answered[-1].status_code == 429
    assert int(answered[-1].headers["Retry-After"]) > 0
    assert "Xin chờ" in answered[-1].text


def test_guessing_enrolment_codes_is_slowed_down(own_portal: Portal) -> None:
    good = own_portal.do("new_enrolment_code", SITE)
    answered = [Kiosk(own_portal).enrol(f"ABCD-EFGH-{number:04d}") for number in range(30)]
    assert answered[0].json()["type"] == "not-found"
    assert answered[-1].json()["type"] == "busy"
    assert int(answered[-1].headers["Retry-After"]) > 0
    assert Kiosk(own_portal).enrol(good).status_code == 429  # not even with the right one, from here
