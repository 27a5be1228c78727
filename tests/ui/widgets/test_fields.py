"""Fields: what is typed, pasted and dropped into them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from pytestqt.qtbot import QtBot

from tests.support.hands import type_text
from tests.support.pixels import contrast
from ui.theme import look
from ui.widgets import DigitsField, TextArea, TextField, set_wrong
from ui.widgets.fields import PAUSE_MS, clean

CONTROL = Qt.KeyboardModifier.ControlModifier
TEN_MB = 10 * 1024 * 1024


@pytest.fixture
def field(qtbot: QtBot) -> TextField:
    field = TextField(limit=100)
    qtbot.addWidget(field)
    field.show()
    return field


@given(st.text(max_size=300))
def test_cleaned_text_is_nfc_and_has_no_control_characters(text: str) -> None:
    for lines in (False, True):
        cleaned = clean(text, lines=lines)
        assert unicodedata.is_normalized("NFC", cleaned)
        assert not any(unicodedata.category(c) == "Cc" for c in cleaned.replace("\n", "" if lines else "\n"))
        assert clean(cleaned, lines=lines) == cleaned


def test_decomposed_vietnamese_becomes_composed(field: TextField) -> None:
    field.set_value("Nguye\u0302\u0303n Thi\u0323 Hoa")
    assert field.value() == "Nguyễn Thị Hoa"


def test_typing_is_reported_once_after_a_pause(field: TextField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.paused.connect(lambda: told.append(field.value()))
    with qtbot.waitSignal(field.paused, timeout=20_000):
        qtbot.keyClicks(field, "Hoa")
        assert not told
    assert told == ["Hoa"]
    assert PAUSE_MS < 1000


def test_leaving_the_field_reports_at_once_and_only_what_changed(field: TextField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.paused):
        field.settle()
    qtbot.keyClicks(field, "Hoa")
    with qtbot.waitSignal(field.paused, timeout=100):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(field.paused, wait=PAUSE_MS + 100):
        field.settle()


def test_a_ten_megabyte_paste_is_refused_whole_and_keeps_what_was_there(field: TextField, qtbot: QtBot) -> None:
    type_text(field, "Nguyễn Thị Hoa")
    QGuiApplication.clipboard().setText("ẫ" * TEN_MB)
    with qtbot.waitSignal(field.too_long, timeout=20_000) as told:
        qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert told.args == [100]
    assert field.value() == "Nguyễn Thị Hoa"
    QGuiApplication.clipboard().clear()


def test_a_short_paste_is_taken_and_cleaned(field: TextField, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Nguye\u0302\u0303n\r\nThị\u202e Hoa\x00")
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.value() == "Nguyễn Thị Hoa"
    QGuiApplication.clipboard().clear()


def test_typing_past_the_limit_says_so(field: TextField, qtbot: QtBot) -> None:
    field.set_value("a" * 100)
    with qtbot.waitSignal(field.too_long, timeout=20_000):
        qtbot.keyClicks(field, "b")
    assert field.value() == "a" * 100


def test_a_huge_commit_of_an_input_method_is_refused(field: TextField, qtbot: QtBot) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString("b" * 5000)
    with qtbot.waitSignal(field.too_long, timeout=20_000):
        QGuiApplication.sendEvent(field, event)
    assert field.value() == ""


def test_nothing_can_be_dragged_in_and_no_menu_opens(field: TextField) -> None:
    assert not field.acceptDrops()
    assert not field.dragEnabled()
    assert field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_the_middle_button_pastes_nothing(field: TextField, qtbot: QtBot) -> None:
    qtbot.mouseClick(field, Qt.MouseButton.MiddleButton)
    assert field.value() == ""


def test_showing_another_value_forgets_what_could_be_undone(field: TextField, qtbot: QtBot) -> None:
    type_text(field, "Bí mật")
    field.set_value("")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.value() == ""
    assert not field.isUndoAvailable()


@pytest.mark.parametrize(
    ("typed", "value", "digits"),
    [
        ("001190012345", "001190012345", True),
        ("001 190 012 345", "001190012345", True),
        ("0912.345.678", "0912345678", True),
        ("", "", True),
        ("00119OO12345", "00119OO12345", False),
        ("٠٠١", "٠٠١", False),
    ],
)
def test_digits_may_be_grouped_and_letters_stay_to_be_explained(
    qtbot: QtBot, typed: str, value: str, digits: bool
) -> None:
    field = DigitsField()
    qtbot.addWidget(field)
    field.set_value(typed)
    assert (field.value(), field.is_digits()) == (value, digits)


def test_several_lines_are_bounded_too(qtbot: QtBot) -> None:
    area = TextArea(limit=50)
    qtbot.addWidget(area)
    area.show()
    source = QMimeData()
    source.setText("x" * TEN_MB)
    with qtbot.waitSignal(area.too_long, timeout=20_000):
        area.insertFromMimeData(source)
    source.setText("Số 12\r\nThôn 3")
    area.insertFromMimeData(source)
    assert area.value() == "Số 12\nThôn 3"
    area.set_value("y" * 50)
    area.selectAll()
    area.moveCursor(area.textCursor().MoveOperation.End)
    with qtbot.waitSignal(area.too_long, timeout=20_000):
        qtbot.keyClicks(area, "z")
    assert area.value() == "y" * 50


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_is_typed_can_be_read_and_the_field_is_tall(field: TextField, wear, theme: str) -> None:
    wear(theme=theme)
    field.set_value("Nguyễn Thị ẪỄỘỰ")
    field.resize(400, field.sizeHint().height())
    for wrong in (False, True):
        set_wrong(field, wrong)
        image = field.grab().toImage()
        edge = look().px("focus") + 1
        inner = image.copy(edge, edge, image.width() - 2 * edge, image.height() - 2 * edge)
        assert contrast(inner) >= 7
    assert field.sizeHint().height() >= look().mm(18)
