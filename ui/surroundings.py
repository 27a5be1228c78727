"""What goes on around the pages: keys that lead out, a scanner, somebody who walks away, faults, garbage.

Made when the first page is drawn: none of it is needed before, and all of it takes time to load.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import journal
from ui.collector import Collector
from ui.idle import IdleWatch
from ui.window import KeyGuard


class Surroundings(QObject):
    """One per window.

    Attributes:
        idle: the watch over who has walked away.

    Signals:
        scanned(str): what a scanner read.
        failed(object): an exception that nobody caught, from whichever thread.
    """

    scanned = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, warn_after: float, end_after: float, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.idle = IdleWatch(self, warn_after=warn_after, end_after=end_after)
        self._keys = KeyGuard(self)
        self._scanner: QObject | None = None
        self._collector = Collector(self)
        self._hooks = journal.Hooks(self.failed.emit)
        self._listeners: list[QObject] = []
        self._hooks.install()
        self._collector.start()
        self._listen_to(self._keys)
        self._listen_to(self.idle)

    def settle(self) -> None:
        """Everything is loaded: the scanner is heard too, and the garbage collector knows what will stay."""
        from ui import i18n
        from ui.scanner import ScannerGuard

        # The fonts of all languages, before anybody asks for the list of them.
        i18n.packs()
        scanner = ScannerGuard(self._window.windowHandle, self)
        scanner.scanned.connect(self.scanned)
        self._scanner = scanner
        self._listen_to(scanner)
        self._collector.settle()

    @property
    def letters_held(self) -> bool:
        """Whether typed letters have not reached their field yet."""
        from ui.scanner import ScannerGuard

        return isinstance(self._scanner, ScannerGuard) and self._scanner.holding

    def visit_ended(self) -> None:
        """Drop what the scanner holds back, and collect when the pages are gone."""
        from ui.scanner import ScannerGuard

        if isinstance(self._scanner, ScannerGuard):
            self._scanner.forget()
        self._collector.soon()

    def close(self) -> None:
        """As it was before."""
        self._hooks.uninstall()
        self._collector.stop()
        self.idle.stop()
        handle = self._window.windowHandle()
        for listener in self._listeners:
            if handle is not None:
                handle.removeEventFilter(listener)
        self._listeners = []

    def _listen_to(self, listener: QObject) -> None:
        """Let listener see keys and touches on their way into the window.

        Not on the application: there it would be asked about every event of every widget, which takes longer than
        drawing them all.
        """
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(listener)
            self._listeners.append(listener)
