"""Answers that are typed: text, names, several lines, digits, whole numbers, decimals."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from forms.contract import Question
from ui import i18n
from ui.form.answer import AnswerWidget
from ui.form.sentences import digits_only, wrong_number
from ui.keyboard.typing import Kind
from ui.theme import look
from ui.widgets.fields import LINE_LIMIT, DigitsField, TextArea, TextField, set_wrong

_INT = re.compile(r"[+-]?[0-9]{1,9}")
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}")


class TextAnswer(AnswerWidget):
    """One line. kind: what it takes; the others below know it of themselves."""

    def __init__(self, parent: QWidget | None = None, *, kind: Kind | None = None) -> None:
        super().__init__(parent)
        self.field = self._make_field()
        self.field.kind = kind or self.field.kind
        self.column.addWidget(self.field)
        self.field.paused.connect(self.answered)
        self.field.edited.connect(self.edited)
        self.field.too_long.connect(self._refuse_long)

    def _make_field(self) -> TextField:
        return TextField(self, limit=LINE_LIMIT)

    def show_question(self, question: Question) -> None:
        if not self.trouble() and self.answer() != question.value:
            self.field.set_value(self._shown(question.value))
        self.set_names(question.label)

    def answer(self) -> str:
        return self.field.value()

    def typed(self) -> str:
        return self.field.text()

    def restore(self, typed: str) -> None:
        self.field.set_value(typed)

    def settle(self) -> None:
        self.field.settle()

    def set_wrong(self, *, wrong: bool) -> None:
        set_wrong(self.field, wrong)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.field,)

    def _shown(self, value: str) -> str:
        return value


class LongTextAnswer(AnswerWidget):
    """Several lines; kind PLACE suggests communes."""

    def __init__(self, parent: QWidget | None = None, *, kind: Kind = Kind.TEXT) -> None:
        super().__init__(parent)
        self.field = TextArea(self)
        self.field.kind = kind
        self.field.setFixedHeight(round(look().font_px("body") * 1.5 * 4) + 2 * look().px("pad"))
        self.column.addWidget(self.field)
        self.field.paused.connect(self.answered)
        self.field.edited.connect(self.edited)
        self.field.too_long.connect(self._refuse_long)

    def show_question(self, question: Question) -> None:
        if self.answer() != question.value:
            self.field.set_value(question.value)
        self.set_names(question.label)

    def answer(self) -> str:
        return self.field.value()

    def typed(self) -> str:
        return self.field.toPlainText()

    def restore(self, typed: str) -> None:
        self.field.set_value(typed)

    def settle(self) -> None:
        self.field.settle()

    def set_wrong(self, *, wrong: bool) -> None:
        set_wrong(self.field, wrong)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.field,)


class DigitsAnswer(TextAnswer):
    """A number that is a name: citizen number, phone, account. Leading zeros count; letters are explained."""

    def _make_field(self) -> TextField:
        return DigitsField(self)

    def answer(self) -> str:
        return "" if self.trouble() else self._plain()

    def trouble(self) -> str:
        plain = self._plain()
        if self.question is None or not plain or self._fits(plain):
            return ""
        return digits_only(self.question)

    def _plain(self) -> str:
        return self.field.value()

    def _fits(self, plain: str) -> bool:
        return plain.isascii() and plain.isdigit()


class PhoneAnswer(DigitsAnswer):
    """A phone number; a + for a country code may lead."""

    def _make_field(self) -> TextField:
        field = super()._make_field()
        field.kind = Kind.PHONE
        return field

    def _plain(self) -> str:
        return "".join(c for c in self.field.value() if c not in " .-()")

    def _fits(self, plain: str) -> bool:
        return super()._fits(plain.removeprefix("+"))


def _number_field(parent: QWidget, kind: Kind) -> TextField:
    field = TextField(parent, limit=30)
    field.kind = kind
    field.setProperty("digits", "true")
    field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
    return field


def _read_here(text: str) -> str | None:
    return read_decimal(text, comma=i18n.forms_language(i18n.current()) != "en")


class IntegerAnswer(TextAnswer):
    """A whole number."""

    def _make_field(self) -> TextField:
        return _number_field(self, Kind.DIGITS)

    def answer(self) -> str:
        return self._read() or ""

    def trouble(self) -> str:
        text = self.field.value()
        return wrong_number(self.question) if self.question is not None and text and self._read() is None else ""

    def _read(self) -> str | None:
        plain = _read_here(self.field.value())
        return plain if plain is not None and _INT.fullmatch(plain) else None


class DecimalAnswer(TextAnswer):
    """A number with decimals, written as the language of the screen writes it: 1.234,5 in Vietnamese."""

    def _make_field(self) -> TextField:
        return _number_field(self, Kind.DECIMAL)

    def answer(self) -> str:
        return _read_here(self.field.value()) or ""

    def trouble(self) -> str:
        text = self.field.value()
        return wrong_number(self.question) if self.question is not None and text and _read_here(text) is None else ""

    def _shown(self, value: str) -> str:
        return value.replace(".", ",") if i18n.forms_language(i18n.current()) != "en" else value


def read_decimal(text: str, *, comma: bool) -> str | None:
    """A number as a person writes it, in lexical form; None when it is none.

    comma: the decimal sign is a comma and dots group thousands. The other sign is taken as the decimal sign too when
    it cannot be grouping ("1.5" is one and a half everywhere).
    """
    group, decimal = (".", ",") if comma else (",", ".")
    bare = text.replace(" ", "")
    if re.fullmatch(rf"[+-]?[0-9]{{1,3}}(\{group}[0-9]{{3}})+(\{decimal}[0-9]+)?", bare):
        bare = bare.replace(group, "")
    elif bare.count(group) == 1 and decimal not in bare:
        bare = bare.replace(group, decimal)
    whole, sign, rest = bare.partition(decimal)
    if not _PLAIN.fullmatch(whole) or (sign and not re.fullmatch(r"[0-9]{1,9}", rest)):
        return None
    return f"{int(whole)}.{rest}" if sign else str(int(whole))
