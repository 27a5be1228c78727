"""Registering a birth: what is asked, what is not asked twice, what goes to the officer and onto the paper."""

import json
import re

import pytest
from lxml import etree

from forms.contract import FormSession, Verdict
from forms.knowledge import place_properties
from forms.layout import render_declaration
from forms.pack import Pack, load_pack, papers_for, persons_for, warnings_for
from tests.support.filling import answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import BIRTH
from tests.support.pdf import page_texts


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(BIRTH)


def authority(session: FormSession) -> None:
    answer(session, authority_province="68", authority_commune="25126")


def requester(session: FormSession, relation: str = "grandmother", **extra: str) -> None:
    """Someone with a citizen card who lives in Đạ Tẻh."""
    answer(session, relation=relation, **extra)
    answer(session, requester_name="Nguyễn Thị Hoa", requester_birth="1955", requester_residence_kind="permanent")
    answer(session, requester_residence_province="68", requester_residence_commune="25126")
    answer(session, requester_residence_detail="Thôn 3")
    answer(session, requester_document_type="citizen_card", requester_document_number="001155000123")
    answer(session, requester_document_issuer="order_police", requester_document_issued_on="2021-08-15")
    answer(session, requester_phone="0912345678")


def child(session: FormSession, **extra: str) -> None:
    """Born in hospital three weeks before."""
    given = {"child_name": "Trần Minh Anh", "child_birth_date": "2026-11-02", **extra}
    answer(session, **{name: value for name, value in given.items() if name in refs(session)})
    answer(session, child_sex="female", child_ethnicity="16", child_birthplace_kind="facility")
    answer(session, child_facility="Bệnh viện Đa khoa Lâm Đồng")
    answer(session, child_birthplace_province="68", child_birthplace_commune="24823")
    answer(session, child_hometown_province="68", child_hometown_commune="25126")


def parents(session: FormSession) -> None:
    answer(session, mother_known="yes", mother_name="Lê Thị Mai", mother_birth="1998-04-10")
    answer(session, mother_ethnicity="16", mother_nationality="vn", mother_home="requester")
    answer(session, father_known="yes", father_name="Trần Văn Nam", father_birth="1995-12")
    answer(session, father_ethnicity="01", father_nationality="vn", father_home="other")
    answer(session, father_residence_province="01", father_residence_commune="00004")
    answer(session, father_residence_detail="Số 12 Đội Cấn")


def ending(session: FormSession) -> None:
    answer(session, birth_proof="paper", copies="2", pledge="OK")


def ordinary(pack: Pack, language: str = "vi") -> FormSession:
    """A grandmother registers her grandchild."""
    session = start(pack, language)
    authority(session)
    requester(session)
    child(session)
    parents(session)
    ending(session)
    return session


def declared(submission: bytes) -> dict[str, str]:
    """The computed part of a submission, by name."""
    group = etree.fromstring(submission).find("{*}declared")
    assert group is not None
    return {etree.QName(node).localname: node.text or "" for node in group}


def printed(pack: Pack, xml: bytes) -> str:
    """The text of the printed declaration, spaces as single ones."""
    return re.sub(r"\s+", " ", " ".join(page_texts(render_declaration(pack, xml))))


def papers(pack: Pack, session: FormSession) -> set[str]:
    return {paper.id for paper in papers_for(pack.procedure, session)}


def test_a_grandmother_registers_her_grandchild(pack: Pack) -> None:
    session = ordinary(pack)
    submission = finalise(session)
    assert declared(submission) == {
        "declared_name": "Trần Minh Anh",
        "declared_birth_date": "2026-11-02",
        "declared_birth_words": "Ngày hai tháng mười một năm hai nghìn không trăm hai mươi sáu",
        "overdue": "no",
        "declared_birthplace": "Bệnh viện Đa khoa Lâm Đồng, Phường 1 Bảo Lộc, Tỉnh Lâm Đồng",
        "declared_mother_name": "Lê Thị Mai",
        "declared_mother_birth": "1998-04-10",
        "declared_mother_residence": "Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "declared_father_name": "Trần Văn Nam",
        "declared_father_birth": "1995-12",
        "declared_father_residence": "Số 12 Đội Cấn, Phường Ba Đình, Thành phố Hà Nội",
        "signed_at": "Xã Đạ Tẻh",
        "signed_on": "2026-11-23",
    }
    assert b'id="1.001193"' in submission
    assert f'version="{pack.version}"'.encode() in submission


