"""Whoever guesses is slowed down. A portal of this module's own: afterwards this address has to wait."""

from datetime import UTC, datetime

import requests

from sync.protocol.encoding import hash_of
from tests.support.portal import SITE, Kiosk, Officer, Portal, enrolled


def test_guessing_receipts_is_slowed_down(own_portal: Portal) -> None:
    sent = enrolled(own_portal).dossier()
    answered = [requests.get(f"{own_portal.url}/h/{sent.code}.{number}", timeout=20) for number in range(70)]
    assert answered[0].status_code == 404
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


def test_a_stranger_with_an_officers_name_does_not_lock_the_officer_out(own_portal: Portal) -> None:
    """The tries of another address are written into the table, where the portal looks them up."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    account = hash_of(b"account\nhoa")

    def tries(count: int, address: str) -> None:
        for _ in range(count):
            columns, values = "account, address, at", f"'{account}', '{address}', '{now}'"
            own_portal.sql(f"INSERT INTO registry_loginfailure ({columns}) VALUES ({values})")

    tries(20, "203.0.113.7")
    assert Officer(own_portal, "hoa").login().status_code == 302
    # Logging in forgives one's own mistakes, not the stranger's.
    tries(30, "203.0.113.8")
    assert Officer(own_portal, "hoa").login().status_code == 422
    assert Officer(own_portal, "lan").login().status_code == 302
