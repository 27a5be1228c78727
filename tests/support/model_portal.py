"""The other end of docs/protocol.md in memory, with a real key: small enough to be checked by eye.

It serves three kinds of tests: behind a real socket (tests.support.http_portal), as the portal of the stateful model,
and as the witness of what arrived. The portal that communes run is sync/portal; it has its own end-to-end tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from nacl.public import PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey

from sync.protocol.answers import (
    NONCE_HEADER,
    SIGNATURE_HEADER,
    Ack,
    read_ack,
    sign_ack,
    sign_acks,
    sign_response,
)
from sync.protocol.batch import check_batch
from sync.protocol.changes import Event, Page, write_page
from sync.protocol.encoding import canonical_json, from_base64, hash_of, read_json_object, to_base64, to_instant
from sync.protocol.errors import MalformedError, ProtocolError
from sync.protocol.notices import read_batch, read_notice
from sync.protocol.revision import check_signature, open_content, read_revision
from sync.states import DossierState
from tests.support.revisions import KioskKeys

TOKEN = "token-of-the-model"


@dataclass(frozen=True)
class Reply:
    """An answer, signed already."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def _nothing(path: str) -> bytes | None:
    """A portal that publishes no catalogue."""
    return None


@dataclass
class ModelPortal:
    """A portal with one kiosk, or with colleagues of it that share its token.

    pieces: uploads under way. held: bodies that wait for attachments. blob_bytes: of attachments, however often.
    revisions: (dossier, number) → body; stored_times counts how often each was inserted. busy: the next so many
    requests are answered 503. batches: whether it knows of a signature over a whole bulk. trouble: status to answer
    instead, by (method, start of the target).
    """

    kiosk: KioskKeys
    colleagues: tuple[KioskKeys, ...] = ()
    sign_key: SigningKey = field(default_factory=SigningKey.generate)
    box_key: PrivateKey = field(default_factory=PrivateKey.generate)
    epoch: str = "epoch-1"
    revisions: dict[tuple[UUID, int], bytes] = field(default_factory=dict)
    stored_times: dict[tuple[UUID, int], int] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    pieces: dict[str, bytes] = field(default_factory=dict)
    held: dict[str, bytes] = field(default_factory=dict)
    blob_bytes: int = 0
    events: list[Event] = field(default_factory=list)
    catalogue: Callable[[str], bytes | None] = _nothing
    received: set[UUID] = field(default_factory=set)
    revoked: bool = False
    busy: int = 0
    retry_after: str = "7"
    trouble: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    bulk: bool = True
    batches: bool = True
    bulk_limit: int = 8 << 20
    largest_blob: int = 12 << 20
    notices: dict[UUID, tuple[str, Any]] = field(default_factory=dict)
    notices_limit: int = 512 << 10
    code: str = "ENROL-ME"
    now: datetime | None = None
    requests: list[tuple[str, str]] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)

    @property
    def public_keys(self) -> tuple[VerifyKey, PublicKey]:
        """What a kiosk knows of it after enrolment."""
        return self.sign_key.verify_key, self.box_key.public_key

    def handle(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """What the portal answers, and the effect it has."""
        with self.lock:
            self.requests.append((method, target))
            try:
                status, value, more = self._answer(method, target, headers, body)
            except (ValueError, KeyError, TypeError):  # bytes that were changed on the way
                status, value, more = 400, {"type": "malformed"}, {}
        content = value if isinstance(value, bytes) else canonical_json(value)
        if method == "HEAD":
            content = b""
        signature = sign_response(self.sign_key, headers.get(NONCE_HEADER, ""), method, target, status, content)
        return Reply(status, {SIGNATURE_HEADER: signature, "Content-Type": "application/json", **more}, content)

    def _answer(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        path = urlsplit(target).path
        if self.busy:
            self.busy -= 1
            return 503, {"type": "busy"}, {"Retry-After": self.retry_after}
        for (verb, start), (status, kind) in self.trouble.items():
            if method == verb and path.startswith(start):
                return status, {"type": kind}, {}
        if path == "/v1/hello":
            return 200, self._hello(), {}
        if path == "/v1/enrol":
            return self._enrol(read_json_object(body))
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"type": "unknown-kiosk"}, {}
        if self.revoked:
            return 403, {"type": "revoked"}, {}
        return self._known(method, target, headers, body)

    def _known(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        parts = path.strip("/").split("/")
        match method, parts:
            case "PUT", ["v1", "dossiers", dossier, "revisions", number]:
                return self._put_one(body, (UUID(dossier), int(number)), query)
            case "GET", ["v1", "dossiers", dossier, "revisions", number]:
                stored = self.revisions.get((UUID(dossier), int(number)))
                return (404, {"type": "not-found"}, {}) if stored is None else (200, self.ack(stored), {})
            case "POST", ["v1", ("revisions" | "acknowledgements") as what] if self.bulk:
                return self._bulk(body) if what == "revisions" else self._asked(body)
            case _, ["v1", "attachments", name]:
                return self._blob(method, name, headers, body)
            case "POST", ["v1", "notices"]:
                return self._take_notices(body)
            case "GET", ["v1", "changes"]:
                return self._changes(query)
            case "GET", ["v1", "catalogue", *name]:
                found = self.catalogue("/".join(name))
                return (404, {"type": "not-found"}, {}) if found is None else (200, found, {})
            case _:
                return 404, {"type": "not-found"}, {}

    def _hello(self) -> dict[str, Any]:
        return {
            "portal": "http://portal",
            "epoch": self.epoch,
            "now": to_instant(self.now or datetime.now(UTC)),
            "sign_key": to_base64(bytes(self.sign_key.verify_key)),
            "box_key": to_base64(bytes(self.box_key.public_key)),
        }

    def _enrol(self, asked: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        if asked["code"] != self.code:
            return 404, {"type": "not-found"}, {}
        given = {"kiosk": self.kiosk.kiosk, "prefix": self.kiosk.prefix, "token": TOKEN, "site": "S1"}
        named = {"site_name": "Xã Thử Nghiệm", "portal_url": "", "epoch": self.epoch}
        return 201, {**self._hello(), **given, **named}, {}

    def put(self, body: bytes, key: tuple[UUID, int] | None = None) -> tuple[int, Any]:
        """One revision, by either form of the call."""
        try:
            revision = read_revision(body)
            known = {one.kiosk: one.sign_key.verify_key for one in (self.kiosk, *self.colleagues)}
            if revision.header.kiosk not in known:
                return 422, {"type": "wrong-kiosk"}
            check_signature(body, known[revision.header.kiosk])
            content = open_content(revision, [self.box_key])
        except ProtocolError as error:
            return 400, {"type": "malformed", "title": str(error)}
        header = revision.header
        named = header.dossier, header.number
        if key not in (None, named):
            return 400, {"type": "malformed"}
        if named in self.revisions:
            if self.revisions[named] == body:
                return 200, self.ack(body)
            return 409, {"type": "other-bytes", "hash": hash_of(self.revisions[named])}
        missing = [blob.sha256 for blob in header.attachments if blob.sha256 not in self.blobs]
        if missing:
            self.held[hash_of(body)] = body
            return 424, {"type": "missing-attachments", "missing": missing, "held": True}
        if header.dossier in self.received and not content.corrects:
            return 409, {"type": "already-received"}
        self.revisions[named] = body
        self.stored_times[named] = self.stored_times.get(named, 0) + 1
        return 201, self.ack(body)

    def ack(self, body: bytes) -> bytes:
        """The acknowledgement of a stored body."""
        header = read_revision(body).header
        at = datetime(2026, 11, 21, tzinfo=UTC)
        return sign_ack(Ack(str(header.dossier), header.number, hash_of(body), at), self.sign_key)

    def _bulk(self, body: bytes) -> tuple[int, Any, dict[str, str]]:
        if len(body) > self.bulk_limit:
            return 413, {"type": "too-large"}, {}
        call = read_json_object(body)
        together = "signature" in call and self.batches
        if together and not self._signed_together(call):
            return 422, {"type": "bad-signature"}, {}
        results = []
        for text in call["revisions"]:
            try:
                status, value = self.put(from_base64(text))
            except MalformedError:  # this one was changed on the way; the others are answered all the same
                status, value = 400, {"type": "malformed"}
            results.append({"status": status, "body": read_json_object(value) if isinstance(value, bytes) else value})
        stored = [result for result in results if result["status"] in (200, 201)]
        if not together or not stored:
            return 200, {"results": results}, {}
        acks = [read_ack(canonical_json(result["body"]), self.sign_key.verify_key) for result in stored]
        bodies, signature = sign_acks(acks, self.sign_key)
        for result, one in zip(stored, bodies, strict=True):
            result["body"] = read_json_object(one)
        return 200, {"results": results, "signature": signature}, {}

    def _signed_together(self, call: dict[str, Any]) -> bool:
        """By the kiosk; the colleagues of the model have its token too."""
        for one in (self.kiosk, *self.colleagues):
            try:
                hashes = [hash_of(from_base64(text)) for text in call["revisions"]]
                check_batch(one.kiosk, hashes, call["signature"], one.sign_key.verify_key)
            except ProtocolError:
                continue
            return True
        return False

    def _put_one(
        self, body: bytes, key: tuple[UUID, int], query: dict[str, list[str]]
    ) -> tuple[int, Any, dict[str, str]]:
        if "held" in query and not body:
            if query["held"][0] not in self.held:
                return 404, {"type": "not-found"}, {}
            body = self.held[query["held"][0]]
        return *self.put(body, key), {}

    def _asked(self, body: bytes) -> tuple[int, Any, dict[str, str]]:
        results: list[dict[str, Any]] = []
        for one in read_json_object(body)["revisions"]:
            stored = self.revisions.get((UUID(one["dossier"]), one["number"]))
            known = None if stored is None else read_json_object(self.ack(stored))
            results.append({"status": 404 if known is None else 200, "body": known or {"type": "not-found"}})
        return 200, {"results": results}, {}

    def _blob(self, method: str, name: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, dict[str, str]]:
        whole = self.blobs.get(name)
        if method == "HEAD":
            there = whole if whole is not None else self.pieces.get(name)
            known = {"Upload-Offset": str(len(there or b"")), "Upload-Complete": "?0" if whole is None else "?1"}
            return (404, b"", {}) if there is None else (200, b"", known)
        if whole is not None:
            return 200, {"offset": len(whole), "complete": True}, {}
        before = self.pieces.get(name, b"")
        offset = int(headers.get("Upload-Offset", "0"))
        if method == "PATCH" and offset and not before:
            return 404, {"type": "not-found"}, {}
        last = headers.get("Upload-Complete", "?1") == "?1"
        if offset != len(before) and not (method == "PUT" and last):
            return 409, {"type": "wrong-offset", "offset": len(before)}, {}
        data = body if method == "PUT" and last else before + body
        if max(len(data), int(headers.get("Upload-Length", "0"))) > self.largest_blob:
            return 413, {"type": "too-large"}, {}
        self.blob_bytes += len(body)
        if not last:
            self.pieces[name] = data
            return 200, {"offset": len(data), "complete": False}, {}
        self.pieces.pop(name, None)
        if hash_of(data) != name:
            return 422, {"type": "bad-hash"}, {}
        self.blobs[name] = data
        return 201, {"offset": len(data), "complete": True}, {}

    def _take_notices(self, body: bytes) -> tuple[int, Any, dict[str, str]]:
        if len(body) > self.notices_limit:
            return 413, {"type": "too-large"}, {}
        results: list[dict[str, Any]] = []
        for line in read_batch(body):
            try:
                notice = read_notice(line)
            except MalformedError:
                results.append({"status": 400, "body": {"type": "malformed"}})
                continue
            results.append({"status": 200 if notice.id in self.notices else 201})
            self.notices.setdefault(notice.id, (notice.kind, notice.body))
        return 200, {"results": results}, {}

    def _changes(self, query: dict[str, list[str]]) -> tuple[int, Any, dict[str, str]]:
        after = int(query.get("after", ["0"])[0] or 0)
        limit = int(query.get("limit", ["100"])[0])
        rest = [event for event in self.events if event.id > after]
        shown = rest[:limit]
        following = str(shown[-1].id if shown else after)
        return 200, write_page(Page(self.epoch, tuple(shown), following, len(rest) > limit)), {}

    # What an officer does.

    def tell(self, dossier: UUID, kind: str = "state", **more: Any) -> Event:
        """Put an event into the feed."""
        event = Event(len(self.events) + 1, dossier, 1, kind, datetime(2026, 11, 22, tzinfo=UTC), **more)
        with self.lock:
            self.events.append(event)
            if event.state is DossierState.RECEIVED:
                self.received.add(dossier)
        return event

    def restore(self, revisions: dict[tuple[UUID, int], bytes], events: list[Event], blobs: dict[str, bytes]) -> None:
        """Back to a backup: a new epoch, the events counted anew."""
        with self.lock:
            self.epoch = f"epoch-{int(self.epoch.rpartition('-')[2]) + 1}"
            self.revisions, self.blobs = dict(revisions), dict(blobs)
            self.pieces, self.held = {}, {}
            self.events = [replace(event, id=number) for number, event in enumerate(events, start=1)]
            self.stored_times = dict.fromkeys(self.revisions, 1)
