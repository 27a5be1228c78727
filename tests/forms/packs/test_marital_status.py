"""The certificate of marital status: the status in the words of the law, and only the papers of that status."""

from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.pack import Pack, load_pack, persons_for
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

FILLED = Path(__file__).parent / "filled-1.004873.txt"
STAY = "/data/subject/stays/stay"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.004873")


def asked_for(pack: Pack, relation: str = "self", language: str = "vi") -> FormSession:
    """Everything up to the marital status; for oneself, or for a daughter elsewhere."""
    session = start(pack, language)
    authority(session)
    extra = {} if relation == "self" else {"relation_detail": "mẹ"}
    requester(session, relation=relation, **extra)
    if relation != "self":
        answer(session, subject_name="Lê Thị Mai", subject_birth="1998-04-10", subject_home="other")
        place(session, "subject_residence", "00004", "Số 12 Đội Cấn", province="01")
        document(session, "subject", "068198000123")
    answer(session, subject_sex="female", subject_ethnicity="16", moved="no")
    return session


def ordinary(pack: Pack, language: str = "vi") -> FormSession:
    """A mother asks for her divorced daughter, who lived elsewhere before and wants to marry again."""
    session = asked_for(pack, "family", language)
    answer(session, moved="yes")
    lived(session, 1, "25126", "2016-04-10", "2020")
    session.add_repeat(STAY)
    lived(session, 2, "24823", "2020", "2022-05")
    answer(session, marital_status="divorced", divorce_decision_number="45/2021/QĐST-HNGĐ")
    answer(session, divorce_decision_issuer="Tòa án nhân dân huyện Đạ Tẻh", divorce_decision_issued_on="2021-06-30")
    marrying(session)
    answer(session, earlier="no", pledge="OK")
    return session


def lived(session: FormSession, number: int, commune: str, since: str, until: str) -> None:
    """One earlier residence."""
    given = {
        "stay_place/stay_place_province": "68",
        "stay_place/stay_place_commune": commune,
        "stay_time/stay_from": since,
        "stay_time/stay_to": until,
    }
    for name, value in given.items():
        assert session.answer(f"{STAY}[{number}]/{name}", value).verdict is Verdict.VALID


def marrying(session: FormSession) -> None:
    """The certificate is for marrying Trần Văn Nam in Đạ Tẻh."""
    answer(session, use="marriage", partner_name="Trần Văn Nam", partner_birth="1995", wedding="commune")
    place(session, "partner_residence", "25126")
    answer(session, partner_number="068095000456", wedding_place_province="68", wedding_place_commune="25126")


def single(pack: Pack, use: str = "property") -> FormSession:
    """Somebody who never married, for herself."""
    session = asked_for(pack)
    answer(session, marital_status="single", use=use, certificates="2", earlier="no", pledge="OK")
    return session


def test_the_paper_says_what_was_answered(pack: Pack) -> None:
    assert printed_lines(pack, finalise(ordinary(pack, "en"))) == FILLED.read_text(encoding="utf-8")


def test_whoever_asks_for_themselves_is_not_asked_twice(pack: Pack) -> None:
    session = single(pack)
    assert not {"subject_name", "subject_birth", "subject_home", "subject_document_type"} & refs(session).keys()
    said = declared(finalise(session))
    assert said["declared_name"] == "Nguyễn Thị Hoa"
    assert said["declared_birth"] == "1955-03-08"
    assert said["declared_residence"] == "Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng"
    assert papers(pack, session) == set()
    text = printed(pack, finalise(session))
    assert "Giấy xác nhận tình trạng hôn nhân: Bản thân" in text
    assert "Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai." in text
    assert "Mục đích sử dụng: Mua bán, chuyển nhượng nhà đất. Số lượng: 2 bản." in text


def test_a_year_alone_is_not_enough_for_the_certificate(pack: Pack) -> None:
    session = single(pack)
    answer(session, requester_birth="1955")
    assert unanswered(session) == ["subject_birth"]
    answer(session, subject_birth="1955-03-08")
    assert declared(finalise(session))["declared_birth"] == "1955-03-08"


@pytest.mark.parametrize(
    ("relation", "needed"), [("self", set()), ("family", {"authorisation"}), ("other", {"authorisation"})]
)
def test_only_for_someone_else_an_authorisation_is_needed(pack: Pack, relation: str, needed: set[str]) -> None:
    session = start(pack)
    answer(session, relation=relation)
    assert papers(pack, session) == needed


