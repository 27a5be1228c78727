"""A volunteer types for the resident: the staff code, then who it is. The resident confirms on the check page."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.screens import sentences
from ui.screens.code_page import CodeScreen
from ui.screens.parts import pad_beside
from ui.widgets import Body, Hint, IconText, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.shifts import Shift, Volunteer

NOBODY = "staff"
"""Recorded where the site keeps no list of volunteers."""


class AssistDoorScreen(CodeScreen):
    """Signals:
    given(str): the staff code.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        from ui.screens.unlock import STAFF_CODE_LENGTH

        super().__init__(STAFF_CODE_LENGTH, parent)
        self.set_heading(self.tr("Volunteer: type for the resident"))
        only = IconText("users", self.tr("Only with the resident beside you, who checks every answer at the end."))
        code = Body(self.tr("Type the staff code. It is recorded who typed."))
        self.add(pad_beside(self.pad, code, self.error, only))
        self.ready(self.tr("Type the staff code, then press “Continue”."))


class AssistDoorStep(Step):
    """Leads to the list of volunteers, or straight back into the form."""

    name: ClassVar[str] = "assist-door"
    staff: ClassVar[bool] = True
    lasting: ClassVar[bool] = False

    def build(self) -> Screen:
        """The page."""
        screen = AssistDoorScreen()
        screen.back.connect(self.shell.flow.back)
        screen.given.connect(self._check)
        return screen

    def _check(self, code: str) -> None:
        kiosk = self.shell.kiosk

        def prove() -> "tuple[tuple[Shift, ...], tuple[Volunteer, ...]]":
            kiosk.staff.check(code)
            return kiosk.shifts.on_duty(), kiosk.shifts.volunteers()

        self.work(prove, self._proved, self._refused)

    def _proved(self, found: "tuple[tuple[Shift, ...], tuple[Volunteer, ...]]") -> None:
        on_duty, volunteers = found
        if len(on_duty) == 1:
            begin(self, on_duty[0].volunteer.code)
        elif not volunteers:
            begin(self, NOBODY)
        else:
            choice = tuple(each.volunteer for each in on_duty) or volunteers
            self.shell.flow.replace(WhoStep(self.shell, choice))

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.pad.clear()
            self.screen.error.show_error(sentence)
        return bool(sentence)


class WhoScreen(Screen):
    """Signals:
    chosen(str): the code of a volunteer.
    """

    chosen = Signal(str)

    def __init__(self, volunteers: "tuple[Volunteer, ...]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Who is typing?"))
        self.set_continue(visible=False)
        for each in volunteers:
            button = SecondaryButton(f"{each.name} · {each.code}", "user-check")
            button.setProperty("key", each.code)
            button.clicked.connect(self._pressed)
            self.add(button)
        self.add(Hint(self.tr("Only the short code is kept with the form.")))

    def _pressed(self) -> None:
        self.chosen.emit(str(self.sender().property("key")))


class WhoStep(Step):
    """The volunteers on duty; all of them when nobody has signed in."""

    name: ClassVar[str] = "assist-who"
    staff: ClassVar[bool] = True
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, volunteers: "tuple[Volunteer, ...]") -> None:
        super().__init__(shell)
        self._volunteers = volunteers

    def build(self) -> Screen:
        """The page."""
        screen = WhoScreen(self._volunteers)
        screen.back.connect(self.shell.flow.back)
        screen.chosen.connect(self._chosen)
        return screen

    def _chosen(self, code: str) -> None:
        begin(self, code)


def begin(step: Step, volunteer: str) -> None:
    """Record who types, and go back to the page that was open, which is compact now."""
    shell = step.shell
    draft, kiosk = shell.visit.draft, shell.kiosk

    def record() -> None:
        if volunteer != NOBODY:
            kiosk.shifts.start(volunteer)
        if draft is not None:
            kiosk.drafts.set_assisted(draft.dossier, volunteer)

    def recorded(_nothing: object) -> None:
        shell.visit.assisted_by = volunteer
        shell.flow.back()

    step.work(record, recorded)
