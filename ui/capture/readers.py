"""Beside the application: listens to a serial scanner, knows which scanner is connected, ends what outlives a visit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from kiosk.capture.equipment import Equipment
    from kiosk.cards.serial_port import SerialScanner
    from ui.app import KioskApp


class Readers(QObject):
    """One per application. What a serial scanner reads comes out where a scanner that types does."""

    _heard = Signal(str)

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self._serial: SerialScanner | None = None
        self._equipment: Equipment | None = None
        self._heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        app.opened.connect(self._begin)
        app.displayed.connect(self._displayed)
        app.visit_ended.connect(self._visit_ended)
        app.closing.connect(self._end)

    @Slot()
    def _begin(self) -> None:
        kiosk, heard = self._app.kiosk, self._heard.emit

        def prepare() -> "tuple[Equipment, SerialScanner]":
            from kiosk.cards.serial_port import SerialScanner

            equipment = kiosk.equipment
            return equipment, SerialScanner(equipment.serial_port, heard, baud=equipment.baud())

        self._app.tasks.job(prepare).success(self._prepared)

    def _prepared(self, result: "tuple[Equipment, SerialScanner]") -> None:
        if not self._closed:
            self._equipment, self._serial = result
            self._serial.start()

    @Slot(str)
    def _displayed(self, step: str) -> None:
        """A form was opened: by the time papers are asked for, it is known whether there is a flatbed scanner."""
        if step == "card" and self._equipment is not None:
            self._app.tasks.job(self._equipment.look_for_scanner)

    @Slot(str)
    def _pass_on(self, text: str) -> None:
        if self._app.around is not None:
            self._app.around.scanned.emit(text)

    @Slot()
    def _visit_ended(self) -> None:
        if self._serial is not None:
            self._serial.forget()
        if self._equipment is not None:
            self._equipment.end_all()

    @Slot()
    def _end(self) -> None:
        self._closed = True
        if self._equipment is not None:
            self._equipment.end_all()
        if self._serial is not None:
            self._serial.stop()
            self._serial = None
