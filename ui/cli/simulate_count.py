"""The count after ``kiosk simulate``: what was promised, what the kiosks believe, and what the portal holds."""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from ui.cli.common import CommandFailed

FIGURES = ("sent", "stored", "lost", "duplicated", "corrupted", "acknowledged_but_missing", "unsettled")


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
    notes: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        wrong = self.lost + self.duplicated + self.corrupted + self.acknowledged_but_missing + self.unsettled
        return wrong == 0 and self.stored == self.sent > 0


def print_outcome(outcome: Outcome) -> None:
    """The count, one line for each figure."""
    for name in FIGURES:
        print(f"{name.replace('_', '-')}: {getattr(outcome, name)}")
    struck = ", ".join(f"{kind} {count}" for kind, count in sorted(outcome.faults.items()))
    print(f"faults: {struck or 'none'}")
    if outcome.seconds:
        print(f"seconds: {outcome.seconds:.1f} ({outcome.sent / outcome.seconds:.0f} dossiers a second)")
    for note in outcome.notes:
        print(note)
    for line in outcome.trouble[:20]:
        print(f"! {line}")


def count(folder: Path) -> Outcome:
    """Compare promises, outboxes and the portal's database. Raises CommandFailed when the folder holds no such run."""
    if not (reports := sorted(folder.glob("kiosk-*.json"))):
        raise CommandFailed(f"{folder} holds no finished run: make one with kiosk simulate --keep {folder}")
    outcome = Outcome()
    stored = _stored(folder / "portal", outcome)
    expected, taken_back = set[tuple[str, int]](), set[tuple[str, int]]()
    for path in reports:
        revisions = json.loads(path.read_text())["revisions"]
        known = {(each["dossier"], each["number"]): each for each in revisions}
        _struck(path.with_suffix(".faults"), outcome)
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


def _struck(path: Path, outcome: Outcome) -> None:
    if path.exists():
        outcome.faults.update(path.read_text().split())


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
    db = sqlite3.connect(f"file:{data / 'portal.sqlite3'}?mode=ro", uri=True)
    try:
        rows = db.execute("SELECT dossier, number, hash, body FROM registry_revision").fetchall()
        events = db.execute("SELECT dossier, revision FROM registry_event WHERE kind = 'state'").fetchall()
        blobs = db.execute("SELECT site_id, sha256 FROM registry_attachment").fetchall()
    finally:
        db.close()
    for (dossier, number), times in Counter(events).items():
        if times > 1:
            outcome.duplicated += times - 1
            outcome.trouble.append(f"{dossier}/{number} had its effect {times} times")
    for site, name in blobs:
        path = data / "attachments" / str(site) / name[:2] / name
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != name:
            outcome.corrupted += 1
            outcome.trouble.append(f"attachment {name} is not what it was")
    return {(str(UUID(row[0])), row[1]): sha256(row[3]).hexdigest() for row in rows}
