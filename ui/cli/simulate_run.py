"""The run of ``kiosk simulate``: processes of kiosks and of a portal, and what happens to them besides the line.

What happens and when follows from the seed and from how many promises were made, not from the machine's speed.
"""

import contextlib
import json
import logging
import multiprocessing
import os
import socket
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from typing import Any

from sync.simulation import power
from sync.simulation.room import Room, ShortFiles, room_in
from ui.cli.common import CommandFailed
from ui.cli.portal_process import PortalProcess, free_port
from ui.cli.simulate_count import Outcome, count

_LOG = logging.getLogger(__name__)

KILL_KIOSK = "kill-kiosk"
KILL_PORTAL = "kill-portal"
PORTAL_FULL = "portal-disk-full"
POWER_CUT = "power-cut"
_SITE = "SIM.01"
_AT_ONCE = 3
_A_KIOSK = 2  # kills of a kiosk, and cuts of its power
_DOSSIERS_A_BLOW = 1500  # one kill of the portal, and one full disk, in so many; two at least
_MOST_CRASHES = 3
_LINE = len("00000000-0000-7000-8000-000000000000 1\n")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for. synchronous: how the kiosks' stores sync."""

    kiosks: int
    dossiers: int
    faults: tuple[str, ...]
    seed: int
    synchronous: str = "FULL"


def simulate(folder: Path, asked: Asked) -> Outcome:
    """Run it in an empty folder and count. Raises CommandFailed when a process does not come to an end."""
    began = time.monotonic()
    data = folder / "portal"
    data.mkdir(mode=0o700, parents=True)
    # First of all: a process with threads may not have mounts of its own.
    room = room_in(data) if PORTAL_FULL in asked.faults else ShortFiles()
    try:
        run = _Run(folder, asked, room)
        try:
            run.go()
        finally:
            run.end()
    finally:
        room.close()
    outcome = count(folder)
    outcome.faults += run.struck
    outcome.notes = run.notes()
    outcome.seconds = time.monotonic() - began
    return outcome


def _prepare(data: Path, kiosks: int) -> list[str]:
    """A portal with one commune, and an enrolment code for each kiosk."""
    from sync.portal import administration, server

    server.prepare("", data)
    from django.db import connection

    administration.add_site(_SITE, "Xã Thử Nghiệm")
    codes = [administration.new_enrolment_code(_SITE) for _ in range(kiosks)]
    connection.close()
    return codes


class _Kiosk:
    """A kiosk's process, started again as often as it was killed, and the power it depends on."""

    def __init__(self, home: Path, url: str, code: str, dossiers: int, asked: Asked) -> None:
        self.home = home
        self.ledger = home.with_suffix(".ledger")
        home.mkdir(mode=0o700)
        self._told: dict[str, Any] = {
            "home": str(home),
            "ledger": str(self.ledger),
            "report": str(home.with_suffix(".json")),
            "url": url,
            "code": code,
            "dossiers": dossiers,
            "seed": asked.seed,
            "faults": asked.faults,
            "synchronous": asked.synchronous,
        }
        self.supply: power.Supply | None = None
        if POWER_CUT in asked.faults:
            random = Random(f"{asked.seed} {home.name} power")  # noqa: S311 - a plan, not a secret
            # A dossier takes three syncs at least, so each of these comes while there is still something to lose.
            self.supply = power.Supply(home, random, tuple(random.randint(2, 3 * dossiers) for _ in range(_A_KIOSK)))
        self._process: ForkServerProcess | None = None
        self._crashes = 0
        self.starts = 0
        self.done = False

    @property
    def promises(self) -> int:
        """How many lines its ledger has."""
        return self.ledger.stat().st_size // _LINE if self.ledger.exists() else 0

    def start(self) -> None:
        if self._crashes >= _MOST_CRASHES:
            last = self.home.with_suffix(".log").read_text(errors="replace").splitlines()[-1:]
            raise CommandFailed(f"{self.home.name} ends by itself again and again: {' '.join(last)}")
        self.starts += 1
        ours, theirs = socket.socketpair()
        with theirs:
            told = json.dumps({**self._told, "start": self.starts})
            log = str(self.home.with_suffix(".log"))
            line = theirs if self.supply is not None else None
            self._process = _FORKS.Process(target=_live, args=(told, log, line), daemon=True)
            self._process.start()
        if self.supply is None:
            ours.close()
        else:
            self.supply.switch_on(ours, self._go_dark)

    def _go_dark(self) -> None:
        """The power went; on the thread of the supply, while somebody else may be ending the process."""
        process = self._process
        if process is not None:
            with contextlib.suppress(ValueError):  # it was ended and put away meanwhile
                process.kill()

    def ended(self) -> bool:
        """Whether the process is over; it is done when it ended by itself and well."""
        if self._process is None or self._process.is_alive():
            return False
        code = self._process.exitcode
        self.done = code == 0
        self._crashes += code is not None and code > 0
        self._gone()
        return True

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._gone()

    def _gone(self) -> None:
        if self._process is not None:
            self._process.join()
            self._process.close()
            self._process = None
        if self.supply is not None and self.supply.settle():
            self.done = False


