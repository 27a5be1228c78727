"""kiosk openrosa: connecting a server that is there already, and sentences for what goes wrong."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support.http_portal import served
from tests.support.openrosa_server import PASSWORD, USER, OpenRosaServer
from tests.support.packs import PACKS
from ui.cli import main
from ui.cli.common import FAILED, OK

BIRTH = "1.001193"
Typed = Callable[[str], None]


@pytest.fixture
def foreign() -> Iterator[OpenRosaServer]:
    made = OpenRosaServer(scheme="digest", forms={BIRTH: (PACKS / BIRTH / "form.xml").read_bytes()})
    with served(made.handle) as made.address:
        yield made


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What stands on the standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all: its first start takes longer than the tests."""
    return tmp_path_factory.mktemp("openrosa") / "kiosk"


def _run(home: Path, *words: str) -> int:
    return main(["openrosa", words[0], "--home", str(home), *words[1:]])


def test_a_server_is_connected_looked_at_and_let_go(
    foreign: OpenRosaServer, typed: Typed, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(f"{PASSWORD}\n")
    assert _run(home, "connect", foreign.address, "--user", USER, "--auth", "digest") == OK
    said = capsys.readouterr().out
    assert f"{BIRTH}  goes there: the same form" in said
    assert "no such form there" in said
    assert PASSWORD not in said
    kiosk = Kiosk.open(home)
    assert [route.procedure for route in kiosk.openrosa.routes()] == [BIRTH]
    kiosk.close()
    assert _run(home, "check") == OK
    foreign.forms["1.004222"] = (PACKS / "1.004222" / "form.xml").read_bytes()
    assert _run(home, "check") == OK
    assert "still goes to the portal: 1.004222" in capsys.readouterr().out
    assert _run(home, "check", "--take") == OK
    assert "still goes" not in capsys.readouterr().out
    assert _run(home, "disconnect") == OK
    assert _run(home, "disconnect") == OK
    assert "no server was connected" in capsys.readouterr().out
    assert _run(home, "check") == FAILED


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["http://odk.example.vn"], "use https://"),
        (["odk.example.vn"], "no address"),
        (["http://127.0.0.1:9"], "does not answer"),
        (["{url}", "--user", USER], "does not accept"),
        (["{url}", "--auth", "digest"], "--user"),
        (["{url}", "--form", "1.001193"], "CODE=ID"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    foreign: OpenRosaServer,
    typed: Typed,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    says: str,
) -> None:
    typed("wrong\n")
    assert _run(home, "connect", *(word.format(url=foreign.address) for word in words)) == FAILED
    error = capsys.readouterr().err
    assert says in error
    assert "wrong" not in error
    assert "Traceback" not in error


def test_an_address_with_a_key_need_not_stand_on_the_command_line(
    foreign: OpenRosaServer, typed: Typed, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "/key/" + "k" * 20
    foreign.scheme, foreign.address = "token", foreign.address + key
    typed(f"{foreign.address}\n")
    assert _run(home, "connect", "-", "--form", f"{BIRTH}={BIRTH}") == OK
    output = capsys.readouterr()
    assert "k" * 20 not in output.out + output.err
