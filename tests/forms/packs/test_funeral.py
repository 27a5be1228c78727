"""Funeral support: the right procedure of several, a family or an organisation but never both, and their papers."""

import re

import pytest
from lxml import etree

from forms.contract import FormSession, Verdict
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS
from tests.support.pdf import page_texts


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.001731")


def deceased(session: FormSession, benefit: str = "assistance") -> None:
    """A man on social assistance, dead for a month."""
    answer(session, authority_province="68", authority_commune="25126", deceased_benefit=benefit)
    answer(session, deceased_name="Phạm Văn Thành", deceased_birth="1948", deceased_sex="male")
    answer(session, deceased_ethnicity="16", deceased_residence_province="68", deceased_residence_commune="25126")
    answer(session, deceased_residence_detail="Thôn 3", death_date="2026-10-15", death_cause="Tuổi già")
    answer(session, burial_date="2026-10-18", burial_hour="9 giờ", burial_place="Nghĩa trang xã Đạ Tẻh")


def family(session: FormSession, relation: str = "child") -> None:
    answer(session, organiser="family", family_name="Phạm Thị Lan", family_birth="1980-01-02")
    answer(session, family_document_type="citizen_card", family_document_number="068180000456")
    answer(session, family_document_issuer="order_police", family_document_issued_on="2021-08-15")
    answer(session, family_residence_province="68", family_residence_commune="25126", family_residence_detail="Thôn 3")
    answer(session, living_place="residence", relation=relation, funeral_phone="0912345678")


def organisation(session: FormSession) -> None:
    answer(session, organiser="organisation", organisation_name="Trung tâm Bảo trợ xã hội Lâm Đồng")
    answer(session, organisation_address_province="68", organisation_address_commune="24823")
    answer(session, representative_name="Lê Văn Bình", representative_position="Giám đốc")


def daughter(pack: Pack, language: str = "vi", benefit: str = "assistance") -> FormSession:
    session = start(pack, language)
    deceased(session, benefit)
    family(session)
    answer(session, death_paper="paper", pledge="OK")
    return session


def papers(pack: Pack, session: FormSession) -> set[str]:
    return {paper.id for paper in papers_for(pack.procedure, session)} - {"declaration", "identity"}


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


