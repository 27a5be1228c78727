"""One kiosk of ``kiosk simulate``: the real kiosk on a line with planned faults, in a process that may be killed.

    python -m kiosk.simulation '{"home": …, "url": …, "code": …, "dossiers": 100, "seed": 1, "faults": ["drop", …]}'

What a resident was promised goes into a ledger outside the store, with fsync, right after finalising returned: it is
what the portal's database is compared with in the end. Time does not pass by itself: waiting moves a clock of our own,
so that back-offs cost nothing and jumps of the wall clock can be planned.
"""

import json
import logging
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from kiosk.app import Kiosk
from kiosk.errors import KioskError
from kiosk.store.driver import Database
from kiosk.types import ConsentGiven
from sync import outbox
from sync.engine import SyncEngine
from sync.errors import Refused, TransportError
from sync.protocol.batch import Signer
from sync.scheduler import Scheduler
from sync.simulation.faults import LINE_FAULTS, FaultyAdapter, Plan
from sync.states import SendState
from sync.transport import Pace, Transport

_LOG = logging.getLogger(__name__)

CLOCK = "clock"
DISK_FULL = "disk-full"
PROCEDURE = "1.001193"
_RATE = 0.25
_PORTAL_WITHIN = 60.0
_PICTURES = 0.1
_SECOND_THOUGHTS = 0.1
_CONSENT = ConsentGiven("simulation", "vi", ("thử máy",), "Dữ liệu thử, không phải của ai.")
_JUMPS = (timedelta(days=-1000), timedelta(hours=-3), timedelta(0), timedelta(minutes=7), timedelta(days=1000))


@dataclass
class Clock:
    """A wall clock that jumps and a monotonic one that moves when somebody waits."""

    offset: timedelta = timedelta(0)
    passed: float = 0.0

    def now(self) -> datetime:
        """By the wall clock of the moment."""
        return datetime.now(UTC) + self.offset

    def monotonic(self) -> float:
        """Seconds, waiting included."""
        return time.monotonic() + self.passed


@dataclass
class Asked:
    """What the process is told. ledger, report: files. dossiers: how many in all, over all starts.

    synchronous: the store's PRAGMA; anything but FULL loses promises when the power goes.
    """

    home: Path
    ledger: Path
    report: Path
    url: str
    code: str
    dossiers: int
    seed: int
    start: int
    faults: tuple[str, ...] = field(default=())
    synchronous: str = "FULL"


