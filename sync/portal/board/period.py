"""The days a board is about: today, this week, or a campaign from one day to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

NAMES = ("day", "week", "campaign")
CAMPAIGN = 45  # days, when nobody says since when
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Period:
    """first and last: local days, both belong to it."""

    name: str
    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=step) for step in range((self.last - self.first).days + 1)]


def period_of(asked: Mapping[str, str], today: date) -> Period:
    """What an address asks for: show, and from and to (ISO) of a campaign. What cannot be read is the default.

    A campaign longer than LONGEST days is shown from its end backwards.
    """
    name = asked.get("show", "day")
    if name == "week":
        first = today - timedelta(days=today.weekday())
        return Period(name, first, first + timedelta(days=6))
    if name != "campaign":
        return Period("day", today, today)
    last = _day(asked.get("to", "")) or today
    first = _day(asked.get("from", "")) or last - timedelta(days=CAMPAIGN - 1)
    first, last = min(first, last), max(first, last)
    return Period(name, max(first, last - timedelta(days=LONGEST - 1)), last)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(text: str) -> date | None:
    """None for what is no day of a time in which there are portals."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None
