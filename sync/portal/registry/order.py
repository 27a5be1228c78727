"""The feed of several communes in one order, for whoever follows all of them: provinces, and what is told to webhooks.

Kiosks read their own lines commune by commune (registry.feed). Here lines of all communes stand in the order of their
commit: on PostgreSQL by (xid, seq, site) below the oldest transaction that is open, on SQLite by the row, because there
is one writer at a time. Nothing is skipped, whoever writes meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from sync.portal.registry import cursor
from sync.portal.registry.models import Event, Portal, Revision
from sync.protocol.encoding import to_instant

_KIND = "province-v1"
_EPOCH = 8
_SITE_BITS = 31
_SITE = (1 << _SITE_BITS) - 1
_LAST = (1 << 30) - 1


@dataclass(frozen=True, slots=True)
class Lines:
    """A piece of the order: the lines, the cursor behind them, whether there are more now.

    anew: the cursor was of another database, or none; the lines are those from the beginning.
    """

    epoch: str
    events: tuple[Event, ...]
    next: str
    more: bool
    anew: bool


def read(sites: Sequence[int], after: str, limit: int) -> Lines:
    """Up to limit lines of some communes after a cursor, "" for the beginning.

    A cursor of another epoch, or whose line is gone because the database was restored, begins anew: lines may come
    again, and none is missed. Raises MalformedError for what is no cursor.
    """
    epoch = Portal.objects.get().epoch
    known = cursor.read(after, _KIND)
    anew = known is None or known.epoch != epoch[:_EPOCH] or not _is_there(known)
    place = cursor.Place(epoch[:_EPOCH]) if known is None or anew else known
    found = list(_after(sites, place)[: limit + 1])
    shown = tuple(found[:limit])
    if shown:
        place = _place(epoch, shown[-1])
    return Lines(epoch, shown, cursor.write(place, _KIND), len(found) > len(shown), anew)


def end() -> str:
    """The cursor behind everything there is: what comes from now on is after it."""
    epoch = Portal.objects.get().epoch[:_EPOCH]
    if connection.vendor == "postgresql":
        with connection.cursor() as server:
            server.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            place = cursor.Place(epoch, int(server.fetchone()[0]) - 1, _LAST << _SITE_BITS | _SITE)
        return cursor.write(place, _KIND)
    last = Event.objects.annotate(row=_row()).order_by("-row").first()
    return cursor.write(_place(epoch, last) if last is not None else cursor.Place(epoch), _KIND)


def spokesmen(events: Sequence[Event]) -> dict[UUID, UUID]:
    """For each dossier the kiosk whose lines stand for it.

    Every act is told to each kiosk that sent a revision, so it has a line for each. The kiosk whose revision came first
    was told of all of them; the others' lines are the same again.
    """
    dossiers = {event.dossier for event in events}
    rows = Revision.objects.filter(dossier__in=dossiers).order_by("dossier", "-received_at", "-number")
    return dict(rows.values_list("dossier", "kiosk_id"))


def _after(sites: Sequence[int], place: cursor.Place) -> QuerySet[Event]:
    rows = Event.objects.filter(site_id__in=sites)
    if connection.vendor != "postgresql":
        return rows.annotate(row=_row()).filter(row__gt=place.seq).order_by("row")
    seq, site = place.seq >> _SITE_BITS, place.seq & _SITE
    same = Q(xid=place.xid, seq__gt=seq) | Q(xid=place.xid, seq=seq, site_id__gt=site)
    rows = rows.filter(xid__gte=place.xid).filter(Q(xid__gt=place.xid) | same)
    return rows.filter(xid__lt=RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", ())).order_by(
        "xid", "seq", "site_id"
    )


def _row() -> Any:
    return RawSQL("registry_event.rowid", ()) if connection.vendor == "sqlite" else F("seq")


def _place(epoch: str, event: Event) -> cursor.Place:
    row: int | None = getattr(event, "row", None)
    seq = event.seq << _SITE_BITS | event.site_id if row is None else row
    return cursor.Place(epoch[:_EPOCH], event.xid, seq, cursor.stamp_of(str(event.dossier), to_instant(event.at)))


def _is_there(place: cursor.Place) -> bool:
    """Whether the line that was read last is still the one at its place."""
    if not place.stamp:
        return True
    if connection.vendor == "postgresql":
        rows = Event.objects.filter(site_id=place.seq & _SITE, xid=place.xid, seq=place.seq >> _SITE_BITS)
    else:
        rows = Event.objects.annotate(row=_row()).filter(row=place.seq)
    event = rows.first()
    return event is not None and cursor.stamp_of(str(event.dossier), to_instant(event.at)) == place.stamp
