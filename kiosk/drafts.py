"""Drafts: every answer is committed when it is given, and nobody but the resident or the staff comes back to them.

save() returns when the answer is on the disk, so the screen may say "saved". A draft opens again with its code and the
PIN that the resident chose, or with the staff code; no list of drafts is ever shown to residents.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import uuid6

from kiosk import attachments, audit, consent, pins, register
from kiosk.attachments import Attachments
from kiosk.catalogue import Catalogue
from kiosk.errors import AnswersTooLarge, NotFound
from kiosk.identity import Identity
from kiosk.periods import Period, period, set_period
from kiosk.staff import Staff
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, ConsentGiven, Draft, DraftKind, DraftSummary, Flag, utc_now
from sync.protocol.encoding import from_instant, to_instant
from sync.protocol.revision import MAX_CONTENT
from sync.states import DossierState

if TYPE_CHECKING:
    from forms.pack import Pack

# A computer whose clock battery is dead starts years back and then jumps: the calendar alone would wipe drafts of
# today. So the kiosk must also have run on this many different days since.
_DAYS_SEEN = 10

_SELECT = """
    SELECT d.dossier, o.code, o.procedure, o.pack_version, d.language, d.xml, d.page, d.started_at, d.saved_at,
        o.pin <> '', d.number, d.instance_id, d.deprecated_id, d.kind, d.correction, o.assisted_by
    FROM draft d JOIN dossier o ON o.id = d.dossier
    WHERE d.dossier = ?
"""
# An officer's decision may have overtaken an amendment or a correction; its draft no longer leads anywhere.
_ALIVE = """
    SELECT d.dossier, o.code, o.procedure, o.pack_version, d.kind, d.started_at, d.saved_at, o.pin <> '', o.pin_failures
    FROM draft d JOIN dossier o ON o.id = d.dossier
    WHERE (d.kind <> 'correction' AND o.state = 'draft' OR d.kind = 'correction' AND o.state = 'needs-correction')
