"""Declaring the tax on land: who holds it and with which share, how much of it is used, who is remitted the tax."""

import re

import pytest
from lxml import etree

from forms.contract import FormSession, Verdict
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS
from tests.support.pdf import page_texts

CO_USER = "/data/users/co_user"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.007695")


def taxpayer(pack: Pack, filing: str = "first") -> FormSession:
    """Someone in Đạ Tẻh with a citizen number."""
    session = start(pack)
    answer(session, authority_province="68", authority_commune="25126", filing=filing)
    if filing == "supplement":
        answer(session, supplement_number="2")
    answer(session, taxpayer_name="Nguyễn Thị Hoa", taxpayer_birth="1955")
    answer(session, taxpayer_number_citizen="001155000123")
    answer(session, taxpayer_residence_province="68", taxpayer_residence_commune="25126")
    answer(session, taxpayer_residence_detail="Thôn 3", taxpayer_phone="0912345678")
    return session


def land(session: FormSession, **extra: str) -> None:
    """One certified parcel, wholly used for its purpose."""
    answer(session, origin="inherited", land_address_province="68", land_address_commune="25126")
    answer(session, land_address_detail="Thôn 5", only_parcel="yes", has_certificate="yes")
    answer(session, certificate_serial="BK 123456", certificate_issued_on="2012-05", parcel_number="125")
    answer(session, parcel_sheet="12", certificate_area="120.5", certificate_use="rural", area_proper="120.5")
    answer(session, used_since="1998", **extra)


def ordinary(pack: Pack) -> FormSession:
    session = taxpayer(pack)
    answer(session, has_co_users="no")
    land(session)
    answer(session, wants_relief="no", pledge="OK")
    return session


