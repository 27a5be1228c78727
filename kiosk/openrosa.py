"""An OpenRosa server (ODK Central, Ona, or another) that a commune has already: connecting it, and sending there.

The outbox, its states, its pauses and the scheduler are the portal's; what differs is in sync.openrosa. The server
gives no news back, so a dossier stays *sent*, and receipts say so.
"""

import logging
import math
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk import attachments, audit, foreign
from kiosk.errors import KioskError
from kiosk.foreign import Destination, Route
from kiosk.link import Link, OtherServer, link_of
from kiosk.store.driver import Database
from sync import outbox
from sync.errors import TransportError
from sync.openrosa import queue
from sync.openrosa.forms import Match, examined
from sync.openrosa.sending import Sender
from sync.openrosa.server import Account, Part, Server
from sync.outbox import Key
from sync.protocol.encoding import from_instant, to_instant
from sync.protocol.errors import MalformedError
from sync.scheduler import Scheduler, Wish
from sync.transport import Pace, is_loopback

if TYPE_CHECKING:
    from kiosk.app import Kiosk

_LOG = logging.getLogger(__name__)

LAST_SENT = "openrosa_contact"
_LOOK_AT_FORMS = 6 * 3600.0


class StillWaiting(KioskError):
    """Dossiers wait for the server that is to be replaced. count: how many."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(f"{count} dossiers still wait for {name}")
        self.name = name
        self.count = count


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found at a server. limit: bytes of a request. matches: procedure → its form there."""

    name: str
    limit: int
    matches: Mapping[str, Match]


