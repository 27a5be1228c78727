"""The door of the staff area: the staff code."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from ui.flow import Step
from ui.screens import sentences
from ui.screens.code_page import CodeScreen
from ui.widgets import Screen

if TYPE_CHECKING:
    from kiosk.types import StaffSession


class StaffDoorScreen(CodeScreen):
    """Signals:
    given(str): the staff code.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        from ui.screens.unlock import STAFF_CODE_LENGTH

        super().__init__(STAFF_CODE_LENGTH, parent)
        self.set_heading(self.tr("For the volunteer: the staff code"))
        self.add(self.error)
        self.add(self.pad)
        self.ready(self.tr("Type the staff code, then press “Continue”."))


class StaffDoorStep(Step):
    """Asks for the staff code."""

    name: ClassVar[str] = "staff-door"
    staff: ClassVar[bool] = True
    lasting: ClassVar[bool] = False

    def build(self) -> Screen:
        """The page."""
        screen = StaffDoorScreen()
        screen.back.connect(self.shell.flow.back)
        screen.given.connect(self._check)
        return screen

    def _check(self, code: str) -> None:
        staff = self.shell.kiosk.staff
        self.work(lambda: staff.check(code), self._opened, self._refused)

    def _opened(self, session: "StaffSession") -> None:
        from ui.screens.staff import StaffStep

        self.shell.visit.staff = session
        self.shell.flow.go(StaffStep(self.shell))

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.pad.clear()
            self.screen.error.show_error(sentence)
        return bool(sentence)
