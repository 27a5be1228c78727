"""Stop here: keep the answers for later, or erase them. Two verbs, no "OK"."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.printing import PrintJob
from sync.protocol.followup import show_code
from ui.flow import Step
from ui.screens import slips
from ui.theme import look
from ui.widgets import Body, DestructiveButton, IconText, Screen


class LeaveScreen(Screen):
    """Signals:
    erase_wanted(): the answers are to be erased.
    """

    erase_wanted = Signal()

    def __init__(self, code: str, *, has_pin: bool, may_erase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Do you want to stop here?"))
        self.set_leave(visible=False)
        self.set_back(self.tr("Go on filling in"))
        self.set_continue(self.tr("Keep and stop"), icon="save")
        shown = self.tr("Your follow-up code is {code}. Write it down, or take the slip along.").format(code=code)
        self.add(IconText("receipt-text", shown))
        if has_pin:
            self.add(Body(self.tr("With this code and your PIN you continue where you stopped.")))
        else:
            self.add(Body(self.tr("You chose no PIN: the volunteer opens the form again for you.")))
        if may_erase:
            self.body.addSpacing(look().mm(12))
            self.add(Body(self.tr("Or erase everything you answered here. It cannot be brought back.")))
            erase = DestructiveButton(self.tr("Erase my answers"), "trash-2")
            erase.clicked.connect(self.erase_wanted)
            self.add(erase)


class LeaveStep(Step):
    """Asked wherever a form is open."""

    name: ClassVar[str] = "leave"
    lasting: ClassVar[bool] = False

    def build(self) -> Screen:
        """The page."""
        draft = self.shell.visit.draft
        if draft is None:
            raise RuntimeError("nothing to leave")
        new = draft.number == 1
        screen = LeaveScreen(show_code(draft.code), has_pin=draft.has_pin, may_erase=new)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._keep)
        screen.erase_wanted.connect(self._erase)
        return screen

    def _keep(self) -> None:
        draft = self.shell.visit.draft
        if draft is None:
            return
        kiosk, language = self.shell.kiosk, self.shell.visit.language
        self.work(lambda: slips.print_draft(kiosk, draft, language), self._kept, self._not_printed, job=True)

    def _kept(self, job: object) -> None:
        if isinstance(job, PrintJob):
            self.shell.printed(job)
        self.shell.end_visit()

    def _not_printed(self, _error: Exception) -> bool:
        # The code is on the screen and the answers are saved: a printer that fails does not hold anybody up.
        self.shell.end_visit()
        return True

    def _erase(self) -> None:
        draft = self.shell.visit.draft
        if draft is not None:
            drafts = self.shell.kiosk.drafts
            self.work(lambda: drafts.discard(draft.dossier), self._kept)
