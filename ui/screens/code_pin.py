"""The follow-up code, and a PIN if the resident wants one: what it takes to come back to a form that was begun."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from sync.protocol.followup import show_code
from ui.flow import Shell, Step
from ui.screens import sentences
from ui.screens.parts import Code, TwoColumns
from ui.widgets import Body, Hint, IconText, InlineError, PinPad, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.types import Draft


class CodeScreen(Screen):
    """Signals:
    pin_chosen(str): after Continue, with what was typed.
    no_pin(): go on without.
    """

    pin_chosen = Signal(str)
    no_pin = Signal()

    def __init__(self, code: str, *, has_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_pin = has_pin
        self.set_heading(self.tr("Your follow-up code"))
        self.add(Code(show_code(code)))
        self.add(Body(self.tr("It stands on the receipt too. With it you ask where your dossier is.")))
        self.error = InlineError()
        self.pad = PinPad()
        if has_pin:
            self.add(IconText("lock", self.tr("Your PIN is set. With code and PIN you can stop and continue later.")))
            self.add(self.error)
            self.forward.connect(self.no_pin)
            self.pad.hide()
            return
        self.error.attach(self.pad)
        without = SecondaryButton(self.tr("Go on without a PIN"))
        without.clicked.connect(self.no_pin)
        columns = TwoColumns()
        columns.add_start(
            IconText("lock", self.tr("Choose a PIN of 4 to 6 digits: then only you can open this form again.")),
            Hint(self.tr("Take digits you remember, no year of birth. Nobody else needs to know them.")),
            self.error,
            without,
            Hint(self.tr("Without a PIN, only the volunteer can open the form again for you.")),
        )
        columns.add_end(self.pad)
        self.add(columns)
        self.forward.connect(self._continue)

    def _continue(self) -> None:
        if not self.pad.pin():
            self.error.show_error(self.tr("Type a PIN of 4 to 6 digits, or press “Go on without a PIN”."))
        else:
            self.pin_chosen.emit(self.pad.pin())


class CodeStep(Step):
    """Protects visit.draft; leads to the card."""

    name: ClassVar[str] = "code-pin"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)

    def build(self) -> Screen:
        """The page."""
        draft = _draft(self.shell)
        screen = CodeScreen(draft.code, has_pin=draft.has_pin)
        screen.back.connect(self.shell.flow.back)
        screen.no_pin.connect(self._go_on)
        screen.pin_chosen.connect(self._protect)
        return screen

    def help_sections(self) -> tuple[str, ...]:
        """What the code is good for."""
        return (
            QCoreApplication.translate("CodeScreen", "Write the code down or wait for the receipt; it is on both."),
        )

    def _protect(self, pin: str) -> None:
        draft, drafts = _draft(self.shell), self.shell.kiosk.drafts
        self.work(lambda: drafts.protect(draft.dossier, pin), self._protected, self._refused)

    def _protected(self, _nothing: object) -> None:
        from dataclasses import replace

        self.shell.visit.draft = replace(_draft(self.shell), has_pin=True)
        self._go_on()

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.pad.clear()
            self.screen.error.show_error(sentence)
        return bool(sentence)

    def _go_on(self) -> None:
        from ui.screens.opening import open_form

        open_form(self)


def _draft(shell: Shell) -> "Draft":
    draft = shell.visit.draft
    if draft is None:
        raise RuntimeError("no draft was begun")
    return draft
