"""Answers of other kinds: dates, times, places, pictures, notes."""

import re
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.contract import Question
from ui.form.answer import AnswerWidget
from ui.form.sentences import wrong_date, wrong_number, wrong_place
from ui.form.text_answers import read_decimal
from ui.keyboard.typing import Kind
from ui.theme import look
from ui.widgets.buttons import SecondaryButton
from ui.widgets.datefield import DateField, NumberBox
from ui.widgets.dates import Precision
from ui.widgets.fields import TextField, set_wrong
from ui.widgets.labels import Body, Hint, IconText

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class DateAnswer(AnswerWidget):
    """A date in three boxes. full_lexical: the form wants a whole date even when only the year is asked for."""

    def __init__(
        self, parent: QWidget | None = None, *, precision: Precision = Precision.FULL, full_lexical: bool = True
    ) -> None:
        super().__init__(parent)
        self._full_lexical = full_lexical
        self.field = DateField(self, precision=precision)
        self.column.addWidget(self.field)
        if precision is Precision.ANY:
            self.column.addWidget(Hint(self.tr("If you only know the year, fill in the year alone.")))
        self.field.paused.connect(self.answered)
        self.field.edited.connect(self.edited)

    def show_question(self, question: Question) -> None:
        if not self.trouble() and self.answer() != question.value:
            self.field.set_value(question.value)
        self.set_names(question.label)

    def answer(self) -> str:
        value = self.field.read().value
        if value and self._full_lexical and self.field.precision is not Precision.FULL:
            # Appearances "year" and "month-year" of ODK XForms: the rest of the date is the first.
            value += "-01-01"[-(10 - len(value)) :]
        return value

    def trouble(self) -> str:
        fault = self.field.read().fault
        if fault is None or self.question is None:
            return ""
        return wrong_date(self.question, fault, self.field.day.text().strip(), self.field.month.text().strip())

    def typed(self) -> str:
        return self.field.typed()

    def restore(self, typed: str) -> None:
        self.field.restore(typed)

    def settle(self) -> None:
        self.field.settle()

    def set_wrong(self, *, wrong: bool) -> None:
        self.field.set_wrong(self.field.read().fault if wrong else None, whole=wrong)

    def fields(self) -> tuple[QWidget, ...]:
        boxes = self.field.boxes()
        return boxes[boxes.index(self.field.first_box()) :]

    def set_names(self, name: str) -> None:
        labels = (self.tr("day"), self.tr("month"), self.tr("year"))
        for box, label in zip(self.field.boxes(), labels, strict=True):
            box.setAccessibleName(f"{name}: {label}")


class TimeAnswer(AnswerWidget):
    """Hours and minutes; with_date: a date before them."""

    def __init__(self, parent: QWidget | None = None, *, with_date: bool = False) -> None:
        super().__init__(parent)
        self.date = DateField(self) if with_date else None
        self.hour = NumberBox(2, 23, self)
        self.minute = NumberBox(2, 59, self)
        if self.date is not None:
            self.column.addWidget(self.date)
            self.date.paused.connect(self.answered)
            self.date.edited.connect(self.edited)
        row = QHBoxLayout()
        row.setSpacing(look().px("gap"))
        for box, label in ((self.hour, self.tr("hours")), (self.minute, self.tr("minutes"))):
            box.setFixedWidth(look().px("date_box"))
            box.paused.connect(self.answered)
            box.edited.connect(self.edited)
            row.addWidget(box)
            row.addWidget(Hint(label, self))
        row.addStretch(1)
        self.column.addLayout(row)
        self.hour.filled.connect(self._to_minutes)

    @Slot()
    def _to_minutes(self) -> None:
        self.minute.setFocus(Qt.FocusReason.TabFocusReason)

    def show_question(self, question: Question) -> None:
        if not self.trouble() and self.answer() != question.value:
            day, _t, time = question.value.rpartition("T")
            hour, _colon, rest = time.partition(":")
            self.hour.set_value(hour)
            self.minute.set_value(rest[:2])
            if self.date is not None:
                self.date.set_value(day)
        self.set_names(question.label)

    def answer(self) -> str:
        read = self._read()
        return read if read is not None else ""

    def trouble(self) -> str:
        if self._read() is not None or self.question is None:
            return ""
        if self.date is not None and self.date.read().fault is not None:
            fault = self.date.read().fault
            return wrong_date(self.question, fault, self.date.day.text(), self.date.month.text()) if fault else ""
        return wrong_number(self.question)

    def _read(self) -> str | None:
        """The lexical value, "" when all boxes are empty, None when they are no time."""
        time = f"{self.hour.text().strip()}:{self.minute.text().strip()}"
        day = self.date.read() if self.date is not None else None
        if time == ":" and (day is None or not (day.value or day.fault)):
            return ""
        found = _TIME.fullmatch(time)
        if found is None or (day is not None and not day.value):
            return None
        clock = f"{int(found[1]):02d}:{found[2]}:00.000"
        if day is None:
            return clock
        offset = datetime.fromisoformat(f"{day.value}T{clock}").astimezone().isoformat()[-6:]
        return f"{day.value}T{clock}{offset}"

    def typed(self) -> str:
        parts = [self.hour.text(), self.minute.text(), self.date.typed() if self.date is not None else ""]
        return "|".join(parts)

    def restore(self, typed: str) -> None:
        hour, minute, day = (*typed.split("|"), "", "", "")[:3]
        self.hour.set_value(hour)
        self.minute.set_value(minute)
        if self.date is not None:
            self.date.restore(day)

    def settle(self) -> None:
        for box in (self.hour, self.minute):
            box.settle()
        if self.date is not None:
            self.date.settle()

    def set_wrong(self, *, wrong: bool) -> None:
        for box in (self.hour, self.minute):
            set_wrong(box, wrong)

    def fields(self) -> tuple[QWidget, ...]:
        return (*(self.date.boxes() if self.date is not None else ()), self.hour, self.minute)

    def set_names(self, name: str) -> None:
        self.hour.setAccessibleName(self.tr("{name}: hours").format(name=name))
        self.minute.setAccessibleName(self.tr("{name}: minutes").format(name=name))


