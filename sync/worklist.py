"""The engine's side of the outbox: which piece of work for the portal is next, and what became of it.

A revision is marked SENDING, and that is committed, before a byte of it leaves the kiosk; so after a power cut nothing
that may have arrived is taken for unsent.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sync.connection import Connection
from sync.outbox import Key, key_of, move, row_of, sql
from sync.protocol.answers import Ack
from sync.protocol.encoding import to_instant
from sync.states import SendState, check_send_transition

# The bulk form pays from here on; docs/protocol.md bounds one call.
BULK_FROM = 20
BULK_REVISIONS = 100
BULK_BYTES = 8 << 20
# Failed attempts from which on a revision goes alone: one that always breaks the call must not take others with it.
ALONE_AFTER = 2
# In the row's reason while it waits: the portal holds the body, only the attachments were missing.
_HELD = "held"


@dataclass(frozen=True, slots=True)
class Ask:
    """A revision that may or may not have arrived: ask before anything else."""

    key: Key
    hash: str


@dataclass(frozen=True, slots=True)
class AskAll:
    """Several of these; they may be asked about in one call."""

    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A revision ready to go. body is what was stored when it was made. held: the portal holds it already."""

    key: Key
    hash: str
    body: bytes
    held: bool = False


@dataclass(frozen=True, slots=True)
class Send:
    """One revision, or up to BULK_REVISIONS of a backlog; they are marked SENDING."""

    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """An attachment that the portal said it lacks. tried: some of it may have arrived before. size in bytes."""

    key: Key
    sha256: str
    size: int
    tried: bool


Work = AskAll | Send | Upload


def recover(db: Connection) -> int:
    """After a start: what was being sent when the power went may have arrived. Returns how many."""
    cursor = db.execute(
        "UPDATE outbox SET state = ? WHERE state = ?", (SendState.UNKNOWN.value, SendState.SENDING.value)
    )
    return int(cursor.rowcount)


def recheck(db: Connection) -> int:
    """The portal was restored from a backup: ask again about everything we can still send. Returns how many."""
    cursor = db.execute(
        "UPDATE outbox SET state = ?, attempts = 0 WHERE state = ? AND body IS NOT NULL AND destination = ''",
        (SendState.UNKNOWN.value, SendState.ACKNOWLEDGED.value),
    )
    return int(cursor.rowcount)


def claim(
    db: Connection, *, at: datetime, held: Collection[Key] = (), bulk: int = BULK_REVISIONS, uploads: bool = True
) -> Work | None:
    """The next piece of work, or None. Revisions to send are marked SENDING before anything leaves the kiosk.

    held: revisions that sit out for a while after a failure. bulk: the most revisions in one call. uploads: whether
    attachments are handed out too, when no revision is left to send.
    """
    with db.atomic():
        return _ask(db, held) or _send(db, at, held, bulk) or (_upload(db, at, held) if uploads else None)


def claim_more(db: Connection, *, at: datetime, held: Collection[Key] = (), bulk: int = BULK_REVISIONS) -> Send | None:
    """The next bulk of a long backlog, marked SENDING while another is under way; None when something else is next."""
    with db.atomic():
        return None if _ask(db, held) else _send(db, at, held, bulk, bulk_only=True)


def unknown_of(db: Connection, dossiers: Collection[UUID]) -> tuple[Ask, ...]:
    """The revisions of these dossiers of which we do not know whether they arrived."""
    rows = db.execute(
        "SELECT dossier, number, hash FROM outbox WHERE state = ? AND destination = '' ORDER BY id",
        (SendState.UNKNOWN.value,),
    ).fetchall()
    return tuple(Ask(key_of(r), r[2]) for r in rows if UUID(r[0]) in dossiers)


