"""The change feed: appended in the transaction of the change, read by a cursor that never skips.

A plain serial number skips: a transaction that took a lower number may commit after a higher one was read. On
PostgreSQL the order is therefore (xid, seq), and reading stops below the oldest transaction that is still open
(pg_snapshot_xmin). On SQLite there is one writer at a time, so seq alone is in order of commit.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from sync.portal.registry.models import Event, Kiosk, Revision
from sync.protocol.encoding import from_base64, to_base64, to_instant
from sync.protocol.errors import MalformedError

MAX_EVENTS = 500


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of the feed: events as on the wire, the cursor behind them, and whether there are more now."""

    events: list[dict[str, Any]]
    next: str
    more: bool


def append(kiosk: Kiosk, dossier: UUID, revision: int, kind: str, data: dict[str, Any]) -> None:
    """Add an event for one kiosk. Call inside the transaction of the change."""
    xid, seq = _place(kiosk.site_id)
    Event.objects.create(
        site_id=kiosk.site_id,
        seq=seq,
        xid=xid,
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


def _place(site: int) -> tuple[int, int]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint, nextval('registry_event_seq')")
            xid, seq = cursor.fetchone()
        return int(xid), int(seq)
    last = Event.objects.filter(site_id=site).aggregate(last=Max("seq"))["last"]
    return 0, (last or 0) + 1


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
        "id": f"{event.xid}.{event.seq}" if event.xid else str(event.seq),
        "dossier": str(event.dossier),
        "revision": event.revision,
        "kind": event.kind,
        "at": to_instant(event.at),
        "data": event.data,
    }
