"""From the first page to a draft: what is shown, what is refused, and what each page leads to."""

import pytest

from kiosk import consent as consents
from tests.support.shell import CARD, NAME_REF, SECRET_NAME, Visitor
from ui.screens.card import CardScreen, ScanScreen
from ui.screens.choose import ChooseScreen
from ui.screens.consent import TEXT_VERSION, ConsentScreen
from ui.widgets import ChoiceButton


def test_the_first_page_says_what_happens_when_nobody_touches_the_screen(visitor: Visitor) -> None:
    visitor.wait_for("start")
    assert visitor.sees("3 minutes")


def test_language_changes_everything_and_stays(visitor: Visitor) -> None:
    visitor.wait_for("start")
    visitor.press("Tiếng Việt")
    visitor.wait(lambda: visitor.sees("Bắt đầu"), "not Vietnamese")
    visitor.continue_()
    visitor.wait_for("home")
    assert visitor.sees("Ông/bà muốn làm gì?")


def test_text_size_grows_and_the_page_stays(visitor: Visitor) -> None:
    visitor.home_page()
    before = visitor.screen.heading.font().pixelSize()
    visitor.press("Text size")
    visitor.wait(lambda: visitor.screen.heading.font().pixelSize() > before, "not larger")
    assert visitor.step == "home"


@pytest.mark.parametrize("words", ["khai sinh", "KHAI SINH", "khái sình", "em be"])
def test_a_procedure_is_found_without_accents(visitor: Visitor, words: str) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    visitor.type_into(visitor.on(ChooseScreen).field, words)
    visitor.wait(lambda: visitor.sees("Register a birth"), "not found")


def test_a_search_that_finds_nothing_says_what_to_do(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    visitor.type_into(visitor.on(ChooseScreen).field, "zzzzzz")
    visitor.wait(lambda: visitor.sees("call the volunteer"), "no advice")


def test_back_from_a_life_event_shows_all_of_them(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.press("Raising a child")
    visitor.wait(lambda: visitor.sees("Register a birth"), "no procedure")
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait(lambda: visitor.sees("Growing old"), "the life events did not come back")


def test_facts_nobody_confirmed_say_so(visitor: Visitor) -> None:
    visitor.to_procedure()
    unverified = [text for text in visitor.texts() if "ask the officer to confirm" in text]
    assert unverified
    assert visitor.sees("Free within 60 days")


def test_papers_that_are_ticked_are_counted_and_remembered(visitor: Visitor) -> None:
    visitor.to_procedure()
    first = next(each for each in visitor.screen.findChildren(ChoiceButton) if each.isVisible())
    visitor.press_widget(first)
    visitor.wait(lambda: visitor.sees("You have 1 of"), "not counted")
    visitor.continue_()
    visitor.wait_for("consent")
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("procedure")
    assert visitor.sees("You have 1 of")


def test_what_to_bring_is_printed(visitor: Visitor) -> None:
    visitor.to_procedure()
    visitor.press("Print what to bring")
    visitor.wait(lambda: visitor.sees("Slip: this machine has no printer"), "not printed")
    assert len(list(visitor.kiosk.printing.folder.glob("*.pdf"))) == 1


def test_nothing_is_chosen_beforehand_and_no_choice_is_no_consent(visitor: Visitor) -> None:
    visitor.to_procedure()
    visitor.continue_()
    visitor.wait_for("consent")
    choices = [each for each in visitor.screen.findChildren(ChoiceButton) if each.isVisible()]
    assert [each.isChecked() for each in choices] == [False, False]
    visitor.continue_()
    visitor.wait(lambda: visitor.complaint, "Continue without a choice is not explained")
    assert visitor.step == "consent"
    assert visitor.kiosk.drafts.open_drafts() == ()


def test_the_consent_is_recorded_in_the_words_that_were_shown(visitor: Visitor) -> None:
    visitor.to_procedure()
    visitor.continue_()
    visitor.wait_for("consent")
    shown = visitor.on(ConsentScreen).text
    visitor.press("I agree")
    visitor.continue_()
    visitor.wait_for("code-pin")
    draft = visitor.app.visit.draft
    assert draft is not None
    (kept,) = visitor.kiosk.store.call(lambda db: consents.records(db, draft.dossier))
    assert (kept.text, kept.text_version, kept.language) == (shown, TEXT_VERSION, "en")
    assert len(kept.purposes) == 3
    assert consents.is_genuine(kept, visitor.kiosk.identity.sign_key.verify_key)


def test_without_consent_nothing_is_kept(visitor: Visitor) -> None:
    visitor.to_procedure()
    visitor.continue_()
    visitor.wait_for("consent")
    visitor.press("I do not agree")
    visitor.continue_()
    visitor.wait_for("declined")
    visitor.continue_()
    visitor.wait_for("start")
    assert visitor.kiosk.drafts.open_drafts() == ()


def test_going_back_after_agreeing_begins_no_second_dossier(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("consent")
    visitor.press("I agree")
    visitor.continue_()
    visitor.wait_for("code-pin")
    assert len(visitor.kiosk.drafts.open_drafts()) == 1


@pytest.mark.parametrize("pin", ["1111", "1234"])
def test_a_pin_that_everybody_tries_is_refused_with_a_sentence(visitor: Visitor, pin: str) -> None:
    visitor.to_code()
    visitor.pin(pin)
    visitor.continue_()
    visitor.wait(lambda: "guess" in visitor.complaint, "not refused")
    visitor.pin("5829")
    visitor.continue_()
    visitor.wait_for("card")
    assert visitor.kiosk.drafts.open_drafts()[0].has_pin


def test_one_may_go_on_without_a_pin(visitor: Visitor) -> None:
    visitor.to_card(pin="")
    assert not visitor.kiosk.drafts.open_drafts()[0].has_pin


@pytest.mark.parametrize(
    ("scan", "said"),
    [
        (CARD[:38], "part of the card"),
        ("https://example.com/somewhere", "no identity card"),
        (CARD.replace("15081955", "31021955"), "date"),
        ("x" * 3000 + "y", "no identity card"),
    ],
)
def test_what_is_no_card_is_explained(visitor: Visitor, scan: str, said: str) -> None:
    visitor.to_card()
    visitor.scan(scan)
    visitor.wait(lambda: visitor.complaint, "not explained")
    assert said in visitor.complaint
    visitor.on(ScanScreen)


def test_a_card_fills_in_only_after_it_was_shown_and_given_to_a_person(visitor: Visitor) -> None:
    visitor.to_card()
    visitor.scan(CARD)
    visitor.wait(lambda: visitor.sees(SECRET_NAME), "not shown")
    visitor.on(CardScreen)
    visitor.continue_()
    visitor.wait(lambda: "whose card" in visitor.complaint, "no choice, and not explained")
    controller = visitor.app.visit.controller
    assert controller is not None
    assert controller.session.question(NAME_REF).value == ""
    visitor.press("Mine")
    visitor.continue_()
    visitor.wait(lambda: visitor.sees("Filled in from the card"), "not filled in")
    assert controller.session.question(NAME_REF).value == SECRET_NAME


def test_a_card_scanned_in_the_middle_of_the_form_leads_back_to_the_question(visitor: Visitor) -> None:
    visitor.to_card()
    visitor.continue_()
    visitor.wait_for("question")
    heading = visitor.screen.heading.text()
    visitor.scan(CARD)
    visitor.wait_for("card")
    visitor.press("Mine")
    visitor.continue_()
    visitor.wait(lambda: visitor.sees("Filled in from the card"), "not filled in")
    visitor.continue_()
    visitor.wait_for("question")
    assert visitor.screen.heading.text() == heading