class Simulated:
    """A kiosk that makes dossiers and sends them until nothing is left to send."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        # Another sequence after each start, or the same fault would strike at the same place for ever.
        self._random = Random(f"{asked.seed} {asked.home.name} {asked.start}")  # noqa: S311 - a plan, not a secret
        self._clock = Clock()
        self._struck = os.open(asked.report.with_suffix(".faults"), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._kiosk = Kiosk.open(asked.home, now=self._clock.now)
        self._kiosk.store.call(lambda db: db.execute(f"PRAGMA synchronous = {asked.synchronous}"))
        if not self._kiosk.identity.enrolled:
            self._enrol()
        self._plan = Plan(self._random, tuple(kind for kind in LINE_FAULTS if kind in asked.faults), _RATE, self._note)
        identity = self._kiosk.identity
        self._transport = Transport(
            identity.portal_url,
            identity.token,
            identity.portal_sign_key,
            pace=Pace(connect=5, read=20, patience=60),
            adapter=lambda wire: FaultyAdapter(wire, self._plan),
        )
        self._engine = SyncEngine(
            self._kiosk.store.call,
            self._transport,
            identity.portal_sign_key,
            self._kiosk.dossiers,
            self._kiosk.attachments,
            now=self._clock.now,
            monotonic=self._clock.monotonic,
            random=self._random,
            signer=Signer(identity.kiosk_id, identity.sign_key),
        )
        self._scheduler = Scheduler(identity.kiosk_id, self._random)

    def _enrol(self) -> None:
        """The portal may be on its way up, or down for a moment."""
        asked, end = self._asked, time.monotonic() + _PORTAL_WITHIN
        while True:
            try:
                self._kiosk.identity.join(asked.url, asked.code, asked.home.name)
            except TransportError as failure:
                if time.monotonic() > end or (isinstance(failure, Refused) and failure.status < 500):
                    raise
                time.sleep(0.05)
            else:
                return

    def _note(self, kind: str) -> None:
        """A fault strikes; noted outside, so that the count survives this process."""
        os.write(self._struck, f"{kind}\n".encode())

    def run(self) -> None:
        """Make what is missing, send everything, write the report."""
        self._engine.start()
        self._scheduler.start(self._clock.monotonic(), self._clock.now(), None)
        while (made := self._made()) < self._asked.dossiers:
            for _ in range(min(self._random.randint(1, 40), self._asked.dossiers - made)):
                self._finish_one()
            self._cycle()
        while self._open():
            self._cycle()
        self._write_report()
        self._transport.close()
        self._kiosk.close()

    def _made(self) -> int:
        return self._kiosk.store.call(
            lambda db: int(db.execute("SELECT count(*) FROM dossier WHERE number > 0").fetchone()[0])
        )

    def _open(self) -> int:
        counts = self._kiosk.store.call(outbox.counts)
        return counts.waiting + counts.sending + counts.unknown

    def _finish_one(self) -> None:
        kiosk, random = self._kiosk, self._random
        answers = b"<data><name>%s</name></data>" % random.randbytes(300).hex().encode()
        draft = kiosk.drafts.start(kiosk.catalogue.pack(PROCEDURE), "vi", _CONSENT)
        kiosk.drafts.save(draft.dossier, answers, "/data/name")
        if random.random() < _PICTURES:
            kiosk.attachments.add(
                draft.dossier, "paper", b"\xff\xd8\xff" + random.randbytes(random.randint(1, 600_000))
            )
        self._finalise(draft.dossier, answers)
        if random.random() < _SECOND_THOUGHTS:
            kiosk.dossiers.amend(draft.dossier)
            self._finalise(draft.dossier, answers.replace(b"<name>", b"<name>2"))

    def _finalise(self, dossier: UUID, answers: bytes) -> None:
        receipt = self._kiosk.dossiers.finalise(dossier, answers.replace(b"<data>", b"<data id='s'>"), answers)
        line = f"{dossier} {receipt.number}\n".encode()
        handle = os.open(self._asked.ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _cycle(self) -> None:
        """Wait for the scheduler's word, then one cycle, on a disk that may be full and with a clock that may jump."""
        faults, random, clock = self._asked.faults, self._random, self._clock
        clock.passed += self._scheduler.wait(clock.monotonic())
        if CLOCK in faults and random.random() < _RATE:
            clock.offset = random.choice(_JUMPS)
            self._note(CLOCK)
        full = DISK_FULL in faults and random.random() < _RATE / 2
        if full:
            self._kiosk.store.call(_fill)
            self._note(DISK_FULL)
        try:
            report = self._engine.cycle()
        except (KioskError, OSError) as error:
            _LOG.info("a cycle ended with %s", type(error).__name__)
            self._scheduler.failed(clock.monotonic())
        else:
            self._scheduler.ended(clock.monotonic(), report)
            if isinstance(report.failure, TransportError):
                time.sleep(0.005)  # a portal that is starting again is not run over
        finally:
            if full:
                self._kiosk.store.call(_empty)

    def _write_report(self) -> None:
        def read(db: Database) -> list[dict[str, Any]]:
            rows = db.execute("SELECT dossier, number, hash, state, reason FROM outbox ORDER BY id").fetchall()
            names = ("dossier", "number", "hash", "state", "reason")
            return [dict(zip(names, row, strict=True)) for row in rows]

        revisions = self._kiosk.store.call(read)
        parked = sum(each["state"] == SendState.PARKED for each in revisions)
        written = {"revisions": revisions, "parked": parked}
        passing = self._asked.report.with_suffix(".new")
        passing.write_text(json.dumps(written))
        passing.replace(self._asked.report)


def _fill(db: Database) -> None:
    """From now on every page that the database would have to grow by is refused, as on a full disk."""
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")


def _empty(db: Database) -> None:
    db.execute("PRAGMA max_page_count = 4294967294")


def main(text: str) -> None:
    """Run one kiosk. text: the fields of Asked as a JSON object."""
    value = json.loads(text)
    for name in ("home", "ledger", "report"):
        value[name] = Path(value[name])
    value["faults"] = tuple(value["faults"])
    Simulated(Asked(**value)).run()


if __name__ == "__main__":
    main(sys.argv[1])
