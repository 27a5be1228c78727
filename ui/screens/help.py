"""The help page: what the page beneath is for, how to get a person, and what else may help (reading, hiding)."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ui.screens.parts import Beside, TwoColumns
from ui.widgets import Body, ChoiceButton, Hint, IconText, Notice, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from ui.speech.reader import Reader


class HelpScreen(Screen):
    """Covers a page, which stays as it is.

    Signals:
        closed(): back to the page.
        call_wanted(): somebody is to come. came(): somebody has come.
        hide_wanted(): draw the curtain over the page.
        assist_wanted(): a volunteer will type; or, when one does, the resident again.
    """

    closed = Signal()
    call_wanted = Signal()
    came = Signal()
    hide_wanted = Signal()
    assist_wanted = Signal()

    def __init__(
        self,
        sentences: tuple[str, ...] = (),
        parent: QWidget | None = None,
        *,
        form_open: bool = False,
        assisted: bool = False,
    ) -> None:
        """form_open: a resident's form is beneath: it can be hidden, a volunteer may type. assisted: one does."""
        super().__init__(parent)
        self.set_heading(self.tr("Help"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("Back to my page"), icon="check")
        self.help_button.hide()
        self.language_button.hide()
        self.size_button.hide()
        self.theme_button.hide()
        self.called = Notice("", "bell-ring", warning=True)
        self.called.hide()
        self.call = self._button(self.tr("Call the volunteer"), "bell", self.call_wanted)
        self.here = self._button(self.tr("The volunteer is here"), "user-check", self.came)
        self.here.hide()
        self.near = IconText("hand-helping", self.tr("Raise your hand or call the volunteer. They are glad to help."))
        said = [Body(sentence) for sentence in sentences]
        said.append(Body(self.tr("Nothing is sent before you have seen all your answers and pressed “Finish”.")))
        said.append(Body(self.tr("Every answer is kept at once. “Back” shows what you answered before.")))
        self._columns = TwoColumns()
        self._columns.add_start(self.called, self.call, self.here, self.near, *said)
        if form_open:
            self._columns.add_end(
                self._button(self.tr("Hide my page for a while"), "eye-off", self.hide_wanted),
                self._button(
                    self.tr("I type myself again") if assisted else self.tr("Volunteer: type for the resident"),
                    "keyboard",
                    self.assist_wanted,
                ),
            )
        self.add(self._columns)
        self.forward.connect(self.closed)

    def show_called(self, since: datetime | None) -> None:
        """Say since when help is called; None when nobody is called."""
        if since is not None:
            text = self.tr("Help was called at {time}. Stay seated, somebody is coming to you.")
            self.called.line.set("bell-ring", text.format(time=f"{since.astimezone():%H:%M}"))
        self.called.setVisible(since is not None)
        self.here.setVisible(since is not None)
        self.call.setVisible(since is None)
        self.near.setVisible(since is None)

    def add_reading(self, reader: "Reader") -> None:
        """How pages are read aloud: by themselves or not, louder, softer, slower, faster."""
        self._columns.add_end(Subheading(self.tr("Reading aloud")))
        if not reader.usable:
            silent = self.tr("There is no voice for this language on this machine. The volunteer reads to you.")
            self._columns.add_end(Hint(silent))
            return
        by_itself = ChoiceButton(self.tr("Read every page to me"), "automatic", many=True)
        by_itself.setChecked(reader.automatic)
        by_itself.toggled.connect(reader.set_automatic)
        sound = (self._loose(self.tr("Louder"), reader.louder), self._loose(self.tr("Softer"), reader.softer))
        pace = (self._loose(self.tr("Slower"), reader.slower), self._loose(self.tr("Faster"), reader.faster))
        self._columns.add_end(by_itself, Beside(*sound), Beside(*pace))

    def _loose(self, text: str, slot: object) -> SecondaryButton:
        button = SecondaryButton(text)
        button.clicked.connect(slot)
        return button

    def _button(self, text: str, icon: str, signal: SignalInstance) -> SecondaryButton:
        button = SecondaryButton(text, icon)
        button.clicked.connect(signal)
        return button
