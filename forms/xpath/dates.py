"""Dates and times in the lexical forms of the ODK XForms specification.

A date is a number of whole days since 1970-01-01. A dateTime is the same with a fraction, in UTC.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

EPOCH = date(1970, 1, 1)
_EPOCH_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
DAY_SECONDS = 86_400

_NAMES = {
    "vi": (
        ("thg 1", "thg 2", "thg 3", "thg 4", "thg 5", "thg 6", "thg 7", "thg 8", "thg 9", "thg 10", "thg 11", "thg 12"),
        ("Th 2", "Th 3", "Th 4", "Th 5", "Th 6", "Th 7", "CN"),
    ),
    "en": (
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ),
}


def parse_date(text: str) -> date | None:
    """A date ``2026-11-23``; None for anything else, 31 February included."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _zone(text: str | None, local: tzinfo | None) -> tzinfo | None:
    if not text:
        return local
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if offset > timedelta(hours=14):
        raise ValueError(text)
    return timezone(-offset if text[0] == "-" else offset)


def parse_time(text: str, local: tzinfo | None = None) -> time | None:
    """A time ``08:30:00.000+07:00``; seconds and offset may be missing."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    micro = int((match[4] or "").ljust(6, "0")[:6])
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0), micro, _zone(match[5], local))
    except ValueError:
        return None


def parse_date_time(text: str, local: tzinfo) -> datetime | None:
    """A dateTime, or a date as its local midnight; local is used where the text names no offset."""
    day_text, separator, time_text = text.partition("T")
    day = parse_date(day_text)
    if day is None:
        return None
    moment = parse_time(time_text, local) if separator else time(tzinfo=local)
    return None if moment is None else datetime.combine(day, moment)


def days_of(text: str) -> float | None:
    """A date or dateTime as a number of days since the epoch; None when it is neither."""
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        return None
    if len(text) == 10:
        day = parse_date(text)
        return None if day is None else float((day - EPOCH).days)
    moment = parse_date_time(text, UTC)
    return None if moment is None else moment_days(moment)


def moment_days(moment: datetime) -> float:
    """An aware datetime as days since the epoch in UTC."""
    return (moment - _EPOCH_TIME).total_seconds() / DAY_SECONDS


def date_of_days(days: float) -> date | None:
    """The date a number of days after the epoch; None outside years 1 to 9999."""
    try:
        return EPOCH + timedelta(days=int(days // 1))
    except (OverflowError, ValueError):
        return None


def moment_of_days(days: float, local: tzinfo) -> datetime | None:
    """The moment a number of days after the epoch, in local time; None outside years 1 to 9999."""
    try:
        return (_EPOCH_TIME + timedelta(milliseconds=round(days * DAY_SECONDS * 1000))).astimezone(local)
    except (OverflowError, ValueError):
        return None


def offset_of(moment: datetime | time) -> str:
    """``+07:00``; "Z" is not used, as ODK writes offsets."""
    offset = moment.utcoffset() or timedelta(0)
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def write_moment(moment: datetime) -> str:
    """A dateTime as ODK writes it: ``2026-11-23T08:30:00.000+07:00``."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}{offset_of(moment)}"


def _short_month(moment: datetime, language: str) -> str:
    return _names(language)[0][moment.month - 1]


def _short_day(moment: datetime, language: str) -> str:
    return _names(language)[1][moment.weekday()]


def _names(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """language is as forms name it: ``Vietnamese (vi)``, or the code alone."""
    code = language.lower().rpartition("(")[2].rstrip(")").strip()
    return _NAMES["vi" if code.startswith("vi") else "en"]


def _plain(pattern: str) -> Callable[[datetime, str], str]:
    def write(moment: datetime, _language: str) -> str:
        return pattern.format(moment)

    return write


def _milliseconds(moment: datetime, _language: str) -> str:
    return f"{moment.microsecond // 1000:03d}"


def _short_year(moment: datetime, _language: str) -> str:
    return f"{moment.year % 100:02d}"


_FORMATS: dict[str, Callable[[datetime, str], str]] = {
    "Y": _plain("{0.year:04d}"),
    "y": _short_year,
    "m": _plain("{0.month:02d}"),
    "n": _plain("{0.month}"),
    "b": _short_month,
    "d": _plain("{0.day:02d}"),
    "e": _plain("{0.day}"),
    "a": _short_day,
    "H": _plain("{0.hour:02d}"),
    "h": _plain("{0.hour}"),
    "M": _plain("{0.minute:02d}"),
    "S": _plain("{0.second:02d}"),
    "3": _milliseconds,
    "%": _plain("%"),
}


def format_moment(moment: datetime, pattern: str, language: str) -> str:
    """format-date and format-date-time of the ODK XForms specification.

    Raises ValueError for an identifier that the specification does not have.
    """
    out: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter != "%":
            out.append(letter)
            continue
        code = next(letters, "")
        if code not in _FORMATS:
            raise ValueError(f"%{code}")
        out.append(_FORMATS[code](moment, language))
    return "".join(out)
