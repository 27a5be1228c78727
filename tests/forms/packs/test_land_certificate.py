"""Exchanging a land certificate: for which reason, for which parcels, with whom, and when it is another procedure."""

import re
from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS
from tests.support.pdf import page_texts

PARCEL = "/data/certificate/parcel"
MEMBER = "/data/change/member"
OTHER = "/data/attached/other_paper"
GOLDEN = Path(__file__).parent / "land-certificate.txt"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.012783")


def ordinary(pack: Pack, reason: str = "damaged", language: str = "vi") -> FormSession:
    """Someone exchanges a torn certificate of one parcel."""
    session = start(pack, language)
    answer(session, certificate_state="there", authority_province="68", authority_commune="25126")
    answer(session, owner_name="Nguyễn Thị Hoa", owner_birth="1955", owner_document_type="citizen_card")
    answer(session, owner_document_number="001155000123", owner_document_issued_on="2021-08-15")
    answer(session, owner_address_province="68", owner_address_commune="25126", owner_address_detail="Thôn 3")
    answer(session, owner_phone="0912345678", certificate_serial="bk 123456", certificate_issued_on="1998")
    answer(session, register_number="CH 00123", parcel_number="125", parcel_sheet="12", parcel_area="120.5")
    answer(session, parcel_place="owner", mortgage="no", reason=reason, before="sổ rách", after="cấp sổ mới")
    answer(session, has_survey="no", has_others="no", pledge="OK")
    return session


def member(session: FormSession, number: int, name: str, **extra: str) -> None:
    given = {"name": name, "birth": "1980", "number_citizen": f"06808000000{number}", "home": "owner", **extra}
    for step, value in given.items():
        assert session.answer(f"{MEMBER}[{number}]/member_{step}", value).verdict is Verdict.VALID, step


