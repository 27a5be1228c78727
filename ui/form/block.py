"""One question on a page: label, the officer's comment, hint, error, the widget, and why it is asked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.contract import Choice, Question
from ui.form.answer import AnswerWidget
from ui.form.factory import widget_for
from ui.theme import look
from ui.widgets import Expander, Hint, InlineError, Notice, Subheading

WHY = "why"
"""Local name of the attribute kiosk:why, which tells a resident why a question is asked."""


def reason_for(question: Question) -> str:
    """Why the question is asked: kiosk:why, else the form's guidance; "" when the form does not say."""
    for name, value in question.attributes.items():
        if name.rpartition("}")[2].rpartition(":")[2] == WHY:
            return value
    return question.guidance


class QuestionBlock(QWidget):
    """Shows a question and its widget.

    Signals:
        answered(str): the reference; the widget has another answer, or text that is none.
        edited(str): the reference; something is being changed.
    """

    answered = Signal(str)
    edited = Signal(str)

    def __init__(
        self,
        question: Question,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        alone: bool = True,
        comment: str = "",
    ) -> None:
        """alone: the screen's heading already shows the label. comment: what an officer asks to correct."""
        super().__init__(parent)
        self.ref = question.ref
        self.pending = False
        self._alone = alone
        self._error_text = ""
        self.label = Subheading("", self)
        self.comment = Notice(comment, "file-text", self, warning=True)
        self.comment.setVisible(bool(comment))
        self.hint = Hint("", self)
        self.error = InlineError(self)
        self.widget: AnswerWidget = widget_for(question, choices)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.comment, self.hint, self.error, self.widget):
            self._column.addWidget(widget)
        self.reason = reason_for(question)
        self.why: Expander | None = None
        self.widget.answered.connect(self._answered)
        self.widget.edited.connect(self._edited)
        self.widget.refused.connect(self.show_error)
        self.set_question(question, choices)
        self._restyle()

    def set_question(self, question: Question, choices: Sequence[Choice]) -> None:
        """Show the question as it stands now."""
        label = question.label if question.required or question.readonly else self._optional(question)
        self.label.setText("" if self._alone else label)
        self.label.setVisible(not self._alone and bool(question.label))
        self.hint.setText(question.hint)
        self.hint.setVisible(bool(question.hint))
        self.widget.set_question(question, choices)
        self._describe()

    def show_error(self, text: str) -> None:
        """Show a sentence at the question, and give it to its fields as their description; "" takes it away."""
        self._error_text = text
        self.error.show_error(text)
        self.widget.set_wrong(wrong=bool(text))
        self._describe()

    def error_text(self) -> str:
        """The sentence shown; "" for none."""
        return self._error_text

    def first_field(self) -> QWidget | None:
        """Where the cursor goes."""
        fields = self.widget.fields()
        return fields[0] if fields else None

    def _optional(self, question: Question) -> str:
        if question.control == "note":
            return question.label
        return self.tr("{label} (if there is one)").format(label=question.label)

    def _describe(self) -> None:
        for field in self.widget.fields():
            field.setAccessibleDescription(self._error_text or self.hint.text())

    def show_reason(self, *, visible: bool) -> None:
        """Offer the reason, or leave it to an earlier question of the page that has the same one."""
        if self.why is None and visible and self.reason:
            self.why = Expander(self.tr("Why is this asked?"), self.reason, self)
            self._column.addWidget(self.why)
        elif self.why is not None:
            self.why.setVisible(visible)

    @Slot()
    def _answered(self) -> None:
        self.pending = False
        self.answered.emit(self.ref)

    @Slot()
    def _edited(self) -> None:
        self.pending = True
        self.edited.emit(self.ref)

    def _restyle(self) -> None:
        self._column.setSpacing(look().px("gap_close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
