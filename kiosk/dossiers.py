"""Dossiers from the moment they are finalised: sealed, queued, amended, corrected, followed, and dropped in time.

Finalising is one transaction: state, sealed revision in the outbox, history, audit. The receipt exists only after it
committed. The sealed bytes are made once and stored, so that every retry sends the same.
"""

import json
from datetime import timedelta
from functools import partial
from uuid import UUID

from kiosk import attachments, consent, drafts, foreign, pins, register, revising, signatures
from kiosk.attachments import Attachments
from kiosk.catalogue import Catalogue
from kiosk.errors import AnswersTooLarge, NotFound, NothingToCorrect, TooLate
from kiosk.handover import records as handover
from kiosk.identity import Identity
from kiosk.news import PortalNews
from kiosk.periods import Period, period, set_period
from kiosk.register import Entry
from kiosk.staff import Staff
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import (
    Clock,
    DossierState,
    DossierView,
    Draft,
    DraftKind,
    HistoryEntry,
    Outgoing,
    Receipt,
    SendState,
    utc_now,
)
from sync import outbox
from sync.protocol.encoding import from_instant, to_instant
from sync.protocol.revision import Content, Header, seal_revision


class Dossiers(PortalNews):
    """The dossiers of this kiosk; also what the sync engine tells its news to."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        catalogue: Catalogue,
        papers: Attachments,
        staff: Staff,
        now: Clock = utc_now,
    ) -> None:
        super().__init__(now)
        self._store = store
        self._identity = identity
        self._catalogue = catalogue
        self._papers = papers
        self._staff = staff

    def finalise(self, dossier: UUID, submission: bytes, draft: bytes) -> Receipt:
        """Make the draft a revision that waits in the outbox, and return its receipt.

        submission: what FormSession.finalise() gave; it is sealed to the portal and not kept. draft: what
        FormSession.draft() gave; it stays readable here until some days after the acknowledgement, for an amendment.
        Raises NotFound without a draft, TooLate or NothingToCorrect when an officer decided meanwhile, AnswersTooLarge,
        NotEnrolled, DiskFull. After an error the draft is as it was.
        """
        instance = submission.decode()

        def commit(db: Database) -> Receipt:
            self._seal(db, drafts.load(db, dossier), instance, draft)
            return self._receipt(db, dossier)

        return self._store.transaction(commit)

    def receipt(self, dossier: UUID) -> Receipt:
        """The receipt of the newest revision, as often as it is asked for. Raises NotFound when there is none."""
        return self._store.call(lambda db: self._receipt(db, dossier))

    def amend(self, dossier: UUID) -> Draft:
        """Open a finalised dossier again, within the visit that finalised it. Raises TooLate, NotFound."""
        return self._store.transaction(lambda db: revising.amend(db, dossier, self._now()))

    def amend_by_code(self, code: str, pin: str) -> Draft:
        """The same for whoever knows the PIN. Raises NotFound, NoPin, WrongPin, Locked, TooLate."""
        return self.amend(self._proved(code, pin))

    def amend_by_staff(self, code: str, staff_code: str) -> Draft:
        """The same for a volunteer. Raises NotFound, TooLate and what Staff.check() raises."""
        return self.amend(self._proved_by_staff(code, staff_code))

    def correct(self, code: str, pin: str) -> Draft:
        """Open the questions an officer flagged. Raises NotFound, NoPin, WrongPin, Locked, NothingToCorrect."""
        return self._correct(self._proved(code, pin))

    def correct_by_staff(self, code: str, staff_code: str) -> Draft:
        """The same for a volunteer. Raises NotFound, NothingToCorrect and what Staff.check() raises."""
        return self._correct(self._proved_by_staff(code, staff_code))

    def view(self, code: str) -> DossierView:
        """Where a dossier stands. Raises NotFound."""
        return self._store.call(lambda db: self._view(db, register.entry_by_code(db, code)))

    def readable(self, dossier: UUID) -> bytes | None:
        """The answers of the newest revision (what FormSession.draft() gave), None when they were dropped."""

        def read(db: Database) -> bytes | None:
            row = db.execute(
                "SELECT draft_xml FROM revision WHERE dossier = ? ORDER BY number DESC LIMIT 1", [str(dossier)]
            ).fetchone()
            return row[0] if row else None

        return self._store.call(read)

    def outgoing(self) -> Outgoing:
        """What is still on its way up; counted from the outbox, never from flags."""

        def read(db: Database) -> Outgoing:
            counted, last = outbox.counts(db), outbox.note(db, "last_contact")
            return Outgoing(
                counted.waiting,
                counted.sending,
                counted.unknown,
                counted.parked,
                from_instant(last) if last else None,
                counted.carried,
            )

        return self._store.call(read)

    @property
    def readable_for(self) -> timedelta:
        """How long the readable copy stays after the acknowledgement; shown to the volunteer."""
        return period(self._store, Period.READABLE)

    def set_readable_for(self, days: int) -> None:
        """Change that period: 0 to 90 days. Raises ValueError."""
        set_period(self._store, self._now, Period.READABLE, days)

    def drop_readable(self) -> int:
        """Wipe the readable copies whose time is over; returns of how many dossiers. Receipt and state stay."""
        at = self._now()
        before = to_instant(at - self.readable_for)

        def due(db: Database) -> list[UUID]:
            rows = db.execute(
                "SELECT DISTINCT o.id FROM dossier o JOIN revision r ON r.dossier = o.id "
                "WHERE r.dropped = 0 AND o.acknowledged_at <> '' AND o.acknowledged_at <= ? "
                "AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.dossier = o.id)",
                [before],
            ).fetchall()
            return [UUID(row[0]) for row in rows]

        dropped = self._store.call(due)
        for dossier in dropped:
            self._papers.wipe(self._store.transaction(partial(revising.drop, dossier=dossier, at=at)))
        if dropped:
            self._store.checkpoint()
        return len(dropped)

    def _proved(self, code: str, pin: str) -> UUID:
        dossier = self._store.call(lambda db: register.entry_by_code(db, code).id)
        pins.prove(self._store, self._now, dossier, pin)
        return dossier

    def _proved_by_staff(self, code: str, staff_code: str) -> UUID:
        dossier = self._store.call(lambda db: register.entry_by_code(db, code).id)
        self._staff.check(staff_code)
        self._store.transaction(lambda db: pins.unlock(db, dossier))
        return dossier

    def _correct(self, dossier: UUID) -> Draft:
        return self._store.transaction(lambda db: revising.correct(db, dossier, self._identity.box_key, self._now()))

    def _seal(self, db: Database, draft: Draft, instance: str, readable: bytes) -> None:
        of, at = register.entry(db, draft.dossier), self._now()
        _check_alive(of, draft)
        blobs, papers = attachments.for_revision(db, of.id, draft.number)
        corrects = draft.correction or revising.open_answer(db, of)
        if of.received and not corrects:
            raise TooLate("the corrected answers were sent meanwhile")
        outbox.supersede(db, of.id, at=at)
        if server := foreign.place_of(db, of):
            body = foreign.body(db, of, instance.encode(), draft.instance_id, papers, self._pictures(of))
            digest = outbox.enqueue(db, of.id, draft.number, body, blobs, at=at, destination=server)
            revising.keep(db, of, draft, digest, None, corrects, readable, at)
            return
        parent = outbox.parent_for(db, of.id)
        header = Header(
            self._identity.kiosk_id, of.id, draft.number, parent, of.code, of.procedure, of.pack_version, at, blobs
        )
        content = Content(
            dossier=str(of.id),
            number=draft.number,
            instance=instance,
            language=draft.language,
            consent=consent.for_portal(db, of.id),
            papers=papers,
            assisted_by=draft.assisted_by,
            corrects=corrects,
            signed=signatures.way_of(db, of.id, draft.number),
            pin=of.pin,
            permit=handover.permit_of(db, of.id),
        )
        try:
            body = seal_revision(header, content, self._identity.portal_box_key, self._identity.sign_key)
        except ValueError as error:
            raise AnswersTooLarge("the answers do not fit into one revision") from error
        digest = outbox.enqueue(db, of.id, draft.number, body, blobs, at=at)
        revising.keep(db, of, draft, digest, parent, corrects, readable, at)

    def _pictures(self, of: Entry) -> frozenset[str]:
        """Fields of the dossier's form that hold the name of a picture."""
        try:
            return foreign.pictures_of(self._catalogue.pack(of.procedure, of.pack_version).folder)
        except NotFound:
            return frozenset()

    def _receipt(self, db: Database, dossier: UUID) -> Receipt:
        of = register.entry(db, dossier)
        row = db.execute(
            "SELECT finalised_at FROM revision WHERE dossier = ? AND number = ?", [str(dossier), of.number]
        ).fetchone()
        if row is None:
            raise NotFound("this dossier was never finalised")
        token = handover.token_of(db, of, self._identity)
        server = foreign.sent_to(db, dossier)
        return Receipt(
            dossier=of.id,
            code=of.code,
            number=of.number,
            token=token,
            link=token if server else f"{self._identity.portal_url}/h/{token}",
            procedure=of.procedure,
            pack_version=of.pack_version,
            language=of.language,
            finalised_at=from_instant(row[0]),
            sent=of.acknowledged_at is not None,
            server=server,
        )

    def _view(self, db: Database, of: Entry) -> DossierView:
        rows = db.execute("SELECT at, kind, data FROM history WHERE dossier = ? ORDER BY seq", [str(of.id)]).fetchall()
        asked = revising.open_correction(db, of)
        readable = db.execute(
            "SELECT 1 FROM revision WHERE dossier = ? AND draft_xml IS NOT NULL", [str(of.id)]
        ).fetchone()
        return DossierView(
            dossier=of.id,
            code=of.code,
            procedure=of.procedure,
            title=self._catalogue.title(of.procedure, of.pack_version),
            state=of.state,
            sending=_sending(db, of),
            number=of.number,
            language=of.language,
            official_number=of.official_number,
            promised_on=of.promised_on,
            note=of.note,
            history=tuple(HistoryEntry(from_instant(at), kind, json.loads(data)) for at, kind, data in rows),
            flags=drafts.flags(db, of.id, asked) if asked else (),
            can_amend=revising.can_amend(db, of),
            can_correct=bool(asked),
            has_pin=bool(of.pin),
            locked=of.pin_failures >= pins.TRIES,
            readable=readable is not None,
            readable_until=of.acknowledged_at + self.readable_for if readable and of.acknowledged_at else None,
            server=foreign.sent_to(db, of.id),
        )


def _check_alive(of: Entry, draft: Draft) -> None:
    if draft.kind is DraftKind.CORRECTION:
        if of.state is not DossierState.NEEDS_CORRECTION:
            raise NothingToCorrect("the officer went on without the correction")
    elif of.state is not DossierState.DRAFT:
        raise TooLate("an officer received the dossier meanwhile")


def _sending(db: Database, of: Entry) -> SendState | None:
    return outbox.state_of(db, of.id) if of.number else None