class OpenRosa:
    """Connecting a server. Every method may be called from any thread; those that speak to the server take seconds."""

    def __init__(self, kiosk: "Kiosk") -> None:
        self._kiosk = kiosk

    def destination(self) -> Destination | None:
        """The server that is connected, or None."""
        return self._kiosk.store.call(foreign.destination)

    def routes(self) -> tuple[Route, ...]:
        """The procedures that go there."""
        return self._kiosk.store.call(foreign.routes)

    def connect(self, account: Account, *, plain: bool = False, forms: Mapping[str, str] | None = None) -> Examined:
        """Look at the server, and from now on send it the procedures whose forms it has.

        forms: procedure → id of its form there, where that is another than the procedure's code. Raises StillWaiting
        while dossiers wait for another server, PlainTextRefused, ValueError for what is no address, TransportError and
        MalformedError when it does not answer as an OpenRosa server; nothing is changed then.
        """
        name = urlsplit(account.url).hostname or ""
        before = self.destination()
        if before is not None and before.name != name:
            self._refuse_while_waiting(before.name)
        found = self._look(name, account, plain=plain, forms=forms or {})
        at = self._kiosk.now()

        def write(db: Database) -> None:
            foreign.keep(db, name, account, plain=plain, at=at)
            foreign.keep_routes(db, found.matches, at=at)
            # The address may hold a key, and the account is a secret: neither is written down.
            audit.record(db, at, "openrosa-connected", data={"server": name})

        self._kiosk.store.transaction(write)
        return found

    def check(
        self, *, take: bool = False, forms: Mapping[str, str] | None = None, over: Server | None = None
    ) -> Examined | None:
        """Look at the connected server again; None when there is none.

        take: also decide anew what goes there. over: the connection to use, so that it can be broken off. Raises
        what connect() raises, except StillWaiting.
        """
        server = self.destination()
        if server is None:
            return None
        named = {route.procedure: route.form for route in self.routes()} | dict(forms or {})
        if over is not None:
            found = self._look_over(over, server.name, named)
        else:
            found = self._look(server.name, server.account, plain=server.plain, forms=named)
        at = self._kiosk.now()
        write = foreign.keep_routes if take else foreign.note_fits
        self._kiosk.store.transaction(lambda db: write(db, found.matches, at=at))
        return found

    def disconnect(self) -> bool:
        """Send to the portal only; False when no server was connected. Raises StillWaiting."""
        server = self.destination()
        if server is None:
            return False
        self._refuse_while_waiting(server.name)
        at = self._kiosk.now()

        def write(db: Database) -> None:
            foreign.forget(db)
            audit.record(db, at, "openrosa-disconnected", data={"server": server.name})

        self._kiosk.store.transaction(write)
        return True

    def _refuse_while_waiting(self, name: str) -> None:
        counts = self._kiosk.store.call(lambda db: queue.counts(db, name))
        if counts.waiting or counts.parked:
            raise StillWaiting(name, counts.waiting + counts.parked)

    def _look(self, name: str, account: Account, *, plain: bool, forms: Mapping[str, str]) -> Examined:
        server = Server(account, allow_plain=plain)
        try:
            return self._look_over(server, name, forms)
        finally:
            server.close()

    def _look_over(self, server: Server, name: str, forms: Mapping[str, str]) -> Examined:
        _, limit = server.ask()
        return Examined(name, limit, examined(server, self._wanted(forms)))

    def _wanted(self, forms: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
        return {
            pack.code: (forms.get(pack.code, pack.code), (pack.folder / foreign.FORM).read_bytes())
            for pack in self._kiosk.catalogue.packs()
        }


class Lane:
    """The sending to that server, beside the portal's: the sync's thread gives it a turn at each look around.

    Trouble with one is no trouble with the other: it has a scheduler of its own. Used by the sync's thread, except
    stop().
    """

    def __init__(self, kiosk: "Kiosk", random: Random, pace: Pace | None = None) -> None:
        self._kiosk = kiosk
        self._random = random
        self._pace = pace
        self._lock = threading.Lock()
        self._stopping = False
        self._destination: Destination | None = None
        self._server: Server | None = None
        self._sender: Sender[Database] | None = None
        self._scheduler: Scheduler | None = None
        self._forms_due = 0.0
        self._newest = 0
        self._link = Link.NOT_TRIED

    def stop(self) -> None:
        """Break off what is under way."""
        with self._lock:
            self._stopping = True
            if self._server is not None:
                self._server.stop()

    def close(self) -> None:
        """After the thread has ended its work."""
        if self._server is not None:
            self._server.close()

    def turn(self, asked: frozenset[Wish]) -> float:
        """One look around, and a cycle when one is due. asked: of the sync, which heeds the same for the portal.

        Returns after how many seconds the next one is wanted.
        """
        scheduler = self._ready()
        if scheduler is None or self._sender is None:
            return math.inf
        scheduler.heed(time.monotonic(), asked | {Wish.NEW_WORK} if self._has_new_work() else asked)
        if Wish.SEND_NOW in asked:
            self._sender.release()
        now = time.monotonic()
        if scheduler.wait(now) <= 0 and not self._stopping:
            try:
                self._cycle(scheduler, self._sender)
            except Exception:
                self._link = Link.TROUBLE
                scheduler.failed(time.monotonic())
                raise
        return scheduler.wait(time.monotonic())

    def status(self, db: Database) -> OtherServer | None:
        """For the volunteer's page; None when no server is connected."""
        server = foreign.destination(db)
        if server is None:
            return None
        counts = queue.counts(db, server.name)
        seen = outbox.note(db, LAST_SENT)
        amiss = tuple(route.procedure for route in foreign.routes(db) if not route.fit.takes)
        return OtherServer(
            server.name,
            self._link,
            counts.waiting,
            counts.parked,
            from_instant(seen) if seen else None,
            self._next_try(),
            amiss,
        )

    def _next_try(self) -> datetime | None:
        if self._scheduler is None:
            return None
        return self._kiosk.now() + timedelta(seconds=self._scheduler.wait(time.monotonic()))

    def _ready(self) -> Scheduler | None:
        """Sender and scheduler for the server that is connected now; None when there is none."""
        destination = self._kiosk.openrosa.destination()
        if self._destination is not None and destination is not None:
            same = (destination.account, destination.plain) == (self._destination.account, self._destination.plain)
            if same and self._scheduler is not None:
                return self._scheduler
        self.close()
        self._destination, self._server, self._sender, self._scheduler = destination, None, None, None
        if destination is None:
            return None
        server = Server(destination.account, allow_plain=destination.plain, pace=self._pace)
        with self._lock:
            self._server = server
            if self._stopping:
                server.stop()
        kiosk = self._kiosk
        self._sender = Sender(
            kiosk.store.call,
            server,
            destination.name,
            kiosk.dossiers,
            self._open,
            now=kiosk.now,
            random=self._random,
        )
        self._scheduler = Scheduler(kiosk.identity.kiosk_id, self._random)
        last = kiosk.store.call(lambda db: outbox.note(db, LAST_SENT))
        known = from_instant(last) if last and not is_loopback(destination.account.url) else None
        self._scheduler.start(time.monotonic(), kiosk.now(), known)
        return self._scheduler

    def _has_new_work(self) -> bool:
        newest = self._kiosk.store.call(
            lambda db: int(db.execute("SELECT coalesce(max(id), 0) FROM outbox WHERE destination <> ''").fetchone()[0])
        )
        before, self._newest = self._newest, newest
        return newest > before

    def _cycle(self, scheduler: Scheduler, sender: "Sender[Database]") -> None:
        report = sender.cycle()
        if report.failure is None and time.monotonic() >= self._forms_due:
            report.contact = self._look_at_forms() or report.contact
        scheduler.ended(time.monotonic(), report)
        self._link = link_of(report, None)
        if report.contact:
            seen = to_instant(self._kiosk.now())
            self._kiosk.store.call(lambda db: outbox.set_note(db, LAST_SENT, seen))

    def _look_at_forms(self) -> bool:
        """Now and then: whether the server still has the forms. Returns whether it answered."""
        self._forms_due = time.monotonic() + _LOOK_AT_FORMS
        try:
            self._kiosk.openrosa.check(over=self._server)
        except (TransportError, MalformedError, OSError) as error:
            _LOG.info("the other server's forms were not looked at: %s", type(error).__name__)
            return False
        return True

    def _open(self, key: Key, sha256: str) -> Part:
        """A picture in the clear. Raises OSError."""
        _, papers = self._kiosk.store.call(lambda db: attachments.for_revision(db, *key))
        paper = next((each for each in papers if each.sha256 == sha256), None)
        if paper is None:
            raise FileNotFoundError(sha256[:16])
        try:
            data = self._kiosk.attachments.read(key[0], sha256)
        except KioskError as error:
            raise OSError(type(error).__name__) from error
        return Part(foreign.file_names(papers)[sha256], paper.media_type, data)