"""


class Drafts:
    """The drafts of this kiosk."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        catalogue: Catalogue,
        papers: Attachments,
        staff: Staff,
        now: Clock = utc_now,
        visit_ended: Callable[[], object] | None = None,
    ) -> None:
        """visit_ended: called between residents, when there is time for upkeep."""
        self._store = store
        self._identity = identity
        self._catalogue = catalogue
        self._papers = papers
        self._staff = staff
        self._now = now
        self._visit_ended = visit_ended

    def start(self, pack: "Pack", language: str, consent: ConsentGiven, assisted_by: str = "") -> Draft:
        """A new dossier with its follow-up code and the consent it rests on, in one transaction.

        Raises NotEnrolled, DiskFull.
        """
        dossier, at = uuid6.uuid7(), self._now()
        self._catalogue.keep(pack)

        def begin(db: Database) -> Draft:
            values = [str(dossier), self._identity.next_code(db), pack.code, pack.version, language, assisted_by]
            db.execute(
                "INSERT INTO dossier (id, code, procedure, pack_version, language, assisted_by, state, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [*values, DossierState.DRAFT.value, to_instant(at)],
            )
            # The first revision's instance has the dossier's own id.
            insert(db, dossier, 1, DraftKind.NEW, language=language, instance_id=f"uuid:{dossier}", at=at)
            _record_consent(db, dossier, consent, assisted_by, at, self._identity)
            audit.record(db, at, "draft-started", dossier, {"procedure": pack.code, "pack": pack.version})
            register.add_history(db, dossier, at, "started")
            note_day(db, at)
            return load(db, dossier)

        return self._store.transaction(begin)

    def get(self, dossier: UUID) -> Draft:
        """The draft of a dossier, as last saved. Raises NotFound. For the visit under way; others use resume()."""
        return self._store.call(lambda db: load(db, dossier))

    def protect(self, dossier: UUID, pin: str) -> None:
        """Set or change the PIN. Raises PinTooSimple, NotFound."""
        stored, at = pins.hash_secret(pins.check_pin(pin)), self._now()

        def write(db: Database) -> None:
            register.entry(db, dossier)
            db.execute("UPDATE dossier SET pin = ?, pin_failures = 0 WHERE id = ?", [stored, str(dossier)])
            audit.record(db, at, "pin-set", dossier)

        self._store.transaction(write)

    def save(self, dossier: UUID, xml: bytes, page: str) -> datetime:
        """Keep the state of the form and the page that is open; returns when they are on the disk.

        Raises NotFound, AnswersTooLarge, DiskFull; after either of the last two, what was saved before is still there.
        """
        if len(xml) > MAX_CONTENT // 2:
            raise AnswersTooLarge(f"{len(xml)} bytes of answers")
        at = self._now()
        stamp = to_instant(at)

        def write(db: Database) -> None:
            # One statement commits by itself: one fsync an answer.
            done = db.execute(
                "UPDATE draft SET xml = ?, page = ?, saved_at = ? WHERE dossier = ?", [xml, page, stamp, str(dossier)]
            )
            if not done.rowcount:
                raise NotFound("this dossier has no draft")

        self._store.call(write)
        return at

    def set_language(self, dossier: UUID, language: str) -> None:
        """The resident changed the language; the draft opens in it again."""
        self._store.call(
            lambda db: db.execute("UPDATE draft SET language = ? WHERE dossier = ?", [language, str(dossier)])
        )

    def set_assisted(self, dossier: UUID, volunteer: str) -> None:
        """From now on somebody types for the resident. volunteer: their code; a second one is written behind the first.

        Raises NotFound.
        """
        at = self._now()

        def write(db: Database) -> None:
            before = register.entry(db, dossier).assisted_by
            names = [name for name in before.split(", ") if name]
            if volunteer not in names:
                both = ", ".join([*names, volunteer])
                db.execute("UPDATE dossier SET assisted_by = ? WHERE id = ?", [both, str(dossier)])
                audit.record(db, at, "assisted", dossier, {"volunteer": volunteer})

        self._store.transaction(write)

    def resume(self, code: str, pin: str) -> Draft:
        """The draft with this code, for whoever knows the PIN. Raises NotFound, NoPin, WrongPin, Locked."""
        dossier = self._store.call(lambda db: _alive(db, code))
        pins.prove(self._store, self._now, dossier, pin)
        return self._opened(dossier, "draft-resumed")

    def resume_by_staff(self, code: str, staff_code: str) -> Draft:
        """The same for a volunteer; a locked PIN gets its tries back. Raises NotFound and what Staff.check() raises."""
        dossier = self._store.call(lambda db: _alive(db, code))
        self._staff.check(staff_code)
        self._store.transaction(lambda db: pins.unlock(db, dossier))
        return self._opened(dossier, "draft-resumed-by-staff")

    def open_drafts(self) -> tuple[DraftSummary, ...]:
        """What can be come back to, newest first, without anything of the residents'. For the staff area."""

        kept_for = self.kept_for

        def read(db: Database) -> tuple[DraftSummary, ...]:
            rows = db.execute(_ALIVE + "ORDER BY d.saved_at DESC").fetchall()
            return tuple(_summary(row, kept_for) for row in rows)

        return self._store.call(read)

    def discard(self, dossier: UUID) -> None:
        """The resident does not go on. A new dossier is withdrawn and its answers wiped; an amendment or a correction

        is given up, and the dossier stands where it stood before. Raises NotFound.
        """
        at = self._now()
        self._papers.wipe(self._store.transaction(lambda db: abandon(db, dossier, at, DossierState.WITHDRAWN)))
        self._store.checkpoint()

    def expire(self) -> int:
        """Wipe the drafts that nobody came back for; returns how many. Cheap when there are none."""
        at, kept_for = self._now(), self.kept_for

        def due(db: Database) -> list[UUID]:
            note_day(db, at)
            rows = db.execute(
                "SELECT dossier FROM draft WHERE saved_at <= ? AND ? <= "
                "(SELECT count(*) FROM day_seen WHERE day > substr(draft.saved_at, 1, 10))",
                [to_instant(at - kept_for), min(_DAYS_SEEN, kept_for.days)],
            ).fetchall()
            return [UUID(row[0]) for row in rows]

        expired = self._store.transaction(due)
        for dossier in expired:
            given_up = partial(abandon, dossier=dossier, at=at, ending=DossierState.EXPIRED)
            self._papers.wipe(self._store.transaction(given_up))
        if expired:
            self._store.checkpoint()
        return len(expired)

    @property
    def kept_for(self) -> timedelta:
        """How long a draft waits for somebody to come back; printed on the draft slip."""
        return period(self._store, Period.DRAFT)

    def set_kept_for(self, days: int) -> None:
        """Change that period: 1 to 180 days. Raises ValueError."""
        set_period(self._store, self._now, Period.DRAFT, days)

    def end_visit(self) -> None:
        """After the screen was wiped: nothing deleted stays in the log, and new packs come into use."""
        self._store.call(lambda db: note_day(db, self._now()))
        self._store.checkpoint()
        self._catalogue.refresh()
        if self._visit_ended is not None:
            self._visit_ended()

    def _opened(self, dossier: UUID, event: str) -> Draft:
        from kiosk.handover import records as handover

        def read(db: Database) -> Draft:
            audit.record(db, self._now(), event, dossier)
            handover.taken_back(db, dossier, self._now())
            return load(db, dossier)

        return self._store.transaction(read)


