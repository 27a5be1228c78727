"""A promised day is one on which the office is open, and is never named while nobody knows whether it will be."""

import contextlib
from datetime import date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import KnowledgeError
from forms.knowledge.working_days import MAX_BYTES, Calendar, DayKind, calendar, read_calendar

THREE = time(15)
HEAD = b"date,kind,name,verified\n"


@pytest.fixture(scope="module")
def days() -> Calendar:
    return calendar()


@pytest.mark.parametrize(
    ("received", "working_days", "cutoff", "expected"),
    [
        ("2026-11-16T09:00", 0, THREE, "2026-11-16"),  # a Monday
        ("2026-11-16T14:59", 0, THREE, "2026-11-16"),
        ("2026-11-16T15:00", 0, THREE, "2026-11-17"),
        ("2026-11-16T16:00", 0, None, "2026-11-16"),
        ("2026-11-23T15:00", 0, THREE, "2026-11-25"),  # 24 November: Day of Vietnamese Culture
        ("2026-11-27T15:30", 0, THREE, "2026-11-30"),  # Friday afternoon
        ("2026-11-28T09:00", 0, THREE, "2026-11-30"),  # Saturday
        ("2026-11-28T16:00", 0, THREE, "2026-11-30"),  # Saturday afternoon is no later than Saturday morning
        ("2026-11-25T09:00", 3, None, "2026-11-30"),
        ("2026-11-25T15:00", 3, THREE, "2026-12-01"),
        ("2026-04-24T15:30", 0, THREE, "2026-04-28"),  # Hùng Kings on a Sunday, made up for on Monday
        ("2026-04-29T15:30", 0, THREE, "2026-05-04"),  # 30 April, 1 May, a weekend
        ("2026-08-21T15:30", 0, THREE, "2026-08-22"),  # the Saturday that is worked for 31 August
        ("2026-08-28T16:00", 0, THREE, "2026-09-03"),  # National Day
        ("2026-02-13T16:00", 0, THREE, "2026-02-23"),  # Tết 2026, as published
        ("2026-02-11T09:00", 5, None, "2026-02-25"),
        ("2026-12-31T15:00", 0, THREE, "2027-01-04"),
        ("2027-04-29T15:00", 0, THREE, "2027-05-04"),  # 1 May is a Saturday, made up for on Monday
    ],
)
def test_the_rules_of_the_counter(days, received, working_days, cutoff, expected):
    assert days.settled(datetime.fromisoformat(received), working_days, cutoff) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("received", "working_days"),
    [
        ("2027-02-05T09:00", 0),
        ("2027-01-18T09:00", 20),
        ("2026-12-20T09:00", 60),
        ("2027-12-31T16:00", 1),  # 2028 is not in the table
        ("2031-03-03T09:00", 1),
    ],
)
def test_no_day_is_named_across_days_that_nobody_has_settled(days, received, working_days):
    at = datetime.fromisoformat(received)
    assert days.settled(at, working_days) is None
    assert days.latest(at, working_days) >= at.date()


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_table_agrees_with_the_holidays_package_where_both_know(days, year):
    """Where only one of the two has a day off, it is one that our table calls open, unverified or an exchange."""
    known = holidays.country_holidays("VN", years=year)
    differing = []
    for offset in range(365):
        day = date(year, 1, 1) + timedelta(days=offset)
        theirs = (day.weekday() < 5 and day not in known) or day in known.weekend_workdays
        if days.is_working_day(day) is not theirs:
            differing.append(day)
    ours = {special.day: special for special in days.days}
    assert all(not ours[day].verified or "hoán đổi" in ours[day].name for day in differing)
    assert len(differing) <= 6


@given(st.datetimes(datetime(2025, 1, 1), datetime(2036, 1, 1)), st.integers(0, 30), st.sampled_from([None, THREE]))
def test_the_day_is_a_working_day_and_comes_no_earlier_for_being_later(received, working_days, cutoff):
    days = calendar()
    day = days.latest(received, working_days, cutoff)
    assert days.is_working_day(day)
    assert (day - received.date()).days >= working_days
    assert days.latest(received, working_days + 1, cutoff) > day
    assert days.latest(received + timedelta(hours=6), working_days, cutoff) >= day
    assert days.settled(received, working_days, cutoff) in {None, day}


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_so_many_working_days_lie_between(start, working_days):
    days = calendar()
    end = days.add(start, working_days)
    first = days.add(start, 0)
    span = [first + timedelta(days=n) for n in range(1, (end - first).days + 1)]
    assert sum(map(days.is_working_day, span)) == working_days


def test_what_no_source_confirms_makes_a_promise_later_and_never_earlier():
    worked = read_calendar(HEAD + "2026-05-09,work,làm bù,no\n".encode())
    assert not worked.is_working_day(date(2026, 5, 9))
    off = read_calendar(HEAD + "2026-05-08,off,nghỉ,no\n".encode())
    assert not off.is_working_day(date(2026, 5, 8))


def test_a_negative_count_is_refused(days):
    with pytest.raises(ValueError, match="-1 working days"):
        days.add(date(2026, 5, 5), -1)


def test_every_row_says_why(days):
    assert all(special.name for special in days.days)
    assert {2026, 2027} <= days.years
    assert any(special.kind is DayKind.OPEN for special in days.days)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"date,kind,name\n2026-01-01,off,x\n",
        HEAD + b"2026-13-01,off,x,yes\n",
        HEAD + b"2026-01-01,holiday,x,yes\n",
        HEAD + b"2026-01-01,off,x,maybe\n",
        HEAD + b"2026-01-01,off,x\n",
        HEAD + b"2026-01-05,work,a Monday,yes\n",
        HEAD + b"2026-01-01,off,x,yes\n" * 2,
        HEAD + b'2026-01-01,off,"x,yes\n',
        HEAD + b" " * MAX_BYTES,
    ],
)
def test_a_file_that_is_no_such_table_is_refused(data):
    with pytest.raises(KnowledgeError):
        read_calendar(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_calendar_or_refused(data):
    with contextlib.suppress(KnowledgeError):
        read_calendar(HEAD + data)
