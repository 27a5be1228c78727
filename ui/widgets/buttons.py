"""Buttons. They act when the finger lifts on them, refuse the second of two quick taps, wrap their text, and are big.

role (a dynamic property) says what the theme paints: primary, secondary, destructive, choice, chrome, link.
"""

import unicodedata

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from ui.theme import Look, known_icon, look, pixmap
from ui.widgets import wrapped
from ui.widgets.guard import MOVING_ON, TapGuard

_PRESS_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
_SPACING = 1.3


class Button(QPushButton):
    """The base: text that wraps, an optional icon before it, a size in millimetres.

    clicked is the signal. Enter presses the focused button as Space does. Taps do not take the focus from the field
    being filled in; the Tab key reaches the button.
    """

    role = "secondary"
    colour_role = "on_secondary"
    tall = "control"
    wide = "floor"
    centred = True

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.guard = self._make_guard()
        # Until text, icon, font or look changes: a layout asks for the height at the same few widths hundreds of times.
        self._heights: dict[int, int] = {}
        self._icon, self._icon_after = known_icon(icon), False
        self.setProperty("role", self.role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)
        self.clicked.connect(self._note)

    def _make_guard(self) -> TapGuard:
        return TapGuard()

    def setText(self, text: str) -> None:
        """Show text, in NFC, literally: & marks no shortcut."""
        self._label = unicodedata.normalize("NFC", text)
        super().setText(self._label.replace("&", "&&"))
        self.setAccessibleName(self._label)
        self._measure_again()

    def label(self) -> str:
        """The text as a person reads it."""
        return self._label

    def set_icon(self, name: str, *, after: bool = False) -> None:
        """Show a bundled icon before the text, or after it; "" for none. Raises ValueError for an unknown one."""
        self._icon, self._icon_after = known_icon(name), after
        self._measure_again()
        self.update()

    def icon_name(self) -> str:
        """The icon shown now; "" for none."""
        return self._icon

    @Slot()
    def _note(self) -> None:
        self.guard.note()

    # Qt events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.guard.open():
            super().mousePressEvent(event)
        else:
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Qt sends this in place of the second press; it is a press like any other.
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Not QAbstractButton's: it takes the other buttons of an exclusive group out of the Tab order.
        QWidget.focusInEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESS_KEYS:
            if event.isAutoRepeat() or not self.guard.open():
                event.accept()
                return
            if event.key() != Qt.Key.Key_Space:
                self.click()
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure_again()

    # Size and painting

    def _measure_again(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def _least(self, now: Look) -> int:
        return now.px(self.tall)

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._measure_height(width)
        return height

    def _measure_height(self, width: int) -> int:
        now = look()
        inner = width - self._beside(now)
        height = wrapped.wrap(self._label, self.font(), max(inner, 1), _SPACING).height if self._label else 0.0
        if self.icon_name():
            height = max(height, self._icon_px(now))
        return max(self._least(now), -int(-height // 1) + 2 * self._frame(now))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        now = look()
        natural = wrapped.natural_width(self._label, self.font()) if self._label else 0.0
        width = min(-int(-natural // 1) + self._beside(now), now.column_px)
        width = max(width, now.px(self.wide))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        now = look()
        word = -int(-wrapped.longest_word(self._label, self.font()) // 1)
        width = max(min(word + self._beside(now), now.column_px // 2), now.px(self.wide))
        return QSize(width, self._least(now))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        # Qt paints the button without its words: those wrap, and are ours to draw.
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        # Not by QStylePainter: the first mention of QStyle makes Qt for Python build all its enumerations.
        super().paintEvent(event)
        now = look()
        colour = self.text_colour(now)
        frame = self._frame(now)
        inner = QRectF(self.rect()).marginsRemoved(QMarginsF(frame, frame, frame, frame))
        # "with": a painter that a fault leaves open takes the whole process down with it.
        with QPainter(self) as painter:
            self._paint_content(painter, inner, colour, now)

    def text_colour(self, now: Look) -> QColor:
        """The colour of text and icon in the present state."""
        return now.colour(self.colour_role)

    def _paint_content(self, painter: QPainter, inner: QRectF, colour: QColor, now: Look) -> None:
        icon_px = self._icon_px(now) if self.icon_name() else 0
        gap = now.mm(2.5) if icon_px and self._label else 0
        room = inner.width() - icon_px - gap
        text = (
            wrapped.wrap(self._label, self.font(), max(room, 1.0), _SPACING)
            if self._label
            else wrapped.Wrapped(0, 0, 0)
        )
        used = icon_px + gap + min(text.width, room)
        start = inner.left() + ((inner.width() - used) / 2 if self.centred else 0.0)
        icon_first = not self._icon_after
        offset = start + (icon_px + gap if icon_first else 0.0)
        lift = self.font().pixelSize() * 0.07  # the room for stacked marks is above the text: optical centre
        area = QRectF(
            offset, inner.top() + (inner.height() - text.height) / 2 - lift, min(text.width, room), text.height
        )
        icon_at = QPointF(start if icon_first else start + used - icon_px, inner.top() + (inner.height() - icon_px) / 2)
        if self.isRightToLeft():
            area.moveLeft(self.width() - area.right())
            icon_at.setX(self.width() - icon_at.x() - icon_px)
        align = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        if self.centred:
            align = Qt.AlignmentFlag.AlignHCenter
        if self._label:
            wrapped.draw(painter, area, self._label, self.font(), colour, align=align, spacing=_SPACING)
        if icon_px:
            ratio, mirrored = self.devicePixelRatioF(), self.isRightToLeft()
            painter.drawPixmap(icon_at, pixmap(self.icon_name(), colour, icon_px, ratio, mirrored=mirrored))

    def _frame(self, now: Look) -> int:
        return now.px("border") + now.px("pad")

    def _icon_px(self, now: Look) -> int:
        return max(now.px("icon"), round(self.font().pixelSize() * 1.1))

    def _beside(self, now: Look) -> int:
        beside = 2 * self._frame(now)
        if self.icon_name():
            beside += self._icon_px(now) + (now.mm(2.5) if self._label else 0)
        return beside


class SecondaryButton(Button):
    """Anything that is not the one main action."""


class BackButton(Button):
    """Back: as big as Continue, and under the same guard against double taps."""

    tall = "primary"
    wide = "primary_width"

    def _make_guard(self) -> TapGuard:
        return MOVING_ON


class PrimaryButton(BackButton):
    """The one main action of a screen."""

    role = "primary"
    colour_role = "on_primary"


class DestructiveButton(BackButton):
    """An action that takes something away. Keep 12 mm of distance around it."""

    role = "destructive"
    colour_role = "on_danger"


class ChromeButton(Button):
    """A button of the fixed row at the top."""

    role = "chrome"
    colour_role = "on_chrome"
    wide = "control"

    def _least(self, now: Look) -> int:
        # A tablet has 136 mm for everything: its fixed row leaves what it can to the question.
        return now.px("floor" if now.profile.compact else self.tall)

    def _frame(self, now: Look) -> int:
        return now.px("border") + now.mm(1 if now.profile.compact else 2)

    def _icon_px(self, now: Look) -> int:
        return max(now.mm(6.5), self.font().pixelSize())


class LinkButton(Button):
    """A sentence that leads somewhere on the same screen, as in the error summary."""

    role = "link"
    colour_role = "error"
    tall = "floor"
    centred = False


class IconButton(Button):
    """An icon alone, with the name that is read aloud."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon, parent)
        self._quiet = False
        self.setAccessibleName(unicodedata.normalize("NFC", name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_quiet(self, quiet: bool) -> None:
        """Draw it soft: a press does nothing now (the end of a list). It stays a target of the same size."""
        if quiet != self._quiet:
            self._quiet = quiet
            self.update()

    def text_colour(self, now: Look) -> QColor:
        return now.colour("line" if self._quiet else self.colour_role)

    def heightForWidth(self, _width: int) -> int:
        return look().px("control")

    def _icon_px(self, now: Look) -> int:
        return now.px("icon")

    def sizeHint(self) -> QSize:
        side = look().px("control")
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ChoiceButton(Button):
    """One answer of several, with a round mark (one may be chosen) or a square one (many may)."""

    role = "choice"
    colour_role = "text"
    centred = False

    def __init__(self, text: str = "", value: str = "", parent: QWidget | None = None, *, many: bool = False) -> None:
        self.value = value
        self.many = many
        super().__init__(text, "", parent)
        self.setCheckable(True)

    def icon_name(self) -> str:
        if self.many:
            return "square-check-big" if self.isChecked() else "square"
        return "circle-dot" if self.isChecked() else "circle"

    def text_colour(self, now: Look) -> QColor:
        return now.colour("on_chosen" if self.isChecked() else "text")
