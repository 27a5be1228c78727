"""Second thoughts: amending what no officer has received yet, and correcting what an officer flagged.

Every function takes the database and joins the caller's transaction.
"""

from datetime import datetime
from uuid import UUID

import uuid6
from nacl.public import PrivateKey

from kiosk import attachments, audit, drafts, register
from kiosk.errors import NotFound, NothingToCorrect, NotNow, TooLate
from kiosk.register import Entry
from kiosk.store.driver import Database
from kiosk.types import Draft, DraftKind
from sync import outbox
from sync.protocol.changes import open_instance
from sync.protocol.encoding import to_instant
from sync.protocol.errors import ProtocolError
from sync.states import DossierState, SendState

_OVER = frozenset({DossierState.RETURNED, DossierState.REFUSED, DossierState.WITHDRAWN})


def can_amend(db: Database, of: Entry) -> bool:
    """Until an officer has received it. An answer to a correction can be changed only while it certainly waits here."""
    if of.state not in (DossierState.READY, DossierState.SENT):
        return False
    if _readable(db, of) is None:
        return False
    return not of.received or bool(open_answer(db, of))


def open_answer(db: Database, of: Entry) -> str:
    """The correction that the newest revision answers while it still waits here, else ""."""
    row = db.execute(
        "SELECT corrects FROM revision WHERE dossier = ? AND number = ?", [str(of.id), of.number]
    ).fetchone()
    waits = row is not None and row[0] and outbox.state_of(db, of.id) in (SendState.WAITING, SendState.PARKED)
    return str(row[0]) if waits else ""


def amend(db: Database, dossier: UUID, at: datetime) -> Draft:
    """Open the newest revision as the draft of the next; one that was begun goes on.

    Raises TooLate, NotFound, NotNow when the readable copy was dropped.
    """
    of = register.entry(db, dossier)
    if of.state is DossierState.DRAFT and of.number:
        return drafts.load(db, dossier)
    if not of.number:
        raise NotFound("this dossier was never finalised")
    if not can_amend(db, of):
        if _readable(db, of) is None and not of.received:
            raise NotNow("the readable copy was dropped after its time")
        raise TooLate("an officer has the dossier")
    db.execute("DELETE FROM draft WHERE dossier = ?", [str(dossier)])
    number = outbox.next_number(db, dossier)
    drafts.insert(
        db,
        dossier,
        number,
        DraftKind.AMENDMENT,
        language=of.language,
        instance_id=f"uuid:{uuid6.uuid7()}",
        at=at,
        former=of.state,
        deprecated_id=_sent_instance(db, of),
        xml=_readable(db, of),
    )
    attachments.forget(db, dossier, number)
    attachments.carry_over(db, dossier, of.number, number)
    register.move(db, of, DossierState.DRAFT, at, "amendment-started")
    return drafts.load(db, dossier)


def open_correction(db: Database, of: Entry) -> str:
    """The id of the correction that the officer waits for, "" when none."""
    if of.state is not DossierState.NEEDS_CORRECTION:
        return ""
    row = db.execute(
        "SELECT correction FROM correction WHERE dossier = ? AND open ORDER BY asked_at DESC, rowid DESC", [str(of.id)]
    ).fetchone()
    return str(row[0]) if row else ""


def correct(db: Database, dossier: UUID, key: PrivateKey, at: datetime) -> Draft:
    """Open the answers that the officer flagged, from our copy or from the one sealed to us.

    A correction that was begun goes on, also when the officer asked again meanwhile. Raises NothingToCorrect; NotFound
    when our copy was dropped and the sealed one cannot be opened.
    """
    of = register.entry(db, dossier)
    asked = open_correction(db, of)
    if not asked:
        raise NothingToCorrect("no correction is open")
    begun = db.execute("SELECT kind FROM draft WHERE dossier = ?", [str(dossier)]).fetchone()
    if begun is not None and begun[0] == DraftKind.CORRECTION:
        db.execute("UPDATE draft SET correction = ? WHERE dossier = ?", [asked, str(dossier)])
        return drafts.load(db, dossier)
    number = outbox.next_number(db, dossier)
    db.execute("DELETE FROM draft WHERE dossier = ?", [str(dossier)])
    drafts.insert(
        db,
        dossier,
        number,
        DraftKind.CORRECTION,
        language=of.language,
        instance_id=f"uuid:{uuid6.uuid7()}",
        at=at,
        former=of.state,
        deprecated_id=_sent_instance(db, of),
        correction=asked,
        xml=_readable(db, of) or _sealed_copy(db, dossier, asked, key),
    )
    attachments.forget(db, dossier, number)
    attachments.carry_over(db, dossier, of.number, number)
    audit.record(db, at, "correction-started", dossier, {"correction": asked})
    return drafts.load(db, dossier)


