"""The engine: one cycle of sending and fetching, over a transport and a database it never holds while it waits.

Each step is claim (one transaction, committed before a byte leaves) → request → settle (one transaction). What the
kiosk may show as *sent* comes from `read_ack` alone; statuses only choose the next step (table in docs/protocol.md).
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Generic, TypeVar

from nacl.signing import VerifyKey

from sync import clock, feed, notices, outbox, worklist
from sync.books import CREATED, NOT_FOUND, OK, Books, Report
from sync.connection import Call, Connection
from sync.contract import Blobs, Sink
from sync.errors import Busy, NoAnswer, Refused, ShutOut, TransportError
from sync.outbox import Key
from sync.protocol.batch import Signer
from sync.protocol.encoding import canonical_json, from_instant, hash_of, read_json_object, to_base64, to_instant
from sync.protocol.errors import MalformedError
from sync.results import Results, read_results
from sync.transport import DEFAULT_LIMIT, Answer, Exchange, expect
from sync.uploads import Uploads
from sync.worklist import Ask, AskAll, Letter, Send, Upload, Work

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

LAST_CONTACT = "last_contact"
HELLO_EVERY = 6 * 3600.0
_SMALL_BULK = 10
_TOO_LARGE, _UNPROCESSABLE = 413, 422


def one_thread() -> Executor:
    """What a kiosk sends a long backlog with."""
    return ThreadPoolExecutor(1, "sync-calls")


class SyncEngine(Generic[D]):
    """Sends what the outbox holds and applies what the feed brings.

    signer: signs bulk calls as one; without it the portal checks each revision's own signature. beside: what runs the
    calls of a long backlog.

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
        signer: Signer | None = None,
        beside: Callable[[], Executor] = one_thread,
    ) -> None:
        self._call = call
        self._transport = transport
        self._sink = sink
        self._blobs = blobs
        self._now = now
        self._monotonic = monotonic
        self._progress = progress
        self._signer = signer
        self._beside = beside
        self._books = Books(call, portal_key, sink, now, monotonic, random)
        self._bulk = worklist.BULK_REVISIONS
        self._asks_in_bulk = True
        self._uploads = Uploads(self._exchange, blobs, monotonic)
        self._hello_due = 0.0
        self.clock_offset: timedelta | None = None

    def start(self) -> None:
        """Once, before the first cycle: what was under way when the kiosk went off may have arrived."""
        self._call(worklist.recover)

    def release(self) -> None:
        """A person wants everything tried now: forget who sits out."""
        self._books.release()

    def cycle(self) -> Report:
        """Everything that can be done now: ask, send, fetch the feed, upload. Ends at the first sign of trouble.

        Network trouble is in the report; anything else that is raised is a fault of ours or the disk's: what was under
        way is *unknown* from the next cycle on, so nothing is lost and nothing is taken for sent.
        """
        self._books.report = report = Report()
        # When the disk was full, or a fault of ours struck, nobody could note how the last cycle's requests ended.
        self._call(worklist.recover)
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
        report.again_in = self._books.next_back()
        return report

    def _exchange(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        *,
        limit: int = DEFAULT_LIMIT,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        answer = self._transport.exchange(method, target, body, limit=limit, headers=headers)
        self._books.report.contact = True
        return answer

    def _hello(self) -> None:
        if self._monotonic() < self._hello_due:
            return
        asked_at = self._now()
        answer = expect(self._exchange("GET", "/v1/hello"), OK)
        try:
            value = read_json_object(answer.body)
            portal_now, epoch = from_instant(value["now"]), str(value["epoch"])
        except (MalformedError, KeyError) as error:
            raise Refused(OK, "malformed-hello") from error
        # Before anything is sent: an acknowledgement counts for the epoch in which it was given.
        self._call(lambda db: feed.enter_epoch(db, epoch))
        self.clock_offset = clock.offset(asked_at, self._now(), portal_now)
        self._hello_due = self._monotonic() + HELLO_EVERY
        self._bulk, self._asks_in_bulk = worklist.BULK_REVISIONS, True

    # Up.

    def _work(self, *, uploads: bool) -> None:
        while work := self._claim(uploads=uploads):
            if isinstance(work, AskAll):
                self._ask_all(work.asks)
            elif isinstance(work, Send):
                self._send(work.letters)
            else:
                self._upload(work)
            self._progress()

    def _claim(self, *, uploads: bool) -> Work | None:
        held = self._books.held()
        return self._call(lambda db: worklist.claim(db, at=self._now(), held=held, bulk=self._bulk, uploads=uploads))

    def _ask_all(self, asks: tuple[Ask, ...]) -> None:
        """The way out of unknown, in one call when there are several."""
        if len(asks) < 2 or not self._asks_in_bulk:
            for work in asks:
                self._ask(work)
            return
        named = [{"dossier": str(work.key[0]), "number": work.key[1]} for work in asks]
        self._asks_in_bulk = False  # unless it goes well: one that breaks the call must not take the others with it
        answer = self._exchange("POST", "/v1/acknowledgements", canonical_json({"revisions": named}))
        results = read_results(answer.body, len(asks)) if answer.status == OK else None
        if results is None:
            log.warning("asking in bulk was answered with %s", answer.status)
            return
        self._asks_in_bulk = True
        for work, result in zip(asks, results.answers(), strict=True):
            if result.status in (OK, NOT_FOUND):
                self._books.told(work, result)
            else:
                self._books.hold(work.key)

    def _ask(self, work: Ask) -> None:
        try:
            answer = self._exchange("GET", _revision_path(work.key))
        except NoAnswer as error:
            if not error.nothing_left:
                self._books.hold(work.key)
            raise
        if answer.status not in (OK, NOT_FOUND):
            self._books.hold(work.key)
            raise Refused(answer.status, answer.problem)
        self._books.told(work, answer)

    def _send(self, letters: tuple[Letter, ...]) -> None:
        following = self._claim_more() if len(letters) > 1 else ()
        if following:
            self._drain(letters, following)
            return
        with self._undone(letters):
            if len(letters) > 1:
                results = self._accepted(letters, self._post(letters))
            else:
                answer = self._put(letters[0])
                self._books.settle(letters[0], answer)
                _raise_unless_settled(answer)
                return
        if results is not None:
            self._books.settle_all(letters, results)

    def _drain(self, letters: tuple[Letter, ...], following: tuple[Letter, ...]) -> None:
        """A long backlog: while the portal works on one call, what it said of the last is noted and the next claimed.

        The calls go one after the other, in a thread that does nothing else; the outbox is this thread's alone. What is
        raised here leaves only when no call is under way any more.
        """
        with self._beside() as beside:
            call = beside.submit(self._post, letters)
            while True:
                results = None
                try:
                    with self._undone(letters):
                        results = self._accepted(letters, call.result())
                finally:
                    if results is None and following:
                        self._not_tried(following)
                if results is None:
                    return
                if following:
                    call = beside.submit(self._post, following)
                self._books.settle_all(letters, results)
                self._progress()
                if not following:
                    return
                letters, following = following, self._claim_more()

    def _claim_more(self) -> tuple[Letter, ...]:
        held = self._books.held()
        more = self._call(lambda db: worklist.claim_more(db, at=self._now(), held=held, bulk=self._bulk))
        return () if more is None else more.letters

    def _not_tried(self, letters: tuple[Letter, ...]) -> None:
        keys = [letter.key for letter in letters]
        self._call(lambda db: worklist.not_tried(db, keys, at=self._now()))

    @contextmanager
    def _undone(self, letters: tuple[Letter, ...]) -> Iterator[None]:
        """A request about these: when it comes to nothing, they are waiting again, or unknown."""
        keys = [letter.key for letter in letters]
        try:
            yield
        except (Busy, ShutOut):
            self._not_tried(letters)
            raise
        except NoAnswer as error:
            if error.nothing_left:
                self._not_tried(letters)
                raise
            self._call(lambda db: worklist.mark_unknown(db, keys, at=self._now()))
            if len(keys) == 1:
                self._books.hold(*keys)
            else:
                self._bulk = max(_SMALL_BULK, self._bulk // 2)
            raise

    def _put(self, letter: Letter) -> Answer:
        if letter.held:
            return self._exchange("PUT", f"{_revision_path(letter.key)}?held={letter.hash}", b"")
        return self._exchange("PUT", _revision_path(letter.key), letter.body)

    def _post(self, letters: tuple[Letter, ...]) -> Answer:
        return self._exchange("POST", "/v1/revisions", self._bulk_call(letters), limit=4 << 20)

    def _accepted(self, letters: tuple[Letter, ...], answer: Answer) -> Results | None:
        """What the portal says of each; None when it refused the call as a whole. Raises Refused for a fault of its."""
        if answer.status == OK and (results := read_results(answer.body, len(letters))) is not None:
            self._bulk = min(worklist.BULK_REVISIONS, self._bulk * 2)
            return results
        if 400 <= answer.status < 500:
            # Too large for something on the way, or changed there so that the one signature over all of it does not
            # fit, or a portal without the bulk form: smaller, down to one by one.
            self._bulk = self._bulk // 2 if answer.status in (_TOO_LARGE, _UNPROCESSABLE) else 1
            self._not_tried(letters)
            return None
        self._bulk = max(_SMALL_BULK, self._bulk // 2)
        keys = [letter.key for letter in letters]
        self._call(lambda db: worklist.mark_unknown(db, keys, at=self._now()))
        raise Refused(answer.status, answer.problem)

    def _bulk_call(self, letters: tuple[Letter, ...]) -> bytes:
        call: dict[str, Any] = {"revisions": [to_base64(letter.body) for letter in letters]}
        if self._signer is not None:
            call["signature"] = self._signer.sign([letter.hash for letter in letters])
        return canonical_json(call)

    def _upload(self, work: Upload) -> None:
        """One piece of an attachment."""
        try:
            answer = self._uploads.step(work)
        except OSError as error:
            log.error("attachment %s cannot be read: %s", work.sha256[:16], type(error).__name__)
            self._books.park(work.key, "attachment-lost")
            return
        except NoAnswer as error:
            if not error.nothing_left:
                self._books.hold(work.key)
            raise
        except Refused:
            self._books.hold(work.key)
            raise
        if answer is None:
            return
        if answer.status in (OK, CREATED):
            self._call(lambda db: worklist.uploaded(db, work.sha256))
            self._books.went_well(work.key)
            self._books.report.uploaded += 1
        elif answer.status == _UNPROCESSABLE and answer.problem == "bad-hash" and self._is_whole(work.sha256):
            self._books.hold(work.key)  # it was changed on the way
        elif 400 <= answer.status < 500:
            self._books.park(work.key, answer.problem)
        else:
            self._books.hold(work.key)
            raise Refused(answer.status, answer.problem)

    def _is_whole(self, sha256: str) -> bool:
        with self._blobs.open(sha256) as file:
            return hash_of(file.read()) == sha256

    def _tell(self) -> Refused | None:
        """Notices. A portal that cannot take them gets the scans all the same."""
        try:
            self._books.report.told = notices.send(self._call, self._exchange, self._progress)
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
        self._ask_all(tuple(asks))

    def _count_applied(self, events: int) -> None:
        self._books.report.applied += events


def _revision_path(key: Key) -> str:
    return f"/v1/dossiers/{key[0]}/revisions/{key[1]}"


def _raise_unless_settled(answer: Answer) -> None:
    """A portal in trouble with one revision is in trouble with the next: leave it alone for a while."""
    if not (answer.status in (OK, CREATED) or 400 <= answer.status < 500):
        raise Refused(answer.status, answer.problem)
