"""Filling in a form: one question per page, check-answers, and a controller that saves every answer."""

from forms.contract import PageKind
from ui.form.check_page import CheckAnswersPage
from ui.form.compact_page import CompactPage, together
from ui.form.controller import CHECK, Flagged, FormController
from ui.form.formscreen import FormScreen
from ui.form.question_page import QuestionPage
from ui.form.repeat_page import RepeatPage
from ui.form.saving import Save

__all__ = [
    "CHECK",
    "CheckAnswersPage",
    "CompactPage",
    "Flagged",
    "FormController",
    "FormScreen",
    "QuestionPage",
    "RepeatPage",
    "Save",
    "screen_for",
]


def screen_for(controller: FormController, *, compact: bool = False) -> FormScreen:
    """A new screen for the place where the controller stands. compact: several questions at once, for a volunteer."""
    page = controller.page()
    if page is None:
        controller.place = CHECK
        return CheckAnswersPage(controller)
    if page.kind is PageKind.REPEAT:
        return RepeatPage(controller, page)
    pages = together(controller.pages(), page.key) if compact else ()
    if len(pages) > 1:
        return CompactPage(controller, pages)
    controller.together = ()
    return QuestionPage(controller, page)
