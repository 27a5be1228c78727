"""Hands and eyes at the window: presses what can be seen, types, scans, reads, takes pictures.

Everything goes in as window-system events at the window itself (not to a widget), so that filters, focus and hit-tests
take part as with a person. A button is found by the words on it. What is below the edge is brought into sight with the
wheel first.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from kiosk.cards.wedge import MAX_GAP, MIN_SCAN
from ui.app import KioskApp
from ui.keyboard.keyboard import Keyboard
from ui.keyboard.layouts import Act
from ui.tour.stages import StageFailed
from ui.widgets import Button, InlineError, Screen

PATIENCE_S = 20.0
_BURST = MIN_SCAN - 3
_W = TypeVar("_W", bound=QWidget)


class Robot:
    """One visitor at one kiosk."""

    def __init__(self, app: KioskApp, pictures: Path) -> None:
        self.app = app
        self._pictures = pictures
        self._taken = 0

    # Eyes

    @property
    def screen(self) -> Screen:
        """The page that can be seen."""
        page = self.app.window.page
        if not isinstance(page, Screen):
            raise StageFailed("there is no page")
        return page

    @property
    def complaint(self) -> str:
        """What the page says beside a code, a PIN or a card that it does not take; "" when nothing."""
        for each in self._shown(InlineError):
            if each.text():
                return each.text()
        return ""

    def texts(self) -> list[str]:
        """Every text that is shown on the page, whether scrolled into sight or not."""
        found = []
        for widget in self.screen.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, Button):
                found.append(widget.label())
            elif isinstance(widget, QLabel | QLineEdit):
                found.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
        return [text for text in found if text]

    def sees(self, text: str) -> bool:
        """Whether a text is part of something shown."""
        return any(text in each for each in self.texts())

    def wait(self, until: Callable[[], object], what: str, patience: float = PATIENCE_S) -> None:
        """Let the application run until a condition holds. Raises StageFailed when it never does."""
        deadline = time.monotonic() + patience
        while not until():
            if time.monotonic() > deadline:
                at = self.app.flow.current.name if self.app.flow.current else "nowhere"
                raise StageFailed(f"{what} (at “{at}”: {self.screen.heading.text()[:60]!r})")
            QTest.qWait(10)

    def wait_for(self, step: str, patience: float = PATIENCE_S) -> None:
        """Until a step is on display, settled and with nothing under way."""

        def there() -> bool:
            current = self.app.flow.current
            return current is not None and current.name == step and not current.busy and current.screen is self.screen

        self.wait(there, f"the page “{step}” did not come", patience)

    def picture(self, name: str) -> Path:
        """A picture of the window, numbered in the order taken."""
        QTest.qWait(30)
        self._taken += 1
        path = self._pictures / f"{self._taken:02d}-{name}.png"
        if not self.app.window.grab().save(str(path)):
            raise StageFailed(f"{path} cannot be written")
        return path

    # Hands

    def press(self, text: str, patience: float = 5.0) -> None:
        """Press the button that says text (or begins with it)."""
        found: list[QAbstractButton] = []

        def there() -> bool:
            found[:] = [each for each in self._shown(QAbstractButton) if _words(each) == text] or [
                each for each in self._shown(QAbstractButton) if _words(each).startswith(text)
            ]
            return bool(found)

        self.wait(there, f"no button says {text!r}", patience)
        self.press_widget(found[0])

    def press_widget(self, widget: QWidget) -> None:
        """Bring a widget into sight and press its middle."""
        if isinstance(widget, Button):
            self.wait(widget.guard.open, "the button never took a press")
        self._put_keys_away(widget)
        self._bring(widget)
        QTest.mouseClick(
            self._window(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._middle(widget)
        )
        QTest.qWait(15)

    def type_into(self, field: QWidget, text: str) -> None:
        """Press a field, empty it, and type."""
        self.press_widget(field)
        if not field.hasFocus():
            raise StageFailed(f"the field {field.accessibleName()!r} does not take the focus")
        QTest.keyClick(self._window(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self._window(), Qt.Key.Key_Delete)
        self.write(text)

    def write(self, text: str) -> None:
        """Type as a person does, with pauses, so that it is not taken for a scanner."""
        for index, letter in enumerate(text, 1):
            self._letter(letter)
            if index % _BURST == 0 or index == len(text):
                QTest.qWait(round(MAX_GAP * 1000) + 12)
                self.wait(self._all_typed, "the letters never reached the field")

    def scan(self, text: str) -> None:
        """Type as a scanner does: without pauses, with Enter at the end."""
        for letter in text:
            self._letter(letter)
        QTest.keyClick(self._window(), Qt.Key.Key_Return)
        QTest.qWait(15)

    def continue_(self) -> None:
        """Press the page's main button."""
        # The guard first: the page may be made anew meanwhile.
        self.wait(self.screen.continue_button.guard.open, "the button never took a press")
        self.press_widget(self.screen.continue_button)

    def sign_on_paper(self) -> None:
        """On the last page: choose to sign the print by hand, where it asks for a signature."""
        words = QCoreApplication.translate("DeclareScreen", "By hand, on the printed declaration")
        if self.sees(words):
            self.press(words)
            self.wait(self._signed, "the way of signing is not taken")

    def _signed(self) -> bool:
        step = self.app.flow.current
        draft = self.app.visit.draft
        return draft is not None and step is not None and not step.busy and getattr(step, "signed", None) is not None

    # Inside

    def _shown(self, kind: type[_W]) -> Iterator[_W]:
        return (each for each in self.screen.findChildren(kind) if each.isVisible())

    def _window(self) -> QWindow:
        window = self.app.window.windowHandle()
        if window is None:
            raise StageFailed("the window is not on the screen")
        return window

    def _middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.app.window, widget.rect().center())

    def _all_typed(self) -> bool:
        return self.app.around is None or not self.app.around.letters_held

    def _put_keys_away(self, widget: QWidget) -> None:
        """Hide the keyboard on the screen when it lies over what is to be pressed, as a person does."""
        for keyboard in self.app.window.findChildren(Keyboard):
            under = QRect(widget.mapTo(self.app.window, QPoint(0, 0)), widget.size())
            if keyboard.isVisible() and not keyboard.isAncestorOf(widget) and keyboard.geometry().intersects(under):
                self.press_widget(keyboard.key(Act.HIDE))
                QTest.qWait(15)

    def _bring(self, widget: QWidget) -> None:
        area = _area_of(widget)
        if area is None:
            return
        viewport = area.viewport()
        wheel_at = viewport.mapTo(self.app.window, viewport.rect().center())
        for _ in range(200):
            top = viewport.mapTo(self.app.window, QPoint(0, 0)).y()
            at = self._middle(widget).y()
            half = min(widget.height() // 2, viewport.height() // 2 - 1)
            if top + half <= at <= top + viewport.height() - half:
                return
            before = area.verticalScrollBar().value()
            QTest.wheelEvent(self._window(), wheel_at, QPoint(0, -120 if at > top + half else 120))
            QTest.qWait(2)
            if area.verticalScrollBar().value() == before:
                return
        raise StageFailed(f"{_words(widget)!r} cannot be scrolled into sight")

    def _letter(self, letter: str) -> None:
        code = ord(letter.upper()) if letter.isascii() else Qt.Key.Key_unknown.value
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(self._window(), event)


def _words(widget: QWidget) -> str:
    return widget.label() if isinstance(widget, Button) and widget.label() else widget.accessibleName()


def _area_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None
