"""The one way objects become bytes and back, so that both ends hash and sign the same thing."""

import base64
import binascii
import json
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sync.protocol.errors import MalformedError


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; numbers are integers only (RFC 8785 for this subset)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def read_json_object(data: bytes) -> dict[str, Any]:
    """The object in data. Raises MalformedError."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise MalformedError("not a JSON object")
    return value


def hash_of(data: bytes) -> str:
    """Lower-case hexadecimal sha256."""
    return sha256(data).hexdigest()


def to_base64(data: bytes) -> str:
    """URL-safe base64 without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """The reverse of to_base64. Raises MalformedError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedError("not base64url") from error


def to_instant(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds. moment must be aware."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def from_instant(text: str) -> datetime:
    """The reverse of to_instant. Raises MalformedError."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise MalformedError(f"not an instant: {text!r}") from error
    if moment.tzinfo is None:
        raise MalformedError(f"an instant without a zone: {text!r}")
    return moment.astimezone(UTC)


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
