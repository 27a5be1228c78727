"""A window with pages of a form and the keyboard of the application, without a store, and fingers for them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import Options
from ui.keyboard.keyboard import Keyboard
from ui.keyboard.keys import KeyButton
from ui.keyboard.typing import TYPING
from ui.keyboard.wiring import ScreenKeyboard
from ui.widgets import Screen
from ui.window import KioskWindow


class Stage(QObject):
    """As much of the application as the keyboard listens to."""

    opened = Signal()
    screen_shown = Signal(object)
    visit_ended = Signal()

    def __init__(self, application: QApplication, home: Path, size: tuple[int, int]) -> None:
        super().__init__()
        self.application = application
        self.options = Options(home)
        self.window = KioskWindow(windowed=True)
        self.window.resize(*size)
        self.window.show()
        self.wiring = ScreenKeyboard(cast("Any", self))

    def show(self, page: Screen) -> Screen:
        """Put a page on the display."""
        self.window.show_page(page)
        self.application.processEvents()
        self.screen_shown.emit(page)
        self.application.processEvents()
        return page

    def close(self) -> None:
        """Everything as before."""
        self.application.focusChanged.disconnect(self.wiring._focus_changed)
        TYPING.pressed = TYPING.keyed = None
        TYPING.configure(None)
        page = self.window.page
        if page is not None:
            self.window.discard(page)
        self.window.allow_close()
        self.window.close()
        self.window.deleteLater()
        self.deleteLater()

    @property
    def keyboard(self) -> Keyboard:
        """The keyboard, once it was shown."""
        assert self.wiring.keyboard is not None
        return self.wiring.keyboard

    # Fingers

    def press(self, widget: QWidget) -> None:
        """A press of the mouse, or of a display that says it is one, on the middle of a widget."""
        QTest.mouseClick(self._handle(), Qt.MouseButton.LeftButton, pos=self.middle(widget))
        self.application.processEvents()

    def strike(self, keys: Sequence[str]) -> None:
        """Press keys of the keyboard one by one; a name of an act is one too."""
        for key in keys:
            button = self.keyboard.key(key)
            button.guard.reset()
            self.press(button)

    def tap(self, device: QPointingDevice, widget: QWidget) -> None:
        """A finger on the middle of a widget, and up again."""
        at = self.middle(widget)
        QTest.touchEvent(self._handle(), device).press(1, at).commit()
        QTest.touchEvent(self._handle(), device).release(1, at).commit()
        self.application.processEvents()

    def middle(self, widget: QWidget) -> QPoint:
        """Where a widget is in the window."""
        return widget.mapTo(self.window, widget.rect().center())

    def _handle(self) -> Any:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle

    def seen_keys(self) -> list[KeyButton]:
        """The keys on the screen."""
        return [key for key in self.keyboard.keys if key.isVisible()]
