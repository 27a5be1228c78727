"""The command: what it loads, how it fails, what it says."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support import portal_tables
from ui.cli import main
from ui.cli.common import FAILED, OK, USAGE, CommandFailed
from ui.cli.first_run import remembered_port
from ui.cli.portal_process import PortalProcess, free_port, port_is_free
from ui.cli.tour import make_folder

ROOT = Path(__file__).parents[3]
PACKS = ROOT / "forms" / "packs"
# One portal for the tests that ask for it.
together = pytest.mark.xdist_group("cli-portal")
COMMANDS = [
    ["--help"],
    ["run", "--help"],
    ["tour", "--help"],
    ["enrol", "--help"],
    ["doctor", "--help"],
    ["portal", "--help"],
    ["portal", "serve", "--help"],
    ["portal", "officer", "add", "--help"],
    ["pack", "--help"],
    ["openrosa", "connect", "--help"],
]


def _modules_after(arguments: list[str]) -> set[str]:
    code = "import sys; from ui.cli import main; c = main(sys.argv[1:]); print(' '.join(sys.modules)); sys.exit(c)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == OK, done.stderr
    return set(done.stdout.rsplit("\n", 2)[-2].split())


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_help_teaches(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == OK
    said = capsys.readouterr().out
    assert said.startswith("usage: kiosk")
    assert len(said.splitlines()) > 5


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == OK
    assert capsys.readouterr().out == f"kiosk {version('kiosk-ho-so')}\n"


def test_help_loads_neither_qt_nor_django() -> None:
    loaded = _modules_after(["--help"])
    assert not loaded & {"PySide6", "django", "reportlab", "lxml", "nacl", "sqlcipher3"}


def test_the_portals_commands_load_no_qt(tmp_path: Path) -> None:
    portal_tables.sqlite_into(tmp_path)
    loaded = _modules_after(["portal", "site", "add", "1", "Xã Một", "--data", str(tmp_path)])
    assert "django" in loaded
    assert "PySide6" not in loaded


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["run", "--display-px-per-mm", "-1"], ["portal"], ["pack", "check"]]
)
def test_what_was_mistyped_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == USAGE
    assert "usage: kiosk" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pack", "check", "/nowhere"], "is not a folder"),
        (["pack", "import", "/nowhere.xlsx", "/tmp"], "is not a file"),
        (["enrol", "portal.example.vn", "ABC"], "begins with https://"),
        (["enrol", "https://portal.example.vn"], "code is missing"),
        (["pack", "build", "/tmp"], "procedure.toml is missing"),
        (["portal", "enrol-code", "--site", "X", "--data", "portal"], "no site X"),
        (["portal", "serve", "--database", "mysql://a/b"], "sqlite:///… or postgresql://…"),
        (["portal", "serve", "--port", "0", "--database", "postgresql://a:secret@127.0.0.1:1/b"], "does not answer"),
        (["portal", "kiosk", "list", "--database", "sqlite:////nowhere/at/all"], "unable to open database file"),
        (["portal", "kiosk", "list", "--data", "/proc/nowhere"], "choose another folder with --data"),
        (["portal", "serve", "--port", "0", "--packs", "/proc"], "holds no packs"),
        (["doctor", "--home", "/proc/nowhere"], "choose another folder with --home"),
    ],
)
def test_failures_are_one_sentence_that_says_what_to_do(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    if "portal" in arguments[1:]:
        portal_tables.sqlite_into(tmp_path / "portal")
    done = _kiosk(*arguments, folder=tmp_path)
    assert done.returncode == FAILED
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
    assert capsys.readouterr().err == ""


def test_packs_that_are_in_order_are_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    """Two of those that come along; tests/forms/pack/test_check.py looks at all of them."""
    folders = sorted(str(path) for path in PACKS.iterdir() if (path / "procedure.toml").is_file())[:2]
    assert len(folders) == 2
    assert main(["pack", "check", *folders]) == OK
    assert capsys.readouterr().out.count("nothing wrong") == len(folders)


def test_without_a_display_the_kiosk_says_so(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    environment.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "ui.cli", "run", "--home", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == FAILED
    assert "kiosk tour" in done.stderr


def test_a_folder_for_pictures_must_be_empty(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "new").is_dir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(CommandFailed, match="not empty"):
        make_folder(tmp_path / "full")


def test_findings_can_be_read_by_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--json", "--home", str(tmp_path)])
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"display", "disk", "encryption", "portal"} <= {each["subject"] for each in findings}
    assert code == (FAILED if any(each["level"] == "bad" for each in findings) else OK)


def test_the_port_on_receipts_stays_the_same(tmp_path: Path) -> None:
    first = remembered_port(tmp_path, 0)
    assert remembered_port(tmp_path, 0) == first
    with socket.socket() as other:
        other.bind(("127.0.0.1", first))
        other.listen()
        with pytest.raises(CommandFailed, match=str(first)):
            remembered_port(tmp_path, 0)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory):
    process = PortalProcess(tmp_path_factory.mktemp("portal"), free_port())
    portal_tables.sqlite_into(process.data)
    process.start(seed=True)
    process.seeded = process.wait()  # type: ignore[attr-defined]  # for the tests below
    yield process
    process.stop()


def _kiosk(*arguments: str, folder: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ui.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=folder)


@together
def test_enrolling_prints_the_codes_once(portal: PortalProcess, tmp_path: Path) -> None:
    code = portal.seeded["enrolment_code"]  # type: ignore[attr-defined]  # see the fixture
    home = str(tmp_path / "kiosk")
    done = _kiosk("enrol", portal.url, code, "--home", home, "--name", "Máy 1")
    assert done.returncode == OK, done.stderr
    assert "staff code" in done.stdout
    assert "recovery code" in done.stdout
    kiosk = Kiosk.open(Path(home))
    assert kiosk.identity.name == "Máy 1"
    assert kiosk.identity.portal_url == portal.url
    kiosk.close()
    # The same code with the same keys answers again, because an answer may get lost; the codes are not shown again.
    again = _kiosk("enrol", f"{portal.url}/#{code}", "--home", home)  # as the QR code of the portal's page is scanned
    assert again.returncode == OK
    assert "staff code" not in again.stdout


@together
def test_a_code_serves_one_kiosk_and_the_secrets_of_the_other_are_not_lost(
    portal: PortalProcess, tmp_path: Path
) -> None:
    done = _kiosk("enrol", portal.url, "WRONG-CODE", "--home", str(tmp_path / "kiosk"))
    assert done.returncode == FAILED
    assert "ask its administrator for a new one" in done.stderr
    assert "staff code" in done.stdout


def test_a_portal_that_does_not_answer_is_named(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    done = _kiosk("enrol", url, "CODE", "--home", str(tmp_path / "kiosk"))
    assert done.returncode == FAILED
    assert f"{url} does not answer" in done.stderr


@together
def test_officers_and_codes_are_made_beside_a_running_portal(portal: PortalProcess) -> None:
    data = ["--data", str(portal.data)]
    assert _kiosk("portal", "site", "add", "22201", "Xã Di Linh", *data).returncode == OK
    made = _kiosk("portal", "officer", "add", "lan", "Trần Thị Lan", "--site", "22201", *data)
    assert "password, shown once" in made.stdout
    boss = _kiosk("portal", "officer", "add", "tuan", "Lê Tuấn", "--role", "administrator", *data)
    assert "password, shown once" in boss.stdout
    assert _kiosk("portal", "officer", "add", "tuan", "", "--role", "leader", *data).returncode == FAILED
    assert (
        "leader of 22201 too"
        in _kiosk(*("portal", "officer", "add", "lan", "", "--role", "leader", "--site", "22201", *data)).stdout
    )
    assert "new second factor" in _kiosk("portal", "officer", "reset-factor", "tuan", *data).stdout
    assert _kiosk("portal", "officer", "demand-factor", "--site", "22201", *data).returncode == OK
    assert "-" in _kiosk("portal", "enrol-code", "--site", "22201", *data).stdout


def test_seeding_again_makes_nothing_new(tmp_path: Path) -> None:
    process = PortalProcess(tmp_path, free_port())
    portal_tables.sqlite_into(tmp_path)
    try:
        process.start(seed=True)
        assert process.wait()["officer_password"]
        process.stop()
        process.start(seed=True)
        assert process.wait() == {}
    finally:
        process.stop()


def test_a_portal_ends_when_the_kiosk_that_started_it_is_killed(tmp_path: Path) -> None:
    port = free_port()
    portal_tables.sqlite_into(tmp_path)
    code = (
        "import sys, time; from pathlib import Path; from ui.cli.portal_process import PortalProcess; "
        "p = PortalProcess(Path(sys.argv[1]), int(sys.argv[2])); p.start(); p.wait(); print('ready', flush=True); "
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(port)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    assert not port_is_free(port)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if port_is_free(port):
            return
        time.sleep(0.1)
    pytest.fail("the portal goes on without its kiosk")


def test_a_portal_that_cannot_start_says_why(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = PortalProcess(tmp_path, other.getsockname()[1])
        process.start()
        with pytest.raises(CommandFailed, match="cannot be listened on"):
            process.wait()
    assert not process.running
