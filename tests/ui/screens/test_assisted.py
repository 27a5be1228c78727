"""A volunteer types: the staff code, several questions at once, and the resident's own look at the check page."""

from tests.support.shell import CHILD_REF, NAME_REF, PIN, Visitor, begun
from ui.form import CHECK, CompactPage, QuestionPage
from ui.form.compact_page import MOST, together
from ui.screens.assist import WhoScreen


def _assisting(visitor: Visitor) -> str:
    code = begun(visitor)
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.screen.field, code)  # type: ignore[attr-defined]  # the page's field
    visitor.continue_()
    visitor.wait_for("unlock")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    visitor.press("Help")
    visitor.press("Volunteer: type for the resident")
    visitor.wait_for("assist-door")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    return code


def test_the_volunteer_on_duty_types_and_is_recorded(visitor: Visitor) -> None:
    volunteer = visitor.kiosk.shifts.add("Lò Văn Hội")
    visitor.kiosk.shifts.start(volunteer.code)
    _assisting(visitor)
    visitor.wait_for("question")
    page = visitor.on(CompactPage)
    assert len(page.blocks) > 1
    draft = visitor.app.visit.draft
    assert draft is not None
    assert visitor.kiosk.drafts.get(draft.dossier).assisted_by == "V01"
    visitor.press("Help")
    visitor.press("I type myself again")
    visitor.wait_for("question")
    assert not isinstance(visitor.screen, CompactPage)
    assert visitor.kiosk.drafts.get(draft.dossier).assisted_by == "V01"
    visitor.app.end_visit()
    assert visitor.app.visit.assisted_by == ""


def test_of_several_volunteers_one_is_named(visitor: Visitor) -> None:
    for name in ("Lò Văn Hội", "Hà Thị Đoàn"):
        visitor.kiosk.shifts.start(visitor.kiosk.shifts.add(name).code)
    _assisting(visitor)
    visitor.wait_for("assist-who")
    visitor.on(WhoScreen)
    visitor.press("Hà Thị Đoàn")
    visitor.wait_for("question")
    assert visitor.app.visit.assisted_by == "V02"


def test_a_wrong_staff_code_leaves_the_page_as_it_is(visitor: Visitor) -> None:
    code = begun(visitor)
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.screen.field, code)  # type: ignore[attr-defined]  # the page's field
    visitor.continue_()
    visitor.wait_for("unlock")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    visitor.press("Help")
    visitor.press("Volunteer: type for the resident")
    visitor.wait_for("assist-door")
    visitor.pin("000000")
    visitor.continue_()
    visitor.wait(lambda: visitor.complaint, "a wrong code was taken")
    visitor.press("Back")
    visitor.wait_for("question")
    assert isinstance(visitor.screen, QuestionPage)
    assert not isinstance(visitor.screen, CompactPage)
    assert visitor.app.visit.assisted_by == ""


def test_compact_pages_ask_everything_once_and_end_at_the_check_page(visitor: Visitor) -> None:
    _assisting(visitor)
    visitor.wait_for("question")
    controller = visitor.app.visit.controller
    assert controller is not None
    controller.back()
    while True:
        visitor.wait_for("question")
        before = controller.place
        controller.back()
        visitor.wait(lambda: not controller.busy, "not saved")
        if controller.place == before or visitor.step != "question":
            break
    seen: list[str] = []
    for page in controller.pages():
        if page.key in seen:
            continue
        span = together(controller.pages(), page.key)
        keys = [each.key for each in span] or [page.key]
        assert not set(keys) & set(seen)
        assert len(span) <= 1 or sum(len(each.refs) for each in span) <= MOST
        seen += keys
    assert seen == [page.key for page in controller.pages()]


def test_what_is_missing_is_told_at_its_question_and_nothing_moves(visitor: Visitor) -> None:
    _assisting(visitor)
    visitor.wait_for("question")
    controller = visitor.app.visit.controller
    assert controller is not None
    controller.answer(NAME_REF, "")
    visitor.app.refresh()
    page = visitor.on(CompactPage)
    place = controller.place
    page.press_continue()
    visitor.wait(lambda: not controller.busy, "not saved")
    assert controller.place == place
    assert page.blocks[NAME_REF].error_text()
    controller.answer(NAME_REF, "Phạm Thị Lựu")


def test_the_resident_is_asked_to_read_what_was_typed(visitor: Visitor) -> None:
    _assisting(visitor)
    visitor.wait_for("question")
    controller = visitor.app.visit.controller
    assert controller is not None
    controller.place = CHECK
    visitor.app.refresh()
    assert visitor.sees("The volunteer typed for you")
    controller.edit(controller.page_of(CHILD_REF))
    visitor.wait(lambda: isinstance(visitor.screen, CompactPage), "the page to change is not compact")
    assert controller.returns_to_check
