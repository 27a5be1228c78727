"""`kiosk simulate`: every promise is kept under all faults, and the count would say so if one were not."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIGURES = ("sent", "stored", "lost", "duplicated", "corrupted", "acknowledged-but-missing", "unsettled")


def simulate(*arguments: str, within: float = 350) -> tuple[int, dict[str, int], str]:
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "simulate", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=within,
    )
    lines = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    return done.returncode, {name: int(lines.get(name, -1)) for name in FIGURES}, done.stdout + done.stderr


def at_portal(folder: Path, statement: str) -> None:
    file = sqlite3.connect(folder / "portal" / "portal.sqlite3")
    with file:
        file.execute(statement)
    file.close()


@pytest.mark.timeout(400)
def test_three_hundred_dossiers_under_all_faults_and_the_count_notices_what_is_planted(tmp_path, seed):
    folder = tmp_path / "run"
    code, figures, output = simulate(
        "--kiosks", "2", "--dossiers", "300", "--faults", "all", "--seed", str(seed), "--keep", str(folder)
    )
    assert code == 0, output
    assert figures["sent"] == figures["stored"] >= 300
    assert sum(figures.values()) == figures["sent"] + figures["stored"]

    assert simulate("--count", str(folder))[0] == 0
    at_portal(
        folder, "UPDATE registry_revision SET body = x'00' WHERE rowid = (SELECT min(rowid) FROM registry_revision)"
    )
    code, figures, output = simulate("--count", str(folder))
    assert (code, figures["corrupted"]) == (1, 1), output
    at_portal(folder, "DELETE FROM registry_revision WHERE rowid = (SELECT min(rowid) FROM registry_revision)")
    code, figures, output = simulate("--count", str(folder))
    assert (code, figures["lost"], figures["acknowledged-but-missing"]) == (1, 1, 1), output
    ledger = next(folder.glob("*.ledger"))
    ledger.write_text(ledger.read_text() + "00000000-0000-7000-8000-000000000000 1\n")
    assert simulate("--count", str(folder))[1]["lost"] == 2


def test_a_fault_that_is_none_and_a_folder_that_holds_nothing_are_said_so(tmp_path):
    assert "no such fault: flood" in simulate("--faults", "flood")[2]
    assert "holds no finished run" in simulate("--count", str(tmp_path))[2]


@pytest.mark.bench
@pytest.mark.timeout(3600)
def test_ten_thousand_dossiers_under_all_faults(seed):
    code, figures, output = simulate("--kiosks", "10", "--dossiers", "10000", "--seed", str(seed), within=3500)
    print(f"\n{output}")
    assert code == 0
    assert figures["stored"] >= 10_000
