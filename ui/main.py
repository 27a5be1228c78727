"""From a process to a running kiosk and back: QApplication, journal, signals of the terminal, exit code."""

import faulthandler
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from ui import journal
from ui.app import KioskApp, Options
from ui.theme import IN_FUSION

if TYPE_CHECKING:
    from kiosk.app import Kiosk


BEAT_EVERY_S = 5.0
_LOG = logging.getLogger(__name__)


def beat(pipe: int) -> None:
    """Tell the supervisor that the event loop turns. Never blocks, never raises: nobody may be listening any more."""
    try:
        os.write(pipe, b".")
    except OSError:
        _LOG.debug("the supervisor does not listen")


def make_application() -> QApplication:
    """The QApplication of a kiosk: no desktop's theme, no shortcuts, touch as mouse."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        application = QApplication(["kiosk", "-style", "fusion"])
        application.setProperty(IN_FUSION, 1)
    application.setApplicationName("kiosk")
    application.setOrganizationName("kiosk")
    return application


def run_kiosk(options: Options, packs: Path | None = None, supervisor: int | None = None) -> int:
    """Show the kiosk until the staff ends it or the terminal says so. Returns 0, or 1 when the event loop failed.

    supervisor: the pipe on which a supervisor listens for beats.
    """
    (options.home / "log").mkdir(parents=True, exist_ok=True, mode=0o700)
    crashes = (options.home / "log" / "crash.log").open("a")
    faulthandler.enable(crashes)
    application = make_application()

    def start_journal() -> None:
        journal.start(options.home)

    def open_kiosk() -> "Kiosk":
        from kiosk.app import Kiosk

        return Kiosk.open(options.home, packs=packs)

    app = KioskApp(application, options, open_kiosk)
    # What fails before the first page is drawn fails in the terminal.
    app.window.painted.connect(start_journal)
    terminal = _TerminalSignals(application)
    app.window.painted.connect(terminal.listen)
    if supervisor is not None:
        pulse = _Pulse(supervisor, app)
        app.window.painted.connect(pulse.start)
    try:
        app.start()
        return application.exec()
    finally:
        terminal.close()
        app.close()
        journal.stop()
        faulthandler.disable()
        crashes.close()


class _Pulse(QObject):
    """Tells the supervisor from the first page on that the event loop turns."""

    def __init__(self, pipe: int, parent: QObject) -> None:
        super().__init__(parent)
        self._pipe = pipe
        self._timer = QTimer(self)
        self._timer.setObjectName("pulse")
        self._timer.timeout.connect(self._beat)

    @Slot()
    def start(self) -> None:
        """From now on."""
        self._beat()
        self._timer.start(round(BEAT_EVERY_S * 1000))

    @Slot()
    def _beat(self) -> None:
        beat(self._pipe)


class _TerminalSignals:
    """Ctrl+C and SIGTERM end the event loop. Python handles them between byte codes, so a socket wakes Qt."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._notifier: QSocketNotifier | None = None

    def listen(self) -> None:
        """From now on."""
        import signal
        import socket

        self._reading, self._writing = socket.socketpair()
        self._writing.settimeout(0)
        self._before = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, self._ignore) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._woken)

    def _ignore(self, _number: int, _frame: object) -> None:
        """What is to be done happens in _woken."""

    def _woken(self) -> None:
        self._reading.recv(64)
        # quit() would ask the window, which refuses.
        self._application.exit(0)

    def close(self) -> None:
        """As it was."""
        if self._notifier is None:
            return
        import signal

        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._reading.close()
        self._writing.close()
