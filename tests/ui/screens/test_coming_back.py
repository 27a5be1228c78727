"""Stopping, coming back with code and PIN, the staff code, and what is never shown to the next person."""

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.types import DraftKind
from sync.protocol.followup import show_code
from sync.states import DossierState
from tests.support.birth import session
from tests.support.kiosks import bytes_in
from tests.support.shell import CHILD_REF, FIRST_ANSWERS, NAME_REF, PIN, SECRET_NAME, Visitor, begun, finished
from ui.form import CHECK
from ui.screens.follow import AskScreen
from ui.screens.resume import ResumeScreen
from ui.tour.filling import Filler


def _resume(visitor: Visitor, code: str) -> None:
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.on(ResumeScreen).field, code)
    visitor.continue_()


def _follow(visitor: Visitor, code: str) -> None:
    visitor.home_page()
    visitor.press("Where is my dossier")
    visitor.wait_for("follow")
    visitor.type_into(visitor.on(AskScreen).field, code)
    visitor.continue_()


def test_a_form_goes_on_where_it_stopped(visitor: Visitor) -> None:
    code = begun(visitor)
    _resume(visitor, show_code(code).lower())
    visitor.wait_for("unlock")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    assert Filler(visitor).place.endswith("requester_name")
    assert visitor.sees(SECRET_NAME)


def test_a_wrong_pin_says_how_many_tries_are_left_and_shows_nothing(visitor: Visitor) -> None:
    code = begun(visitor)
    _resume(visitor, code)
    visitor.wait_for("unlock")
    visitor.pin("9999")
    visitor.continue_()
    visitor.wait(lambda: "Tries left: 4" in visitor.complaint, "not explained")
    assert not visitor.sees(SECRET_NAME)


def test_after_too_many_wrong_pins_only_the_staff_code_opens_it(visitor: Visitor) -> None:
    code = begun(visitor)
    _resume(visitor, code)
    visitor.wait_for("unlock")
    for _ in range(5):
        visitor.pin("9999")
        visitor.continue_()
        visitor.wait(lambda: visitor.complaint, "not explained")
        visitor.wait_for("unlock")
    visitor.wait(lambda: visitor.sees("Volunteer: the staff code"), "the volunteer is not asked for")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("question")
    assert visitor.sees(SECRET_NAME)


def test_a_form_without_a_pin_is_opened_by_the_volunteer(visitor: Visitor) -> None:
    code = begun(visitor, pin="")
    _resume(visitor, code)
    visitor.wait(lambda: visitor.sees("Volunteer: the staff code"), "the volunteer is not asked for")


@pytest.mark.parametrize(
    ("typed", "said"), [("K7M-ABCDE-2", "wrong"), ("abc", "nine letters"), ("", "Type the follow-up code")]
)
def test_a_mistyped_code_is_explained(visitor: Visitor, typed: str, said: str) -> None:
    _resume(visitor, typed)
    visitor.wait(lambda: said in visitor.complaint, "not explained")


def test_stopping_keeps_the_answers_and_prints_the_code(visitor: Visitor) -> None:
    code = visitor.to_card()
    visitor.continue_()
    visitor.wait_for("question")
    visitor.press("Stop")
    visitor.wait_for("leave")
    assert visitor.sees(show_code(code))
    visitor.press("Keep and stop")
    visitor.wait_for("start")
    assert [each.code for each in visitor.kiosk.drafts.open_drafts()] == [code]
    assert list(visitor.kiosk.printing.folder.glob("*.pdf"))


def test_stopping_may_erase_everything(visitor: Visitor) -> None:
    visitor.to_card()
    visitor.continue_()
    visitor.wait_for("question")
    visitor.press("Stop")
    visitor.press("Erase my answers")
    visitor.wait_for("start")
    assert visitor.kiosk.drafts.open_drafts() == ()


def test_stopping_can_be_thought_better_of(visitor: Visitor) -> None:
    visitor.to_card()
    visitor.continue_()
    visitor.wait_for("question")
    heading = visitor.screen.heading.text()
    visitor.press("Stop")
    visitor.press("Go on filling in")
    visitor.wait_for("question")
    assert visitor.screen.heading.text() == heading


