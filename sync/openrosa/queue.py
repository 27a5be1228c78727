"""The outbox as a server of another kind sees it: whole submissions, whose files are ticked off one by one.

The states are those of sync.states. OpenRosa has no way to ask, so *unknown* means here: the same bytes under the same
instanceID go again, and it is the server's duty to store an instance once. A revision of which a part has arrived is
*unknown* as well: it can be taken back no longer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sync.connection import Connection
from sync.outbox import Key, key_of, move, sql
from sync.protocol.encoding import to_instant
from sync.states import SendState


@dataclass(frozen=True, slots=True)
class Instance:
    """A submission that goes now. files: those still to go, (sha256, size of the ciphertext), in order.

    may_be_there: an earlier request may have brought it over, or a part of it.
    """

    key: Key
    hash: str
    body: bytes
    files: tuple[tuple[str, int], ...]
    may_be_there: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What goes to one server."""

    waiting: int = 0
    parked: int = 0
    sent: int = 0


# Nothing of the same dossier before it is still open: sent earlier, an edit would be refused for ever.
_NEXT = """
    SELECT dossier, number, hash, body, state FROM outbox o
    WHERE destination = :destination AND state IN ('waiting', 'unknown')
      AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.dossier = o.dossier AND p.number < o.number
                      AND p.state IN ('waiting', 'sending', 'unknown'))
    ORDER BY id
"""


def recover(db: Connection, destination: str) -> None:
    """What was being sent when the power went, or when nobody could note how it ended, may have arrived."""
    db.execute(
        "UPDATE outbox SET state = ? WHERE state = ? AND destination = ?",
        (SendState.UNKNOWN.value, SendState.SENDING.value, destination),
    )


def claim(db: Connection, destination: str, *, at: datetime, held: Collection[Key] = ()) -> Instance | None:
    """The oldest that can go; it is marked SENDING, and that is committed before a byte leaves. None: nothing can."""
    with db.atomic():
        rows = db.execute(_NEXT, {"destination": destination}).fetchall()
        row = next((row for row in rows if key_of(row) not in held), None)
        if row is None:
            return None
        key, unknown = key_of(row), row[4] == SendState.UNKNOWN.value
        if unknown:
            move(db, key, SendState.WAITING, at=at)
        move(db, key, SendState.SENDING, at=at)
        db.execute(
            "UPDATE outbox SET attempts = attempts + 1, tried_at = ? WHERE dossier = ? AND number = ?",
            (to_instant(at), *sql(*key)),
        )
        files = db.execute(
            "SELECT sha256, size FROM outbox_blob WHERE dossier = ? AND number = ? AND missing ORDER BY position",
            sql(*key),
        ).fetchall()
        return Instance(key, row[2], bytes(row[3]), tuple((each[0], each[1]) for each in files), unknown)


def arrived(db: Connection, key: Key, files: Collection[str]) -> None:
    """These files of the submission are at the server."""
    for sha256 in files:
        db.execute(
            "UPDATE outbox_blob SET missing = 0 WHERE dossier = ? AND number = ? AND sha256 = ?", (*sql(*key), sha256)
        )


def finished(db: Connection, key: Key, *, at: datetime) -> None:
    """All of it is there. Its answers are kept here no longer: nobody will ever ask for these bytes again."""
    move(db, key, SendState.ACKNOWLEDGED, at=at)
    db.execute("UPDATE outbox SET body = NULL WHERE dossier = ? AND number = ?", sql(*key))
    db.execute("UPDATE outbox_blob SET missing = 0 WHERE dossier = ? AND number = ?", sql(*key))


def put_back(db: Connection, key: Key, *, at: datetime, may_be_there: bool) -> None:
    """It did not go, or nobody knows."""
    move(db, key, SendState.UNKNOWN if may_be_there else SendState.WAITING, at=at)


def counts(db: Connection, destination: str) -> Counts:
    """For the volunteer's page."""
    rows = db.execute(
        "SELECT state, count(*) FROM outbox WHERE destination = ? GROUP BY state", (destination,)
    ).fetchall()
    found = {str(row[0]): int(row[1]) for row in rows}
    open_ = sum(found.get(state.value, 0) for state in (SendState.WAITING, SendState.SENDING, SendState.UNKNOWN))
    return Counts(open_, found.get(SendState.PARKED.value, 0), found.get(SendState.ACKNOWLEDGED.value, 0))