def _ask(db: Connection, held: Collection[Key]) -> AskAll | None:
    rows = db.execute(
        "SELECT dossier, number, hash FROM outbox WHERE state = ? AND destination = '' ORDER BY id",
        (SendState.UNKNOWN.value,),
    ).fetchall()
    asks = [Ask(key, r[2]) for r in rows if (key := key_of(r)) not in held]
    return AskAll(tuple(asks[:BULK_REVISIONS])) if asks else None


def _send(db: Connection, at: datetime, held: Collection[Key], bulk: int, *, bulk_only: bool = False) -> Send | None:
    most = bulk + BULK_FROM + 1 + len(held)  # enough to choose from, however long the queue is
    ready = db.execute(_READY, {"waiting": SendState.WAITING.value, "most": most}).fetchall()
    rows = [row for row in ready if not held or key_of(row) not in held]
    if not rows:
        return None
    chosen = _batch(rows, bulk) if len(rows) > BULK_FROM and bulk > 1 else rows[:1]
    if bulk_only and len(chosen) == 1:
        return None
    check_send_transition(SendState.WAITING, SendState.SENDING)
    named = json.dumps([row[6] for row in chosen])
    bodies = dict(
        db.execute("SELECT id, body FROM outbox WHERE id IN (SELECT value FROM json_each(?))", [named]).fetchall()
    )
    db.execute(
        "UPDATE outbox SET state = ?, reason = '', settled_at = '', attempts = attempts + 1, tried_at = ?"
        " WHERE id IN (SELECT value FROM json_each(?))",
        [SendState.SENDING.value, to_instant(at), named],
    )
    return Send(tuple(Letter(key_of(row), row[2], bytes(bodies[row[6]]), held=row[5] == _HELD) for row in chosen))


# Waiting, nothing missing at the portal as far as we know, and no lower number of the same dossier under way.
_READY = """
    SELECT dossier, number, hash, size, attempts, reason, id FROM outbox o
    WHERE state = :waiting AND destination = ''
      AND NOT EXISTS (SELECT 1 FROM outbox_blob b WHERE b.dossier = o.dossier AND b.number = o.number AND b.missing)
      AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.dossier = o.dossier AND p.number < o.number
                      AND p.state IN ('waiting', 'sending', 'unknown'))
    ORDER BY id LIMIT :most
"""


def _batch(rows: list[Any], bulk: int) -> list[Any]:
    """The oldest that fit into one bulk call. One that failed before goes alone, so that it holds up no others."""
    if _goes_alone(rows[0]):
        return rows[:1]
    chosen: list[Any] = []
    room = BULK_BYTES - 100
    for row in rows:
        room -= (row[3] + 2) // 3 * 4 + 3  # base64, quotes and comma
        if room < 0 or len(chosen) == bulk:
            break
        if not _goes_alone(row):
            chosen.append(row)
    return chosen or rows[:1]


def _goes_alone(row: Any) -> bool:
    return bool(row[4] >= ALONE_AFTER or row[5] == _HELD)


def _upload(db: Connection, at: datetime, held: Collection[Key]) -> Upload | None:
    rows = db.execute(
        "SELECT b.dossier, b.number, b.sha256, b.size, b.attempts FROM outbox_blob b"
        " JOIN outbox o USING (dossier, number) WHERE b.missing AND o.state = ? AND o.destination = ''"
        " ORDER BY o.id, b.position",
        (SendState.WAITING.value,),
    ).fetchall()
    for row in rows:
        if (key := key_of(row)) not in held:
            db.execute("UPDATE outbox_blob SET attempts = attempts + 1 WHERE sha256 = ?", (row[2],))
            db.execute("UPDATE outbox SET tried_at = ? WHERE dossier = ? AND number = ?", (to_instant(at), *sql(*key)))
            return Upload(key, row[2], row[3], bool(row[4]))
    return None


