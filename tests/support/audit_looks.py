"""The rules of docs/audit.md about looks: sizes, gaps, contrast, clipping, letters; measured on what is drawn."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontInfo, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QWidget,
)

from tests.support.pixels import contrast, gap, ink_at_edge, picture, place, targets
from ui.theme import look
from ui.theme.fonts import families
from ui.widgets import Button, IconText, Screen, Text


@dataclass(frozen=True, slots=True)
class Drawn:
    """A screen on display with what it draws: the whole, and all of the scrolled content."""

    screen: Screen
    size: tuple[int, int]
    whole: QImage
    inner: QImage

    @property
    def content(self) -> QWidget:
        """What scrolls."""
        return self.screen.scroll_area.content()

    def image_of(self, widget: QWidget) -> QImage:
        """What a widget draws where it stands, on its ground."""
        if self.content.isAncestorOf(widget):
            return self.inner.copy(place(widget, self.content))
        return self.whole.copy(place(widget, self.screen))


def show(screen: Screen, size: tuple[int, int]) -> Drawn:
    """Put a screen on the display and draw it."""
    screen.resize(*size)
    screen.show()
    for _turn in range(3):
        QApplication.processEvents()
    ground, area = look().colour("page"), screen.scroll_area.area
    whole, content = picture(screen, ground), screen.scroll_area.content()
    if area.verticalScrollBar().maximum() or area.viewport().size() != content.size():
        return Drawn(screen, size, whole, picture(content, ground))
    # All of it is in sight: drawing it once more would show the same.
    return Drawn(screen, size, whole, whole.copy(place(content, screen)))


def named(widget: QWidget) -> str:
    """A widget for a message."""
    text = widget.accessibleName() or getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {str(text)[:40]!r}"


def _texts(drawn: Drawn) -> Iterator[Text]:
    for text in drawn.screen.findChildren(Text):
        if text.isVisibleTo(drawn.screen) and text.text():
            yield text


# Sizes and places


def targets_are_large(drawn: Drawn) -> Iterator[str]:
    """U01, U02: 14 mm for whatever is pressed, 20 mm for what moves on or destroys; one main action at most."""
    now = look()
    for widget in targets(drawn.screen):
        if min(widget.width(), widget.height()) < now.mm(14) - 1:
            yield f"U01 {named(widget)} is {widget.width()} × {widget.height()}"
        if widget.property("role") in ("primary", "destructive"):
            if widget.height() < now.mm(20) - 1:
                yield f"U02 {named(widget)} is {widget.height()} high"
            if widget.width() < now.mm(60) - 1:
                yield f"U02 {named(widget)} is {widget.width()} wide"
    main = [each for each in targets(drawn.screen) if each.property("role") == "primary"]
    if len(main) > 1:
        yield f"U02 {len(main)} main actions"


def targets_keep_apart(drawn: Drawn) -> Iterator[str]:
    """U03: 4 mm between targets, 12 mm around what destroys."""
    now = look()
    for inside in (True, False):
        frame = drawn.content if inside else drawn.screen
        found = [each for each in targets(drawn.screen) if drawn.content.isAncestorOf(each) is inside]
        rects = [(each, place(each, frame)) for each in found]
        for index, (one, rect) in enumerate(rects):
            for other, other_rect in rects[index + 1 :]:
                destroys = "destructive" in (one.property("role"), other.property("role"))
                least = now.mm(12 if destroys else _closest(one, other)) - 2
                if gap(rect, other_rect) < least:
                    yield f"U03 {gap(rect, other_rect)} px between {named(one)} and {named(other)}"


def _closest(one: QWidget, other: QWidget) -> float:
    """Keys of a keyboard stand closer than other targets: a tablet has no room for more."""
    return 2 if one.property("role") == other.property("role") == "key" else 4


def targets_keep_off_the_edge(drawn: Drawn) -> Iterator[str]:
    """U04: 10 mm to the bezel, where a finger does not reach well."""
    edge = look().px("edge") - 1
    free = drawn.screen.rect().adjusted(edge, edge, -edge, -edge)
    for widget in targets(drawn.screen):
        if not drawn.content.isAncestorOf(widget) and not free.contains(place(widget, drawn.screen)):
            yield f"U04 {named(widget)} is nearer than 10 mm to the edge"


def text_is_large(drawn: Drawn) -> Iterator[str]:
    """U05: 19 points at least, in the world."""
    least = look().profile.font_px(19)
    for widget in (*targets(drawn.screen), *_texts(drawn)):
        if QFontInfo(widget.font()).pixelSize() < least:
            yield f"U05 {named(widget)} has {QFontInfo(widget.font()).pixelSize()} px text"


# Contrast, on pixels


def text_stands_out(drawn: Drawn) -> Iterator[str]:
    """U06: 7 to 1 for text. What is quiet because it does nothing now, and icons alone, have 3 to 1."""
    edge = look().px("focus") + 1
    for text in _texts(drawn):
        if (seen := contrast(drawn.image_of(text))) < 7:
            yield f"U06 {named(text)} has contrast {seen:.1f}"
    for widget in targets(drawn.screen):
        inner = drawn.image_of(widget).copy(widget.rect().adjusted(edge, edge, -edge, -edge))
        if isinstance(widget, Button):
            quiet = bool(getattr(widget, "_quiet", False)) or not widget.label()
            if contrast(inner) < (3 if quiet else 7):
                yield f"U06 {named(widget)} has contrast {contrast(inner):.1f}"
        elif isinstance(widget, QLineEdit) and (widget.text() or widget.placeholderText()) and contrast(inner) < 7:
            yield f"U06 {named(widget)} shows its text at {contrast(inner):.1f}"


def frames_stand_out(drawn: Drawn) -> Iterator[str]:
    """U07: 3 to 1 between what is pressed or typed into and the ground around it."""
    for widget in targets(drawn.screen):
        if widget.property("role") == "link":
            continue
        image, rect = drawn.image_of(widget), widget.rect()
        across = image.copy(QRect(0, rect.height() // 2 - 2, rect.width(), 4))
        ground = drawn.screen if not drawn.content.isAncestorOf(widget) else drawn.content
        around = _around(drawn, widget, ground)
        if around is None:
            continue
        ring = across.copy(QRect(0, 0, max(2, look().px("border")), 4))
        if contrast(_joined(ring, around), least=4) < 3:
            yield f"U07 {named(widget)} has a frame of {contrast(_joined(ring, around), least=4):.1f}"


def _around(drawn: Drawn, widget: QWidget, ground: QWidget) -> QImage | None:
    """A few pixels of the ground left of a widget; None where there is no room."""
    rect = place(widget, ground)
    if rect.left() < 4:
        return None
    image = drawn.inner if ground is drawn.content else drawn.whole
    return image.copy(QRect(rect.left() - 4, rect.center().y() - 2, 3, 4))


def _joined(one: QImage, other: QImage) -> QImage:
    image = QImage(one.width() + other.width(), 4, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.drawImage(0, 0, one)
        painter.drawImage(one.width(), 0, other)
    return image


# Clipping


def nothing_is_cut_off(drawn: Drawn) -> Iterator[str]:
    """U09: everything is as high as its text, and no ink touches the frame."""
    edge = look().px("focus") + 1
    for text in _texts(drawn):
        if text.height() < text.heightForWidth(text.width()):
            yield f"U09 {named(text)} is lower than its lines ({text.height()})"
        if ink_at_edge(drawn.image_of(text), text.rect(), rows_only=True):
            yield f"U09 {named(text)} has ink on its first or last row"
    for widget in targets(drawn.screen):
        if not isinstance(widget, Button):
            continue
        if widget.height() < widget.heightForWidth(widget.width()):
            yield f"U09 {named(widget)} is lower than its text"
        if ink_at_edge(drawn.image_of(widget), widget.rect().adjusted(edge, edge, -edge, -edge)):
            yield f"U09 {named(widget)} is cut at its frame"
    for icon in drawn.screen.findChildren(IconText):
        if icon.isVisibleTo(drawn.screen) and icon.text() and icon.height() < icon.sizeHint().height() // 2:
            yield f"U09 {named(icon)} is squeezed"


def it_fits_the_display(drawn: Drawn) -> Iterator[str]:
    """U10: the screen is as large as the display, nothing scrolls sideways, nothing is elided."""
    screen = drawn.screen
    if (screen.width(), screen.height()) != drawn.size:
        yield f"U10 does not fit: {screen.width()} × {screen.height()}"
    if screen.scroll_area.area.horizontalScrollBar().maximum() > 0:
        yield "U10 scrolls sideways"
    for widget in (*targets(screen), *_texts(drawn)):
        frame = drawn.content if drawn.content.isAncestorOf(widget) else screen
        rect = place(widget, frame)
        if rect.left() < 0 or rect.right() > frame.width():
            yield f"U10 {named(widget)} reaches beyond the side"
    for field in screen.findChildren(QLineEdit):
        shown = field.placeholderText()
        room = field.width() - 2 * (look().px("pad") + look().px("focus"))
        if field.isVisibleTo(screen) and shown and field.fontMetrics().horizontalAdvance(shown) > room:
            yield f"U10 {named(field)} cuts its example"


# Letters


def only_our_fonts_draw(drawn: Drawn) -> Iterator[str]:
    """U11, U12: every glyph is from a bundled font, every text in NFC."""
    ours = set(families())
    shown: list[tuple[QWidget, str]] = [(each, each.text()) for each in _texts(drawn)]
    shown += [(each, each.label()) for each in targets(drawn.screen) if isinstance(each, Button)]
    shown += [(each, each.text() or each.placeholderText()) for each in drawn.screen.findChildren(QLineEdit)]
    for widget, text in shown:
        if not unicodedata.is_normalized("NFC", text):
            yield f"U12 {named(widget)} is not in NFC"
        if foreign := drawn_by(widget, text) - ours:
            yield f"U11 {named(widget)} is drawn by {', '.join(sorted(foreign))}"


def drawn_by(widget: QWidget, text: str) -> set[str]:
    """The families of the fonts that a widget takes for a text."""
    layout = QTextLayout(text.replace("\n", " "), widget.font())
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}
