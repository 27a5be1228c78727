"""When a result can be expected, honestly: a day on the slip is what an elderly person will come for."""

from datetime import date, datetime, time, timedelta

_SATURDAY = 5
# Days off by the solar calendar (Labour Code 2019, article 112). With National Day comes one day before or after it,
# chosen each year, so both are left out.
_FIXED_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (9, 3)}
# Tết begins between 21 January and 20 February and its days off are decided each year: around it no day is named.
_TET_FROM, _TET_TO = (1, 17), (2, 26)


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a holiday of the solar calendar. Holidays of the lunar calendar are not known here."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _FIXED_HOLIDAYS


def expected_on(received: datetime, working_days: int, cutoff: time | None) -> date | None:
    """The day a result can be expected when an officer receives the dossier at that moment (local time).

    What comes after the cut-off, or on a day off, counts as received on the next working day. None when the days touch
    the weeks around Tết, for which the slip then names no day.
    """
    day = received.date()
    if cutoff is not None and received.time() >= cutoff:
        day += timedelta(days=1)
    day = _next_working_day(day)
    for _ in range(working_days):
        day = _next_working_day(day + timedelta(days=1))
    return None if _touches_tet(received.date(), day) else day


def _next_working_day(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _touches_tet(first: date, last: date) -> bool:
    return any(
        first <= date(year, *_TET_TO) and last >= date(year, *_TET_FROM) for year in range(first.year, last.year + 1)
    )
