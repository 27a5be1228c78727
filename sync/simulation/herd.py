"""After a national outage every kiosk comes back in the same minute: a model of that hour, with the real scheduler.

    python -m sync.simulation.herd

What is real: `Scheduler` (place in line, full jitter, Retry-After), the size of a bulk and of a piece. What the engine
asks for, in which order and how large, is written out here, and compared with a real engine by a test. What is
modelled: the line (round trip, bandwidth up) and the portal (work a second, and a queue: when it is longer than a
second the answer is 503 with Retry-After). Beside it the same herd with a fixed retry and one request for each dossier.
"""

import heapq
import math
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from sync.books import Report
from sync.errors import Busy
from sync.scheduler import Scheduler
from sync.uploads import Pieces
from sync.worklist import BULK_REVISIONS

FIXED_RETRY = 30.0


@dataclass(frozen=True, slots=True)
class Country:
    """What is modelled.

    Attributes:
        kiosks, dossiers: how many, and how many each has waiting.
        scans: of these have a scan, one in so many; scan, body: bytes.
        round_trip: seconds. bandwidth: bytes a second up, of one kiosk.
        revisions_a_second, requests_a_second: what all portals together can do.
        patience: seconds of queue before a portal answers 503.
        back_within: seconds within which everybody's line comes back.
    """

    kiosks: int = 6600
    dossiers: int = 350
    scans: int = 10
    scan: int = 500_000
    body: int = 3000
    round_trip: float = 0.2
    bandwidth: float = 125_000.0
    revisions_a_second: float = 8000.0
    requests_a_second: float = 4000.0
    patience: float = 1.0
    back_within: float = 60.0

    def part(self, of: int) -> "Country":
        """The same, so many times smaller."""
        return replace(
            self,
            kiosks=self.kiosks // of,
            revisions_a_second=self.revisions_a_second / of,
            requests_a_second=self.requests_a_second / of,
        )


@dataclass
class Hour:
    """What was seen. Times in seconds after the first line came back."""

    requests: int = 0
    rejected: int = 0
    bodies_at: float = 0.0
    scans_at: float = 0.0
    each_second: Counter[int] = field(default_factory=Counter)

    @property
    def peak(self) -> int:
        """The most requests in one second."""
        return max(self.each_second.values(), default=0)


# A request: seconds of the portal's work, bytes up, whether it brings bodies, whether it brings a scan.
_Request = tuple[float, int, bool, bool]


class _Portal:
    """One queue for all; it refuses when the queue is longer than its patience, and says when to come back."""

    def __init__(self, country: Country) -> None:
        self._patience = country.patience
        self._busy_until = 0.0

    def answer(self, now: float, work: float) -> tuple[float, float | None]:
        """(when the answer is ready, Retry-After or None)."""
        queue = max(0.0, self._busy_until - now)
        if queue > self._patience:
            return now, math.ceil(queue)
        self._busy_until = now + queue + work
        return self._busy_until, None


class _Polite:
    """Our kiosk: the real scheduler's word after an outage of a week, a bulk at a time, scans last."""

    def __init__(self, country: Country, number: int, seed: int) -> None:
        self.requests = _in_bulk(country)
        self._scheduler = Scheduler(f"kiosk-{number}", Random(f"{seed} {number}"))  # noqa: S311 - a plan, not a secret
        self._scheduler.due = math.inf

    def line_is_back(self, now: float) -> float:
        """Seconds to wait."""
        self._scheduler.network_back(now)
        return self._scheduler.wait(now)

    def refused(self, now: float, retry_after: float) -> float:
        """Seconds to wait."""
        self._scheduler.ended(now, Report(contact=True, failure=Busy(retry_after)))
        return self._scheduler.wait(now)


class _Stubborn:
    """A kiosk as they are often built: one request a dossier, and the same wait after every refusal."""

    def __init__(self, country: Country, number: int, seed: int) -> None:  # noqa: ARG002 - made like the other
        small = 1 / country.requests_a_second
        self.requests = [(1 / country.revisions_a_second + small, country.body, True, False)] * country.dossiers

    def line_is_back(self, now: float) -> float:  # noqa: ARG002 - asked like the other
        """It does not wait."""
        return 0.0

    def refused(self, now: float, retry_after: float) -> float:  # noqa: ARG002 - asked like the other
        """Always the same."""
        return FIXED_RETRY


def _in_bulk(country: Country) -> list[_Request]:
    small = 1 / country.requests_a_second
    requests: list[_Request] = [(small, 0, False, False)]  # hello
    for begin in range(0, country.dossiers, BULK_REVISIONS):
        bulk = min(BULK_REVISIONS, country.dossiers - begin)
        requests.append((bulk / country.revisions_a_second, bulk * country.body, True, False))
    requests.append((small, 0, False, False))  # the feed
    pieces = Pieces()
    for _ in range(country.dossiers // country.scans):
        begin = 0
        while begin < country.scan:
            piece = min(pieces.size, country.scan - begin)
            requests.append((small, piece, False, True))
            pieces.passed(piece, piece / country.bandwidth)
            begin += piece
        requests.append((small, 0, False, True))  # the body that is held there is asked for by its name
    return requests


def come_back(country: Country, *, fixed: bool = False, seed: int = 1) -> Hour:
    """The herd comes back. fixed: one request a dossier, no place in line, FIXED_RETRY after a refusal."""
    hour, portal, random = Hour(), _Portal(country), Random(seed)  # noqa: S311 - a plan, not a secret
    kind = _Stubborn if fixed else _Polite
    herd: list[_Stubborn | _Polite] = [kind(country, number, seed) for number in range(country.kiosks)]
    done = [0] * country.kiosks

    def arrival(number: int, leaves: float) -> tuple[float, int]:
        size = herd[number].requests[done[number]][1]
        return leaves + country.round_trip / 2 + size / country.bandwidth, number

    events = []
    for number, kiosk in enumerate(herd):
        back = random.uniform(0, country.back_within)
        events.append(arrival(number, back + kiosk.line_is_back(back)))
    heapq.heapify(events)
    while events:
        now, number = heapq.heappop(events)
        work, _, brings_bodies, brings_scan = herd[number].requests[done[number]]
        hour.requests += 1
        hour.each_second[int(now)] += 1
        ready, retry_after = portal.answer(now, work)
        told = ready + country.round_trip / 2
        if retry_after is not None:
            hour.rejected += 1
            heapq.heappush(events, arrival(number, told + herd[number].refused(told, retry_after)))
            continue
        hour.bodies_at = max(hour.bodies_at, ready if brings_bodies else 0.0)
        hour.scans_at = max(hour.scans_at, ready if brings_scan else 0.0)
        done[number] += 1
        if done[number] < len(herd[number].requests):
            heapq.heappush(events, arrival(number, told))
    return hour


def described(name: str, hour: Hour) -> str:
    """One line of the report."""
    scans = f", the last scan after {hour.scans_at:.0f} s" if hour.scans_at else ""
    return (
        f"{name}: peak {hour.peak} requests/s, {hour.requests} requests, {hour.rejected} of them refused, "
        f"every body there after {hour.bodies_at:.0f} s{scans}"
    )


if __name__ == "__main__":
    whole = Country()
    bare = replace(whole, scans=whole.dossiers + 1)
    for name, hour in (
        ("our kiosks", come_back(whole)),
        ("bodies alone", come_back(bare)),
        ("fixed retry, bodies alone", come_back(bare, fixed=True)),
    ):
        sys.stdout.write(f"{described(name, hour)}\n")
