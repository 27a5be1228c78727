"""``kiosk recover`` says what can be saved before it does anything, and what it did."""

import io
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.store.backup import store_path
from tests.support.damage import cut, gone
from tests.support.kiosks import Portal, begin
from ui.cli import main
from ui.cli.common import FAILED, OK


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    kiosk = Kiosk.open(home)
    kiosk.identity.store_enrolment(Portal().enrolment())
    begin(kiosk)
    kiosk.back_up()
    kiosk.close()
    return home


def recover(monkeypatch: pytest.MonkeyPatch, home: Path, *options: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    return main(["recover", "--home", str(home), *options])


def test_it_looks_asks_and_does_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cut(home)
    damaged = store_path(home).read_bytes()
    assert recover(monkeypatch, home, "--look") == OK
    said = capsys.readouterr().out
    assert "damaged" in said
    assert "1 dossiers" in said
    assert recover(monkeypatch, home, typed="no") == OK
    assert "nothing was changed" in capsys.readouterr().out
    assert store_path(home).read_bytes() == damaged
    assert recover(monkeypatch, home, typed="yes") == OK
    kept = Path(capsys.readouterr().out.split()[-1])
    assert (kept / "store.db").read_bytes() == damaged
    assert recover(monkeypatch, home) == OK
    assert "nothing to do" in capsys.readouterr().out


def test_a_store_that_is_gone_comes_back_without_asking_when_told_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone(home)
    assert recover(monkeypatch, home, "--yes") == OK
    kiosk = Kiosk.open(home)
    assert len(kiosk.drafts.open_drafts()) == 1
    kiosk.close()


def test_what_cannot_be_done_is_said(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert recover(monkeypatch, tmp_path / "empty") == FAILED
    assert "no store" in capsys.readouterr().err
    kiosk = Kiosk.open(home)
    assert recover(monkeypatch, home) == FAILED
    assert "end it first" in capsys.readouterr().err
    kiosk.close()
    for copy in (home / "backups").iterdir():
        copy.unlink()
    store_path(home).write_bytes(b"")
    assert recover(monkeypatch, home, "--yes") == FAILED
    assert "keep the folder" in capsys.readouterr().err
    for key in (home / "keys").glob("dbkey*"):
        key.unlink()
    store_path(home).write_bytes(b"x" * 8192)
    assert recover(monkeypatch, home, "--yes") == FAILED
    assert "kiosk rescue key" in capsys.readouterr().err
