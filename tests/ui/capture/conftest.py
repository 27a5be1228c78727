"""A kiosk with a form that is filled in, standing before its papers; with a fed camera or SANE's test scanner."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.capture import devices
from kiosk.types import InitialSecrets
from tests.support.camera import FedCamera
from tests.support.kiosks import Portal
from tests.support.sane import configure
from tests.support.shell import Visitor, enrolled_home, window
from ui.capture import frames
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


@pytest.fixture(autouse=True)
def _no_scanner_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "no-scanner"
    empty.mkdir()
    (empty / "dll.conf").touch()
    monkeypatch.setenv("SANE_CONFIG_DIR", str(empty))


@pytest.fixture
def sane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """sane(key=value): SANE's test scanner is connected, with lines of its configuration."""

    def install(**options: str) -> None:
        monkeypatch.setenv("SANE_CONFIG_DIR", str(configure(tmp_path / "sane", **options)))

    return install


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], None]]:
    """camera(image): a camera is connected, and this is before it."""
    FedCamera.made.clear()
    before: list[Any] = []

    def connect(image: Any) -> None:
        before[:] = [image]
        for each in FedCamera.made:
            each.show(image)

    found = (devices.Device("camera", "/dev/video0", "Document camera"),)
    monkeypatch.setattr(devices, "cameras", lambda: found if before else ())
    monkeypatch.setattr(frames, "open_camera", lambda _label, parent: FedCamera(before[0], parent))
    yield connect
    FedCamera.made.clear()


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
    """Somebody before the first page, in English."""
    monkeypatch.setattr(MOVING_ON, "within", 0.0)
    pictures = tmp_path / "shots"
    pictures.mkdir()
    with window(qapp, home, pictures) as made:
        made.portal, made.secrets = portal, first_start[1]
        yield made
        assert made.app.faults == [], "the calm page came"
    shutil.rmtree(pictures)
