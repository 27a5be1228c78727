"""Founding a household business: its name, its kinds of business, its capital in words, and who founds it together."""

import re
from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS
from tests.support.pdf import page_texts

LINE = "/data/business/line"
MEMBER = "/data/founding/member"
GOLDEN = Path(__file__).parent / "household-business.txt"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "1.001612")


def ordinary(pack: Pack, language: str = "vi") -> FormSession:
    """Someone opens a general store at home."""
    session = start(pack, language)
    answer(session, authority_province="68", authority_commune="25126")
    answer(session, owner_name="Nguyễn Thị Hoa", owner_birth="1980-03-08", owner_sex="female")
    answer(session, owner_number="001180000123", owner_address_province="68", owner_address_commune="25126")
    answer(session, owner_address_detail="Thôn 3", owner_phone="0912345678", owner_email="hoa@gmail.com")
    answer(session, business_name="Hoa Nguyễn", seat="home", sector="4711", capital="50005000")
    answer(session, starts_on="2026-12-01", workers="2", tax_method="unsure", founder="individual")
    answer(session, submitter="owner", pledge="OK")
    return session


def member(session: FormSession, number: int, name: str, **extra: str) -> None:
    given = {"name": name, "birth": "1975", "sex": "male", "number": f"00107500000{number}", "home": "owner", **extra}
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
    assert (papers(pack, session), warned(pack, session)) == (set(), "")
    pages = page_texts(render_declaration(pack, finalise(session)))
    assert "".join(page.strip() + "\n" for page in pages) == GOLDEN.read_text(encoding="utf-8")


def test_the_paper_is_vietnamese_whatever_the_language_on_screen(pack: Pack) -> None:
    assert printed(pack, finalise(ordinary(pack, "en"))) == printed(pack, finalise(ordinary(pack)))


@pytest.mark.parametrize(
    ("typed", "declared"),
    [
        ("Hoa Nguyễn", "Hộ kinh doanh Hoa Nguyễn"),
        ("Hộ kinh doanh Hoa Nguyễn", "Hộ kinh doanh Hoa Nguyễn"),
        ("HỘ KINH DOANH 24H", "HỘ KINH DOANH 24H"),
        ("Hộ kinh doanhHoa", "Hộ kinh doanh Hộ kinh doanhHoa"),
    ],
)
def test_the_name_of_the_business_begins_with_its_kind_once(pack: Pack, typed: str, declared: str) -> None:
    session = start(pack)
    answer(session, business_name=typed)
    assert session.value_of("/data/declared/declared_business_name") == declared


@pytest.mark.parametrize("name", ["Công ty Hoa", "Hoa CÔNG TY", "doanh nghiệp Hoa"])
def test_a_household_business_is_no_company(pack: Pack, name: str) -> None:
    found, message = verdict(start(pack), "business_name", name)
    assert found is Verdict.CONSTRAINT
    assert "không dùng chữ công ty" in message


def test_several_kinds_of_business_are_rows_and_the_first_is_the_main_one(pack: Pack) -> None:
    session = ordinary(pack)
    second = session.add_repeat(LINE)
    session.answer(f"{second}/sector", "other")
    assert "sector_other" in unanswered(session)
    session.answer(f"{second}/sector_other", "nuôi ong lấy mật")
    text = printed(pack, finalise(session))
    assert "1 Bán tạp hóa tổng hợp 4711 X 2 nuôi ong lấy mật 4. Vốn kinh doanh" in text


def test_the_capital_is_written_in_figures_and_words(pack: Pack) -> None:
    text = printed(pack, finalise(ordinary(pack)))
    assert "(bằng số): 50.005.000 đồng Bằng chữ: Năm mươi triệu không trăm linh năm nghìn đồng" in text


