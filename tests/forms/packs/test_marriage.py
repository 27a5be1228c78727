"""Registering a marriage: one declaration for both, and what the law wants of each is said but never blocks."""

from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.pack import Pack, load_pack
from tests.support.civil_status import authority, declared, document, papers, place, printed, printed_lines, warned
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS

FILLED = Path(__file__).parent / "filled-1.000894.txt"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.000894")


def ordinary(
    pack: Pack, language: str = "vi", bride_born: str = "1998-04-10", groom_born: str = "1995-12-01"
) -> FormSession:
    """She marries for the first time, he for the second."""
    session = start(pack, language)
    authority(session)
    answer(session, bride_name="Lê Thị Mai", bride_birth=bride_born, bride_ethnicity="16")
    answer(session, bride_residence_kind="permanent")
    place(session, "bride_residence", "25126", "Thôn 3")
    document(session, "bride", "068198000123")
    answer(session, bride_times="1")
    answer(session, groom_name="Trần Văn Nam", groom_birth=groom_born, groom_ethnicity="01")
    answer(session, groom_residence_kind="temporary")
    place(session, "groom_residence", "00004", "Số 12 Đội Cấn", province="01")
    document(session, "groom", "001095000456")
    answer(session, groom_times="2", groom_ended="widowed")
    answer(session, contact_phone="0912345678", copies="2", pledge="OK")
    return session


def test_both_sides_stand_beside_each_other_on_the_paper(pack: Pack) -> None:
    submission = finalise(ordinary(pack, "en"))
    assert declared(submission) == {"signed_at": "Xã Đạ Tẻh", "signed_on": "2026-11-23"}
    assert printed_lines(pack, submission) == FILLED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("bride_born", "groom_born", "said"),
    [
        ("2008-11-23", "2006-11-23", ""),  # 18 and 20 today
        ("2008-11-24", "2006-11-23", "Bên nữ chưa đủ 18 tuổi"),
        ("2008-11-23", "2006-11-24", "Bên nam chưa đủ 20 tuổi"),
        ("1938-02-01", "1940-01-31", ""),
    ],
)
def test_the_age_to_marry_counts_to_the_day_and_does_not_block(
    pack: Pack, bride_born: str, groom_born: str, said: str
) -> None:
    session = ordinary(pack, bride_born=bride_born, groom_born=groom_born)
    text = warned(pack, session)
    assert said in text if said else not text
    finalise(session)


def test_an_earlier_marriage_is_asked_about_only_when_there_was_one(pack: Pack) -> None:
    session = ordinary(pack)
    assert "bride_ended" not in refs(session)
    assert papers(pack, session) == {"marriage_ended"}
    answer(session, groom_times="1")
    assert "groom_ended" not in refs(session)
    assert papers(pack, session) == set()
    answer(session, bride_times="3")
    assert "bride_ended" in unanswered(session)


def test_a_divorce_abroad_must_be_in_the_register_first(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, groom_ended="divorced_abroad")
    assert papers(pack, session) == {"divorce_note"}
    assert "ghi vào sổ hộ tịch trước" in warned(pack, session)


def test_a_foreigner_is_sent_to_the_other_procedure_without_a_block(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, groom_nationality="other", groom_nationality_country="Lào")
    assert "yếu tố nước ngoài" in warned(pack, session)
    assert "Quốc tịch Việt Nam Lào" in printed(pack, finalise(session))


def test_the_commune_of_neither_is_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, authority_commune="24823")
    assert "chuyển hồ sơ đến đúng xã" in warned(pack, session)
    answer(session, authority_province="01", authority_commune="00004")
    assert warned(pack, session) == "", "the groom lives there"


def test_one_card_scanned_for_both_is_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, groom_document_number="068198000123")
    assert "giống nhau" in warned(pack, session)


def test_both_sides_and_the_pledge_are_needed(pack: Pack) -> None:
    session = start(pack)
    authority(session)
    both = {
        f"{side}_{name}"
        for side in ("bride", "groom")
        for name in ("name", "birth", "ethnicity", "document_type", "times")
    }
    assert both | {"pledge"} <= set(unanswered(session))
    assert not {"copies", "contact_phone"} & set(unanswered(session))


@pytest.mark.parametrize("side", ["bride", "groom"])
def test_the_card_of_each_fills_its_side(pack: Pack, side: str) -> None:
    session = start(pack)
    person = next(person for person in pack.procedure.persons if person.id == side)
    card = {
        "full_name": "Lê Thị Mai",
        "birth_date": "1998-04-10",
        "id_number": "068198000123",
        "issued_on": "2021-08-15",
        "address": "Thôn 3, Đạ Tẻh, Lâm Đồng",
    }
    assert person.fields.keys() == card.keys()
    for name, ref in person.fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert session.value_of(f"/data/{side}/{side}_age") == "28"


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("bride_birth", "2026-11-24", "sau hôm nay"),
        ("groom_times", "0", "từ 1 đến 9"),
        ("groom_times", "10", "từ 1 đến 9"),
        ("contact_phone", "12345", "10 chữ số"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message
