"""Copies from the civil-status register: enough to find the entry, under whatever name the commune had then."""

from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.pack import Pack, load_pack, persons_for
from tests.support.civil_status import authority, declared, papers, printed, printed_lines, requester, warned
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS

FILLED = Path(__file__).parent / "filled-2.000635.txt"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "2.000635")


def asked_for(pack: Pack, kind: str = "birth", relation: str = "self", language: str = "vi") -> FormSession:
    """Everything up to where it was registered."""
    session = start(pack, language)
    authority(session)
    answer(session, record_kind=kind)
    extra = {} if relation == "self" else {"relation_detail": "con ruột"}
    requester(session, relation=relation, **extra)
    if relation != "self":
        answer(session, subject_name="Nguyễn Văn Thành", subject_birth="1930", subject_sex="male")
    return session


def ordinary(pack: Pack, language: str = "vi") -> FormSession:
    """A daughter needs the death extract of her father, registered in a commune that was merged since."""
    session = asked_for(pack, "death", "relative", language)
    answer(session, registered_by="UBND xã Đạ Kho, huyện Đạ Tẻh, tỉnh Lâm Đồng")
    answer(session, registered_province="68", registered_commune="25126", registered_on="1998-05")
    answer(session, registered_number="125", registered_book="01/1998", copies="2", pledge="OK")
    return session


def own(pack: Pack) -> FormSession:
    """Somebody's own birth certificate, of which little is known."""
    session = asked_for(pack)
    answer(session, registered_by="UBND xã Đạ Kho", copies="1", pledge="OK")
    return session


def test_the_paper_says_what_was_answered(pack: Pack) -> None:
    assert printed_lines(pack, finalise(ordinary(pack, "en"))) == FILLED.read_text(encoding="utf-8")


def test_whoever_asks_for_themselves_is_not_asked_twice(pack: Pack) -> None:
    session = own(pack)
    assert not {"subject_name", "subject_birth", "subject_number", "relation_detail"} & refs(session).keys()
    said = declared(finalise(session))
    assert said["declared_name"] == "Nguyễn Thị Hoa"
    assert said["declared_birth"] == "1955-03-08"
    assert said["declared_number"] == "001155000123"
    text = printed(pack, finalise(session))
    assert "Quan hệ với người được cấp bản sao: Bản thân" in text
    assert "Đã đăng ký tại: UBND xã Đạ Kho Ngày đăng ký: ... Số: ... Quyển số: ..." in text


def test_an_old_card_has_no_citizen_number_to_take(pack: Pack) -> None:
    session = own(pack)
    answer(session, requester_document_type="old_identity_card", requester_document_number="250123456")
    assert "subject_number" in refs(session)
    assert declared(finalise(session))["declared_number"] == ""


def test_a_requester_who_skipped_the_birth_date_is_asked_it_as_the_person_registered(pack: Pack) -> None:
    session = own(pack)
    answer(session, requester_birth="")
    assert unanswered(session) == ["subject_birth"]


def test_nobody_asks_for_the_own_death_extract(pack: Pack) -> None:
    session = start(pack)
    answer(session, record_kind="death")
    assert "self" not in [choice.value for choice in session.choices(refs(session)["relation"])]
    answer(session, record_kind="birth")
    assert "self" in [choice.value for choice in session.choices(refs(session)["relation"])]


@pytest.mark.parametrize(
    ("relation", "needed"),
    [
        ("self", set()),
        ("child", {"guardian_proof"}),
        ("ward", {"guardian_proof"}),
        ("family", {"authorisation"}),
        ("other", {"authorisation"}),
        ("relative", {"kinship_proof"}),
    ],
)
def test_papers_follow_who_asks(pack: Pack, relation: str, needed: set[str]) -> None:
    session = start(pack)
    answer(session, record_kind="birth", relation=relation)
    assert papers(pack, session) == needed


@pytest.mark.parametrize(("copies", "fee"), [("1", "8.000 đồng"), ("2", "16.000 đồng"), ("20", "160.000 đồng")])
def test_the_fee_is_known_beforehand(pack: Pack, copies: str, fee: str) -> None:
    session = own(pack)
    answer(session, copies=copies)
    assert session.question(refs(session)["fee_note"]).label == f"Phí: {fee}"


def test_without_date_and_number_there_is_a_warning_but_no_block(pack: Pack) -> None:
    session = own(pack)
    assert "mang theo giấy cũ" in warned(pack, session)
    finalise(session)
    answer(session, registered_on="1955")
    assert warned(pack, session) == ""
    answer(session, registered_on="1954")
    assert "trước năm sinh" in warned(pack, session)


def test_another_event_is_named_in_words(pack: Pack) -> None:
    session = own(pack)
    answer(session, record_kind="other")
    assert unanswered(session) == ["record_detail"]
    answer(session, record_detail="nuôi con nuôi")
    assert "Loại việc hộ tịch: nuôi con nuôi" in printed(pack, finalise(session))


def test_cards_fill_the_one_who_asks_and_the_one_registered(pack: Pack) -> None:
    assert [person.id for person in persons_for(pack.procedure, own(pack))] == ["requester"]
    session = ordinary(pack)
    persons = persons_for(pack.procedure, session)
    assert [person.id for person in persons] == ["requester", "subject"]
    card = {"full_name": "Y Thị", "birth_date": "1998-04-10", "sex": "female", "id_number": "068198000123"}
    card |= {"issued_on": "2021-08-15", "address": "Tổ 4, Đạ Tẻh, Lâm Đồng"}
    for person in persons:
        for name, ref in person.fields.items():
            assert session.answer(ref, card[name]).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("copies", "0", "1 đến 20"),
        ("copies", "21", "1 đến 20"),
        ("registered_on", "2026-11-24", "ngày đăng ký"),
        ("registered_book", "x" * 31, "nhiều nhất 30 chữ"),
        ("registered_by", "x" * 151, "nhiều nhất 150 chữ"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message
