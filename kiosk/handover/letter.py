"""What stands in a form that is taken along, between the sealed bytes and the kiosk's tables."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from nacl.secret import SecretBox

from kiosk.handover.compact import pack_draft, unpack_draft
from sync.bundles.errors import Torn
from sync.protocol.encoding import from_base64, from_instant
from sync.protocol.errors import MalformedError
from sync.protocol.revision import MAX_ATTACHMENTS, MAX_BLOB, MAX_NAME

_NOTES = 11
_LONGEST_PAGE = 1000
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Picture:
    """A paper that goes along on a stick. sha256: of the ciphertext; key: base64url."""

    sha256: str
    size: int
    key: str
    name: str
    media_type: str
    paper: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft away from its kiosk.

    Attributes:
        procedure, pack_version: which form; both kiosks need it.
        page, language: where the resident stopped.
        consent: as the portal gets it (sync.protocol.revision.Content).
        saved_at: when the last answer was saved; whole seconds.
        count: which hand-over of this draft it is, from 1.
        left: pictures that stayed behind.
    """

    procedure: str
    pack_version: str
    language: str
    page: str
    consent: dict[str, str]
    assisted_by: str
    saved_at: datetime
    count: int
    left: int
    pictures: tuple[Picture, ...]
    draft: bytes


def write(letter: Letter, form: bytes) -> bytes:
    """form: the bytes of the pack's form.xml. ValueError for what does not fit."""
    consent = letter.consent
    pictures = json.dumps([list(asdict(each).values()) for each in letter.pictures], separators=(",", ":"))
    notes = (
        letter.language,
        letter.page,
        consent["text_version"],
        consent["language"],
        consent["given_at"],
        consent["given_by"],
        letter.assisted_by,
        str(int(letter.saved_at.timestamp())),
        str(letter.count),
        str(letter.left),
        pictures if letter.pictures else "",
    )
    return _short(letter.procedure) + _short(letter.pack_version) + pack_draft(letter.draft, form, notes)


def read(body: bytes, form_of: Callable[[str, str], bytes]) -> Letter:
    """form_of: the bytes of form.xml of a procedure and version; what it raises passes through. Raises Torn."""
    procedure, rest = _first(body)
    version, packed = _first(rest)
    draft, notes = unpack_draft(packed, form_of(procedure, version), _NOTES)
    try:
        return _letter(procedure, version, draft, notes)
    except (ValueError, TypeError, OverflowError, MalformedError) as error:
        raise Torn(f"a form that was taken along cannot be read: {error}") from error


def _letter(procedure: str, version: str, draft: bytes, notes: tuple[str, ...]) -> Letter:
    language, page, text_version, consent_language, given_at, given_by, assisted_by, saved, count, left, listed = notes
    if len(page) > _LONGEST_PAGE or any(len(each) > MAX_NAME for each in (*notes[:1], *notes[2:10])):
        raise ValueError("a note is too long")
    from_instant(given_at)
    pictures = json.loads(listed) if listed else []
    if not isinstance(pictures, list) or len(pictures) > MAX_ATTACHMENTS:
        raise ValueError("too many pictures")
    return Letter(
        procedure=procedure,
        pack_version=version,
        language=language,
        page=page,
        consent={
            "text_version": text_version,
            "language": consent_language,
            "given_at": given_at,
            "given_by": given_by,
        },
        assisted_by=assisted_by,
        saved_at=datetime.fromtimestamp(int(saved), UTC),
        count=int(count),
        left=int(left),
        pictures=tuple(_picture(each) for each in pictures),
        draft=draft,
    )


def _picture(value: Any) -> Picture:
    sha256, size, key, name, media_type, paper = value
    texts = (sha256, key, name, media_type, paper)
    if not all(isinstance(each, str) and len(each) <= MAX_NAME and each.isprintable() for each in texts):
        raise ValueError("a text about a picture is missing")
    if len(sha256) != 64 or not _HEX.issuperset(sha256) or type(size) is not int or not 0 < size <= MAX_BLOB:
        raise ValueError("a picture without a name or a size")
    if len(from_base64(key)) != SecretBox.KEY_SIZE:
        raise ValueError("a picture without a key")
    return Picture(sha256, size, key, name, media_type, paper)


def _short(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(1) + data


def _first(body: bytes) -> tuple[str, bytes]:
    size = body[0] if body else 0
    data, rest = body[1 : 1 + size], body[1 + size :]
    try:
        if not size or len(data) < size or not data.decode().isprintable():
            raise Torn("it names no form")
        return data.decode(), rest
    except UnicodeDecodeError as error:
        raise Torn("it names no form") from error
