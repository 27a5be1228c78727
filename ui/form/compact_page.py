"""Several questions at once, for a volunteer who types with a keyboard while the resident answers.

Only the way of asking differs: the questions, their rules, saving and the check page are those of everybody. Pages of
one part of the form stand together, two columns where there is room; a repeat keeps its own page.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from forms.contract import Page, PageKind
from ui.form.controller import FormController
from ui.form.question_page import QuestionPage
from ui.theme import TEXT_SCALES, look

MOST = 10
"""Questions on one compact page; a single group that has more stays whole."""


def together(pages: Sequence[Page], key: str) -> tuple[Page, ...]:
    """The pages that are shown with the page key: neighbours of the same part, at most MOST questions. Empty when the

    page is a repeat's own, or is not there.
    """
    for span in _spans(pages):
        if any(page.key == key for page in span):
            return tuple(span) if span[0].kind is not PageKind.REPEAT else ()
    return ()


def _spans(pages: Sequence[Page]) -> list[list[Page]]:
    spans: list[list[Page]] = []
    for page in pages:
        last = spans[-1] if spans else None
        if last is not None and _fits(last, page):
            last.append(page)
        else:
            spans.append([page])
    return spans


def _fits(span: list[Page], page: Page) -> bool:
    if PageKind.REPEAT in (page.kind, span[0].kind) or page.sections[:1] != span[0].sections[:1]:
        return False
    return sum(len(each.refs) for each in (*span, page)) <= MOST


class CompactPage(QuestionPage):
    """The questions of several pages, in two columns on a large display."""

    def __init__(self, controller: FormController, pages: Sequence[Page]) -> None:
        controller.place = pages[0].key
        controller.together = tuple(page.key for page in pages)
        self._grid_holder: QWidget | None = None
        super().__init__(controller, _merged(pages))
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px("gap"))
        self._grid.setVerticalSpacing(look().px("gap"))
        self.body.addWidget(self._grid_holder)
        self._arrange()

    def refresh(self, refs: frozenset[str]) -> None:
        """An answer changed what is asked here: pages may have come or gone."""
        super().refresh(refs)
        self._arrange()

    def _present(self) -> Page | None:
        pages = together(self.controller.pages(), self.controller.place)
        if not pages:
            return None
        self.controller.together = tuple(page.key for page in pages)
        return _merged(pages)

    def _arrange(self) -> None:
        if self._grid_holder is None:
            return
        now = look()
        columns = 1 if now.profile.compact or now.text_scale > TEXT_SCALES[0] else 2
        for index, block in enumerate(self.blocks.values()):
            self._grid.addWidget(block, index // columns, index % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)


def _merged(pages: Sequence[Page]) -> Page:
    first = pages[0]
    title = first.sections[0] if first.sections else first.title
    refs = tuple(ref for page in pages for ref in page.refs)
    return replace(first, kind=PageKind.GROUP, title=title, refs=refs)
