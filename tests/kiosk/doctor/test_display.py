"""A display that is not there is found out in a child process, because Qt aborts on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from kiosk.doctor import Level
from kiosk.doctor.display import probe
from kiosk.doctor.machine import examine_display


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def x_server() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed (make setup installs it)")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x600x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait(10)


def test_a_display_is_opened_and_measured(x_server: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISPLAY", x_server)
    display = probe()
    assert (display.usable, display.platform, display.width, display.height) == (True, "xcb", 1024, 600)
    assert examine_display("en").level is Level.OK
    assert "1024" in examine_display("vi").text


def test_a_stale_display_is_told_and_does_not_abort_us(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISPLAY", ":4077")
    assert probe().trouble == "The display :4077 does not answer."
    found = examine_display("en")
    assert found.level is Level.BAD
    assert found.advice


def test_no_display_is_told():
    assert probe().trouble == "There is no display."


def test_a_platform_that_draws_where_nobody_looks_is_no_display(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    display = probe()
    assert not display.usable
    assert "offscreen" in display.trouble
