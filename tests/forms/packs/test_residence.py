"""Permanent and temporary residence: one form CT01, other papers and periods; who agrees, and how the paper says it."""

import re

import pytest

from forms.contract import FormSession, Verdict
from forms.knowledge import place_properties
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS
from tests.support.pdf import page_texts

MEMBER = "/data/household/member"
ALWAYS = {"declaration", "identity"}


@pytest.fixture(scope="module")
def permanent() -> Pack:
    return load_pack(PACKS / "1.004222")


@pytest.fixture(scope="module")
def temporary() -> Pack:
    return load_pack(PACKS / "1.004194")


def person(session: FormSession, born: str = "1955", who: str = "self") -> None:
    answer(session, authority_province="68", authority_commune="25126", who_fills=who)
    answer(session, resident_name="Nguyễn Thị Hoa", resident_birth=born, resident_sex="female")
    answer(session, resident_number="068155000123", resident_phone="0912345678")


def home(session: FormSession, kind: str = "family", **extra: str) -> None:
    answer(session, place_kind=kind, **extra)
    answer(session, place_detail="Số 12, Thôn 3")


def head(session: FormSession, owner: str = "head") -> None:
    answer(session, head_kind="other", head_name="Phạm Văn Thành", head_number="068050000123", head_relation="mother")
    if "owner_kind" in refs(session):
        answer(session, owner_kind=owner)


def ending(session: FormSession, consent: str = "sign", **extra: str) -> None:
    """Everybody agrees in the same way."""
    ways = ("head_consent", "owner_consent", "parent_consent")
    answer(session, **{name: consent for name in ways if name in refs(session)})
    answer(session, **{"citizenship_case": "none", "fee_group": "none", **extra})


def mother_moves_in(pack: Pack, language: str = "vi") -> FormSession:
    """An elder who moves to her son's home for good."""
    session = start(pack, language)
    person(session)
    home(session)
    head(session)
    answer(session, has_members="no")
    ending(session, fee_group="elder")
    return session


def tenant(pack: Pack, **extra: str) -> FormSession:
    """Someone who rents a room for two years."""
    session = start(pack)
    person(session, "1990-05-06")
    home(session, "rented", **{"stay_from": "2026-12-01", "stay_until": "2028-11-30", **extra})
    answer(session, head_kind="self", owner_kind="other", owner_name="Lê Văn Bình", owner_number="068070000111")
    answer(session, has_members="no")
    ending(session)
    return session


def member(session: FormSession, number: int, **answers: str) -> None:
    for name, value in answers.items():
        assert session.answer(f"{MEMBER}[{number}]/{name}", value).verdict is Verdict.VALID, name


def papers(pack: Pack, session: FormSession) -> set[str]:
    return {paper.id for paper in papers_for(pack.procedure, session)} - ALWAYS


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


def printed(pack: Pack, xml: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def test_a_mother_moves_to_her_son_for_good(permanent: Pack) -> None:
    session = mother_moves_in(permanent)
    text = printed(permanent, finalise(session))
    for part in (
        "Mẫu CT01",
        "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ Kính gửi (1): Công an Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "1. Họ, chữ đệm và tên khai sinh: NGUYỄN THỊ HOA",
        "2. Ngày, tháng, năm sinh: 1955 3. Giới tính: Nữ",
        "4. Số định danh cá nhân: 0 6 8 1 5 5 0 0 0 1 2 3",
        "5. Số điện thoại liên hệ: 0912345678 6. Email: ..",
        "7. Họ, chữ đệm và tên chủ hộ: PHẠM VĂN THÀNH",
        "8. Mối quan hệ với chủ hộ: Mẹ",
        "9. Số định danh cá nhân của chủ hộ: 0 6 8 0 5 0 0 0 0 1 2 3",
        "10. Nội dung đề nghị (2): Đăng ký thường trú tại Số 12, Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "TT Họ, chữ đệm và tên Ngày, tháng, năm sinh Giới tính Số định danh cá nhân Quan hệ với chủ hộ",
        "Xã Đạ Tẻh, ngày 23 tháng 11 năm 2026",
        "Phạm Văn Thành Phạm Văn Thành Nguyễn Thị Hoa",
    ):
        assert part in text, f"{part!r} is not in {text!r}"
    assert papers(permanent, session) == {"kinship_proof", "fee_exemption"}
    assert "chữ ký" in warned(permanent, session)


def test_a_tenant_stays_two_years(temporary: Pack) -> None:
    session = tenant(temporary)
    text = printed(temporary, finalise(session))
    assert "Đăng ký tạm trú tại Số 12, Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng; thời hạn từ ngày 01/12/2026 đến ngày" in text
    assert "8. Mối quan hệ với chủ hộ: Chủ hộ 9. Số định danh cá nhân của chủ hộ: 0 6 8 1 5 5 0 0 0 1 2 3" in text
    assert "Lê Văn Bình Nguyễn Thị Hoa Số định danh: 068070000111" in text
    assert papers(temporary, session) == {"rental_paper"}


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [
        ("2026-12-01", "2028-12-01", True),
        ("2026-12-01", "2028-12-02", False),
        ("2026-12-01", "2026-12-02", True),
        ("2026-12-01", "2026-12-01", False),
        ("2026-12-01", "2026-11-30", False),
        ("2024-02-29", "2026-02-28", True),
    ],
)
def test_a_stay_ends_after_it_begins_and_within_two_years(temporary: Pack, begins: str, ends: str, fits: bool) -> None:
    session = start(temporary)
    answer(session, stay_from=begins)
    found, message = verdict(session, "stay_until", ends)
    assert (found is Verdict.VALID) is fits
    assert fits or "2 năm" in message


