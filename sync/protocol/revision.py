"""A revision of a dossier as it travels: a signed envelope around a sealed content.

The bytes are made once, when the dossier is finalised, and stored; every retry sends the same bytes, and their sha256
is the revision's name in acknowledgements and in the next revision's ``parent``.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey

from sync.protocol.encoding import (
    canonical_json,
    from_base64,
    from_instant,
    hash_of,
    inflate,
    read_canonical,
    read_uuid,
    to_base64,
    to_instant,
)
from sync.protocol.errors import MalformedError, SealError
from sync.protocol.followup import parse_code
from sync.protocol.keys import check, key_id

VERSION = 1
MAX_BODY = 1 << 20
MAX_CONTENT = 8 << 20
MAX_ATTACHMENTS = 20
MAX_BLOB = 12 << 20  # of one ciphertext
MAX_NAME = 200  # characters of a text in the header
_SIGNED = b"revision-v1\n"
_KEYS = frozenset(
    {"v", "kiosk", "dossier", "number", "parent", "code", "procedure", "pack_version", "created_at"}
    | {"attachments", "portal_key", "sealed", "signature"}
)


@dataclass(frozen=True, slots=True)
class Blob:
    """An attachment on the wire: the sha256 of its stored ciphertext and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What the sealed content says about an attachment: how to open and to call it."""

    sha256: str
    key: str  # base64url of the 32-byte SecretBox key
    name: str
    media_type: str
    paper: str  # id of the paper in the procedure that it proves; "" for none


@dataclass(frozen=True, slots=True)
class Content:
    """The part only the portal can read.

    dossier and number repeat the header, so that a sealed content cannot be moved into another envelope.
    consent: {"text_version", "language", "given_at", "given_by"}; assisted_by: a volunteer's id or "".
    pin: the scrypt text of the resident's PIN (libsodium's), with which the portal shows answers to who holds the
    receipt and knows the PIN; "" without one. Kiosks of the first version leave it out.
    permit: the word of the kiosk whose code it is, that another of its site may send the dossier; "" for one's own.
    """

    dossier: str
    number: int
    instance: str
    language: str
    consent: Mapping[str, str]
    papers: tuple[Paper, ...] = ()
    assisted_by: str = ""
    corrects: str = ""  # id of the correction request that this revision answers
    signed: str = ""  # how the declaration was signed: "finger", "print", "fingerprint"; "" when it asks for none
    pin: str = ""
    permit: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The part that routes the revision. It holds no personal data."""

    kiosk: str
    dossier: UUID
    number: int
    parent: str | None
    code: str
    procedure: str
    pack_version: str
    created_at: datetime
    attachments: tuple[Blob, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision whose form was checked. hash is the sha256 of the whole body; envelope: what the signature is over."""

    header: Header
    portal_key: str
    sealed: bytes
    hash: str
    envelope: Mapping[str, Any] = field(default_factory=dict)
    signature: Any = None

    def check_signature(self, kiosk: VerifyKey) -> None:
        """Raise SignatureError unless the kiosk with this key signed it, MalformedError when nobody did."""
        if not isinstance(self.signature, str):
            raise MalformedError("a revision without a signature")
        text = _SIGNED + canonical_json(self.envelope)
        check(kiosk, text, self.signature, "the revision is not signed by the kiosk it names")


def seal_revision(header: Header, content: Content, portal: PublicKey, kiosk: SigningKey) -> bytes:
    """The body of a revision. Sealing is randomised: call once and store. Raises ValueError when too large."""
    plain = canonical_json({"v": VERSION, **asdict(content)})
    envelope = {
        "v": VERSION,
        "kiosk": header.kiosk,
        "dossier": str(header.dossier),
        "number": header.number,
        "parent": header.parent,
        "code": header.code,
        "procedure": header.procedure,
        "pack_version": header.pack_version,
        "created_at": to_instant(header.created_at),
        "attachments": [asdict(blob) for blob in header.attachments],
        "portal_key": key_id(bytes(portal)),
        "sealed": to_base64(SealedBox(portal).encrypt(zlib.compress(plain, 9))),
    }
    envelope["signature"] = to_base64(kiosk.sign(_SIGNED + canonical_json(envelope)).signature)
    body = canonical_json(envelope)
    if len(plain) > MAX_CONTENT or len(body) > MAX_BODY:
        raise ValueError("the answers are too large for one revision")
    return body


def read_revision(body: bytes) -> Revision:
    """Check the form of a body. Raises MalformedError. The signature is checked by Revision.check_signature."""
    if len(body) > MAX_BODY:
        raise MalformedError("the revision is too large")
    envelope = read_canonical(body)
    if set(envelope) != _KEYS:
        raise MalformedError("the revision lacks a key, or has one more")
    try:
        blobs = tuple(_blob(item) for item in _bounded(envelope["attachments"]))
        header = Header(
            kiosk=_name(envelope["kiosk"]),
            dossier=read_uuid(envelope["dossier"]),
            number=_positive(envelope["number"]),
            parent=None if envelope["parent"] is None else _hash(envelope["parent"]),
            code=_code(envelope["code"]),
            procedure=_name(envelope["procedure"]),
            pack_version=_name(envelope["pack_version"]),
            created_at=from_instant(envelope["created_at"]),
            attachments=blobs,
        )
        if len({blob.sha256 for blob in blobs}) < len(blobs):
            raise MalformedError("an attachment is named twice")
        _version(envelope["v"])
        portal_key, sealed = _name(envelope["portal_key"]), from_base64(_text(envelope["sealed"]))
        signature = envelope.pop("signature")
        return Revision(header, portal_key, sealed, hash_of(body), envelope, signature)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, MalformedError):
            raise
        raise MalformedError(f"not a revision: {error}") from error


def check_signature(body: bytes, kiosk: VerifyKey) -> None:
    """Raise SignatureError unless the kiosk with this key signed the body, MalformedError when it is no revision."""
    envelope = read_canonical(body)
    signature = envelope.pop("signature", None)
    if not isinstance(signature, str):
        raise MalformedError("a revision without a signature")
    text = _SIGNED + canonical_json(envelope)
    check(kiosk, text, signature, "the revision is not signed by the kiosk it names")


def open_content(revision: Revision, keys: Iterable[PrivateKey]) -> Content:
    """The content, opened with whichever key it was sealed to. Raises SealError or MalformedError."""
    for key in keys:
        if key_id(bytes(key.public_key)) == revision.portal_key:
            break
    else:
        raise SealError("sealed to a key that is not here")
    try:
        packed = SealedBox(key).decrypt(revision.sealed)
    except CryptoError as error:
        raise SealError("the sealed part was changed") from error
    content = _content(read_canonical(inflate(packed, MAX_CONTENT)))
    if (content.dossier, content.number) != (str(revision.header.dossier), revision.header.number):
        raise MalformedError("the sealed part belongs to another revision")
    if {paper.sha256 for paper in content.papers} - {blob.sha256 for blob in revision.header.attachments}:
        raise MalformedError("the sealed part names an attachment that the header does not")
    return content


def _content(value: dict[str, Any]) -> Content:
    try:
        _version(value["v"])
        return Content(
            dossier=_text(value["dossier"]),
            number=_positive(value["number"]),
            instance=_text(value["instance"]),
            language=_text(value["language"]),
            consent={_text(k): _text(v) for k, v in dict(value["consent"]).items()},
            papers=tuple(_paper(item) for item in _bounded(value["papers"])),
            assisted_by=_text(value["assisted_by"]),
            corrects=_text(value["corrects"]),
            signed=_text(value.get("signed", "")),
            pin=_text(value.get("pin", ""))[:MAX_NAME],
            permit=_text(value.get("permit", ""))[:MAX_NAME],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedError(f"not the content of a revision: {error}") from error


def _version(value: Any) -> None:
    if type(value) is not int or value != VERSION:
        raise MalformedError(f"version {value!r} of the protocol is not known here")


def _paper(value: Any) -> Paper:
    paper = Paper(**{name: _text(value[name]) for name in Paper.__slots__})
    if len(from_base64(paper.key)) != SecretBox.KEY_SIZE:
        raise TypeError("the key of an attachment has the wrong length")
    return paper


def _text(value: Any) -> str:
    """A text without NUL, which no XML has and no PostgreSQL text takes."""
    if not isinstance(value, str) or "\0" in value:
        raise TypeError("a text is missing")
    return value


def _name(value: Any) -> str:
    if not 0 < len(_text(value)) <= MAX_NAME:
        raise TypeError(f"a text of 1 to {MAX_NAME} characters is missing")
    return str(value)


def _positive(value: Any) -> int:
    if type(value) is not int or not 0 < value < 1 << 31:
        raise TypeError("a positive whole number is missing")
    return value


def _hash(value: Any) -> str:
    if len(_text(value)) != 64 or set(value) - set("0123456789abcdef"):
        raise TypeError("a sha256 is missing")
    return str(value)


def _code(value: Any) -> str:
    if parse_code(_text(value)) != value:
        raise TypeError("the follow-up code is not in its one spelling")
    return str(value)


def _blob(value: Any) -> Blob:
    return Blob(_hash(value["sha256"]), _positive(value["size"]))


def _bounded(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MAX_ATTACHMENTS:
        raise TypeError(f"a list of at most {MAX_ATTACHMENTS} attachments is missing")
    return value
