"""What the portal does by itself, besides answering: webhooks, silent kiosks, throwing away what is over.

Every process has this thread, and a lease in the database lets one of them work at a time. What it does is put down in
the database as it goes, so another one goes on where this one ended.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from typing import Self
from uuid import uuid4

from django.db import close_old_connections, connections
from django.utils import timezone

from sync.portal.fleet import alerts
from sync.portal.registry import leases, leftovers, throttles
from sync.portal.webhooks import spreading
from sync.portal.webhooks.delivering import Deliverer, forget_old

log = logging.getLogger("sync.portal")
EVERY = 1.0
_LEASE = "errands"
_HELD = 120.0  # longer than a round takes
_AFTER_FAULT = 10.0
_SPREAD_AT_MOST = 50  # pieces of the feed in a round
_LOOK_EVERY = 60.0
_TIDY_EVERY = 3600.0
_LEFTOVERS_EVERY = 24 * 3600.0
_ROWLESS_EVERY = 7 * 24 * 3600.0


class Errands:
    """The thread; it works while it is entered."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._me = str(uuid4())
        self._ended = threading.Event()
        self._next: dict[str, float] = {}
        self._mine_until = 0.0
        self._thread = threading.Thread(target=self._work, name=_LEASE, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _work(self) -> None:
        deliverer = Deliverer()
        pause = self._every
        try:
            while not self._ended.wait(pause):
                try:
                    close_old_connections()
                    if self._is_mine():
                        self._round(deliverer)
                    pause = self._every
                except Exception as error:  # noqa: BLE001 - a database that is away, or a fault of ours: the next round tries again
                    log.error("errands met %s at %s", type(error).__name__, _place(error))
                    pause = _AFTER_FAULT
            self._give_back()
        finally:
            deliverer.close()
            connections.close_all()

    def _is_mine(self) -> bool:
        """Whether this thread has the lease; renewed when half of it is over, so that an idle portal hardly writes."""
        now = time.monotonic()
        if self._mine_until - now < _HELD / 2:
            self._mine_until = now + _HELD if leases.hold(_LEASE, self._me, _HELD) else 0.0
        return self._mine_until > now

    def _round(self, deliverer: Deliverer) -> None:
        for hook in spreading.active():
            for _ in range(_SPREAD_AT_MOST):
                if self._ended.is_set() or not spreading.spread(hook):
                    break
        deliverer.deliver(timezone.now())
        self._now_and_then("silences", _LOOK_EVERY, lambda: alerts.look(timezone.now()))
        self._now_and_then("tidy", _TIDY_EVERY, _tidy)
        self._now_and_then("leftovers", _LEFTOVERS_EVERY, lambda: leftovers.sweep_leftovers(timezone.now()))
        self._now_and_then("rowless", _ROWLESS_EVERY, lambda: leftovers.sweep_rowless(timezone.now()))

    def _now_and_then(self, name: str, every: float, what: Callable[[], object]) -> None:
        if time.monotonic() >= self._next.get(name, 0.0) and not self._ended.is_set():
            self._next[name] = time.monotonic() + every
            what()

    def _give_back(self) -> None:
        """So that another process need not wait for the lease to end."""
        try:
            leases.release(_LEASE, self._me)
        except Exception as error:  # noqa: BLE001 - it ends by itself
            log.warning("the lease of errands is not given back (%s)", type(error).__name__)


def _tidy() -> None:
    forget_old(timezone.now())
    throttles.forget()


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
