"""One widget per question type: what hands put in is what the engine stores, or a kind sentence."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from forms.contract import Choice, Control, DataType, FormSession, Question, Verdict
from tests.support.hands import type_text
from ui.form.answer import AnswerWidget
from ui.form.choice_answers import AgreeAnswer, RankAnswer, SelectAnswer, StepAnswer
from ui.form.factory import widget_for
from ui.form.other_answers import DateAnswer, NoteAnswer, PictureAnswer, PlaceAnswer, TimeAnswer
from ui.form.text_answers import (
    DecimalAnswer,
    DigitsAnswer,
    IntegerAnswer,
    LongTextAnswer,
    PhoneAnswer,
    TextAnswer,
    read_decimal,
)
from ui.widgets import ChoiceList, SearchList

LEFT = Qt.MouseButton.LeftButton
Make = Callable[[str], AnswerWidget]


@pytest.fixture
def make(qtbot: QtBot, session: FormSession) -> Make:
    """make(name): the widget for /data/name of the form of every kind, on the display."""

    def build(name: str) -> AnswerWidget:
        question = session.question(f"/data/{name}")
        choosing = question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK)
        widget = widget_for(question, session.choices(question.ref) if choosing else ())
        qtbot.addWidget(widget)
        widget.resize(900, 500)
        widget.show()
        return widget

    return build


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", TextAnswer),
        ("birth", DateAnswer),
        ("relation", SelectAnswer),
        ("home/province", SelectAnswer),
        ("papers", SelectAnswer),
        ("copies", IntegerAnswer),
        ("amount", DecimalAnswer),
        ("number", DigitsAnswer),
        ("phone", PhoneAnswer),
        ("day", DateAnswer),
        ("hour", TimeAnswer),
        ("moment", TimeAnswer),
        ("place", PlaceAnswer),
        ("people", StepAnswer),
        ("stars", SelectAnswer),
        ("order", RankAnswer),
        ("picture", PictureAnswer),
        ("pledge", AgreeAnswer),
        ("story", LongTextAnswer),
        ("kept", NoteAnswer),
    ],
)
def test_every_kind_of_question_has_its_widget(make: Make, name: str, kind: type[AnswerWidget]) -> None:
    widget = make(name)
    assert type(widget) is kind
    assert widget.answer() == ("Có" if name == "kept" else "")
    assert widget.trouble() == ""


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("name", "  Nguyễn Thị Hoa ", "Nguyễn Thị Hoa"),
        ("copies", "12", "12"),
        ("copies", "012", "12"),
        ("amount", "1,5", "1.5"),
        ("number", "001 190 012 345", "001190012345"),
        ("phone", "+84 912 345 678", "+84912345678"),
        ("story", "Bệnh viện tỉnh", "Bệnh viện tỉnh"),
    ],
)
def test_what_is_typed_is_stored_and_shown_again(
    make: Make, session: FormSession, qtbot: QtBot, name: str, typed: str, answer: str
) -> None:
    widget = make(name)
    with qtbot.waitSignal(widget.answered, timeout=20_000):
        type_text(widget.fields()[0], typed)
    assert widget.answer() == answer
    assert session.answer(f"/data/{name}", answer).verdict in (Verdict.VALID, Verdict.CONSTRAINT)
    assert make(name).answer() == answer


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("copies", "hai", "whole number"),
        ("copies", "2.5", "whole number"),
        ("copies", "9" * 15, "whole number"),
        ("amount", "nhiều", "takes a number"),
        ("number", "00119OO12345", "digits only"),
        ("phone", "0912 abc", "digits only"),
        ("phone", "+", "digits only"),
    ],
)
def test_letters_in_a_number_get_a_sentence_and_are_no_answer(
    make: Make, session: FormSession, name: str, typed: str, words: str
) -> None:
    widget = make(name)
    type_text(widget.fields()[0], typed)
    assert widget.answer() == ""
    assert words in widget.trouble()
    assert session.question(f"/data/{name}").label in widget.trouble()
    assert widget.typed() == typed
    again = make(name)
    again.restore(typed)
    assert again.trouble() == widget.trouble()


def boxes(widget: AnswerWidget) -> list[QWidget]:
    """The boxes of a date or time."""
    return list(widget.fields())


def fill(widget: AnswerWidget, *texts: str) -> None:
    """Type into each box."""
    for box, text in zip(boxes(widget), texts, strict=True):
        QTest.keyClicks(box, text)


@pytest.mark.parametrize(
    ("name", "texts", "answer"),
    [
        ("day", ("15", "8", "1952"), "1952-08-15"),
        ("birth", ("", "", "1952"), "1952"),
        ("birth", ("", "8", "1952"), "1952-08"),
        ("birth", ("15", "8", "1952"), "1952-08-15"),
        ("hour", ("9", "05"), "09:05:00.000"),
    ],
)
def test_dates_and_times(make: Make, session: FormSession, name: str, texts: tuple[str, ...], answer: str) -> None:
    widget = make(name)
    fill(widget, *texts)
    assert (widget.answer(), widget.trouble()) == (answer, "")
    session.answer(f"/data/{name}", answer)
    assert make(name).answer() == answer


@pytest.mark.parametrize(
    ("name", "texts", "words"),
    [
        ("day", ("31", "2", "2020"), "Month 2 has no day 31"),
        ("day", ("1", "13", "2020"), "There is no month 13"),
        ("day", ("1", "1", "52"), "with 4 digits"),
        ("day", ("1", "1", ""), "fill in all the boxes"),
        ("birth", ("5", "", "1952"), "write the month too"),
        ("hour", ("25", "00"), "hours and minutes"),
        ("hour", ("9", ""), "hours and minutes"),
    ],
)
def test_a_date_that_is_none_says_which_part(make: Make, name: str, texts: tuple[str, ...], words: str) -> None:
    widget = make(name)
    fill(widget, *texts)
    assert widget.answer() == ""
    assert words in widget.trouble()
    typed = widget.typed()
    again = make(name)
    again.restore(typed)
    assert again.typed() == typed
    assert again.trouble() == widget.trouble()


def test_a_moment_carries_its_offset(make: Make, session: FormSession) -> None:
    widget = make("moment")
    fill(widget, "15", "8", "2026", "9", "05")
    assert widget.answer().startswith("2026-08-15T09:05:00.000")
    assert session.answer("/data/moment", widget.answer()).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1.234.567,8", True, "1234567.8"),
        ("1,234,567.8", False, "1234567.8"),
        ("1.5", True, "1.5"),
        ("1,5", False, "1.5"),
        ("-12", True, "-12"),
        ("1.234", True, "1234"),
        ("1,2,3", True, None),
        ("", True, None),
        ("٣", True, None),
        ("1e5", False, None),
    ],
)
def test_numbers_as_people_write_them(text: str, comma: bool, value: str | None) -> None:
    assert read_decimal(text, comma=comma) == value


def test_nothing_is_chosen_beforehand_and_one_press_answers(make: Make, qtbot: QtBot) -> None:
    widget = make("relation")
    assert isinstance(widget, SelectAnswer)
    assert isinstance(widget.list, ChoiceList)
    assert widget.answer() == ""
    with qtbot.waitSignal(widget.answered, timeout=20_000):
        qtbot.mouseClick(widget.list.buttons[1], LEFT)
    assert widget.answer() == "father"


def test_several_answers_keep_the_order_of_the_list(make: Make, qtbot: QtBot) -> None:
    widget = make("papers")
    assert isinstance(widget, SelectAnswer)
    assert isinstance(widget.list, ChoiceList)
    for index in (2, 0):
        qtbot.mouseClick(widget.list.buttons[index], LEFT)
    assert widget.answer() == "a c"


def test_a_long_list_is_searched(qtbot: QtBot) -> None:
    question = Question("/d/x", "/d/x", Control.SELECT_ONE, DataType.STRING, "Dân tộc", "")
    choices = [Choice(str(index), f"Nhóm {index}") for index in range(7)]
    widget = widget_for(question, choices)
    qtbot.addWidget(widget)
    assert isinstance(widget, SelectAnswer)
    assert isinstance(widget.list, SearchList)
    short = widget_for(question, choices[:6])
    qtbot.addWidget(short)
    assert isinstance(short, SelectAnswer)
    assert isinstance(short.list, ChoiceList)


def test_a_long_range_is_stepped_and_starts_with_no_answer(make: Make, qtbot: QtBot) -> None:
    widget = make("people")
    assert isinstance(widget, StepAnswer)
    assert widget.answer() == ""
    for expected in ("0", "1", "2"):
        widget.more.guard.reset()
        qtbot.mouseClick(widget.more, LEFT)
        assert widget.answer() == expected
    for _ in range(4):
        widget.less.guard.reset()
        qtbot.mouseClick(widget.less, LEFT)
    assert widget.answer() == "0"


def test_a_short_range_is_chosen(make: Make, qtbot: QtBot) -> None:
    widget = make("stars")
    assert isinstance(widget, SelectAnswer)
    assert isinstance(widget.list, ChoiceList)
    assert [button.label() for button in widget.list.buttons] == ["1", "2", "3", "4", "5"]
    qtbot.mouseClick(widget.list.buttons[3], LEFT)
    assert widget.answer() == "4"


def test_an_order_is_made_with_buttons(make: Make, session: FormSession, qtbot: QtBot) -> None:
    widget = make("order")
    assert isinstance(widget, RankAnswer)
    assert widget.answer() == ""
    _row, _up, down = widget._rows[0]
    with qtbot.waitSignal(widget.answered, timeout=20_000):
        qtbot.mouseClick(down, LEFT)
    assert widget.answer() == "y x z"
    session.answer("/data/order", "y x z")
    assert make("order").answer() == "y x z"


def test_an_order_that_is_right_already_is_confirmed(make: Make, qtbot: QtBot) -> None:
    widget = make("order")
    assert isinstance(widget, RankAnswer)
    qtbot.mouseClick(widget.confirm, LEFT)
    assert widget.answer() == "x y z"


def test_agreeing_is_a_box_that_is_never_ticked_beforehand(make: Make, qtbot: QtBot) -> None:
    widget = make("pledge")
    assert isinstance(widget, AgreeAnswer)
    assert widget.answer() == ""
    qtbot.mouseClick(widget.box, LEFT)
    assert widget.answer() == "OK"


def test_a_picture_is_asked_for_and_can_be_removed(make: Make, session: FormSession, qtbot: QtBot) -> None:
    widget = make("picture")
    assert isinstance(widget, PictureAnswer)
    with qtbot.waitSignal(widget.wanted, timeout=20_000):
        qtbot.mouseClick(widget.take, LEFT)
    assert not widget.remove.isVisible()
    session.answer("/data/picture", "anh.jpg")
    taken = make("picture")
    assert isinstance(taken, PictureAnswer)
    assert taken.answer() == "anh.jpg"
    with qtbot.waitSignal(taken.answered, timeout=20_000):
        qtbot.mouseClick(taken.remove, LEFT)
    assert taken.answer() == ""


def test_a_place_is_two_numbers(make: Make, session: FormSession) -> None:
    widget = make("place")
    north, east = widget.fields()
    QTest.keyClicks(north, "11.94")
    QTest.keyClicks(east, "208.4")
    assert "two numbers" in widget.trouble()
    QTest.keyClicks(east, "\b")
    widget.restore("11.94|108.44")
    assert widget.answer() == "11.94 108.44 0 0"
    assert session.answer("/data/place", widget.answer()).verdict is Verdict.VALID


def test_a_paste_that_is_too_long_gets_a_sentence_that_names_the_field(make: Make, qtbot: QtBot) -> None:
    widget = make("name")
    assert isinstance(widget, TextAnswer)
    with qtbot.waitSignal(widget.refused, timeout=20_000) as told:
        widget.field.insert_pasted("x" * 10_000_000)
    assert told.args[0] == "“Họ và tên” takes at most 200 letters. Please write less."
    assert len(told.args[0].split()) <= 20


def test_fields_carry_the_question_as_their_accessible_name(make: Make) -> None:
    for name in ("name", "copies", "number", "story", "day", "hour", "place"):
        widget = make(name)
        label = widget.name()
        assert label
        assert all(label in field.accessibleName() for field in widget.fields()), name


def test_what_is_being_typed_is_left_alone_when_the_question_comes_again(make: Make, session: FormSession) -> None:
    widget = make("copies")
    type_text(widget.fields()[0], "hai")
    widget.set_question(session.question("/data/copies"))
    assert widget.typed() == "hai"
