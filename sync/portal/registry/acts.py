"""What an officer does to a dossier. Each act is one transaction: state, line in the feed, line in the audit trail.

An officer acts on what was on the screen: every act names the version that was shown, and raises Outdated when the
dossier has changed since, by a colleague or by a new revision from a kiosk.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from nacl.public import PublicKey
from uuid6 import uuid7

from sync.portal.registry import answers, erasure, feed, petitions, promises, trail
from sync.portal.registry.models import Correction, Dossier, Kiosk, Officer, Revision
from sync.protocol.changes import FlaggedItem, seal_instance
from sync.states import TRANSITIONS, DossierState, InvalidTransition, check_transition


class Outdated(Exception):
    """The dossier is not any more what the officer saw."""


class NumberTaken(ValueError):
    """Another dossier of the site has this official number."""


class ReasonMissing(ValueError):
    """A promised day is moved to a later one only with a reason."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the officer had on the screen."""

    officer: Officer
    site: int
    dossier: UUID
    version: int
    revision: int


_Data = Callable[[Kiosk], dict[str, Any]]
# The commune has done what was asked of it, or will not.
_FINISHED = frozenset({DossierState.RESULT_READY, DossierState.RETURNED, DossierState.REFUSED, DossierState.WITHDRAWN})
_RESULT = "Trả kết quả hồ sơ"  # in the register, which is Vietnamese like every official paper


@contextmanager
def _act(seen: Seen, action: str, wanted: DossierState | None = None) -> Iterator[Dossier]:
    """The dossier, locked; saved with a new version and an audit line when the block ends without an error."""
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(site_id=seen.site, id=seen.dossier)
        if dossier.version != seen.version:
            raise Outdated(f"version {dossier.version} instead of {seen.version}")
        before = DossierState(dossier.state)
        if wanted is not None and wanted != before:
            check_transition(before, wanted)
            dossier.state = wanted
        yield dossier
        dossier.due_on = dossier.promised_on or dossier.due_on
        if wanted in _FINISHED and before not in _FINISHED:
            dossier.finished_at = timezone.now()
            promises.settle(dossier, seen.officer, kept=wanted != DossierState.WITHDRAWN)
        dossier.head = seen.revision
        dossier.version += 1
        dossier.changed_at = timezone.now()
        dossier.search = answers.search_text(dossier)
        dossier.save()
        told = {"from": before.value, "to": dossier.state, "revision": seen.revision, "version": dossier.version}
        trail.record(seen.site, seen.officer, action, seen.dossier, {**told, **dossier.told})


def _tell(seen: Seen, kind: str, data: _Data) -> None:
    for kiosk in feed.concerned(seen.site, seen.dossier):
        feed.append(kiosk, seen.dossier, seen.revision, kind, data(kiosk))


def _tell_state(seen: Seen, dossier: Dossier) -> None:
    data = {"state": dossier.state, **dossier.told}
    _tell(seen, "state", lambda _: data)


def may(dossier: Dossier, wanted: DossierState) -> bool:
    """Whether the table lets the dossier go there."""
    return wanted in TRANSITIONS[DossierState(dossier.state)]


def accept(seen: Seen, official_number: str, promised_on: date | None = None) -> None:
    """Receive the dossier under its official number. A question that is still open is taken back.

    Raises Outdated, InvalidTransition, NumberTaken.
    """
    try:
        with _act(seen, "accept", DossierState.RECEIVED) as dossier:
            dossier.official_number, dossier.note = official_number, ""
            dossier.promised_on = promised_on or dossier.promised_on
            dossier.accepted_at = dossier.accepted_at or timezone.now()
            _close_correction(seen)
            promises.promise_result(dossier, seen.officer, _what(dossier), "")
            if dossier.procedure == petitions.PROCEDURE:
                petitions.from_dossier(dossier, _revision(seen), seen.officer)
            _tell_state(seen, dossier)
    except IntegrityError as error:
        raise NumberTaken(official_number) from error


def ask_correction(seen: Seen, items: tuple[FlaggedItem, ...], note: str) -> UUID:
    """Ask the resident to answer some questions again. Returns the correction's id.

    Raises Outdated, InvalidTransition; ValueError without a question.
    """
    if not items:
        raise ValueError("a correction asks about at least one question")
    revision = _revision(seen)
    correction = Correction(
        site_id=seen.site,
        id=uuid7(),
        dossier=seen.dossier,
        revision=seen.revision,
        officer=seen.officer,
        note=note,
        items=[asdict(item) for item in items],
        asked_at=timezone.now(),
    )

    def data(kiosk: Kiosk) -> dict[str, Any]:
        sealed = seal_instance(revision.instance, PublicKey(bytes(kiosk.box_key)))
        return {"correction": str(correction.id), "note": note, "items": correction.items, "sealed": sealed}

    with _act(seen, "ask-correction", DossierState.NEEDS_CORRECTION) as dossier:
        dossier.note = note
        correction.save(force_insert=True)
        _tell(seen, "correction", data)
    return correction.id