def test_moving_the_beginning_makes_the_end_wrong_again(temporary: Pack) -> None:
    session = tenant(temporary)
    answer(session, stay_from="2026-06-01")
    assert unanswered(session) == ["stay_until"]


def test_a_short_stay_is_told_that_a_notice_is_enough(temporary: Pack) -> None:
    assert "30 ngày" in warned(temporary, tenant(temporary, stay_until="2026-12-20"))
    assert "30 ngày" not in warned(temporary, tenant(temporary))


def test_the_family_moves_on_one_form(permanent: Pack) -> None:
    session = mother_moves_in(permanent)
    answer(session, has_members="yes")
    session.add_repeat(MEMBER)
    member(session, 1, member_name="Trần Minh Anh", member_birth="2015-02-03", member_sex="female")
    member(session, 1, member_number="068315000222", member_relation="other", member_relation_detail="Cháu họ")
    member(session, 2, member_name="Trần Văn Nam", member_birth="1950", member_sex="male")
    member(session, 2, member_number="068050000333", member_relation="father")
    text = printed(permanent, finalise(session))
    assert "1 TRẦN MINH ANH 03/02/2015 Nữ 068315000222 Cháu họ 2 TRẦN VĂN NAM 1950 Nam 068050000333 Cha Xã" in text
    session.remove_repeat(f"{MEMBER}[1]")
    assert "Trần Minh Anh" not in printed(permanent, session.draft())
    answer(session, has_members="no")
    assert "Trần Văn Nam" not in printed(permanent, session.draft()), "what was taken back must not be printed"
    assert b"member_name" not in finalise(session)


def test_every_member_is_asked_completely(permanent: Pack) -> None:
    session = mother_moves_in(permanent)
    answer(session, has_members="yes")
    missing = ["member_name", "member_birth", "member_sex", "member_number", "member_relation"]
    assert unanswered(session) == missing
    assert session.question(f"{MEMBER}[1]/member_name").label


def test_a_child_needs_a_parent_who_is_not_asked_twice_as_head(permanent: Pack) -> None:
    session = start(permanent)
    person(session, "2026-09-01", "parent")
    answer(session, parent_name="Trần Văn Nam", parent_number="068090000444")
    home(session)
    heads = {choice.value for choice in session.choices(refs(session)["head_kind"])}
    assert heads == {"parent", "other"}
    answer(session, head_kind="parent", head_relation="child", owner_kind="head", has_members="no")
    assert not {"head_name", "head_number", "owner_name"} & refs(session).keys()
    ending(session, fee_group="child")
    text = printed(permanent, finalise(session))
    assert "7. Họ, chữ đệm và tên chủ hộ: TRẦN VĂN NAM 8. Mối quan hệ với chủ hộ: Con" in text
    assert "Trần Văn Nam Trần Văn Nam Trần Văn Nam Trần Văn Nam" in text, "as head, owner, parent and who fills in"
    assert "60 ngày" in warned(permanent, session)


@pytest.mark.parametrize(
    ("born", "minor"), [("2008-11-24", "yes"), ("2008-11-23", "no"), ("2009", "yes"), ("2008", "no")]
)
def test_below_18_a_parent_agrees(temporary: Pack, born: str, minor: str) -> None:
    session = start(temporary)
    person(session, born)
    assert session.value_of("/data/person/minor") == minor
    assert ("parent_name" in refs(session)) is (minor == "yes")
    assert ("parent_consent" in refs(session)) is (minor == "yes")
    assert ("chưa đủ 18" in warned(temporary, session)) is (minor == "yes")


def test_a_guardian_signs_for_the_ward(permanent: Pack) -> None:
    session = start(permanent)
    person(session, "1940", "guardian")
    answer(session, parent_name="Lê Thị Mai", parent_number="068170000555")
    home(session, "own")
    answer(session, head_kind="self", has_members="no")
    ending(session, "document", fee_group="elder")
    assert papers(permanent, session) == {"home_proof", "guardianship", "consent_document", "fee_exemption"}
    text = printed(permanent, finalise(session))
    assert "Có văn bản đồng ý" in text
    assert "Lê Thị Mai Lê Thị Mai Số định danh: 068170000555" in text


def test_in_the_own_home_nobody_else_has_to_agree(permanent: Pack) -> None:
    session = start(permanent)
    person(session)
    home(session, "own")
    answer(session, head_kind="self", has_members="no")
    assert not {"owner_kind", "head_consent", "owner_consent", "parent_consent"} & refs(session).keys()
    ending(session)
    text = printed(permanent, finalise(session))
    assert "Số định danh:" not in text
    assert warned(permanent, session) == ""