def printed(pack: Pack, xml: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


def papers(pack: Pack, session: FormSession) -> set[str]:
    return {paper.id for paper in papers_for(pack.procedure, session)}


def test_the_paper_says_what_was_answered(pack: Pack) -> None:
    session = ordinary(pack)
    assert warned(pack, session) == ""
    assert papers(pack, session) == {"declaration", "land_papers", "identity"}
    text = printed(pack, finalise(session))
    for part in (
        "TỜ KHAI THUẾ SỬ DỤNG ĐẤT PHI NÔNG NGHIỆP (Áp dụng đối với hộ gia đình, cá nhân)",
        "[01] Kỳ tính thuế: Năm 2026",
        "[04] Họ và tên: NGUYỄN THỊ HOA [05] Ngày, tháng, năm sinh: 1955",
        "[06] Mã số thuế: 001155000123 [07] Số định danh cá nhân/Số hộ chiếu: 001155000123",
        "[08] Địa chỉ cư trú: Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "[09] Địa chỉ nhận thông báo thuế: Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "1 NGUYỄN THỊ HOA 001155000123 001155000123 100",
        "[15] Nguồn gốc thửa đất: Được thừa kế hoặc tặng cho",
        "[16] Địa chỉ thửa đất: Thôn 5, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "[19.1] Số Giấy chứng nhận: BK 123456 [19.2] Ngày cấp: 05/2012",
        "[19.3] Thửa đất số: 125 [19.4] Tờ bản đồ số: 12 [19.5] Diện tích (m²): 120,5",
        "Mục đích sử dụng: Đất ở tại nông thôn (ONT)",
        "phi nông nghiệp (m²): 120,5 [20.1] Diện tích đất sử dụng đúng mục đích (m²): 120,5",
        "[20.2] Diện tích đất sử dụng không đúng mục đích (m²): 0",
        "[22] Thời điểm bắt đầu sử dụng đất: 1998",
        "Xã Đạ Tẻh, ngày 23 tháng 11 năm 2026 NGƯỜI NỘP THUẾ (Ký, ghi rõ họ tên) Nguyễn Thị Hoa",
    ):
        assert part in text, f"{part!r} is not in {text!r}"
    assert "NGƯỜI LÀM DỊCH VỤ THUẾ" not in text


def test_everybody_who_holds_the_land_has_a_row_with_a_share(pack: Pack) -> None:
    session = taxpayer(pack)
    answer(session, has_co_users="yes")
    second = session.add_repeat(CO_USER)
    for place, name, number, share in (
        (f"{CO_USER}[1]", "Trần Văn Nam", "001050000777", "33.33"),
        (second, "Trần Văn Ba", "068080000888", "33.33"),
    ):
        for step, value in (("name", name), ("number_citizen", number), ("share", share)):
            assert session.answer(f"{place}/co_user_{step}", value).verdict is Verdict.VALID
    found, message = verdict(session, "own_share", "33")
    assert found is Verdict.CONSTRAINT
    assert "đủ 100%" in message
    assert "66.66%" in session.question(refs(session)["own_share"]).hint
    answer(session, own_share="33.34")
    land(session)
    answer(session, wants_relief="no", pledge="OK")
    text = printed(pack, finalise(session))
    assert "1 NGUYỄN THỊ HOA 001155000123 001155000123 33,34 2 TRẦN VĂN NAM 001050000777" in text
    assert "3 TRẦN VĂN BA 068080000888 068080000888 33,33" in text


def test_a_share_that_changes_makes_the_sum_wrong_again(pack: Pack) -> None:
    session = taxpayer(pack)
    answer(session, has_co_users="yes")
    for step, value in (("name", "Trần Văn Nam"), ("number_citizen", "001050000777"), ("share", "50")):
        session.answer(f"{CO_USER}[1]/co_user_{step}", value)
    answer(session, own_share="50")
    session.answer(f"{CO_USER}[1]/co_user_share", "40")
    assert "own_share" in unanswered(session)
    answer(session, has_co_users="no")
    assert session.value_of("/data/declared/declared_share") == "100"


def test_the_tax_code_is_the_citizen_number_and_its_ten_digit_check_is_never_run(pack: Pack) -> None:
    """0100109106 has a valid check digit, 068050000123 would fail any; both kinds of holder are taken."""
    session = ordinary(pack)
    answer(session, taxpayer_number_citizen="068050000123")
    assert "taxpayer_tax_code" not in refs(session)
    assert session.value_of("/data/declared/tax_code") == "068050000123"
    answer(session, taxpayer_number_kind="passport", taxpayer_number_passport="C1234567")
    assert session.value_of("/data/declared/tax_code") == ""
    answer(session, taxpayer_tax_code="8012345678")
    root = etree.fromstring(finalise(session))
    assert root.findtext(".//{*}tax_code") == "8012345678"
    assert "Số hộ chiếu: C1234567" in printed(pack, finalise(session))


def test_a_tax_of_fifty_thousand_needs_no_papers_for_the_exemption(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, wants_relief="yes")
    assert "relief_case" in unanswered(session)
    answer(session, relief_case="small")
    assert "relief_period" not in refs(session)
    assert "relief_proof" not in papers(pack, session)
    assert "không phải nộp hồ sơ miễn thuế" in warned(pack, session)
    answer(session, relief_case="merit", relief_detail="thương binh hạng 2/4", relief_period="năm 2026")
    assert "relief_proof" in papers(pack, session)
    text = printed(pack, finalise(session))
    assert "Người có công hoặc thân nhân liệt sĩ (thương binh hạng 2/4)" in text
    assert "đề nghị miễn, giảm: năm 2026" in text


def test_the_areas_are_added_up_and_a_difference_is_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, area_proper="100.25", area_improper="10.1", area_encroached="5")
    assert session.value_of("/data/declared/area_total") == "115.35"
    assert "khác diện tích trên Giấy chứng nhận" in warned(pack, session)
    assert "thuế suất cao hơn" in warned(pack, session)
    finalise(session)


def test_land_without_a_certificate_is_declared_as_it_is_used(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, has_certificate="no")
    assert not {"certificate_serial", "parcel_number", "certificate_use"} & refs(session).keys()
    answer(session, uncertified_area="200", uncertified_use="other", uncertified_use_other="đất làm xưởng")
    assert "land_papers" not in papers(pack, session)
    assert "1.013978" in warned(pack, session)
    text = printed(pack, finalise(session))
    assert "[21.1] Diện tích (m²): 200 [21.2] Loại đất/Mục đích đang sử dụng: đất làm xưởng" in text
    assert "BK 123456" not in text