def test_the_paper_says_what_was_answered(pack: Pack) -> None:
    text = printed(pack, finalise(ordinary(pack)))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc TỜ KHAI ĐĂNG KÝ KHAI SINH",
        "Kính gửi: Ủy ban nhân dân Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "Họ, chữ đệm, tên người yêu cầu: NGUYỄN THỊ HOA",
        "Ngày, tháng, năm sinh: 1955",
        "Nơi cư trú: Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng (nơi thường trú)",
        "Căn cước công dân số 001155000123, do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp",
        "xã hội cấp, ngày cấp 15/08/2021",
        "Quan hệ với người được khai sinh: Bà",
        "Họ, chữ đệm, tên: TRẦN MINH ANH",
        "02/11/2026 ghi bằng chữ: Ngày hai tháng mười một",
        "Giới tính: Nữ Dân tộc: Cơ-ho Quốc tịch: Việt Nam",
        "Quê quán: Xã Đạ Tẻh, Tỉnh Lâm Đồng",
        "người mẹ: LÊ THỊ MAI Năm sinh: 10/04/1998",
        "người cha: TRẦN VĂN NAM Năm sinh: 12/1995 Dân tộc: Kinh",
        "Số lượng: 2 bản",
        "Làm tại: Xã Đạ Tẻh, ngày 23 tháng 11 năm 2026 Người yêu cầu",
    ):
        assert part in text, f"{part!r} is not in {text!r}"


def test_the_paper_is_vietnamese_whatever_the_language_on_screen(pack: Pack) -> None:
    english = finalise(ordinary(pack, "en"))
    assert render_declaration(pack, english) == render_declaration(pack, finalise(ordinary(pack)))


def test_a_draft_prints_like_its_submission(pack: Pack) -> None:
    session = ordinary(pack)
    assert printed(pack, session.draft()) == printed(pack, finalise(session))


def test_a_mother_who_asks_is_not_asked_twice(pack: Pack) -> None:
    session = start(pack)
    authority(session)
    requester(session, "mother")
    child(session)
    asked = refs(session).keys()
    assert not {name for name in asked if name.startswith("mother_")} - {"mother_ethnicity", "mother_nationality"}
    answer(session, mother_ethnicity="16", mother_nationality="vn", father_known="no")
    ending(session)
    said = declared(finalise(session))
    assert said["declared_mother_name"] == "Nguyễn Thị Hoa"
    assert said["declared_mother_birth"] == "1955"
    assert said["declared_mother_residence"] == "Thôn 3, Xã Đạ Tẻh, Tỉnh Lâm Đồng"
    assert said["declared_father_name"] == said["declared_father_residence"] == ""
    text = printed(pack, finalise(session))
    assert "Họ, chữ đệm, tên người mẹ: NGUYỄN THỊ HOA Năm sinh: 1955" in text
    assert re.search(r"Họ, chữ đệm, tên người cha: \.{20,}", text)


def test_a_father_who_asks_is_not_asked_twice(pack: Pack) -> None:
    session = start(pack)
    authority(session)
    requester(session, "father")
    child(session)
    answer(session, mother_known="no", father_ethnicity="01", father_nationality="vn")
    ending(session)
    said = declared(finalise(session))
    assert (said["declared_father_name"], said["declared_mother_name"]) == ("Nguyễn Thị Hoa", "")
    assert "father_name" not in refs(session)
    assert "father_document_type" not in refs(session)


def test_a_parent_who_skipped_the_birth_date_is_asked_it_as_parent(pack: Pack) -> None:
    """The requester's date of birth is optional on the form, the parent's goes into the certificate."""
    session = start(pack)
    answer(session, relation="mother")
    assert "mother_birth" in refs(session)
    answer(session, requester_birth="1990")
    assert "mother_birth" not in refs(session)


def test_the_mother_can_stay_blank(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, mother_known="no")
    assert not {"mother_name", "mother_ethnicity", "mother_home"} & refs(session).keys()
    said = declared(finalise(session))
    assert said["declared_mother_name"] == said["declared_mother_birth"] == said["declared_mother_residence"] == ""
    assert "LÊ THỊ MAI" not in printed(pack, session.draft()), "a name that was taken back must not be printed"


def test_an_abandoned_child_needs_the_official_record(pack: Pack) -> None:
    session = ordinary(pack)
    assert "abandoned" not in refs(session)
    answer(session, mother_known="no", father_known="no")
    answer(session, abandoned="yes")
    assert "birth_proof" not in refs(session)
    finalise(session)
    assert {"abandoned_record"} == papers(pack, session) - {"declaration", "identity", "residence_proof"}


def test_a_father_can_live_where_the_mother_lives(pack: Pack) -> None:
    session = ordinary(pack)
    assert "mother" not in [choice.value for choice in session.choices(refs(session)["father_home"])]
    answer(session, mother_home="other", mother_residence_province="01", mother_residence_commune="09877")
    answer(session, father_home="mother")
    assert declared(finalise(session))["declared_father_residence"] == "Xã An Khánh, Thành phố Hà Nội"


