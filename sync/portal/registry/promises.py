"""The register of promises: what was promised to whom, by when, who is responsible, and whether it was kept.

The day of a dossier's result is a promise too, made and moved by the acts on the dossier; others are written by hand.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from sync.portal.registry import trail
from sync.portal.registry.models import Dossier, Officer, Promise

_STATE = Promise.State


def of_dossier(dossier: Dossier) -> list[Promise]:
    """The promises about a dossier, oldest first."""
    return list(Promise.objects.filter(site_id=dossier.site_id, dossier=dossier.id).order_by("made_at", "id"))


def apology_due(dossier: Dossier) -> Promise | None:
    """The newest promise of a dossier when its day was moved to a later one (Mẫu 04 is due), else None."""
    made = of_dossier(dossier)
    return made[-1] if made and made[-1].moved_late else None


def promise_result(dossier: Dossier, by: Officer, what: str, reason: str) -> None:
    """The day of the result was promised or moved. Call inside the transaction of the act, with the new day set."""
    day = dossier.promised_on
    if day is None:
        return
    before = Promise.objects.filter(site_id=dossier.site_id, dossier=dossier.id, state=_STATE.OPEN).first()
    if before is not None and before.due_on == day:
        return
    if before is not None:
        before.state, before.closed_at, before.closed_by = _STATE.MOVED, timezone.now(), by
        before.save(update_fields=["state", "closed_at", "closed_by"])
    Promise.objects.create(
        site_id=dossier.site_id,
        id=uuid7(),
        dossier=dossier.id,
        what=what,
        to_whom=next(iter(dossier.names), ""),
        responsible=by,
        made_at=timezone.now(),
        due_on=day,
        previous=before.id if before else None,
        moved_late=before is not None and day > before.due_on,
        reason=reason,
    )


def settle(dossier: Dossier, by: Officer, *, kept: bool) -> None:
    """The dossier is finished: kept, or (withdrawn) not to be kept any more. Call inside the transaction of the act."""
    for promise in Promise.objects.filter(site_id=dossier.site_id, dossier=dossier.id, state=_STATE.OPEN):
        close(promise, by, kept=kept)


def make(site: int, by: Officer, what: str, to_whom: str, due_on: date, responsible: Officer) -> Promise:
    """A promise that is about no dossier."""
    with transaction.atomic():
        made = Promise.objects.create(
            site_id=site,
            id=uuid7(),
            what=what,
            to_whom=to_whom,
            responsible=responsible,
            made_at=timezone.now(),
            due_on=due_on,
        )
        trail.record(site, by, "promise-made", data={"promise": str(made.id), "due_on": due_on.isoformat()})
    return made


def close(promise: Promise, by: Officer, *, kept: bool, reason: str = "") -> bool:
    """Kept, or given up with a reason. False when a colleague closed it before. A line of the trail."""
    now = timezone.now()
    in_time = timezone.localtime(now).date() <= promise.due_on
    with transaction.atomic():
        rows = Promise.objects.filter(site_id=promise.site_id, id=promise.id, state=_STATE.OPEN)
        if not rows.update(
            state=_STATE.KEPT if kept else _STATE.BROKEN,
            closed_at=now,
            closed_by=by,
            kept_in_time=in_time if kept else None,
            reason=reason or promise.reason,
        ):
            return False
        action = "promise-kept" if kept else "promise-broken"
        trail.record(promise.site_id, by, action, promise.dossier, {"promise": str(promise.id)})
    return True


def find(site: int, promise: UUID) -> Promise | None:
    """One of a site's."""
    return Promise.objects.filter(site_id=site, id=promise).select_related("responsible", "site").first()
