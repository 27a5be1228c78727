"""The other end of docs/protocol.md in memory, with a real key: small enough to be checked by eye.

It serves three kinds of tests: behind a real socket (tests.support.http_portal), as the portal of the stateful model,
and as the witness of what arrived. The portal that communes run is sync/portal; it has its own end-to-end tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from nacl.public import PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey

from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER, Ack, sign_ack, sign_response
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


@dataclass
class ModelPortal:
    """A portal with one kiosk.

    revisions: (dossier, number) → body; stored_times counts how often each was inserted. busy: the next so many
    requests are answered 503. trouble: status to answer instead, by (method, start of the target).
    """

    kiosk: KioskKeys
    sign_key: SigningKey = field(default_factory=SigningKey.generate)
    box_key: PrivateKey = field(default_factory=PrivateKey.generate)
    epoch: str = "epoch-1"
    revisions: dict[tuple[UUID, int], bytes] = field(default_factory=dict)
    stored_times: dict[tuple[UUID, int], int] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    packs: dict[str, bytes] = field(default_factory=dict)
    received: set[UUID] = field(default_factory=set)
    revoked: bool = False
    busy: int = 0
    retry_after: str = "7"
    trouble: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    bulk: bool = True
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
            status, value, more = self._answer(method, target, headers, body)
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
        return self._known(method, path, parse_qs(urlsplit(target).query), body)

    def _known(
        self, method: str, path: str, query: dict[str, list[str]], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        parts = path.strip("/").split("/")
        match method, parts:
            case "PUT", ["v1", "dossiers", dossier, "revisions", number]:
                return *self.put(body, (UUID(dossier), int(number))), {}
            case "GET", ["v1", "dossiers", dossier, "revisions", number]:
                stored = self.revisions.get((UUID(dossier), int(number)))
                return (404, {"type": "not-found"}, {}) if stored is None else (200, self.ack(stored), {})
            case "POST", ["v1", "revisions"] if self.bulk:
                return self._bulk(body)
            case (("PUT" | "HEAD"), ["v1", "attachments", name]):
                return self._blob(method, name, body)
            case "POST", ["v1", "notices"]:
                return self._take_notices(body)
            case "GET", ["v1", "changes"]:
                return self._changes(query)
            case "GET", ["v1", "packs", *name]:
                return self._offer(name)
            case _:
                return 404, {"type": "not-found"}, {}

    def _offer(self, name: list[str]) -> tuple[int, Any, dict[str, str]]:
        if name:
            archive = self.packs.get(name[0])
            return (404, {"type": "not-found"}, {}) if archive is None else (200, archive, {})
        named = {"procedure": "1.001193", "version": "2026.1"}
        return 200, {"packs": [{**named, "sha256": name, "size": len(data)} for name, data in self.packs.items()]}, {}

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
            check_signature(body, self.kiosk.sign_key.verify_key)
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
            return 424, {"type": "missing-attachments", "missing": missing}
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
        results = []
        for text in read_json_object(body)["revisions"]:
            status, value = self.put(from_base64(text))
            results.append({"status": status, "body": read_json_object(value) if isinstance(value, bytes) else value})
        return 200, {"results": results}, {}

    def _blob(self, method: str, name: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        if method == "HEAD":
            known = name in self.blobs
            return (200, b"", {"Upload-Offset": str(len(self.blobs[name]))}) if known else (404, b"", {})
        if len(body) > self.largest_blob:
            return 413, {"type": "too-large"}, {}
        if hash_of(body) != name:
            return 422, {"type": "bad-hash"}, {}
        new = name not in self.blobs
        self.blobs[name] = body
        return (201 if new else 200), {}, {}

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
            self.events = [replace(event, id=number) for number, event in enumerate(events, start=1)]
            self.stored_times = dict.fromkeys(self.revisions, 1)