def test_after_sixty_days_there_is_a_warning_and_a_paper_but_no_block(pack: Pack) -> None:
    session = ordinary(pack)
    day_60, day_61 = "2026-09-24", "2026-09-23"
    answer(session, child_birth_date=day_60)
    assert declared(finalise(session))["overdue"] == "no"
    assert "overdue_papers" not in papers(pack, session)
    answer(session, child_birth_date=day_61)
    assert declared(finalise(session))["overdue"] == "yes"
    assert "overdue_papers" in papers(pack, session)
    assert any("60 ngày" in warning.text.vi for warning in warnings_for(pack.procedure, session))


def test_an_adult_registers_the_own_birth(pack: Pack) -> None:
    session = start(pack)
    authority(session)
    requester(session, "self")
    assert "child_name" not in refs(session)
    assert "child_birth_date" in refs(session), "the year alone is not enough for a certificate"
    child(session, child_birth_date="1955-03-08")
    answer(session, mother_known="no", father_known="no")
    assert "abandoned" not in refs(session)
    ending(session)
    said = declared(finalise(session))
    assert (said["declared_name"], said["declared_birth_date"]) == ("Nguyễn Thị Hoa", "1955-03-08")
    assert said["overdue"] == "yes"
    text = printed(pack, session.draft())
    assert "Quan hệ với người được khai sinh: Bản thân" in text
    assert "Họ, chữ đệm, tên: NGUYỄN THỊ HOA" in text


def test_an_adult_who_gave_the_full_date_is_not_asked_it_again(pack: Pack) -> None:
    session = start(pack)
    answer(session, relation="self", requester_birth="1955-03-08")
    assert "child_birth_date" not in refs(session)
    assert session.value_of("/data/declared/declared_birth_date") == "1955-03-08"


@pytest.mark.parametrize(
    ("extra", "needs_authorisation"),
    [
        ({"relation": "mother"}, False),
        ({"relation": "grandfather"}, False),
        ({"relation": "other", "other_requester": "relative", "relation_detail": "bác ruột"}, False),
        ({"relation": "other", "other_requester": "authorised", "relation_detail": "bạn của mẹ"}, True),
        ({"relation": "other", "other_requester": "carer", "relation_detail": "cơ sở nuôi dưỡng"}, False),
    ],
)
def test_only_the_authorised_need_an_authorisation(
    pack: Pack, extra: dict[str, str], needs_authorisation: bool
) -> None:
    session = start(pack)
    answer(session, **extra)
    assert ("authorisation" in papers(pack, session)) is needs_authorisation


def test_the_relation_of_someone_else_is_printed_in_their_words(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, relation="other", other_requester="relative", relation_detail="bác ruột")
    assert "Quan hệ với người được khai sinh: bác ruột" in printed(pack, finalise(session))


@pytest.mark.parametrize(
    ("proof", "paper"),
    [
        ("paper", {"birth_certificate"}),
        ("electronic", set()),
        ("surrogacy", {"birth_certificate", "surrogacy_confirmation"}),
        ("witness", {"witness_statement"}),
        ("none", {"birth_pledge"}),
    ],
)
def test_papers_follow_the_proof_there_is(pack: Pack, proof: str, paper: set[str]) -> None:
    session = ordinary(pack)
    answer(session, birth_proof=proof)
    assert papers(pack, session) - {"declaration", "identity", "residence_proof"} == paper


def test_a_foreign_nationality_is_written_out_and_warned_about(pack: Pack) -> None:
    session = ordinary(pack)
    assert not [w for w in warnings_for(pack.procedure, session) if "nước ngoài" in w.text.vi]
    answer(session, father_nationality="other", father_nationality_country="Lào")
    assert [w for w in warnings_for(pack.procedure, session) if "nước ngoài" in w.text.vi]
    assert "TRẦN VĂN NAM Năm sinh: 12/1995 Dân tộc: Kinh Quốc tịch: Lào" in printed(pack, finalise(session))


def test_the_childs_nationality_is_vietnamese_unless_changed(pack: Pack) -> None:
    session = start(pack)
    assert session.question(refs(session)["child_nationality"]).value == "vn"


def test_the_kiosks_own_commune_is_filled_in(pack: Pack) -> None:
    session = start(pack, properties=place_properties("25126"))
    assert session.value_of("/data/authority/authority_text") == "Ủy ban nhân dân Xã Đạ Tẻh, Tỉnh Lâm Đồng"
    assert not {"authority_province", "authority_commune"} & set(unanswered(session))


