"""``kiosk simulate``: kiosks and a portal on this machine, faults in between, and the count afterwards.

Everything is real except the line: kiosks in processes of their own that are killed and started again, the portal with
its database likewise. What was promised (each kiosk's ledger) is compared with what the portal holds.
"""

import argparse
import json
import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from ui.cli.common import FAILED, OK, CommandFailed, Subparsers

_LOG = logging.getLogger(__name__)

KILL_KIOSK = "kill-kiosk"
KILL_PORTAL = "kill-portal"
_SITE = "SIM.01"
_AT_ONCE = 3
_KILLS_OF_A_KIOSK = 2
_KILLS_OF_THE_PORTAL = 2
_MOST_STARTS = 40
_EPILOG = """\
examples:
  kiosk simulate --kiosks 3 --dossiers 300 --faults all --seed 7
  kiosk simulate --kiosks 1 --dossiers 50 --faults drop,truncate,kill-kiosk

faults: refuse, drop, delay, duplicate, truncate, corrupt, reorder, 5xx, half-open, captive on the line; clock (jumps of
the kiosk's), disk-full (the kiosk's); kill-kiosk, kill-portal (SIGKILL, then started again); all; none. The faults
of the line follow from the seed alone; when a process is killed depends on the machine's speed as well.

exit code 0 when every revision that was promised is at the portal, once, as it was signed; 1 otherwise.
"""


@dataclass
class Outcome:
    """sent: revisions that were promised and not taken back. stored: those of them that the portal holds.

    unsettled: revisions that a kiosk parked or did not finish with. trouble: one line for each thing that is wrong.
    """

    sent: int = 0
    stored: int = 0
    lost: int = 0
    duplicated: int = 0
    corrupted: int = 0
    acknowledged_but_missing: int = 0
    unsettled: int = 0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    trouble: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        wrong = self.lost + self.duplicated + self.corrupted + self.acknowledged_but_missing + self.unsettled
        return wrong == 0 and self.stored == self.sent > 0


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "simulate",
        help="try the way to the portal with planned faults, and count what arrived",
        description="Kiosks and a portal on this machine, with faults in between; counts what arrived.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kiosks", type=int, default=3, metavar="N", help="how many kiosks (default: %(default)s)")
    parser.add_argument(
        "--dossiers", type=int, default=300, metavar="M", help="how many dossiers in all (default: %(default)s)"
    )
    parser.add_argument("--faults", default="all", metavar="LIST", help="all, none, or names with commas between")
    parser.add_argument("--seed", type=int, default=1, help="the faults of the line follow from it (default: 1)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this empty folder and leave it")
    parser.add_argument("--count", type=Path, metavar="DIR", help="only count again what such a folder holds")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Simulate, and print the count."""
    if not (1 <= arguments.kiosks <= 500 and arguments.kiosks <= arguments.dossiers <= 1_000_000):
        raise CommandFailed("1 to 500 kiosks, and at least one dossier for each")
    faults = _faults(arguments.faults)
    if arguments.count is not None:
        outcome = count(arguments.count)
    elif arguments.keep is not None:
        outcome = simulate(arguments.keep, arguments.kiosks, arguments.dossiers, faults, arguments.seed)
    else:
        with tempfile.TemporaryDirectory(prefix="kiosk-simulate-") as folder:
            outcome = simulate(Path(folder), arguments.kiosks, arguments.dossiers, faults, arguments.seed)
    print_outcome(outcome)
    return OK if outcome.good else FAILED


def _faults(text: str) -> tuple[str, ...]:
    from kiosk.simulation import CLOCK, DISK_FULL
    from sync.simulation.faults import LINE_FAULTS

    known = (*LINE_FAULTS, CLOCK, DISK_FULL, KILL_KIOSK, KILL_PORTAL)
    if text in ("all", "none"):
        return known if text == "all" else ()
    named = tuple(word.strip() for word in text.split(","))
    if unknown := [word for word in named if word not in known]:
        raise CommandFailed(f"no such fault: {', '.join(unknown)}; known are {', '.join(known)}, all, none")
    return named


def print_outcome(outcome: Outcome) -> None:
    """The count, one line for each figure."""
    for name in ("sent", "stored", "lost", "duplicated", "corrupted", "acknowledged_but_missing", "unsettled"):
        print(f"{name.replace('_', '-')}: {getattr(outcome, name)}")
    struck = ", ".join(f"{kind} {count}" for kind, count in sorted(outcome.faults.items()))
    print(f"faults: {struck or 'none'}")
    print(f"seconds: {outcome.seconds:.1f}")
    for line in outcome.trouble[:20]:
        print(f"! {line}")


def simulate(folder: Path, kiosks: int, dossiers: int, faults: tuple[str, ...], seed: int) -> Outcome:
    """Run it in an empty folder and count. Raises CommandFailed when a process does not come to an end."""
    from ui.cli.portal_process import PortalProcess, free_port

    began, struck = time.monotonic(), Counter[str]()
    data = folder / "portal"
    codes = _prepare(data, kiosks)
    portal = PortalProcess(data, free_port())
    shares = [dossiers // kiosks + (number < dossiers % kiosks) for number in range(kiosks)]
    herd = [
        _Kiosk(folder / f"kiosk-{number:03d}", portal.url, codes[number], share, seed, faults)
        for number, share in enumerate(shares)
    ]
    try:
        portal.start()
        portal.wait()
        _run(herd, portal, Random(seed), faults, struck)  # noqa: S311 - a plan, not a secret
    finally:
        for kiosk in herd:
            kiosk.kill()
        portal.stop()
    outcome = count(folder)
    outcome.faults += struck
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
    """A kiosk's process, started again as often as it was killed."""

    def __init__(self, home: Path, url: str, code: str, dossiers: int, seed: int, faults: tuple[str, ...]) -> None:
        self.home = home
        self.ledger = home.with_suffix(".ledger")
        self.report = home.with_suffix(".json")
        self._asked: dict[str, Any] = {
            "home": str(home),
            "ledger": str(self.ledger),
            "report": str(self.report),
            "url": url,
            "code": code,
            "dossiers": dossiers,
            "seed": seed,
            "faults": faults,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0
        self.done = False

    def start(self) -> None:
        if self.starts >= _MOST_STARTS:
            raise CommandFailed(f"{self.home.name} does not come to an end: read {self.home.with_suffix('.log')}")
        self.starts += 1
        asked = json.dumps({**self._asked, "start": self.starts})
        with self.home.with_suffix(".log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kiosk.simulation", asked], stdout=log, stderr=log, env={**os.environ}
            )

    def ended(self) -> bool:
        """Whether the process is over; it is done when it ended by itself and well."""
        if self._process is None or (code := self._process.poll()) is None:
            return False
        self._process = None
        self.done = code == 0
        return True

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _run(herd: list[_Kiosk], portal: Any, random: Random, faults: tuple[str, ...], struck: Counter[str]) -> None:
    """Kiosks in turn, some at a time; kills at moments that the seed gives."""
    waiting, running = list(herd), list[_Kiosk]()
    kills = {kiosk.home: _KILLS_OF_A_KIOSK if KILL_KIOSK in faults else 0 for kiosk in herd}
    portal_kills = _KILLS_OF_THE_PORTAL if KILL_PORTAL in faults else 0
    next_kill = time.monotonic() + random.uniform(2, 4)
    while waiting or running:
        while waiting and len(running) < _AT_ONCE:
            running.append(waiting.pop(0))
            running[-1].start()
        time.sleep(0.05)
        for kiosk in [each for each in running if each.ended()]:
            running.remove(kiosk)
            if not kiosk.done:
                waiting.insert(0, kiosk)
        if time.monotonic() < next_kill or not running:
            continue
        next_kill = time.monotonic() + random.uniform(0.5, 3)
        victim = random.choice(running)
        if portal_kills and random.random() < 0.4:
            portal_kills -= 1
            struck[KILL_PORTAL] += 1
            portal.kill()
            portal.start()
            portal.wait()
        elif kills[victim.home]:
            kills[victim.home] -= 1
            struck[KILL_KIOSK] += 1
            victim.kill()
            victim.start()


