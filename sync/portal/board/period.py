"""The days a board is about: today, this week, the one before, or a campaign from one day to another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

NAMES = ("day", "week", "last-week", "campaign")
CAMPAIGN = 45  # days, when nobody says since when
LONGEST = 366
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """first and last: local days, both belong to it."""

    name: str
    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return midnight(self.last + timedelta(days=1))

    @property
    def before(self) -> "Period":
        """As many days, right before it."""
        long = self.last - self.first + timedelta(days=1)
        return Period(self.name, self.first - long, self.last - long)

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=step) for step in range((self.last - self.first).days + 1)]


def period_of(asked: Mapping[str, str], today: date) -> Period:
    """What an address asks for: show, and from and to of a campaign (24/11/2026, or ISO). What cannot be read is the
    default.

    A campaign longer than LONGEST days is shown from its end backwards.
    """
    name = asked.get("show", "day")
    if name in {"week", "last-week"}:
        first = today - timedelta(days=today.weekday() + (7 if name == "last-week" else 0))
        return Period(name, first, first + timedelta(days=6))
    if name != "campaign":
        return Period("day", today, today)
    last = day_of(asked.get("to", "")) or today
    first = day_of(asked.get("from", "")) or last - timedelta(days=CAMPAIGN - 1)
    first, last = min(first, last), max(first, last)
    return Period(name, max(first, last - timedelta(days=LONGEST - 1)), last)


def midnight(day: date) -> datetime:
    """Its first moment, in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time.min))


def day_of(text: str) -> date | None:
    """None for what is no day of a time in which there are portals."""
    written = _WRITTEN.fullmatch(text.strip())
    try:
        day = date(*(int(part) for part in written.groups()[::-1])) if written else date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None
