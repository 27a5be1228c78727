"""The outbox: what this kiosk still owes the portal, and what it knows about each revision on its way.

Everything here works on a connection that is handed in, so that `enqueue` joins the transaction in which a dossier is
finalised. One row is one revision; (dossier, number) is unique and its bytes never change, which makes every retry
the same request. States and their transitions: `sync.states.SendState`.

Order: bodies before attachments, oldest first. A revision waits for lower numbers of its own dossier and for nobody
else: parked and held-back ones never stop the queue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sync.connection import Connection
from sync.protocol.encoding import from_instant, hash_of, to_instant
from sync.protocol.revision import Blob
from sync.states import SEND_TRANSITIONS, SendState, check_send_transition

Key = tuple[UUID, int]

# Of a sync_note: the highest number of a dossier that may have been used before the store was restored.
_FLOOR = "number-floor:"
# In the row's reason while it is unknown: it lies on a stick.
ON_A_STICK = "on-a-stick"
_OPEN = (SendState.WAITING, SendState.SENDING, SendState.UNKNOWN)
_TABLES = (
    f"""
    CREATE TABLE outbox (
        id INTEGER PRIMARY KEY,
        dossier TEXT NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        hash TEXT NOT NULL,
        size INTEGER NOT NULL,
        body BLOB,
        state TEXT NOT NULL CHECK (state IN ({", ".join(f"'{s.value}'" for s in SendState)})),
        attempts INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT '',
        queued_at TEXT NOT NULL,
        tried_at TEXT NOT NULL DEFAULT '',
        settled_at TEXT NOT NULL DEFAULT '',
        ack BLOB,
        UNIQUE (dossier, number)
    ) STRICT
    """,
    "CREATE INDEX outbox_by_state ON outbox (state, id)",
    """
    CREATE TABLE outbox_blob (
        dossier TEXT NOT NULL,
        number INTEGER NOT NULL,
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        missing INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (dossier, number, position),
        FOREIGN KEY (dossier, number) REFERENCES outbox (dossier, number) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX outbox_blob_by_hash ON outbox_blob (sha256)",
    "CREATE TABLE sync_note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """
    CREATE TABLE unapplied_event (
        epoch TEXT NOT NULL,
        event INTEGER NOT NULL,
        dossier TEXT NOT NULL,
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        PRIMARY KEY (epoch, event)
    ) STRICT
    """,
)


class AlreadyQueued(ValueError):
    """Another revision with this number is in the outbox, with other bytes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many revisions are in which state. attachments: those still to go up.

    carried: of the unknown ones, those that went onto a stick and whose answer has not come.
    """

    waiting: int = 0
    sending: int = 0
    unknown: int = 0
    parked: int = 0
    attachments: int = 0
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the volunteer's list: no personal data. Instants in UTC, None when it has not happened."""

    dossier: UUID
    number: int
    state: SendState
    reason: str
    attempts: int
    queued_at: datetime
    tried_at: datetime | None
    attachments_missing: int
    destination: str = ""


def create_tables(db: Connection) -> None:
    """The first migration of this part of the store."""
    for statement in _TABLES:
        db.execute(statement)


def add_destination(db: Connection) -> None:
    """Where a revision goes: "" is the portal, anything else names a server of another kind (sync.openrosa)."""
    db.execute("ALTER TABLE outbox ADD COLUMN destination TEXT NOT NULL DEFAULT ''")


# Named, ordered, each run once inside a transaction by the store.
MIGRATIONS = (("sync_0001_outbox", create_tables),)
LATER_MIGRATIONS = (("sync_0003_destination", add_destination),)


def enqueue(
    db: Connection,
    dossier: UUID,
    number: int,
    body: bytes,
    blobs: Sequence[Blob] = (),
    *,
    at: datetime,
    destination: str = "",
) -> str:
    """Put a finalised revision into the outbox, inside the caller's transaction; returns its hash.

    at: aware. blobs: its attachments, in order. destination: "" for the portal, which says itself what it lacks;
    another server gets all of them. The same bytes twice change nothing. Raises AlreadyQueued when the number is taken
    by other bytes.
    """
    digest = hash_of(body)
    with db.atomic():
        row = db.execute("SELECT hash FROM outbox WHERE dossier = ? AND number = ?", sql(dossier, number)).fetchone()
        if row:
            if row[0] == digest:
                return digest
            raise AlreadyQueued(f"revision {number} of {dossier} is already in the outbox")
        db.execute(
            "INSERT INTO outbox (dossier, number, hash, size, body, state, queued_at, destination)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (str(dossier), number, digest, len(body), body, SendState.WAITING.value, to_instant(at), destination),
        )
        for position, blob in enumerate(blobs):
            db.execute(
                "INSERT INTO outbox_blob (dossier, number, position, sha256, size, missing) VALUES (?, ?, ?, ?, ?, ?)",
                (str(dossier), number, position, blob.sha256, blob.size, int(bool(destination))),
            )
    return digest


def supersede(db: Connection, dossier: UUID, *, at: datetime) -> bool:
    """The resident amends: take back every revision of the dossier that has certainly not arrived.

    True when nothing of the dossier is on its way any more. False when a revision is being sent or may have arrived:
    it then goes its way, and the next revision names it as parent (see parent_for).
    """
    with db.atomic():
        for number, state in states_of(db, dossier):
            if state in (SendState.WAITING, SendState.PARKED):
                move(db, (dossier, number), SendState.SUPERSEDED, at=at)
    return not any(state in _OPEN for _, state in states_of(db, dossier))


def parent_for(db: Connection, dossier: UUID) -> str | None:
    """The hash that the next revision names as its parent: the newest one that the portal has or may have."""
    row = db.execute(
        "SELECT hash FROM outbox WHERE dossier = ? AND state IN (?, ?, ?) ORDER BY number DESC LIMIT 1",
        (str(dossier), SendState.ACKNOWLEDGED.value, SendState.UNKNOWN.value, SendState.SENDING.value),
    ).fetchone()
    return row[0] if row else None


def destination_of(db: Connection, dossier: UUID) -> str | None:
    """Where the newest revision went that has or may have arrived ("" is the portal); None when there is none.

    All revisions of a dossier go to one place.
    """
    row = db.execute(
        "SELECT destination FROM outbox WHERE dossier = ? AND state IN (?, ?, ?) ORDER BY number DESC LIMIT 1",
        (str(dossier), SendState.ACKNOWLEDGED.value, SendState.UNKNOWN.value, SendState.SENDING.value),
    ).fetchone()
    return row[0] if row else None


def next_number(db: Connection, dossier: UUID) -> int:
    """The first number not used by any revision of the dossier, superseded ones included, and above its floor."""
    row = db.execute("SELECT max(number) FROM outbox WHERE dossier = ?", (str(dossier),)).fetchone()
    return int(max(row[0] or 0, int(note(db, _FLOOR + str(dossier)) or 0))) + 1


def raise_floor(db: Connection, dossier: UUID, floor: int) -> None:
    """No further revision of the dossier has a number up to floor: in a restored store they may have been used."""
    set_note(db, _FLOOR + str(dossier), str(max(floor, int(note(db, _FLOOR + str(dossier)) or 0))))


def state_of(db: Connection, dossier: UUID) -> SendState | None:
    """How the sending of the dossier's newest revision stands; None when none was ever finalised."""
    states = states_of(db, dossier)
    return states[-1][1] if states else None


def counts(db: Connection) -> Counts:
    """What the status bar shows; counted from the rows each time, never kept as a flag."""
    asked = "SELECT state, count(*), count(*) FILTER (WHERE reason = ?) FROM outbox GROUP BY state"
    rows = db.execute(asked, (ON_A_STICK,)).fetchall()
    found, carried = {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}
    row = db.execute(
        "SELECT count(DISTINCT b.sha256) FROM outbox_blob b JOIN outbox o USING (dossier, number)"
        " WHERE b.missing AND o.state = ?",
        (SendState.WAITING.value,),
    ).fetchone()
    waiting, sending, unknown, parked = (found.get(s.value, 0) for s in (*_OPEN, SendState.PARKED))
    return Counts(waiting, sending, unknown, parked, row[0], carried.get(SendState.UNKNOWN.value, 0))


def entries(db: Connection, limit: int = 1000) -> tuple[Entry, ...]:
    """What is not settled, oldest first: for the volunteer's page."""
    rows = db.execute(
        "SELECT dossier, number, state, reason, attempts, queued_at, tried_at,"
        " (SELECT count(*) FROM outbox_blob b WHERE b.dossier = o.dossier AND b.number = o.number AND b.missing),"
        " destination FROM outbox o WHERE state IN (?, ?, ?, ?) ORDER BY id LIMIT ?",
        (*(s.value for s in _OPEN), SendState.PARKED.value, limit),
    ).fetchall()
    return tuple(
        Entry(UUID(r[0]), r[1], SendState(r[2]), r[3], r[4], from_instant(r[5]), _instant(r[6]), r[7], r[8])
        for r in rows
    )


def carry(db: Connection, key: Key, *, at: datetime) -> None:
    """What is sending or unknown went onto a stick: it may arrive, and nobody would tell us over the line."""
    if row_of(db, key)[0] is not SendState.UNKNOWN:
        move(db, key, SendState.UNKNOWN, at=at)
    db.execute("UPDATE outbox SET reason = ? WHERE dossier = ? AND number = ?", (ON_A_STICK, *sql(*key)))


def release(db: Connection, dossier: UUID, number: int, *, at: datetime) -> None:
    """A person looked at a parked revision and wants it tried again. Raises InvalidTransition when it is not parked."""
    move(db, (dossier, number), SendState.WAITING, at=at)


def drop_bodies(db: Connection, dossier: UUID) -> tuple[str, ...]:
    """Retention is over: forget the sealed bytes of acknowledged and superseded revisions; states and hashes stay.

    Returns the attachments (sha256) that no other revision needs, so that their files can be wiped.
    """
    done = (SendState.ACKNOWLEDGED.value, SendState.SUPERSEDED.value)
    with db.atomic():
        rows = db.execute(
            "SELECT DISTINCT b.sha256 FROM outbox_blob b JOIN outbox o USING (dossier, number)"
            " WHERE o.dossier = ? AND o.state IN (?, ?)",
            (str(dossier), *done),
        ).fetchall()
        db.execute(
            "DELETE FROM outbox_blob WHERE dossier = ? AND number IN"
            " (SELECT number FROM outbox WHERE dossier = ? AND state IN (?, ?))",
            (str(dossier), str(dossier), *done),
        )
        db.execute("UPDATE outbox SET body = NULL WHERE dossier = ? AND state IN (?, ?)", (str(dossier), *done))
        used = {r[0] for r in db.execute("SELECT DISTINCT sha256 FROM outbox_blob").fetchall()}
    return tuple(r[0] for r in rows if r[0] not in used)


def note(db: Connection, name: str) -> str:
    """A remembered value of the sync (cursor, epoch, last contact), or ""."""
    row = db.execute("SELECT value FROM sync_note WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def set_note(db: Connection, name: str, value: str) -> None:
    db.execute(
        "INSERT INTO sync_note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


# For sync.worklist as well.


def sql(dossier: UUID, number: int) -> tuple[str, int]:
    return str(dossier), number


def key_of(row: Any) -> Key:
    return UUID(row[0]), int(row[1])


def _instant(text: str) -> datetime | None:
    return from_instant(text) if text else None


def states_of(db: Connection, dossier: UUID) -> list[tuple[int, SendState]]:
    rows = db.execute("SELECT number, state FROM outbox WHERE dossier = ? ORDER BY number", (str(dossier),)).fetchall()
    return [(r[0], SendState(r[1])) for r in rows]


def row_of(db: Connection, key: Key) -> tuple[SendState, str]:
    row = db.execute("SELECT state, hash FROM outbox WHERE dossier = ? AND number = ?", sql(*key)).fetchone()
    if row is None:
        raise KeyError(f"revision {key[1]} of {key[0]} is not in the outbox")
    return SendState(row[0]), row[1]


def move(db: Connection, key: Key, wanted: SendState, *, at: datetime, reason: str = "") -> None:
    current, _ = row_of(db, key)
    check_send_transition(current, wanted)
    settled = "" if SendState.WAITING in SEND_TRANSITIONS[wanted] or wanted is SendState.WAITING else to_instant(at)
    db.execute(
        "UPDATE outbox SET state = ?, reason = ?, settled_at = ? WHERE dossier = ? AND number = ?",
        (wanted.value, reason, settled, *sql(*key)),
    )
