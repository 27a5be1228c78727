"""Answers to the birth form that do not fit are told what to do, and odd but true ones fit."""

import pytest

from forms.contract import Verdict
from forms.pack import Pack, load_pack
from tests.support.filling import answer, refs, start, verdict
from tests.support.packs import BIRTH


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(BIRTH)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("requester_name", "Nguyễn Văn 3", "bỏ chữ số"),
        ("requester_birth", "31/02/1955", "xem lại"),
        ("requester_birth", "1955-02-31", "xem lại"),
        ("requester_birth", "1955-13", "xem lại"),
        ("requester_birth", "1899", "xem lại"),
        ("requester_birth", "2027", "sau hôm nay"),
        ("requester_birth", "2026-11-24", "sau hôm nay"),
        ("requester_phone", "12345", "10 chữ số"),
        ("child_birth_date", "2026-11-24", "sau hôm nay"),
        ("copies", "21", "0 đến 20"),
        ("copies", "-1", "0 đến 20"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    session = start(pack)
    answer(session, relation="grandmother")
    found, message = verdict(session, name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message
    assert session.question(refs(session)[name]).value == wrong, "what was typed is kept to be corrected"


@pytest.mark.parametrize("born", ["1955", "1955-02", "1956-02-29", "2000-02-29", "2026-11-23", "2026-11", "2026"])
def test_what_an_elder_knows_of_a_birth_date_is_enough(pack: Pack, born: str) -> None:
    session = start(pack)
    answer(session, requester_birth=born)


@pytest.mark.parametrize(
    "name", ["Hờ A Sử", "Y Thị", "K'Brôi", "Ơ Đu", "Nguyễn-Lê Thị Á", "H’Hen Niê", "Mary O. Nguyễn"]
)
def test_names_of_every_people_fit(pack: Pack, name: str) -> None:
    session = start(pack)
    answer(session, requester_name=name)


@pytest.mark.parametrize(
    ("kind", "number", "fits"),
    [
        ("citizen_card", "001155000123", True),
        ("citizen_card", "00115500012", False),
        ("citizen_card", "123456789", False),
        ("identity_card", "00115500012a", False),
        ("old_identity_card", "123456789", True),
        ("old_identity_card", "012345678901", True),
        ("old_identity_card", "1234567890", False),
    ],
)
def test_document_numbers_have_the_digits_of_their_kind(pack: Pack, kind: str, number: str, fits: bool) -> None:
    session = start(pack)
    answer(session, requester_document_type=kind)
    found, message = verdict(session, "requester_document_number", number)
    assert (found is Verdict.VALID) is fits
    assert fits or "12 chữ số" in message
