"""What looks wrong is pointed out on the check page, in words and with the person's name, and blocks nobody."""

import pytest

from forms.pack import Text
from kiosk.cards import Oddity
from tests.support.birth import PACK, session
from tests.support.shell import Visitor
from ui.form import CHECK
from ui.screens.warnings import of_number, sentences

NUMBER = "/data/requester/requester_document/requester_document_number"
ANSWERS = {
    "/data/requester/relation": "grandmother",
    "/data/requester/requester_name": "Phạm Thị Lựu",
    "/data/requester/requester_birth": "1956",
    "/data/requester/requester_document/requester_document_type": "identity_card",
    NUMBER: "001155083417",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_warnings_of_the_procedure_and_of_numbers_are_both_there(language: str) -> None:
    found = sentences(PACK.procedure, session(ANSWERS), language)
    texts = [Text(warning.text.vi, warning.text.en).in_language(language) for warning in PACK.procedure.warnings]
    assert any(each in text for each in found for text in texts)
    label = next(person.label for person in PACK.procedure.persons if person.id == "requester")
    assert any(each.startswith(label.in_language(language)) for each in found)


@pytest.mark.parametrize("oddity", [Oddity.SEX_DIFFERS, Oddity.BIRTH_YEAR_DIFFERS, Oddity.PROVINCE_UNKNOWN])
def test_each_kind_has_its_own_sentence(oddity: Oddity) -> None:
    assert "{person}" in of_number(oddity)
    assert len({of_number(each) for each in Oddity}) == 3


def test_they_stand_on_the_check_page(visitor: Visitor) -> None:
    visitor.to_card(pin="")
    controller = visitor.app.visit.controller
    assert controller is not None
    for ref, value in ANSWERS.items():
        controller.answer(ref, value)
    visitor.continue_()
    visitor.wait_for("question")
    page = controller.page_of("/data/requester/relation")
    controller.edit(page)
    visitor.wait(lambda: controller.place == page and not controller.busy, "not on the page")
    controller.forward()
    visitor.wait(lambda: controller.place == CHECK and visitor.sees("Compare both with the card"), "no warning")