def test_another_province_takes_back_the_commune(pack: Pack) -> None:
    session = start(pack)
    authority(session)
    answer(session, authority_province="01")
    assert "authority_commune" in unanswered(session)


def test_optional_questions_can_be_skipped(pack: Pack) -> None:
    """What the paper form lets a resident leave blank, the kiosk does too."""
    session = start(pack)
    authority(session)
    answer(session, relation="grandfather", requester_name="Nguyễn Văn Ba", requester_residence_kind="current")
    answer(session, requester_residence_province="68", requester_residence_commune="25126")
    answer(session, requester_document_type="passport", requester_document_passport="C1234567")
    child(session)
    answer(session, mother_known="yes", mother_name="Mai", father_known="yes", father_name="Nam")
    answer(session, birth_proof="electronic", pledge="OK")
    text = printed(pack, finalise(session))
    assert "Giấy tờ tùy thân: Hộ chiếu số C1234567" in text
    assert "(nơi đang ở)" in text


def test_a_scanned_card_fills_the_person_it_belongs_to(pack: Pack) -> None:
    session = start(pack)
    requester_card = next(person for person in pack.procedure.persons if person.id == "requester")
    card = {
        "full_name": "Nguyễn Thị Hoa",
        "birth_date": "1955-03-08",
        "id_number": "001155000123",
        "issued_on": "2021-08-15",
        "address": "Thôn 2, Thị trấn Đạ Tẻh, Huyện Đạ Tẻh, Lâm Đồng",
    }
    for name, ref in requester_card.fields.items():
        assert session.answer(ref, card[name]).verdict is Verdict.VALID
    answer(session, requester_document_type="citizen_card")
    page = refs(session)
    assert session.question(page["requester_document_number"]).value == "001155000123"
    assert session.question(page["requester_document_issued_on"]).value == "2021-08-15"
    assert "Huyện Đạ Tẻh" in session.question(page["requester_residence_card_note"]).label
    assert session.question(page["requester_residence_detail"]).value == ""


def test_the_card_of_a_parent_who_asks_is_not_offered_twice(pack: Pack) -> None:
    session = start(pack)
    assert [person.id for person in persons_for(pack.procedure, session)] == ["requester", "mother", "father"]
    answer(session, relation="mother", father_known="no")
    assert [person.id for person in persons_for(pack.procedure, session)] == ["requester"]


def test_an_unusual_age_of_a_parent_is_a_warning(pack: Pack) -> None:
    session = ordinary(pack)
    assert not [w for w in warnings_for(pack.procedure, session) if "Tuổi của" in w.text.vi]
    answer(session, mother_birth="2020", father_birth="2015")
    assert len([w for w in warnings_for(pack.procedure, session) if "Tuổi của" in w.text.vi]) == 2
    finalise(session)


def test_without_the_pledge_nothing_is_finished(pack: Pack) -> None:
    session = ordinary(pack)
    assert verdict(session, "pledge", "")[0] is Verdict.REQUIRED
    assert unanswered(session) == ["pledge"]


def test_the_summary_reads_as_people_read(pack: Pack) -> None:
    rows = {row.ref.rpartition("/")[2]: row.text for row in ordinary(pack).summary()}
    assert rows["relation"] == "Bà (nội, ngoại)"
    assert rows["child_ethnicity"] == "Cơ-ho (Cơ Ho, K'Ho, Kơ Ho, Srê)"
    assert rows["father_residence_commune"] == "Phường Ba Đình"
    assert "declared_name" not in rows


def test_an_answer_cannot_draw_on_the_paper(pack: Pack) -> None:
    """Directives, templates and marks of our own markup are letters like any other when a resident types them."""
    session = ordinary(pack)
    evil = "@title {{ 7*7 }} **x** \ue002\ue019\ue019 | // \u202e\nmore"
    session.answer(refs(session)["child_facility"], evil)
    text = printed(pack, session.draft())
    assert "@title {{ 7*7 }} **x** | // more" in text


def test_every_page_says_why_and_every_question_has_a_label_and_an_example(pack: Pack) -> None:
    for language in ("vi", "en"):
        session = ordinary(pack, language)
        for page in session.pages():
            questions = [session.question(ref) for ref in page.refs]
            assert any(question.guidance for question in questions), page.key
            for question in questions:
                assert question.label, question.ref
                assert question.hint or question.control != "input", question.ref
    english = ordinary(pack, "en")
    vietnamese = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    texts = {english.question(ref).label for ref in refs(english).values()}
    assert not [text for text in texts if vietnamese.search(text)], json.dumps(sorted(texts), ensure_ascii=False)
