"""Texts of a screen: heading, body, hint, inline error. Plain text only.

What a form or a person wrote never becomes markup.
"""

import unicodedata

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.theme import look, pixmap
from ui.widgets import wrapped


class Text(QLabel):
    """A label that wraps, with the theme's line spacing and line length. The theme styles it by the property role."""

    role = "body"
    spacing = 1.5

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Until text, font or look changes: a layout asks for the height at the same few widths hundreds of times.
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", self.role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show text, in NFC."""
        self._heights.clear()
        super().setText(unicodedata.normalize("NFC", text))
        self.setAccessibleName(self.text())

    def set_tight(self, *, tight: bool) -> None:
        """Write it no larger than the names of buttons, for as long as keys leave hardly room on a tablet."""
        self.setProperty("tight", "true" if tight else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self._measure_again()

    def _measure_again(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        height = self._heights.get(width)
        if height is None:
            text = self.text()
            height = -int(-wrapped.wrap(text, self.font(), width, self.spacing).height // 1) if text else 0
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        limit = look().column_px
        width = min(limit, -int(-wrapped.natural_width(self.text(), self.font()) // 1))
        return QSize(width, self.heightForWidth(max(width, 1)))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        word = -int(-wrapped.longest_word(self.text(), self.font()) // 1)
        return QSize(min(word, look().column_px // 2), 0 if not self.text() else self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.text():
            return
        # The start of the line is that of the interface, whatever direction the text itself runs in.
        align = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            align = Qt.AlignmentFlag.AlignHCenter
        height = self.heightForWidth(self.width())
        top = (self.height() - height) / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0.0
        with QPainter(self) as painter:
            wrapped.draw(
                painter,
                QRectF(0.0, max(0.0, top), self.width(), self.height()),
                self.text(),
                self.font(),
                self.palette().color(self.foregroundRole()),
                align=align,
                spacing=self.spacing,
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure_again()


class Heading(Text):
    """The one heading of a screen: the question, or what the screen is for. It takes the focus when a screen opens."""

    role = "heading"
    spacing = 1.4

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class Subheading(Text):
    """The heading of a part of a screen."""

    role = "subheading"


class Body(Text):
    """Ordinary text."""


class Hint(Text):
    """An example or a short help under a question."""

    role = "hint"


class IconText(QWidget):
    """An icon before a text, both needed: colour alone never tells a state."""

    text_class: type[Text] = Body

    def __init__(
        self, icon: str = "info", text: str = "", parent: QWidget | None = None, *, colour: str = "text"
    ) -> None:
        super().__init__(parent)
        self._icon, self._colour = icon, colour
        self._mark = QLabel(self)
        self._mark.setAccessibleName("")
        self._text = self.text_class("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.set(icon, text)

    def set(self, icon: str, text: str, colour: str | None = None) -> None:
        """Show another icon and text."""
        self._icon, self._colour = icon, colour or self._colour
        self._text.setText(text)
        self._restyle()

    def text(self) -> str:
        """The text shown."""
        return self._text.text()

    def set_tight(self, *, tight: bool) -> None:
        """As Text.set_tight()."""
        self._text.set_tight(tight=tight)
        self._restyle()

    def _restyle(self) -> None:
        self._text.ensurePolished()
        size = round(self._text.font().pixelSize() * 1.3)
        drawn = pixmap(self._icon, self._colour, size, self.devicePixelRatioF(), mirrored=self.isRightToLeft())
        self._mark.setPixmap(drawn)
        self._mark.setFixedSize(size, round(size * 1.12))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(look().mm(2.5))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()


class _ErrorText(Text):
    role = "error"


class InlineError(IconText):
    """What to correct, directly above its field. Also exposed as the accessible description of the field (U14)."""

    text_class = _ErrorText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("circle-alert", "", parent, colour="error")
        self._field: QWidget | None = None
        self._described = ""
        self.hide()

    def attach(self, field: QWidget) -> None:
        """Name the field that the error is about."""
        self._field = field

    def field(self) -> QWidget | None:
        """The field that the error is about."""
        return self._field

    def show_error(self, text: str) -> None:
        """Show a sentence; "" hides it."""
        self.set("circle-alert", text)
        self.setVisible(bool(text))
        if self._field is not None:
            self._field.setAccessibleDescription(self.text())
