"""The kiosk comes back after a crash and after a hang, ends when it is told to, and does not try for ever in vain."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE_S = 60

PROGRAM = """
import os, signal, sys, time
from pathlib import Path
from ui.main import beat
from ui.supervisor import Supervisor

log = Path(sys.argv[1])

def child(pipe):
    with log.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    tries = len(log.read_text().split())
    BODY

sys.exit(Supervisor(child, pauses=(0.0, 0.05), hung_after=HUNG, page=PAGE).run())
"""


def _start(tmp_path: Path, body: str, hung_after: float = PATIENCE_S, *, page: bool = False) -> "subprocess.Popen[str]":
    code = PROGRAM.replace("BODY", body.replace("\n", "\n    "))
    code = code.replace("HUNG", str(hung_after)).replace("PAGE", str(page))
    return subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "log")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def _tries(tmp_path: Path) -> list[int]:
    path = tmp_path / "log"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def _until(tmp_path: Path, tries: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while len(_tries(tmp_path)) < tries:
        assert time.monotonic() < deadline, "it was not started again"
        time.sleep(0.01)


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/status").read_text().find("State:\tZ") >= 0


def test_a_kiosk_that_ends_in_order_is_not_started_again(tmp_path: Path) -> None:
    process = _start(tmp_path, "beat(pipe)\nreturn 0")
    assert process.wait(PATIENCE_S) == 0
    process.communicate()
    assert len(_tries(tmp_path)) == 1


@pytest.mark.parametrize("crash", ["os.kill(os.getpid(), signal.SIGSEGV)", "os.abort()", "raise RuntimeError('no')"])
def test_a_kiosk_that_crashes_comes_back(tmp_path: Path, crash: str) -> None:
    process = _start(tmp_path, f"beat(pipe)\nif tries < 3:\n    {crash}\nreturn 0")
    assert process.wait(PATIENCE_S) == 0
    process.communicate()
    assert len(_tries(tmp_path)) == 3


def test_a_kiosk_that_hangs_is_put_down_and_comes_back(tmp_path: Path) -> None:
    process = _start(tmp_path, "beat(pipe)\nif tries < 2:\n    time.sleep(600)\nreturn 0", hung_after=1)
    assert process.wait(PATIENCE_S) == 0
    assert "does not answer" in process.communicate()[1]
    first, _second = _tries(tmp_path)
    assert _gone(first)


def test_one_that_ignores_being_told_to_go_is_killed(tmp_path: Path) -> None:
    body = "signal.signal(signal.SIGABRT, signal.SIG_IGN)\nbeat(pipe)\nif tries < 2:\n    time.sleep(600)\nreturn 0"
    process = _start(tmp_path, body, hung_after=1)
    assert process.wait(PATIENCE_S) == 0
    process.communicate()
    assert len(_tries(tmp_path)) == 2


def test_what_never_showed_a_page_is_told_in_the_terminal_instead_of_tried_again(tmp_path: Path) -> None:
    process = _start(tmp_path, "return 3")
    assert process.wait(PATIENCE_S) == 3
    process.communicate()
    assert len(_tries(tmp_path)) == 1


def test_a_slow_start_is_no_hang(tmp_path: Path) -> None:
    process = _start(tmp_path, "time.sleep(2.5)\nbeat(pipe)\nreturn 0", hung_after=1)
    assert process.wait(PATIENCE_S) == 0
    process.communicate()
    assert len(_tries(tmp_path)) == 1


def test_told_to_end_it_ends_the_kiosk_too(tmp_path: Path) -> None:
    process = _start(tmp_path, "while True:\n    beat(pipe)\n    time.sleep(0.05)")
    _until(tmp_path, 1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
    process.communicate()
    assert _gone(_tries(tmp_path)[0])


def test_a_supervisor_that_is_killed_leaves_no_kiosk_behind(tmp_path: Path) -> None:
    process = _start(tmp_path, "while True:\n    beat(pipe)\n    time.sleep(0.05)")
    _until(tmp_path, 1)
    time.sleep(0.2)
    process.kill()
    process.wait(PATIENCE_S)
    process.communicate()
    deadline = time.monotonic() + PATIENCE_S
    while not _gone(_tries(tmp_path)[0]):
        assert time.monotonic() < deadline, "the kiosk runs without its supervisor"
        time.sleep(0.02)


LOOKING = """if tries == 1:
    beat(pipe)
    os.abort()
if tries > 2:
    return 0
def there():
    children = Path(f"/proc/{os.getppid()}/task/{os.getppid()}/children").read_text().split()
    return any(b"-m\\0ui.interlude" in Path(f"/proc/{each}/cmdline").read_bytes() for each in children)
def until(wanted, word):
    while there() is not wanted:
        time.sleep(0.01)
    with (log.parent / "seen").open("a") as file:
        file.write(word)
until(True, "page ")
beat(pipe)
until(False, "gone")
return 0"""


def test_from_a_crash_to_the_next_first_page_a_page_says_that_all_is_safe(tmp_path: Path) -> None:
    process = _start(tmp_path, LOOKING, page=True)
    try:
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.communicate()
    assert (tmp_path / "seen").read_text() == "page gone"


def test_the_page_between_two_tries_needs_nothing_of_the_kiosk() -> None:
    code = (
        "import sys, runpy\nsys.argv = ['interlude', '0']\n"
        "try:\n    runpy.run_module('ui.interlude', run_name='__main__')\n"
        "except SystemExit as end:\n    code = end.code\n"
        "mine = [each for each in sys.modules if each.split('.')[0] in ('kiosk', 'sync', 'forms')]\n"
        "mine += [each for each in sys.modules if each.startswith('ui.') and each != 'ui.interlude']\n"
        "print(code, mine)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    assert done.stdout.strip() == "0 []"
