"""A scanner that types like a keyboard: its text goes to the page, a person's letters to the field, none is lost."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.scanner import ScannerGuard

GAP_MS = 70
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.first, self.second, self.button = QLineEdit(self), QLineEdit(self), QPushButton("go", self)
        rows = QVBoxLayout(self)
        for widget in (self.first, self.second, self.button):
            rows.addWidget(widget)


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot):
    made = _Page()
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.first.setFocus()
    qtbot.waitUntil(made.first.hasFocus)
    guard = ScannerGuard(made.windowHandle)
    guard.scanned.connect(made.scans.append)
    qapp.installEventFilter(guard)
    yield made
    qapp.removeEventFilter(guard)
    guard.forget()
    made.close()


def _key(page: _Page, letter: str) -> None:
    handle = page.windowHandle()
    modifiers = _SHIFT if letter.isupper() else _NONE
    if letter.isupper():
        # As a real scanner does for a capital.
        shift = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift.value, _NONE)
        QCoreApplication.sendEvent(handle, shift)
    code = ord(letter.upper()) if letter.isascii() else Qt.Key.Key_unknown.value
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(handle, QKeyEvent(kind, code, modifiers, letter))


def _scan(page: _Page, text: str) -> None:
    for letter in text:
        _key(page, letter)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Return)


def test_a_scan_goes_to_the_page_and_never_into_a_field(page: _Page) -> None:
    _scan(page, "001155083417|Phạm Thị Lựu|Nữ")
    assert page.scans == ["001155083417|Phạm Thị Lựu|Nữ"]
    QTest.qWait(GAP_MS)
    assert page.first.text() == ""


def test_a_scan_without_enter_is_heard_when_it_pauses(page: _Page) -> None:
    for letter in "ABC-DEFGH-J":
        _key(page, letter)
    QTest.qWait(2 * GAP_MS)
    assert page.scans == ["ABC-DEFGH-J"]
    assert page.first.text() == ""


def test_what_a_person_types_arrives_whole_and_in_order(page: _Page) -> None:
    for letter in "Nguyễn Thị Hoa":
        _key(page, letter)
        QTest.qWait(GAP_MS)
    assert page.first.text() == "Nguyễn Thị Hoa"
    assert page.scans == []


@pytest.mark.parametrize("pause", [0, 10, 30, 49, 51, 55, 60])
def test_no_letter_is_lost_at_any_speed_of_a_short_word(page: _Page, pause: int) -> None:
    for letter in "Lan Anh":
        _key(page, letter)
        if pause:
            QTest.qWait(pause)
    QTest.qWait(2 * GAP_MS)
    assert page.first.text() == "Lan Anh"


def test_letters_stay_in_the_field_they_were_typed_into(page: _Page) -> None:
    for letter in "Lan":
        _key(page, letter)
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, _NONE, page.second.geometry().center())
    QTest.qWait(GAP_MS)
    assert (page.first.text(), page.second.text()) == ("Lan", "")


def test_backspace_follows_the_letters_before_it(page: _Page) -> None:
    for letter in "Lam":
        _key(page, letter)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Backspace)
    QTest.qWait(GAP_MS)
    assert page.first.text() == "La"


def test_enter_behind_a_short_word_is_the_persons_own(page: _Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.first.returnPressed):
        _scan(page, "Lan")
    assert page.first.text() == "Lan"
    assert page.scans == []


def test_a_blank_presses_the_focused_button(page: _Page, qtbot: QtBot) -> None:
    page.button.setFocus()
    with qtbot.waitSignal(page.button.clicked):
        _key(page, " ")


def test_a_key_held_down_is_no_scan(page: _Page) -> None:
    for _ in range(30):
        _key(page, "a")
    QTest.qWait(2 * GAP_MS)
    assert page.scans == []
    assert page.first.text() == "a" * 30
