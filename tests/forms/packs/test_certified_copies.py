"""Certified copies: no paper form, but pages counted and the fee known before anyone sets out."""

import pytest
from lxml import etree

from forms.contract import FormSession, Verdict
from forms.pack import Pack, load_pack
from tests.support.civil_status import authority, papers, warned
from tests.support.filling import answer, finalise, refs, start, unanswered
from tests.support.packs import PACKS

DOCUMENT = "/data/documents/document"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "2.000815")


def begun(pack: Pack) -> FormSession:
    """Everything but the documents."""
    session = start(pack)
    authority(session)
    answer(session, requester_name="Nguyễn Thị Hoa", requester_phone="0912345678", photocopied="no")
    return session


def document(session: FormSession, number: int, pages: int, copies: int, **extra: str) -> None:
    """One more document."""
    if session.repeats(DOCUMENT) < number:
        session.add_repeat(DOCUMENT)
    given = {"document_kind": "diploma", "document_amount/document_pages": str(pages)}
    given |= {"document_amount/document_copies": str(copies), "document_state": "fine", **extra}
    for name, value in given.items():
        assert session.answer(f"{DOCUMENT}[{number}]/{name}", value).verdict is Verdict.VALID


def fee(session: FormSession) -> str:
    return session.value_of("/data/total/fee_total_text")


@pytest.mark.parametrize(
    ("pages", "copies", "expected"),
    [
        (1, 1, "2.000 đồng"),
        (2, 1, "4.000 đồng"),
        (3, 1, "5.000 đồng"),
        (10, 1, "12.000 đồng"),
        (197, 1, "199.000 đồng"),
        (198, 1, "200.000 đồng"),
        (199, 1, "200.000 đồng"),
        (250, 1, "200.000 đồng"),
        (999, 1, "200.000 đồng"),
        (3, 4, "20.000 đồng"),
        (250, 5, "1.000.000 đồng"),
        (250, 50, "10.000.000 đồng"),
        (199, 6, "1.200.000 đồng"),
        (46, 21, "1.008.000 đồng"),
        (18, 50, "1.000.000 đồng"),
        (19, 49, "1.029.000 đồng"),
    ],
)
def test_the_fee_is_counted_by_pages_with_a_ceiling_for_each_copy(
    pack: Pack, pages: int, copies: int, expected: str
) -> None:
    session = begun(pack)
    document(session, 1, pages, copies)
    assert fee(session) == expected


def test_several_documents_add_up_and_one_can_be_taken_back(pack: Pack) -> None:
    session = begun(pack)
    document(session, 1, 1, 3)
    document(session, 2, 250, 2, document_kind="other", document_name="Bản án")
    document(session, 3, 2, 1)
    assert fee(session) == "410.000 đồng"
    answer(session, list_complete="OK")
    root = etree.fromstring(finalise(session))
    assert [node.text for node in root.iter("{*}document_fee")] == ["6000", "400000", "4000"]
    assert root.findtext(".//{*}copies_total") == "6"
    session.remove_repeat(f"{DOCUMENT}[2]")
    assert fee(session) == "10.000 đồng"
    assert b"B\xe1\xba\xa3n \xc3\xa1n" not in finalise(session)


def test_the_resident_sees_the_fee_on_the_page(pack: Pack) -> None:
    session = begun(pack)
    document(session, 1, 3, 2)
    assert session.question(f"{DOCUMENT}[1]/document_amount/document_fee_note").label.endswith("10.000 đồng")
    assert session.question("/data/total/total_note").label == "2 bản sao, phí dự tính 10.000 đồng"
    session.set_language("en")
    assert session.question("/data/total/total_note").label == "2 copies, estimated fee 10.000 đồng"


def test_nothing_counted_is_no_fee(pack: Pack) -> None:
    session = begun(pack)
    assert fee(session) == "0 đồng"
    assert {"document_kind", "document_pages", "document_copies", "document_state"} <= set(unanswered(session))


def test_a_list_without_documents_is_not_sent(pack: Pack) -> None:
    session = begun(pack)
    document(session, 1, 1, 1)
    answer(session, list_complete="OK")
    finalise(session)
    session.remove_repeat(f"{DOCUMENT}[1]")
    assert unanswered(session) == ["list_complete"]


def test_another_document_is_named(pack: Pack) -> None:
    session = begun(pack)
    document(session, 1, 1, 1)
    assert "document_name" not in refs(session)
    document(session, 1, 1, 1, document_kind="other")
    assert "document_name" in unanswered(session)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"document_state": "damaged"}, "rách nát"),
        ({"document_state": "secret"}, "dấu mật"),
        ({"document_state": "private"}, "xác nhận và đóng dấu"),
        ({"document_origin": "foreign", "document_legalised": "no"}, "hợp pháp hóa lãnh sự"),
        ({"document_origin": "foreign", "document_legalised": "exempt"}, ""),
        ({"document_origin": "joint"}, ""),
        ({}, ""),
    ],
)
def test_what_cannot_be_certified_is_said_before_the_trip(pack: Pack, extra: dict[str, str], said: str) -> None:
    """Of the second document, so that each counts and not only the first."""
    session = begun(pack)
    document(session, 1, 1, 1)
    document(session, 2, 1, 1, **extra)
    text = warned(pack, session)
    assert said in text if said else not text
    answer(session, list_complete="OK")
    finalise(session)


def test_legalisation_is_asked_of_foreign_documents_only(pack: Pack) -> None:
    session = begun(pack)
    document(session, 1, 1, 1)
    assert session.question(f"{DOCUMENT}[1]/document_origin").value == "vn"
    assert "document_legalised" not in refs(session)
    document(session, 1, 1, 1, document_origin="foreign")
    assert "document_legalised" in unanswered(session)


def test_copies_are_brought_only_when_there_are_some(pack: Pack) -> None:
    session = begun(pack)
    assert papers(pack, session) == {"original"}
    answer(session, photocopied="yes")
    assert papers(pack, session) == {"original", "photocopies"}


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("document_pages", "0", "1 đến 999"),
        ("document_pages", "1000", "1 đến 999"),
        ("document_copies", "0", "1 đến 50"),
        ("document_copies", "51", "1 đến 50"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(pack: Pack, name: str, wrong: str, said: str) -> None:
    outcome = begun(pack).answer(f"{DOCUMENT}[1]/document_amount/{name}", wrong)
    assert outcome.verdict is Verdict.CONSTRAINT
    assert said in outcome.message


def test_there_is_nothing_to_print_and_nothing_to_sign(pack: Pack) -> None:
    assert pack.declaration() is None
    assert not pack.procedure.signature
