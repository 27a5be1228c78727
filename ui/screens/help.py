"""The help page: what the page beneath is for, and how to get a person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets import Body, IconText, Screen


class HelpScreen(Screen):
    """Covers a page, which stays as it is.

    Signals:
        closed(): back to the page.
    """

    closed = Signal()

    def __init__(self, sentences: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Help"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("Back to my page"), icon="check")
        self.help_button.hide()
        self.language_button.hide()
        self.size_button.hide()
        self.add(IconText("hand-helping", self.tr("Raise your hand or call the volunteer. They are glad to help.")))
        for sentence in sentences:
            self.add(Body(sentence))
        self.add(Body(self.tr("Nothing is sent before you have seen all your answers and pressed “Finish”.")))
        self.add(Body(self.tr("Every answer is kept at once. “Back” shows what you answered before.")))
        self.forward.connect(self.closed)
