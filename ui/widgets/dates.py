"""What three boxes say about a date, without a widget: which date it is, or what exactly does not fit."""

import calendar
from dataclasses import dataclass
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1850, 2150


class Precision(StrEnum):
    """What is asked for. ANY: whatever the person knows, from the year up."""

    FULL = "full"
    MONTH = "month"
    YEAR = "year"
    ANY = "any"


class DateFault(StrEnum):
    """What keeps the boxes from being a date."""

    NOT_DIGITS = "not-digits"
    INCOMPLETE = "incomplete"
    YEAR_DIGITS = "year-digits"
    YEAR_RANGE = "year-range"
    NO_MONTH = "no-month"
    NO_DAY = "no-day"
    DAY_WITHOUT_MONTH = "day-without-month"


@dataclass(frozen=True, slots=True)
class DateReading:
    """value: "2026-11-23", "1955-03" or "1955", "" for empty boxes or a fault."""

    value: str
    fault: DateFault | None = None


def read_date(day: str, month: str, year: str, precision: Precision = Precision.FULL) -> DateReading:
    """Read the boxes as they were typed. Boxes that the precision does not ask for are "".

    A date is never made up: without a day it stays without one.
    """
    parts = [part.strip() for part in (day, month, year)]
    if not any(parts):
        return DateReading("")
    if any(part and not (part.isascii() and part.isdigit()) for part in parts):
        return DateReading("", DateFault.NOT_DIGITS)
    fault = _missing(parts, precision) or _out_of_range(*parts)
    if fault is not None:
        return DateReading("", fault)
    widths = (4, 2, 2)
    written = [f"{int(part):0{width}d}" for part, width in zip(reversed(parts), widths, strict=True) if part]
    return DateReading("-".join(written))


def split_date(value: str) -> tuple[str, str, str]:
    """A lexical date as the texts of the boxes: day, month, year."""
    parts = value.split("T", maxsplit=1)[0].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return "", "", ""
    year, month, day = (*parts, "", "")[:3]
    return str(int(day)) if day else "", str(int(month)) if month else "", year


def _missing(parts: list[str], precision: Precision) -> DateFault | None:
    has_day, has_month, has_year = (bool(part) for part in parts)
    if has_day and not has_month:
        return DateFault.DAY_WITHOUT_MONTH
    needs_day = precision is Precision.FULL
    needs_month = precision in (Precision.FULL, Precision.MONTH)
    if not has_year or (needs_month and not has_month) or (needs_day and not has_day):
        return DateFault.INCOMPLETE
    return None


def _out_of_range(day: str, month: str, year: str) -> DateFault | None:
    if len(year) != 4:
        return DateFault.YEAR_DIGITS
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return DateFault.YEAR_RANGE
    if month and not 1 <= int(month) <= 12:
        return DateFault.NO_MONTH
    if day and not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        return DateFault.NO_DAY
    return None
