"""Real engines in threads before the real portal, after an outage, with a clock that runs faster than ours."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from nacl.public import PublicKey

from sync import outbox
from sync.protocol.encoding import from_base64
from sync.scheduler import Scheduler
from sync.transport import Pace, Transport
from tests.support.portal import Kiosk, Portal, enrolled
from tests.support.revisions import KioskKeys
from tests.support.sync_kiosk import SyncKiosk


@dataclass
class Seen:
    """requests: by second of the herd's own clock. hashes: what was acknowledged, by (dossier, number)."""

    requests: Counter[int] = field(default_factory=Counter)
    hashes: dict[tuple[str, int], str] = field(default_factory=dict)
    refused: int = 0
    seconds: float = 0.0
    trouble: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class FastClock:
    """So many seconds of the herd in one of ours, from the moment the lines come back."""

    def __init__(self, speed: float) -> None:
        self.speed, self.begun = speed, time.monotonic()

    def __call__(self) -> float:
        return (time.monotonic() - self.begun) * self.speed


def come_back(
    portal: Portal, folder: Path, kiosks: int, dossiers: int, *, speed: float, give_up: float = 100, pictures: int = 0
) -> Seen:
    """Every kiosk sends its backlog; returns when all of it is acknowledged. give_up: seconds of ours."""
    seen = Seen()
    members = [enrolled(portal) for _ in range(kiosks)]
    barrier = threading.Barrier(kiosks + 1)
    clock = FastClock(speed)
    threads = [
        threading.Thread(
            target=_live, args=(member, folder / f"{number}.db", dossiers, pictures, clock, barrier, seen, give_up)
        )
        for number, member in enumerate(members)
    ]
    for thread in threads:
        thread.start()
    barrier.wait()
    clock.begun = began = time.monotonic()
    for thread in threads:
        thread.join()
    seen.seconds = time.monotonic() - began
    return seen


def _live(
    member: Kiosk,
    path: Path,
    dossiers: int,
    pictures: int,
    clock: FastClock,
    barrier: threading.Barrier,
    seen: Seen,
    give_up: float,
) -> None:
    given = member.enrolled
    keys = KioskKeys(given["kiosk"], given["prefix"], member.sign_key, member.box_key)
    portal_keys = member.portal.key, PublicKey(from_base64(given["box_key"]))
    transport = Transport(
        member.portal.url, given["token"], member.portal.key, pace=Pace(connect=30, read=60, patience=120)
    )
    kiosk = SyncKiosk(path, keys, portal_keys, transport, seed=hash(given["kiosk"]) & 0xFFFF)
    kiosk.time.monotonic = clock  # type: ignore[method-assign]  # the herd's own
    kiosk.new_engine()
    made = [kiosk.add(pictures=(b"s" * 50_000,) if number < pictures else ()) for number in range(dossiers)]
    barrier.wait()
    scheduler = Scheduler(given["kiosk"], Random(given["kiosk"]), due=float("inf"))
    scheduler.network_back(clock())
    exchange = transport.exchange

    def counted(*args, **more):
        with seen.lock:
            seen.requests[int(clock())] += 1
        return exchange(*args, **more)

    kiosk.transport.exchange = counted  # type: ignore[method-assign]  # counts, and passes on
    try:
        while outbox.counts(kiosk.db) != outbox.Counts():
            time.sleep(min(1.0, scheduler.wait(clock()) / clock.speed))
            if time.monotonic() - clock.begun > give_up:
                with seen.lock:
                    seen.trouble.append(f"{given['prefix']}: {outbox.counts(kiosk.db)}")
                return
            if scheduler.wait(clock()) > 0:
                continue
            report = kiosk.engine.cycle()
            seen.refused += report.failure is not None
            scheduler.ended(clock(), report)
        with seen.lock:
            seen.hashes.update({(str(each.dossier), each.number): each.hash for each in made})
    finally:
        kiosk.close()
