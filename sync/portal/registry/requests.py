"""Residents' requests about their data: withdrawn consent, and what else the law gives them, with its deadlines.

Law 91/2025/QH15 and Decree 356/2025: an answer within 2 working days, carried out within 15 days, once 15 more with a
reason. A dossier may have to be kept on another ground than consent (article 19 of the law: the administrative
procedure itself, archives): then the officer declines with that reason, and the resident reads it.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from uuid6 import uuid7

from sync.portal.registry import acts, trail
from sync.portal.registry.days import calendar
from sync.portal.registry.models import DataRequest, Dossier, Officer

REPLY_WORKING_DAYS = 2
CARRY_OUT = timedelta(days=15)
EXTENSION = timedelta(days=15)


class NotOpen(Exception):
    """A colleague changed the request in the meantime, or it cannot go there."""


def ask(
    dossier: Dossier, kind: DataRequest.Kind, came_by: DataRequest.CameBy, by: Officer | None = None
) -> DataRequest:
    """Write a request down; the one that is open already when there is one. Its deadlines run from now."""
    open_one = _open(dossier, kind)
    if open_one is not None:
        return open_one
    now = timezone.now()
    try:
        with transaction.atomic():
            request = DataRequest.objects.create(
                site_id=dossier.site_id,
                id=uuid7(),
                dossier=dossier.id,
                kind=kind,
                came_by=came_by,
                asked_at=now,
                reply_by=_reply_by(timezone.localtime(now)),
                done_by=timezone.localdate(now) + CARRY_OUT,
            )
            trail.record(dossier.site_id, by, "request-asked", dossier.id, {"kind": kind, "came_by": came_by})
    except IntegrityError:  # asked twice at the same moment
        request = _open(dossier, kind) or DataRequest.objects.filter(dossier=dossier.id, kind=kind).latest("asked_at")
    return request


def _reply_by(now: datetime) -> date:
    return calendar().latest(now, REPLY_WORKING_DAYS, None)


def _open(dossier: Dossier, kind: DataRequest.Kind) -> DataRequest | None:
    rows = DataRequest.objects.filter(site_id=dossier.site_id, dossier=dossier.id, kind=kind, closed_at=None)
    return rows.first()


def of_dossier(dossier: Dossier) -> list[DataRequest]:
    """Every request about a dossier, newest first."""
    return list(DataRequest.objects.filter(site_id=dossier.site_id, dossier=dossier.id).order_by("-asked_at"))


def reply(site: int, request: UUID, version: int, by: Officer, words: str) -> None:
    """The resident was answered that it is being carried out. Raises NotOpen."""
    _change(site, request, version, by, "request-replied", replied_at=timezone.now(), answer=words)


def extend(site: int, request: UUID, version: int, by: Officer, reason: str) -> None:
    """Fifteen days more, once. Raises NotOpen, ValueError without a reason."""
    if not reason.strip():
        raise ValueError("an extension gives its reason")
    row = DataRequest.objects.filter(site_id=site, id=request, extension_reason="").first()
    if row is None:
        raise NotOpen
    _change(site, request, version, by, "request-extended", extension_reason=reason, done_by=row.done_by + EXTENSION)


def close(site: int, request: UUID, version: int, by: Officer, outcome: DataRequest.Outcome, words: str) -> None:
    """Carried out, or declined with a reason. Raises NotOpen, ValueError for a refusal without a reason."""
    if outcome == DataRequest.Outcome.DECLINED and not words.strip():
        raise ValueError("a refusal gives its reason")
    now = timezone.now()
    row = DataRequest.objects.filter(site_id=site, id=request).first()
    replied = row.replied_at if row is not None and row.replied_at else now
    _change(
        site,
        request,
        version,
        by,
        f"request-{outcome}",
        closed_at=now,
        replied_at=replied,
        outcome=outcome,
        answer=words,
    )


def carry_out_withdrawal(row: DataRequest, version: int, seen: acts.Seen, words: str, *, erase: bool) -> None:
    """Withdraw the dossier, erase it when wanted, and close the request: all of it or nothing.

    Raises NotOpen, acts.Outdated.
    """
    with transaction.atomic():
        close(row.site_id, row.id, version, seen.officer, DataRequest.Outcome.DONE, words)
        acts.withdraw(seen, words, erase=erase)


def _change(site: int, request: UUID, version: int, by: Officer, action: str, **values: object) -> None:
    with transaction.atomic():
        row = DataRequest.objects.select_for_update().filter(site_id=site, id=request, closed_at=None).first()
        if row is None or row.version != version:
            raise NotOpen
        DataRequest.objects.filter(site_id=site, id=request).update(**values, officer=by, version=version + 1)
        trail.record(site, by, action, row.dossier, {"kind": row.kind})
