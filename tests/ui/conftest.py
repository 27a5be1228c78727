"""Qt offscreen on a screen of 1920 × 1080, with the fonts and the style of the running application."""

import gc
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

_SCREEN = {"x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def _offscreen() -> None:
    # Read by the platform plugin when the QApplication is made, so it has to be set before any test asks for one.
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        folder = Path(tempfile.mkdtemp(prefix="kiosk-screen-"))
        config = folder / "screens.json"
        config.write_text(json.dumps({"screens": [{"name": "kiosk", **_SCREEN}]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"


_offscreen()


def pytest_configure(config: pytest.Config) -> None:
    # The offscreen platform says this about every window with a minimum size; it has no frame to tell.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.support.read_once import read_once  # noqa: E402
from ui import i18n  # noqa: E402
from ui.theme import DisplayProfile, apply, load_theme  # noqa: E402
from ui.widgets import MOVING_ON  # noqa: E402

KIOSK = DisplayProfile(4.03)
TABLET = DisplayProfile(5.88, compact=True)
_windows = count(1)


@pytest.fixture(autouse=True)
def _packs_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_once(monkeypatch)


@pytest.fixture(autouse=True)
def _looks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test that has a QApplication begins with the light theme, 100 %, the 21.5-inch kiosk, English."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    apply(app, load_theme("light"), 1.0, KIOSK)
    i18n.install(app, "en")
    MOVING_ON.reset()
    yield
    i18n.install(app, "en")


@pytest.fixture
def wear(qapp: QApplication) -> Callable[..., None]:
    """wear(profile, scale, theme): another display, text size or theme for this test."""

    def put_on(profile: DisplayProfile = KIOSK, scale: float = 1.0, theme: str = "light") -> None:
        apply(qapp, load_theme(theme), scale, profile)

    return put_on


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test leaves no window, running timer or thread of Qt behind."""
    yield
    if "qtbot" in request.fixturenames:
        _check_nothing_left()
    # Closed windows are cycles that the kiosk put off collecting: hundreds would be kept, and restyled with each look.
    if "visitor" in request.fixturenames and next(_windows) % 6 == 0:
        gc.collect()


def _check_nothing_left() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.processEvents()
    # Closed widgets go only now: without an event loop running, deleteLater() waits for ever, and they pile up.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not shown, f"still on the screen: {shown}"
    timers = [timer for widget in QApplication.topLevelWidgets() for timer in widget.findChildren(QTimer)]
    running = [timer for timer in timers if timer.isActive() and not timer.isSingleShot()]
    assert not running, f"still running: {running}"
    threads = [thread for thread in app.findChildren(QThread) if thread.isRunning()]
    assert not threads, f"still running: {threads}"
