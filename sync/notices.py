"""Notices on their way up: a bounded queue beside the outbox, emptied in batches after the dossiers' bodies.

They are worth less than a dossier: when the queue is full the oldest go, reports on the machine's health first, and of
those only the newest is kept at all. A notice that the portal cannot read is dropped, so that it holds up no other.
"""

import json
import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sync.connection import Call, Connection
from sync.errors import Refused
from sync.protocol.encoding import from_instant, read_json_object, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.notices import MAX_BATCH, MAX_BATCH_BYTES, Notice, check_body, write_batch
from sync.transport import Answer

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

MAX_KEPT = 5000
_OK, _NOT_FOUND = 200, 404
_LINE = 200  # bytes of a line of a batch besides the body, at most


def create_table(db: Connection) -> None:
    db.execute(
        """
        CREATE TABLE notice (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            at TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT
        """
    )


# Named, ordered, each run once inside a transaction by the store.
MIGRATIONS = (("sync_0002_notices", create_table),)


def add(db: Connection, notice: Notice) -> None:
    """Queue a notice, in the caller's transaction if there is one. Raises MalformedError for a body that is none."""
    body = check_body(notice.body).decode()
    with db.atomic():
        if notice.kind == "health":
            db.execute("DELETE FROM notice WHERE kind = 'health'")
        db.execute(
            "INSERT INTO notice (id, kind, at, body) VALUES (?, ?, ?, ?)",
            (str(notice.id), notice.kind, to_instant(notice.at), body),
        )
        _make_room(db)


def _make_room(db: Connection) -> None:
    surplus = waiting(db) - MAX_KEPT
    if surplus > 0:
        db.execute(
            "DELETE FROM notice WHERE seq IN (SELECT seq FROM notice ORDER BY kind <> 'health', seq LIMIT ?)",
            (surplus,),
        )


def waiting(db: Connection) -> int:
    """How many are queued."""
    return int(db.execute("SELECT count(*) FROM notice").fetchone()[0])


def newest_call(db: Connection) -> int:
    """The place of the newest call for help in the queue, 0 for none: those do not wait for the next cycle."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM notice WHERE kind = 'help'").fetchone()[0])


def next_batch(db: Connection, most: int = MAX_BATCH) -> tuple[Notice, ...]:
    """The oldest that fit into one call; calls for help come first."""
    rows = db.execute(
        "SELECT id, kind, at, body FROM notice ORDER BY kind <> 'help', seq LIMIT ?", (min(most, MAX_BATCH),)
    ).fetchall()
    return _fitting(rows)[0]


def batches(db: Connection) -> list[tuple[Notice, ...]]:
    """Everything that is queued, in batches as next_batch() gives them."""
    rows = db.execute("SELECT id, kind, at, body FROM notice ORDER BY kind <> 'help', seq").fetchall()
    made: list[tuple[Notice, ...]] = []
    while rows:
        batch, rows = _fitting(rows)
        made.append(batch)
    return made


def _fitting(rows: list[Any]) -> tuple[tuple[Notice, ...], list[Any]]:
    """The first rows, as many as fit into one call, and the rest."""
    batch: list[Notice] = []
    room = MAX_BATCH_BYTES
    for row in rows[:MAX_BATCH]:
        room -= len(row[3].encode()) + _LINE
        if room < 0 and batch:
            break
        batch.append(Notice(UUID(row[0]), row[1], from_instant(row[2]), json.loads(row[3])))
    return tuple(batch), rows[len(batch) :]


def settled(db: Connection, ids: Iterable[UUID]) -> None:
    """The portal has answered for these."""
    with db.atomic():
        for each in ids:
            db.execute("DELETE FROM notice WHERE id = ?", (str(each),))


class _Post(Protocol):
    def __call__(self, method: str, target: str, body: bytes) -> Answer: ...


def send(call: Call[D], post: _Post, progress: Callable[[], None] = lambda: None) -> int:
    """Send what is queued; returns how many the portal has taken.

    Raises what post raises, Refused for an answer that settles nothing. A portal without this call is left alone.
    """
    sent, most = 0, MAX_BATCH
    while batch := call(partial(next_batch, most=most)):
        answer = post("POST", "/v1/notices", write_batch(batch))
        forget = partial(settled, ids=[each.id for each in batch])
        if answer.status == _OK:
            taken = _taken(answer, len(batch))
            call(forget)
            sent += taken
        elif answer.status == _NOT_FOUND:
            log.info("this portal takes no notices")
            break
        elif 400 <= answer.status < 500 and len(batch) > 1:
            most = max(1, len(batch) // 2)
        elif 400 <= answer.status < 500:
            log.error("a notice of kind %s is dropped: %s", batch[0].kind, answer.problem)
            call(forget)
        else:
            raise Refused(answer.status, answer.problem)
        progress()
    return sent


def _taken(answer: Answer, expected: int) -> int:
    """How many of the batch were stored, now or before. Raises Refused for an answer that is none."""
    try:
        results: Any = read_json_object(answer.body)["results"]
        statuses = [int(one["status"]) for one in results]
    except (MalformedError, KeyError, TypeError, ValueError) as error:
        raise Refused(answer.status, "malformed-notices") from error
    if len(statuses) != expected:
        raise Refused(answer.status, "malformed-notices")
    refused = sum(status >= 400 for status in statuses)
    if refused:
        log.error("%s notices were not taken", refused)
    return expected - refused
