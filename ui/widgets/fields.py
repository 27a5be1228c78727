"""Fields to type into: text, digits, several lines. Bounded, in NFC, without menus, dragging or middle-button paste."""

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QClipboard,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.keyboard.entry import Entry
from ui.keyboard.typing import TYPING, Kind

Finds = Callable[[], Sequence[tuple[str, Callable[[], None]]]]

PAUSE_MS = 400
"""How long after the last key an answer counts as given; well under the second in which it has to be saved."""

LINE_LIMIT = 200
TEXT_LIMIT = 2000

_KEPT_FORMATS = frozenset("\u200b\u200c\u200d")
"""Format characters that scripts need (Khmer word breaks, joiners); all other control characters are dropped."""


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, without control characters; line ends become spaces unless lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n"))
    if not lines:
        text = text.replace("\n", " ")
    text = text.replace("\t", " ").replace("\u00a0", " ")
    return "".join(
        c for c in text if c == "\n" or c in _KEPT_FORMATS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
    )


def set_wrong(field: QWidget, wrong: bool) -> None:
    """Paint a field as one to correct, or not."""
    state = "true" if wrong else "false"
    if field.property("wrong") != state:
        field.setProperty("wrong", state)
        field.style().unpolish(field)
        field.style().polish(field)


def _units(text: str) -> int:
    """How long Qt thinks a text is: it counts UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first_units(text: str, count: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * count].decode("utf-16-le", "ignore")


def _tell_pressed(field: QWidget, *, had_focus: bool) -> None:
    if TYPING.pressed is not None and field.isEnabled():
        TYPING.pressed(field, had_focus)


class TextField(QLineEdit):
    """One line of text.

    Attributes:
        kind: what it takes, for the keyboard on the screen.
        entry: composes what is typed.
        finds: what a search finds for its words, as label and what chooses it; shown above the keys. None: no search.

    Signals:
        paused(): the text changed and then rested, or the field was left.
        too_long(int): what was typed or pasted would pass the limit; nothing of it was taken.
        edited(): the text changed by the resident's hand.
    """

    paused = Signal()
    too_long = Signal(int)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, limit: int = LINE_LIMIT) -> None:
        super().__init__(parent)
        self.limit = limit
        self.kind = Kind.TEXT
        self.finds: Finds | None = None
        self.entry = Entry(self)
        self._had_focus = False
        self.setMaxLength(limit)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.paused)
        self.textEdited.connect(self._typed)
        self.inputRejected.connect(self._refuse)
        self.editingFinished.connect(self.settle)

    def value(self) -> str:
        """The text in NFC, without spaces at the ends."""
        return clean(self.text()).strip()

    def set_value(self, text: str) -> None:
        """Show text; also forgets what could be undone."""
        self._rest.stop()
        self.entry.forget()
        self.setText(clean(text)[: self.limit])
        self.setCursorPosition(len(self.text()))

    def before_cursor(self) -> str:
        """The text before the cursor; "" while something is selected."""
        return "" if self.hasSelectedText() else _first_units(self.text(), self.cursorPosition())

    def replace_before(self, count: int, text: str) -> None:
        """Put text in the place of the last count characters before the cursor, as if it had been typed."""
        before = self.before_cursor()
        gone = _units(before[len(before) - count :])
        if _units(self.text()) - gone + _units(text) > self.limit:
            self._refuse()
            return
        if gone:
            self.setSelection(self.cursorPosition() - gone, gone)
        self.insert(text)

    @Slot()
    def settle(self) -> None:
        """Report a change that has not been reported yet."""
        if self._rest.isActive():
            self._rest.stop()
            self.paused.emit()

    def insert_pasted(self, text: str) -> None:
        """Take text from the clipboard, all of it or nothing."""
        room = self.limit - len(self.text()) + len(self.selectedText())
        if len(text) > 4 * self.limit or len(pasted := clean(text)) > room:
            self._refuse()
            return
        self.entry.forget()
        self.insert(pasted)
        self._typed()

    @Slot()
    def _typed(self) -> None:
        self._rest.start()
        self.edited.emit()

    @Slot()
    def _refuse(self) -> None:
        self.too_long.emit(self.limit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.insert_pasted(QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard))
            return
        if not self.entry.take(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if len(event.commitString()) > self.limit:
            self._refuse()
            return
        self.entry.forget()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._had_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # The middle button pastes the X11 selection, which nobody here means to.
        if event.button() == Qt.MouseButton.MiddleButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)
        self.entry.forget()
        if self.rect().contains(event.position().toPoint()):
            _tell_pressed(self, had_focus=self._had_focus)
        self._had_focus = True

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)


class DigitsField(TextField):
    """Numbers such as a citizen number or a phone. Anything may be typed, so that a slip can be explained."""

    def __init__(self, parent: QWidget | None = None, *, limit: int = 40) -> None:
        super().__init__(parent, limit=limit)
        self.kind = Kind.DIGITS
        self.setProperty("digits", "true")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> str:
        """The text without the spaces, dots and hyphens people write between groups of digits."""
        text = super().value()
        bare = "".join(c for c in text if c not in " .-")
        return bare if bare.isascii() and bare.isdigit() else text

    def is_digits(self) -> bool:
        """Whether value() is digits only; an empty field is."""
        value = self.value()
        return not value or (value.isascii() and value.isdigit())


class TextArea(QPlainTextEdit):
    """Several lines of text. The same signals as TextField."""

    paused = Signal()
    too_long = Signal(int)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, limit: int = TEXT_LIMIT) -> None:
        super().__init__(parent)
        self.limit = limit
        self.kind = Kind.TEXT
        self.finds: Finds | None = None
        self.entry = Entry(self)
        self._had_focus = False
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self._quiet = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.paused)
        self.textChanged.connect(self._typed)

    def value(self) -> str:
        """The text in NFC, without spaces at the ends."""
        return clean(self.toPlainText(), lines=True).strip()

    def set_value(self, text: str) -> None:
        """Show text; also forgets what could be undone."""
        self._quiet = True
        self.entry.forget()
        self.setPlainText(clean(text, lines=True)[: self.limit])
        self._quiet = False
        self._rest.stop()

    def before_cursor(self) -> str:
        """The text of the line before the cursor; "" while something is selected."""
        cursor = self.textCursor()
        return "" if cursor.hasSelection() else _first_units(cursor.block().text(), cursor.positionInBlock())

    def replace_before(self, count: int, text: str) -> None:
        """Put text in the place of the last count characters before the cursor, as if it had been typed."""
        before = self.before_cursor()
        gone = before[len(before) - count :]
        if len(self.toPlainText()) - len(gone) + len(text) > self.limit:
            self.too_long.emit(self.limit)
            return
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.PreviousCharacter, cursor.MoveMode.KeepAnchor, len(gone))
        cursor.insertText(text)
        self.setTextCursor(cursor)

    @Slot()
    def settle(self) -> None:
        """Report a change that has not been reported yet."""
        if self._rest.isActive():
            self._rest.stop()
            self.paused.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        room = self.limit - len(self.toPlainText()) + len(self.textCursor().selectedText())
        if len(text) > 4 * self.limit or len(pasted := clean(text, lines=True)) > room:
            self.too_long.emit(self.limit)
            return
        self.entry.forget()
        self.insertPlainText(pasted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        full = len(self.toPlainText()) >= self.limit and not self.textCursor().hasSelection()
        if full and event.text() and event.text().isprintable():
            self.too_long.emit(self.limit)
            return
        if not self.entry.take(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._had_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.entry.forget()
        if self.viewport().rect().contains(event.position().toPoint()):
            _tell_pressed(self, had_focus=self._had_focus)
        self._had_focus = True

    @Slot()
    def _typed(self) -> None:
        if not self._quiet:
            self._rest.start()
            self.edited.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)