def test_several_parcels_are_added_up_in_one_commune(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, only_parcel="no", combined_at_province="01", combined_at_commune="00004")
    assert "summary_declaration" in papers(pack, session)
    assert "03/TKTH-SDDPNN" in warned(pack, session)
    assert "[18] Đăng ký kê khai tổng hợp tại: Phường Ba Đình" in printed(pack, finalise(session))


@pytest.mark.parametrize(("since", "late"), [("2026-10-24", False), ("2026-10-23", True), ("2026-10", False)])
def test_after_thirty_days_there_is_a_warning_but_no_block(pack: Pack, since: str, late: bool) -> None:
    session = ordinary(pack)
    answer(session, used_since=since)
    assert ("30 ngày" in warned(pack, session)) is late
    finalise(session)


def test_a_supplement_has_its_number_and_the_day_of_the_change(pack: Pack) -> None:
    session = taxpayer(pack, "supplement")
    answer(session, has_co_users="no")
    land(session, changed_on="2026-11-01")
    answer(session, wants_relief="no", pledge="OK")
    text = printed(pack, finalise(session))
    assert "[03] Bổ sung lần thứ: 2" in text
    assert "[23] Thời điểm thay đổi thông tin của thửa đất: 01/11/2026" in text


def test_a_tax_service_is_named_and_signs_beside_the_taxpayer(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, has_agent="yes", agent_name="Đại lý thuế Lâm Đồng", agent_tax_code="0100109106")
    answer(session, agent_contract="15/2026", agent_contract_date="2026-08-15")
    assert "service_contract" in papers(pack, session)
    text = printed(pack, finalise(session))
    assert "[13] Hợp đồng dịch vụ số: 15/2026 ngày: 15/08/2026" in text
    assert "NGƯỜI LÀM DỊCH VỤ THUẾ NGƯỜI NỘP THUẾ" in text


def test_a_flat_is_declared_with_its_factor(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, in_building="yes", building_kind="apartment", building_area="65.5", building_factor="0.2")
    assert "[24.1] Loại nhà: Nhà chung cư [24.2] Diện tích (m²): 65,5 [24.3] Hệ số phân bổ: 0,2" in printed(
        pack, finalise(session)
    )


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("tax_year", "2011", "Năm tính thuế"),
        ("tax_year", "2028", "Năm tính thuế"),
        ("taxpayer_number_citizen", "00115500012", "12 chữ số"),
        ("certificate_serial", "123456", "2 chữ cái"),
        ("certificate_issued_on", "2027", "sau hôm nay"),
        ("area_proper", "12.345", "hai số lẻ"),
        ("area_proper", "-1", "diện tích dùng đúng mục đích"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    session = start(pack)
    answer(session, has_certificate="yes")
    found, message = verdict(session, name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_a_scanned_card_fills_the_taxpayer(pack: Pack) -> None:
    session = start(pack)
    card = {"full_name": "Nguyễn Thị Hoa", "birth_date": "1955-03-08", "id_number": "001155000123", "address": "Đạ Tẻh"}
    for name, ref in pack.procedure.persons[0].fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert session.value_of("/data/declared/tax_code") == "001155000123"


def test_each_holders_card_can_be_scanned(pack: Pack) -> None:
    session = start(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["taxpayer"]
    answer(session, has_co_users="yes")
    session.add_repeat(CO_USER)
    first, second = persons_for(pack.procedure, session)[1:]
    assert (first.label.vi[-1], second.label.vi[-1]) == ("1", "2")
    assert session.answer(second.fields["full_name"], "Trần Văn Ba").verdict is Verdict.VALID
    assert session.answer(second.fields["id_number"], "068080000888").verdict is Verdict.VALID
    assert session.value_of(f"{CO_USER}[2]/co_user_name") == "Trần Văn Ba"
