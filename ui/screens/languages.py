"""The languages there are, each in its own script, and how far each is translated."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import i18n
from ui.i18n import LanguagePack
from ui.theme import look
from ui.widgets import Body, ChoiceButton, Hint, Screen


class LanguagesScreen(Screen):
    """Covers a page, which comes back in the language that was chosen (language_chosen).

    Signals:
        closed(): back to the page as it was.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Choose a language"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("Back to my page"), icon="check")
        # This page is what the button leads to.
        self.language_button.hide()
        self.help_button.hide()
        self.add(Body(self.tr("The screens change to it. Forms and receipts are in Vietnamese or English.")))
        for pack in i18n.packs():
            self.add(self._line(pack))
        self.forward.connect(self.closed)

    def _line(self, pack: LanguagePack) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().mm(1))
        button = ChoiceButton(pack.name, pack.code)
        button.setChecked(pack.code == i18n.current())
        button.clicked.connect(self._pressed)
        column.addWidget(button)
        if not pack.complete:
            column.addWidget(Hint(self.tr("Only begun: what is missing is shown in Vietnamese.")))
        if not pack.reviewed:
            column.addWidget(Hint(self.tr("A native speaker still has to read this translation.")))
        return holder

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            button.setChecked(button.value == i18n.current())
            self.language_chosen.emit(button.value)
