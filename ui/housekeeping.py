"""A kiosk that stands switched on for weeks wipes each day what has had its time, also when nobody comes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from ui.app import KioskApp

EVERY_MS = 3_600_000
_NOBODY = ("start", "attract")


class Housekeeping(QObject):
    """Asks once an hour, while nobody is at the kiosk; the kiosk knows whether it is due."""

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self._timer = QTimer(self)
        self._timer.setObjectName("housekeeping")
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        app.opened.connect(self._timer.start)
        app.closing.connect(self._timer.stop)

    @Slot()
    def look(self) -> None:
        """Housekeeping, unless somebody is at the kiosk."""
        step = self._app.flow.current
        if self._app.is_open and step is not None and step.name in _NOBODY:
            self._app.tasks.service(self._app.kiosk.housekeep)
