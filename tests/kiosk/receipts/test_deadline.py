"""The day on the slip is one on which the result can be there."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.receipts.deadline import expected_on, is_working_day

THREE = time(15)


@pytest.mark.parametrize(
    ("received", "working_days", "cutoff", "expected"),
    [
        ("2026-11-23T09:00", 0, THREE, "2026-11-23"),  # a Monday
        ("2026-11-23T14:59", 0, THREE, "2026-11-23"),
        ("2026-11-23T15:00", 0, THREE, "2026-11-24"),
        ("2026-11-23T16:00", 0, None, "2026-11-23"),
        ("2026-11-27T15:30", 0, THREE, "2026-11-30"),  # Friday afternoon
        ("2026-11-28T09:00", 0, THREE, "2026-11-30"),  # Saturday
        ("2026-11-28T16:00", 0, THREE, "2026-11-30"),  # Saturday afternoon is no later than Saturday morning
        ("2026-11-25T09:00", 3, None, "2026-11-30"),
        ("2026-11-25T15:00", 3, THREE, "2026-12-01"),
        ("2026-04-29T15:30", 0, THREE, "2026-05-04"),  # 30 April, 1 May, a weekend
        ("2026-08-31T16:00", 0, THREE, "2026-09-04"),  # National Day
        ("2026-12-31T15:00", 0, THREE, "2027-01-04"),
    ],
)
def test_the_rules_of_the_counter(received, working_days, cutoff, expected):
    assert expected_on(datetime.fromisoformat(received), working_days, cutoff) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("received", "working_days"), [("2027-02-05T09:00", 0), ("2027-01-11T09:00", 10), ("2026-12-20T09:00", 60)]
)
def test_around_tet_no_day_is_named(received, working_days):
    assert expected_on(datetime.fromisoformat(received), working_days, None) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1)), st.integers(0, 30), st.sampled_from([None, THREE]))
def test_the_day_is_a_working_day_and_comes_no_earlier_for_being_later(received, working_days, cutoff):
    day = expected_on(received, working_days, cutoff)
    if day is None:
        return
    assert is_working_day(day)
    assert (day - received.date()).days >= working_days
    later = expected_on(received, working_days + 1, cutoff)
    assert later is None or later > day
