"""PINs: what is refused, and that nothing but the right one opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import PinTooSimple
from kiosk.pins import check_pin, fits, hash_secret

SIMPLE = [
    *("0000", "1111", "1234", "4321", "0123", "7890", "0987", "2345", "123456", "654321"),
    *("1212", "121212", "123123", "1122", "112233", "2580", "147258"),
]


@pytest.mark.parametrize("pin", SIMPLE)
def test_the_first_ones_everybody_tries_are_refused(pin):
    with pytest.raises(PinTooSimple):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "58 29", "5829\n1", "-582", "٥٨٢٩a", "x" * 10_000])
def test_anything_but_four_to_six_digits_is_refused(pin):
    with pytest.raises(PinTooSimple):
        check_pin(pin)


@pytest.mark.parametrize(("typed", "plain"), [("5829", "5829"), ("５８２９", "5829"), (" 190587 ", "190587")])
def test_what_is_taken_is_taken_in_plain_digits(typed, plain):
    assert check_pin(typed) == plain


@given(st.text(max_size=20))
def test_no_text_gets_through_that_is_not_digits(text):
    try:
        plain = check_pin(text)
    except PinTooSimple:
        return
    assert plain.isascii()
    assert plain.isdigit()
    assert 4 <= len(plain) <= 6


def test_only_the_right_secret_fits_and_the_hash_does_not_show_it():
    stored = hash_secret("5829")
    assert "5829" not in stored
    assert stored != hash_secret("5829"), "salted"
    assert fits(stored, "5829")
    for wrong in ("5828", "", "58290", "5829 "):
        assert not fits(stored, wrong)
