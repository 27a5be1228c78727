"""The rules of docs/audit.md that can be measured on one screen, each as a function that yields what is broken.

A line begins with the number of its rule. What a screen looks like is in audit_looks.py; here is what it lets a person
do, and what a screen reader finds.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.support import audit_looks as looks
from tests.support.audit_looks import Drawn, named, show
from tests.support.pixels import picture, place, ratio, targets
from ui.form.question_page import QuestionPage
from ui.theme import look
from ui.widgets import Button, ChoiceButton, IconText, InlineError, ScrollArea
from ui.widgets.fields import TextField

__all__ = ["Drawn", "audit", "named", "show"]

FORBIDDEN = (
    QComboBox,
    QAbstractSpinBox,
    QCalendarWidget,
    QTabBar,
    QMenu,
    QDialog,
    QAbstractItemView,
)


def audit(drawn: Drawn) -> list[str]:
    """Everything that a screen breaks, one line each."""
    found: list[str] = []
    for rule in RULES:
        found += rule(drawn)
    return found


# What a screen reader and a keyboard find


def everything_has_a_name(drawn: Drawn) -> Iterator[str]:
    """U13, U14: every target has a name that holds what is written on it; an error is said at its field."""
    for widget in targets(drawn.screen):
        interface = QAccessible.queryAccessibleInterface(widget)
        spoken = interface.text(QAccessible.Text.Name)
        if not spoken.strip():
            yield f"U13 {type(widget).__name__} has no accessible name"
        if isinstance(widget, Button) and widget.label() not in spoken:
            yield f"U13 {named(widget)} is read as {spoken!r}"
    for error in drawn.screen.findChildren(InlineError):
        field = error.field()
        if not error.isHidden() and error.text() and field is not None and error.text() not in _description(field):
            yield f"U14 {error.text()[:40]!r} is not said at its field"


def _description(field: QWidget) -> str:
    inside = field.findChildren(QWidget)
    return " ".join(each.accessibleDescription() for each in (field, *inside))


def focus_follows_the_eye(drawn: Drawn) -> Iterator[str]:
    """U15, U16: Tab reaches every target once, downwards, and comes round; the focus begins at the question."""
    screen = drawn.screen
    first = QApplication.focusWidget()
    if first is not None and first not in (screen.heading, screen.summary) and not _may_begin(drawn, first):
        yield f"U16 the focus begins at {named(first)}"
    wanted = [each for each in targets(screen) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    order: list[QWidget] = []
    for _step in range(len(wanted) + 8):
        screen.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own
        now = QApplication.focusWidget()
        if now is None or (order and now is order[0]):
            break
        if now in order:
            yield f"U15 Tab is caught at {named(now)}"
            break
        order.append(now)
    missed = [each for each in wanted if each not in order]
    yield from (f"U15 Tab does not reach {named(each)}" for each in missed)
    rows = [place(each, drawn.content).center().y() for each in order if drawn.content.isAncestorOf(each)]
    # Once round, it jumps up once: from the last to the first.
    jumps = sum(below + look().mm(10) < above for above, below in zip(rows, rows[1:] + rows[:1], strict=True))
    if jumps > 1:
        yield f"U15 Tab jumps up {jumps} times within the content"


def _may_begin(drawn: Drawn, widget: QWidget) -> bool:
    inside = drawn.content.isAncestorOf(widget)
    return inside and (isinstance(widget, QLineEdit | QPlainTextEdit) or not isinstance(widget, QAbstractButton))


def focus_can_be_seen(drawn: Drawn) -> Iterator[str]:
    """U08: the focus is a ring of 3 pixels or more, 3 to 1 to what was there. One target of each role is looked at."""
    seen: set[object] = set()
    for widget in targets(drawn.screen):
        kind = (type(widget), widget.property("role"))
        if kind in seen or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        seen.add(kind)
        drawn.screen.setFocus()
        if (now := QApplication.focusWidget()) is not None:
            now.clearFocus()
        ground = look().colour("page")
        before = picture(widget, ground)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not _has_ring(before, picture(widget, ground)):
            yield f"U08 the focus of {named(widget)} cannot be seen"


def _has_ring(before: QImage, after: QImage) -> bool:
    """The ring is crossed in the middle of the start edge: pixels there change, by 3 to 1 at least."""
    middle = before.height() // 2
    changed = 0
    for x in range(look().px("focus") + 2):
        one, other = (image.pixelColor(x, middle).rgb() & 0xFFFFFF for image in (before, after))
        changed += ratio(one, other) >= 3
    return changed + look().px("border") >= 3


# What is on a page


def the_page_says_what_it_is(drawn: Drawn) -> Iterator[str]:
    """U17, U19, U24: a heading that is read first; one question; nothing chosen beforehand."""
    screen = drawn.screen
    if not screen.heading.text() or not screen.heading.isVisibleTo(screen):
        yield "U17 no heading"
    elif screen.accessibleName() != screen.heading.text():
        yield "U17 the screen is not named by its heading"
    if isinstance(screen, QuestionPage):
        questions = [screen.controller.session.question(ref) for ref in screen.blocks]
        if screen.page.kind.value == "question" and len(questions) != 1:
            yield f"U19 {len(questions)} questions"
        chosen = [each for each in screen.findChildren(ChoiceButton) if each.isChecked()]
        if chosen and not any(question.value for question in questions):
            yield f"U24 {named(chosen[0])} is chosen beforehand"


def nothing_forbidden_is_there(drawn: Drawn) -> Iterator[str]:
    """U20, U21: no lists that drop down, sliders, spin boxes, calendars, tabs, menus; nothing is dragged or dropped."""
    for widget in drawn.screen.findChildren(QWidget):
        slides = isinstance(widget, QAbstractSlider) and not isinstance(widget, QScrollBar)
        if isinstance(widget, FORBIDDEN) or slides:
            yield f"U20 {type(widget).__name__}"
        if widget.toolTip():
            yield f"U20 {named(widget)} has a tool tip"
        if widget.acceptDrops() and widget.isVisibleTo(drawn.screen):
            yield f"U21 {named(widget)} takes drops"
    for field in drawn.screen.findChildren(TextField):
        if field.dragEnabled() or field.contextMenuPolicy() is not Qt.ContextMenuPolicy.NoContextMenu:
            yield f"U21 {named(field)} can be dragged from, or has a menu"


def scrolling_has_buttons(drawn: Drawn) -> Iterator[str]:
    """U23: only vertically; with a bar of 14 mm and two buttons whenever there is more than fits."""
    for area in drawn.screen.findChildren(ScrollArea):
        more = area.area.verticalScrollBar().maximum() > 0
        parts = (area.up, area.bar, area.down)
        if any(part.isVisibleTo(area) is not more for part in parts):
            yield "U23 bar and buttons do not come and go with what there is to scroll"
        if more and area.bar.width() < look().mm(14) - 1:
            yield f"U23 the bar is {area.bar.width()} wide"


def continue_can_be_pressed(drawn: Drawn) -> Iterator[str]:
    """U25: no button is disabled; pressing it says what is missing."""
    for button in drawn.screen.findChildren(QAbstractButton):
        if button.isVisibleTo(drawn.screen) and not button.isEnabled():
            yield f"U25 {named(button)} is disabled"


def colour_is_not_all(drawn: Drawn) -> Iterator[str]:
    """U27: a state has words, and a field to correct has its sentence on the screen."""
    screen = drawn.screen
    for line in screen.findChildren(IconText):
        if line.isVisibleTo(screen) and not line.text():
            yield "U27 an icon stands alone"
    wrong = [each for each in screen.findChildren(QLineEdit) if each.property("wrong") == "true"]
    said = [each for each in screen.findChildren(InlineError) if not each.isHidden() and each.text()]
    if wrong and not said:
        yield "U27 a field is marked by colour alone"


def sending_is_always_said(drawn: Drawn) -> Iterator[str]:
    """U33: the state of sending, with words and icon, on every screen."""
    status = drawn.screen.status
    if not status.isVisibleTo(drawn.screen) or not status.sending_text():
        yield "U33 the state of sending is not shown"


def it_can_be_read_aloud(drawn: Drawn) -> Iterator[str]:
    """Read aloud from top to bottom, the heading first of what is not an error."""
    spoken = drawn.screen.spoken()
    if drawn.screen.heading.text() and not any(drawn.screen.heading.text() in text for text in spoken):
        yield "U38 the heading is not read aloud"


RULES = (
    looks.targets_are_large,
    looks.targets_keep_apart,
    looks.targets_keep_off_the_edge,
    looks.text_is_large,
    looks.text_stands_out,
    looks.frames_stand_out,
    looks.nothing_is_cut_off,
    looks.it_fits_the_display,
    looks.only_our_fonts_draw,
    everything_has_a_name,
    focus_follows_the_eye,
    focus_can_be_seen,
    the_page_says_what_it_is,
    nothing_forbidden_is_there,
    scrolling_has_buttons,
    continue_can_be_pressed,
    colour_is_not_all,
    sending_is_always_said,
    it_can_be_read_aloud,
)
