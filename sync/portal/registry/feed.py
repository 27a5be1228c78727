"""The change feed: appended in the transaction of the change, read by a cursor that never skips.

A plain serial number skips: a transaction that took a lower number may commit after a higher one was read. On
PostgreSQL the order is therefore (xid, seq), and reading stops below the oldest transaction that is still open
(pg_snapshot_xmin). On SQLite there is one writer at a time, so seq alone is in order of commit.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from sync.portal.registry import cursor, quick, rows
from sync.portal.registry.models import Event, Kiosk, Portal, Revision
from sync.protocol.changes import MAX_EVENTS
from sync.protocol.encoding import to_instant

__all__ = ["MAX_EVENTS", "XID", "Line", "Slice", "append", "begin_epoch", "concerned", "read", "rows_of"]

log = logging.getLogger("sync.portal")
_XID = "pg_current_xact_id()::text::bigint"
XID = (("xid", _XID),)  # what PostgreSQL works out in a row
_SEQ_BITS = 16  # events of one transaction in an id that grows with the feed
_EPOCH = 8  # characters of an epoch in a cursor
_LARGEST_PAGE = 8 << 20
_USUAL_EVENT = 2000  # bytes of one without a sealed part, at most a little more


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of the feed: events as on the wire, the cursor behind them, and whether there are more now."""

    epoch: str
    events: list[dict[str, Any]]
    next: str
    more: bool


Line = tuple[Kiosk, UUID, int, str, dict[str, Any]]


def append(kiosk: Kiosk, dossier: UUID, revision: int, kind: str, data: dict[str, Any]) -> None:
    """Add an event for one kiosk. Call inside the transaction of the change."""
    xid = _transaction_number()
    last = Event.objects.filter(site_id=kiosk.site_id, xid=xid).aggregate(last=Max("seq"))["last"] or 0
    Event(**_event((kiosk, dossier, revision, kind, data), xid, last + 1, timezone.now())).save(force_insert=True)


def rows_of(asked: Sequence[Line]) -> list[rows.Row]:
    """The rows of lines (kiosk, dossier, revision, kind, data), for a transaction that has added none yet.

    On PostgreSQL they are to be inserted with XID; on SQLite inside the transaction in which this is called.
    """
    now = timezone.now()
    last = {kiosk.site_id: 0 for kiosk, *_ in asked}
    if not quick.on_postgresql():  # one transaction number for all of them
        for site in last:
            found = quick.first("SELECT max(seq) FROM registry_event WHERE site_id = %s AND xid = 0", [site])
            last[site] = (found and found[0]) or 0
    events: list[rows.Row] = []
    for line in asked:
        last[line[0].site_id] += 1
        events.append(_event(line, 0, last[line[0].site_id], now))
    return events


def _event(line: Line, xid: int, seq: int, now: datetime) -> dict[str, Any]:
    kiosk, dossier, revision, kind, data = line
    return {
        "site_id": kiosk.site_id,
        "xid": xid,
        "seq": seq,
        "kiosk_id": kiosk.id,
        "dossier": dossier,
        "revision": revision,
        "kind": kind,
        "at": now,
        "data": data,
    }


def concerned(site: int, dossier: UUID) -> list[Kiosk]:
    """The kiosks that sent a revision of the dossier: each of them shows its state to the resident."""
    senders = Revision.objects.filter(site_id=site, dossier=dossier).values("kiosk_id")
    return list(Kiosk.objects.filter(id__in=senders).order_by("prefix"))


def _transaction_number() -> int:
    if not quick.on_postgresql():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_XID}")
        return int(cursor.fetchone()[0])


def read(kiosk: Kiosk, after: str, limit: int) -> Slice:
    """Up to limit events after a cursor ("" for the beginning). Raises MalformedError for what is no cursor."""
    place = cursor.read(after)
    epoch, is_there = _epoch_and(kiosk.site_id, place)
    if place is not None and place.epoch == epoch[:_EPOCH] and not is_there:
        log.warning("kiosk %s has read events that are gone: this database is an older one", kiosk.id)
        epoch = begin_epoch(instead_of=epoch)
    if place is None or place.epoch != epoch[:_EPOCH]:
        place = cursor.Place(epoch[:_EPOCH])
    found = _after(kiosk, place, limit + 1)
    shown = _bounded(found[:limit])
    if shown:
        place = cursor.Place(epoch[:_EPOCH], shown[-1].xid, shown[-1].seq, _stamp(shown[-1]))
    return Slice(epoch, [_wire(event) for event in shown], cursor.write(place), len(found) > len(shown))


def _after(kiosk: Kiosk, place: cursor.Place, limit: int) -> list[Event]:
    """Rows compare as the key stands in the index, so that reading begins right behind the cursor."""
    closed = ""
    if quick.on_postgresql():
        closed = "AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint "
    rest = f"WHERE site_id = %s AND kiosk_id = %s AND (xid, seq) > (%s, %s) {closed}ORDER BY xid, seq LIMIT %s"
    return quick.of(Event, rest, [kiosk.site_id, kiosk.id, place.xid, place.seq, limit])


def _bounded(events: list[Event]) -> list[Event]:
    """As many as fit into an answer that a kiosk takes; always one, so that the feed goes on."""
    room = _LARGEST_PAGE
    for place, event in enumerate(events):
        room -= len(str(event.data.get("sealed", ""))) + _USUAL_EVENT
        if room < 0 and place > 0:
            return events[:place]
    return events


def _epoch_and(site: int, place: cursor.Place | None) -> tuple[str, bool]:
    """The epoch, and whether the event at a place is still the one that the cursor was given out for."""
    if place is None or not place.stamp:
        found = quick.first("SELECT epoch FROM registry_portal", [])
        if found is None:
            raise Portal.DoesNotExist
        return str(found[0]), True
    events = quick.of(Event, "WHERE site_id = %s AND xid = %s AND seq = %s", [site, place.xid, place.seq])
    epoch, _ = _epoch_and(site, None)
    return epoch, bool(events) and _stamp(events[0]) == place.stamp


def _stamp(event: Event) -> str:
    return cursor.stamp_of(str(event.dossier), to_instant(event.at))


def _wire(event: Event) -> dict[str, Any]:
    return {
        "id": event.xid << _SEQ_BITS | event.seq if event.xid else event.seq,
        "dossier": str(event.dossier),
        "revision": event.revision,
        "kind": event.kind,
        "at": to_instant(event.at),
        "data": event.data,
    }


def begin_epoch(instead_of: str = "") -> str:
    """A new run of the feed, for after a restore; returns its name. instead_of: only if this is still the epoch.

    A PostgreSQL that was filled from a dump counts its transactions anew, so the old events move to the front, in
    their order, as (0, 1), (0, 2), …
    """
    with transaction.atomic():
        portal = Portal.objects.select_for_update().get()
        if instead_of not in {"", portal.epoch}:
            return portal.epoch
        for site in list(Event.objects.order_by().values_list("site_id", flat=True).distinct()):
            places = list(Event.objects.filter(site_id=site).order_by("xid", "seq").values_list("xid", "seq"))
            # Through negative numbers, because a key is checked after each row.
            for place, (xid, seq) in enumerate(places, start=1):
                Event.objects.filter(site_id=site, xid=xid, seq=seq).update(xid=-1, seq=place)
            Event.objects.filter(site_id=site, xid=-1).update(xid=0)
        portal.epoch = str(uuid4())
        portal.save()
        return portal.epoch