def insert(  # noqa: PLR0913 - a row
    db: Database,
    dossier: UUID,
    number: int,
    kind: DraftKind,
    *,
    language: str,
    instance_id: str,
    at: datetime,
    former: DossierState = DossierState.DRAFT,
    deprecated_id: str = "",
    correction: str = "",
    xml: bytes | None = None,
) -> None:
    """Begin a draft inside the caller's transaction. former: where the dossier goes back to when it is given up."""
    db.execute(
        "INSERT INTO draft (dossier, number, kind, former_state, instance_id, deprecated_id, correction, xml, page, "
        "language, started_at, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
        [str(dossier), number, kind.value, former.value, instance_id, deprecated_id, correction, xml, language]
        + [to_instant(at)] * 2,
    )


def _summary(row: Any, kept_for: timedelta) -> DraftSummary:
    dossier, code, procedure, pack_version, kind, started_at, saved_at, has_pin, failures = row
    return DraftSummary(
        dossier=UUID(dossier),
        code=code,
        procedure=procedure,
        pack_version=pack_version,
        kind=DraftKind(kind),
        started_at=from_instant(started_at),
        saved_at=from_instant(saved_at),
        expires_at=from_instant(saved_at) + kept_for,
        has_pin=bool(has_pin),
        locked=failures >= pins.TRIES,
    )


def load(db: Database, dossier: UUID) -> Draft:
    """Raises NotFound."""
    row = db.execute(_SELECT, [str(dossier)]).fetchone()
    if row is None:
        raise NotFound("this dossier has no draft")
    return Draft(
        dossier=dossier,
        code=row[1],
        procedure=row[2],
        pack_version=row[3],
        language=row[4],
        xml=row[5],
        page=row[6],
        started_at=from_instant(row[7]),
        saved_at=from_instant(row[8]),
        has_pin=bool(row[9]),
        number=row[10],
        instance_id=row[11],
        deprecated_id=row[12] or None,
        kind=DraftKind(row[13]),
        flagged=flags(db, dossier, row[14]),
        correction=row[14],
        assisted_by=row[15],
    )


def flags(db: Database, dossier: UUID, correction: str) -> tuple[Flag, ...]:
    """The questions of a correction request; none for ""."""
    row = db.execute(
        "SELECT items FROM correction WHERE dossier = ? AND correction = ?", [str(dossier), correction]
    ).fetchone()
    return tuple(Flag(item["ref"], item["label"], item["comment"]) for item in json.loads(row[0])) if row else ()


def abandon(db: Database, dossier: UUID, at: datetime, ending: DossierState) -> list[str]:
    """Give a draft up inside the caller's transaction; returns the attachments to hand to Attachments.wipe().

    ending: what becomes of a dossier that was never finalised (WITHDRAWN or EXPIRED). Raises NotFound.
    """
    row = db.execute("SELECT number, kind, former_state FROM draft WHERE dossier = ?", [str(dossier)]).fetchone()
    if row is None:
        raise NotFound("this dossier has no draft")
    number, kind, former = row[0], DraftKind(row[1]), DossierState(row[2])
    of = register.entry(db, dossier)
    db.execute("DELETE FROM draft WHERE dossier = ?", [str(dossier)])
    if kind is DraftKind.NEW:
        register.move(db, of, ending, at, f"draft-{ending.value}")
        db.execute("UPDATE dossier SET pin = '', pin_failures = 0 WHERE id = ?", [str(dossier)])
        return attachments.forget(db, dossier)
    if of.state is DossierState.DRAFT:
        register.move(db, of, former, at, "amendment-given-up")
    else:
        audit.record(db, at, f"{kind.value}-given-up", dossier)
    return attachments.forget(db, dossier, number)


def note_day(db: Database, at: datetime) -> None:
    """Remember that the kiosk ran today."""
    db.execute("INSERT OR IGNORE INTO day_seen (day) VALUES (?)", [to_instant(at)[:10]])


def _alive(db: Database, code: str) -> UUID:
    of = register.entry_by_code(db, code)
    row = db.execute(_ALIVE + "AND d.dossier = ?", [str(of.id)]).fetchone()
    if row is None:
        raise NotFound("no draft with this code")
    return of.id


def _record_consent(
    db: Database, dossier: UUID, given: ConsentGiven, assisted_by: str, at: datetime, identity: Identity
) -> None:
    consent.record(db, dossier, given, assisted_by, at, identity.sign_key)
