"""An age is told as a band, and only where a year is known."""

from datetime import date

import pytest

from ui.visits import age_group

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth_date", "group"),
    [
        ("1955-08-15", "60-74"),
        ("1951", "75+"),
        ("1952-03", "60-74"),
        ("1990-01-01", "35-59"),
        ("2005-01-01", "18-34"),
        ("2020-01-01", "under-18"),
        ("", ""),
        ("19", ""),
        ("2030-01-01", ""),
        ("abcd", ""),
    ],
)
def test_the_band_of_an_age(birth_date: str, group: str) -> None:
    assert age_group(birth_date, TODAY) == group
