"""The way to the portal as a service: its own thread, what volunteers see of it, and a stop that is quick.

The thread alone uses the engine and the transport. It asks for the database through Store.call for a moment at a time
and never while it waits for a socket. What is shown is counted from the outbox each time, never kept as a flag.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from kiosk.catalogue.updates import CatalogueUpdates, Standing, standing
from kiosk.errors import DiskFull, StoreClosed
from kiosk.health import Health
from kiosk.identity import Enrolment
from kiosk.link import Link, OtherServer, SyncStatus, link_of
from kiosk.network import NetworkWatch
from kiosk.openrosa import Lane
from kiosk.space import Gauge, Room
from kiosk.store.driver import Database
from sync import notices, outbox
from sync.catalogue import sources
from sync.catalogue.errors import CatalogueRefused
from sync.engine import LAST_CONTACT, SyncEngine
from sync.errors import TransportError
from sync.outbox import Counts, Entry
from sync.protocol.batch import Signer
from sync.protocol.encoding import from_instant
from sync.scheduler import Scheduler, Wish
from sync.states import SendState
from sync.transport import Pace, Transport, is_loopback

if TYPE_CHECKING:
    from kiosk.app import Kiosk

_LOG = logging.getLogger(__name__)

# How often the thread looks for new work by itself, in case nobody told it.
_LOOK = 10.0
_SHOW_EVERY = 0.5
_CATALOGUE_EVERY = 6 * 3600.0
_STOP_WITHIN = 10.0


Observer = Callable[[SyncStatus], None]

__all__ = ["Link", "Observer", "SyncService", "SyncStatus", "Waiting"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the volunteer's page: a revision that is not acknowledged, by its follow-up code."""

    code: str
    entry: Entry


