"""Stop here: keep the answers for later, or erase them. Two verbs, no "OK"."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.printing import PrintJob
from sync.protocol.followup import show_code
from ui.flow import Step
from ui.screens import slips
from ui.theme import look
from ui.widgets import Body, DestructiveButton, IconText, Screen, SecondaryButton


class LeaveScreen(Screen):
    """Signals:
    erase_wanted(): the answers are to be erased. along_wanted(): the form is to go to another machine.
    """

    erase_wanted = Signal()
    along_wanted = Signal()

    def __init__(self, code: str, *, has_pin: bool, may_erase: bool, parent: QWidget | None = None) -> None:
        """may_erase: the form was never finished; only then it can be taken along, too."""
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
            along = SecondaryButton(self.tr("Take this form along to another machine"), "log-out")
            along.clicked.connect(self.along_wanted)
            self.add(along)
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
        screen.along_wanted.connect(self._along)
        return screen

    def _keep(self) -> None:
        draft = self.shell.visit.draft
        if draft is None:
            return
        kiosk, language = self.shell.kiosk, self.shell.visit.language
        self.work(lambda: slips.print_draft(kiosk, draft, language), self._kept, self._not_printed, job=True)

    def _along(self) -> None:
        from ui.screens.handover import AlongPinStep

        self.shell.flow.go(AlongPinStep(self.shell))

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
