"""The engine: one cycle of sending and fetching, over a transport and a database it never holds while it waits.

Each step is claim (one transaction, committed before a byte leaves) → request → settle (one transaction). What the
kiosk may show as *sent* comes from `read_ack` alone; statuses only choose the next step (table in docs/protocol.md).
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, BinaryIO, Generic, TypeVar

from nacl.signing import VerifyKey

from sync import clock, feed, notices, outbox, worklist
from sync.connection import Call, Connection
from sync.contract import Blobs, Sink
from sync.errors import Busy, NoAnswer, Refused, ShutOut, TransportError
from sync.outbox import Key
from sync.protocol.answers import Ack, read_ack
from sync.protocol.encoding import canonical_json, from_instant, hash_of, read_json_object, to_base64, to_instant
from sync.protocol.errors import MalformedError, ProtocolError
from sync.scheduler import backoff
from sync.transport import Answer, Exchange, expect
from sync.worklist import Ask, Letter, Send, Upload, Work

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

LAST_CONTACT = "last_contact"
HELLO_EVERY = 6 * 3600.0
_OK, _CREATED, _NOT_FOUND, _CONFLICT, _TOO_LARGE, _UNPROCESSABLE, _MISSING = 200, 201, 404, 409, 413, 422, 424


@dataclass(slots=True)
class Report:
    """What a cycle did. failure: why it ended early. again_in: seconds until a held-back revision is due."""

    acknowledged: int = 0
    parked: int = 0
    uploaded: int = 0
    applied: int = 0
    told: int = 0
    contact: bool = False
    failure: TransportError | None = None
    again_in: float | None = None


class SyncEngine(Generic[D]):
    """Sends what the outbox holds and applies what the feed brings.

    Attributes:
        clock_offset: what to add to this kiosk's clock; None until the portal told its own.
    """

    def __init__(  # noqa: PLR0913 - its surroundings, by name
        self,
        call: Call[D],
        transport: Exchange,
        portal_key: VerifyKey,
        sink: Sink[D],
        blobs: Blobs,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        random: Random | None = None,
        progress: Callable[[], None] = lambda: None,
    ) -> None:
        self._call = call
        self._transport = transport
        self._key = portal_key
        self._sink = sink
        self._blobs = blobs
        self._now = now
        self._monotonic = monotonic
        self._random = random or Random()  # noqa: S311 - jitter, not a secret
        self._progress = progress
        self._held: dict[Key, tuple[int, float]] = {}
        self._bulk = worklist.BULK_REVISIONS
        self._hello_due = 0.0
        self._report = Report()
        self.clock_offset: timedelta | None = None

    def start(self) -> None:
        """Once, before the first cycle: what was under way when the kiosk went off may have arrived."""
        self._call(worklist.recover)

    def release(self) -> None:
        """A person wants everything tried now: forget who sits out."""
        self._held.clear()

    def cycle(self) -> Report:
        """Everything that can be done now: ask, send, fetch the feed, upload. Ends at the first sign of trouble.

        Network trouble is in the report; anything else that is raised is a fault of ours, and the outbox is left so
        that nothing is lost and nothing is taken for sent.
        """
        self._report = report = Report()
        try:
            self._hello()
            self._work(uploads=False)
            trouble = self._fetch()
            refused = self._tell()
            self._work(uploads=True)
            for problem in (trouble, refused):
                if problem is not None:
                    raise problem
        except TransportError as failure:
            report.failure = failure
            report.contact = report.contact or not isinstance(failure, NoAnswer)
        except BaseException:
            self._call(worklist.recover)
            raise
        if report.contact:
            self._call(lambda db: outbox.set_note(db, LAST_CONTACT, to_instant(self._now())))
        now = self._monotonic()
        report.again_in = min((until - now for _, until in self._held.values() if until > now), default=None)
        return report

    def _exchange(self, method: str, target: str, body: bytes | None = None, *, limit: int = 1 << 20) -> Answer:
        answer = self._transport.exchange(method, target, body, limit=limit)
        self._report.contact = True
        return answer

    def _hello(self) -> None:
        if self._monotonic() < self._hello_due:
            return
        asked_at = self._now()
        answer = expect(self._exchange("GET", "/v1/hello"), _OK)
        try:
            value = read_json_object(answer.body)
            portal_now, epoch = from_instant(value["now"]), str(value["epoch"])
        except (MalformedError, KeyError) as error:
            raise Refused(_OK, "malformed-hello") from error
        # Before anything is sent: an acknowledgement counts for the epoch in which it was given.
        self._call(lambda db: feed.enter_epoch(db, epoch))
        self.clock_offset = clock.offset(asked_at, self._now(), portal_now)
        self._hello_due = self._monotonic() + HELLO_EVERY

    # Up.

    def _work(self, *, uploads: bool) -> None:
        while work := self._claim(uploads=uploads):
            if isinstance(work, Ask):
                self._ask(work)
            elif isinstance(work, Send):
                self._send(work.letters)
            else:
                self._upload(work)
            self._progress()

    def _claim(self, *, uploads: bool) -> Work | None:
        now = self._monotonic()
        held = {key for key, (_, until) in self._held.items() if until > now}
        return self._call(lambda db: worklist.claim(db, at=self._now(), held=held, bulk=self._bulk, uploads=uploads))

    def _hold(self, *keys: Key) -> None:
        """These sit out for a while, so that one that always fails holds up no other."""
        for key in keys:
            failures = self._held.get(key, (0, 0.0))[0] + 1
            self._held[key] = failures, self._monotonic() + backoff(failures, self._random)

    def _ask(self, work: Ask) -> None:
        """The way out of unknown."""
        try:
            answer = self._exchange("GET", _revision_path(work.key))
        except NoAnswer as error:
            if not error.nothing_left:
                self._hold(work.key)
            raise
        if answer.status == _NOT_FOUND:
            self._call(lambda db: worklist.back_to_waiting(db, work.key, at=self._now()))
        elif answer.status == _OK:
            self._believe(work.key, work.hash, answer.body)
        else:
            self._hold(work.key)
            raise Refused(answer.status, answer.problem)

    def _send(self, letters: tuple[Letter, ...]) -> None:
        keys = [letter.key for letter in letters]
        try:
            if len(letters) == 1:
                answer = self._exchange("PUT", _revision_path(keys[0]), letters[0].body)
                self._settle(letters[0], answer)
                _raise_unless_settled(answer)
            else:
                self._send_bulk(letters)
        except (Busy, ShutOut):
            self._call(lambda db: worklist.not_tried(db, keys, at=self._now()))
            raise
        except NoAnswer as error:
            undo = worklist.not_tried if error.nothing_left else worklist.mark_unknown
            self._call(lambda db: undo(db, keys, at=self._now()))
            if not error.nothing_left and len(keys) == 1:
                self._hold(*keys)
            raise

    def _send_bulk(self, letters: tuple[Letter, ...]) -> None:
        keys = [letter.key for letter in letters]
        body = canonical_json({"revisions": [to_base64(letter.body) for letter in letters]})
        answer = self._exchange("POST", "/v1/revisions", body, limit=4 << 20)
        if answer.status == _OK and (results := _results(answer, len(letters))) is not None:
            self._settle_all(list(zip(letters, results, strict=True)))
            return
        if 400 <= answer.status < 500:
            # Too large for something on the way, or a portal without the bulk form: smaller, down to one by one.
            self._bulk = self._bulk // 2 if answer.status == _TOO_LARGE else 1
            self._call(lambda db: worklist.not_tried(db, keys, at=self._now()))
            return
        self._bulk = 1
        self._call(lambda db: worklist.mark_unknown(db, keys, at=self._now()))
        raise Refused(answer.status, answer.problem)

    def _settle_all(self, answers: list[tuple[Letter, Answer]]) -> None:
        """The acknowledgements of a bulk in one transaction; whatever else was answered one by one."""
        proved = [
            (letter.key, ack, answer.body)
            for letter, answer in answers
            if answer.status in (_OK, _CREATED) and (ack := self._read(letter.key, answer.body))
            if ack.hash == letter.hash
        ]

        def settle(db: D) -> None:
            with db.atomic():
                for key, ack, proof in proved:
                    worklist.acknowledge(db, key, ack, proof, at=self._now())
                    self._sink.acknowledged(db, ack)

        try:
            self._call(settle)
        except Exception as error:  # noqa: BLE001 - one by one, so that only the one at fault is held back
            log.error("a bulk is settled one by one: %s", type(error).__name__)
            proved = []
        self._report.acknowledged += len(proved)
        done = {key for key, _, _ in proved}
        for letter, answer in answers:
            if letter.key not in done:
                self._settle(letter, answer)

    def _settle(self, letter: Letter, answer: Answer) -> None:
        """What the signed answer to one revision means for it."""
        key, status = letter.key, answer.status
        if status in (_OK, _CREATED):
            self._believe(key, letter.hash, answer.body)
        elif status == _MISSING:
            self._missing(key, answer)
        elif 400 <= status < 500:
            self._park(key, answer.problem)
        else:
            self._call(lambda db: worklist.mark_unknown(db, [key], at=self._now()))
            self._hold(key)

    def _read(self, key: Key, body: bytes) -> Ack | None:
        """The acknowledgement in body, when it is signed and speaks of this revision."""
        try:
            ack = read_ack(body, self._key)
        except ProtocolError as error:
            log.error("the acknowledgement of %s/%s cannot be read: %s", *key, error)
            return None
        return ack if (ack.dossier, ack.number) == (str(key[0]), key[1]) else None

    def _believe(self, key: Key, digest: str, body: bytes) -> None:
        """An acknowledgement counts when it is signed and names our bytes; signed for other bytes, it is a conflict."""
        ack = self._read(key, body)
        if ack is None:
            self._call(lambda db: worklist.doubt(db, key, at=self._now()))
            self._hold(key)
        elif ack.hash != digest:
            self._park(key, "other-bytes")
        else:
            self._keep(key, ack, body)

    def _keep(self, key: Key, ack: Ack, proof: bytes) -> None:
        def settle(db: D) -> None:
            with db.atomic():
                worklist.acknowledge(db, key, ack, proof, at=self._now())
                self._sink.acknowledged(db, ack)

        self._commit(key, settle)
        self._report.acknowledged += 1

    def _park(self, key: Key, reason: str) -> None:
        def settle(db: D) -> None:
            with db.atomic():
                worklist.park(db, key, reason, at=self._now())
                self._sink.parked(db, *key, reason)

        log.warning("revision %s/%s is parked: %s", *key, reason)
        self._commit(key, settle)
        self._report.parked += 1

    def _commit(self, key: Key, settle: Callable[[D], None]) -> None:
        try:
            self._call(settle)
        except Exception:
            self._hold(key)  # a fault of ours with this one must not keep the others from being sent
            raise
        self._held.pop(key, None)

    def _missing(self, key: Key, answer: Answer) -> None:
        try:
            named = read_json_object(answer.body).get("missing")
        except MalformedError:
            named = None
        hashes = {text for text in named if isinstance(text, str)} if isinstance(named, list) else set()
        first = self._call(lambda db: worklist.mark_missing(db, key, hashes, at=self._now()))
        if first is None:
            self._park(key, "missing-attachments")
        elif not first:
            self._hold(key)  # it said so before, and they went up: do not go round in circles

    def _upload(self, work: Upload) -> None:
        try:
            file = self._blobs.open(work.sha256)
        except OSError as error:
            log.error("attachment %s cannot be read: %s", work.sha256[:16], type(error).__name__)
            self._park(work.key, "attachment-lost")
            return
        try:
            with file:
                answer = self._put_blob(work, file)
        except NoAnswer as error:
            if not error.nothing_left:
                self._hold(work.key)
            raise
        if answer.status in (_OK, _CREATED):
            self._call(lambda db: worklist.uploaded(db, work.sha256))
            self._held.pop(work.key, None)
            self._report.uploaded += 1
        elif answer.status == _UNPROCESSABLE and answer.problem == "bad-hash" and self._is_whole(work.sha256):
            self._hold(work.key)  # it was changed on the way
        elif 400 <= answer.status < 500:
            self._park(work.key, answer.problem)
        else:
            self._hold(work.key)
            raise Refused(answer.status, answer.problem)

    def _put_blob(self, work: Upload, file: BinaryIO) -> Answer:
        target = f"/v1/attachments/{work.sha256}"
        if work.tried:
            answer = self._exchange("HEAD", target)
            if answer.status != _NOT_FOUND:
                return answer
        answer = self._transport.exchange("PUT", target, file, size=work.size)
        self._report.contact = True
        return answer

    def _is_whole(self, sha256: str) -> bool:
        with self._blobs.open(sha256) as file:
            return hash_of(file.read()) == sha256

    def _tell(self) -> Refused | None:
        """Notices. A portal that cannot take them gets the scans all the same."""
        try:
            self._report.told = notices.send(self._call, self._exchange, self._progress)
        except Refused as refused:
            return refused
        return None

    # Down.

    def _fetch(self) -> Exception | None:
        """The feed. Trouble with what it says is handed back, so that scans go up all the same."""
        try:
            if feed.fetch(self._call, self._exchange, self._sink, self._resolve, self._count_applied, self._now):
                self._work(uploads=False)
        except (NoAnswer, Busy, ShutOut):
            raise
        except Exception as error:  # noqa: BLE001 - raised at the end of the cycle
            return error
        return None

    def _resolve(self, asks: Iterable[Ask]) -> None:
        for work in asks:
            self._ask(work)

    def _count_applied(self, events: int) -> None:
        self._report.applied += events


def _revision_path(key: Key) -> str:
    return f"/v1/dossiers/{key[0]}/revisions/{key[1]}"


def _raise_unless_settled(answer: Answer) -> None:
    """A portal in trouble with one revision is in trouble with the next: leave it alone for a while."""
    if not (answer.status in (_OK, _CREATED) or 400 <= answer.status < 500):
        raise Refused(answer.status, answer.problem)


def _results(answer: Answer, expected: int) -> list[Answer] | None:
    """The single answers in a bulk answer; None when they do not match what was sent."""
    try:
        results: Any = read_json_object(answer.body)["results"]
        if len(results) != expected:
            return None
        return [Answer(int(one["status"]), canonical_json(one["body"]), {}) for one in results]
    except (MalformedError, KeyError, TypeError, ValueError):
        return None
