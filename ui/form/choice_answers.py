"""Answers that are chosen: one, many, agreed, a number of a range, an order."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.contract import Choice, Question
from ui.form.answer import AnswerWidget
from ui.theme import look
from ui.widgets.buttons import ChoiceButton, IconButton, SecondaryButton
from ui.widgets.choices import SHORT_LIST, ChoiceList, Option, SearchList
from ui.widgets.labels import Body, Subheading

_MOST_STEPS = 1000


class SelectAnswer(AnswerWidget):
    """One or many of a list: buttons for a short list, a search for a long one."""

    def __init__(self, parent: QWidget | None = None, *, many: bool = False, searched: bool = False) -> None:
        super().__init__(parent)
        self.many = many
        self.list: ChoiceList | SearchList = (SearchList if searched else ChoiceList)((), self, many=many)
        self._options: tuple[Option, ...] = ()
        self.column.addWidget(self.list)
        self.list.changed.connect(self.edited)
        self.list.changed.connect(self.answered)

    def show_question(self, question: Question) -> None:
        options = tuple(Option(choice.value, choice.label) for choice in self.choices)
        if options != self._options:
            self._options = options
            self.list.set_options(options)
        values = tuple(question.value.split()) if self.many else ((question.value,) if question.value else ())
        if set(values) != set(self.list.chosen()):
            self.list.set_chosen(values)
        self.list.setAccessibleName(question.label)

    def answer(self) -> str:
        return " ".join(self.list.chosen())

    def restore(self, typed: str) -> None:
        self.list.set_chosen(typed.split())

    def fields(self) -> tuple[QWidget, ...]:
        if isinstance(self.list, SearchList):
            return (self.list.first_field(),)
        return tuple(self.list.buttons[:1])

    def set_names(self, name: str) -> None:
        # The buttons are named by their own labels; the group carries the question.
        self.list.setAccessibleName(name)


class AgreeAnswer(AnswerWidget):
    """A statement to agree to: one box, never ticked beforehand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ChoiceButton(self.tr("I have read this and I agree"), "OK", self, many=True)
        self.column.addWidget(self.box)
        self.box.clicked.connect(self.edited)
        self.box.clicked.connect(self.answered)

    def show_question(self, question: Question) -> None:
        self.box.setChecked(bool(question.value))

    def answer(self) -> str:
        return self.box.value if self.box.isChecked() else ""

    def fields(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def set_names(self, name: str) -> None:
        self.box.setAccessibleName(f"{self.box.label()}: {name}")


def range_steps(question: Question) -> tuple[str, ...]:
    """The numbers of a range in lexical form. Raises ValueError for parameters that make none."""
    try:
        start, end = Decimal(question.parameters.get("start", "1")), Decimal(question.parameters.get("end", "10"))
        step = abs(Decimal(question.parameters.get("step", "1")))
    except InvalidOperation as error:
        raise ValueError(f"{question.ref}: the range is not made of numbers") from error
    if not step or abs(end - start) / step > _MOST_STEPS:
        raise ValueError(f"{question.ref}: the range has no or too many steps")
    sign = 1 if end >= start else -1
    count = int(abs(end - start) / step) + 1
    return tuple(format((start + sign * step * index).normalize(), "f") for index in range(count))


class StepAnswer(AnswerWidget):
    """A number of a long range: less, more, and the number between them. Nothing is chosen before the first press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[str, ...] = ()
        self._at: int | None = None
        self.less = IconButton("minus", self.tr("Less"), self)
        self.more = IconButton("plus", self.tr("More"), self)
        self.shown = Subheading("", self)
        row = QHBoxLayout()
        row.setSpacing(look().px("gap"))
        for widget in (self.less, self.shown, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)
        self.less.clicked.connect(self._less)
        self.more.clicked.connect(self._more)

    def show_question(self, question: Question) -> None:
        self._steps = range_steps(question)
        self._at = self._steps.index(question.value) if question.value in self._steps else None
        self._show()

    def answer(self) -> str:
        return "" if self._at is None else self._steps[self._at]

    def fields(self) -> tuple[QWidget, ...]:
        return (self.less, self.more)

    def set_names(self, name: str) -> None:
        self.shown.setAccessibleName(f"{name}: {self.shown.text()}")

    @Slot()
    def _less(self) -> None:
        self._move(-1)

    @Slot()
    def _more(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        at = 0 if self._at is None else self._at + by
        self._at = max(0, min(at, len(self._steps) - 1))
        self._show()
        self.edited.emit()
        self.answered.emit()

    def _show(self) -> None:
        self.shown.setText(self.answer() or "–")


class RankAnswer(AnswerWidget):
    """An order: each row has buttons to move it up and down. It counts once a row was moved or the order confirmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order: list[Option] = []
        self._given = False
        self._rows: list[tuple[QWidget, IconButton, IconButton]] = []
        self.confirm = SecondaryButton(self.tr("This order is right"), "check", self)
        self.confirm.clicked.connect(self._confirmed)
        self._list = QVBoxLayout()
        self._list.setSpacing(look().px("gap_close"))
        self.column.addLayout(self._list)
        self.column.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeading)

    def show_question(self, question: Question) -> None:
        labels = {choice.value: choice.label for choice in self.choices}
        values = [value for value in question.value.split() if value in labels]
        self._given = bool(values)
        values += [choice.value for choice in self.choices if choice.value not in values]
        self._order = [Option(value, labels[value]) for value in values]
        self._show()

    def answer(self) -> str:
        return " ".join(option.value for option in self._order) if self._given else ""

    def fields(self) -> tuple[QWidget, ...]:
        return (self._rows[0][1],) if self._rows else (self.confirm,)

    def set_names(self, name: str) -> None:
        self.setAccessibleName(name)

    def _show(self) -> None:
        for row, _up, _down in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._make_row(index, option) for index, option in enumerate(self._order)]

    def _make_row(self, index: int, option: Option) -> tuple[QWidget, IconButton, IconButton]:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look().px("gap_close"))
        up = IconButton("arrow-up", self.tr("Move up: {label}").format(label=option.label), row)
        down = IconButton("arrow-down", self.tr("Move down: {label}").format(label=option.label), row)
        for button, by in ((up, -1), (down, 1)):
            button.setProperty("row", index)
            button.setProperty("by", by)
            button.clicked.connect(self._move)
        up.set_quiet(index == 0)
        down.set_quiet(index == len(self._order) - 1)
        line.addWidget(up)
        line.addWidget(down)
        line.addWidget(Body(f"{index + 1}. {option.label}", row), 1)
        self._list.addWidget(row)
        return row, up, down

    @Slot()
    def _move(self) -> None:
        button = self.sender()
        at, by = int(button.property("row")), int(button.property("by"))
        if 0 <= at + by < len(self._order):
            self._order[at], self._order[at + by] = self._order[at + by], self._order[at]
            self._show()
        self._confirmed()

    @Slot()
    def _confirmed(self) -> None:
        self._given = True
        self.edited.emit()
        self.answered.emit()


def is_long(choices: Sequence[Choice]) -> bool:
    """Whether a list is searched rather than shown whole."""
    return len(choices) > SHORT_LIST
