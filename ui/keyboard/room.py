"""Room above the keys: what a page gives up, for as long as they are there, so that question and field can be seen.

Nothing is given up where both fit. Else, one after the other until they do: a field of several lines becomes lower, the
hint goes, the question and what is wrong are written smaller. Where even that is too much, the page begins
with the first text that still fits above the field, so that no line is cut in half.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.theme import look
from ui.widgets.fields import TextArea, TextField
from ui.widgets.labels import InlineError, Text
from ui.widgets.screen import Screen

if TYPE_CHECKING:
    from ui.form.block import QuestionBlock
    from ui.widgets.choices import SearchList

AnyField = TextField | TextArea


class Room:
    """What one page has given up."""

    def __init__(self) -> None:
        self._hint: Text | None = None
        self._list: SearchList | None = None
        self._lowered: tuple[TextArea, int, int] | None = None
        self._tight: list[Text | InlineError] = []

    def fit(self, page: Screen, field: AnyField) -> None:
        """Bring the field into sight, and above it what is asked; the page has its room already (make_room)."""
        self.give_back()
        settle(page)
        for give_up in (self._lower, self._hide_hint, self._write_smaller):
            if not self._fits(page, field):
                give_up(page, field)
                settle(page)
        page.scroll_area.area.verticalScrollBar().setValue(self._start(page, field))

    def give_back(self) -> None:
        """The page as it was. Parts that are gone with their page are left alone."""
        hint, self._hint = self._hint, None
        if hint is not None and isValid(hint):
            hint.show()
        searched, self._list = self._list, None
        if searched is not None and isValid(searched):
            searched.say_how(visible=True)
        lowered, self._lowered = self._lowered, None
        if lowered is not None and isValid(lowered[0]):
            area, least, most = lowered
            area.setMinimumHeight(least)
            area.setMaximumHeight(most)
        tight, self._tight = self._tight, []
        for text in tight:
            if isValid(text):
                text.set_tight(tight=False)

    def _fits(self, page: Screen, field: AnyField) -> bool:
        top, bottom = stretch(page, field)
        return bottom - top <= _seen(page)

    def _lower(self, page: Screen, field: AnyField) -> None:
        if not isinstance(field, TextArea):
            return
        top, bottom = stretch(page, field)
        least = look().px("control") + look().mm(6)
        wanted = max(least, field.height() - (bottom - top - _seen(page)))
        if wanted < field.height():
            self._lowered = (field, field.minimumHeight(), field.maximumHeight())
            field.setFixedHeight(wanted)
            field.ensureCursorVisible()

    def _hide_hint(self, _page: Screen, field: AnyField) -> None:
        from ui.widgets.choices import SearchList

        block = block_of(field)
        if block is None:
            return
        if not block.hint.isHidden():
            self._hint = block.hint
            block.hint.hide()
        searched = field.parent()
        if isinstance(searched, SearchList):
            self._list = searched
            searched.say_how(visible=False)

    def _write_smaller(self, page: Screen, field: AnyField) -> None:
        if not look().profile.compact:
            return
        block = block_of(field)
        errors = page.findChildren(InlineError) if block is None else [block.error]
        asked = [question_of(page, field), *(_texts_above(page, field)[-1:] if block is None else ())]
        self._tight = [*asked, *(each for each in errors if not each.isHidden())]
        for text in self._tight:
            text.set_tight(tight=True)

    @staticmethod
    def _start(page: Screen, field: AnyField) -> int:
        """Where the page begins: at the question, else at the first text above the field that fits with it."""
        content = page.scroll_area.content()
        top, bottom = stretch(page, field)
        room = _seen(page)
        if bottom - top <= room:
            return top
        above = [(each.mapTo(content, QPoint(0, 0)).y(), each.height()) for each in _texts_above(page, field)]
        start = bottom - room
        if fits := [top for top, _high in above if top >= start]:
            return min(fits)
        # Not even the nearest text fits: what would be cut in half stays out of sight.
        return max([start, *(top + high for top, high in above if top < start < top + high)])


def _texts_above(page: Screen, field: AnyField) -> list[Text]:
    """What can be read above a field, from the top down."""
    content = page.scroll_area.content()
    least = field.mapTo(content, QPoint(0, 0)).y()
    found = [(each.mapTo(content, QPoint(0, 0)).y(), each) for each in content.findChildren(Text)]
    return [each for top, each in sorted(found, key=_height) if top < least and each.isVisibleTo(content)]


def _height(found: tuple[int, Text]) -> int:
    return found[0]


def settle(page: Screen) -> None:
    """Lay the page out now: sizes asked for in the same moment are the new ones."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    page.scroll_area.content().adjustSize()


def block_of(field: AnyField) -> "QuestionBlock | None":
    """The block of a form's page that a field belongs to; None on other pages."""
    from ui.form.block import QuestionBlock

    block = field.parentWidget()
    while block is not None and not isinstance(block, QuestionBlock):
        block = block.parentWidget()
    return block


def question_of(page: Screen, field: AnyField) -> Text:
    """What shows the question that a field answers: its own label, else the page's heading."""
    block = block_of(field)
    return page.heading if block is None or block.label.isHidden() else block.label


def stretch(page: Screen, field: AnyField) -> tuple[int, int]:
    """From the top of the question to the bottom of the field, within the content of the page."""
    content = page.scroll_area.content()
    top = question_of(page, field).mapTo(content, QPoint(0, 0)).y()
    return top, field.mapTo(content, QPoint(0, field.height())).y() + look().mm(1)


def question_room(page: Screen, field: AnyField) -> int:
    """What a page needs at least above the keyboard: the question and the field, without the hint between them."""
    if field.finds is not None:
        # What is found stands above the keys, and has to be seen before the question is.
        return field.height() + 2 * look().px("gap_close")
    top, bottom = stretch(page, field)
    block = block_of(field)
    hint = block.hint.height() + look().px("gap_close") if block is not None and not block.hint.isHidden() else 0
    return bottom - top - hint + look().mm(3)


def _seen(page: Screen) -> int:
    return page.scroll_area.area.viewport().height()
