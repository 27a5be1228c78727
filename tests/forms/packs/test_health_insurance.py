"""Health insurance: who pays and for whom, the annex on the household, and who should not pay at all."""

import re

import pytest
from lxml import etree

from forms.contract import FormSession, Verdict
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS
from tests.support.pdf import page_texts

MEMBER = "/data/household/member"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.001939")


def insured(session: FormSession, born: str = "1965-04-10", request: str = "renew", who: str = "self") -> None:
    answer(session, authority_province="68", authority_commune="25126", who_fills=who, request=request)
    answer(session, insured_name="Nguyễn Thị Hoa", insured_birth=born, insured_sex="female", insured_ethnicity="16")
    answer(session, insured_number="068165000123", insured_code="6812345678", insured_phone="0912345678")
    answer(session, insured_home_province="68", insured_home_commune="25126", insured_home_detail="Thôn 3")


def cover(session: FormSession, group: str = "none") -> None:
    answer(session, supported_group=group, facility="Trạm y tế xã Đạ Tẻh", continuity="five")
    if "months" in refs(session):
        answer(session, months="12")


def member(session: FormSession, number: int, name: str, joins: str) -> None:
    answers = {
        "member_name": name,
        "member_birth": "2001-02-03",
        "member_sex": "male",
        "member_number": "068201000222",
        "member_relation": "child",
        "member_joins": joins,
    }
    for field, value in answers.items():
        assert session.answer(f"{MEMBER}[{number}]/{field}", value).verdict is Verdict.VALID, field


def alone(pack: Pack, language: str = "vi", **extra: str) -> FormSession:
    """Somebody who lives alone and renews for a year."""
    session = start(pack, language)
    insured(session, **extra)
    cover(session)
    answer(session, is_head="yes", has_members="no", pledge="OK")
    return session


def joining(session: FormSession) -> str:
    return session.value_of("/data/declared/joining")


def papers(pack: Pack, session: FormSession) -> set[str]:
    return {paper.id for paper in papers_for(pack.procedure, session)} - {"declaration", "identity"}


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


