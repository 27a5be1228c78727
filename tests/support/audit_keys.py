"""The rules of docs/audit.md for a page with the keys over it: what the keys are, and what can still be seen above.

What differs from the rules for pages, and why: keys stand 2 mm apart on a tablet, and its primary key is 14 mm high,
because four rows and a question share 130 mm; while they are there, the tablet's fixed row and scroll buttons give way
(U23, U38), and are back with the key that hides them.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QWidget

from tests.support.audit_looks import drawn_by, named
from tests.support.keyboard import Stage
from tests.support.pixels import contrast, gap, ink_at_edge, picture, place, ratio, targets
from ui.keyboard.keys import KeyButton
from ui.keyboard.room import block_of, question_of
from ui.theme import look
from ui.theme.fonts import families
from ui.widgets import Button, InlineError, Screen
from ui.widgets.fields import TextArea, TextField
from ui.widgets.labels import Text

Places = dict[QWidget, QRect]


def audit_keys(stage: Stage) -> Iterator[str]:
    """What the keys on the screen break, one line each; nothing for keys that were looked at just like that before."""
    known = _as_drawn(stage)
    if known in _LOOKED_AT:
        return
    _LOOKED_AT.add(known)
    keys: list[Button] = [*stage.seen_keys(), *(offer for offer in stage.keyboard.strip.offers if offer.isVisible())]
    areas = {key: place(key, stage.window) for key in keys}
    for key, area in areas.items():
        yield from _one(stage, key, area)
    yield from _too_close(areas)
    primary = [key for key in keys if key.role == "primary"]
    if len(primary) != 1 or primary[0].width() < look().px("primary_width") * 0.8:
        yield "U02 there is not one primary key"
    left = {key.key.text: areas[key].left() for key in keys if isinstance(key, KeyButton)}
    if "q" in left and not left["q"] < left["w"] < left["p"]:
        yield "the letters do not run from left to right"


def _as_drawn(stage: Stage) -> tuple[object, ...]:
    now = look()
    offers = tuple(offer.label() for offer in stage.keyboard.strip.offers if offer.isVisible())
    keys = tuple((key.label(), key.geometry().getRect(), key.isDown()) for key in stage.seen_keys())
    return now.theme.name, now.text_scale, now.profile.px_per_mm, stage.keyboard.geometry().getRect(), offers, keys


_LOOKED_AT: set[tuple[object, ...]] = set()


def _one(stage: Stage, key: Button, area: QRect) -> Iterator[str]:
    now = look()
    if min(area.width(), area.height()) < now.mm(14):
        yield f"U01 {named(key)} is {area.width()} × {area.height()}"
    if not stage.window.rect().adjusted(*(now.px("edge") - 1,) * 2, *(1 - now.px("edge"),) * 2).contains(area):
        yield f"U04 {named(key)} is nearer than 10 mm to the edge"
    font = key.key_font() if isinstance(key, KeyButton) else key.font()
    if QFontInfo(font).pixelSize() < now.profile.font_px(19):
        yield f"U05 {named(key)} has {QFontInfo(font).pixelSize()} px text"
    image = picture(key, now.colour("chrome"))
    if (seen := contrast(image)) < 7:
        yield f"U06 {named(key)} has contrast {seen:.1f}"
    frame, ground = image.pixelColor(1, image.height() // 2).rgb(), now.colour("chrome").rgb()
    if ratio(frame & 0xFFFFFF, ground & 0xFFFFFF) < 3:
        yield f"U07 {named(key)} has a frame that does not stand out"
    # Keys take no focus, so there is no ring to keep clear of; at the sides it is the round corners. Shift has a ring.
    side, held = now.px("radius") + 1, key.isDown()
    edge = side if held else now.px("border") + 1
    if ink_at_edge(image, key.rect().adjusted(side, edge, -side, -edge)):
        yield f"U09 {named(key)} is cut off"
    if key.label() and (foreign := drawn_by(key, key.label()) - set(families())):
        yield f"U11 {named(key)} is drawn by {', '.join(sorted(foreign))}"
    if not key.accessibleName():
        yield "U13 a key has no name"
    if key.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield f"U15 {named(key)} takes the focus from the field"


def _too_close(areas: dict[Button, QRect]) -> Iterator[str]:
    ordered = list(areas.items())
    least = look().mm(2 if look().profile.compact else 4) - 1
    for index, (key, area) in enumerate(ordered):
        for other, theirs in ordered[index + 1 :]:
            if gap(area, theirs) < least:
                yield f"U03 {gap(area, theirs)} px between {named(key)} and {named(other)}"


def audit_page_above(stage: Stage, page: Screen, fixed: Places) -> Iterator[str]:
    """What the page above the keys breaks. fixed: where its fixed buttons were without them."""
    field = stage.keyboard.field
    assert field is not None
    viewport = page.scroll_area.area.viewport()
    seen = QRect(viewport.mapTo(stage.window, viewport.rect().topLeft()), viewport.size())
    if seen.bottom() > stage.keyboard.geometry().top():
        yield "the keys lie over the content"
    if not seen.contains(place(field, stage.window)):
        yield f"{named(field)} is not in sight"
    asked = _asked(stage, page)
    if asked is not None and not seen.contains(place(asked, stage.window)):
        yield f"what is asked is not in sight: {named(asked)}"
    bar = page.scroll_area.area.verticalScrollBar()
    for text in page.scroll_area.content().findChildren(Text):
        at = place(text, stage.window)
        if text.isVisibleTo(page) and at.top() < seen.top() - 1 < at.bottom() - 1 and bar.value() < bar.maximum():
            yield f"U09 {named(text)} is cut by the upper edge"
        if text.isVisibleTo(page) and text.text() and QFontInfo(text.font()).pixelSize() < look().profile.font_px(19):
            yield f"U05 {named(text)} has {QFontInfo(text.font()).pixelSize()} px text"
    if not page.status.isVisibleTo(page) or place(page.status, stage.window).intersects(stage.keyboard.geometry()):
        yield "U33 the state of sending is not shown"
    if not look().profile.compact:
        moved = [button for button, at in fixed.items() if place(button, stage.window) != at]
        yield from (f"U38 {named(button)} moved" for button in moved)


def _asked(stage: Stage, page: Screen) -> Text | None:
    """What has to be seen above the field: a mistake before the question, the question before other words."""
    field = stage.keyboard.field
    assert field is not None
    block = block_of(field)
    if block is not None and stage.keyboard.strip.isVisible() and field.finds is not None:
        # What is found stands above the keys, and has to be seen before the question is.
        return None
    if block is not None:
        first = block.first_field()
        if first is not None and place(first, page).top() != place(field, page).top():
            # A lower row of the same answer: the row before, or its own label, shows where it belongs.
            return None
        return question_of(page, field) if block.error.isHidden() else block.error.findChildren(Text)[0]
    wrong = [each for each in page.findChildren(InlineError) if each.isVisibleTo(page)]
    above = [each for each in page.scroll_area.content().findChildren(Text) if each.isVisibleTo(page)]
    above = [each for each in above if place(each, page).bottom() < place(field, page).top()]
    fields = [each for each in targets(page) if isinstance(each, TextField | TextArea)]
    if len(fields) > 1 or not above:
        # Several fields below one another: the one before shows where this one belongs.
        return None
    return wrong[0].findChildren(Text)[0] if wrong else max(above, key=lambda each: place(each, page).bottom())


def state(page: Screen) -> list[object]:
    """What a page gives up while the keys are there, as it is now."""
    texts = [each for each in page.findChildren(Text) if each.isVisibleTo(page)]
    typed = [each.height() for each in targets(page) if isinstance(each, TextField | TextArea)]
    return [page.scroll_area.geometry(), typed, {each.font().pixelSize() for each in texts}, page.heading.height()]