def acknowledge(db: Connection, key: Key, ack: Ack, proof: bytes, *, at: datetime) -> bool:
    """Keep the portal's signed word. False when it was known already. Raises ValueError when it names other bytes."""
    state, digest = row_of(db, key)
    if (ack.dossier, ack.number, ack.hash) != (str(key[0]), key[1], digest):
        raise ValueError("the acknowledgement is for other bytes")
    if state is SendState.ACKNOWLEDGED:
        return False
    check_send_transition(state, SendState.ACKNOWLEDGED)
    db.execute(
        "UPDATE outbox SET state = ?, reason = '', settled_at = ?, ack = ? WHERE dossier = ? AND number = ?",
        (SendState.ACKNOWLEDGED.value, to_instant(at), proof, *sql(*key)),
    )
    return True


def acknowledge_all(db: Connection, proved: Iterable[tuple[Ack, bytes]], *, at: datetime) -> None:
    """Keep the portal's signed words about revisions that are being sent.

    Raises ValueError when one of them is not being sent, or has other bytes; then nothing is to be committed.
    """
    check_send_transition(SendState.SENDING, SendState.ACKNOWLEDGED)
    settled = to_instant(at)
    for ack, proof in proved:
        row = db.execute(
            "UPDATE outbox SET state = ?, reason = '', settled_at = ?, ack = ?"
            " WHERE dossier = ? AND number = ? AND hash = ? AND state = ?",
            (
                *(SendState.ACKNOWLEDGED.value, settled, proof),
                *(ack.dossier, ack.number, ack.hash, SendState.SENDING.value),
            ),
        )
        if row.rowcount != 1:
            raise ValueError("an acknowledgement for other bytes, or for what is not being sent")


def back_to_waiting(db: Connection, key: Key, *, at: datetime) -> None:
    """The portal certainly has not got it. Blobs marked missing stay so."""
    move(db, key, SendState.WAITING, at=at)


def not_tried(db: Connection, keys: Iterable[Key], *, at: datetime) -> None:
    """Nothing left the kiosk: waiting again, and the attempt does not count."""
    with db.atomic():
        for key in keys:
            if row_of(db, key)[0] is SendState.SENDING:
                move(db, key, SendState.WAITING, at=at)
                db.execute("UPDATE outbox SET attempts = attempts - 1 WHERE dossier = ? AND number = ?", sql(*key))


def mark_unknown(db: Connection, keys: Iterable[Key], *, at: datetime) -> None:
    """A request broke off: each of these may have arrived."""
    with db.atomic():
        for key in keys:
            if row_of(db, key)[0] is SendState.SENDING:
                move(db, key, SendState.UNKNOWN, at=at)


def park(db: Connection, key: Key, reason: str, *, at: datetime) -> None:
    """The portal refused it; a person must look at it. reason: the problem's ``type``."""
    move(db, key, SendState.PARKED, at=at, reason=reason)


def doubt(db: Connection, key: Key, *, at: datetime) -> None:
    """An answer that proves nothing: unknown, whatever was thought before."""
    if row_of(db, key)[0] is not SendState.UNKNOWN:
        move(db, key, SendState.UNKNOWN, at=at)


def mark_missing(
    db: Connection, key: Key, hashes: Collection[str], *, body_held: bool = False, at: datetime
) -> bool | None:
    """The portal lacks these attachments. False when one of them went up before; None when none of them is ours.

    body_held: the portal keeps the body until they are there.
    """
    with db.atomic():
        move(db, key, SendState.WAITING, at=at, reason=_HELD if body_held else "")
        rows = db.execute(
            "SELECT sha256, attempts FROM outbox_blob WHERE dossier = ? AND number = ?", sql(*key)
        ).fetchall()
        named = [(sha256, attempts) for sha256, attempts in rows if sha256 in hashes]
        for sha256, _ in named:
            db.execute("UPDATE outbox_blob SET missing = 1 WHERE sha256 = ?", (sha256,))
    return not any(attempts for _, attempts in named) if named else None


def uploaded(db: Connection, sha256: str) -> None:
    """The portal has the attachment now, for every revision that names it."""
    db.execute("UPDATE outbox_blob SET missing = 0 WHERE sha256 = ?", (sha256,))