def test_consent_in_the_app_is_printed_as_such(permanent: Pack) -> None:
    session = mother_moves_in(permanent)
    answer(session, head_consent="app")
    assert printed(permanent, finalise(session)).count("Xác nhận trên VNeID") == 2
    assert "chữ ký" not in warned(permanent, session)


@pytest.mark.parametrize(
    ("kind", "extra", "expected"),
    [
        ("own", {}, {"home_proof"}),
        ("family", {}, {"kinship_proof"}),
        ("rented", {}, {"rental_contract", "area_proof"}),
        ("care", {"care_kind": "family"}, {"care_confirmation"}),
        ("care", {"care_kind": "facility"}, {"care_confirmation", "care_request"}),
        ("religious", {"religious_kind": "cleric"}, {"religious_house", "religious_status"}),
        ("religious", {"religious_kind": "dependant"}, {"religious_house", "dependant_confirmation"}),
        ("vehicle", {}, {"vehicle_papers", "mooring"}),
        ("barracks", {"force": "police"}, {"police_letter"}),
        ("barracks", {"force": "army"}, {"army_letter"}),
    ],
)
def test_papers_for_permanent_residence_follow_the_home(
    permanent: Pack, kind: str, extra: dict[str, str], expected: set[str]
) -> None:
    session = start(permanent)
    home(session, kind, **extra)
    assert papers(permanent, session) == expected


@pytest.mark.parametrize(
    ("kind", "extra", "expected"),
    [
        ("own", {}, {"home_proof"}),
        ("family", {}, set()),
        ("rented", {}, {"rental_paper"}),
        ("listed", {}, {"list_request"}),
        ("barracks", {"force": "army"}, {"army_letter"}),
    ],
)
def test_papers_for_temporary_residence_follow_the_home(
    temporary: Pack, kind: str, extra: dict[str, str], expected: set[str]
) -> None:
    session = start(temporary)
    home(session, kind, **extra)
    assert papers(temporary, session) == expected


@pytest.mark.parametrize(
    ("case", "paper"), [("overseas", {"overseas_papers"}), ("naturalised", {"naturalisation"}), ("none", set())]
)
def test_nationality_decides_on_further_papers(permanent: Pack, case: str, paper: set[str]) -> None:
    session = start(permanent)
    answer(session, citizenship_case=case)
    assert papers(permanent, session) == paper
    assert ("CT02" in warned(permanent, session)) is (case == "overseas")


@pytest.mark.parametrize(
    ("born", "offered", "hidden"),
    [
        ("1966-11-23", "elder", "child"),
        ("1966-11-24", "none", "elder"),
        ("2010-11-24", "child", "elder"),
        ("2010-11-23", "none", "child"),
    ],
)
def test_exemptions_by_age_are_offered_to_the_day(permanent: Pack, born: str, offered: str, hidden: str) -> None:
    session = start(permanent)
    person(session, born)
    groups = {choice.value for choice in session.choices(refs(session)["fee_group"])}
    assert offered in groups
    assert hidden not in groups


def test_the_kiosks_own_police_is_filled_in(temporary: Pack) -> None:
    session = start(temporary, properties=place_properties("25126"))
    assert session.value_of("/data/authority/authority_text") == "Công an Xã Đạ Tẻh, Tỉnh Lâm Đồng"


def test_whose_card_can_be_scanned_follows_the_answers(permanent: Pack) -> None:
    session = start(permanent)

    def offered() -> list[str]:
        return [each.id for each in persons_for(permanent.procedure, session)]

    assert offered() == ["resident", "head"]
    answer(session, who_fills="parent", place_kind="family", head_kind="parent", has_members="yes")
    session.add_repeat(MEMBER)
    assert offered() == ["resident", "parent", "member-1", "member-2"]
    card = {"full_name": "Trần Minh Anh", "birth_date": "2015-02-03", "sex": "female", "id_number": "068315000222"}
    second = next(each for each in persons_for(permanent.procedure, session) if each.id == "member-2")
    assert second.label.vi == "Của người cùng đăng ký 2"
    for name, ref in second.fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    assert session.question(f"{MEMBER}[2]/member_number").value == "068315000222"
    assert session.question(f"{MEMBER}[1]/member_number").value == ""


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("resident_name", "Hoa 2", "bỏ chữ số"),
        ("resident_number", "06815500012", "12 chữ số"),
        ("resident_email", "hoa@", "ten@gmail.com"),
        ("resident_email", "hoa 1955@gmail.com", "ten@gmail.com"),
        ("resident_phone", "12345", "10 chữ số"),
        ("resident_birth", "2026-11-24", "sau hôm nay"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(permanent: Pack, name: str, wrong: str, said: str) -> None:
    found, message = verdict(start(permanent), name, wrong)
    assert found is Verdict.CONSTRAINT
    assert said in message


def test_the_paper_is_vietnamese_whatever_the_language_on_screen(permanent: Pack) -> None:
    english = finalise(mother_moves_in(permanent, "en"))
    assert render_declaration(permanent, english) == render_declaration(permanent, finalise(mother_moves_in(permanent)))
