"""A pad of digits for a PIN, so that nobody needs a keyboard for it. The digits are shown as dots."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.guard import TapGuard

_STRIKE_S = 0.15
_DOT_MM = 6.0


class _Key(Button):
    """A digit. Two of the same in a row are meant, so only a bounce of the finger is refused."""

    def _make_guard(self) -> TapGuard:
        return TapGuard(within=_STRIKE_S)


class _Delete(IconButton):
    def _make_guard(self) -> TapGuard:
        return TapGuard(within=_STRIKE_S)


class _Dots(QWidget):
    """A filled dot for each digit given, a ring for each that may follow. Drawn: fonts lack these signs."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._filled = 0

    def set_filled(self, filled: int) -> None:
        """How many digits there are."""
        self._filled = filled
        self.update()

    def sizeHint(self) -> QSize:
        side = look().mm(_DOT_MM)
        return QSize(side * (2 * self._most - 1), side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = look()
        side, line = now.mm(_DOT_MM), now.mm(0.8)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(now.colour("text"), line))
            for index in range(self._most):
                painter.setBrush(now.colour("text") if index < self._filled else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QRectF(line / 2 + 2 * index * side, line / 2, side - line, side - line))


class PinPad(QWidget):
    """Takes at most `most` digits. A hardware keyboard works too.

    Signals:
        changed(int): how many digits there are now.
        entered(): Enter was pressed on the keyboard.
    """

    changed = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None, *, most: int = 6) -> None:
        super().__init__(parent)
        self.most = most
        self._digits = ""
        # Digits run from left to right in every script, and so does the pad of every telephone.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dots = _Dots(most, self)
        self.keys = {digit: _Key(digit, "", self) for digit in "1234567890"}
        self.delete_key = _Delete("delete", self.tr("Delete the last digit"), self)
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.dots)
        self._column.addLayout(self._grid)
        for digit, key in self.keys.items():
            key.setProperty("digit", digit)
            key.clicked.connect(self._pressed)
        self.delete_key.clicked.connect(self.delete)
        self._place_keys()
        self._restyle()
        self._show()

    def pin(self) -> str:
        """The digits."""
        return self._digits

    def clear(self) -> None:
        """Forget the digits."""
        self._digits = ""
        self._show()
        self.changed.emit(0)

    @Slot()
    def delete(self) -> None:
        """Take back the last digit."""
        self._digits = self._digits[:-1]
        self._show()
        self.changed.emit(len(self._digits))

    @Slot()
    def _pressed(self) -> None:
        key = self.sender()
        if isinstance(key, _Key):
            self._add(str(key.property("digit")))

    def _add(self, digit: str) -> None:
        if len(self._digits) < self.most:
            self._digits += digit
            self._show()
            self.changed.emit(len(self._digits))

    def _show(self) -> None:
        self.dots.set_filled(len(self._digits))
        self.dots.setAccessibleName(self.tr("{count} digits entered").format(count=len(self._digits)))
        self.setAccessibleName(self.dots.accessibleName())

    def _place_keys(self) -> None:
        if look().profile.compact:
            places = {digit: divmod(index, 5) for index, digit in enumerate("1234567890")}
            delete = (1, 5)
        else:
            places = {digit: divmod(index, 3) for index, digit in enumerate("123456789")} | {"0": (3, 1)}
            delete = (3, 2)
        for digit, (row, column) in places.items():
            self._grid.addWidget(self.keys[digit], row, column)
        self._grid.addWidget(self.delete_key, *delete)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isascii() and text.isdigit():
            # A finger that rests on a key means one digit.
            if not event.isAutoRepeat():
                self._add(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self.delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        now = look()
        self._grid.setSpacing(now.px("gap_close"))
        self._column.setSpacing(now.px("gap"))
        for key in (*self.keys.values(), self.delete_key):
            width = round(now.px("control") * 1.4)
            high = max(now.px("control"), round(now.font_px("button") * 2), self.keys["0"].heightForWidth(width))
            key.setFixedSize(width, high)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
