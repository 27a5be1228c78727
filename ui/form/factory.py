"""Which widget takes the answer to a question.

Appearances understood, besides those of ODK XForms (multiline, numbers, year, month-year, minimal, search,
autocomplete): ``digits`` (a number that is a name), ``name``, ``phone``, ``email``, ``address`` (with communes),
and ``partial-date`` on a string, with values "1955", "1955-03" or "1955-03-12", so that nobody's birthday is made up.
``quick`` moves nowhere by itself: a resident presses Continue.
"""

from collections.abc import Callable, Sequence

from forms.contract import Choice, Control, DataType, Question
from ui.form.answer import AnswerWidget
from ui.form.choice_answers import AgreeAnswer, RankAnswer, SelectAnswer, StepAnswer, is_long, range_steps
from ui.form.other_answers import DateAnswer, NoteAnswer, PictureAnswer, PlaceAnswer, TimeAnswer
from ui.form.text_answers import (
    DecimalAnswer,
    DigitsAnswer,
    IntegerAnswer,
    LongTextAnswer,
    PhoneAnswer,
    TextAnswer,
)
from ui.keyboard.typing import Kind
from ui.widgets.choices import SHORT_LIST
from ui.widgets.dates import Precision

_SEARCHED = frozenset({"search", "autocomplete", "minimal"})


def widget_for(question: Question, choices: Sequence[Choice] = ()) -> AnswerWidget:
    """A new widget for a question, showing its answer. choices: the present ones; those of a range are worked out."""
    if question.control is Control.RANGE:
        choices = tuple(Choice(step, step) for step in range_steps(question))
    widget = _make(question, choices)
    widget.set_question(question, choices)
    return widget


def _make(question: Question, choices: Sequence[Choice]) -> AnswerWidget:
    if question.control is Control.NOTE or question.readonly:
        return NoteAnswer()
    if question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE):
        searched = is_long(choices) or bool(_SEARCHED & question.appearances)
        return SelectAnswer(many=question.control is Control.SELECT_MULTIPLE, searched=searched)
    if question.control is Control.RANGE:
        return SelectAnswer() if len(choices) <= SHORT_LIST else StepAnswer()
    simple: dict[Control, Callable[[], AnswerWidget]] = {
        Control.RANK: RankAnswer,
        Control.TRIGGER: AgreeAnswer,
        Control.UPLOAD: PictureAnswer,
    }
    return simple.get(question.control, lambda: _typed(question))()


def _typed(question: Question) -> AnswerWidget:
    by_type: dict[DataType, Callable[[], AnswerWidget]] = {
        DataType.INT: IntegerAnswer,
        DataType.DECIMAL: DecimalAnswer,
        DataType.TIME: TimeAnswer,
        DataType.DATE_TIME: lambda: TimeAnswer(with_date=True),
        DataType.GEOPOINT: PlaceAnswer,
        DataType.DATE: lambda: DateAnswer(precision=_precision(question)),
    }
    return by_type.get(question.type, lambda: _text(question))()


def _text(question: Question) -> AnswerWidget:
    looks = question.appearances
    if "partial-date" in looks:
        return DateAnswer(precision=Precision.ANY, full_lexical=False)
    if "phone" in looks:
        return PhoneAnswer()
    if looks & {"digits", "numbers"}:
        return DigitsAnswer()
    if "multiline" in looks:
        return LongTextAnswer(kind=Kind.PLACE if "address" in looks else Kind.TEXT)
    kinds = {"name": Kind.NAME, "email": Kind.EMAIL, "address": Kind.PLACE}
    return TextAnswer(kind=next((kind for word, kind in kinds.items() if word in looks), Kind.TEXT))


def _precision(question: Question) -> Precision:
    if "year" in question.appearances:
        return Precision.YEAR
    return Precision.MONTH if "month-year" in question.appearances else Precision.FULL