@pytest.mark.parametrize(
    ("status", "answers", "line", "paper"),
    [
        (
            "married",
            {"spouse_name": "Trần Văn Nam", "marriage_certificate_number": "25/2018"},
            "Hiện tại đang có chồng là ông TRẦN VĂN NAM (Giấy chứng nhận kết hôn số 25/2018 do",
            set(),
        ),
        ("married", {"spouse_name": "Trần Văn Nam"}, "Hiện tại đang có chồng là ông TRẦN VĂN NAM.", set()),
        (
            "widowed",
            {
                "spouse_death_number": "12/TLKT",
                "spouse_death_issuer": "UBND xã Đạ Kho",
                "spouse_death_issued_on": "2019",
            },
            "nhưng chồng đã chết (Giấy chứng tử/Trích lục khai tử số 12/TLKT do UBND xã Đạ Kho cấp năm 2019)",
            {"status_proof"},
        ),
        ("other", {"status_detail": "Chung sống từ năm 1985"}, "Tình trạng hôn nhân: Chung sống từ năm 1985", set()),
    ],
)
def test_each_status_asks_for_its_own_papers_and_is_said_in_full(
    pack: Pack, status: str, answers: dict[str, str], line: str, paper: set[str]
) -> None:
    session = single(pack)
    answer(session, marital_status=status, **answers)
    assert line in printed(pack, finalise(session))
    assert papers(pack, session) == paper


def test_taking_the_status_back_leaves_no_trace(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, marital_status="single")
    assert "QĐST" not in printed(pack, session.draft())
    assert b"45/2021" not in finalise(session)


def test_residences_that_do_not_count_any_more_are_not_printed(pack: Pack) -> None:
    session = ordinary(pack)
    assert "earlier_residence_status" in papers(pack, session)
    answer(session, moved="no")
    assert "Trong thời gian cư trú" not in printed(pack, session.draft())
    finalise(session)


def test_an_earlier_residence_that_ends_before_it_begins_is_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    assert "ghi năm kết thúc" not in warned(pack, session)
    lived(session, 2, "24823", "2022", "2020")
    assert "ghi năm kết thúc" in warned(pack, session)


def test_residences_that_were_announced_and_not_entered_are_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    for _ in range(2):
        session.remove_repeat(f"{STAY}[1]")
    assert "Chưa ghi nơi đã thường trú" in warned(pack, session)


def test_for_a_marriage_there_is_one_certificate_and_the_other_person_is_named(pack: Pack) -> None:
    session = ordinary(pack)
    assert "certificates" not in refs(session)
    assert "chỉ được cấp một bản" in warned(pack, session)
    answer(session, use="loan")
    assert "partner_name" not in refs(session)
    assert "certificates" in unanswered(session)
    assert "Trần Văn Nam".upper() not in printed(pack, session.draft())


def test_a_wedding_elsewhere_is_named_and_warned_about(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, wedding="elsewhere", wedding_elsewhere="Cơ quan hộ tịch Busan, Hàn Quốc")
    answer(session, partner_nationality="other", partner_nationality_country="Hàn Quốc")
    assert "partner_number" not in refs(session)
    assert "cơ quan đại diện nước ngoài" in warned(pack, session)
    assert "đăng ký kết hôn tại Cơ quan hộ tịch Busan, Hàn Quốc" in printed(pack, finalise(session))


@pytest.mark.parametrize(
    ("born", "sex", "status", "said"),
    [
        ("2008-11-24", "female", "single", "chưa đủ tuổi kết hôn"),
        ("2007-11-24", "male", "single", "chưa đủ tuổi kết hôn"),
        ("1998-04-10", "female", "married", "đang có vợ, có chồng"),
    ],
)
def test_what_stands_against_a_marriage_is_said_and_does_not_block(
    pack: Pack, born: str, sex: str, status: str, said: str
) -> None:
    session = ordinary(pack)
    answer(session, subject_birth=born, subject_sex=sex, marital_status=status)
    if status == "married":
        answer(session, spouse_name="Trần Văn Ba")
    assert said in warned(pack, session)
    finalise(session)


def test_an_earlier_certificate_is_handed_in(pack: Pack) -> None:
    session = single(pack)
    answer(session, earlier="yes")
    assert papers(pack, session) == {"earlier_certificate"}


def test_cards_are_offered_for_those_who_are_in_the_form(pack: Pack) -> None:
    session = single(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["requester"]
    session = ordinary(pack)
    persons = persons_for(pack.procedure, session)
    assert [person.id for person in persons] == ["requester", "subject", "partner"]
    card = {"full_name": "Y Thị", "birth_date": "1998-04-10", "sex": "female", "id_number": "068198000123"}
    card |= {"issued_on": "2021-08-15", "address": "Tổ 4, Đạ Tẻh, Lâm Đồng"}
    for person in persons:
        for name, ref in person.fields.items():
            assert session.answer(ref, card[name]).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("name", "wrong", "said"), [("subject_birth", "2026-11-24", "sau hôm nay"), ("certificates", "21", "1 đến 20")]
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    session = start(pack)
    answer(session, relation="family", use="loan")
    found, message = verdict(session, name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message