def printed(pack: Pack, xml: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def test_a_daughter_buried_her_father(pack: Pack) -> None:
    session = daughter(pack)
    text = printed(pack, finalise(session))
    for part in (
        "Mẫu số 04",
        "TỜ KHAI ĐỀ NGHỊ HỖ TRỢ CHI PHÍ MAI TÁNG Kính gửi: Ủy ban nhân dân Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "1. Họ và tên (viết chữ in hoa): PHẠM VĂN THÀNH Ngày/tháng/năm sinh: 1948 Giới tính: Nam Dân tộc: Cơ-ho",
        "2. Hộ khẩu thường trú: Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "3. Ngày 15 tháng 10 năm 2026 chết",
        "4. Nguyên nhân chết: Tuổi già 5. Thời gian mai táng: 9 giờ, 18/10/2026",
        "6. Địa điểm mai táng: Nghĩa trang xã Đạ Tẻh",
        "a) Họ và tên (chủ hộ hoặc người đại diện): PHẠM THỊ LAN Ngày/tháng/năm sinh: 02/01/1980",
        "Căn cước công dân số 068180000456, do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp",
        "Nơi ở: Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng c) Quan hệ với người chết: Con",
        "Xã Đạ Tẻh, ngày 23 tháng 11 năm 2026 Người khai (Ký, ghi rõ họ tên) Phạm Thị Lan",
    ):
        assert part in text, f"{part!r} is not in {text!r}"
    assert "1. Trường hợp cơ quan, tổ chức" not in text
    assert (papers(pack, session), warned(pack, session)) == ({"death_extract"}, "")


def test_an_organisation_fills_the_other_half(pack: Pack) -> None:
    session = start(pack)
    deceased(session)
    organisation(session)
    assert "family_name" not in refs(session)
    answer(session, death_paper="lost", stop_decision="yes", pledge="OK")
    text = printed(pack, finalise(session))
    assert "a) Tên cơ quan, tổ chức: Trung tâm Bảo trợ xã hội Lâm Đồng Địa chỉ: Phường 1 Bảo Lộc, Tỉnh" in text
    assert "b) Họ và tên người đại diện: LÊ VĂN BÌNH Chức vụ: Giám đốc" in text
    assert text.endswith("(Ký, ghi rõ họ tên, đóng dấu) Lê Văn Bình")
    assert "2. Trường hợp hộ gia đình" not in text
    assert papers(pack, session) == {"introduction", "stop_decision"}


def test_changing_who_holds_the_funeral_leaves_no_trace(pack: Pack) -> None:
    session = daughter(pack)
    organisation(session)
    submission = finalise(session)
    assert b"068180000456" not in submission
    assert "LAN" not in printed(pack, session.draft())


@pytest.mark.parametrize(
    ("benefit", "said"),
    [
        ("pension", "1.014028"),
        ("insurance", "Bảo hiểm xã hội"),
        ("merit", "Người có công"),
        ("none", "vẫn có thể nộp"),
        ("unknown", "tra cứu"),
    ],
)
def test_another_allowance_leads_to_another_procedure_but_blocks_nobody(pack: Pack, benefit: str, said: str) -> None:
    session = daughter(pack, benefit=benefit)
    assert said in warned(pack, session)
    assert "stop_decision" not in refs(session)
    finalise(session)


def test_a_death_that_is_not_registered_is_registered_first(pack: Pack) -> None:
    session = daughter(pack)
    answer(session, death_paper="no")
    assert "1.000656" in warned(pack, session)
    assert "death_extract" not in papers(pack, session)


def test_what_the_paper_form_lets_be_blank_can_be_skipped(pack: Pack) -> None:
    session = start(pack)
    answer(session, authority_province="68", authority_commune="25126", deceased_benefit="assistance")
    answer(session, deceased_name="Y Thị", deceased_residence_province="68", deceased_residence_commune="25126")
    answer(session, death_date="2026-10-15", organiser="family", family_name="Hờ A Sử")
    answer(session, family_document_type="passport", family_document_passport="C1234567")
    answer(session, family_residence_province="68", family_residence_commune="25126")
    answer(session, relation="other", relation_detail="Hàng xóm", death_paper="lost", pledge="OK")
    text = printed(pack, finalise(session))
    assert "Hộ chiếu số C1234567" in text
    assert "c) Quan hệ với người chết: Hàng xóm" in text
    assert re.search(r"4\. Nguyên nhân chết: \.{20,} 5\. Thời gian mai táng: \.{20,}", text)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("death_date", "2026-11-24", "sau hôm nay"),
        ("burial_date", "2026-10-14", "trước ngày mất"),
        ("deceased_name", "Thành 2", "bỏ chữ số"),
        ("deceased_birth", "1948-02-30", "xem lại"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    session = start(pack)
    answer(session, death_date="2026-10-15")
    found, message = verdict(session, name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


@pytest.mark.parametrize(
    ("born", "odd"),
    [
        ("2026-10-16", True),
        ("2026-10-15", False),
        ("2026-11", True),
        ("2026-10", False),
        ("2026", False),
        ("1948", False),
    ],
)
def test_a_birth_after_the_death_is_a_warning(pack: Pack, born: str, odd: bool) -> None:
    session = daughter(pack)
    answer(session, deceased_birth=born)
    assert ("ở sau ngày mất" in warned(pack, session)) is odd
    finalise(session)


def test_living_elsewhere_is_asked_and_printed(pack: Pack) -> None:
    session = daughter(pack)
    answer(session, living_place="other")
    assert {"family_home_province", "family_home_commune"} <= set(unanswered(session))
    answer(session, family_home_province="01", family_home_commune="00004")
    assert "Nơi ở: Phường Ba Đình, Thành phố Hà Nội" in printed(pack, finalise(session))


def test_cards_of_the_living_and_of_the_dead_fill_their_own_part(pack: Pack) -> None:
    session = start(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["family", "deceased"]
    card = {
        "full_name": "Phạm Văn Thành",
        "birth_date": "1948-05-06",
        "sex": "male",
        "address": "Thôn 3, Đạ Tẻh, Lâm Đồng",
    }
    fields = next(person for person in pack.procedure.persons if person.id == "deceased").fields
    for name, ref in fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert session.question(refs(session)["deceased_sex"]).value == "male"
    answer(session, organiser="organisation")
    assert [person.id for person in persons_for(pack.procedure, session)] == ["deceased", "representative"]


def test_the_submission_names_who_signs(pack: Pack) -> None:
    root = etree.fromstring(finalise(daughter(pack)))
    assert root.findtext(".//{*}declared_signer") == "Phạm Thị Lan"
    assert root.findtext(".//{*}family_document_number") == "068180000456"


def test_the_paper_is_vietnamese_whatever_the_language_on_screen(pack: Pack) -> None:
    assert render_declaration(pack, finalise(daughter(pack, "en"))) == render_declaration(
        pack, finalise(daughter(pack))
    )
