"""Telephone numbers and tax codes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import NumberProblem, NumberUnreadable, parse_phone, parse_tax_code


@pytest.mark.parametrize(
    ("typed", "e164", "mobile"),
    [
        ("0912345678", "+84912345678", True),
        ("0912 345 678", "+84912345678", True),
        ("0912.345.678", "+84912345678", True),
        ("+84 912 345 678", "+84912345678", True),
        ("84912345678", "+84912345678", True),
        ("024 3825 1234", "+842438251234", False),
        ("０９１２３４５６７８", "+84912345678", True),
    ],
)
def test_a_number_is_read_however_it_is_written(typed, e164, mobile):
    phone = parse_phone(typed)
    assert (phone.e164, phone.mobile) == (e164, mobile)
    assert e164[3:] not in repr(phone)


@pytest.mark.parametrize(
    "typed", ["113", "1022", "0123456789", "19001022", "091234567", "chín một hai", "0912345678 x12"]
)
def test_what_nobody_can_be_called_back_on_is_refused(typed):
    with pytest.raises(NumberUnreadable) as caught:
        parse_phone(typed)
    assert caught.value.reason is NumberProblem.NOT_A_PHONE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0100233488", "0100233488"),
        ("0314409058-002", "0314409058-002"),
        ("0314409058002", "0314409058-002"),
        ("001155012345", "001155012345"),
    ],
)
def test_tax_codes_of_firms_branches_and_persons(typed, expected):
    assert parse_tax_code(typed) == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0100233480", NumberProblem.CHECK_DIGIT),
        ("010023348", NumberProblem.NOT_A_TAX_CODE),
        ("", NumberProblem.EMPTY),
        ("1" * 10_000_000, NumberProblem.TOO_LONG),
    ],
)
def test_each_wrong_tax_code_has_its_reason(typed, reason):
    with pytest.raises(NumberUnreadable) as caught:
        parse_tax_code(typed)
    assert caught.value.reason is reason


@given(st.text(st.characters(exclude_categories=()), max_size=70))
def test_nothing_but_number_unreadable_ever_comes_out(text):
    for parse in (parse_phone, parse_tax_code):
        try:
            parse(text)
        except NumberUnreadable:
            continue
