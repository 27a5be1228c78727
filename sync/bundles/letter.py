"""The papers of a bundle: what lies in the folder, signed by the kiosk, its notices, and the portal's sealed answer."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from sync.bundles.errors import Foreign, Torn
from sync.protocol.encoding import (
    canonical_json,
    from_base64,
    from_instant,
    inflate,
    read_canonical,
    read_uuid,
    to_base64,
    to_instant,
)
from sync.protocol.errors import MalformedError, SignatureError
from sync.protocol.keys import check, key_id
from sync.protocol.notices import MAX_BATCH_BYTES
from sync.protocol.revision import MAX_BLOB, MAX_BODY, Blob

VERSION = 1
MANIFEST = "ho-so.json"
ANSWER = "tra-loi.json"
MAX_MANIFEST = 16 << 20
MAX_ANSWER = 64 << 20
MAX_REVISIONS = 20_000
MAX_NOTICES = 5_000
MAX_BATCHES = MAX_NOTICES
_MANIFEST_SIGNED = b"bundle-v1\n"
_ANSWER_SIGNED = b"bundle-answer-v1\n"
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A revision in the folder: its bytes lie under their hash. size in bytes."""

    dossier: UUID
    number: int
    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a kiosk carries to the portal. cursor and epoch: how far it has read the portal's news.

    notices: batches of them, each sealed to the portal. A portal of the first version leaves them on the stick.
    """

    id: str
    kiosk: str
    made_at: datetime
    epoch: str
    cursor: str
    revisions: tuple[Enclosed, ...]
    attachments: tuple[Blob, ...]
    notices: tuple[Blob, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of everything it names."""
        return sum(one.size for one in self.revisions) + sum(one.size for one in (*self.attachments, *self.notices))


@dataclass(frozen=True, slots=True)
class Result:
    """What the portal answered to one revision, as its single call would have: a status, and the body."""

    dossier: UUID
    number: int
    hash: str
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """The portal's answer. bundle: id of the manifest. pages: of its news, each by the cursor it follows.

    notices: those that it has dealt with. settings: what GET /v1/settings would have answered; b"" by a portal that
    does not put it there.
    """

    bundle: str
    kiosk: str
    made_at: datetime
    results: tuple[Result, ...]
    pages: Mapping[str, bytes]
    notices: tuple[UUID, ...] = ()
    settings: bytes = b""


def seal_batch(batch: bytes, portal: PublicKey) -> bytes:
    """Notices (a batch as POST /v1/notices takes it) as they lie on a stick: nobody who finds it reads them."""
    value = {"portal_key": key_id(bytes(portal)), "sealed": to_base64(SealedBox(portal).encrypt(zlib.compress(batch)))}
    return canonical_json(value)


def open_batch(data: bytes, key_of: Callable[[str], PrivateKey | None]) -> bytes:
    """The batch. key_of: the portal's key with this short name. Raises Torn."""
    try:
        value = read_canonical(data)
        key = key_of(str(value["portal_key"])[:16])
        if key is None:
            raise Torn("the notices are sealed to a key that is not here")
        return inflate(SealedBox(key).decrypt(from_base64(value["sealed"])), MAX_BATCH_BYTES)
    except (MalformedError, CryptoError, KeyError, TypeError, ValueError) as error:
        raise Torn(f"the notices cannot be read: {error}") from error


def write_manifest(manifest: Manifest, key: SigningKey) -> bytes:
    """Canonical JSON with the kiosk's signature."""
    value: dict[str, Any] = {
        "v": VERSION,
        "id": manifest.id,
        "kiosk": manifest.kiosk,
        "made_at": to_instant(manifest.made_at),
        "epoch": manifest.epoch,
        "cursor": manifest.cursor,
        "revisions": [{**asdict(one), "dossier": str(one.dossier)} for one in manifest.revisions],
        "attachments": [asdict(one) for one in manifest.attachments],
        "notices": [asdict(one) for one in manifest.notices],
    }
    value["signature"] = to_base64(key.sign(_MANIFEST_SIGNED + canonical_json(value)).signature)
    return canonical_json(value)


