"""Text that wraps, measured and drawn the same way by labels and buttons.

Qt's own labels and buttons cut long words, do not wrap in buttons, and give stacked capitals (Ẫ, Ễ, Ộ) no room above
the font's ascent. This lays out plain text with the theme's line spacing and that room.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextLine, QTextOption

from ui.theme.direction import is_right_to_left, isolated

_ABOVE = 0.15
"""Free space above the ascent, in em: Ấ and Ễ rise above it in Noto Sans and most fonts."""

_MOST_ABOVE, _MOST_BELOW = 1.25, 0.55
"""The room that a line takes above and below its base line at most, in em. Fonts of scripts with marks above each other
claim far more (Noto Sans Arabic over two em in all) for stacks that no text of an interface has."""

_NO_LIMIT = 100_000.0

_WORD_BREAK = "\u200b"
"""Where a line of Khmer may end, as its words are written without spaces."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Text laid out at a width.

    Attributes:
        width: of the widest line, in pixels.
        height: of all lines with their spacing.
        lines: how many.
    """

    width: float
    height: float
    lines: int


def wrap(text: str, font: QFont, width: float, spacing: float = 1.5) -> Wrapped:
    """Measure text at a width in pixels."""
    key, size, carried = font.key(), font.pixelSize(), _Font(font)
    # Most texts fit, and are asked for at many widths: those need one measurement.
    natural = _measure(text, key, size, _NO_LIMIT, spacing, carried)
    return natural if natural.width <= width else _measure(text, key, size, width, spacing, carried)


def natural_width(text: str, font: QFont) -> float:
    """The width of the longest paragraph when nothing wraps."""
    return wrap(text, font, _NO_LIMIT).width


def longest_word(text: str, font: QFont) -> float:
    """The width below which a word would have to be broken."""
    metrics = QFontMetricsF(font)
    words = text.replace(_WORD_BREAK, " ").split()
    return max((metrics.horizontalAdvance(word) + 1.0 for word in words), default=0.0)


def draw(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    spacing: float = 1.5,
) -> None:
    """Draw text from the top of rect, wrapped at its width. align: left, right or centred, as seen on the screen."""
    painter.save()
    painter.setPen(QPen(colour))
    painter.setFont(font)
    top = rect.top()
    for layout, height in _paragraphs(text, font, rect.width(), spacing, align):
        layout.draw(painter, QPointF(rect.left(), top))
        top += height
    painter.restore()


def forget() -> None:
    """Drop the measurements, which hold what was shown. At the end of a visit."""
    _measure.cache_clear()


class _Font:
    """Carries a QFont through lru_cache without being part of the key (the key is QFont.key())."""

    __slots__ = ("font",)

    def __init__(self, font: QFont) -> None:
        self.font = font

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Font)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4096)
def _measure(text: str, _key: str, _pixels: int, width: float, spacing: float, carried: _Font) -> Wrapped:
    widest = height = 0.0
    lines = 0
    for layout, tall in _paragraphs(text, carried.font, width, spacing, Qt.AlignmentFlag.AlignLeft):
        height += tall
        lines += layout.lineCount()
        widest = max(widest, *(layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())), 0.0)
    return Wrapped(widest + 1.0, height, lines)


def _inked(line: QTextLine, em: float) -> float:
    return min(line.ascent(), _MOST_ABOVE * em) + min(line.height() - line.ascent(), _MOST_BELOW * em)


def _paragraphs(
    text: str, font: QFont, width: float, spacing: float, align: Qt.AlignmentFlag
) -> Iterator[tuple[QTextLayout, float]]:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    em = float(font.pixelSize())
    for paragraph in text.split("\n"):
        right = is_right_to_left(paragraph)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        layout = QTextLayout(isolated(paragraph), font)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            ascent, height = min(line.ascent(), _MOST_ABOVE * em), _inked(line, em)
            above = max(_ABOVE * em, (em * spacing - height) / 2)
            line.setPosition(QPointF(0.0, top + above + ascent - line.ascent()))
            top += above + height + max(0.0, em * spacing - height - above)
        layout.endLayout()
        if not paragraph:
            top = em * spacing
        yield layout, top
