"""The shapes that cross the border of the kiosk: what screens, receipts and the sync service are given.

All are immutable. Instants are aware and in UTC unless said otherwise; codes are nine characters without hyphens
(sync.protocol.followup.show_code prints them).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from sync.states import DossierState, SendState

__all__ = [
    "CapturedPaper",
    "Clock",
    "ConsentGiven",
    "ConsentRecord",
    "DossierState",
    "DossierView",
    "Draft",
    "DraftKind",
    "DraftSummary",
    "Flag",
    "HistoryEntry",
    "InitialSecrets",
    "Outgoing",
    "Receipt",
    "SendState",
    "StaffSession",
    "Words",
    "utc_now",
]

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a kiosk outside tests."""
    return datetime.now(UTC)


class Words(Protocol):
    """A text in several languages, as packs have it (forms.pack.Text)."""

    def in_language(self, code: str) -> str:
        """The text, in Vietnamese when the language is missing."""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """What a resident agreed to, as the screen showed it.

    Attributes:
        text_version: version of the consent text, such as "2026-11".
        language: the language it was shown in.
        purposes: the purposes that were agreed to, in that language.
        text: the exact words shown; kept once, by their hash, as the proof of what was agreed to.
        given_by: "resident", or "representative" when somebody is authorised to act for them. Never a name.
    """

    text_version: str
    language: str
    purposes: tuple[str, ...] = ()
    text: str = ""
    given_by: str = "resident"


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """A consent as it is kept. signature: Ed25519 by the kiosk over the record (kiosk.consent.signed_bytes)."""

    dossier: UUID
    text_version: str
    language: str
    purposes: tuple[str, ...]
    text: str
    given_by: str
    assisted_by: str
    given_at: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class Flag:
    """A question that an officer flagged, with the officer's words."""

    ref: str
    label: str
    comment: str


class DraftKind(StrEnum):
    """Why something is being filled in.

    NEW: a dossier that was never finalised.
    AMENDMENT: the resident changes a dossier that no officer has received yet.
    CORRECTION: an officer flagged questions.
    """

    NEW = "new"
    AMENDMENT = "amendment"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision being prepared.

    Attributes:
        code: the follow-up code, the same on the draft slip and on every receipt.
        xml: what FormSession.draft() last gave, or the revision to amend or correct; None before the first save.
        page: key of the page that was open, "" before the first save.
        number: number of the revision being prepared, from 1.
        instance_id: to be handed to FormSession.finalise(instance_id=…).
        deprecated_id: to be handed to FormSession.finalise(deprecated_id=…); None when nothing was sent before.
        flagged: the questions to answer again; empty unless kind is CORRECTION.
        correction: id of the correction request, "" unless kind is CORRECTION.
        assisted_by: who types for the resident, "" when nobody does.
    """

    dossier: UUID
    code: str
    procedure: str
    pack_version: str
    language: str
    xml: bytes | None
    page: str
    started_at: datetime
    saved_at: datetime
    has_pin: bool
    number: int
    instance_id: str
    deprecated_id: str | None = None
    kind: DraftKind = DraftKind.NEW
    flagged: tuple[Flag, ...] = ()
    correction: str = ""
    assisted_by: str = ""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A draft without anything of the resident's, for the staff list and for recovery after a power cut."""

    dossier: UUID
    code: str
    procedure: str
    pack_version: str
    kind: DraftKind
    started_at: datetime
    saved_at: datetime
    expires_at: datetime
    has_pin: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a revision was finalised; it exists only after the transaction committed.

    token and link: what the QR code holds ({portal_url}/h/{token}; the token alone where the portal knows nothing).
    server: the name of the server that it goes to when that is not the portal; it gives no news back.
    """

    dossier: UUID
    code: str
    number: int
    token: str
    link: str
    procedure: str
    pack_version: str
    language: str
    finalised_at: datetime
    sent: bool
    server: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a dossier.

    kind: "started", "finalised", "amended", "corrected", "sent", "state", "correction", "note", "parked". data: texts
    by name; for "state" those of the protocol's event (state, official_number, promised_on, note).
    """

    at: datetime
    kind: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DossierView:
    """Where a dossier stands, in words that need no PIN: no answer of the resident's is in it.

    Attributes:
        title: the procedure's name.
        sending: what is known about the newest revision on the wire; None for a draft.
        official_number, promised_on, note: as the officer gave them, "" when not yet.
        history: oldest first.
        flags: the questions an officer flagged, when a correction is open.
        can_amend, can_correct: whether amend_by_code() and correct() would be let.
        has_pin: without one, the staff code is asked for.
        locked: too many wrong PINs; the staff code opens it.
        readable_until: when the readable copy is dropped; None while unsent, or when it is gone already.
        server: the name of the server that it goes to when that is not the portal; it gives no news back.
    """

    dossier: UUID
    code: str
    procedure: str
    title: Words
    state: DossierState
    sending: SendState | None
    number: int
    language: str
    official_number: str
    promised_on: str
    note: str
    history: tuple[HistoryEntry, ...]
    flags: tuple[Flag, ...]
    can_amend: bool
    can_correct: bool
    has_pin: bool
    locked: bool
    readable: bool
    readable_until: datetime | None
    server: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is still on its way up, in revisions. last_contact: when the portal last answered, None when never.

    carried: of the unknown ones, those that lie on a stick.
    """

    waiting: int
    sending: int
    unknown: int
    parked: int
    last_contact: datetime | None
    carried: int = 0


@dataclass(frozen=True, slots=True)
class CapturedPaper:
    """A photograph or scan of a paper. sha256 names the stored ciphertext; size is the ciphertext's, in bytes."""

    sha256: str
    paper: str
    name: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class StaffSession:
    """Proof that the staff code was given just now."""

    opened_at: datetime


@dataclass(frozen=True, slots=True)
class InitialSecrets:
    """What the first start of a kiosk made and what cannot be shown again: to be printed and locked away."""

    staff_code: str
    recovery_code: str