# Kiosks are forks of a process that has imported everything once, so that starting again costs next to nothing.
_FORKS = multiprocessing.get_context("forkserver")


def _live(told: str, log: str, line: socket.socket | None) -> None:
    """A kiosk's process. line: where its syncs are reported."""
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    if line is not None:
        power.report_syncs(line.detach())
    from kiosk import simulation

    simulation.main(told)


class _Run:
    """Kiosks in turn, some at a time. struck: what happened, by kind."""

    def __init__(self, folder: Path, asked: Asked, room: Room) -> None:
        self._asked = asked
        self._room = room
        self._random = Random(asked.seed)  # noqa: S311 - a plan, not a secret
        self._full_until: float | None = None
        self.struck: Counter[str] = Counter()
        codes = _prepare(folder / "portal", asked.kiosks)
        self._portal = PortalProcess(folder / "portal", free_port())
        each, more = divmod(asked.dossiers, asked.kiosks)
        self._herd = [
            _Kiosk(folder / f"kiosk-{number:03d}", self._portal.url, codes[number], each + (number < more), asked)
            for number in range(asked.kiosks)
        ]
        self._waiting, self._running = list(self._herd), list[_Kiosk]()
        self._blows = self._planned()

    def _planned(self) -> list[tuple[int, str]]:
        """What happens after how many promises, the last first."""
        blow = max(2, self._asked.dossiers // _DOSSIERS_A_BLOW)
        wanted = {KILL_KIOSK: _A_KIOSK * self._asked.kiosks, KILL_PORTAL: blow, PORTAL_FULL: blow}
        kinds = [kind for kind, times in wanted.items() if kind in self._asked.faults for _ in range(times)]
        last = max(1, self._asked.dossiers * 9 // 10)
        return sorted(((self._random.randint(1, last), kind) for kind in kinds), reverse=True)

    def go(self) -> None:
        """Until every kiosk has sent everything."""
        _FORKS.set_forkserver_preload(["kiosk.simulation", "sync.simulation.power"])
        self._portal.start()
        waited = False
        while self._waiting or self._running:
            while self._waiting and len(self._running) < _AT_ONCE:
                self._running.append(self._waiting.pop(0))
                self._running[-1].start()
            if not waited:
                self._portal.wait()
                waited = True
            time.sleep(0.02)
            for kiosk in [each for each in self._running if each.ended()]:
                self._running.remove(kiosk)
                if not kiosk.done:
                    self._waiting.insert(0, kiosk)
            self._make_room()
            # Never when nobody runs for a moment: then there would be nobody to kill.
            while self._running and self._blows and self._promises() >= self._blows[-1][0]:
                self._strike(self._blows.pop()[1])

    def _promises(self) -> int:
        return sum(kiosk.promises for kiosk in self._herd)

    def _strike(self, kind: str) -> None:
        self.struck[kind] += 1
        if kind == KILL_PORTAL:
            self._make_room(at_once=True)
            self._portal.kill()
            self._portal.start()
            self._portal.wait()
        elif kind == PORTAL_FULL:
            self._room.fill(self._portal.pid)
            self._full_until = time.monotonic() + self._random.uniform(0.3, 1)
        else:
            victim = self._random.choice(self._running)
            victim.kill()
            victim.start()

    def _make_room(self, *, at_once: bool = False) -> None:
        if self._full_until is not None and (at_once or time.monotonic() >= self._full_until):
            self._full_until = None
            self._room.empty(self._portal.pid)

    def end(self) -> None:
        """Nothing of it runs any more."""
        for kiosk in self._herd:
            kiosk.kill()
            if kiosk.supply is not None:
                kiosk.supply.close()
                self.struck[POWER_CUT] += kiosk.supply.cuts
        self._make_room(at_once=True)
        self._portal.stop()

    def notes(self) -> list[str]:
        """How the faults were brought about that a machine may not allow."""
        notes = []
        if PORTAL_FULL in self._asked.faults:
            notes.append(f"portal-disk-full: {self._room.kind}")
        if POWER_CUT in self._asked.faults:
            syncs = sum(kiosk.supply.syncs for kiosk in self._herd if kiosk.supply is not None)
            notes.append(f"power-cut: {syncs} syncs reported by the kernel, synchronous={self._asked.synchronous}")
        return notes
