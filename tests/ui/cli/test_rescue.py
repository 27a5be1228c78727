"""A technician gets the data back with the recovery code, and with nothing else."""

import io
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.store.backup import store_path
from kiosk.store.keys import key_folder
from ui.cli import main
from ui.cli.common import FAILED, OK


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, str, str]:
    """A home that was started once; its staff code and recovery code."""
    home = tmp_path / "home"
    home.mkdir()
    kiosk = Kiosk.open(home)
    try:
        assert kiosk.initial is not None
        kiosk.back_up()
        return home, kiosk.initial.staff_code, kiosk.initial.recovery_code
    finally:
        kiosk.close()


def rescue(monkeypatch: pytest.MonkeyPatch, home: Path, what: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    return main(["rescue", what, "--home", str(home)])


def test_a_lost_staff_code_is_replaced(
    begun: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, old, recovery = begun
    assert rescue(monkeypatch, home, "staff-code", recovery) == OK
    new = capsys.readouterr().out.split()[2]
    assert new != old
    kiosk = Kiosk.open(home)
    try:
        kiosk.staff.check(new)
    finally:
        kiosk.close()


@pytest.mark.parametrize("what", ["key", "staff-code"])
def test_a_wrong_recovery_code_opens_nothing(
    what: str,
    begun: tuple[Path, str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert rescue(monkeypatch, begun[0], what, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA") == FAILED
    assert "compare it with the paper" in capsys.readouterr().err


def test_another_machine_gets_the_key(begun: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    home, staff_code, recovery = begun
    for file in key_folder(home).iterdir():
        if "recovery" not in file.name:
            file.unlink()
    assert rescue(monkeypatch, home, "key", recovery) == OK
    kiosk = Kiosk.open(home)
    try:
        kiosk.staff.check(staff_code)
    finally:
        kiosk.close()


def test_a_damaged_store_gives_way_to_its_newest_copy(
    begun: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, staff_code, _recovery = begun
    store = store_path(home)
    damaged = bytearray(store.read_bytes())
    damaged[4096:8192] = b"\x5a" * 4096
    store.write_bytes(damaged)
    assert rescue(monkeypatch, home, "store") == OK
    kept = Path(capsys.readouterr().out.split()[-1])
    assert kept.exists()
    kiosk = Kiosk.open(home)
    try:
        kiosk.staff.check(staff_code)
    finally:
        kiosk.close()
