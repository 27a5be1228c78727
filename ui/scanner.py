"""A scanner that types like a keyboard, between Qt's key events and kiosk.cards.wedge.

Letters are held back until it is clear who typed them (kiosk.cards.wedge.MAX_GAP, which a person does not notice). A
person's letters then go on to the field that has the focus, in order; a scan goes to the page that is shown, and never
into a field: a citizen number must not land in the question that happens to be open.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from kiosk.cards.wedge import MAX_GAP, Heard, WedgeListener

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_NumLock})
_ELSEWHERE = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.InputMethod, QEvent.Type.FocusOut}
)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key press is one printable character, as a scanner types them."""
    text = event.text()
    return len(text) == 1 and text.isprintable() and not event.modifiers() & ~_PLAIN


class ScannerGuard(QObject):
    """Installed on the application by the shell.

    Signals:
        scanned(str): a whole scan, without its Enter.
    """

    scanned = Signal(str)

    def __init__(
        self,
        window: Callable[[], QWindow | None],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._clock = clock
        self._listener = WedgeListener()
        self._held: list[QKeyEvent] = []
        self._passing = False
        self._timer = QTimer(self)
        self._timer.setObjectName("scanner gap")
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(MAX_GAP * 1000) + 5)
        self._timer.timeout.connect(self._gap)

    @property
    def holding(self) -> bool:
        """Whether letters wait until it is clear who typed them."""
        return bool(self._held)

    def forget(self) -> None:
        """Drop what is held: the visit ended."""
        self._timer.stop()
        self._held.clear()
        self._listener.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on their way to the window; True holds or swallows them."""
        if self._passing or watched is not self._window():
            return False
        if event.type() in _ELSEWHERE:
            # The letters belong to the field that has the focus now, not to where this press leads.
            self._flush()
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyPress:
            return self._pressed(event)
        if event.type() is QEvent.Type.KeyRelease and is_letter(event):
            # Its press is held or was passed on together with a release of its own.
            return self._listener.holds or self._wanted(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) in _ENTER or event.key() == Qt.Key.Key_Tab.value:
            return self._ended()
        if Qt.Key(event.key()) in _MODIFIERS:
            # A scanner presses Shift for each capital.
            return False
        if not is_letter(event):
            self._flush()
            return False
        if not self._wanted(event):
            return False
        # What feed() gives out came before this letter, which the listener holds from now on.
        heard = self._listener.feed(event.text(), self._clock())
        self._give_out(heard)
        self._held.append(event.clone())
        self._timer.start()
        return True

    def _wanted(self, event: QKeyEvent) -> bool:
        """A blank presses the focused button, unless it comes in the middle of a scan."""
        if self._listener.holds or event.text() != " ":
            return True
        return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit)

    def _ended(self) -> bool:
        """Enter or Tab: the end of a scan, or a person's own key, which goes on by itself."""
        if not self._listener.holds:
            return False
        heard = self._listener.feed("\r", self._clock())
        self._give_out(heard)
        return heard.scan is not None

    @Slot()
    def _gap(self) -> None:
        self._give_out(self._listener.idle(self._clock()))
        if self._listener.holds:
            self._timer.start()

    def _flush(self) -> None:
        """A person did something else than typing a letter: what is held was typed by a person."""
        held, self._held = self._held, []
        self._timer.stop()
        self._listener.forget()
        self._pass_on(held)

    def _give_out(self, heard: Heard) -> None:
        """A scan goes to the page, a person's letters to the field."""
        if heard.scan is None and not heard.typed:
            return
        held, self._held = self._held, []
        if heard.scan is None:
            self._pass_on(held)
        else:
            self.scanned.emit(heard.scan)

    def _pass_on(self, events: list[QKeyEvent]) -> None:
        window = self._window()
        if window is None or not events:
            return
        self._passing = True
        try:
            for event in events:
                QCoreApplication.sendEvent(window, event)
                up = QKeyEvent(QEvent.Type.KeyRelease, event.key(), event.modifiers(), event.text())
                QCoreApplication.sendEvent(window, up)
        finally:
            self._passing = False
