"""When to talk to the portal next: patient when the line is away, gentle when everybody comes back at once.

All instants here are seconds of a monotonic clock, so that a kiosk whose wall clock jumps neither sleeps for years nor
hammers the portal.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

from sync.errors import ShutOut

if TYPE_CHECKING:
    from sync.books import Report

BASE = 5.0
CAP = 15 * 60.0
SHORTEST = 0.5
AWAY = 3600.0
SPREAD = 600.0
IDLE = 120.0


class Wish(StrEnum):
    """What somebody asks of the sending between two cycles: the methods of Scheduler of the same names."""

    NEW_WORK = "new-work"
    NETWORK_BACK = "network-back"
    SEND_NOW = "send-now"


def backoff(failures: int, random: Random) -> float:
    """Seconds to wait after the failures-th failure in a row (from 1): full jitter, between SHORTEST and the bound.

    The bound doubles from BASE to CAP. A random instant below it, rather than the bound itself, keeps kiosks that
    failed together from coming back together.
    """
    bound = min(CAP, BASE * 2.0 ** min(max(failures, 1) - 1, 20))
    return random.uniform(SHORTEST, bound)


def place_in_line(kiosk: str) -> float:
    """This kiosk's own place, in seconds, within SPREAD: the same every time, evenly spread over all kiosks."""
    return int.from_bytes(sha256(b"first-contact-v1\n" + kiosk.encode()).digest()[:8]) / 2**64 * SPREAD


@dataclass
class Scheduler:
    """Decides when the next cycle runs. One for each kiosk; used by one thread at a time.

    kiosk: the kiosk's name, for its place in line after an outage.
    """

    kiosk: str
    random: Random
    failures: int = 0
    due: float = 0.0
    # Not before this, whoever asks: the portal said so (Retry-After).
    told: float = 0.0
    last_contact: float | None = None

    def start(self, now: float, wall: datetime, last_contact: datetime | None) -> None:
        """The kiosk was switched on. wall and last_contact: by the wall clock; None: it never had any.

        After more than an hour away it waits for its place in line: after a power cut a whole province starts in the
        same minute. A clock that went backwards counts as away.
        """
        away = last_contact is not None and not timedelta(0) <= wall - last_contact <= timedelta(seconds=AWAY)
        self.due = now + (place_in_line(self.kiosk) if away else 0.0)
        self.last_contact = None if away or last_contact is None else now - (wall - last_contact).total_seconds()

    def wait(self, now: float) -> float:
        """Seconds until the next cycle; 0 when it is due."""
        return max(0.0, max(self.due, self.told) - now)

    def ended(self, now: float, report: "Report") -> None:
        """A cycle ended: when the next one is due follows from what it met."""
        failure = report.failure
        if failure is None:
            self.succeeded(now, again_in=report.again_in)
        elif isinstance(failure, ShutOut):
            self.shut_out(now)
        else:
            if report.contact:
                self.contacted(now)
            self.failed(now, retry_after=getattr(failure, "retry_after", None))

    def succeeded(self, now: float, *, again_in: float | None = None) -> None:
        """The portal answered. again_in: a revision held back is due then; otherwise the idle poll, a little uneven."""
        self.failures = 0
        self.last_contact = now
        idle = IDLE * self.random.uniform(0.75, 1.25)
        self.due = now + (idle if again_in is None else min(idle, max(SHORTEST, again_in)))

    def contacted(self, now: float) -> None:
        """The portal did answer, though something failed afterwards: we are not away."""
        self.last_contact = now

    def failed(self, now: float, *, retry_after: float | None = None) -> None:
        """No answer, or a busy portal. retry_after: seconds it asked for; up to half as much jitter comes on top."""
        self.failures += 1
        self.due = now + backoff(self.failures, self.random)
        if retry_after is not None:
            self.told = now + retry_after
            self.due += retry_after * self.random.uniform(1, 1.5)

    def shut_out(self, now: float) -> None:
        """The portal does not know this kiosk: look again now and then, since a person may put it right."""
        self.failures += 1
        self.due = now + CAP * self.random.uniform(0.75, 1.25)

    def heed(self, now: float, wishes: AbstractSet[Wish]) -> None:
        """What was asked for since the last look, all of it at once."""
        if Wish.NEW_WORK in wishes:
            self.new_work(now)
        if Wish.NETWORK_BACK in wishes:
            self.network_back(now)
        if Wish.SEND_NOW in wishes:
            self.send_now(now)

    def send_now(self, now: float) -> None:
        """A person asks for it: at once, unless the portal told us to wait."""
        self.failures = 0
        self.due = now

    def new_work(self, now: float) -> None:
        """A dossier was finalised: at once while the line is well; during a backoff it waits like the rest."""
        if not self.failures and self.last_contact is not None:
            self.due = min(self.due, now)

    def network_back(self, now: float) -> None:
        """The machine has a network again. After more than an hour away everybody has: wait for our place in line."""
        away = self.last_contact is None or now - self.last_contact > AWAY
        self.failures = 0
        self.due = min(self.due, now + (place_in_line(self.kiosk) if away else 0.0))
