"""`kiosk simulate`: every promise is kept under all faults, and the count would say so if one were not."""

import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.simulation import power
from ui.cli.common import CommandFailed
from ui.cli.simulate_count import count

ROOT = Path(__file__).parents[2]
FIGURES = ("sent", "stored", "lost", "duplicated", "corrupted", "acknowledged-but-missing", "unsettled")
BLOWS = {"kill-kiosk": 4, "kill-portal": 2, "portal-disk-full": 2}


@dataclass
class Result:
    """What the command printed."""

    code: int
    figures: dict[str, int]
    faults: dict[str, int]
    output: str


def simulate(*arguments: str, within: float = 350) -> Result:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.simulating", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=within,
    )
    lines = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    struck = dict(part.rsplit(" ", 1) for part in lines.get("faults", "none").split(", ") if " " in part)
    return Result(
        done.returncode,
        {name: int(lines.get(name, -1)) for name in FIGURES},
        {kind: int(times) for kind, times in struck.items()},
        done.stdout + done.stderr,
    )


def at_portal(folder: Path, statement: str) -> None:
    file = sqlite3.connect(folder / "portal" / "portal.sqlite3")
    with file:
        file.execute(statement)
    file.close()


@pytest.mark.long(20)
@pytest.mark.timeout(400)
def test_three_hundred_dossiers_under_all_faults_and_the_count_notices_what_is_planted(tmp_path, seed):
    folder = tmp_path / "run"
    done = simulate("--kiosks", "2", "--dossiers", "300", "--faults", "all", "--seed", str(seed), "--keep", str(folder))
    assert done.code == 0, done.output
    assert done.figures["sent"] == done.figures["stored"] >= 300
    assert sum(done.figures.values()) == done.figures["sent"] + done.figures["stored"]
    assert {kind: done.faults[kind] for kind in BLOWS} == BLOWS
    assert {"clock", "disk-full"} < done.faults.keys()
    if power.possible():
        assert done.faults["power-cut"] == 4

    assert count(folder).good
    at_portal(
        folder, "UPDATE registry_revision SET body = x'00' WHERE rowid = (SELECT min(rowid) FROM registry_revision)"
    )
    assert (count(folder).good, count(folder).corrupted) == (False, 1)
    at_portal(folder, "DELETE FROM registry_revision WHERE rowid = (SELECT min(rowid) FROM registry_revision)")
    again = simulate("--count", str(folder))
    assert again.code == 1, again.output
    assert (again.figures["lost"], again.figures["acknowledged-but-missing"]) == (1, 1)
    ledger = next(folder.glob("*.ledger"))
    ledger.write_text(ledger.read_text() + "00000000-0000-7000-8000-000000000000 1\n")
    assert count(folder).lost == 2


def test_a_fault_that_is_none_and_a_folder_that_holds_nothing_are_said_so(tmp_path):
    assert "no such fault: flood" in simulate("--faults", "flood").output
    with pytest.raises(CommandFailed, match="holds no finished run"):
        count(tmp_path)


@pytest.mark.bench
@pytest.mark.timeout(3600)
def test_ten_thousand_dossiers_under_all_faults(seed):
    done = simulate("--kiosks", "10", "--dossiers", "10000", "--seed", str(seed), within=3500)
    print(f"\n{done.output}")
    assert done.code == 0
    assert done.figures["stored"] >= 10_000
