"""One key: big, and painted simply, since forty of them are drawn anew while somebody types."""

import unicodedata

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from ui.keyboard.layouts import Act, Key
from ui.keyboard.letters import Mark
from ui.keyboard.typing import Way
from ui.theme import Look, look, pixmap
from ui.widgets.buttons import Button
from ui.widgets.guard import TapGuard

STRIKE_S = 0.15
"""Within this, the same key again is a trembling hand. Other keys may follow at once, as fast typists press them."""
MOVE_ON_S = 0.5

EXAMPLES = {
    Mark.ACUTE: ("á", "sắc"),
    Mark.GRAVE: ("à", "huyền"),
    Mark.HOOK: ("ả", "hỏi"),
    Mark.TILDE: ("ã", "ngã"),
    Mark.DOT: ("ạ", "nặng"),
    Mark.ROOF: ("â", "mũ"),
    Mark.BREVE: ("ă", "trăng"),
    Mark.HORN: ("ơ", "móc"),
    Mark.STROKE: ("đ", ""),
}
"""A letter that wears the mark, and its name: the same in every language, as the marks are Vietnamese."""
_ROLES = {Act.TYPE: "key", Act.MARK: "key-mark", Act.GO_ON: "primary"}
_ICONS = {Act.DELETE: "delete", Act.HIDE: "chevron-down", Act.SHIFT: "arrow-up"}
_WAYS = {Way.MARKS: "á à ả", Way.TELEX: "Telex", Way.VNI: "VNI"}


class KeyButton(Button):
    """Shows a Key. clicked is the strike."""

    def __init__(self, key: Key, way: Way, parent: QWidget) -> None:
        self.key = key
        self.role = _ROLES.get(key.act, "key-soft")
        self._colour = "on_primary" if key.act is Act.GO_ON else "on_chrome" if self.role == "key-soft" else "text"
        self._plain = _caption(key, way)
        super().__init__(self._plain, _ICONS.get(key.act, ""), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_spoken(key, way))

    def _make_guard(self) -> TapGuard:
        return TapGuard(within=MOVE_ON_S if self.key.act is Act.GO_ON else STRIKE_S)

    def set_upper(self, *, upper: bool) -> None:
        """Show the letter as it will come out."""
        if self.key.act is Act.TYPE and self.key.text.isalpha():
            shown = self._plain.upper() if upper else self._plain
            if shown != self._label:
                self._label = shown
                self.update()
        elif self.key.act is Act.SHIFT:
            self.setProperty("down", "true" if upper else "false")
            self.style().unpolish(self)
            self.style().polish(self)

    def set_caption(self, text: str, icon: str) -> None:
        """What going on means here."""
        self.setText(text)
        self._icon = icon
        self.update()

    def holds(self, text: str) -> bool:
        """Whether a text stands on this key in one line, beside its icon, at the smallest size there is."""
        now = look()
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(now.profile.font_px(now.theme.pt["small"]))
        return QFontMetricsF(font).horizontalAdvance(text) <= self._room()

    def _room(self) -> int:
        now = look()
        return self.width() - 2 * now.mm(1) - (now.px("icon") + now.mm(2) if self._icon else 0)

    def sizeHint(self) -> QSize:
        return QSize(look().mm(14), look().mm(14))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def text_colour(self, now: Look) -> QColor:
        return now.colour(self._colour)

    def _paint_content(self, painter: QPainter, _inner: QRectF, colour: QColor, now: Look) -> None:
        painter.setPen(colour)
        font, icon = self.key_font(), self._icon
        label = self._shown()
        side = min(now.px("icon"), self.height() // 2) if icon else 0
        painter.setFont(font)
        inner = QRectF(self.rect()).adjusted(now.mm(1), 0, -now.mm(1), 0)
        width = QFontMetricsF(font).horizontalAdvance(label)
        room = inner.width() - (side + now.mm(2) if icon else 0)
        wraps = Qt.TextFlag.TextWordWrap if width > room else Qt.TextFlag.TextSingleLine
        flags = Qt.AlignmentFlag.AlignVCenter | wraps
        if not icon:
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignHCenter | flags), label)
            return
        gap = now.mm(2) if label else 0
        text_width = min(width + 2, inner.width() - side - gap) if label else 0
        start = inner.left() + (inner.width() - side - gap - text_width) / 2
        picture = pixmap(icon, colour, side, self.devicePixelRatioF())
        ends = self.key.act is Act.GO_ON
        at = start + text_width + gap if ends else start
        painter.drawPixmap(QPointF(at, (self.height() - side) / 2), picture)
        area = QRectF(start if ends else start + side + gap, 0, text_width, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | flags), label)

    def _shown(self) -> str:
        """A text that would be cut beside its icon is left out: the arrow says as much, and the name is still read."""
        return self._label if not self._icon or self.holds(self._label) else ""

    def key_font(self) -> QFont:
        """As large as fits: a letter fills its key, words shrink down to the smallest text there is."""
        now = look()
        smallest = now.profile.font_px(now.theme.pt["small"])
        single = self.key.act is Act.TYPE and len(self._label) == 1
        # Words less than letters: the marks of Ẫ and of Arabic letters rise above and below them.
        size = min(now.font_px("heading" if single else "button"), round(self.height() * (0.6 if single else 0.52)))
        font = QFont(self.font())
        font.setBold(True)
        room = self._room()
        while True:
            font.setPixelSize(max(size, smallest))
            if size <= smallest or single or QFontMetricsF(font).horizontalAdvance(self._label) <= room:
                return font
            size -= 2


def _caption(key: Key, way: Way) -> str:
    if key.act is Act.TYPE:
        return QCoreApplication.translate("Keyboard", "Space") if key.text == " " else key.text
    if key.act is Act.MARK:
        letter, name = EXAMPLES[Mark(key.text)]
        return f"{letter}  {name}" if key.span > 1 and name else letter
    if key.act is Act.WAY:
        return _WAYS[way]
    return {Act.SIGNS: "123", Act.LETTERS: "ABC"}.get(key.act, "")


def _spoken(key: Key, way: Way) -> str:
    translate = QCoreApplication.translate
    if key.act is Act.MARK:
        letter, name = EXAMPLES[Mark(key.text)]
        return unicodedata.normalize("NFC", f"{name} {letter}".strip())
    if key.act is Act.WAY:
        return translate("Keyboard", "Way of typing: {way}").format(way=_WAYS[way])
    spoken = {
        Act.SHIFT: translate("Keyboard", "Capital letter"),
        Act.DELETE: translate("Keyboard", "Delete the last letter"),
        Act.HIDE: translate("Keyboard", "Hide the keys"),
        Act.SIGNS: translate("Keyboard", "123: digits and signs"),
        Act.LETTERS: translate("Keyboard", "ABC: letters"),
    }
    return spoken.get(key.act, _caption(key, way))
