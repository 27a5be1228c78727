"""The base of the widgets that take an answer. They are dumb: they show a question, give an answer, emit one signal."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.contract import Choice, Question
from ui.form.sentences import too_long
from ui.theme import look


class AnswerWidget(QWidget):
    """One widget per question type.

    Signals:
        answered(): the resident gave another answer, and paused or chose.
        edited(): something changed under the resident's hand, before it counts as answered.
        refused(str): a sentence: what was just typed or pasted was not taken.
    """

    answered = Signal()
    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        self.choices: tuple[Choice, ...] = ()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look().px("gap_close"))

    def set_question(self, question: Question, choices: Sequence[Choice] = ()) -> None:
        """Show a question with the choices it has now."""
        self.question = question
        self.choices = tuple(choices)
        self.show_question(question)

    def show_question(self, question: Question) -> None:
        """Show the stored answer; what stands here is left alone when it is the same answer, or is no answer yet."""
        raise NotImplementedError

    def answer(self) -> str:
        """The answer in lexical form; "" for none, and while trouble() has something to say."""
        raise NotImplementedError

    def trouble(self) -> str:
        """A sentence when what stands here is no answer of this type; "" otherwise."""
        return ""

    def typed(self) -> str:
        """What stands here, for restore()."""
        return self.answer()

    def restore(self, typed: str) -> None:
        """Show what typed() gave, an answer or not."""

    def settle(self) -> None:
        """Emit answered now when a change is waiting."""

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the fields to correct."""

    def fields(self) -> tuple[QWidget, ...]:
        """What takes the focus, first one first. They carry the question's name and the error's text."""
        return ()

    def set_names(self, name: str) -> None:
        """Give the fields the question as their accessible name."""
        for field in self.fields():
            field.setAccessibleName(name)

    def name(self) -> str:
        """The question's label."""
        return self.question.label if self.question is not None else ""

    def _refuse_long(self, limit: int) -> None:
        if self.question is not None:
            self.refused.emit(too_long(self.question, limit))
