"""The page while something takes longer than a moment."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ui.flow import Step
from ui.widgets import IconText, Screen


class WaitingScreen(Screen):
    """Says that nothing has to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("One moment"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(visible=False)
        self.add(IconText("hourglass", self.tr("The kiosk is getting ready. You need not press anything.")))


class WaitingStep(Step):
    """Replaced by whoever was waited for."""

    name: ClassVar[str] = "waiting"
    personal: ClassVar[bool] = False
    lasting: ClassVar[bool] = False

    def build(self) -> Screen:
        """The page."""
        return WaitingScreen()
