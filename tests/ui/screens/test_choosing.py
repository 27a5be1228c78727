"""Who does not know a procedure by its name is asked in plain words; who needs another office is told where it is."""

import pytest

from tests.support.shell import Visitor
from ui.screens.choose import ChooseScreen
from ui.screens.information import InformationScreen
from ui.screens.which import WhichScreen


def search(visitor: Visitor, words: str) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    visitor.type_into(visitor.on(ChooseScreen).field, words)


def test_funeral_support_is_asked_about_before_its_page(visitor: Visitor) -> None:
    search(visitor, "mai táng")
    visitor.press("Funeral support for people on social assistance")
    visitor.wait_for("which")
    visitor.press("Another social allowance (disability, orphans, poor people living alone)")
    visitor.wait_for("procedure")
    assert visitor.app.visit.pack is not None
    assert visitor.app.visit.pack.code == "1.001731"


def test_back_from_the_answer_asks_again_and_another_answer_leads_elsewhere(visitor: Visitor) -> None:
    search(visitor, "mai táng")
    visitor.press("Funeral support for people on social assistance")
    visitor.wait_for("which")
    visitor.press("The social pension (for old people without another pension)")
    visitor.wait_for("information")
    assert visitor.sees("1.014028")
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("which")
    visitor.press("I do not know")
    visitor.wait_for("information")
    assert visitor.sees("Find out which allowance it was")
    visitor.continue_()
    visitor.wait_for("choose")


def test_a_question_that_leads_to_a_question(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.press("A relative has died")
    visitor.press("I do not know which: help me choose")
    visitor.wait_for("which")
    visitor.press("Support for the funeral")
    visitor.wait(lambda: visitor.sees("Which money did the deceased receive each month?"), "not asked")
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait(lambda: visitor.sees("To register the death"), "the first question did not come back")
    visitor.on(WhichScreen)


@pytest.mark.parametrize(
    ("words", "name", "where"),
    [
        ("mất căn cước", "Identity card", "police"),
        ("giấy ủy quyền", "Certify a signature", "service centre"),
    ],
)
def test_what_has_no_form_says_where_to_go(visitor: Visitor, words: str, name: str, where: str) -> None:
    search(visitor, words)
    visitor.wait(lambda: visitor.sees("no form here yet"), "the sign is not explained")
    if words == "mất căn cước":
        visitor.press("Replace a lost identity card")
        visitor.press("The card is lost")
    else:
        visitor.press(name)
    visitor.wait_for("information")
    visitor.on(InformationScreen)
    assert visitor.sees(where)
    assert visitor.sees("Take your identity card")


def test_the_way_there_is_printed(visitor: Visitor) -> None:
    search(visitor, "giấy xác nhận cư trú")
    visitor.press("Confirmation of residence")
    visitor.wait_for("information")
    visitor.press("Print this page")
    visitor.wait(lambda: visitor.sees("Slip: this machine has no printer"), "not printed")
    assert len(list(visitor.kiosk.printing.folder.glob("*.pdf"))) == 1


def test_what_was_asked_keeps_its_page_in_another_language(visitor: Visitor) -> None:
    search(visitor, "mai táng")
    visitor.press("Funeral support for people on social assistance")
    visitor.wait_for("which")
    visitor.app.appearance.set_language("vi")
    visitor.wait(lambda: visitor.sees("Người mất đang nhận khoản tiền nào hằng tháng?"), "not in Vietnamese")


def test_the_procedure_page_names_the_day_of_the_result_where_it_is_known(visitor: Visitor) -> None:
    visitor.to_procedure()
    assert visitor.sees("If it is received now, the result can be there on") is bool(
        visitor.kiosk.receipts.expected_on(visitor.kiosk.catalogue.pack("1.001193").procedure.time_limit)
    )