def count(folder: Path) -> Outcome:
    """Compare promises, outboxes and the portal's database. Raises CommandFailed when the folder holds no such run."""
    if not (reports := sorted(folder.glob("kiosk-*.json"))):
        raise CommandFailed(f"{folder} holds no finished run: make one with kiosk simulate --keep {folder}")
    outcome = Outcome()
    stored = _stored(folder / "portal", outcome)
    expected, taken_back = set[tuple[str, int]](), set[tuple[str, int]]()
    for path in reports:
        report = json.loads(path.read_text())
        outcome.faults.update(report["faults"])
        known = {(each["dossier"], each["number"]): each for each in report["revisions"]}
        for line in path.with_suffix(".ledger").read_text().splitlines():
            promised = line.split()[0], int(line.split()[1])
            if promised not in known:
                outcome.lost += 1
                outcome.trouble.append(f"{path.stem} forgot {promised}")
        for key, each in known.items():
            if each["state"] == "superseded":
                # One that came late, after it was asked for in vain, may be there as a second head.
                taken_back.add(key)
            else:
                expected.add(key)
                _compare(outcome, key, each, stored.get(key))
    outcome.sent = len(expected)
    outcome.stored = len(expected & stored.keys())
    for dossier, number in stored.keys() - expected - taken_back:
        outcome.duplicated += 1
        outcome.trouble.append(f"the portal has {dossier}/{number}, which no kiosk stands by")
    return outcome


def _compare(outcome: Outcome, key: tuple[str, int], kept: dict[str, Any], at_portal: str | None) -> None:
    if kept["state"] != "acknowledged":
        outcome.unsettled += 1
        outcome.trouble.append(f"{key} is {kept['state']} {kept['reason']}")
    if at_portal is None:
        outcome.lost += 1
        outcome.acknowledged_but_missing += kept["state"] == "acknowledged"
        outcome.trouble.append(f"{key} is not at the portal")
    elif at_portal != kept["hash"]:
        outcome.corrupted += 1
        outcome.trouble.append(f"{key} is other bytes at the portal")


def _stored(data: Path, outcome: Outcome) -> dict[tuple[str, int], str]:
    """(dossier, number) → hash of the bytes the portal has; counts what is there twice and what is not what it was."""
    from uuid import UUID

    db = sqlite3.connect(f"file:{data / 'portal.sqlite3'}?mode=ro", uri=True)
    try:
        rows = db.execute("SELECT dossier, number, hash, body FROM registry_revision").fetchall()
        events = db.execute("SELECT dossier, revision FROM registry_event WHERE kind = 'state'").fetchall()
        blobs = db.execute("SELECT site_id, sha256 FROM registry_attachment").fetchall()
    finally:
        db.close()
    for (dossier, number), count in Counter(events).items():
        if count > 1:
            outcome.duplicated += count - 1
            outcome.trouble.append(f"{dossier}/{number} had its effect {count} times")
    for site, name in blobs:
        path = data / "attachments" / str(site) / name[:2] / name
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != name:
            outcome.corrupted += 1
            outcome.trouble.append(f"attachment {name} is not what it was")
    return {(str(UUID(row[0])), row[1]): sha256(row[3]).hexdigest() for row in rows}
