"""What would you like to do: a new matter, an earlier one, or a form that was begun."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Step
from ui.theme import look
from ui.widgets import Screen, SecondaryButton


class HomeScreen(Screen):
    """Three ways, and the door for the staff.

    Signals:
        register_wanted(), follow_wanted(), resume_wanted(), staff_wanted().
    """

    register_wanted = Signal()
    follow_wanted = Signal()
    resume_wanted = Signal()
    staff_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("What would you like to do?"))
        self.set_continue(visible=False)
        ways = (
            (self.tr("Register or apply for something"), "file-text", self.register_wanted),
            (self.tr("Where is my dossier? I have a receipt"), "receipt-text", self.follow_wanted),
            (self.tr("Continue a form I began before"), "pencil", self.resume_wanted),
        )
        for text, icon, signal in ways:
            button = SecondaryButton(text, icon)
            button.setMinimumHeight(look().px("primary"))
            button.clicked.connect(signal)
            self.add(button)
        self.body.addSpacing(look().mm(12))
        staff = SecondaryButton(self.tr("For the volunteer"), "lock")
        staff.clicked.connect(self.staff_wanted)
        self.add(staff)


class HomeStep(Step):
    """The cross-roads."""

    name: ClassVar[str] = "home"

    def build(self) -> Screen:
        """The page."""
        screen = HomeScreen()
        screen.back.connect(self.shell.end_visit)
        screen.register_wanted.connect(self._register)
        screen.follow_wanted.connect(self._follow)
        screen.resume_wanted.connect(self._resume)
        screen.staff_wanted.connect(self._staff)
        return screen

    def scanned(self, text: str) -> None:
        """A receipt leads straight to its dossier, a slip with a form to the page that opens it."""
        from ui.screens.follow import FollowStep
        from ui.screens.take_in import is_slip, take_in

        if is_slip(text):
            take_in(self.shell, text)
            return
        step = FollowStep(self.shell)
        self.shell.flow.go(step)
        step.scanned(text)

    def _register(self) -> None:
        from ui.screens.choose import ChooseStep

        self.shell.flow.go(ChooseStep(self.shell))

    def _follow(self) -> None:
        from ui.screens.follow import FollowStep

        self.shell.flow.go(FollowStep(self.shell))

    def _resume(self) -> None:
        from ui.screens.resume import ResumeStep

        self.shell.flow.go(ResumeStep(self.shell))

    def _staff(self) -> None:
        from ui.screens.staff_door import StaffDoorStep

        self.shell.flow.go(StaffDoorStep(self.shell))
