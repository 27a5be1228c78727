"""Working days of the administration: what a promised date is counted in.

Saturdays, Sundays and the days off of holidays.csv do not count, Saturdays that are worked in exchange do (Labour Code
45/2019/QH14, articles 111 and 112; the exchanges are announced each year). A dossier that comes after the cut-off of
its procedure ("nhận sau 15 giờ") or on a day off is received on the next working day.

The days off around Tết are decided each year. Days of which nobody has said yet whether they are worked are "open", and
years that the table does not cover are open as a whole: a count that meets one of them ends in no day (settled) or in
the latest day it can be (latest), whichever the caller asks for. What is marked unverified counts as a day off: the
result may then be there a day before the resident comes, never after.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from forms.errors import KnowledgeError

FILE = "holidays.csv"
MAX_BYTES = 64 * 1024  # a year is under 2 KB
MAX_SPAN = 2000  # working days; no legal time limit is near it
_HEAD = ["date", "kind", "name", "verified"]
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """off: not worked. work: a Saturday or Sunday that is worked. open: nobody has said yet."""

    OFF = "off"
    WORK = "work"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One row: why this day differs from its weekday, and whether a source confirms it."""

    day: date
    kind: DayKind
    name: str
    verified: bool


class Calendar:
    """Which days are worked. Years without a row are not known."""

    def __init__(self, days: tuple[SpecialDay, ...]) -> None:
        self.days = days
        self.years = frozenset(special.day.year for special in days)
        self._by_day = {special.day: special for special in days}

    def is_working_day(self, day: date) -> bool:
        """Whether the administration works that day; open days and unverified exchanges count as days off."""
        special = self._by_day.get(day)
        if special is None:
            return day.weekday() < _SATURDAY
        return special.kind is DayKind.WORK and special.verified

    def is_settled(self, first: date, last: date) -> bool:
        """Whether it is known of every day from first to last if it is worked."""
        if not all(year in self.years for year in range(first.year, last.year + 1)):
            return False
        return not any(each.kind is DayKind.OPEN and first <= each.day <= last for each in self.days)

    def received_on(self, at: datetime, cutoff: time | None = None) -> date:
        """The working day that a dossier counts as received on; at is local time, what comes at the cut-off is late."""
        late = cutoff is not None and at.time() >= cutoff
        return self._working_day_from(at.date() + _ONE_DAY if late else at.date())

    def add(self, day: date, working_days: int) -> date:
        """The day on which so many working days after day have passed; with 0 the first working day from day on.

        Raises ValueError for a negative or absurd number of days.
        """
        if not 0 <= working_days <= MAX_SPAN:
            raise ValueError(f"{working_days} working days cannot be counted")
        day = self._working_day_from(day)
        for _ in range(working_days):
            day = self._working_day_from(day + _ONE_DAY)
        return day

    def latest(self, at: datetime, working_days: int, cutoff: time | None = None) -> date:
        """The last day of a time limit for what is received at that local time; open days count as days off."""
        return self.add(self.received_on(at, cutoff), working_days)

    def settled(self, at: datetime, working_days: int, cutoff: time | None = None) -> date | None:
        """The same, or None when the count meets days of which nobody has said yet whether they are worked."""
        day = self.latest(at, working_days, cutoff)
        return day if self.is_settled(at.date(), day) else None

    def _working_day_from(self, day: date) -> date:
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day


def calendar_table() -> bytes:
    """The calendar as a table that a form can look days up in: a date, the number of the working day on which
    something that comes that day is received, and the date's own number when it is a working day.

    The number of today plus 20, looked up again, is the day twenty working days later; past the end nothing is found.
    """
    days = calendar()
    day, last = date(min(days.years), 1, 1), date(max(days.years), 12, 31)
    number = 0
    lines = ["name,received,working_day"]
    while day <= last:
        works = days.is_working_day(day)
        lines.append(f"{day},{number + 1},{number + 1 if works else ''}")
        number += works
        day += _ONE_DAY
    return "\n".join([*lines, ""]).encode()


@cache
def calendar() -> Calendar:
    """The calendar that came with the program."""
    return read_calendar((Path(__file__).parent / FILE).read_bytes())


def read_calendar(data: bytes) -> Calendar:
    """A calendar from a holidays file, which may come from a portal. Raises KnowledgeError, naming the line."""
    if len(data) > MAX_BYTES:
        raise KnowledgeError("the file is too large", FILE)
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError("the file cannot be read as CSV in UTF-8", FILE) from error
    if not rows or rows[0] != _HEAD:
        raise KnowledgeError(f"the columns have to be {', '.join(_HEAD)}", FILE)
    days = tuple(_day(row, number) for number, row in enumerate(rows[1:], start=2))
    if len({special.day for special in days}) != len(days):
        raise KnowledgeError("a day stands in it twice", FILE)
    return Calendar(days)


def _day(row: list[str], number: int) -> SpecialDay:
    where = f"{FILE} line {number}"
    try:
        day, kind, name, verified = row
        special = SpecialDay(date.fromisoformat(day), DayKind(kind), name, {"yes": True, "no": False}[verified])
    except (ValueError, KeyError) as error:
        raise KnowledgeError("a row is a date, off, work or open, a name, and yes or no", where) from error
    if special.kind is DayKind.WORK and special.day.weekday() < _SATURDAY:
        raise KnowledgeError("only a Saturday or a Sunday can be worked in exchange", where)
    return special
