"""Fifty visits in one kiosk: bounded memory, and no more of it after the fiftieth than after the tenth."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support.kiosks import Portal
from tests.support.shell import enrolled_home

VISITS = 50
MOST_MB = 250
MOST_GROWTH = 1.10


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_fifty_visits_leave_the_kiosk_as_large_as_ten(tmp_path: Path) -> None:
    Kiosk.open(tmp_path / "first").close()
    home = enrolled_home(tmp_path / "first", tmp_path / "kiosk", Portal())
    command = [sys.executable, "-m", "tests.support.many_visits", str(home), str(tmp_path), str(VISITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    sizes = [int(line) / 1024 for line in done.stdout.split()]
    assert len(sizes) == VISITS
    # The middle of five visits: single ones differ by what the allocator keeps.
    early, late = sorted(sizes[7:12])[2], sorted(sizes[-5:])[2]
    print(
        f"\nmemory: {sizes[0]:.0f} MB after the first visit, {early:.0f} after ten, {late:.0f} after {VISITS}, ", end=""
    )
    print(f"ratio {late / early:.2f} (at most {MOST_GROWTH}; at most {MOST_MB} MB)")
    assert max(sizes) < MOST_MB
    assert late / early < MOST_GROWTH
