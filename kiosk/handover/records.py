"""The tables of taking along. Every function takes the database and joins the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kiosk import attachments, audit, consent, drafts, pins, register
from kiosk.errors import Locked
from kiosk.handover.errors import BegunHere, ErasedHere, FinishedHere, NotToBeTaken
from kiosk.handover.letter import Letter, Picture
from kiosk.identity import Identity
from kiosk.register import Entry
from kiosk.store.driver import Database
from kiosk.types import Draft, DraftKind
from sync.bundles.handover import Inside, sign_permit
from sync.protocol.encoding import canonical_json, from_base64, from_instant, to_base64, to_instant
from sync.protocol.followup import make_token, prefix_of, split_token
from sync.states import DossierState

TRIES = pins.TRIES
LOCKED_FOR = timedelta(hours=1)
_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A draft about to be taken along, with the two signatures of the kiosk that gave out its code.

    behind: which papers the pictures prove that stay here, each as often as it was photographed.
    """

    draft: Draft
    entry: Entry
    letter: Letter
    permit: bytes
    receipt: bytes
    behind: tuple[str, ...]


def leaving(db: Database, dossier: UUID, identity: Identity, *, pictures: bool) -> Leaving:
    """pictures: whether they go along. Raises NotFound, NotToBeTaken."""
    draft, of = drafts.load(db, dossier), register.entry(db, dossier)
    if draft.kind is not DraftKind.NEW or of.state is not DossierState.DRAFT or draft.xml is None:
        raise NotToBeTaken("only a form that was begun and never finished is taken along")
    permit, receipt, brought = _signatures(db, of, identity)
    blobs, papers = attachments.for_revision(db, dossier, draft.number)
    sizes = {blob.sha256: blob.size for blob in blobs}
    taken = tuple(
        Picture(each.sha256, sizes[each.sha256], each.key, each.name, each.media_type, each.paper)
        for each in papers
        if each.paper != attachments.SIGNATURE
    )
    row = db.execute("SELECT count FROM handed_over WHERE dossier = ?", [str(dossier)]).fetchone()
    letter = Letter(
        procedure=of.procedure,
        pack_version=of.pack_version,
        language=draft.language,
        page=draft.page,
        consent=consent.for_portal(db, dossier),
        assisted_by=draft.assisted_by,
        saved_at=draft.saved_at,
        count=max(row[0] if row else 0, brought) + 1,
        left=0 if pictures else len(taken),
        pictures=taken if pictures else (),
        draft=draft.xml,
    )
    behind = () if pictures else tuple(each.paper for each in taken)
    return Leaving(draft, of, letter, permit, receipt, behind)


def _signatures(db: Database, of: Entry, identity: Identity) -> tuple[bytes, bytes, int]:
    """Our own for our own code; for one that came from another kiosk, those that came with it."""
    row = db.execute("SELECT permit, receipt, count FROM brought WHERE dossier = ?", [str(of.id)]).fetchone()
    if row is not None:
        return bytes(row[0]), bytes(row[1]), int(row[2])
    _, signature = split_token(make_token(of.code, identity.sign_key))
    return sign_permit(of.code, of.id, identity.sign_key), signature, 0


def gone(db: Database, left: Leaving, until: datetime, at: datetime, pin: str, way: str) -> None:
    """It is about to be on paper or on a stick. pin: the hash; the draft here opens with the same PIN from now on."""
    dossier = str(left.entry.id)
    db.execute(
        "INSERT INTO handed_over (dossier, count, handed_at, until, away) VALUES (?, ?, ?, ?, 1) "
        "ON CONFLICT (dossier) DO UPDATE SET count = excluded.count, handed_at = excluded.handed_at, "
        "until = excluded.until, away = 1",
        [dossier, left.letter.count, to_instant(at), to_instant(until)],
    )
    db.execute("UPDATE dossier SET pin = ?, pin_failures = 0 WHERE id = ?", [pin, dossier])
    audit.record(db, at, "handed-over", left.entry.id, {"count": left.letter.count, "way": way})


def away_since(db: Database, dossier: UUID) -> datetime | None:
    """When the draft was taken along, None when it was not, or was taken back."""
    row = db.execute("SELECT handed_at FROM handed_over WHERE dossier = ? AND away = 1", [str(dossier)]).fetchone()
    return from_instant(row[0]) if row else None


def taken_back(db: Database, dossier: UUID, at: datetime) -> None:
    """The draft was opened here again: from now on the one here counts as the one that goes on."""
    if db.execute("UPDATE handed_over SET away = 0 WHERE dossier = ? AND away = 1", [str(dossier)]).rowcount:
        audit.record(db, at, "handover-taken-back", dossier)


def overtaken(db: Database, dossier: UUID, at: datetime) -> list[str]:
    """It was finished elsewhere: the draft that stayed goes; returns its pictures for Attachments.wipe()."""
    db.execute("DELETE FROM draft WHERE dossier = ?", [str(dossier)])
    db.execute("UPDATE handed_over SET away = 0 WHERE dossier = ?", [str(dossier)])
    audit.record(db, at, "handover-overtaken", dossier)
    return attachments.forget(db, dossier)


def count_try(db: Database, name: str, at: datetime) -> int:
    """Before a PIN is compared; returns how many tries are left after this one. Raises Locked.

    After five an hour passes before the next five. A clock that was set back begins the hour anew.
    """
    db.execute("DELETE FROM handover_try WHERE tried_at < ?", [to_instant(at - _KEPT)])
    row = db.execute("SELECT failures, tried_at FROM handover_try WHERE name = ?", [name]).fetchone()
    failures, tried_at = (row[0], from_instant(row[1])) if row else (0, at)
    opens = min(tried_at, at) + LOCKED_FOR
    if failures >= TRIES and at < opens:
        raise Locked(opens)
    failures = 0 if failures >= TRIES else failures
    db.execute(
        "INSERT OR REPLACE INTO handover_try (name, failures, tried_at) VALUES (?, ?, ?)",
        [name, failures + 1, to_instant(at)],
    )
    return int(TRIES - failures - 1)


