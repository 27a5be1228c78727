"""The address on a card becomes today's commune; only where the old one was divided is anybody asked."""

from tests.support.shell import CARD, Visitor
from ui.screens.ward import WardScreen

ADDRESS = "/data/requester/requester_residence/requester_residence"
STREET = "Số 12, phố Hàng Bông"
WHOLE = CARD.replace(STREET, "Số 12, Phúc Xá, Ba Đình, Hà Nội")
DIVIDED = CARD.replace(STREET, "Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội")


def given(visitor: Visitor) -> tuple[str, ...]:
    controller = visitor.app.visit.controller
    assert controller is not None
    return tuple(controller.session.question(f"{ADDRESS}_{part}").value for part in ("province", "commune", "detail"))


def scan(visitor: Visitor, card: str) -> None:
    visitor.to_card()
    controller = visitor.app.visit.controller
    assert controller is not None
    controller.answer("/data/requester/relation", "grandmother")
    visitor.scan(card)
    visitor.press("Mine")
    visitor.continue_()


def test_a_commune_that_was_merged_is_filled_in_without_a_question(visitor: Visitor) -> None:
    scan(visitor, WHOLE)
    visitor.wait(lambda: visitor.sees("Filled in from the card"), "not filled in")
    visitor.wait(lambda: given(visitor) == ("01", "00097", "Số 12"), f"{given(visitor)}")


def test_a_commune_that_was_divided_is_asked_about(visitor: Visitor) -> None:
    scan(visitor, DIVIDED)
    visitor.wait_for("ward")
    visitor.on(WardScreen)
    assert visitor.sees("Hàng Bông, Hoàn Kiếm")
    visitor.press("Phường Cửa Nam")
    visitor.wait_for("card")
    assert visitor.sees("Filled in from the card")
    assert given(visitor) == ("01", "00082", "Số 12")


def test_who_does_not_know_is_left_to_search_in_the_right_province(visitor: Visitor) -> None:
    scan(visitor, DIVIDED)
    visitor.wait_for("ward")
    visitor.press("I do not know, or another one")
    visitor.wait_for("card")
    assert given(visitor) == ("01", "", "")


def test_an_address_that_was_given_is_not_replaced(visitor: Visitor) -> None:
    visitor.to_card()
    controller = visitor.app.visit.controller
    assert controller is not None
    for part, value in (("province", "68"), ("commune", "25126"), ("detail", "Thôn 4")):
        controller.answer(f"{ADDRESS}_{part}", value)
    visitor.scan(DIVIDED)
    visitor.press("Mine")
    visitor.continue_()
    visitor.wait(lambda: visitor.sees("Filled in from the card"), "not filled in")
    assert visitor.step == "card"
    assert given(visitor) == ("68", "25126", "Thôn 4")
