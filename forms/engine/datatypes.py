"""Lexical forms of the data types: what an answer may look like, and how the result of a calculate is written."""

import math
import re
import unicodedata
from datetime import tzinfo

from forms.contract import DataType
from forms.xpath.dates import date_of_days, moment_of_days, parse_date, parse_date_time, parse_time, write_moment
from forms.xpath.values import Value, is_nodes, to_number, to_string, write_number

# Longest text that a calculate may leave: more cannot come from a form that people fill in.
MAX_CALCULATED = 1_000_000
# Longest answer that is stored. A declaration's longest field is a few pages; a pasted file is not an answer.
MAX_ANSWER = 100_000

_INT = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_BOOLEAN = re.compile("true|false|0|1")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})", re.ASCII)
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)(?:\s+-?\d+(?:\.\d+)?){0,2}\s*", re.ASCII)
_NOT_A_NAME = re.compile(r"[/\\:\n\t]")
# Characters that XML 1.0 cannot carry; a scanner or a paste brings them along.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")


def clean(text: str) -> str:
    """Without characters that XML cannot carry, line ends as ``\\n``, in Unicode NFC."""
    if text.isascii() and text.isprintable():
        return text
    text = _UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def lexical(value: str, kind: DataType, local: tzinfo | None) -> str | None:
    """An answer as it is stored, or None when it is not of the data type. "" is no answer and always fits."""
    if len(value) > MAX_ANSWER:
        return None
    value = clean(value)
    if kind in (DataType.STRING, DataType.BARCODE, DataType.INTENT):
        return value
    value = value.strip()
    if value == "":
        return ""
    if kind is DataType.BINARY:
        # The name of a file that goes with the submission, and of nothing else.
        return None if _NOT_A_NAME.search(value) or value in (".", "..") else value
    if kind in (DataType.DATE, DataType.TIME, DataType.DATE_TIME):
        return _temporal(value, kind, local)
    if kind in (DataType.GEOPOINT, DataType.GEOTRACE, DataType.GEOSHAPE):
        return _points(value, kind)
    pattern = {DataType.INT: _INT, DataType.DECIMAL: _DECIMAL}.get(kind, _BOOLEAN)
    if pattern.fullmatch(value) is None:
        return None
    return value if pattern is _BOOLEAN else _plain_number(value)


def _plain_number(text: str) -> str:
    """The same number without what says nothing: ``+7``, ``007``, ``7.50`` and ``7.5`` must be equal as text."""
    sign = "-" if text[0] == "-" else ""
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    plain = f"{whole}.{fraction}" if fraction else whole
    return plain if plain == "0" else sign + plain


def _points(value: str, kind: DataType) -> str | None:
    least = {DataType.GEOTRACE: 2, DataType.GEOSHAPE: 3}.get(kind, 1)
    points = [point for point in value.split(";") if point.strip()]
    if len(points) < least or (kind is DataType.GEOPOINT and len(points) != 1):
        return None
    return value if all(_is_point(point) for point in points) else None


def _temporal(value: str, kind: DataType, local: tzinfo | None) -> str | None:
    if kind is DataType.DATE:
        return value if parse_date(value) else None
    if kind is DataType.TIME:
        return value if parse_time(value) else None
    if local is None or "T" not in value:
        return None
    moment = parse_date_time(value, local)
    if moment is None:
        return None
    # A dateTime without offset gets the local one: the specification requires it.
    return (
        value
        if parse_time(value.partition("T")[2], None) != moment.timetz().replace(tzinfo=None)
        else write_moment(moment)
    )


def _is_point(text: str) -> bool:
    match = _POINT.fullmatch(text)
    return match is not None and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180


def from_calculation(value: Value, kind: DataType, local: tzinfo | None) -> str:
    """The result of a calculate or setvalue as it is stored. NaN is no answer."""
    if is_nodes(value):
        value = to_string(value)
    if isinstance(value, float) and value != value:
        return ""
    match kind:
        case DataType.INT:
            number = to_number(value)
            return write_number(float(int(number))) if abs(number) < 1e18 else ""
        case DataType.DECIMAL:
            number = to_number(value)
            return write_number(number) if math.isfinite(number) else ""
        case DataType.DATE:
            return _as_date(value)
        case DataType.DATE_TIME if isinstance(value, float) and local is not None:
            moment = moment_of_days(value, local)
            return "" if moment is None else write_moment(moment)
    return clean(to_string(value))


def _as_date(value: Value) -> str:
    if isinstance(value, float):
        day = date_of_days(value) if abs(value) < 1e7 else None
        return "" if day is None else day.isoformat()
    text = to_string(value).strip()
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return _as_date(float(text))
    return text.partition("T")[0]
