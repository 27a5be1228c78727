"""The kiosk's window on a real store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.types import InitialSecrets
from tests.support.kiosks import Portal
from tests.support.shell import Visitor, enrolled_home, window
from ui.widgets import MOVING_ON


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, InitialSecrets]:
    """A home after its first start, made once."""
    home = tmp_path_factory.mktemp("first-start") / "kiosk"
    kiosk = Kiosk.open(home)
    initial = kiosk.initial
    kiosk.close()
    assert initial is not None
    return home, initial


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def home(first_start: tuple[Path, InitialSecrets], portal: Portal, tmp_path: Path) -> Path:
    return enrolled_home(first_start[0], tmp_path / "kiosk", portal)


@pytest.fixture
def visitor(
    qapp: QApplication,
    qtbot: QtBot,
    home: Path,
    portal: Portal,
    first_start: tuple[Path, InitialSecrets],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Visitor]:
    """Somebody before the first page, in English. The guard against double taps has tests of its own."""
    monkeypatch.setattr(MOVING_ON, "within", 0.0)
    with window(qapp, home, tmp_path) as made:
        made.portal, made.secrets = portal, first_start[1]
        yield made
        assert made.app.faults == [], "the calm page came"
