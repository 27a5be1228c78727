"""The social pension: age and household warn, never block; a guardian is asked for only when there is one."""

import re

import pytest
from lxml import etree

from forms.contract import FormSession, Verdict
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PENSION
from tests.support.pdf import page_texts


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PENSION)


def elder(pack: Pack, born: str = "1950-03-08", request: str = "start", who: str = "self", **extra: str) -> FormSession:
    """An elder in Đạ Tẻh who receives nothing yet; extra answers follow the date of birth."""
    session = start(pack)
    answer(session, authority_province="68", authority_commune="25126", who_fills=who, request=request)
    if request != "start":
        answer(session, request_reason="Chuyển nơi ở")
    answer(session, applicant_name="Phạm Văn Thành", applicant_birth=born, **extra)
    answer(session, applicant_sex="male", applicant_ethnicity="01", applicant_number="068050000123")
    answer(session, applicant_residence_province="68", applicant_residence_commune="25126")
    answer(session, applicant_residence_detail="Tổ 4", contact_place="residence", applicant_phone="02633880000")
    if request != "stop":
        answer(session, payment="cash")
    answer(session, benefits="none", pledge="OK")
    return session


def eligibility(session: FormSession) -> str:
    return session.value_of("/data/declared/eligibility")


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


def printed(pack: Pack, xml: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def test_an_elder_of_75_asks_for_the_pension(pack: Pack) -> None:
    session = elder(pack)
    assert "household" not in refs(session)
    assert not {name for name in refs(session) if name.startswith("guardian")}
    assert (eligibility(session), warned(pack, session)) == ("age", "")
    text = printed(pack, finalise(session))
    for part in (
        "Mẫu số 01",
        "TỜ KHAI ĐỀ NGHỊ TRỢ CẤP HƯU TRÍ XÃ HỘI",
        "1. Họ và tên: PHẠM VĂN THÀNH",
        "2. Ngày, tháng, năm sinh: 08/03/1950 Giới tính: Nam Dân tộc: Kinh",
        "3. Số định danh cá nhân/Căn cước: 068050000123",
        "4. Nơi cư trú: Tổ 4, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "5. Địa chỉ liên lạc: Tổ 4, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "6. Số điện thoại: 02633880000",
        "7. Chế độ đang hưởng: Không hưởng chế độ nào",
        "Xã Đạ Tẻh, ngày 23 tháng 11 năm 2026 Người khai",
    ):
        assert part in text, f"{part!r} is not in {text!r}"
    assert "II. Thông tin người giám hộ" not in text


@pytest.mark.parametrize(
    ("born", "household", "expected"),
    [
        ("1951-11-23", None, "age"),  # 75 today
        ("1951-11-24", "poor", "household"),  # 75 tomorrow
        ("1951-11-24", "neither", "too_young"),
        ("1956-11-23", "near_poor", "household"),  # 70 today
        ("1956-11-24", "near_poor", "too_young"),  # 70 tomorrow
        ("1956-12", "poor", "too_young"),
        ("1956", "poor", "unsure"),
        ("1951", "neither", "unsure"),
        ("1951", "poor", "household"),
        ("1950", None, "age"),
        ("1951-11", "neither", "unsure"),
        ("1951-10", None, "age"),
        ("1990", "poor", "too_young"),
        ("1904-02-29", None, "age"),
    ],
)
def test_age_and_household_decide_to_the_day(pack: Pack, born: str, household: str | None, expected: str) -> None:
    extra = {"household": household} if household else {}
    session = elder(pack, born, **extra)
    assert ("household" in refs(session)) is (household is not None)
    assert eligibility(session) == expected
    assert bool(warned(pack, session)) is (expected in ("too_young", "unsure"))
    finalise(session)


def test_a_poor_household_brings_its_certificate_and_the_paper_says_it(pack: Pack) -> None:
    session = elder(pack, "1954-05-01", household="poor")
    assert "household_certificate" in {paper.id for paper in papers_for(pack.procedure, session)}
    assert "Gia đình thuộc diện: Hộ nghèo" in printed(pack, finalise(session))


def test_a_guardian_fills_part_two_and_signs(pack: Pack) -> None:
    session = elder(pack, who="guardian")
    assert {"guardian_name", "guardian_number"} <= set(unanswered(session))
    answer(session, guardian_name="Phạm Thị Lan", guardian_birth="1980-01-02", guardian_number="068180000456")
    answer(session, guardian_issued_on="2022-06-01", guardian_phone="0912345678")
    answer(session, guardian_address_province="68", guardian_address_commune="25126")
    text = printed(pack, finalise(session))
    assert "1. Họ và tên: PHẠM THỊ LAN 2. Ngày, tháng, năm sinh: 02/01/1980" in text
    assert "Căn cước: 068180000456 cấp ngày: 01/06/2022" in text
    assert text.endswith("(Ký, ghi rõ họ tên) Phạm Thị Lan")
    assert "authorisation" in {paper.id for paper in papers_for(pack.procedure, session)}


def test_taking_the_guardian_back_leaves_no_trace(pack: Pack) -> None:
    session = elder(pack, who="guardian")
    answer(session, guardian_name="Phạm Thị Lan", who_fills="self")
    submission = finalise(session)
    assert b"Lan" not in submission
    assert "LAN" not in printed(pack, session.draft())


def test_money_can_go_to_an_account(pack: Pack) -> None:
    session = elder(pack)
    answer(session, payment="account")
    assert {"account_holder", "account_number", "account_bank"} <= set(unanswered(session))
    answer(session, account_holder="Phạm Văn Thành", account_number="0012345678", account_bank="Agribank")
    assert "Số tài khoản: 0012345678 Ngân hàng: Agribank" in printed(pack, finalise(session))


def test_another_contact_address_is_asked_and_printed(pack: Pack) -> None:
    session = elder(pack)
    answer(session, contact_place="other", applicant_contact_province="01", applicant_contact_commune="00004")
    assert "5. Địa chỉ liên lạc: Phường Ba Đình, Thành phố Hà Nội" in printed(pack, finalise(session))


@pytest.mark.parametrize(
    ("request_", "title"),
    [("adjust", "ĐIỀU CHỈNH TRỢ CẤP HƯU TRÍ XÃ HỘI"), ("stop", "THÔI HƯỞNG TRỢ CẤP HƯU TRÍ XÃ HỘI")],
)
def test_changing_and_stopping_use_the_same_form(pack: Pack, request_: str, title: str) -> None:
    text = printed(pack, finalise(elder(pack, request=request_)))
    assert title in text
    assert "lý do thôi hưởng: Chuyển nơi ở" in text


def test_stopping_asks_neither_for_payment_nor_for_the_household(pack: Pack) -> None:
    session = elder(pack, "1960", request="stop")
    assert not {"payment", "household"} & refs(session).keys()
    assert eligibility(session) == warned(pack, session) == ""


def test_none_of_the_benefits_excludes_the_others(pack: Pack) -> None:
    session = elder(pack)
    found, message = verdict(session, "benefits", "pension none")
    assert found is Verdict.CONSTRAINT
    assert "bỏ chọn các ô khác" in message
    answer(session, benefits="pension insurance", benefits_detail="2.000.000 đồng một tháng")
    assert "lương hưu" in warned(pack, session)
    assert "Lương hưu, Trợ cấp bảo hiểm xã hội hằng tháng (2.000.000 đồng một tháng)" in printed(
        pack, finalise(session)
    )


def test_a_scanned_card_fills_the_elder(pack: Pack) -> None:
    session = start(pack)
    person = next(person for person in pack.procedure.persons if person.id == "applicant")
    card = {
        "full_name": "Phạm Văn Thành",
        "birth_date": "1950-03-08",
        "sex": "male",
        "id_number": "068050000123",
        "address": "Tổ 4, Đạ Tẻh, Lâm Đồng",
    }
    for name, ref in person.fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert session.question(refs(session)["applicant_sex"]).value == "male"
    assert session.value_of("/data/applicant/age_at_least") == "76"


def test_the_guardians_card_is_offered_only_with_a_guardian(pack: Pack) -> None:
    session = start(pack)
    answer(session, who_fills="self")
    assert [person.id for person in persons_for(pack.procedure, session)] == ["applicant"]


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("applicant_number", "06805000012", "12 chữ số"),
        ("applicant_number", "06805000012x", "12 chữ số"),
        ("applicant_birth", "1950-02-30", "xem lại"),
        ("applicant_phone", "+1 555", "10 chữ số"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_leading_zeros_of_numbers_survive(pack: Pack) -> None:
    root = etree.fromstring(finalise(elder(pack)))
    assert root.findtext(".//{*}applicant_number") == "068050000123"
    assert root.findtext(".//{*}applicant_phone") == "02633880000"
