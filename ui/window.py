"""The one window of the kiosk: full screen, without a frame, a stack of pages and no dialogs.

It cannot be closed except by the staff area; keys that lead out of an application are swallowed.
"""

import logging

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLayout, QStackedLayout, QWidget

_LOG = logging.getLogger(__name__)

_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_META = Qt.KeyboardModifier.MetaModifier
_WAYS_OUT = frozenset(
    {
        (_ALT, Qt.Key.Key_F4),
        (_ALT, Qt.Key.Key_Tab),
        (_ALT, Qt.Key.Key_Space),
        (_CONTROL, Qt.Key.Key_Q),
        (_CONTROL, Qt.Key.Key_W),
        (_CONTROL, Qt.Key.Key_P),
        (_CONTROL, Qt.Key.Key_N),
        (_CONTROL, Qt.Key.Key_O),
        (_CONTROL, Qt.Key.Key_S),
        (_CONTROL | _ALT, Qt.Key.Key_Delete),
        (_CONTROL | _ALT, Qt.Key.Key_T),
        (_CONTROL, Qt.Key.Key_Escape),
        (_ALT, Qt.Key.Key_Escape),
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_NEVER = frozenset(
    {
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.ContextMenu,
        QEvent.Type.NativeGesture,
        QEvent.Type.WhatsThisClicked,
    }
)
_LONE = frozenset(
    {
        Qt.Key.Key_Menu,
        Qt.Key.Key_Print,
        Qt.Key.Key_SysReq,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Help,
        Qt.Key.Key_HomePage,
        Qt.Key.Key_LaunchMail,
        Qt.Key.Key_Search,
        Qt.Key.Key_PowerOff,
        Qt.Key.Key_Sleep,
    }
)
_FUNCTION_KEYS = frozenset(Qt.Key(value) for value in range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1))


def leads_out(event: QKeyEvent) -> bool:
    """Whether a key is one that leaves, closes or disturbs a full-screen application."""
    modifiers = event.modifiers() & (_ALT | _CONTROL | _META)
    key = Qt.Key(event.key())
    return key in _FUNCTION_KEYS or key in _LONE or bool(modifiers & _META) or (modifiers, key) in _WAYS_OUT


class KioskWindow(QWidget):
    """Shows one page at a time.

    Signals:
        painted(): the first page has been drawn; what can wait starts now.
    """

    painted = Signal()

    def __init__(self, *, windowed: bool = False) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self._windowed = windowed
        self._may_close = False
        self._painted = False
        self._page: QWidget | None = None
        self._cover: QWidget | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        # The display decides the window's size, never a page.
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if not windowed:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def take_size(self) -> None:
        """Take the size that the window will have, so that its first page is laid out once."""
        if self._windowed:
            self.resize(1280, 800)
            return
        # Full screen is a wish to the window manager, and a bare X server has none: so the size is set as well, and
        # again when the display changes its own.
        screen = self.screen()
        self.setGeometry(screen.geometry())
        screen.geometryChanged.connect(self.setGeometry)

    def present(self) -> None:
        """Put the window on the screen."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.take_size()
        if self._windowed:
            self.show()
        else:
            self.showFullScreen()

    @property
    def page(self) -> QWidget | None:
        """The page that can be seen; the cover when there is one."""
        return self._stack.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show page and throw the earlier one away, emptied. Under a cover it waits: nobody may read it meanwhile."""
        old, self._page = self._page, page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._cover or page)
        if old is not None and old is not page:
            self.discard(old)

    def cover(self, cover: QWidget) -> None:
        """Show cover over the page, which stays as it is; uncover() brings it back. A second cover takes its place."""
        old, self._cover = self._cover, cover
        self._stack.addWidget(cover)
        self._stack.setCurrentWidget(cover)
        if old is not None:
            self.discard(old)

    def uncover(self) -> None:
        """Take the cover away again; without one nothing happens."""
        cover, self._cover = self._cover, None
        if cover is None:
            return
        if self._page is not None:
            self._stack.setCurrentWidget(self._page)
        self.discard(cover)

    def discard(self, page: QWidget) -> None:
        """Empty a page and let it go."""
        from ui.wipe import wipe_widget

        self._stack.removeWidget(page)
        page.hide()
        wipe_widget(page)
        # The page keeps its parent until Qt deletes it: without one it would belong to Python, whose garbage collector
        # deletes at any moment and in any order.
        page.deleteLater()

    def allow_close(self) -> None:
        """The next close() is meant."""
        self._may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refused unless the staff area asked for it."""
        if self._may_close:
            event.accept()
        else:
            _LOG.info("a request to close the window was ignored")
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Made small, or another window came in front: back, as soon as the event is over."""
        super().changeEvent(event)
        if self._windowed or self._may_close or not self._painted:
            return
        left = event.type() is QEvent.Type.WindowStateChange and not self._fills_the_screen()
        if left or (event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow()):
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self._may_close or not self.isVisible():
            return
        if not self._fills_the_screen():
            _LOG.info("the window was made smaller; it is full screen again")
            self.showFullScreen()
        if not self.isActiveWindow():
            self.raise_()
            self.activateWindow()

    def _fills_the_screen(self) -> bool:
        # A window manager that makes it an icon leaves the wish for the full screen as it was.
        return self.isFullScreen() and not self.isMinimized()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own, and the first one is told."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)


class KeyGuard(QObject):
    """An event filter of the window: swallows the keys that lead out, drops, menus, and gestures of the desktop."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """True swallows the event."""
        if event.type() in _NEVER:
            # A drop is refused, or its source waits for an answer.
            event.ignore()
            return True
        return isinstance(event, QKeyEvent) and event.type() in _KEYS and leads_out(event)
