"""The kiosk stopped in the middle of a form: what is kept, and the way back into it for its owner."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.widgets import Body, Hint, IconText, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.types import DraftSummary, Words


class RecoverScreen(Screen):
    """Signals:
    mine(): go on with the form. other(): begin as somebody else.
    """

    mine = Signal()
    other = Signal()

    def __init__(self, title: str, saved: str, *, has_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("The kiosk has started again"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("This is my form: go on"), icon="pencil")
        self.add(IconText("save", self.tr("A form was open here. Everything saved is kept.")))
        self.add(Body(f"{title} · {saved}"))
        if has_pin:
            self.add(Hint(self.tr("It opens with the PIN that you chose. Nobody else can read it.")))
        else:
            self.add(Hint(self.tr("It has no PIN: the volunteer opens it with you.")))
        other = SecondaryButton(self.tr("It is not mine: begin anew"), "house")
        other.clicked.connect(self.other)
        self.add(other)
        self.forward.connect(self.mine)


class RecoverStep(Step):
    """Leads to the PIN, or to the first page. The idle watch takes it away when nobody is there."""

    name: ClassVar[str] = "recover"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, draft: "DraftSummary", title: "Words") -> None:
        super().__init__(shell)
        self._draft = draft
        self._title = title

    def build(self) -> Screen:
        """The page."""
        saved = f"{self._draft.saved_at.astimezone():%H:%M %d/%m/%Y}"
        title = self._title.in_language(self.shell.visit.language)
        screen = RecoverScreen(title, saved, has_pin=self._draft.has_pin)
        screen.mine.connect(self._mine)
        screen.other.connect(self.shell.end_visit)
        return screen

    def _mine(self) -> None:
        from ui.screens.unlock import Purpose, UnlockStep

        step = UnlockStep(self.shell, self._draft.code, Purpose.RESUME, has_pin=self._draft.has_pin)
        self.shell.flow.go(step)