class SyncService:
    """Sends and fetches in the background. Every method may be called from any thread."""

    def __init__(self, kiosk: "Kiosk", *, pace: Pace | None = None, random: Random | None = None) -> None:
        self._kiosk = kiosk
        self._pace = pace
        self._random = random or Random()  # noqa: S311 - jitter, not a secret
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = False
        self._asked: set[Wish] = set()
        self._thread: threading.Thread | None = None
        self._observers: list[Observer] = []
        self._status = SyncStatus(Link.NOT_TRIED if kiosk.identity.enrolled else Link.NOT_ENROLLED)
        # Below: used by the service's own thread only.
        self._enrolment: Enrolment | None = None
        self._transport: Transport | None = None
        self._engine: SyncEngine[Database] | None = None
        self._scheduler: Scheduler | None = None
        self._catalogue_due = 0.0
        self._updates = CatalogueUpdates(kiosk)
        self._shown_at = 0.0
        self._gauge = Gauge(kiosk.home)
        self._seen = (0, 0)
        self._acknowledged = self._applied = 0
        self._health = Health(kiosk)
        self._network = NetworkWatch()
        self._other = Lane(kiosk, self._random, pace)

    # For everybody.

    def start(self) -> None:
        """Begin. Starting twice does nothing."""
        with self._lock:
            if self._thread is None and not self._stopping:
                self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
                self._thread.start()

    def stop(self, within: float = _STOP_WITHIN) -> bool:
        """Break off what is under way and end the thread; False when it did not end within so many seconds.

        What was being sent is *unknown* afterwards and asked about at the next start.
        """
        with self._lock:
            self._stopping = True
            thread, transport = self._thread, self._transport
        self._wake.set()
        self._other.stop()
        if transport is not None:
            transport.stop()
        if thread is None:
            return True
        thread.join(within)
        if thread.is_alive():
            # Only a name look-up cannot be broken off; the thread ends with it, and touches nothing any more.
            _LOG.warning("the sync thread is still waiting for a name look-up")
        return not thread.is_alive()

    def kick(self) -> None:
        """A person wants it sent now: at once, whatever the backoff, unless the portal told us to wait."""
        self._ask(Wish.SEND_NOW)

    def new_work(self) -> None:
        """A dossier was finalised. (The service finds out by itself after a few seconds, too.)"""
        self._ask(Wish.NEW_WORK)

    def network_back(self) -> None:
        """The machine has a network again. (The service looks at the kernel's tables every few seconds, too.)"""
        self._ask(Wish.NETWORK_BACK)

    def status(self) -> SyncStatus:
        """What was last shown; never waits."""
        return self._status

    def entries(self) -> tuple[Entry, ...]:
        """What is not acknowledged yet, oldest first; for the volunteer's page."""
        return self._kiosk.store.call(outbox.entries)

    def waiting(self) -> tuple[Waiting, ...]:
        """The same with the codes that stand on the receipts."""

        def read(db: Database) -> tuple[Waiting, ...]:
            codes = dict(db.execute("SELECT id, code FROM dossier").fetchall())
            return tuple(Waiting(codes.get(str(each.dossier), ""), each) for each in outbox.entries(db))

        return self._kiosk.store.call(read)

    def release(self, entry: Entry) -> None:
        """Try a parked revision again. Raises InvalidTransition when it is not parked any more."""
        self._kiosk.store.call(lambda db: outbox.release(db, entry.dossier, entry.number, at=self._kiosk.now()))
        self.kick()

    def release_parked(self) -> None:
        """Try all of them again."""
        for entry in self.entries():
            if entry.state is SendState.PARKED:
                self.release(entry)

    def observe(self, observer: Observer) -> None:
        """Call observer with every new status, on the service's own thread."""
        with self._lock:
            self._observers.append(observer)

    def forget(self, observer: Observer) -> None:
        """Call it no more."""
        with self._lock:
            if observer in self._observers:
                self._observers.remove(observer)

    def _ask(self, what: Wish) -> None:
        with self._lock:
            self._asked.add(what)
        self._wake.set()

    # The thread.

    def _run(self) -> None:
        self._health.start()
        try:
            while not self._stopping:
                self._wake.wait(self._turn())
                self._wake.clear()
        except StoreClosed:
            _LOG.info("the store was closed")
        finally:
            self._health.stop()
            self._other.close()
            if self._transport is not None:
                self._transport.close()

    def _turn(self) -> float:
        """One look around, and a cycle when one is due. Returns how long to sleep."""
        try:
            scheduler = self._ready()
            if scheduler is None:
                self._show(Link.NOT_ENROLLED)
                return _LOOK
            asked = self._listen(scheduler)
            if scheduler.wait(time.monotonic()) <= 0 and not self._stopping:
                self._cycle(scheduler)
                self._health.look(self._status, time.monotonic())
            wait = self._other_turn(asked)
            self._show()
            return min(_LOOK, wait, scheduler.wait(time.monotonic()))
        except StoreClosed:
            raise
        except DiskFull:
            _LOG.error("nothing can be sent: the disk is full")
            if self._scheduler is not None:
                self._scheduler.failed(time.monotonic())
            self._tell(replace(self._status, link=Link.DISK, room=self._gauge.look()))
            return _LOOK
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the sending for good
            _LOG.error("the sync thread met %s in %s", type(error).__name__, _place(error))
            if self._scheduler is not None:
                self._scheduler.failed(time.monotonic())
            self._status = replace(self._status, link=Link.TROUBLE)
            return _LOOK

    def _other_turn(self, asked: frozenset[Wish]) -> float:
        """The server of another kind, if there is one: its troubles are not the portal's."""
        try:
            return self._other.turn(asked)
        except StoreClosed:
            raise
        except Exception as error:  # noqa: BLE001 - as in _turn
            _LOG.error("the sending to the other server met %s in %s", type(error).__name__, _place(error))
            return _LOOK

    def _ready(self) -> Scheduler | None:
        """Engine, transport and scheduler for the enrolment of the moment; None when there is none."""
        identity = self._kiosk.identity
        if not identity.enrolled:
            return None
        if self._enrolment is identity.enrolment and self._scheduler is not None:
            return self._scheduler
        self._enrolment = identity.enrolment
        if self._transport is not None:
            self._transport.close()
        # Whether plain HTTP may be used was decided at enrolment; the address comes from our own store.
        transport = Transport(
            identity.portal_url, identity.token, identity.portal_sign_key, allow_plain=True, pace=self._pace
        )
        with self._lock:
            self._transport = transport
            if self._stopping:
                transport.stop()
        store, now = self._kiosk.store, self._kiosk.now
        self._engine = SyncEngine(
            store.call,
            transport,
            identity.portal_sign_key,
            self._kiosk.dossiers,
            self._kiosk.attachments,
            now=now,
            random=self._random,
            progress=self._progress,
            signer=Signer(identity.kiosk_id, identity.sign_key),
        )
        self._engine.start()
        self._scheduler = Scheduler(identity.kiosk_id, self._random)
        last = _contact(store.call(lambda db: outbox.note(db, LAST_CONTACT)))
        # No crowd stands before a portal on this very machine.
        self._scheduler.start(time.monotonic(), now(), None if is_loopback(identity.portal_url) else last)
        return self._scheduler

    def _listen(self, scheduler: Scheduler) -> frozenset[Wish]:
        """What was asked for since the last look, for whoever sends; new rows in the outbox count as asked."""
        with self._lock:
            asked, self._asked = frozenset(self._asked), set()
        if self._network.came_back():
            asked |= {Wish.NETWORK_BACK}
        newest = self._kiosk.store.call(_newest)
        new = newest[0] > self._seen[0] or newest[1] > self._seen[1]
        self._seen = newest
        scheduler.heed(time.monotonic(), asked | {Wish.NEW_WORK} if new else asked)
        if Wish.SEND_NOW in asked and self._engine is not None:
            self._engine.release()
        return asked

    def _cycle(self, scheduler: Scheduler) -> None:
        if self._engine is None:
            return
        report = self._engine.cycle()
        self._acknowledged += report.acknowledged
        self._applied += report.applied
        now = time.monotonic()
        scheduler.ended(now, report)
        self._show(link_of(report, self._engine.clock_offset))
        if report.failure is None:
            self._fetch_settings()
        if report.failure is None and now >= self._catalogue_due:
            self._fetch_catalogue()

    def _fetch_settings(self) -> None:
        """What the portal has set for this kiosk; in force from the next resident on."""
        if self._transport is None or not self._kiosk.fleet.wanted():
            return
        try:
            self._kiosk.fleet.fetch(self._transport)
        except (TransportError, OSError) as error:
            _LOG.info("settings: %s", type(error).__name__)

    def _fetch_catalogue(self) -> None:
        """What is new is kept at once and offered after Catalogue.refresh(), between two residents."""
        self._catalogue_due = time.monotonic() + _CATALOGUE_EVERY
        if self._transport is None or self._engine is None:
            return
        try:
            self._updates.fetch(sources.portal(self._transport), self._engine.clock_offset)
        except (TransportError, CatalogueRefused, OSError) as error:
            _LOG.info("catalogue: %s", error)

    # What is shown.

    def _progress(self) -> None:
        if time.monotonic() - self._shown_at > _SHOW_EVERY:
            self._show()

    def _show(self, link: Link | None = None) -> None:
        """Count anew and tell the observers when something changed."""
        counts, last, catalogue, other = self._kiosk.store.call(self._look)
        self._shown_at = time.monotonic()
        status = SyncStatus(
            link=link or self._status.link,
            waiting=counts.waiting,
            sending=counts.sending,
            unknown=counts.unknown,
            parked=counts.parked,
            attachments=counts.attachments,
            carried=counts.carried,
            last_contact=_contact(last),
            next_try=self._next_try(),
            clock_offset=self._engine.clock_offset if self._engine else None,
            acknowledged=self._acknowledged,
            applied=self._applied,
            catalogue_seen=catalogue.verified,
            catalogue_trouble=catalogue.trouble,
            catalogue_published=catalogue.published,
            catalogue_refused=tuple(name for name, _ in catalogue.refused),
            other=other,
            room=self._gauge.look(),
        )
        self._tell(status)

    def _tell(self, status: SyncStatus) -> None:
        """Tell the observers when a person would see a difference."""
        if _same(status, self._status):
            self._status = status
            return
        self._status = status
        with self._lock:
            observers = list(self._observers)
        for observer in observers:
            try:
                observer(status)
            except Exception as error:  # noqa: BLE001 - a screen that is gone must not end the sending
                _LOG.warning("an observer of the sync failed with %s", type(error).__name__)

    def _look(self, db: Database) -> tuple[Counts, str, Standing, OtherServer | None]:
        self._gauge.measure(db)
        return outbox.counts(db), outbox.note(db, LAST_CONTACT), standing(db), self._other.status(db)

    def _next_try(self) -> datetime | None:
        if self._scheduler is None:
            return None
        return self._kiosk.now() + timedelta(seconds=self._scheduler.wait(time.monotonic()))


def _newest(db: Database) -> tuple[int, int]:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM outbox").fetchone()[0]), notices.newest_call(db)


def _contact(text: str) -> datetime | None:
    return from_instant(text) if text else None


def _same(one: SyncStatus, other: SyncStatus) -> bool:
    """Whether nothing changed that a person would see; instants move by themselves."""
    return _still(one) == _still(other) and (one.last_contact is None) == (other.last_contact is None)


def _still(status: SyncStatus) -> SyncStatus:
    other = status.other and replace(status.other, last_contact=None, next_try=None)
    level = None if status.room is None else Room(status.room.level, 0, 0)
    return replace(status, last_contact=None, next_try=None, catalogue_seen=None, other=other, room=level)


def _place(error: BaseException) -> str:
    """Where it happened: file and line, without a value of anything."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
