"""The kiosk's identity: keys that stay, codes that are never given out twice."""

import pytest

from kiosk.app import Kiosk
from kiosk.errors import NotEnrolled
from tests.support.kiosks import Portal


def test_keys_are_there_before_enrolment_and_stay(home, clock, portal):
    kiosk = Kiosk.open(home, now=clock)
    assert not kiosk.identity.enrolled
    with pytest.raises(NotEnrolled):
        _ = kiosk.identity.prefix
    keys = bytes(kiosk.identity.sign_key), bytes(kiosk.identity.box_key)
    kiosk.identity.store_enrolment(portal.enrolment())
    kiosk.close()
    again = Kiosk.open(home, now=clock)
    assert (bytes(again.identity.sign_key), bytes(again.identity.box_key)) == keys
    assert again.identity.enrolled
    assert (again.identity.site_name, again.identity.token) == ("Nhà văn hóa thôn 3", "secret-token")
    assert again.identity.portal_sign_key == portal.sign_key.verify_key
    assert again.identity.portal_box_key == portal.box_key.public_key
    again.close()


def test_the_token_and_the_key_reach_no_log(kiosk):
    assert "secret-token" not in repr(kiosk.identity.enrolment)


def test_a_portal_key_of_the_wrong_length_changes_nothing(kiosk, portal):
    from dataclasses import replace

    with pytest.raises(Exception, match="32 bytes"):
        kiosk.identity.store_enrolment(replace(portal.enrolment("ZZZ"), box_key=b"short"))
    assert kiosk.identity.prefix == "K7M"


def test_codes_are_unique_and_a_rolled_back_one_is_given_out_again(kiosk):
    codes = [kiosk.store.transaction(kiosk.identity.next_code) for _ in range(500)]
    assert len(set(codes)) == 500

    def undone(db):
        seen.append(kiosk.identity.next_code(db))
        raise LookupError

    seen: list[str] = []
    with pytest.raises(LookupError):
        kiosk.store.transaction(undone)
    assert kiosk.store.transaction(kiosk.identity.next_code) == seen[0]


def test_a_new_enrolment_counts_anew_under_its_own_prefix(kiosk, home, clock):
    first = kiosk.store.transaction(kiosk.identity.next_code)
    kiosk.identity.store_enrolment(Portal().enrolment("P4Q"))
    second = kiosk.store.transaction(kiosk.identity.next_code)
    assert (first[:3], second[:3]) == ("K7M", "P4Q")
    assert first[3:8] == second[3:8], "the same secret permutes each prefix's own counter"