def right(db: Database, name: str) -> None:
    """The PIN was right: all tries are back."""
    db.execute("DELETE FROM handover_try WHERE name = ?", [name])


def adopt(
    db: Database, code: str, inside: Inside, letter: Letter, pin: str, at: datetime, *, replace: bool | None
) -> list[str]:
    """Make the draft one of this kiosk's; returns the pictures to hand to Attachments.wipe().

    replace: which goes on when a draft of it is here: True what was brought, False the one here, None asks (BegunHere).
    Raises BegunHere, FinishedHere, ErasedHere; ValueError when the code belongs to another dossier.
    """
    dossier = str(inside.dossier)
    if db.execute("SELECT 1 FROM dossier WHERE code = ? AND id <> ?", [code, dossier]).fetchone():
        raise ValueError("the code belongs to another dossier")
    if db.execute("SELECT 1 FROM dossier WHERE id = ?", [dossier]).fetchone() is None:
        _insert(db, code, inside, letter, pin, at)
        return []
    of = register.entry(db, inside.dossier)
    row = db.execute("SELECT kind, saved_at FROM draft WHERE dossier = ?", [dossier]).fetchone()
    if of.number:
        raise FinishedHere(code)
    if row is None or row[0] != DraftKind.NEW:
        raise ErasedHere(code)
    if replace is None and not _is_the_same(db, inside.dossier, letter.count):
        raise BegunHere(code, from_instant(row[1]), letter.saved_at)
    taken_back(db, inside.dossier, at)
    return _replaced(db, inside.dossier, letter, at) if replace else []


def _is_the_same(db: Database, dossier: UUID, count: int) -> bool:
    """It left from here, is still away, and was not handed over since: nothing to ask."""
    row = db.execute("SELECT count FROM handed_over WHERE dossier = ? AND away = 1", [str(dossier)]).fetchone()
    return row is not None and row[0] == count


def _insert(db: Database, code: str, inside: Inside, letter: Letter, pin: str, at: datetime) -> None:
    dossier, given_at = inside.dossier, letter.consent["given_at"]
    state = DossierState.DRAFT.value
    db.execute(
        "INSERT INTO dossier (id, code, procedure, pack_version, language, assisted_by, state, created_at, pin) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(str(dossier), code, letter.procedure, letter.pack_version, letter.language, letter.assisted_by),
            *(state, given_at, pin),
        ],
    )
    instance_id = f"uuid:{dossier}"
    drafts.insert(db, dossier, 1, DraftKind.NEW, language=letter.language, instance_id=instance_id, at=at)
    db.execute(
        "INSERT INTO brought (dossier, consent, brought_at, receipt, permit, count) VALUES (?, ?, ?, ?, ?, ?)",
        [
            *(str(dossier), canonical_json(letter.consent).decode(), to_instant(at)),
            *(inside.receipt, inside.permit, letter.count),
        ],
    )
    _fill(db, dossier, letter, at)
    audit.record(db, at, "taken-over", dossier, {"count": letter.count, "from": prefix_of(code)})
    register.add_history(db, dossier, from_instant(given_at), "started")
    drafts.note_day(db, at)


def _replaced(db: Database, dossier: UUID, letter: Letter, at: datetime) -> list[str]:
    """What was brought takes the place of the draft here. Pictures that did not come along stay."""
    dropped = attachments.forget(db, dossier, 1) if letter.pictures else []
    newer = [letter.count, str(dossier)]
    db.execute("UPDATE brought SET count = max(count, ?) WHERE dossier = ?", newer)
    db.execute("UPDATE handed_over SET count = max(count, ?) WHERE dossier = ?", newer)
    db.execute("UPDATE draft SET language = ? WHERE dossier = ?", [letter.language, str(dossier)])
    _fill(db, dossier, letter, at)
    audit.record(db, at, "taken-over-again", dossier, {"count": letter.count})
    return dropped


def _fill(db: Database, dossier: UUID, letter: Letter, at: datetime) -> None:
    db.execute(
        "UPDATE draft SET xml = ?, page = ?, saved_at = ? WHERE dossier = ?",
        [letter.draft, letter.page, to_instant(at), str(dossier)],
    )
    for each in letter.pictures:
        db.execute(
            "INSERT INTO paper (dossier, number, key, sha256, paper, name, media_type, size, added_at) "
            "VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(str(dossier), from_base64(each.key), each.sha256, each.paper, each.name, each.media_type),
                *(each.size, to_instant(at)),
            ],
        )


def permit_of(db: Database, dossier: UUID) -> str:
    """What a revision carries for the portal: base64url, "" for a dossier with this kiosk's own code."""
    row = db.execute("SELECT permit FROM brought WHERE dossier = ?", [str(dossier)]).fetchone()
    return to_base64(bytes(row[0])) if row and row[0] else ""


def token_of(db: Database, of: Entry, identity: Identity) -> str:
    """The token of a receipt: signed here, or by the kiosk whose code it is, of which the portal knows the key."""
    row = db.execute("SELECT receipt FROM brought WHERE dossier = ?", [str(of.id)]).fetchone()
    if row and row[0]:
        return f"{of.code}.{to_base64(bytes(row[0]))}"
    return make_token(of.code, identity.sign_key)
