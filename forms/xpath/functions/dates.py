"""Date and time functions of the ODK XForms specification."""

import math
from collections.abc import Sequence
from datetime import datetime

from forms.errors import ExpressionError
from forms.xpath.context import Context
from forms.xpath.dates import (
    DAY_SECONDS,
    date_of_days,
    format_moment,
    moment_days,
    moment_of_days,
    parse_date,
    parse_date_time,
    parse_time,
    write_moment,
)
from forms.xpath.functions.registry import function
from forms.xpath.numbers import NAN
from forms.xpath.values import Value, to_number, to_string


@function("today", 0, 0)
def _today(context: Context, _arguments: Sequence[Value]) -> Value:
    return context.host.now().date().isoformat()


@function("now", 0, 0)
def _now(context: Context, _arguments: Sequence[Value]) -> Value:
    return write_moment(context.host.now())


def _is_number(value: Value) -> bool:
    """Whether a value is a number or the text of one, and not a date."""
    if isinstance(value, float | bool):
        return True
    text = to_string(value).strip()
    return parse_date(text[:10]) is None and not math.isnan(to_number(text))


def _moment(context: Context, value: Value) -> datetime | None:
    """A value as a moment in local time; None for no answer and for anything that is not a date."""
    local = context.host.now().tzinfo
    assert local is not None  # noqa: S101 - Environment.now is aware by contract
    if _is_number(value):
        number = to_number(value)
        if not math.isfinite(number):
            return None
        day = date_of_days(number) if number == int(number) else None
        if day is not None:
            return datetime(day.year, day.month, day.day, tzinfo=local)
        return moment_of_days(number, local)
    moment = parse_date_time(to_string(value).strip(), local)
    return None if moment is None else moment.astimezone(local)


@function("date", 1, 1)
def _date(context: Context, arguments: Sequence[Value]) -> Value:
    value = arguments[0]
    if _is_number(value):
        number = to_number(value)
        day = date_of_days(number) if math.isfinite(number) else None
        return "" if day is None else day.isoformat()
    text = to_string(value).strip()
    if parse_date(text) is not None:
        return text
    moment = _moment(context, text)
    return "" if moment is None else moment.date().isoformat()


@function("date-time", 1, 1)
def _date_time(context: Context, arguments: Sequence[Value]) -> Value:
    moment = _moment(context, arguments[0])
    return "" if moment is None else write_moment(moment)


def _format(context: Context, arguments: Sequence[Value], name: str) -> Value:
    moment = _moment(context, arguments[0])
    if moment is None:
        return ""
    try:
        return format_moment(moment, to_string(arguments[1]), context.host.language())
    except ValueError as problem:
        raise ExpressionError(f"{name}() does not know {problem}") from None


@function("format-date", 2, 2)
def _format_date(context: Context, arguments: Sequence[Value]) -> Value:
    return _format(context, arguments, "format-date")


@function("format-date-time", 2, 2)
def _format_date_time(context: Context, arguments: Sequence[Value]) -> Value:
    return _format(context, arguments, "format-date-time")


@function("decimal-date-time", 1, 1)
def _decimal_date_time(context: Context, arguments: Sequence[Value]) -> Value:
    if _is_number(arguments[0]):
        return to_number(arguments[0])
    moment = _moment(context, arguments[0])
    return NAN if moment is None else moment_days(moment)


@function("decimal-time", 1, 1)
def _decimal_time(context: Context, arguments: Sequence[Value]) -> Value:
    """The fraction of the local day of a time or dateTime."""
    value = arguments[0]
    if _is_number(value):
        number = to_number(value)
        return number - math.floor(number) if math.isfinite(number) else NAN
    local = context.host.now().tzinfo
    moment = parse_time(to_string(value).strip(), local)
    if moment is not None:
        today = context.host.now().date()
        at = datetime.combine(today, moment).astimezone(local)
    else:
        found = _moment(context, value)
        if found is None:
            return NAN
        at = found
    seconds = at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6
    return seconds / DAY_SECONDS