def printed(pack: Pack, xml: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def test_somebody_renews_for_a_year(pack: Pack) -> None:
    session = alone(pack)
    answer(session, amount="1263600")
    text = printed(pack, finalise(session))
    for part in (
        "Mẫu TK1-TS",
        "BẢO HIỂM XÃ HỘI, BẢO HIỂM Y TẾ Kính gửi: Cơ quan Bảo hiểm xã hội phụ trách Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "Họ và tên: NGUYỄN THỊ HOA Giới tính: Nữ",
        "Ngày, tháng, năm sinh: 10/04/1965 Quốc tịch: Việt Nam",
        "Dân tộc: Cơ-ho Số định danh/CCCD: 068165000123",
        "Mã số BHXH: 6812345678 Điện thoại: 0912345678",
        "Địa chỉ nhận hồ sơ, kết quả: Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "Nơi đăng ký khám chữa bệnh ban đầu: Trạm y tế xã Đạ Tẻh",
        "Mức tiền đóng: 1.263.600 đồng",
        "Thời gian tham gia liên tục: Từ 5 năm liên tục trở lên",
        "Xã Đạ Tẻh, ngày 23 tháng 11 năm 2026 Người kê khai (Ký, ghi rõ họ tên) Nguyễn Thị Hoa",
        "Họ và tên chủ hộ: NGUYỄN THỊ HOA Quan hệ của người tham gia: Chủ hộ",
    ):
        assert part in text, f"{part!r} is not in {text!r}"
    assert (joining(session), papers(pack, session), warned(pack, session)) == ("1", {"old_card"}, "")


def test_the_annex_lists_the_household_and_counts_who_is_paid_for(pack: Pack) -> None:
    session = alone(pack)
    answer(session, is_head="no", head_name="Phạm Văn Thành", head_relation="wife", has_members="yes")
    assert "member_name" in unanswered(session)
    session.add_repeat(MEMBER)
    member(session, 1, "Phạm Văn Nam", "yes")
    member(session, 2, "Phạm Văn Bắc", "no")
    assert joining(session) == "2"
    text = printed(pack, finalise(session))
    assert "Họ và tên chủ hộ: PHẠM VĂN THÀNH Quan hệ của người tham gia: Vợ" in text
    assert "1 PHẠM VĂN NAM 03/02/2001 Nam" in text
    assert "2 PHẠM VĂN BẮC 03/02/2001 Nam" in text
    answer(session, has_members="no")
    assert joining(session) == "1"
    assert "Phạm Văn Nam" not in printed(pack, session.draft()), "what was taken back must not be printed"


def test_a_change_costs_nothing_and_says_what(pack: Pack) -> None:
    session = start(pack)
    insured(session, request="change")
    assert not {"months", "amount"} & refs(session).keys()
    answer(session, change_detail="Đổi nơi khám chữa bệnh")
    cover(session)
    answer(session, is_head="yes", has_members="no", pledge="OK")
    assert "Nội dung thay đổi: Đổi nơi khám chữa bệnh" in printed(pack, finalise(session))
    assert joining(session) == "0"


def test_a_parent_signs_for_a_child(pack: Pack) -> None:
    session = start(pack)
    insured(session, "2018-01-02", who="parent")
    answer(session, parent_name="Trần Văn Nam")
    cover(session, "pupil")
    answer(session, is_head="no", head_name="Trần Văn Nam", head_relation="child", has_members="no", pledge="OK")
    text = printed(pack, finalise(session))
    assert "Cha, mẹ hoặc người giám hộ (nếu là trẻ em): TRẦN VĂN NAM" in text
    assert "Người kê khai (Ký, ghi rõ họ tên) Trần Văn Nam" in text
    assert "nhà trường" in warned(pack, session)


def test_a_guardian_brings_the_decision(pack: Pack) -> None:
    session = start(pack)
    answer(session, who_fills="guardian")
    assert papers(pack, session) == {"guardianship"}


@pytest.mark.parametrize(("born", "free"), [("2020-11-24", True), ("2020-11-23", False), ("2026", True)])
def test_children_under_six_get_the_card_free(pack: Pack, born: str, free: bool) -> None:
    session = start(pack)
    answer(session, insured_birth=born)
    assert ("2.001023" in warned(pack, session)) is free


@pytest.mark.parametrize(("born", "told"), [("1951-11-23", True), ("1951-11-24", False)])
def test_from_75_the_free_card_is_mentioned(pack: Pack, born: str, told: bool) -> None:
    assert ("từ 75 tuổi" in warned(pack, alone(pack, born=born))) is told


@pytest.mark.parametrize(
    ("group", "said", "paper"),
    [
        ("none", "", set()),
        ("pension", "trước khi nộp tiền", set()),
        ("assistance", "trước khi nộp tiền", {"group_proof"}),
        ("poor", "trước khi nộp tiền", {"group_proof"}),
        ("near_poor", "hỗ trợ một phần", {"group_proof"}),
        ("farmer", "hỗ trợ một phần", {"group_proof"}),
        ("merit", "trước khi nộp tiền", {"group_proof"}),
        ("pupil", "nhà trường", set()),
        ("worker", "nơi làm việc", set()),
    ],
)
def test_who_is_paid_for_is_told_before_paying(pack: Pack, group: str, said: str, paper: set[str]) -> None:
    session = start(pack)
    answer(session, supported_group=group)
    assert said in warned(pack, session)
    assert bool(warned(pack, session)) is bool(said)
    assert papers(pack, session) == paper


def test_a_foreigner_is_not_asked_for_an_ethnic_group(pack: Pack) -> None:
    session = alone(pack)
    answer(session, insured_nationality="other", insured_nationality_country="Lào")
    assert "insured_ethnicity" not in refs(session)
    assert "Quốc tịch: Lào Dân tộc: .." in printed(pack, finalise(session))


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("insured_code", "681234567", "10 chữ số"),
        ("insured_code", "68123456789", "10 chữ số"),
        ("insured_number", "06816500012", "12 chữ số"),
        ("amount", "999", "10.000"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_a_scanned_card_fills_the_insured(pack: Pack) -> None:
    session = start(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["insured", "head"]
    card = {
        "full_name": "Nguyễn Thị Hoa",
        "birth_date": "1965-04-10",
        "sex": "female",
        "id_number": "068165000123",
        "address": "Thôn 2, Thị trấn Đạ Tẻh, Huyện Đạ Tẻh, Lâm Đồng",
    }
    for name, ref in pack.procedure.persons[0].fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert "Huyện Đạ Tẻh" in session.question(refs(session)["insured_home_card_note"]).label


def test_leading_zeros_of_codes_survive(pack: Pack) -> None:
    session = alone(pack)
    answer(session, insured_code="0012345678")
    root = etree.fromstring(finalise(session))
    assert root.findtext(".//{*}insured_code") == "0012345678"


def test_the_paper_is_vietnamese_whatever_the_language_on_screen(pack: Pack) -> None:
    assert render_declaration(pack, finalise(alone(pack, "en"))) == render_declaration(pack, finalise(alone(pack)))
