"""Answers that several civil-status forms share, and what comes of a filled form."""

import re

from lxml import etree

from forms.contract import FormSession
from forms.layout import render_declaration
from forms.pack import Pack, papers_for, warnings_for
from tests.support.filling import answer
from tests.support.pdf import page_texts


def authority(session: FormSession) -> None:
    """Đạ Tẻh in Lâm Đồng decides."""
    answer(session, authority_province="68", authority_commune="25126")


def requester(session: FormSession, **relation: str) -> None:
    """Someone with a citizen card who lives in Đạ Tẻh."""
    answer(session, **relation)
    answer(session, requester_name="Nguyễn Thị Hoa", requester_birth="1955-03-08", requester_residence_kind="permanent")
    place(session, "requester_residence", "25126", "Thôn 3")
    document(session, "requester", "001155000123")
    answer(session, requester_phone="0912345678")


def place(session: FormSession, name: str, commune: str, detail: str = "", province: str = "68") -> None:
    """An address."""
    answer(session, **{f"{name}_province": province, f"{name}_commune": commune, f"{name}_detail": detail})


def document(session: FormSession, name: str, number: str) -> None:
    """A citizen card of 2021."""
    answer(session, **{f"{name}_document_type": "citizen_card", f"{name}_document_number": number})
    answer(session, **{f"{name}_document_issuer": "order_police", f"{name}_document_issued_on": "2021-08-15"})


def declared(submission: bytes) -> dict[str, str]:
    """The computed part of a submission, by name."""
    group = etree.fromstring(submission).find("{*}declared")
    assert group is not None
    return {etree.QName(node).localname: node.text or "" for node in group}


def printed(pack: Pack, xml: bytes) -> str:
    """The text of the printed declaration, spaces as single ones."""
    return " ".join(printed_lines(pack, xml).split())


def printed_lines(pack: Pack, xml: bytes) -> str:
    """The same as it stands on the paper; leaders as three dots."""
    text = "".join(page.strip() + "\n" for page in page_texts(render_declaration(pack, xml)))
    return re.sub(r"\.{4,}", "...", text)


def papers(pack: Pack, session: FormSession) -> set[str]:
    """What this resident brings besides the declaration and what everybody shows."""
    everybody = {"declaration", "identity", "residence_proof"}
    return {paper.id for paper in papers_for(pack.procedure, session)} - everybody


def warned(pack: Pack, session: FormSession) -> str:
    """All warnings, as the resident reads them."""
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))
