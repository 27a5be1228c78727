"""A page that asks for digits on a pad: the staff code, or a PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets import InlineError, PinPad, Screen


class CodeScreen(Screen):
    """A subclass adds pad and error where it wants them, then calls ready().

    Signals:
        given(str): the digits.
    """

    given = Signal(str)

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        """most: how many digits there can be."""
        super().__init__(parent)
        self.error = InlineError()
        self.pad = PinPad(most=most)
        self.error.attach(self.pad)
        self._missing = ""

    def ready(self, missing: str) -> None:
        """Listen to the pad and to Continue. missing: what is said when nothing was typed."""
        self._missing = missing
        self.set_first_focus(self.pad)
        self.forward.connect(self._given)
        self.pad.entered.connect(self._given)

    def _given(self) -> None:
        if self.pad.pin():
            self.given.emit(self.pad.pin())
        else:
            self.error.show_error(self._missing)
