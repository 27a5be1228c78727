"""Python's cyclic garbage collector, kept on the main thread and between two residents.

By itself it runs on whichever thread allocates next, at any moment. Pages that were shown are cycles that hold Qt
objects, which only the main thread may touch; and collecting while pages are alive has crashed Qt for Python 6.11.3
in our own classes. So nothing is collected during a visit, which leaves some megabytes behind, and everything after
it. Modules and classes are frozen first: the collector never looks at them again.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

AFTER_MS = 400
"""After the end of a visit: Qt has deleted its pages by then."""


class Collector(QObject):
    """start() when the application begins, settle() when all is loaded, soon() when a visit has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = False
        self._timer = QTimer(self)
        self._timer.setObjectName("collector")
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """From now on nothing is collected but here."""
        self._was_on = gc.isenabled()
        gc.disable()

    def settle(self) -> None:
        """Load every page's module while nobody waits for it, and freeze what is loaded."""
        from importlib import import_module
        from pkgutil import iter_modules

        import ui.form
        import ui.screens

        for package in (ui.screens, ui.form):
            for module in iter_modules(package.__path__, f"{package.__name__}."):
                import_module(module.name)
        gc.freeze()

    def soon(self) -> None:
        """Collect when the pages of the visit are gone."""
        self._timer.start()

    def stop(self) -> None:
        """As it was before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Everything that nobody holds any more."""
        gc.collect()