class PlaceAnswer(AnswerWidget):
    """A geopoint by latitude and longitude, as read from a map or a paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.latitude, self.longitude = TextField(self, limit=20), TextField(self, limit=20)
        for field, label in ((self.latitude, self.tr("Latitude")), (self.longitude, self.tr("Longitude"))):
            field.kind = Kind.DECIMAL
            self.column.addWidget(Hint(label, self))
            self.column.addWidget(field)
            field.paused.connect(self.answered)
            field.edited.connect(self.edited)

    def show_question(self, question: Question) -> None:
        if not self.trouble() and self.answer() != question.value:
            parts = (*question.value.split(), "", "")
            self.latitude.set_value(parts[0])
            self.longitude.set_value(parts[1])
        self.set_names(question.label)

    def answer(self) -> str:
        north, east = self._numbers()
        return "" if north is None or east is None else f"{north} {east} 0 0"

    def trouble(self) -> str:
        texts = (self.latitude.value(), self.longitude.value())
        return "" if not any(texts) or self.answer() or self.question is None else wrong_place(self.question)

    def _numbers(self) -> tuple[str | None, str | None]:
        north = read_decimal(self.latitude.value(), comma=False)
        east = read_decimal(self.longitude.value(), comma=False)
        good_north = north is not None and abs(float(north)) <= 90
        good_east = east is not None and abs(float(east)) <= 180
        return (north if good_north else None), (east if good_east else None)

    def typed(self) -> str:
        return f"{self.latitude.text()}|{self.longitude.text()}"

    def restore(self, typed: str) -> None:
        north, _bar, east = typed.partition("|")
        self.latitude.set_value(north)
        self.longitude.set_value(east)

    def settle(self) -> None:
        self.latitude.settle()
        self.longitude.settle()

    def set_wrong(self, *, wrong: bool) -> None:
        set_wrong(self.latitude, wrong)
        set_wrong(self.longitude, wrong)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.latitude, self.longitude)


class NoteAnswer(AnswerWidget):
    """Something to read, or an answer that cannot be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Body("", self)
        self.column.addWidget(self.text)

    def show_question(self, question: Question) -> None:
        labels = {choice.value: choice.label for choice in self.choices}
        self.text.setText(labels.get(question.value, question.value))
        self.text.setVisible(bool(question.value))

    def answer(self) -> str:
        return self.question.value if self.question is not None else ""


class PictureAnswer(AnswerWidget):
    """A picture that somebody else takes: the widget only asks for it.

    Signals:
        wanted(): the resident wants to take or change the picture.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = IconText("image", "", self)
        self.take = SecondaryButton(self.tr("Take a picture"), "camera", self)
        self.remove = SecondaryButton(self.tr("Remove the picture"), "trash-2", self)
        for widget in (self.state, self.take, self.remove):
            self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
        self.take.clicked.connect(self.wanted)
        self.remove.clicked.connect(self._removed)
        self._value = ""

    def show_question(self, question: Question) -> None:
        self._value = question.value
        taken = bool(question.value)
        self.state.set(
            "circle-check" if taken else "image", self.tr("Picture taken") if taken else self.tr("No picture yet")
        )
        self.remove.setVisible(taken)

    def answer(self) -> str:
        return self._value

    def fields(self) -> tuple[QWidget, ...]:
        return (self.take,)

    def set_names(self, name: str) -> None:
        self.take.setAccessibleName(f"{self.take.label()}: {name}")

    @Slot()
    def _removed(self) -> None:
        self._value = ""
        self.edited.emit()
        self.answered.emit()
