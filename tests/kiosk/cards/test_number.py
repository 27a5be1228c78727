"""Numbers of persons: what is inside them, and that oddities do not lock anybody out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import CardUnreadable, Oddity, Unreadable, parse_citizen_number, parse_identity_number
from kiosk.cards.provinces import PROVINCE_NAMES

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("number", "province", "sex", "year"),
    [
        ("001155012345", "Hà Nội", "female", 1955),
        ("048048000123", "Đà Nẵng", "male", 1948),
        ("096303004567", "Cà Mau", "female", 2003),
        ("068225000009", "Lâm Đồng", "male", 2025),
    ],
)
def test_what_is_inside_a_citizen_number(number, province, sex, year):
    citizen = parse_citizen_number(number, TODAY)
    assert (citizen.province, citizen.sex, citizen.birth_year) == (province, sex, year)
    assert citizen.oddities(sex=sex, birth_date=f"{year}-01-01") == ()
    assert number not in repr(citizen)


@pytest.mark.parametrize(
    "typed", ["001 155 012 345", "001.155.012345", "001-155-012-345", " 001155012345 ", "００１155012345"]
)
def test_blanks_and_signs_between_digits_do_not_matter(typed):
    assert parse_citizen_number(typed, TODAY).number == "001155012345"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("00115501234", Unreadable.BAD_NUMBER),
        ("0011550123456", Unreadable.BAD_NUMBER),
        ("ABCDEFGHIJKL", Unreadable.BAD_NUMBER),
        ("00115501234O", Unreadable.BAD_NUMBER),
        ("001227012345", Unreadable.BAD_NUMBER),  # born 2027
        ("", Unreadable.EMPTY),
        ("1" * 10_000_000, Unreadable.TOO_LONG),
    ],
)
def test_what_is_no_citizen_number(typed, reason):
    with pytest.raises(CardUnreadable) as caught:
        parse_citizen_number(typed, TODAY)
    assert caught.value.reason is reason


def test_a_province_code_never_given_out_is_an_oddity():
    assert parse_citizen_number("003155012345", TODAY).oddities() == (Oddity.PROVINCE_UNKNOWN,)


def test_the_year_is_compared_for_year_only_birth_dates_too():
    citizen = parse_citizen_number("001155012345", TODAY)
    assert citizen.oddities(birth_date="1955") == ()
    assert citizen.oddities(birth_date="1954") == (Oddity.BIRTH_YEAR_DIFFERS,)


def test_there_were_63_provinces():
    assert len(PROVINCE_NAMES) == len(set(PROVINCE_NAMES.values())) == 63
    assert all(len(code) == 3 and code.isdigit() for code in PROVINCE_NAMES)


def test_an_old_cmnd_is_an_identity_number_too():
    assert parse_identity_number("012 345 678") == "012345678"
    assert parse_identity_number("001155012345", TODAY) == "001155012345"
    with pytest.raises(CardUnreadable):
        parse_identity_number("0123456789")


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_is_a_number_or_unreadable(text):
    try:
        number = parse_identity_number(text)
    except CardUnreadable:
        return
    assert number.isascii()
    assert len(number) in {9, 12}
