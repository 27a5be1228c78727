"""New dossiers are written together: those of one bulk call, and on SQLite those of all who wait.

A commit costs the disk a flush, and a statement the database a round trip, whether it is about one dossier or thirty.
SQLite has one writer: the first thread writes what has gathered meanwhile in one transaction. PostgreSQL flushes once
for all who commit at the same time, so there each call is a transaction of its own, and for a single dossier one
statement and one way there and back: a queue was not seen to help.
Nobody is answered before it is on disk. One that cannot be written with the others (somebody else has its name or its
code) is left to its own thread, which does it alone and finds out why (registry.ingest).
"""

import threading
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, transaction

from sync.portal.registry import feed, quick, rows
from sync.portal.registry.models import Dossier, Event, Kiosk, Revision
from sync.portal.registry.turns import turn
from sync.states import DossierState

_ARRIVED = {"state": DossierState.SENT, **Dossier().told}  # what the feed says of every new dossier
# The transaction sees to it itself that who sends may still do so: see enrolment.known_with.
_OPEN = "FROM registry_kiosk WHERE id = %s{} AND token_hash = %s AND revoked_at IS NULL"
_MAY_SEND = f"EXISTS (SELECT {_OPEN.format('::uuid')})"
_MAY_SEND_ON_SQLITE = f"SELECT 1 {_OPEN.format('')}"
_MOST = 300  # rows of one transaction: a long one keeps the feed of everybody waiting


@dataclass(slots=True)
class Arrival:
    """The first revision of a dossier, as its two rows. stored: whether they were written, after store()."""

    kiosk: Kiosk
    dossier: rows.Row
    revision: rows.Row
    stored: bool = False


@dataclass(slots=True, eq=False)
class _Ticket:
    """What one thread waits for."""

    arrivals: Sequence[Arrival]
    tried: bool = field(default=False)


_waiting: list[_Ticket] = []
_gathering = threading.Lock()
_committing = threading.Lock()


def store(arrivals: Sequence[Arrival]) -> None:
    """Write new dossiers of one kiosk; on disk when it returns, as far as they are marked stored.

    Call outside a transaction, with one at least.
    """
    if quick.on_postgresql():
        _write_at_once(_distinct(arrivals))
        return
    ticket = _Ticket(arrivals)
    with _gathering:
        _waiting.append(ticket)
    with _committing:
        while not ticket.tried:
            tickets = _gathered()
            try:
                _write([arrival for one in tickets for arrival in one.arrivals])
            finally:
                for one in tickets:
                    one.tried = True


def _gathered() -> list[_Ticket]:
    """Those who have waited longest, as many as fit into a transaction; at least one."""
    with _gathering:
        taken = [_waiting.pop(0)]
        count = len(taken[0].arrivals)
        while _waiting and count + len(_waiting[0].arrivals) <= _MOST:
            taken.append(_waiting.pop(0))
            count += len(taken[-1].arrivals)
    return taken


def _write(arrivals: Sequence[Arrival]) -> None:
    """SQLite."""
    try:
        with turn(), transaction.atomic():
            new = _insert(_permitted(_distinct(arrivals)))
    except (DatabaseError, ValueError):  # the latter when a text cannot be sent at all
        return  # each by itself: whose fault it is shows there
    for arrival in new:
        arrival.stored = True


def _permitted(arrivals: Sequence[Arrival]) -> list[Arrival]:
    kiosks = {one.kiosk.id: one.kiosk.token_hash for one in arrivals}
    still = {id_ for id_, token in kiosks.items() if quick.first(_MAY_SEND_ON_SQLITE, [id_, token]) is not None}
    return [one for one in arrivals if one.kiosk.id in still]


def _insert(arrivals: Sequence[Arrival]) -> list[Arrival]:
    written = rows.insert_each(Dossier, [one.dossier for one in arrivals], new_only=True)
    new = [one for one, is_new in zip(arrivals, written, strict=True) if is_new]
    rows.insert_each(Revision, [one.revision for one in new])
    rows.insert_each(Event, feed.rows_of([_line(one) for one in new]))
    return new


def _write_at_once(arrivals: Sequence[Arrival]) -> None:
    """PostgreSQL: one statement."""
    kiosk = arrivals[0].kiosk
    dossiers = rows.Table(Dossier, [one.dossier for one in arrivals])
    theirs = [
        rows.Table(Revision, [one.revision for one in arrivals], (("site_id", "site_id"), ("dossier", "id"))),
        rows.Table(Event, feed.rows_of([_line(one) for one in arrivals]), (("dossier", "id"),), feed.XID),
    ]
    try:
        with transaction.atomic() if len(arrivals) > rows.MOST else nullcontext():
            stored = rows.insert_new_with(dossiers, theirs, rows.Condition(_MAY_SEND, (kiosk.id, kiosk.token_hash)))
    except (DatabaseError, ValueError):
        return
    for arrival, is_stored in zip(arrivals, stored, strict=True):
        arrival.stored = is_stored


def _distinct(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """The first of each dossier, in one order everywhere: two workers wait for each other in one direction only."""
    distinct: dict[tuple[int, UUID], Arrival] = {}
    for one in arrivals:
        distinct.setdefault((one.dossier["site_id"], one.dossier["id"]), one)
    return [distinct[name] for name in sorted(distinct)]


def _line(one: Arrival) -> feed.Line:
    return one.kiosk, one.dossier["id"], one.revision["number"], "state", _ARRIVED
