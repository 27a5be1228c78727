"""A form that was begun before: the code, then the PIN."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import NotFound
from kiosk.receipts import ReceiptUnreadable
from ui.flow import Shell, Step
from ui.keyboard.typing import Kind
from ui.screens import sentences
from ui.screens.follow import CODE_LIMIT
from ui.screens.take_in import TakeInStep, is_slip, take_in, unlock
from ui.widgets import Body, Hint, IconText, InlineError, Screen, SecondaryButton, TextField

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.types import DraftSummary


class ResumeScreen(Screen):
    """Signals:
    code_given(str): after Continue. elsewhere_wanted(): the form was begun at another machine.
    """

    code_given = Signal(str)
    elsewhere_wanted = Signal()

    def __init__(self, typed: str, error: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Continue a form"))
        self.set_continue()
        self.add(IconText("receipt-text", self.tr("Hold the slip's QR code before the scanner.")))
        self.add(Body(self.tr("Or type the follow-up code you were given:")))
        self.error = InlineError()
        self.add(self.error)
        self.field = TextField(limit=CODE_LIMIT)
        self.field.kind = Kind.CODE
        self.field.setAccessibleName(self.tr("Follow-up code"))
        self.field.set_value(typed)
        self.error.attach(self.field)
        self.error.show_error(error)
        self.add(self.field)
        self.add(Hint(self.tr("Lost the code? The volunteer finds the form by the day and the procedure.")))
        elsewhere = SecondaryButton(self.tr("A form begun at another machine"), "store")
        elsewhere.clicked.connect(self.elsewhere_wanted)
        self.add(elsewhere)
        self.set_first_focus(self.field)
        self.forward.connect(self._given)

    def _given(self) -> None:
        self.code_given.emit(self.field.value())


class ResumeStep(Step):
    """Checks that there is such a draft; leads to the PIN."""

    name: ClassVar[str] = "resume"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._typed = ""

    def build(self) -> Screen:
        """The page."""
        screen = ResumeScreen(self._typed, "")
        screen.back.connect(self.shell.flow.back)
        screen.code_given.connect(self._look)
        screen.elsewhere_wanted.connect(self._elsewhere)
        return screen

    def leaving(self) -> None:
        """Keep what was typed."""
        if self.screen is not None:
            self._typed = self.screen.field.value()

    def scanned(self, text: str) -> None:
        """A slip, we hope: with the code alone, or with a whole form from another machine."""
        if is_slip(text):
            take_in(self.shell, text)
        else:
            self._look(text)

    def _elsewhere(self) -> None:
        self.shell.flow.go(TakeInStep(self.shell))

    def _look(self, text: str) -> None:
        kiosk = self.shell.kiosk

        def look(code: str) -> "DraftSummary":
            for draft in kiosk.drafts.open_drafts():
                if draft.code == code:
                    return draft
            raise NotFound("no draft with this code")

        def find() -> "tuple[DraftSummary, datetime | None]":
            draft = kiosk.lookups.find(text, kiosk.receipts.read, look)
            return draft, kiosk.handover.away_since(draft.dossier)

        self.work(find, self._found, self._not_found)

    def _found(self, found: "tuple[DraftSummary, datetime | None]") -> None:
        draft, away = found
        unlock(self.shell, draft.code, away, has_pin=draft.has_pin)

    def _not_found(self, error: Exception) -> bool:
        if isinstance(error, ReceiptUnreadable):
            sentence = sentences.of_receipt(error.reason)
        else:
            sentence = sentences.of_look_up(error)
        if sentence:
            self.screen.error.show_error(sentence)
        return bool(sentence)
