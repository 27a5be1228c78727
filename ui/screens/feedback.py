"""How was it today? Five faces and, for those who like, some words. Nobody has to answer; no dossier is named."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.feedback import LONGEST
from kiosk.settings import settings_or_defaults
from ui.flow import Shell, Step
from ui.screens.parts import Beside
from ui.theme import Look, look
from ui.widgets import Body, ChoiceButton, Hint, InlineError, Screen, TextArea

_ICONS = {1: "angry", 2: "frown", 3: "meh", 4: "smile", 5: "laugh"}


class FaceButton(ChoiceButton):
    """A face with its word."""

    def __init__(self, face: int, word: str, parent: QWidget | None = None) -> None:
        super().__init__(word, str(face), parent)
        self.face = face
        self.setMinimumHeight(look().px("primary"))

    def icon_name(self) -> str:
        return _ICONS[self.face]

    def _icon_px(self, now: Look) -> int:
        return now.mm(12)


class FeedbackScreen(Screen):
    """Signals:
    given(int, str): a face and words. skipped(): no answer.
    """

    given = Signal(int, str)
    skipped = Signal()

    def __init__(self, chosen: int = 0, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("How was it here today?"))
        self.set_leave(visible=False)
        self.set_back(self.tr("No answer, end"))
        self.set_continue(self.tr("Send and end"), icon="check")
        names = {
            1: self.tr("Very bad"),
            2: self.tr("Bad"),
            3: self.tr("So-so"),
            4: self.tr("Good"),
            5: self.tr("Very good"),
        }
        self._group = QButtonGroup(self)
        self.faces = {face: FaceButton(face, name) for face, name in names.items()}
        for face, button in self.faces.items():
            self._group.addButton(button, face)
            button.setChecked(face == chosen)
        self._lay_faces()
        self.chosen = Body("")
        self.chosen.hide()
        self.add(self.chosen)
        self.error = InlineError()
        self.error.attach(self.faces[1])
        self.add(self.error)
        self.add(Body(self.tr("Would you like to say more? You need not.")))
        self.field = TextArea(limit=LONGEST)
        self.field.setAccessibleName(self.tr("Your words"))
        self.field.set_value(words)
        self.add(self.field)
        self.add(Hint(self.tr("Your answer is kept apart from your dossier. Please write no names or numbers.")))
        self._names = names
        self._group.idClicked.connect(self._pick)
        if chosen:
            self._pick(chosen)
        self.forward.connect(self._send)
        self.back.connect(self.skipped)

    def _lay_faces(self) -> None:
        buttons = tuple(self.faces.values())
        now = look()
        large = now.text_scale > 1
        row = 5 if not (now.profile.compact or large) else 2 if now.profile.compact and large else 3
        for first in range(0, len(buttons), row):
            self.add(Beside(*buttons[first : first + row]))

    def _pick(self, face: int) -> None:
        self.error.show_error("")
        self.chosen.setText(self.tr("You chose: {word}").format(word=self._names[face]))
        self.chosen.show()

    def _send(self) -> None:
        face = self._group.checkedId()
        if face < 1:
            self.error.show_error(self.tr("Touch one of the five faces, or “No answer, end”."))
        else:
            self.given.emit(face, self.field.value())


class FeedbackStep(Step):
    """The last page of a visit; whatever is pressed, the screen is wiped."""

    name: ClassVar[str] = "feedback"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._chosen = 0
        self._words = ""

    def build(self) -> Screen:
        """The page."""
        screen = FeedbackScreen(self._chosen, self._words)
        screen.given.connect(self._give)
        screen.skipped.connect(self.shell.end_visit)
        return screen

    def leaving(self) -> None:
        """Keep what was chosen while the page is made again."""
        if isinstance(self.screen, FeedbackScreen):
            self._chosen = max(0, self.screen._group.checkedId())
            self._words = self.screen.field.value()

    def _give(self, face: int, words: str) -> None:
        feedback, language = self.shell.kiosk.feedback, self.shell.visit.language
        self.work(lambda: feedback.give(face, words, language), self._kept, self._not_kept)

    def _kept(self, _nothing: object) -> None:
        self.shell.end_visit()

    def _not_kept(self, _error: Exception) -> bool:
        # An opinion that cannot be kept holds nobody up.
        self.shell.end_visit()
        return True


def ask_then_end(shell: Shell) -> None:
    """End the visit; ask first how it was, unless the technician has switched that off."""
    if settings_or_defaults(shell.kiosk.home).feedback:
        shell.flow.settle(FeedbackStep(shell))
    else:
        shell.end_visit()