def read_manifest(data: bytes) -> Manifest:
    """Raises Torn. Who signed it is checked by check_manifest, once the kiosk it names is known."""
    try:
        value = read_canonical(data)
        if value["v"] != VERSION:
            raise Torn("the bundle was written by another version of this program")
        revisions = tuple(_enclosed(one) for one in _list(value["revisions"], MAX_REVISIONS))
        blobs = tuple(_blob(one) for one in _list(value["attachments"], MAX_REVISIONS * 20))
        batches = tuple(_blob(one) for one in _list(value.get("notices", []), MAX_BATCHES))
        made_at = from_instant(value["made_at"])
        texts = [value[name] for name in ("id", "kiosk", "epoch", "cursor")]
        if not all(isinstance(text, str) and len(text) <= 400 for text in texts):
            raise TypeError("a text")
    except (MalformedError, KeyError, TypeError, ValueError) as error:
        raise Torn(f"the list of what is in the bundle cannot be read: {error}") from error
    return Manifest(texts[0], texts[1], made_at, texts[2], texts[3], revisions, blobs, batches)


def check_manifest(data: bytes, kiosk: VerifyKey) -> None:
    """Raise Foreign unless this kiosk signed it."""
    _check(data, kiosk, _MANIFEST_SIGNED, "the bundle is not signed by the kiosk it names")


def _check(data: bytes, key: VerifyKey, context: bytes, otherwise: str) -> dict[str, Any]:
    value = read_canonical(data)
    signature = value.pop("signature", None)
    try:
        check(key, context + canonical_json(value), str(signature), otherwise)
    except SignatureError as error:
        raise Foreign(str(error)) from error
    return value


def write_reply(reply: Reply, kiosk: PublicKey, key: SigningKey) -> bytes:
    """Sealed to the kiosk, because numbers, dates and notes are for nobody who finds a stick; signed by the portal."""
    plain = canonical_json(
        {
            "v": VERSION,
            "bundle": reply.bundle,
            "kiosk": reply.kiosk,
            "made_at": to_instant(reply.made_at),
            "results": [
                {**asdict(one), "dossier": str(one.dossier), "body": to_base64(one.body)} for one in reply.results
            ],
            "pages": {after: to_base64(page) for after, page in reply.pages.items()},
            "notices": [str(each) for each in reply.notices],
            "settings": to_base64(reply.settings),
        }
    )
    value: dict[str, Any] = {
        "v": VERSION,
        "kiosk": reply.kiosk,
        "sealed": to_base64(SealedBox(kiosk).encrypt(zlib.compress(plain))),
    }
    value["signature"] = to_base64(key.sign(_ANSWER_SIGNED + canonical_json(value)).signature)
    return canonical_json(value)


def read_reply(data: bytes, kiosk: str, own: PrivateKey, portal: VerifyKey) -> Reply:
    """Raises Foreign (another portal's, or for another kiosk) or Torn."""
    try:
        value = _check(data, portal, _ANSWER_SIGNED, "the answer is not signed by our portal")
        if value["kiosk"] != kiosk:
            raise Foreign("the answer is for another kiosk")
        plain = read_canonical(inflate(SealedBox(own).decrypt(from_base64(value["sealed"])), MAX_ANSWER))
        if plain["v"] != VERSION or plain["kiosk"] != kiosk:
            raise Torn("the answer was written by another version of this program")
        results = tuple(_result(one) for one in _list(plain["results"], MAX_REVISIONS))
        pages = {str(after): from_base64(page) for after, page in dict(plain["pages"]).items()}
        told = tuple(read_uuid(each) for each in _list(plain.get("notices", []), MAX_NOTICES))
        settings = from_base64(plain.get("settings", ""))
        return Reply(str(plain["bundle"]), kiosk, from_instant(plain["made_at"]), results, pages, told, settings)
    except (MalformedError, CryptoError, KeyError, TypeError, ValueError) as error:
        raise Torn(f"the answer cannot be read: {error}") from error


def _enclosed(value: Any) -> Enclosed:
    digest, size = _name(value["hash"]), _size(value["size"], MAX_BODY)
    return Enclosed(read_uuid(value["dossier"]), _size(value["number"], 1 << 31), digest, size)


def _blob(value: Any) -> Blob:
    return Blob(_name(value["sha256"]), _size(value["size"], MAX_BLOB))


def _result(value: Any) -> Result:
    body = from_base64(value["body"])
    number, status = _size(value["number"], 1 << 31), _size(value["status"], 599)
    return Result(read_uuid(value["dossier"]), number, _name(value["hash"]), status, body)


def _name(value: Any) -> str:
    """It becomes the name of a file, so it is nothing but a sha256."""
    if not isinstance(value, str) or len(value) != 64 or not _HEX.issuperset(value):
        raise TypeError("not a sha256")
    return value


def _size(value: Any, most: int) -> int:
    if type(value) is not int or not 0 < value <= most:
        raise TypeError(f"not a number from 1 to {most}")
    return value


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError(f"not a list of at most {most}")
    return value
