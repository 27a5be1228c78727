"""Sends what the outbox holds for an OpenRosa server: the same rows, states, pauses and scheduler as for the portal.

waiting ─▶ sending ─▶ (requests) ─▶ acknowledged: the last request was answered with 201
                 ├─▶ unknown: a request broke off, or a part of it is there
                 └─▶ parked: the server refuses it, and a person has to look

Files that a request brought over are noted at once, so a line that breaks costs one request.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Generic, TypeVar

from sync.books import Report
from sync.connection import Call, Connection
from sync.contract import Sink
from sync.errors import Busy, NoAnswer, Refused, ShutOut, TransportError
from sync.holds import Holds
from sync.openrosa import queue
from sync.openrosa.queue import Instance
from sync.openrosa.server import Part, Server
from sync.outbox import Key
from sync.protocol.answers import Ack
from sync.protocol.errors import MalformedError
from sync.worklist import park

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

TOO_LARGE, LOST = "too-large", "attachment-lost"
_TOO_LARGE, _SERVER_TROUBLE = 413, 500
_ENVELOPE = 2048  # of the request, around the parts
_PER_PART = 512

Open = Callable[[Key, str], Part]
"""The picture of a revision, by the hash of its ciphertext, in the clear. Raises OSError when it is gone or damaged."""


class Sender(Generic[D]):
    """One server's end of the outbox. The database is never held while it waits for the server; used by one thread."""

    def __init__(  # noqa: PLR0913 - its surroundings, by name
        self,
        call: Call[D],
        server: Server,
        destination: str,
        sink: Sink[D],
        open_file: Open,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        random: Random | None = None,
    ) -> None:
        self._call = call
        self._server = server
        self._destination = destination
        self._sink = sink
        self._open = open_file
        self._now = now
        self._holds = Holds(monotonic, random)
        self._smaller: int | None = None

    def release(self) -> None:
        """A person wants everything tried now: forget who sits out."""
        self._holds.release()

    def cycle(self) -> Report:
        """Send what can go, oldest first. One that is refused holds no other up. Trouble of the line is in the report;
        anything else that is raised is a fault of ours or the disk's: what was under way is *unknown* from the next
        cycle on.
        """
        report = Report()
        self._call(lambda db: queue.recover(db, self._destination))
        try:
            self._work(report)
        except TransportError as failure:
            report.failure = failure
            report.contact = report.contact or not isinstance(failure, NoAnswer)
        except BaseException:
            self._call(lambda db: queue.recover(db, self._destination))
            raise
        report.again_in = self._holds.next_back()
        return report

    def _work(self, report: Report) -> None:
        where, limit = "", 0
        while (instance := self._claim()) is not None:
            key = instance.key
            try:
                if not where:
                    where, limit = self._ask()
                    report.contact = True
            except TransportError:
                self._put_back(key, may_be_there=instance.may_be_there)
                raise
            self._send(where, limit, instance, report)

    def _claim(self) -> Instance | None:
        held = self._holds.held()
        return self._call(lambda db: queue.claim(db, self._destination, at=self._now(), held=held))

    def _ask(self) -> tuple[str, int]:
        try:
            return self._server.ask()
        except MalformedError as error:
            raise Refused(204, "another-server") from error

    def _send(self, where: str, limit: int, instance: Instance, report: Report) -> None:
        """All of it; a refusal concerns this one alone. Raises NoAnswer, Busy, ShutOut."""
        key, began = instance.key, time.monotonic()
        partly = instance.may_be_there
        left = list(instance.files)
        try:
            while True:
                count = self._fitting(left, limit, len(instance.body))
                partly = self._post(where, instance, left[:count], more=count < len(left), partly=partly)
                del left[:count]
                if not left:
                    break
        except _Smaller:
            self._put_back(key, may_be_there=partly)
            return
        except OSError as error:
            log.error("a picture of %s/%s cannot be read: %s", *key, type(error).__name__)
            self._park(key, LOST, report)
        except NoAnswer as error:
            self._put_back(key, may_be_there=partly or not error.nothing_left)
            if not error.nothing_left:
                self._holds.hold(key)
            raise
        except (Busy, ShutOut):
            self._put_back(key, may_be_there=partly)
            raise
        except Refused as refused:
            self._refused(key, refused, report, partly=partly)
        else:
            self._settle(key, instance.hash, report)
            log.info("revision %s/%s is at the other server, %.0f ms", *key, (time.monotonic() - began) * 1000)

    def _post(self, where: str, instance: Instance, files: list[tuple[str, int]], *, more: bool, partly: bool) -> bool:
        """One request; whether a part of it is at the server now. Raises as Server.post, OSError and _Smaller."""
        parts = [self._open(instance.key, sha256) for sha256, _ in files]
        try:
            self._server.post(where, instance.body, parts, more=more)
        except Refused as refused:
            if refused.status != _TOO_LARGE or len(parts) < 2:
                raise
            # Something on the way takes less than the server says: half of it, from now on.
            self._smaller = sum(len(part.data) for part in parts) // 2 + len(instance.body) + _ENVELOPE
            raise _Smaller from refused
        if more:
            self._call(partial(queue.arrived, key=instance.key, files=[sha256 for sha256, _ in files]))
        return partly or more

    def _fitting(self, files: list[tuple[str, int]], limit: int, body: int) -> int:
        """How many files go into the next request, at least one when there is any. Sizes are those of ciphertexts."""
        room = min(limit, self._smaller or limit) - body - _ENVELOPE
        count = 0
        for _, size in files:
            room -= size + _PER_PART
            if count and room < 0:
                break
            count += 1
        return count

    def _refused(self, key: Key, refused: Refused, report: Report, *, partly: bool) -> None:
        if refused.status >= _SERVER_TROUBLE:
            log.warning("revision %s/%s waits: %s", *key, refused.reason)
            self._put_back(key, may_be_there=True)
            self._holds.hold(key)
            return
        if partly:
            log.warning("revision %s/%s was refused after a part of it had arrived", *key)
        self._park(key, TOO_LARGE if refused.status == _TOO_LARGE else refused.reason, report)

    def _put_back(self, key: Key, *, may_be_there: bool) -> None:
        self._call(lambda db: queue.put_back(db, key, at=self._now(), may_be_there=may_be_there))

    def _settle(self, key: Key, digest: str, report: Report) -> None:
        at = self._now()

        def settle(db: D) -> None:
            with db.atomic():
                queue.finished(db, key, at=at)
                # There is no signed word of this server's: what counts is that it answered 201 now.
                self._sink.acknowledged(db, Ack(str(key[0]), key[1], digest, at))

        self._call(settle)
        self._holds.went_well(key)
        report.acknowledged += 1

    def _park(self, key: Key, reason: str, report: Report) -> None:
        at = self._now()

        def settle(db: D) -> None:
            with db.atomic():
                park(db, key, reason, at=at)
                self._sink.parked(db, *key, reason)

        log.warning("revision %s/%s is parked: %s", *key, reason)
        self._call(settle)
        self._holds.went_well(key)
        report.parked += 1


class _Smaller(Exception):
    """The same again, in smaller requests."""