def printed(pack: Pack, xml: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def papers(pack: Pack, session: FormSession) -> set[str]:
    return {paper.id for paper in papers_for(pack.procedure, session)} - {"application", "identity"}


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


def test_the_application_reads_as_it_should(pack: Pack) -> None:
    """Golden text of a whole application."""
    session = ordinary(pack)
    assert (papers(pack, session), warned(pack, session)) == ({"certificate"}, "")
    pages = page_texts(render_declaration(pack, finalise(session)))
    assert "".join(page.strip() + "\n" for page in pages) == GOLDEN.read_text(encoding="utf-8")


def test_the_paper_is_vietnamese_whatever_the_language_on_screen(pack: Pack) -> None:
    assert printed(pack, finalise(ordinary(pack, language="en"))) == printed(pack, finalise(ordinary(pack)))


@pytest.mark.parametrize(("state", "said"), [("none", "1.013978"), ("lost", "cấp lại")])
def test_who_has_no_certificate_is_told_where_to_go(pack: Pack, state: str, said: str) -> None:
    session = start(pack)
    assert "elsewhere" not in refs(session)
    answer(session, certificate_state=state)
    assert said in session.question(refs(session)["elsewhere"]).hint
    assert said in warned(pack, session)


def test_a_change_of_the_person_alone_is_another_procedure(pack: Pack) -> None:
    session = ordinary(pack, "person_data")
    assert "1.013833" in warned(pack, session)
    finalise(session)


def test_every_parcel_has_a_row(pack: Pack) -> None:
    session = ordinary(pack, "split")
    assert "từ hai thửa đất" in warned(pack, session)
    second = session.add_repeat(PARCEL)
    for step, value in (("plot/parcel_number", "126"), ("plot/parcel_sheet", "12"), ("plot/parcel_area", "1080")):
        session.answer(f"{second}/{step}", value)
    session.answer(f"{second}/parcel_place", "other")
    assert "parcel_address_commune" in unanswered(session)
    for step, value in (("province", "01"), ("commune", "00004"), ("detail", "Ngõ 5")):
        session.answer(f"{second}/parcel_address/parcel_address_{step}", value)
    assert warned(pack, session) == ""
    text = printed(pack, finalise(session))
    assert "1 125 12 120,5 Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng" in text
    assert "2 126 12 1.080 Ngõ 5, Phường Ba Đình, Thành phố Hà Nội" in text


def test_both_spouses_are_named_with_a_card_of_the_second(pack: Pack) -> None:
    session = ordinary(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["owner"]
    answer(session, reason="spouses")
    spouse = next(person for person in persons_for(pack.procedure, session) if person.id == "spouse")
    card = {"full_name": "Trần Văn Nam", "birth_date": "1950-01-02", "id_number": "001050000777"}
    for name, ref in spouse.fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert papers(pack, session) == {"certificate", "marriage"}
    assert "Vợ hoặc chồng cùng đứng tên: TRẦN VĂN NAM Năm sinh: 02/01/1950 Số định danh: 001050000777" in printed(
        pack, finalise(session)
    )


def test_a_household_names_its_members(pack: Pack) -> None:
    session = ordinary(pack, "household")
    assert "member_name" in unanswered(session)
    member(session, 1, "Trần Văn Ba")
    session.add_repeat(MEMBER)
    member(session, 2, "Mary Nguyen", number_kind="passport", number_passport="C1234567")
    text = printed(pack, finalise(session))
    assert "1 TRẦN VĂN BA 1980 068080000001" in text
    assert "2 MARY NGUYEN 1980 C1234567" in text
    answer(session, reason="damaged")
    assert b"Mary" not in finalise(session)
    assert "Mary" not in printed(pack, session.draft())


def test_a_pledged_certificate_stays_with_the_bank(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, mortgage="yes")
    assert papers(pack, session) == set()
    assert "thế chấp" in warned(pack, session)
    assert "(bản gốc)" not in printed(pack, finalise(session))


def test_a_new_measurement_needs_a_survey(pack: Pack) -> None:
    session = ordinary(pack, "measured")
    assert "survey" in papers(pack, session)
    assert "mảnh trích đo" in warned(pack, session)
    answer(session, has_survey="yes")
    assert warned(pack, session) == ""
    assert "- Mảnh trích đo bản đồ địa chính thửa đất" in printed(pack, finalise(session))


def test_every_paper_handed_in_is_listed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, has_others="yes", other_paper_name="bản sao sổ cũ")
    session.answer(f"{session.add_repeat(OTHER)}/other_paper_name", "đơn xin xác nhận")
    assert "other_papers" in papers(pack, session)
    assert "(bản gốc) - bản sao sổ cũ - đơn xin xác nhận" in printed(pack, finalise(session))


def test_a_representative_signs(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, represented="yes", representative_name="Trần Minh Anh")
    assert "representation" in papers(pack, session)
    text = printed(pack, finalise(session))
    assert "1.5. Người đại diện: TRẦN MINH ANH" in text
    assert text.endswith("(Ký, ghi rõ họ tên) Trần Minh Anh")


@pytest.mark.parametrize(
    ("serial", "fits"),
    [
        ("BK 123456", True),
        ("BK123456", True),
        ("Đ 123456", True),
        ("AA 00123456", True),
        ("B", False),
        ("123456", False),
    ],
)
def test_a_serial_is_letters_and_digits(pack: Pack, serial: str, fits: bool) -> None:
    found, message = verdict(start(pack), "certificate_serial", serial)
    assert (found is Verdict.VALID) is fits
    assert fits or "2 chữ cái" in message


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("owner_birth", "1955-02-30", "xem lại"),
        ("parcel_number", "thửa; 12", "Số thửa"),
        ("parcel_area", "0.123", "hai số lẻ"),
        ("before", "x" * 501, "500 chữ"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_each_members_card_can_be_scanned(pack: Pack) -> None:
    session = start(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["owner"]
    answer(session, reason="household")
    session.add_repeat(MEMBER)
    first, second = persons_for(pack.procedure, session)[1:]
    assert (first.label.vi[-1], second.label.vi[-1]) == ("1", "2")
    assert session.answer(second.fields["full_name"], "Trần Văn Ba").verdict is Verdict.VALID
    assert session.answer(second.fields["id_number"], "068080000888").verdict is Verdict.VALID
    assert session.value_of(f"{MEMBER}[2]/member_name") == "Trần Văn Ba"
