"""Puts the explaining page up when nobody has touched the first page for a while."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from ui.app import KioskApp


class Attract(QObject):
    """Watches for a first page that stays. after: seconds; 0 is never."""

    def __init__(self, app: "KioskApp", after: int) -> None:
        super().__init__(app)
        self._app = app
        self._timer = QTimer(self)
        self._timer.setObjectName("attract")
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._explain)
        self._wanted = False
        self.set_after(after)
        app.displayed.connect(self._displayed)
        app.closing.connect(self._timer.stop)
        if app.flow.current is not None:
            self._displayed(app.flow.current.name)

    def set_after(self, after: int) -> None:
        """From the next time that the first page comes."""
        self._timer.setInterval(after * 1000)
        self._wanted = after > 0

    @Slot(str)
    def _displayed(self, name: str) -> None:
        if name == "start" and self._wanted:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _explain(self) -> None:
        from ui.screens.attract import AttractStep
        from ui.screens.start import StartStep

        step = self._app.flow.current
        if isinstance(step, StartStep) and self._app.covers.screen is None and self._app.is_open:
            self._app.flow.go(AttractStep(self._app))
