"""Notices: small things a kiosk tells the portal besides dossiers. They count and report; they name no resident.

Each has an id of the kiosk's making, so that a batch which is sent again changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from sync.protocol.encoding import canonical_json, from_instant, read_json_object, read_uuid, to_instant
from sync.protocol.errors import MalformedError

NoticeKind = Literal["visit", "feedback", "help", "health"]
KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)
MAX_NOTICE = 4 << 10
MAX_BATCH = 100
MAX_BATCH_BYTES = 512 << 10
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Notice:
    """id: UUIDv7. at: aware, by the kiosk's clock. body: an object of texts, whole numbers, true, false and null."""

    id: UUID
    kind: NoticeKind
    at: datetime
    body: Mapping[str, Any]


def check_body(body: Mapping[str, Any]) -> bytes:
    """The body's canonical JSON. Raises MalformedError when it is no such object or has more than MAX_NOTICE bytes."""
    if not _is_plain(dict(body), _DEEPEST):
        raise MalformedError("a notice's body is an object of texts and whole numbers")
    try:
        written = canonical_json(dict(body))
    except ValueError as error:  # a lone surrogate has no UTF-8
        raise MalformedError("a text that cannot be written") from error
    if len(written) > MAX_NOTICE:
        raise MalformedError(f"a notice has at most {MAX_NOTICE} bytes")
    return written


def write_batch(notices: Sequence[Notice]) -> bytes:
    """The body of ``POST /v1/notices``."""
    lines = [
        {"id": str(each.id), "kind": each.kind, "at": to_instant(each.at), "body": dict(each.body)} for each in notices
    ]
    return canonical_json({"notices": lines})


def read_batch(body: bytes) -> list[Any]:
    """The notices, unread: one bad line does not spoil the others. Raises MalformedError."""
    lines = read_json_object(body).get("notices")
    if not isinstance(lines, list) or len(lines) > MAX_BATCH:
        raise MalformedError(f"notices is a list of at most {MAX_BATCH}")
    return lines


def read_notice(value: Any) -> Notice:
    """One line of a batch. Raises MalformedError."""
    if not isinstance(value, dict) or set(value) != {"id", "kind", "at", "body"}:
        raise MalformedError("a notice has id, kind, at and body")
    if value["kind"] not in KINDS:
        raise MalformedError("a kind of notice that this version does not know")
    name = read_uuid(value["id"])
    if name.version != 7:
        raise MalformedError("a notice is named by a UUIDv7")
    if not isinstance(value["body"], dict):
        raise MalformedError("a notice's body is an object")
    check_body(value["body"])
    return Notice(name, value["kind"], from_instant(value["at"]), value["body"])


def _is_plain(value: Any, depth: int) -> bool:
    if isinstance(value, str):
        return _is_text(value)
    if value is None or isinstance(value, bool | int):
        return not isinstance(value, int) or abs(value) < 1 << 53
    if depth == 0:
        return False
    if isinstance(value, dict):
        return all(
            isinstance(name, str) and "\0" not in name and _is_plain(each, depth - 1) for name, each in value.items()
        )
    return isinstance(value, list) and all(_is_plain(each, depth - 1) for each in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value
