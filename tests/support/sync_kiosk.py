"""The kiosk's end as far as sync/ goes: the encrypted database, the outbox, an engine, and a sink that remembers."""

import io
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, BinaryIO
from uuid import UUID

from nacl.public import PublicKey
from nacl.signing import VerifyKey

from kiosk.store.driver import Database, open_encrypted
from sync import notices, outbox
from sync.engine import SyncEngine
from sync.protocol.answers import Ack
from sync.protocol.batch import Signer
from sync.protocol.changes import Event
from sync.states import SendState
from sync.transport import Exchange, Transport
from tests.support.revisions import KioskKeys, Made, make_revision

KEY = bytes(range(32))
START = datetime(2026, 11, 20, 8, tzinfo=UTC)


@dataclass
class Time:
    """Two clocks that a test moves: the wall's and the monotonic one."""

    wall: datetime = START
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def pass_(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


@dataclass
class Remembering:
    """A sink that keeps what it was told, in the engine's own transaction (so that it goes when that is undone)."""

    refuse: Callable[[Event], Exception | None] = lambda event: None

    def knows(self, db: Database, dossier: UUID) -> bool:
        return bool(db.execute("SELECT 1 FROM outbox WHERE dossier = ?", [str(dossier)]).fetchone())

    def acknowledged(self, db: Database, ack: Ack) -> None:
        db.execute("INSERT INTO told VALUES ('acknowledged', ?, ?, ?)", [ack.dossier, ack.number, ack.hash])

    def parked(self, db: Database, dossier: UUID, number: int, reason: str) -> None:
        db.execute("INSERT INTO told VALUES ('parked', ?, ?, ?)", [str(dossier), number, reason])

    def apply(self, db: Database, event: Event) -> None:
        db.execute("INSERT INTO told VALUES ('event', ?, ?, ?)", [str(event.dossier), event.id, event.kind])
        if error := self.refuse(event):
            raise error


@dataclass
class Pictures:
    """Ciphertexts by hash."""

    files: dict[str, bytes] = field(default_factory=dict)

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        return io.BytesIO(self.files[sha256])


class Threadless(Executor):
    """Does at once what it is given, so that a test is the same each time.

    The portal has then done its work before the kiosk notes the last call's answers, and that is the worst it can do.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - as an executor does; a power cut is one
            done.set_exception(error)
        return done


class SyncKiosk:
    """A kiosk with one portal. Not for threads: the database belongs to the thread that made it."""

    def __init__(
        self,
        path: Path,
        keys: KioskKeys,
        portal: tuple[VerifyKey, PublicKey],
        transport: Exchange,
        *,
        seed: int = 0,
        signs_batches: bool = True,
        beside: Callable[[], Executor] = Threadless,
    ) -> None:
        self.keys = keys
        self.signs_batches = signs_batches  # kiosks of the first versions do not
        self.sign_key, self.box_key = portal
        self.db = open_database(path)
        self.sink = Remembering()
        self.pictures = Pictures()
        self.time = Time()
        self.transport = transport
        self.random = Random(seed)
        self.beside = beside
        self.power: Callable[[], None] = _on
        self.engine = self.new_engine()

    def call(self, function: Callable[[Database], Any]) -> Any:
        """What Store.call is for the program."""
        self.power()
        return function(self.db)

    def new_engine(self) -> SyncEngine[Database]:
        """As after a start of the program."""
        self.engine = SyncEngine(
            self.call,
            self.transport,
            self.sign_key,
            self.sink,
            self.pictures,
            now=self.time.now,
            monotonic=self.time.monotonic,
            random=self.random,
            signer=Signer(self.keys.kiosk, self.keys.sign_key) if self.signs_batches else None,
            beside=self.beside,
        )
        self.engine.start()
        return self.engine

    def add(self, **more: Any) -> Made:
        """Finalise a revision."""
        made = make_revision(self.keys, self.box_key, **more)
        self.pictures.files.update(made.files)
        outbox.enqueue(self.db, made.dossier, made.number, made.body, made.blobs, at=self.time.now())
        return made

    def state(self, made: Made) -> SendState:
        """How the sending of a revision stands."""
        row = self.db.execute(
            "SELECT state FROM outbox WHERE dossier = ? AND number = ?", [str(made.dossier), made.number]
        ).fetchone()
        return SendState(row[0])

    def told(self, what: str | None = None) -> list[tuple[str, str, int, str]]:
        """What the sink was told, in order."""
        rows = self.db.execute("SELECT * FROM told ORDER BY rowid").fetchall()
        return [tuple(row) for row in rows if what in (None, row[0])]

    def settle(self, cycles: int = 60) -> None:
        """Let time pass and cycle until nothing is left to do."""
        for _ in range(cycles):
            report = self.engine.cycle()
            if report.failure is None and report.again_in is None:
                return
            self.time.pass_(1000)

    def close(self) -> None:
        if isinstance(self.transport, Transport):
            self.transport.close()
        self.db.conn.close()


def _on() -> None:
    """The power is there."""


def open_database(path: Path) -> Database:
    """The encrypted database with the outbox's tables, and a table for what the sink is told."""
    fresh = not path.exists()
    db = open_encrypted(path, KEY)
    if fresh:
        with db.atomic():
            for _, step in (*outbox.MIGRATIONS, *notices.MIGRATIONS, *outbox.LATER_MIGRATIONS):
                step(db)
            db.execute("CREATE TABLE told (what TEXT, dossier TEXT, number INTEGER, more TEXT)")
    return db
