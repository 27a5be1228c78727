"""A citizen number that does not fit the person it is given for is pointed out, whoever the person is."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

import forms
from forms.contract import Environment, FormSession, Question
from forms.pack import load_pack
from kiosk.cards import Oddity
from kiosk.cards.doubts import doubts_about, odd_numbers
from tests.support import filling
from tests.support.birth import PACK, session

NUMBER = "/data/requester/requester_document/requester_document_number"
TYPE = "/data/requester/requester_document/requester_document_type"
BIRTH = "/data/requester/requester_birth"
BASE = {"/data/requester/relation": "grandmother", TYPE: "identity_card"}
WOMAN_OF_1955 = "001155083417"


def oddities(**answers: str) -> list[Oddity]:
    refs = {"number": NUMBER, "birth": BIRTH}
    begun = session({**BASE, **{refs[name]: value for name, value in answers.items()}})
    return [doubt.oddity for doubt in doubts_about(PACK.procedure, begun)]


def test_a_number_that_fits_raises_no_doubt() -> None:
    assert oddities(number=WOMAN_OF_1955, birth="1955-08-15") == []
    assert oddities(number=WOMAN_OF_1955, birth="1955") == []


def test_a_number_alone_raises_no_doubt() -> None:
    assert oddities(number=WOMAN_OF_1955) == []
    assert oddities() == []


@pytest.mark.parametrize("birth", ["1956-08-15", "1956"])
def test_another_year_of_birth_is_pointed_out(birth: str) -> None:
    assert oddities(number=WOMAN_OF_1955, birth=birth) == [Oddity.BIRTH_YEAR_DIFFERS]


def test_a_number_of_a_year_to_come_does_not_fit() -> None:
    assert oddities(number="001399083417", birth="1955") == [Oddity.BIRTH_YEAR_DIFFERS]


def test_digits_of_no_province_are_pointed_out() -> None:
    assert oddities(number="999155083417", birth="1955") == [Oddity.PROVINCE_UNKNOWN]


def test_it_is_said_whose_number_it_is() -> None:
    begun = session({**BASE, NUMBER: WOMAN_OF_1955, BIRTH: "1956"})
    (doubt,) = doubts_about(PACK.procedure, begun)
    assert doubt.ref == NUMBER
    assert doubt.person == next(person.label for person in PACK.procedure.persons if person.id == "requester")


@pytest.mark.parametrize(("phone", "odd"), [("0912345678", False), ("+84912345678", False), ("0509999999", True)])
def test_a_telephone_number_that_no_network_has_is_pointed_out(phone: str, odd: bool) -> None:
    petition = load_pack(Path(forms.__file__).parent / "packs" / "PAKN")
    environment = Environment(lambda: datetime.now().astimezone(), lambda: str(uuid4()), lambda: 0.5)
    begun = petition.form().start(environment, "vi")
    ref = next(q.ref for q in questions_of(begun) if "phone" in q.appearances)
    assert begun.answer(ref, phone).verdict == "valid"
    assert bool(odd_numbers(begun)) is odd


@pytest.mark.parametrize(
    ("code", "odd"), [("0100109106", False), ("0314409058002", False), ("001155083417", False), ("0100109107", True)]
)
def test_a_tax_code_with_a_wrong_digit_is_pointed_out_and_does_not_block(code: str, odd: bool) -> None:
    land_tax = load_pack(Path(forms.__file__).parent / "packs" / "1.007695")
    begun = filling.start(land_tax)
    filling.answer(begun, has_agent="yes", agent_tax_code=code)
    label = begun.question(filling.refs(begun)["agent_tax_code"]).label
    assert odd_numbers(begun) == ((label,) if odd else ())


def questions_of(session: FormSession) -> list[Question]:
    return [session.question(row.ref) for row in session.summary()]
