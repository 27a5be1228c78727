"""What goes to an OpenRosa server, kept until the server has said that it has all of it.

waiting ─▶ (requests) ─▶ sent
   └─▶ parked: the server refuses it, and a person has to look

An instance is named by its instanceID. Files that a request brought over are noted at once, so a line that breaks
costs one request. An edit (deprecatedID) waits until what it replaces is wholly there: sent before, it would be refused
for ever.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from sync.connection import Call, Connection
from sync.errors import Busy, NoAnswer, Refused, ShutOut
from sync.openrosa.server import Part, Server
from sync.protocol.encoding import to_instant

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

WAITING, SENT, PARKED = "waiting", "sent", "parked"
_TOO_LARGE, _SERVER_TROUBLE = 413, 500
_ENVELOPE = 2048  # of the request, around the parts
_PER_PART = 512
TABLES = (
    """CREATE TABLE IF NOT EXISTS foreign_instance (
        id INTEGER PRIMARY KEY, instance TEXT NOT NULL UNIQUE, replaces TEXT NOT NULL, answers BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'parked')), reason TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0, sent_at TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE IF NOT EXISTS foreign_file (
        instance TEXT NOT NULL REFERENCES foreign_instance (instance), name TEXT NOT NULL, type TEXT NOT NULL,
        data BLOB NOT NULL, sent INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (instance, name)) STRICT""",
)


def create_tables(db: Connection) -> None:
    """For a migration of the store."""
    for statement in TABLES:
        db.execute(statement)


def enqueue(db: Connection, instance: str, answers: bytes, files: tuple[Part, ...] = (), *, replaces: str = "") -> bool:
    """Put a finalised instance into the queue, in the caller's transaction; False when it is there already.

    replaces: the instanceID that this edit deprecates, "" for none. The caller has put both into answers.
    """
    if db.execute("SELECT 1 FROM foreign_instance WHERE instance = ?", (instance,)).fetchone():
        return False
    db.execute(
        "INSERT INTO foreign_instance (instance, replaces, answers, state) VALUES (?, ?, ?, 'waiting')",
        (instance, replaces, answers),
    )
    for file in files:
        db.execute(
            "INSERT INTO foreign_file (instance, name, type, data) VALUES (?, ?, ?, ?)",
            (instance, file.name, file.type, file.data),
        )
    return True


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one instance. files: how many are still to go."""

    state: str
    reason: str
    files: int


def standing(db: Connection, instance: str) -> Standing | None:
    """How an instance stands, None when it was never put into the queue."""
    row = db.execute("SELECT state, reason FROM foreign_instance WHERE instance = ?", (instance,)).fetchone()
    if row is None:
        return None
    count = db.execute("SELECT count(*) FROM foreign_file WHERE instance = ? AND NOT sent", (instance,)).fetchone()[0]
    return Standing(row[0], row[1], count)


def release(db: Connection, instance: str) -> None:
    """Try a parked instance again."""
    db.execute(
        "UPDATE foreign_instance SET state = 'waiting', reason = '' WHERE instance = ? AND state = 'parked'",
        (instance,),
    )


class Sender(Generic[D]):
    """Sends what waits for one server. The database is never held while it waits for the server."""

    def __init__(self, call: Call[D], server: Server, *, now: Callable[[], datetime]) -> None:
        self._call = call
        self._server = server
        self._now = now
        self._smaller: int | None = None

    def cycle(self) -> int:
        """Send what can go, oldest first; returns how many instances were sent.

        One that is refused is parked and holds no other up. Raises NoAnswer, Busy, ShutOut: no other would fare better.
        """
        sent = 0
        tried: set[str] = set()
        where = ""
        limit = 0
        while (found := self._call(lambda db: _next(db, tried))) is not None:
            instance, answers = found
            tried.add(instance)
            if not where:
                where, limit = self._server.ask()
            try:
                self._send(where, limit, instance, answers)
                sent += 1
            except (NoAnswer, Busy, ShutOut):
                raise
            except Refused as refused:
                if refused.status >= _SERVER_TROUBLE:
                    log.info("an instance waits: %s", refused.reason)
                    continue
                self._park(instance, "too-large" if refused.status == _TOO_LARGE else refused.reason)
        return sent

    def _send(self, where: str, limit: int, instance: str, answers: bytes) -> None:
        while True:
            self._call(lambda db: _count(db, instance))
            room = min(limit, self._smaller or limit) - len(answers)
            parts, more = self._call(partial(_batch, instance=instance, room=room))
            try:
                self._server.post(where, answers, parts, more=more)
            except Refused as refused:
                if refused.status != _TOO_LARGE or len(parts) < 2:
                    raise
                # Something on the way takes less than the server says: half of it, from now on.
                self._smaller = sum(len(part.data) for part in parts) // 2 + len(answers)
                continue
            at = to_instant(self._now())
            self._call(partial(_arrived, instance=instance, parts=parts, at="" if more else at))
            if not more:
                return

    def _park(self, instance: str, reason: str) -> None:
        log.error("an instance is parked: %s", reason)
        self._call(
            lambda db: db.execute(
                "UPDATE foreign_instance SET state = 'parked', reason = ? WHERE instance = ?", (reason, instance)
            )
        )


def _next(db: Connection, tried: set[str]) -> tuple[str, bytes] | None:
    """The oldest that waits, is not tried in this cycle, and replaces nothing that is still on its way."""
    rows = db.execute(
        """SELECT instance, answers FROM foreign_instance AS each WHERE state = 'waiting' AND NOT EXISTS (
            SELECT 1 FROM foreign_instance AS former WHERE former.instance = each.replaces AND former.state <> 'sent')
            ORDER BY id"""
    )
    return next(((row[0], bytes(row[1])) for row in rows if row[0] not in tried), None)


def _count(db: Connection, instance: str) -> None:
    db.execute("UPDATE foreign_instance SET attempts = attempts + 1 WHERE instance = ?", (instance,))


def _batch(db: Connection, instance: str, room: int) -> tuple[tuple[Part, ...], bool]:
    """The files of the next request, at least one when there is any, and whether others are left after it."""
    sizes = db.execute(
        "SELECT name, length(data) FROM foreign_file WHERE instance = ? AND NOT sent ORDER BY name", (instance,)
    ).fetchall()
    left = room - _ENVELOPE
    names: list[str] = []
    for name, size in sizes:
        left -= size + _PER_PART
        if names and left < 0:
            break
        names.append(name)
    parts = []
    for name in names:
        found = db.execute("SELECT type, data FROM foreign_file WHERE instance = ? AND name = ?", (instance, name))
        kind, data = found.fetchone()
        parts.append(Part(name, kind, bytes(data)))
    return tuple(parts), len(names) < len(sizes)


def _arrived(db: Connection, instance: str, parts: tuple[Part, ...], *, at: str) -> None:
    """These files are at the server; with at, all of the instance is, and its bytes are kept here no longer."""
    with db.atomic():
        for part in parts:
            db.execute("UPDATE foreign_file SET sent = 1 WHERE instance = ? AND name = ?", (instance, part.name))
        if at:
            db.execute("DELETE FROM foreign_file WHERE instance = ?", (instance,))
            db.execute(
                "UPDATE foreign_instance SET state = 'sent', sent_at = ?, answers = x'' WHERE instance = ?",
                (at, instance),
            )
