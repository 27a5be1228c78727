"""The curtain: one tap hides a resident's page while they look for a paper or call somebody. Their PIN lifts it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts import pad_beside
from ui.widgets import Body, IconText, InlineError, PinPad, Screen


class CurtainScreen(Screen):
    """Covers the page beneath, which stays as it is.

    Signals:
        lifted(str): the PIN, or "" where none was chosen.
        ends(): end the visit now.
    """

    lifted = Signal(str)
    ends = Signal()

    def __init__(self, minutes: int, *, has_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Your page is hidden"))
        self.set_leave(visible=False)
        for button in (self.help_button, self.language_button, self.size_button, self.theme_button):
            button.hide()
        self.set_continue(self.tr("I am back: show it"), icon="eye")
        self.set_back(self.tr("Keep and stop"))
        safe = IconText("eye-off", self.tr("Nobody sees your answers. They are saved."))
        kept = self.tr("If nobody comes back within {minutes} minutes, the screen is wiped.").format(minutes=minutes)
        self.error = InlineError()
        self.pad: PinPad | None = None
        if has_pin:
            self.pad = PinPad()
            self.error.attach(self.pad)
            self.add(pad_beside(self.pad, Body(self.tr("Type your PIN to go on.")), self.error, safe))
            self.set_first_focus(self.pad)
            self.pad.entered.connect(self._lift)
        else:
            self.add(safe)
        self.add(IconText("clock", kept))
        self.forward.connect(self._lift)
        self.back.connect(self.ends)

    def refuse(self, sentence: str) -> None:
        """The PIN was not right."""
        if self.pad is not None:
            self.pad.clear()
        self.error.show_error(sentence)

    def _lift(self) -> None:
        if self.pad is not None and not self.pad.pin():
            self.error.show_error(self.tr("Type your PIN, or press “Keep and stop”."))
        else:
            self.lifted.emit(self.pad.pin() if self.pad is not None else "")