def test_members_found_it_together_and_authorise_the_owner(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, founder="household")
    assert "member_name" in unanswered(session)
    member(session, 1, "Trần Văn Nam", capital="10000000")
    session.add_repeat(MEMBER)
    member(session, 2, "Trần Văn Ba", home="other")
    for step, value in (("province", "01"), ("commune", "00004"), ("detail", "Số 12")):
        session.answer(f"{MEMBER}[2]/member_address/member_address_{step}", value)
    assert papers(pack, session) == {"household_authorisation"}
    text = printed(pack, finalise(session))
    assert "1 TRẦN VĂN NAM 1975 Nam" in text
    assert "10.000.000" in text
    assert "2 TRẦN VĂN BA 1975 Nam" in text
    assert session.value_of(f"{MEMBER}[1]/member_address_declared") == "Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng"
    assert session.value_of(f"{MEMBER}[2]/member_address_declared") == "Số 12, Phường Ba Đình, Thành phố Hà Nội"
    assert "nhiều hơn vốn" not in warned(pack, session)
    session.answer(f"{MEMBER}[2]/member_capital", "40005001")
    assert "nhiều hơn vốn" in warned(pack, session)


def test_members_that_were_taken_back_are_not_printed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, founder="household")
    member(session, 1, "Trần Văn Nam")
    answer(session, founder="individual")
    submission = finalise(session)
    assert b"Nam</" not in submission
    assert "Trần Văn Nam" not in printed(pack, session.draft())


@pytest.mark.parametrize(
    ("submitter", "account", "needed"),
    [
        ("person", "yes", {"person_authorisation"}),
        ("person", "no", {"person_authorisation", "identity_copy"}),
        ("organisation", "yes", {"service_contract"}),
        ("post", "no", {"posting_slip", "identity_copy"}),
    ],
)
def test_who_hands_it_in_decides_the_papers(pack: Pack, submitter: str, account: str, needed: set[str]) -> None:
    session = ordinary(pack)
    answer(session, submitter=submitter)
    assert unanswered(session) == ["has_account"]
    answer(session, has_account=account)
    assert papers(pack, session) == needed


@pytest.mark.parametrize(
    ("born", "warns"), [("2008-11-23", False), ("2008-11-24", True), ("2008", False), ("2009", True)]
)
def test_an_owner_under_eighteen_is_noticed(pack: Pack, born: str, warns: bool) -> None:
    session = ordinary(pack)
    answer(session, owner_birth=born)
    assert ("đủ 18 tuổi" in warned(pack, session)) is warns
    finalise(session)


def test_an_office_in_another_province_is_noticed(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, authority_commune="24823")
    assert warned(pack, session) == ""
    answer(session, seat="other", seat_address_province="01", seat_address_commune="00004")
    assert "cùng tỉnh" in warned(pack, session)
    assert session.value_of("/data/declared/declared_seat") == "Phường Ba Đình, Thành phố Hà Nội"


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("owner_number", "0011800001234", "12 chữ số"),
        ("owner_email", "hoa@gmail", "ten@gmail.com"),
        ("owner_email", "hoa nguyễn@gmail.com", "ten@gmail.com"),
        ("capital", "0", "lớn hơn 0"),
        ("workers", "0", "từ 1"),
        ("starts_on", "2027-11-25", "một năm"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(pack), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_a_scanned_card_fills_the_owner(pack: Pack) -> None:
    session = start(pack)
    card = {
        "full_name": "Nguyễn Thị Hoa",
        "birth_date": "1980-03-08",
        "sex": "female",
        "id_number": "001180000123",
        "address": "Thôn 3, Đạ Tẻh, Lâm Đồng",
    }
    for name, ref in pack.procedure.persons[0].fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert "Đạ Tẻh" in session.question(refs(session)["owner_address_card_note"]).label


def test_each_members_card_can_be_scanned(pack: Pack) -> None:
    session = start(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["owner"]
    answer(session, founder="household")
    session.add_repeat(MEMBER)
    first, second = persons_for(pack.procedure, session)[1:]
    assert (first.label.vi[-1], second.label.vi[-1]) == ("1", "2")
    assert session.answer(second.fields["full_name"], "Trần Văn Ba").verdict is Verdict.VALID
    assert session.answer(second.fields["id_number"], "068080000888").verdict is Verdict.VALID
    assert session.value_of(f"{MEMBER}[2]/member_name") == "Trần Văn Ba"
