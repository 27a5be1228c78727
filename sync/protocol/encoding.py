"""The one way objects become bytes and back, so that both ends hash and sign the same thing."""

import base64
import binascii
import json
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sync.protocol.errors import MalformedError


def _no_fraction(text: str) -> Any:
    raise MalformedError(f"whole numbers only: {text[:40]}")


# Made once: json.dumps and json.loads make these anew in each call, which costs as much as a small object itself.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_DECODER = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction)


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; numbers are integers only (RFC 8785 for this subset)."""
    return _ENCODER.encode(value).encode()


def read_json_object(data: bytes) -> dict[str, Any]:
    """The object in data. Raises MalformedError."""
    try:
        value = _DECODER.decode(data.decode())
    except MalformedError:
        raise
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise MalformedError("not a JSON object")
    return value


def read_canonical(data: bytes) -> dict[str, Any]:
    """The object in data, which must be in canonical form: what is signed or named by its hash has only one spelling.

    Raises MalformedError.
    """
    value = read_json_object(data)
    try:
        same = canonical_json(value) == data
    except (ValueError, RecursionError) as error:  # a lone surrogate has no UTF-8
        raise MalformedError("not canonical JSON") from error
    if not same:
        raise MalformedError("not canonical JSON")
    return value


def hash_of(data: bytes) -> str:
    """Lower-case hexadecimal sha256."""
    return sha256(data).hexdigest()


def to_base64(data: bytes) -> str:
    """URL-safe base64 without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """The reverse of to_base64; any other spelling of the same bytes is refused. Raises MalformedError."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedError("not base64url") from error
    if to_base64(data) != text:
        raise MalformedError("not the one spelling of base64url")
    return data


def to_instant(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds. moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError("an instant without a zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def from_instant(text: str) -> datetime:
    """The reverse of to_instant; any other spelling is refused. Raises MalformedError."""
    try:
        moment = datetime.fromisoformat(text)
        same = to_instant(moment) == text
    except (TypeError, ValueError, OverflowError) as error:
        raise MalformedError("not an instant") from error
    if not same:
        raise MalformedError("not the one spelling of an instant")
    return moment


def read_uuid(text: Any) -> UUID:
    """Lower case with hyphens only. Raises MalformedError."""
    try:
        value = UUID(text)
    except (TypeError, ValueError, AttributeError) as error:
        raise MalformedError("not a UUID") from error
    if str(value) != text:
        raise MalformedError("not the one spelling of a UUID")
    return value


def inflate(packed: bytes, limit: int) -> bytes:
    """The reverse of zlib.compress, bounded, so that a small message cannot fill the memory. Raises MalformedError."""
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(packed, limit + 1)
    except zlib.error as error:
        raise MalformedError("the sealed part cannot be unpacked") from error
    if len(plain) > limit or not stream.eof or stream.unused_data:
        raise MalformedError("the sealed part is too large, cut short, or followed by something else")
    return plain
