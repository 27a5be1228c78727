"""No way out, and nothing left in widgets that were shown."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.window import KeyGuard, KioskWindow, leads_out
from ui.wipe import wipe_clipboard, wipe_widget

SECRET = "Nguyễn Thị Hoa 001190012345"
_NONE = Qt.KeyboardModifier.NoModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_META = Qt.KeyboardModifier.MetaModifier


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F4, _ALT),
        (Qt.Key.Key_F1, _NONE),
        (Qt.Key.Key_F11, _NONE),
        (Qt.Key.Key_Q, _CONTROL),
        (Qt.Key.Key_W, _CONTROL),
        (Qt.Key.Key_Tab, _ALT),
        (Qt.Key.Key_D, _META),
        (Qt.Key.Key_Delete, _CONTROL | _ALT),
        (Qt.Key.Key_Menu, _NONE),
        (Qt.Key.Key_Print, _NONE),
        (Qt.Key.Key_Super_L, _NONE),
        (Qt.Key.Key_O, _CONTROL),
    ],
)
def test_keys_that_lead_out_are_swallowed(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert leads_out(QKeyEvent(QEvent.Type.KeyPress, key.value, modifiers))


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_A, _NONE),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Tab, _NONE),
        (Qt.Key.Key_Return, _NONE),
        (Qt.Key.Key_V, _CONTROL),
    ],
)
def test_keys_for_filling_in_are_not(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert not leads_out(QKeyEvent(QEvent.Type.KeyPress, key.value, modifiers))


@pytest.fixture
def window(qtbot: QtBot):
    made = KioskWindow()
    made.present()
    qtbot.waitExposed(made)
    yield made
    made.allow_close()
    made.close()


def test_a_request_to_close_is_ignored_until_the_staff_allows_it(window: KioskWindow) -> None:
    assert not window.close()
    assert window.isVisible()
    window.allow_close()
    assert window.close()


def _page(text: str) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    field = QLineEdit(page)
    field.insert(text)
    words = QPlainTextEdit(page)
    words.insertPlainText(text)
    label, button = QLabel(text, page), QPushButton(text, page)
    for widget in (field, words, label, button):
        widget.setAccessibleDescription(text)
        rows.addWidget(widget)
    return page


def _texts(page: QWidget) -> str:
    found = []
    for widget in page.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLineEdit):
            widget.undo()
            found.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            widget.undo()
            found.append(widget.toPlainText())
        if isinstance(widget, QLabel | QPushButton):
            found.append(widget.text())
    return " ".join(found)


def test_a_wiped_page_holds_nothing_not_even_to_undo(qtbot: QtBot) -> None:
    page = _page(SECRET)
    qtbot.addWidget(page)
    assert "Hoa" in _texts(page)
    wipe_widget(page)
    assert "Hoa" not in _texts(page)


def test_a_page_that_was_replaced_is_emptied_and_gone(qtbot: QtBot, window: KioskWindow) -> None:
    old = _page(SECRET)
    destroyed: list[bool] = []
    old.destroyed.connect(lambda: destroyed.append(True))
    window.show_page(old)
    window.show_page(_page(""))
    assert "Hoa" not in _texts(old)
    del old
    gc.collect()
    qtbot.waitUntil(lambda: destroyed == [True])


def test_a_cover_leaves_the_page_beneath_as_it_is(window: KioskWindow) -> None:
    page, cover = _page("typed so far"), QLabel("still there?")
    window.show_page(page)
    window.cover(cover)
    assert window.page is cover
    window.uncover()
    assert window.page is page
    assert "typed so far" in _texts(page)


def test_a_page_that_comes_under_a_cover_is_not_seen_before_the_cover_goes(window: KioskWindow) -> None:
    window.show_page(_page("first"))
    cover = QLabel("still there?")
    window.cover(cover)
    second = _page(SECRET)
    window.show_page(second)
    assert window.page is cover
    window.uncover()
    assert window.page is second
    window.uncover()
    assert window.page is second


def test_the_clipboard_is_emptied(qapp) -> None:
    QGuiApplication.clipboard().setText(SECRET)
    wipe_clipboard()
    assert QGuiApplication.clipboard().text() == ""


def test_the_first_paint_is_told(qtbot: QtBot) -> None:
    window = KioskWindow()
    with qtbot.waitSignal(window.painted):
        window.present()
    window.allow_close()
    window.close()


def _guarded(window: KioskWindow) -> KeyGuard:
    handle = window.windowHandle()
    assert handle is not None
    guard = KeyGuard(window)
    handle.installEventFilter(guard)
    return guard


def test_nothing_is_dropped_into_the_kiosk(qtbot: QtBot, window: KioskWindow) -> None:
    """A file manager or a browser of the desktop beneath must not hand anything over."""
    field = QLineEdit(window)
    field.show()
    _guarded(window)
    mime = QMimeData()
    mime.setText(SECRET)
    handle = window.windowHandle()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(
            QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QCoreApplication.sendEvent(handle, event)
        assert not event.isAccepted()
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QCoreApplication.sendEvent(handle, drop)
    assert not drop.isAccepted()
    assert field.text() == ""


def test_no_key_of_the_way_out_reaches_a_page(qtbot: QtBot, window: KioskWindow) -> None:
    seen: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
            seen.append(event.key())

    page = Page()
    window.show_page(page)
    page.setFocus()
    _guarded(window)
    handle = window.windowHandle()
    for key, modifiers in ((Qt.Key.Key_F4, _ALT), (Qt.Key.Key_Menu, _NONE), (Qt.Key.Key_Print, _NONE)):
        QTest.keyClick(handle, key, modifiers)
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert [key for key in seen if key != Qt.Key.Key_Alt] == [Qt.Key.Key_A]


def test_a_window_that_was_made_small_comes_back(qtbot: QtBot, window: KioskWindow) -> None:
    qtbot.waitUntil(lambda: window._painted, timeout=60_000)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    qtbot.waitUntil(window.isFullScreen, timeout=60_000)
    # As a window manager does it (seen with openbox): an icon that still wishes to fill the screen.
    window.setWindowState(Qt.WindowState.WindowMinimized | Qt.WindowState.WindowFullScreen)
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=60_000)
    assert window.isFullScreen()
    window.showNormal()
    qtbot.waitUntil(window.isFullScreen, timeout=60_000)


def test_a_window_that_may_close_is_left_alone(qtbot: QtBot, window: KioskWindow) -> None:
    qtbot.waitUntil(lambda: window._painted, timeout=60_000)
    window.allow_close()
    window.showNormal()
    qtbot.wait(50)
    assert not window.isFullScreen()
