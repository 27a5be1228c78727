"""Scenes of a form being filled in: pages of the birth registration, and a page of every kind of question there is."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from forms.contract import Control, DataType, FormDefinition, FormSession, Page, PageKind, Question
from tests.support.birth import PACK
from tests.support.forms_ui import Disk, form, start
from tests.ui.form.conftest import every_kind_form
from ui.form import CHECK, FormController, screen_for
from ui.widgets import Screen

NAME = "Phạm Thị Lựu"
_FILLED = 8
Wanted = Callable[[FormSession, Page], bool]


@lru_cache(maxsize=1)
def _every_kind() -> FormDefinition:
    return every_kind_form()


@lru_cache(maxsize=1)
def _children() -> FormDefinition:
    return form(
        "<child><child_name/></child>",
        "<bind nodeset='/data/child/child_name' type='string'/>",
        "<group ref='/data/child'><label>Các con đang sống cùng</label><repeat nodeset='/data/child'>"
        "<input ref='/data/child/child_name'><label>Họ và tên con</label></input></repeat></group>",
    )


def _questions(session: FormSession, page: Page) -> list[Question]:
    return [session.question(ref) for ref in page.refs]


def _asks(**wanted: object) -> Wanted:
    """Pages of one question with these properties, and nothing answered beforehand."""

    def fits(session: FormSession, page: Page) -> bool:
        questions = _questions(session, page)
        return page.kind is PageKind.QUESTION and all(
            getattr(each, name) == value for each in questions for name, value in wanted.items()
        )

    return fits


def _choices(low: int, high: int) -> Wanted:
    def fits(session: FormSession, page: Page) -> bool:
        (first, *rest) = _questions(session, page)
        return not rest and first.control is Control.SELECT_ONE and low <= len(session.choices(first.ref)) <= high

    return fits


def _together(session: FormSession, page: Page) -> bool:
    return page.kind is not PageKind.REPEAT and len(page.refs) > 2


def _appears(word: str) -> Wanted:
    def fits(session: FormSession, page: Page) -> bool:
        return any(word in " ".join(question.appearances) for question in _questions(session, page))

    return fits


def _longest(session: FormSession, page: Page) -> bool:
    """The page with the longest label."""

    def length(each: Page) -> int:
        return max((len(question.label) for question in _questions(session, each)), default=0)

    return page.key == max(session.pages(), key=length).key


def _screen(session: FormSession, place: str, *, pressed: bool = False) -> Screen:
    controller = FormController(session, Disk().save)
    controller.place = place
    screen = screen_for(controller)
    # The controller lives as long as its screen.
    screen.setProperty("kept", controller)
    if pressed:
        controller.forward()
    return screen


def _birth(wanted: Wanted, language: str, *, pressed: bool = False) -> Screen:
    """The first page of the birth registration that fits. Raises LookupError when the form has none any more."""
    session = start(PACK.form(), language)
    page = next((page for page in session.pages() if wanted(session, page)), None)
    if page is None:
        raise LookupError("the birth registration has no such page any more: look for it in another form")
    return _screen(session, page.key, pressed=pressed)


def _filled(language: str) -> FormSession:
    """A birth registration begun: every text is a name, every choice the first."""
    session = start(PACK.form(), language)
    for page in session.pages()[:_FILLED]:
        for question in _questions(session, page):
            if not question.value and not question.readonly:
                _answer(session, question)
    return session


def _answer(session: FormSession, question: Question) -> None:
    if question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE):
        choices = session.choices(question.ref)
        value = choices[0].value if choices else ""
    elif question.type is DataType.DATE:
        value = "2026-11-20"
    elif question.control is Control.INPUT and question.type is DataType.STRING:
        value = NAME
    else:
        value = ""
    if value and session.answer(question.ref, value).verdict != "valid":
        session.answer(question.ref, "")


def _check(language: str, *, pressed: bool = False) -> Screen:
    session = _filled(language) if not pressed else start(PACK.form(), language)
    return _screen(session, CHECK, pressed=pressed)


def _repeat(_language: str) -> Screen:
    session = start(_children())
    place = next(page.key for page in session.pages() if page.kind is PageKind.REPEAT)
    return _screen(session, place)


def _kind(ref: str, _language: str) -> Screen:
    session = start(_every_kind())
    for earlier, value in (("/data/relation", "other"), ("/data/home/commune", "")):
        if earlier != ref and value:
            session.answer(earlier, value)
    place = next(page.key for page in session.pages() if ref in page.refs)
    return _screen(session, place, pressed=True)


_KINDS = (
    *("name", "birth", "relation", "who", "home/province", "papers", "copies", "amount", "number", "phone", "day"),
    *("hour", "moment", "place", "people", "stars", "order", "picture", "pledge", "story", "kept"),
)

SCENES: Mapping[str, Callable[[str], Screen]] = {
    "question-text": partial(_birth, _asks(control=Control.INPUT, type=DataType.STRING)),
    "question-mistake": partial(_birth, _asks(control=Control.INPUT, required=True), pressed=True),
    "question-choice": partial(_birth, _choices(2, 4)),
    "question-search": partial(_birth, _choices(7, 10_000)),
    "question-date": partial(_birth, _appears("date")),
    "question-together": partial(_birth, _together),
    "question-longest": partial(_birth, _longest, pressed=True),
    "question-repeat": _repeat,
    "check": _check,
    "check-mistakes": partial(_check, pressed=True),
}

KINDS: Mapping[str, Callable[[str], Screen]] = {
    f"kind-{ref.replace('/', '-')}": partial(_kind, f"/data/{ref}") for ref in _KINDS
}