def promise(seen: Seen, promised_on: date, note: str = "") -> None:
    """Promise the day of the result, or move it; work on the dossier begins.

    Raises Outdated, InvalidTransition, and ReasonMissing when the day is moved to a later one without a word why: an
    apology is due then, with the reason (Mẫu 04).
    """
    with _act(seen, "promise", DossierState.PROCESSING) as dossier:
        if dossier.promised_on is not None and promised_on > dossier.promised_on and not note.strip():
            raise ReasonMissing
        dossier.promised_on, dossier.note = promised_on, note
        promises.promise_result(dossier, seen.officer, _what(dossier), note)
        _tell_state(seen, dossier)


def forward(seen: Seen, authority: str, note: str = "") -> None:
    """Another authority works on it now; the commune stays the one the resident asks.

    Raises Outdated, InvalidTransition.
    """
    with _act(seen, "forward", DossierState.PROCESSING) as dossier:
        dossier.with_authority, dossier.note = authority, note
        _tell_state(seen, dossier)


def take_back(seen: Seen, note: str = "") -> None:
    """The other authority has sent it back; the commune goes on. Raises Outdated, InvalidTransition."""
    with _act(seen, "take-back", DossierState.PROCESSING) as dossier:
        dossier.with_authority, dossier.note = "", note
        _tell_state(seen, dossier)


def renumber(seen: Seen, official_number: str) -> None:
    """The number that the official system gave, pasted back. Raises Outdated, InvalidTransition, NumberTaken."""
    try:
        with _act(seen, "number") as dossier:
            if dossier.accepted_at is None and not dossier.official_number:
                raise InvalidTransition(DossierState(dossier.state), DossierState.RECEIVED)
            dossier.official_number = official_number
            _tell_state(seen, dossier)
    except IntegrityError as error:
        raise NumberTaken(official_number) from error


def mark_ready(seen: Seen, note: str = "") -> None:
    """The result can be collected. Raises Outdated, InvalidTransition."""
    with _act(seen, "ready", DossierState.RESULT_READY) as dossier:
        dossier.note = note
        _tell_state(seen, dossier)


def mark_returned(seen: Seen) -> None:
    """The result was handed over. Raises Outdated, InvalidTransition."""
    with _act(seen, "returned", DossierState.RETURNED) as dossier:
        dossier.note = ""
        _tell_state(seen, dossier)


def refuse(seen: Seen, reason: str) -> None:
    """Refuse with a reason that the resident reads. Raises Outdated, InvalidTransition, ValueError without one."""
    if not reason.strip():
        raise ValueError("a refusal gives its reason")
    with _act(seen, "refuse", DossierState.REFUSED) as dossier:
        dossier.note = reason
        _close_correction(seen)
        _tell_state(seen, dossier)


def withdraw(seen: Seen, note: str, *, erase: bool) -> None:
    """The resident withdraws it, or the consent. A dossier that is finished stays so.

    erase: what it says about people goes too, for good. Raises Outdated.
    """
    dossier = Dossier.objects.get(site_id=seen.site, id=seen.dossier)
    wanted = DossierState.WITHDRAWN if may(dossier, DossierState.WITHDRAWN) else None
    with _act(seen, "erase" if erase else "withdraw", wanted) as dossier:
        _close_correction(seen)
        dossier.note, dossier.with_authority = note, ""
        _tell_state(seen, dossier)
        if erase:
            erasure.erase(dossier)


def reissue(seen: Seen) -> int:
    """A lost receipt is replaced: the ones before do not open the resident's page any more. Returns the new count."""
    with _act(seen, "reissue") as dossier:
        dossier.reissues += 1
        dossier.pin_failures = 0  # the card was shown
    return dossier.reissues


def tell(seen: Seen, note: str) -> None:
    """Words to the resident without a change of state. Raises Outdated."""
    with _act(seen, "note") as dossier:
        dossier.note = note
        _tell(seen, "note", lambda _: {"note": note})


def _revision(seen: Seen) -> Revision:
    return Revision.objects.get(site_id=seen.site, dossier=seen.dossier, number=seen.revision)


def _what(dossier: Dossier) -> str:
    return f"{_RESULT} {dossier.official_number or dossier.code}"


def _close_correction(seen: Seen) -> None:
    open_ones = Correction.objects.filter(site_id=seen.site, dossier=seen.dossier, closed_at=None)
    open_ones.update(closed_at=timezone.now())
