"""The one command on a display without a window manager: full screen, ended by signals, secrets shown once."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.xserver import filled, x_server
from ui.cli.portal_process import free_port, port_is_free

COMMAND = [sys.executable, "-m", "ui.cli", "run", "--with-portal"]
SHOWN_ONCE = ("staff code", "recovery code", "password")


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    if shutil.which("Xvfb") is None:
        pytest.skip("not installed: Xvfb (make setup installs it)")
    with x_server() as environment:
        yield environment


def listens(port: int, within: float = 60.0) -> bool:
    end = time.monotonic() + within
    while port_is_free(port) and time.monotonic() < end:
        time.sleep(0.1)
    return not port_is_free(port)


@pytest.mark.long(15)
@pytest.mark.timeout(240)
def test_one_command_fills_the_display_and_shows_the_secrets_once(display: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    command = [*COMMAND, "--home", str(tmp_path / "kiosk"), "--portal-port", str(port)]
    said = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with subprocess.Popen(
            command, env=display, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                assert filled(display) == "1366 768", "the kiosk does not fill the display"
                # From the second time on the window does not wait for the portal.
                assert listens(port), "the portal does not listen"
                process.send_signal(number)
                out, err = process.communicate(timeout=30)
            finally:
                process.kill()
        assert (process.returncode, err) == (0, "")
        assert port_is_free(port), "the portal outlived its kiosk"
        said.append(out)
    first, second = said
    assert all(words in first for words in SHOWN_ONCE)
    assert not any(words in second for words in SHOWN_ONCE)
    assert f"http://127.0.0.1:{port}/" in second
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    secrets = [line.split()[2] for line in first.splitlines() if line.startswith(("staff code", "recovery code"))]
    password = first.partition("password")[2].split()[0]
    assert len(secrets) == 2
    for secret in (*secrets, password):
        assert not [path for path in kept if secret.encode() in path.read_bytes()], "a secret lies in a file"


@pytest.mark.long(15)
@pytest.mark.timeout(120)
def test_a_stale_display_leads_to_the_tour_and_not_to_an_abort(tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": ":77", "TMPDIR": str(tmp_path)}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [*COMMAND, "--home", str(tmp_path / "kiosk")]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        process.terminate()
        _out, err = process.communicate(timeout=60)
    assert lines[0].startswith("The display :77 does not answer. Walking through a visit by itself instead")
    assert lines[1].startswith("pictures and papers: ")
    assert lines[2].startswith("ok ")
    assert (process.returncode, err) == (1, "kiosk: stopped\n")
