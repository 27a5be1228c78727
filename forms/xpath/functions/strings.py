"""String functions of the ODK XForms specification."""

import base64
import binascii
import hashlib
import math
from collections.abc import Sequence

from forms.errors import ExpressionError
from forms.xpath.context import Context
from forms.xpath.functions.registry import function
from forms.xpath.patterns import matches
from forms.xpath.values import Value, texts, to_number, to_string
from forms.xpath.work import counted_text

_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_XML_SPACE = " \t\r\n"
# Longest text that concat() and join() make: doubling a text sixty times must not take the machine's memory.
MAX_TEXT = 4_000_000


def _text(value: Value) -> str:
    return counted_text(to_string(value))


def _argument(context: Context, arguments: Sequence[Value]) -> str:
    return counted_text(to_string(arguments[0]) if arguments else context.node.text())


@function("string", 0, 1)
def _string(context: Context, arguments: Sequence[Value]) -> Value:
    return _argument(context, arguments)


@function("concat", 0, None)
def _concat(_context: Context, arguments: Sequence[Value]) -> Value:
    return _joined("", arguments)


def _joined(separator: str, arguments: Sequence[Value]) -> str:
    parts = [text for argument in arguments for text in texts(argument)]
    if sum(map(len, parts)) + len(separator) * len(parts) > MAX_TEXT:
        raise ExpressionError(f"a text of more than {MAX_TEXT} characters")
    return counted_text(separator.join(parts))


@function("join", 1, None)
def _join(_context: Context, arguments: Sequence[Value]) -> Value:
    return _joined(to_string(arguments[0]), arguments[1:])


@function("substr", 2, 3)
def _substr(_context: Context, arguments: Sequence[Value]) -> Value:
    text = _text(arguments[0])
    start = _whole(arguments[1])
    end = _whole(arguments[2]) if len(arguments) == 3 else len(text)
    start = max(0, start + len(text) if start < 0 else start)
    end = max(0, end + len(text) if end < 0 else end)
    return text[start:end]


def _whole(value: Value) -> int:
    number = to_number(value)
    if number != number:
        return 0
    return int(max(-1e9, min(1e9, number)))


@function("substring", 2, 3)
def _substring(_context: Context, arguments: Sequence[Value]) -> Value:
    """XPath 1.0: counted from 1, positions rounded, NaN gives nothing."""
    text = _text(arguments[0])
    first = _round(to_number(arguments[1]))
    last = first + _round(to_number(arguments[2])) if len(arguments) == 3 else math.inf
    if not (first < last and first <= len(text) and last > 1):
        return ""
    return text[max(0, int(max(first, 1)) - 1) : None if last > len(text) else int(last) - 1]


def _round(number: float) -> float:
    return float((number + 0.5) // 1) if abs(number) < 1e15 else number


@function("substring-before", 2, 2)
def _substring_before(_context: Context, arguments: Sequence[Value]) -> Value:
    before, found, _ = _partition(arguments)
    return before if found else ""


@function("substring-after", 2, 2)
def _substring_after(_context: Context, arguments: Sequence[Value]) -> Value:
    return _partition(arguments)[2]


def _partition(arguments: Sequence[Value]) -> tuple[str, bool, str]:
    text, part = _text(arguments[0]), to_string(arguments[1])
    if not part:
        return "", True, text
    before, found, after = text.partition(part)
    return before, bool(found), after


@function("translate", 3, 3)
def _translate(_context: Context, arguments: Sequence[Value]) -> Value:
    text, old, new = (_text(argument) for argument in arguments)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text.translate(table)


@function("string-length", 0, 1)
def _string_length(context: Context, arguments: Sequence[Value]) -> Value:
    return float(len(_argument(context, arguments)))


@function("normalize-space", 0, 1)
def _normalize_space(context: Context, arguments: Sequence[Value]) -> Value:
    text = _argument(context, arguments)
    for space in _XML_SPACE[1:]:
        text = text.replace(space, " ")
    return " ".join(part for part in text.split(" ") if part)


@function("contains", 2, 2)
def _contains(_context: Context, arguments: Sequence[Value]) -> Value:
    return _text(arguments[1]) in _text(arguments[0])


@function("starts-with", 2, 2)
def _starts_with(_context: Context, arguments: Sequence[Value]) -> Value:
    return _text(arguments[0]).startswith(to_string(arguments[1]))


@function("ends-with", 2, 2)
def _ends_with(_context: Context, arguments: Sequence[Value]) -> Value:
    return _text(arguments[0]).endswith(to_string(arguments[1]))


@function("regex", 2, 2)
def _regex(_context: Context, arguments: Sequence[Value]) -> Value:
    return matches(to_string(arguments[1]), _text(arguments[0]))


@function("uuid", 0, 1)
def _uuid(context: Context, arguments: Sequence[Value]) -> Value:
    if not arguments:
        return context.host.new_uuid()
    count = max(0, min(1000, _whole(arguments[0])))
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(letters[int(context.host.random() * len(letters))] for _ in range(count))


@function("digest", 2, 3)
def _digest(_context: Context, arguments: Sequence[Value]) -> Value:
    algorithm = to_string(arguments[1])
    name = _DIGESTS.get(algorithm)
    if name is None:
        raise ExpressionError(f"digest() does not know the algorithm {algorithm!r}")
    encoding = to_string(arguments[2]) if len(arguments) == 3 else "base64"
    digest = hashlib.new(name, _text(arguments[0]).encode(), usedforsecurity=False)
    if encoding == "hex":
        return digest.hexdigest()
    if encoding == "base64":
        return base64.b64encode(digest.digest()).decode()
    raise ExpressionError(f"digest() does not know the encoding {encoding!r}")


@function("base64-decode", 1, 1)
def _base64_decode(_context: Context, arguments: Sequence[Value]) -> Value:
    text = "".join(_text(arguments[0]).split())
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""
