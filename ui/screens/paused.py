"""The kiosk takes nobody for now, because the portal says so: whom to ask or call, and a way in for the staff."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.widgets import Body, IconText, Screen


class PausedScreen(Screen):
    """hotline: a telephone number, "" for none. forward: somebody of the staff is here."""

    def __init__(self, hotline: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("This kiosk takes a break"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("For the staff"))
        self.add(Body(self.tr("Please ask somebody who works here. What you have begun is kept.")))
        if hotline:
            self.add(IconText("phone", self.tr("You can also call {number}.").format(number=hotline)))


class PausedStep(Step):
    """Stays until the portal says otherwise."""

    name: ClassVar[str] = "paused"
    personal: ClassVar[bool] = False
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, hotline: str = "") -> None:
        super().__init__(shell)
        self._hotline = hotline

    def build(self) -> Screen:
        """The page."""
        screen = PausedScreen(self._hotline, self.shell.window)
        screen.forward.connect(self._staff)
        return screen

    def _staff(self) -> None:
        from ui.screens.staff_door import StaffDoorStep

        self.shell.flow.go(StaffDoorStep(self.shell))
