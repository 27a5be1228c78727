"""The real command on a real display: killed in the middle, it fills the display again by itself."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support.kiosks import Portal
from tests.support.shell import enrolled_home
from tests.support.xserver import filled, x_server

PATIENCE_S = 60


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    if shutil.which("Xvfb") is None:
        pytest.skip("not installed: Xvfb (make setup installs it)")
    with x_server() as environment:
        yield environment


def _child(pid: int, other_than: int = 0) -> int:
    """The kiosk under the supervisor pid."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = [int(each) for each in children if int(each) != other_than]
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("there is no kiosk under its supervisor")


@pytest.mark.long(15)
@pytest.mark.timeout(240)
def test_a_kiosk_that_crashes_fills_the_display_again(display: dict[str, str], tmp_path: Path) -> None:
    Kiosk.open(tmp_path / "first").close()
    home = enrolled_home(tmp_path / "first", tmp_path / "kiosk", Portal())
    command = [sys.executable, "-m", "ui.cli", "run", "--home", str(home)]
    with subprocess.Popen(command, env=display, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert filled(display, 60) == "1366 768", "the kiosk does not fill the display"
            # It has painted; the supervisor hears of it in the same turn of the event loop.
            _until_beaten(home)
            first = _child(process.pid)
            os.kill(first, signal.SIGKILL)
            second = _child(process.pid, other_than=first)
            assert second != first
            assert filled(display, 60) == "1366 768", "the kiosk did not come back"
            process.send_signal(signal.SIGTERM)
            _out, err = process.communicate(timeout=PATIENCE_S)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "ended with -9" in err
    assert "Traceback" not in err


def _until_beaten(home: Path) -> None:
    """The journal begins when the first page was painted, as the beats do."""
    deadline = time.monotonic() + PATIENCE_S
    log = home / "log" / "kiosk.log"
    while not log.is_file():
        assert time.monotonic() < deadline, "the kiosk wrote no journal"
        time.sleep(0.05)
