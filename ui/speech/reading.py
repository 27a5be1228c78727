"""What a page says when it is read aloud: every text and every choice that can be seen, from top to bottom.

What a resident typed is never among it (fields are no texts), a PIN never. Answers that a page repeats (check answers,
the card's page) are said only when the resident asks, not when pages read themselves: others stand nearby.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.theme import look
from ui.widgets import Button, InlineError, PinPad, Screen, Text

PERSONAL = "reads-answers"
"""A dynamic property: what is in this widget repeats a resident's answers."""
_ROW_MM = 7


def sentences(screen: Screen, *, asked: bool = True) -> tuple[str, ...]:
    """From the heading to the last choice; no text twice in a row. asked: the resident pressed Listen."""
    found: list[str] = []
    for widget in sorted(_speaking(screen, asked=asked), key=lambda each: _place(screen, each)):
        text = _text(widget)
        if text and (not found or found[-1] != text):
            found.append(text)
    return tuple(found)


def errors(screen: Screen) -> tuple[str, ...]:
    """What the page says has to be corrected now, each sentence once."""
    shown = [each.text() for each in screen.findChildren(InlineError) if each.isVisibleTo(screen) and each.text()]
    if screen.summary.isVisibleTo(screen):
        shown += [each.label() for each in screen.summary.findChildren(Button) if each.isVisibleTo(screen)]
    return tuple(dict.fromkeys(shown))


def _speaking(screen: Screen, *, asked: bool) -> list[QWidget]:
    from ui.form.check_page import AnswerRow

    inside = screen.scroll_area.findChildren(QWidget)
    texts = [each for each in inside if isinstance(each, Text | Button) and each.isVisibleTo(screen)]
    scrolling = (screen.scroll_area.up, screen.scroll_area.down)
    return [
        each
        for each in texts
        if each not in scrolling
        and not _within(each, screen, PinPad)
        # "Change" after every answer tells nobody anything.
        and not (isinstance(each, Button) and _within(each, screen, AnswerRow))
        and (asked or not _personal(each, screen))
    ]


def _text(widget: QWidget) -> str:
    if isinstance(widget, Button):
        return widget.label()
    # A code's accessible name has its letters apart.
    return widget.accessibleName() or (widget.text() if isinstance(widget, Text) else "")


def _within(widget: QWidget, screen: QWidget, kind: type[QWidget]) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not screen:
        if isinstance(parent, kind):
            return True
        parent = parent.parentWidget()
    return False


def _personal(widget: QWidget, screen: QWidget) -> bool:
    from ui.form.check_page import AnswerRow
    from ui.screens.parts import Code, Fact

    if isinstance(widget, Code) or _within(widget, screen, AnswerRow) or _within(widget, screen, Fact):
        return True
    parent: QWidget | None = widget
    while parent is not None and parent is not screen:
        if parent.property(PERSONAL):
            return True
        parent = parent.parentWidget()
    return False


def _place(screen: QWidget, widget: QWidget) -> tuple[int, int]:
    at = widget.mapTo(screen, QPoint(widget.width() // 2, widget.height() // 2))
    return round(at.y() / look().mm(_ROW_MM)), -at.x() if screen.isRightToLeft() else at.x()