def keep(  # noqa: PLR0913 - a row
    db: Database,
    of: Entry,
    draft: Draft,
    digest: str,
    parent: str | None,
    corrects: str,
    readable: bytes,
    at: datetime,
) -> None:
    """The draft has become a revision: its row, the dossier's new state, history and audit."""
    dossier = str(of.id)
    db.execute(
        "INSERT INTO revision (dossier, number, hash, parent, instance_id, corrects, draft_xml, finalised_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [dossier, draft.number, digest, parent, draft.instance_id, corrects, readable, to_instant(at)],
    )
    db.execute("UPDATE revision SET draft_xml = NULL WHERE dossier = ? AND number < ?", [dossier, draft.number])
    db.execute("UPDATE correction SET open = 0 WHERE dossier = ?", [dossier])
    db.execute("DELETE FROM draft WHERE dossier = ?", [dossier])
    register.move(db, of, DossierState.READY, at, "finalised")
    db.execute(
        "UPDATE dossier SET number = ?, language = ?, acknowledged_at = '' WHERE id = ?",
        [draft.number, draft.language, dossier],
    )
    kinds = {DraftKind.NEW: "finalised", DraftKind.AMENDMENT: "amended", DraftKind.CORRECTION: "corrected"}
    register.add_history(db, of.id, at, kinds[draft.kind])
    audit.record(db, at, "revision", of.id, {"number": draft.number, "hash": digest})


def drop(db: Database, dossier: UUID, at: datetime) -> list[str]:
    """Retention is over: forget what can be read; returns the attachments to hand to Attachments.wipe()."""
    of = register.entry(db, dossier)
    names = {row[0] for row in db.execute("SELECT sha256 FROM paper WHERE dossier = ?", [str(dossier)]).fetchall()}
    names.update(outbox.drop_bodies(db, dossier))
    db.execute("UPDATE revision SET draft_xml = NULL, dropped = 1 WHERE dossier = ?", [str(dossier)])
    db.execute("UPDATE correction SET sealed = NULL, items = '[]' WHERE dossier = ? AND NOT open", [str(dossier)])
    # The keys of the pictures stay for a further revision; what a file was called may say whose it is.
    db.execute("UPDATE paper SET name = '' WHERE dossier = ?", [str(dossier)])
    if of.state in _OVER:
        # Nothing can follow, so not even the keys of the pictures are needed for a further revision.
        db.execute("DELETE FROM paper WHERE dossier = ?", [str(dossier)])
        db.execute("UPDATE correction SET sealed = NULL, items = '[]' WHERE dossier = ?", [str(dossier)])
    audit.record(db, at, "readable-copy-dropped", dossier)
    return sorted(names)


def _readable(db: Database, of: Entry) -> bytes | None:
    row = db.execute(
        "SELECT draft_xml FROM revision WHERE dossier = ? AND number = ?", [str(of.id), of.number]
    ).fetchone()
    return row[0] if row else None


def _sealed_copy(db: Database, dossier: UUID, correction: str, key: PrivateKey) -> bytes:
    row = db.execute(
        "SELECT sealed FROM correction WHERE dossier = ? AND correction = ?", [str(dossier), correction]
    ).fetchone()
    if row is None or not row[0]:
        raise NotFound("the answers are no longer here, and the portal sent no copy")
    try:
        return open_instance(bytes(row[0]).decode(), key).encode()
    except ProtocolError as error:
        raise NotFound("the copy that the portal sent cannot be opened") from error


def _sent_instance(db: Database, of: Entry) -> str:
    """instanceID of the newest revision that the portal has or may have; "" when it has none."""
    row = db.execute(
        "SELECT r.instance_id FROM revision r JOIN outbox o ON o.dossier = r.dossier AND o.number = r.number "
        "WHERE r.dossier = ? AND o.state IN (?, ?, ?) ORDER BY r.number DESC LIMIT 1",
        [str(of.id), SendState.ACKNOWLEDGED.value, SendState.UNKNOWN.value, SendState.SENDING.value],
    ).fetchone()
    return str(row[0]) if row else ""
