"""The way down: pages of the change feed, each applied together with its cursor in one transaction."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar
from urllib.parse import quote

from sync import outbox, worklist
from sync.connection import Call, Connection
from sync.contract import Sink
from sync.errors import Refused
from sync.protocol.changes import KINDS, MAX_EVENTS, Event, Page, read_page
from sync.protocol.encoding import to_instant
from sync.protocol.errors import MalformedError
from sync.transport import Answer, expect
from sync.worklist import Ask

log = logging.getLogger(__name__)

D = TypeVar("D", bound=Connection)

CURSOR = "cursor"
EPOCH = "epoch"
_FORMER, _MOST_FORMER = "former_epochs", 20  # the newest first
SETTINGS = "settings_asked"  # the version of what the portal has set for this kiosk
PAGE = MAX_EVENTS
LONGEST_PAGE = 32 << 20


class _Get(Protocol):
    def __call__(self, method: str, target: str, *, limit: int) -> Answer: ...


def fetch(
    call: Call[D],
    get: _Get,
    sink: Sink[D],
    resolve: Callable[[Iterable[Ask]], None],
    applied: Callable[[int], None],
    now: Callable[[], datetime],
) -> bool:
    """Fetch and apply until nothing is left. True when the portal was restored from a backup meanwhile.

    resolve: asks the portal about revisions; called before events of their dossiers are applied, because news of a
    dossier must not overtake the acknowledgement of the revision it speaks of.
    """
    restored = False
    while True:
        cursor, epoch = call(_where)
        page = _page(get, cursor)
        if page.epoch != epoch and call(partial(enter_epoch, epoch=page.epoch)):
            restored = True
            continue
        resolve(call(partial(worklist.unknown_of, dossiers={event.dossier for event in page.events})))
        applied(call(partial(_apply, sink=sink, page=page, at=now())))
        if not page.more:
            return restored
        if page.next == cursor:
            raise Refused(200, "feed-goes-round")


def _where(db: Connection) -> tuple[str, str]:
    return outbox.note(db, CURSOR), outbox.note(db, EPOCH)


def _page(get: _Get, cursor: str) -> Page:
    answer = expect(get("GET", f"/v1/changes?after={quote(cursor, safe='')}&limit={PAGE}", limit=LONGEST_PAGE), 200)
    try:
        return read_page(answer.body)
    except MalformedError as error:
        log.error("a page of changes cannot be read: %s", error)
        raise Refused(200, "malformed-changes") from error


def enter_epoch(db: Connection, epoch: str) -> bool:
    """Remember the portal's epoch. True when it is another than before: then everything is asked anew."""
    with db.atomic():
        before = outbox.note(db, EPOCH)
        if before == epoch:
            return False
        outbox.set_note(db, EPOCH, epoch)
        if not before:
            return False
        former = [each for each in (before, *outbox.note(db, _FORMER).split()) if each != epoch]
        outbox.set_note(db, _FORMER, " ".join(former[:_MOST_FORMER]))
        log.warning("the portal was restored from a backup: asking again about everything")
        outbox.set_note(db, CURSOR, "")
        worklist.recheck(db)
    return True


def is_former(db: Connection, epoch: str) -> bool:
    """Whether the portal has begun another since: what it said in this one it may have forgotten."""
    return epoch in outbox.note(db, _FORMER).split()


def _apply(db: D, sink: Sink[D], page: Page, at: datetime) -> int:
    """One transaction: all events of the page and the cursor behind them. Returns how many were ours."""
    try:
        with db.atomic():
            return _apply_all(db, sink, page, _apply_plainly)
    except ValueError:
        # One of them cannot be applied: the page once more, each in a savepoint of its own, which costs as much again.
        with db.atomic():
            return _apply_all(db, sink, page, partial(_apply_one, epoch=page.epoch, at=at))


def _apply_all(db: D, sink: Sink[D], page: Page, apply: Callable[[D, Sink[D], Event], None]) -> int:
    ours = [event for event in page.events if sink.knows(db, event.dossier)]
    for event in ours:
        apply(db, sink, event)
    outbox.set_note(db, CURSOR, page.next)
    if page.settings is not None and outbox.note(db, SETTINGS) != str(page.settings):
        outbox.set_note(db, SETTINGS, str(page.settings))
    return len(ours)


def _apply_plainly(db: D, sink: Sink[D], event: Event) -> None:
    if event.kind not in KINDS:
        raise ValueError(f"a kind that this version does not know: {event.kind!r}")
    sink.apply(db, event)


def _apply_one(db: D, sink: Sink[D], event: Event, *, epoch: str, at: datetime) -> None:
    """An event that cannot be applied is set aside by name: it must not stop the news of every other dossier."""
    try:
        with db.atomic():
            _apply_plainly(db, sink, event)
    except ValueError as error:
        log.error("event %s of dossier %s is set aside: %s", event.id, event.dossier, error)
        db.execute(
            "INSERT INTO unapplied_event (epoch, event, dossier, kind, reason, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (epoch, event) DO UPDATE SET reason = excluded.reason, seen_at = excluded.seen_at",
            (epoch, event.id, str(event.dossier), event.kind, str(error)[:200], to_instant(at)),
        )
