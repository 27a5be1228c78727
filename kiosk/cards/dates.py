"""Dates on cards, which may lack the day and the month: many elders only know the year.

What is missing stays missing: it is never filled with 1 January, and a card that prints 01/01 keeps it.
"""

import re
from datetime import date, datetime

from kiosk.cards.errors import CardUnreadable, Unreadable

_EARLIEST_YEAR = 1880
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SEPARATED = re.compile(r"(\d{1,2}|--?)[/.\- ](\d{1,2}|--?)[/.\- ](\d{4})")
_YEAR = re.compile(r"\d{4}")
# A clock that shows a year before this program was written is wrong, and must not make every card "in the future".
_CLOCK_PLAUSIBLE_FROM = 2025


def today_or_none(today: date | None = None) -> date | None:
    """The day that "in the future" is measured against; None when the kiosk's clock is plainly wrong."""
    day = today or datetime.now().astimezone().date()
    return day if day.year >= _CLOCK_PLAUSIBLE_FROM else None


def parse_card_date(text: str, today: date | None = None) -> str:
    """ISO 8601, reduced when the day or the month is missing; "" for nothing.

    Reads ``15081955``, ``15/08/1955``, ``1955``, ``00001955``, ``00081955``. Raises CardUnreadable (bad date) for a day
    that does not exist or lies in the future.
    """
    plain = text.strip()
    if not plain:
        return ""
    if not plain.isascii():
        raise CardUnreadable(Unreadable.BAD_DATE)
    if _YEAR.fullmatch(plain):
        day, month, year = 0, 0, int(plain)
    elif match := _COMPACT.fullmatch(plain) or _SEPARATED.fullmatch(plain):
        day, month = (int(part.strip("-") or 0) for part in match.group(1, 2))
        year = int(match.group(3))
    else:
        raise CardUnreadable(Unreadable.BAD_DATE)
    return reduced_date(year, month, day, today_or_none(today))


def reduced_date(year: int, month: int, day: int, today: date | None) -> str:
    """ISO 8601 from numbers where 0 stands for unknown. Raises CardUnreadable (bad date)."""
    if year < _EARLIEST_YEAR or (day and not month):
        raise CardUnreadable(Unreadable.BAD_DATE)
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError as error:
        raise CardUnreadable(Unreadable.BAD_DATE) from error
    if today is not None and earliest > today:
        raise CardUnreadable(Unreadable.BAD_DATE)
    if day:
        return earliest.isoformat()
    return f"{year:04}-{month:02}" if month else f"{year:04}"
