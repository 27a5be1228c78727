"""News from the portal, applied to the register: acknowledgements, refusals, and the officer's decisions.

This is the sink of the sync engine: every method runs inside the engine's transaction, together with the cursor of the
feed, and applying the same news twice changes nothing (after the portal was restored from a backup all comes again).
"""

from datetime import datetime
from uuid import UUID

from kiosk import audit, register
from kiosk.store.driver import Database
from kiosk.types import Clock, DraftKind
from sync.protocol.answers import Ack
from sync.protocol.changes import Event, event_json
from sync.protocol.encoding import canonical_json, hash_of, to_instant
from sync.states import DossierState

# From here on an officer has had the dossier in hands.
_WITH_OFFICER = frozenset(
    {
        DossierState.RECEIVED,
        DossierState.NEEDS_CORRECTION,
        DossierState.PROCESSING,
        DossierState.RESULT_READY,
        DossierState.RETURNED,
        DossierState.REFUSED,
    }
)


class PortalNews:
    """What the sync engine tells (sync.contract.Sink)."""

    def __init__(self, now: Clock) -> None:
        self._now = now

    def knows(self, db: Database, dossier: UUID) -> bool:
        """Whether the dossier was made here."""
        return db.execute("SELECT 1 FROM dossier WHERE id = ?", [str(dossier)]).fetchone() is not None

    def acknowledged(self, db: Database, ack: Ack) -> None:
        """The portal holds this revision. The dossier is *sent* when it is its newest one."""
        dossier, at = UUID(ack.dossier), self._now()
        of = register.entry(db, dossier)
        if not register.add_history(
            db, dossier, ack.received_at, "sent", {"number": str(ack.number)}, f"sent {dossier} {ack.number}"
        ):
            return
        if ack.number != of.number:
            return
        db.execute("UPDATE dossier SET acknowledged_at = ? WHERE id = ?", [to_instant(at), str(dossier)])
        if of.state is DossierState.READY:
            register.move(db, of, DossierState.SENT, at, "acknowledged")
        elif of.state is DossierState.DRAFT:
            # It is being amended: what changes is where it goes back to when the resident gives up.
            db.execute("UPDATE draft SET former_state = ? WHERE dossier = ?", [DossierState.SENT.value, str(dossier)])

    def parked(self, db: Database, dossier: UUID, number: int, reason: str) -> None:
        """The portal refused this revision; the history says so and a person must look at it."""
        at = self._now()
        if register.add_history(
            db, dossier, at, "parked", {"number": str(number), "reason": reason}, f"parked {dossier} {number} {reason}"
        ):
            audit.record(db, at, "parked", dossier, {"number": number, "reason": reason})

    def apply(self, db: Database, event: Event) -> None:
        """A change of state, a correction request or a note. Raises InvalidTransition, ValueError for other kinds."""
        if event.kind not in ("state", "correction", "note"):
            raise ValueError("a kind of event that this version does not know")
        if not self.knows(db, event.dossier):
            raise ValueError("an event for a dossier of another kiosk")
        if not register.add_history(db, event.dossier, event.at, event.kind, _words(event), _mark(event)):
            return
        if event.kind == "correction":
            _keep_correction(db, event)
        if event.state is not None:
            _walk(db, event, self._now())
        db.execute(
            "UPDATE dossier SET official_number = coalesce(nullif(?, ''), official_number), "
            "promised_on = coalesce(nullif(?, ''), promised_on), note = coalesce(nullif(?, ''), note) WHERE id = ?",
            [event.official_number, event.promised_on, event.note, str(event.dossier)],
        )


def _walk(db: Database, event: Event, at: datetime) -> None:
    """Bring the dossier to the state that the portal gave.

    SENT is believed from an acknowledgement only. An amendment under way is overtaken: its draft stays as it is, so
    that nothing typed is lost under the resident's hands, and finalising it says that it is too late.
    """
    wanted = event.state
    of = register.entry(db, event.dossier)
    if wanted is None or wanted in (DossierState.SENT, of.state):
        return
    if of.state is DossierState.DRAFT:
        row = db.execute("SELECT kind, former_state FROM draft WHERE dossier = ?", [str(of.id)]).fetchone()
        if row is None or row[0] == DraftKind.NEW:
            raise ValueError("the portal speaks of a dossier that never left this kiosk")
        register.move(db, of, DossierState(row[1]), at, "amendment-overtaken")
    current = register.entry(db, event.dossier)
    for step in register.steps_to(current.state, wanted):
        register.move(db, register.entry(db, event.dossier), step, at, "portal")
    if wanted in _WITH_OFFICER:
        db.execute("UPDATE dossier SET received = 1 WHERE id = ?", [str(event.dossier)])


def _keep_correction(db: Database, event: Event) -> None:
    """The newest request is the open one."""
    items = [{"ref": item.ref, "label": item.label, "comment": item.comment} for item in event.items]
    db.execute("UPDATE correction SET open = 0 WHERE dossier = ?", [str(event.dossier)])
    db.execute(
        "INSERT OR IGNORE INTO correction (dossier, correction, note, items, sealed, open, asked_at) "
        "VALUES (?, ?, ?, ?, ?, 1, ?)",
        [
            str(event.dossier),
            event.correction,
            event.note,
            canonical_json(items).decode(),
            event.sealed.encode() or None,
            to_instant(event.at),
        ],
    )


def _words(event: Event) -> dict[str, str]:
    if event.kind == "note":
        return {"note": event.note}
    if event.kind == "correction":
        return {"correction": event.correction, "note": event.note}
    return {
        "state": event.state.value if event.state else "",
        "official_number": event.official_number,
        "promised_on": event.promised_on,
        "note": event.note,
    }


def _mark(event: Event) -> str:
    """What makes an event the same one: everything but its id, which a restored portal may give out anew."""
    value = event_json(event)
    del value["id"]
    return hash_of(canonical_json(value))
