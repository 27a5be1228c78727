"""The change feed: appended in the transaction of the change, read by a cursor that never skips.

A plain serial number skips: a transaction that took a lower number may commit after a higher one was read. On
PostgreSQL the order is therefore (xid, seq), and reading stops below the oldest transaction that is still open
(pg_snapshot_xmin). On SQLite there is one writer at a time, so seq alone is in order of commit.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from sync.portal.registry.models import Event, Kiosk, Portal, Revision
from sync.protocol.changes import MAX_EVENTS
from sync.protocol.encoding import from_base64, to_base64, to_instant
from sync.protocol.errors import MalformedError

__all__ = ["MAX_EVENTS", "Slice", "append", "begin_epoch", "concerned", "read"]

_SEQ_BITS = 16  # events of one transaction in an id that grows with the feed


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of the feed: events as on the wire, the cursor behind them, and whether there are more now."""

    events: list[dict[str, Any]]
    next: str
    more: bool


def append(kiosk: Kiosk, dossier: UUID, revision: int, kind: str, data: dict[str, Any]) -> None:
    """Add an event for one kiosk. Call inside the transaction of the change."""
    xid = _transaction_number()
    last = Event.objects.filter(site_id=kiosk.site_id, xid=xid).aggregate(last=Max("seq"))["last"]
    Event.objects.create(
        site_id=kiosk.site_id,
        xid=xid,
        seq=(last or 0) + 1,
        kiosk=kiosk,
        dossier=dossier,
        revision=revision,
        kind=kind,
        at=timezone.now(),
        data=data,
    )


def concerned(site: int, dossier: UUID) -> list[Kiosk]:
    """The kiosks that sent a revision of the dossier: each of them shows its state to the resident."""
    senders = Revision.objects.filter(site_id=site, dossier=dossier).values("kiosk_id")
    return list(Kiosk.objects.filter(id__in=senders).order_by("prefix"))


def _transaction_number() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def read(kiosk: Kiosk, after: str, limit: int) -> Slice:
    """Up to limit events after a cursor ("" for the beginning). Raises MalformedError for a cursor that is not ours."""
    xid, seq = _parse(after)
    rows = Event.objects.filter(site_id=kiosk.site_id, kiosk=kiosk)
    rows = rows.filter(Q(xid__gt=xid) | Q(xid=xid, seq__gt=seq)).order_by("xid", "seq")
    if connection.vendor == "postgresql":
        rows = rows.filter(xid__lt=RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", ()))
    found = list(rows[: limit + 1])
    shown = found[:limit]
    last = f"{shown[-1].xid}.{shown[-1].seq}" if shown else f"{xid}.{seq}"
    return Slice([_wire(event) for event in shown], to_base64(last.encode()), len(found) > limit)


def _parse(after: str) -> tuple[int, int]:
    if not after:
        return 0, 0
    try:
        xid, seq = from_base64(after[:80]).decode("ascii").split(".")
        place = int(xid), int(seq)
    except ValueError as error:
        raise MalformedError("not a cursor of this feed") from error
    if not all(0 <= number < 1 << 63 for number in place):
        raise MalformedError("not a cursor of this feed")
    return place


def _wire(event: Event) -> dict[str, Any]:
    return {
        "id": event.xid << _SEQ_BITS | event.seq if event.xid else event.seq,
        "dossier": str(event.dossier),
        "revision": event.revision,
        "kind": event.kind,
        "at": to_instant(event.at),
        "data": event.data,
    }


def begin_epoch() -> str:
    """A new run of the feed, for after a restore; returns its name.

    A PostgreSQL that was filled from a dump counts its transactions anew, so the old events move to the front, in
    their order, as (0, 1), (0, 2), …
    """
    epoch = str(uuid4())
    with transaction.atomic():
        Portal.objects.select_for_update().get()
        for site in list(Event.objects.order_by().values_list("site_id", flat=True).distinct()):
            places = list(Event.objects.filter(site_id=site).order_by("xid", "seq").values_list("xid", "seq"))
            # Through negative numbers, because a key is checked after each row.
            for place, (xid, seq) in enumerate(places, start=1):
                Event.objects.filter(site_id=site, xid=xid, seq=seq).update(xid=-1, seq=place)
            Event.objects.filter(site_id=site, xid=-1).update(xid=0)
        Portal.objects.filter(id=1).update(epoch=epoch)
    return epoch