def test_after_a_visit_nothing_of_it_is_on_the_screen_or_in_a_file(visitor: Visitor) -> None:
    code = begun(visitor)
    _resume(visitor, code)
    visitor.wait_for("unlock")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    visitor.press("Stop")
    visitor.press("Keep and stop")
    visitor.wait_for("start")
    words = [widget.accessibleName() for widget in visitor.app.window.findChildren(QWidget)]
    assert not [word for word in [*words, *visitor.texts()] if SECRET_NAME in word]
    visitor.wait(lambda: visitor.app.tasks.busy == 0, "the end of the visit is still under way")
    assert bytes_in(visitor.app.options.home, SECRET_NAME) == []


def test_where_a_dossier_stands_is_told_without_a_pin_and_without_a_name(visitor: Visitor) -> None:
    receipt = finished(visitor)
    _follow(visitor, show_code(receipt.code))
    visitor.wait_for("dossier")
    assert visitor.sees("goes when the line is back")
    assert not visitor.sees(SECRET_NAME)


def test_a_receipt_held_before_the_first_page_leads_to_its_dossier(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.wait_for("start")
    visitor.scan(receipt.link)
    visitor.wait_for("dossier")
    assert visitor.sees(show_code(receipt.code))


def test_a_forged_receipt_is_not_believed(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.wait_for("start")
    link, _, signature = receipt.link.rpartition(".")
    visitor.scan(f"{link}.{'A' * len(signature)}")
    visitor.wait(lambda: visitor.complaint, "not explained")
    assert visitor.step == "follow"


def test_what_the_officer_answers_appears_while_the_page_is_open(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.portal.acknowledge(visitor.kiosk, receipt.dossier, 1)
    _follow(visitor, receipt.code)
    visitor.wait_for("dossier")
    visitor.portal.says(
        visitor.kiosk, receipt.dossier, DossierState.RECEIVED, official_number="H26-0001", promised_on="2026-12-01"
    )
    step = visitor.app.flow.current
    assert step is not None
    step.sync_changed()
    visitor.wait(lambda: visitor.sees("H26-0001"), "the news did not come")
    assert visitor.sees("01/12/2026")
    assert not visitor.sees("Change my answers")


def test_what_was_flagged_is_asked_again_and_what_was_answered_is_not(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.portal.acknowledge(visitor.kiosk, receipt.dossier, 1)
    visitor.portal.says(visitor.kiosk, receipt.dossier, DossierState.RECEIVED, official_number="H26-0001")
    xml = session(FIRST_ANSWERS).draft().decode()
    visitor.portal.asks(visitor.kiosk, receipt.dossier, CHILD_REF, instance=xml)
    _follow(visitor, receipt.code)
    visitor.wait_for("dossier")
    assert not visitor.sees("Viết đủ họ tên"), "only who knows the PIN reads the officer's comment"
    visitor.press("Change what the officer asks for")
    visitor.wait_for("unlock")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    draft, controller = visitor.app.visit.draft, visitor.app.visit.controller
    assert draft is not None
    assert controller is not None
    assert draft.kind is DraftKind.CORRECTION
    assert controller.flagged == {CHILD_REF: "Viết đủ họ tên"}
    # Questions that have no answer yet are asked too; answered ones that nobody flagged are not.
    asked = {ref for page in controller.pages() for ref in page.refs}
    assert CHILD_REF in asked
    assert NAME_REF not in asked


def test_a_dossier_that_no_officer_has_can_be_changed_with_the_pin(visitor: Visitor) -> None:
    receipt = finished(visitor)
    _follow(visitor, receipt.code)
    visitor.wait_for("dossier")
    visitor.press("Change my answers")
    visitor.wait_for("unlock")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    assert Filler(visitor).place == CHECK
    assert visitor.kiosk.dossiers.view(receipt.code).state is DossierState.DRAFT
