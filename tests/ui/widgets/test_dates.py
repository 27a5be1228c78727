"""Dates in three boxes: read as typed, never made up, and every slip has a name."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.theme import look
from ui.widgets import DateFault, DateField, DateReading, Precision
from ui.widgets.dates import read_date, split_date


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 12, 31)))
def test_every_day_there_is_is_read_and_shown_again(day: date) -> None:
    read = read_date(str(day.day), str(day.month), str(day.year))
    assert read == DateReading(day.isoformat())
    assert split_date(read.value) == (str(day.day), str(day.month), f"{day.year:04d}")


@given(st.text(max_size=4), st.text(max_size=4), st.text(max_size=5), st.sampled_from(Precision))
def test_anything_typed_is_a_date_or_a_named_fault(day: str, month: str, year: str, precision: Precision) -> None:
    read = read_date(day, month, year, precision)
    empty = not (day.strip() or month.strip() or year.strip())
    assert bool(read.value) + (read.fault is not None) + empty == 1
    if len(read.value) == 10:
        date.fromisoformat(read.value)


@pytest.mark.parametrize(
    ("boxes", "fault"),
    [
        (("31", "2", "2020"), DateFault.NO_DAY),
        (("29", "2", "2023"), DateFault.NO_DAY),
        (("0", "5", "2020"), DateFault.NO_DAY),
        (("1", "13", "2020"), DateFault.NO_MONTH),
        (("1", "0", "2020"), DateFault.NO_MONTH),
        (("1", "1", "52"), DateFault.YEAR_DIGITS),
        (("1", "1", "0952"), DateFault.YEAR_RANGE),
        (("1", "1", "9999"), DateFault.YEAR_RANGE),
        (("một", "1", "1952"), DateFault.NOT_DIGITS),
        (("1", "1", ""), DateFault.INCOMPLETE),
        (("", "1", "1952"), DateFault.INCOMPLETE),
        (("5", "", "1952"), DateFault.DAY_WITHOUT_MONTH),
    ],
)
def test_each_slip_is_told_apart(boxes: tuple[str, str, str], fault: DateFault) -> None:
    assert read_date(*boxes) == DateReading("", fault)


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        (("", "", "1955"), "1955"),
        (("", "3", "1955"), "1955-03"),
        (("7", "3", "1955"), "1955-03-07"),
        (("", "", ""), ""),
    ],
)
def test_who_knows_only_the_year_gives_only_the_year(boxes: tuple[str, str, str], value: str) -> None:
    assert read_date(*boxes, Precision.ANY) == DateReading(value)


def test_february_of_a_leap_year_has_29_days() -> None:
    assert calendar.isleap(2024)
    assert read_date("29", "2", "2024").value == "2024-02-29"


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    field = DateField()
    qtbot.addWidget(field)
    field.show()
    field.window().activateWindow()
    field.day.setFocus()
    qtbot.waitUntil(field.day.hasFocus)
    return field


def focused(field: DateField) -> str:
    """The box with the cursor."""
    names = dict(zip(field.boxes(), ("day", "month", "year"), strict=True))
    return next((name for box, name in names.items() if box.hasFocus()), "")


def type_on(qtbot: QtBot, text: str) -> None:
    """Type into whatever has the focus, as a hand does."""
    for character in text:
        qtbot.keyClicks(QGuiApplication.focusObject(), character)


def test_the_cursor_moves_on_by_itself(field: DateField, qtbot: QtBot) -> None:
    type_on(qtbot, "15081952")
    assert field.read().value == "1952-08-15"
    assert focused(field) == "year"


def test_a_digit_after_which_no_other_makes_sense_moves_on_too(field: DateField, qtbot: QtBot) -> None:
    type_on(qtbot, "5")
    assert focused(field) == "month"
    type_on(qtbot, "8")
    assert focused(field) == "year"


def test_a_leading_zero_waits_for_its_digit(field: DateField, qtbot: QtBot) -> None:
    type_on(qtbot, "0")
    assert focused(field) == "day"
    type_on(qtbot, "5")
    assert focused(field) == "month"


def test_a_slash_moves_on_as_on_paper(field: DateField, qtbot: QtBot) -> None:
    type_on(qtbot, "1/2/1952")
    assert field.read().value == "1952-02-01"


def test_backspace_in_an_empty_box_goes_back(field: DateField, qtbot: QtBot) -> None:
    type_on(qtbot, "15")
    qtbot.keyClick(field.month, Qt.Key.Key_Backspace)
    assert focused(field) == "day"


@pytest.mark.parametrize("text", ["15/08/1952", "15-8-1952", "1952-08-15", " 15.08.1952 "])
def test_a_pasted_date_fills_all_boxes(field: DateField, qtbot: QtBot, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(field.paused, timeout=20_000):
        qtbot.keyClick(field.day, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.read().value == "1952-08-15"
    QGuiApplication.clipboard().clear()


def test_what_is_no_date_can_be_put_back_as_it_was_typed(field: DateField, qtbot: QtBot) -> None:
    field.restore("31/2/2020")
    assert field.typed() == "31/2/2020"
    assert field.read().fault is DateFault.NO_DAY


def test_only_the_boxes_to_blame_are_marked(field: DateField) -> None:
    field.restore("31/2/2020")
    field.set_wrong(DateFault.NO_DAY)
    assert [box.property("wrong") for box in field.boxes()] == ["true", "true", "false"]


@pytest.mark.parametrize(("precision", "boxes"), [(Precision.YEAR, 1), (Precision.MONTH, 2), (Precision.ANY, 3)])
def test_boxes_that_are_not_asked_for_are_not_there(qtbot: QtBot, precision: Precision, boxes: int) -> None:
    field = DateField(precision=precision)
    qtbot.addWidget(field)
    field.show()
    assert sum(box.isVisible() for box in field.boxes()) == boxes
    field.set_value("1952-08-15")
    assert field.read().value == "1952-08-15"[: {1: 4, 2: 7, 3: 10}[boxes]]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_four_digits_fit_into_the_year_box(qtbot: QtBot, wear, scale: float) -> None:
    wear(scale=scale)
    field = DateField()
    qtbot.addWidget(field)
    field.show()
    room = field.year.width() - 2 * (look().px("focus") + look().px("pad"))
    assert field.year.fontMetrics().horizontalAdvance("8888") <= room
    assert field.day.height() >= look().mm(14)
