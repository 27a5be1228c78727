"""Registering a death: what is not asked twice, who may be told what, and how much of a date must be known."""

from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.pack import Pack, load_pack
from tests.support.civil_status import (
    authority,
    declared,
    document,
    papers,
    place,
    printed,
    printed_lines,
    requester,
    warned,
)
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS

FILLED = Path(__file__).parent / "filled-1.000656.txt"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.000656")


def ordinary(pack: Pack, language: str = "vi", died: str = "2026-11-20") -> FormSession:
    """A widow registers the death of her husband, who died in hospital three days before."""
    session = start(pack, language)
    authority(session)
    requester(session, relation="wife")
    answer(session, deceased_name="Phạm Văn Thành", deceased_birth="1950", deceased_sex="male")
    answer(session, deceased_ethnicity="01", deceased_home="requester")
    document(session, "deceased", "068050000123")
    answer(session, death_date=died, death_hour="5", death_minute="30", death_place_kind="facility")
    answer(session, death_facility="Bệnh viện Đa khoa Lâm Đồng")
    place(session, "death_place", "24823")
    answer(session, death_cause="Bệnh tim", death_proof="notice", death_notice_number="15/GBT")
    answer(session, death_notice_issuer="Bệnh viện Đa khoa Lâm Đồng", death_notice_issued_on="2026-11-20")
    answer(session, copies="2", pledge="OK")
    return session


def test_a_widow_registers_the_death_of_her_husband(pack: Pack) -> None:
    session = ordinary(pack)
    assert declared(finalise(session)) == {
        "declared_residence": "Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "declared_commune": "25126",
        "declared_place": "Bệnh viện Đa khoa Lâm Đồng, Phường 1 Bảo Lộc, Tỉnh Lâm Đồng",
        "died_latest": "2026-11-20",
        "overdue": "no",
        "signed_at": "Xã Đạ Tẻh",
        "signed_on": "2026-11-23",
    }
    assert (papers(pack, session), warned(pack, session)) == ({"death_notice"}, "")


def test_the_paper_says_what_was_answered(pack: Pack) -> None:
    assert printed_lines(pack, finalise(ordinary(pack, "en"))) == FILLED.read_text(encoding="utf-8")


def test_the_last_residence_is_not_asked_again_when_it_is_the_requesters(pack: Pack) -> None:
    session = ordinary(pack)
    assert "deceased_residence_province" not in refs(session)
    answer(session, deceased_home="other", death_place_kind="home")
    place(session, "deceased_residence", "00004", "Số 12 Đội Cấn", province="01")
    said = declared(finalise(session))
    assert said["declared_residence"] == said["declared_place"] == "Số 12 Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"
    assert "Ông/bà xem lại nơi đăng ký" in warned(pack, session), "another commune is responsible"


def test_without_a_last_residence_the_place_of_death_is_proved(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, deceased_home="unknown")
    assert "death_place_proof" in papers(pack, session)
    assert "home" not in [choice.value for choice in session.choices(refs(session)["death_place_kind"])]


@pytest.mark.parametrize(
    ("died", "overdue"),
    [
        ("2026-11-08", "no"),  # the fifteenth day is today
        ("2026-11-07", "yes"),
        ("2026-11", "no"),
        ("2026-10", "yes"),
        ("2026", "no"),
        ("1968", "yes"),
    ],
)
def test_after_fifteen_days_there_is_a_warning_but_no_block(pack: Pack, died: str, overdue: str) -> None:
    session = ordinary(pack, died=died)
    assert declared(finalise(session))["overdue"] == overdue
    assert ("15 ngày" in warned(pack, session)) is (overdue == "yes")


@pytest.mark.parametrize(
    ("died", "line"),
    [
        ("1968-02", "Đã chết vào lúc: 5 giờ 30 phút, tháng 02/1968"),
        ("1968", "Đã chết vào lúc: 5 giờ 30 phút, năm 1968"),
    ],
)
def test_the_paper_says_as_much_of_the_day_as_is_known(pack: Pack, died: str, line: str) -> None:
    assert line in printed(pack, finalise(ordinary(pack, died=died)))


def test_a_death_long_ago_is_proved_by_other_papers(pack: Pack) -> None:
    session = ordinary(pack, died="1968")
    answer(session, death_proof="none")
    assert "death_notice_number" not in refs(session)
    assert papers(pack, session) == {"old_death_evidence"}
    text = printed(pack, finalise(session))
    assert "15/GBT" not in text, "a notice that was taken back must not be printed"


def test_an_electronic_notice_is_not_brought_but_named(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, death_proof="electronic")
    assert papers(pack, session) == set()
    assert "15/GBT do Bệnh viện Đa khoa Lâm Đồng cấp ngày 20/11/2026" in printed(pack, finalise(session))


def test_only_the_authorised_need_an_authorisation_and_say_who_they_are(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, relation="authorised")
    assert "relation_detail" in unanswered(session)
    answer(session, relation_detail="cháu họ, được ủy quyền")
    assert "authorisation" in papers(pack, session)
    assert "Quan hệ với người đã chết: cháu họ, được ủy quyền" in printed(pack, finalise(session))
    answer(session, relation="child")
    assert "authorisation" not in papers(pack, session)
    assert "Quan hệ với người đã chết: Con" in printed(pack, finalise(session))


def test_what_the_family_may_not_know_can_be_skipped(pack: Pack) -> None:
    session = start(pack)
    authority(session)
    requester(session, relation="child")
    answer(session, deceased_name="Y Thị", deceased_sex="female", deceased_home="requester")
    answer(session, death_date="1968", death_place_kind="home", death_cause="Tuổi già", death_proof="none", pledge="OK")
    finalise(session)


def test_the_card_of_the_person_who_died_fills_the_form(pack: Pack) -> None:
    session = start(pack)
    person = next(person for person in pack.procedure.persons if person.id == "deceased")
    card = {
        "full_name": "Phạm Văn Thành",
        "birth_date": "1950-03-08",
        "sex": "male",
        "id_number": "068050000123",
        "issued_on": "2021-08-15",
        "address": "Tổ 4, Đạ Tẻh, Lâm Đồng",
    }
    assert person.fields.keys() == card.keys()
    for name, ref in person.fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("death_date", "2026-11-24", "ngày mất"),
        ("death_date", "2026-02-30", "ngày mất"),
        ("death_hour", "24", "0 đến 23"),
        ("death_minute", "60", "0 đến 59"),
        ("copies", "21", "0 đến 20"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_years_the_wrong_way_round_are_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, deceased_birth="2026-11-21", death_date="1968")
    assert "trước năm sinh" in warned(pack, session)
