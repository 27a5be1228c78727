"""What the answers mean: each signed answer about a revision becomes one transaction in the outbox.

What the kiosk may show as *sent* comes from `read_ack` alone; statuses only choose the next step (table in
docs/protocol.md).
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Generic, TypeVar

from nacl.signing import VerifyKey

from sync import worklist
from sync.connection import Call, Connection
from sync.contract import Sink
from sync.errors import TransportError
from sync.holds import Holds
from sync.outbox import Key
from sync.protocol.answers import Ack, read_ack
from sync.protocol.encoding import read_json_object
from sync.protocol.errors import MalformedError, ProtocolError
from sync.results import Results
from sync.transport import Answer
from sync.worklist import Ask, Letter

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

OK, CREATED, NOT_FOUND, MISSING = 200, 201, 404, 424
# What the portal says of bytes that were changed on the way, too; so it gets to read them again before they are parked.
_UNREADABLE = (400, 422)
_READ_AGAIN = 2


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


class Books(Holds, Generic[D]):
    """The engine's books: who sits out, what became of each revision.

    Attributes:
        report: of the cycle that runs.
    """

    def __init__(
        self,
        call: Call[D],
        portal_key: VerifyKey,
        sink: Sink[D],
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        random: Random | None = None,
    ) -> None:
        super().__init__(monotonic, random)
        self._call = call
        self._key = portal_key
        self._sink = sink
        self._now = now
        self._unread: dict[Key, int] = {}
        self.report = Report()

    def went_well(self, key: Key) -> None:
        """Its failures are forgotten."""
        super().went_well(key)
        self._unread.pop(key, None)

    def told(self, work: Ask, answer: Answer) -> None:
        if answer.status == NOT_FOUND:
            self._call(lambda db: worklist.back_to_waiting(db, work.key, at=self._now()))
        else:
            self.believe(work.key, work.hash, answer.body)

    def settle_all(self, letters: Sequence[Letter], results: Results) -> None:
        """The acknowledgements of a bulk in one transaction; whatever else was answered one by one."""
        proved = {
            letter.key: (ack, proof)
            for letter, found in zip(letters, results.proofs(self._key), strict=True)
            if found is not None
            for ack, proof in [found]
            if (ack.dossier, ack.number, ack.hash) == (str(letter.key[0]), letter.key[1], letter.hash)
        }

        def settle(db: D) -> None:
            with db.atomic():
                worklist.acknowledge_all(db, proved.values(), at=self._now())
                for ack, _ in proved.values():
                    self._sink.acknowledged(db, ack)

        try:
            if proved:
                self._call(settle)
        except Exception as error:  # noqa: BLE001 - one by one, so that only the one at fault is held back
            log.error("a bulk is settled one by one: %s", type(error).__name__)
            self._settle_each({letter.key: letter for letter in letters}, proved)
        else:
            self.report.acknowledged += len(proved)
        if len(proved) < len(letters):
            for letter, answer in zip(letters, results.answers(), strict=True):
                if letter.key not in proved:
                    self.settle(letter, answer)

    def _settle_each(self, letters: Mapping[Key, Letter], proved: Mapping[Key, tuple[Ack, bytes]]) -> None:
        for key, (_, proof) in proved.items():
            self.believe(key, letters[key].hash, proof)

    def settle(self, letter: Letter, answer: Answer) -> None:
        """What the signed answer to one revision means for it."""
        key, status = letter.key, answer.status
        if status in (OK, CREATED):
            self.believe(key, letter.hash, answer.body)
        elif status == MISSING:
            self.missing(key, answer)
        elif status == NOT_FOUND and letter.held:
            self._call(lambda db: worklist.back_to_waiting(db, key, at=self._now()))  # it was held for long enough
        elif status in _UNREADABLE and self._unread.get(key, 0) < _READ_AGAIN:
            self._unread[key] = self._unread.get(key, 0) + 1
            log.warning("revision %s/%s was refused as %s: once more", *key, answer.problem)
            self._call(lambda db: worklist.back_to_waiting(db, key, at=self._now()))
            self.hold(key)
        elif 400 <= status < 500:
            self.park(key, answer.problem)
        else:
            self._call(lambda db: worklist.mark_unknown(db, [key], at=self._now()))
            self.hold(key)

    def _read(self, key: Key, body: bytes) -> Ack | None:
        """The acknowledgement in body, when it is signed and speaks of this revision."""
        try:
            ack = read_ack(body, self._key)
        except ProtocolError as error:
            log.error("the acknowledgement of %s/%s cannot be read: %s", *key, error)
            return None
        return ack if (ack.dossier, ack.number) == (str(key[0]), key[1]) else None

    def believe(self, key: Key, digest: str, body: bytes) -> None:
        """An acknowledgement counts when it is signed and names our bytes; signed for other bytes, it is a conflict."""
        ack = self._read(key, body)
        if ack is None:
            self._call(lambda db: worklist.doubt(db, key, at=self._now()))
            self.hold(key)
        elif ack.hash != digest:
            self.park(key, "other-bytes")
        else:
            self._keep(key, ack, body)

    def _keep(self, key: Key, ack: Ack, proof: bytes) -> None:
        def settle(db: D) -> None:
            with db.atomic():
                worklist.acknowledge(db, key, ack, proof, at=self._now())
                self._sink.acknowledged(db, ack)

        self._commit(key, settle)
        self.report.acknowledged += 1

    def park(self, key: Key, reason: str) -> None:
        def settle(db: D) -> None:
            with db.atomic():
                worklist.park(db, key, reason, at=self._now())
                self._sink.parked(db, *key, reason)

        log.warning("revision %s/%s is parked: %s", *key, reason)
        self._commit(key, settle)
        self.report.parked += 1

    def _commit(self, key: Key, settle: Callable[[D], None]) -> None:
        try:
            self._call(settle)
        except Exception:
            self.hold(key)  # a fault of ours with this one must not keep the others from being sent
            raise
        self.went_well(key)

    def missing(self, key: Key, answer: Answer) -> None:
        try:
            value = read_json_object(answer.body)
        except MalformedError:
            value = {}
        named, held = value.get("missing"), value.get("held") is True
        hashes = {text for text in named if isinstance(text, str)} if isinstance(named, list) else set()
        first = self._call(lambda db: worklist.mark_missing(db, key, hashes, body_held=held, at=self._now()))
        if first is None:
            self.park(key, "missing-attachments")
        elif not first:
            self.hold(key)  # it said so before, and they went up: do not go round in circles
