"""The PIN, or the staff code, before somebody's answers are shown again."""

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import AccessDenied, Locked, NoPin
from kiosk.staff import LONGEST
from ui.flow import Shell, Step
from ui.screens import sentences
from ui.widgets import Body, IconText, InlineError, PinPad, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.types import Draft

STAFF_CODE_LENGTH = LONGEST
"""The pad takes every code that Staff.set_code does."""


class Purpose(StrEnum):
    """What is opened: a draft, a finished dossier to amend, or one that an officer wants corrected."""

    RESUME = "resume"
    AMEND = "amend"
    CORRECT = "correct"


class UnlockScreen(Screen):
    """Signals:
    given(str): the PIN or staff code, after Continue. other_wanted(): by the staff code instead, or back to the PIN.
    """

    given = Signal(str)
    other_wanted = Signal()

    def __init__(self, *, staff: bool, may_switch: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._staff = staff
        if staff:
            self.set_heading(self.tr("Volunteer: the staff code"))
            self.add(Body(self.tr("Open a form only for the resident who filled it in.")))
        else:
            self.set_heading(self.tr("Your PIN"))
            self.add(IconText("lock", self.tr("The 4 to 6 digits you chose when you began the form.")))
        self.error = InlineError()
        self.add(self.error)
        self.pad = PinPad(most=STAFF_CODE_LENGTH if staff else 6)
        self.error.attach(self.pad)
        self.add(self.pad)
        self.set_first_focus(self.pad)
        if may_switch:
            other = SecondaryButton(self.tr("I have the PIN") if staff else self.tr("I forgot the PIN"), "hand-helping")
            other.clicked.connect(self.other_wanted)
            self.add(other)
        self.forward.connect(self._given)
        self.pad.entered.connect(self._given)

    def _given(self) -> None:
        if self.pad.pin():
            self.given.emit(self.pad.pin())
        elif self._staff:
            self.error.show_error(self.tr("Type the staff code, then press “Continue”."))
        else:
            self.error.show_error(self.tr("Type your PIN, or press “I forgot the PIN”."))


class UnlockStep(Step):
    """Proves the resident or the volunteer; opens the form."""

    name: ClassVar[str] = "unlock"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, code: str, purpose: Purpose, *, has_pin: bool) -> None:
        super().__init__(shell)
        self._code = code
        self._purpose = purpose
        self._has_pin = has_pin
        self._staff = not has_pin

    def build(self) -> Screen:
        """The page."""
        screen = UnlockScreen(staff=self._staff, may_switch=self._has_pin)
        screen.back.connect(self.shell.flow.back)
        screen.given.connect(self._prove)
        screen.other_wanted.connect(self._switch)
        return screen

    def _switch(self) -> None:
        self._staff = not self._staff
        self.shell.refresh()

    def _prove(self, secret: str) -> None:
        drafts, dossiers = self.shell.kiosk.drafts, self.shell.kiosk.dossiers
        ways = {
            (Purpose.RESUME, False): drafts.resume,
            (Purpose.RESUME, True): drafts.resume_by_staff,
            (Purpose.AMEND, False): dossiers.amend_by_code,
            (Purpose.AMEND, True): dossiers.amend_by_staff,
            (Purpose.CORRECT, False): dossiers.correct,
            (Purpose.CORRECT, True): dossiers.correct_by_staff,
        }
        way, code, elsewhere = ways[self._purpose, self._staff], self._code, self.shell.kiosk.elsewhere
        may_be_elsewhere = self._purpose is Purpose.CORRECT and not self._staff

        def open_() -> "Draft":
            if may_be_elsewhere:
                elsewhere.bring(code, secret)
            return way(code, secret)

        self.work(open_, self._opened, self._refused)

    def _opened(self, draft: "Draft") -> None:
        from ui.screens.opening import open_form

        visit = self.shell.visit
        visit.draft, visit.controller = draft, None
        # From here on a resident may be at the machine: Back must not lead to the list of drafts.
        visit.staff = None
        self.shell.flow.forget_staff_area()
        open_form(self, at_check=self._purpose is Purpose.AMEND)

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if not sentence:
            return False
        if isinstance(error, NoPin) or (isinstance(error, Locked) and error.until is None):
            # Only the volunteer can go on: ask for the staff code, and say why.
            self._staff, self._has_pin = True, False
            self.shell.refresh()
        if isinstance(error, AccessDenied):
            self.screen.pad.clear()
        self.screen.error.show_error(sentence)
        return True
