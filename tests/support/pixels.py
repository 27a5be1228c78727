"""Measuring what a widget has drawn: contrast, clipped ink, distances. Used by the audits of screens."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QPlainTextEdit, QScrollBar, QWidget


def _words(image: QImage) -> tuple[memoryview, int]:
    """The pixels (0xffRRGGBB) row by row, and how many a row takes in memory."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(plain.constBits())).cast("I"), plain.bytesPerLine() // 4


def pixels(image: QImage) -> Counter[int]:
    """How often each colour (0xRRGGBB) occurs. Runs of one colour are counted as one: most of a page is ground."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.bytesPerLine() // 4)
    flat = rows[:, : plain.width()].ravel() & 0xFFFFFF
    if not flat.size:
        return Counter()
    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    lengths = np.diff(np.append(starts, flat.size))
    colours, place = np.unique(flat[starts], return_inverse=True)
    counts = np.bincount(place, weights=lengths).astype(int)
    return Counter(dict(zip(colours.tolist(), counts.tolist(), strict=True)))


def picture(widget: QWidget, ground: QColor) -> QImage:
    """What a widget draws, on the ground that shines through where it draws nothing."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(ground)
    # As grab() does, without a picture in between.
    widget.ensurePolished()
    flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
    widget.render(image, QPoint(0, 0), QRegion(), flags | QWidget.RenderFlag.IgnoreMask)
    return image


@lru_cache(maxsize=65536)
def luminance(colour: int) -> float:
    """Relative luminance, WCAG 2.2."""

    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(colour >> shift & 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: int, other: int) -> float:
    """Contrast ratio, WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast(image: QImage, *, least: int = 12) -> float:
    """The contrast of what is drawn: the most frequent colour against the one furthest from it.

    least: how many pixels a colour needs to count, so that a stray one proves nothing.
    """
    counts = pixels(image)
    ground = counts.most_common(1)[0][0]
    return max((ratio(ground, colour) for colour, count in counts.items() if count >= least), default=1.0)


def ink_at_edge(image: QImage, rect: QRect, *, rows_only: bool = False) -> bool:
    """Whether anything is drawn on the outermost rows (and columns) of rect: more than one colour to be told apart."""
    words, per_line = _words(image.copy(rect))
    width, height = rect.width(), rect.height()
    last = (height - 1) * per_line
    seen = {*words[:width], *words[last : last + width]}
    if not rows_only:
        seen |= {*words[: last + 1 : per_line], *words[width - 1 : last + width : per_line]}
    ground = words[0] & 0xFFFFFF
    return any(ratio(word & 0xFFFFFF, ground) > 1.5 for word in seen)


def targets(page: QWidget) -> Iterator[QWidget]:
    """What can be pressed or typed into, and can be seen."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page) or not widget.isEnabled() or _inside(widget):
            continue
        if isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit):
            yield widget


def _inside(widget: QWidget) -> bool:
    """Whether it is a part that a widget of Qt made for itself."""
    parent = widget.parentWidget()
    return isinstance(parent, QLineEdit) or (isinstance(parent, QAbstractScrollArea) and isinstance(widget, QScrollBar))


def place(widget: QWidget, page: QWidget) -> QRect:
    """The rectangle of a widget in the coordinates of a page."""
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def gap(one: QRect, other: QRect) -> int:
    """The distance between two rectangles in pixels, 0 when they touch, negative when they overlap."""
    across = max(other.left() - one.right(), one.left() - other.right()) - 1
    down = max(other.top() - one.bottom(), one.top() - other.bottom()) - 1
    return max(across, down)
