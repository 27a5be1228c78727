"""Receipts of a real kiosk: made from what was finalised, read back, and printed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from forms.contract import Environment
from kiosk.app import Kiosk
from kiosk.errors import NotFound
from kiosk.receipts import ReceiptProblem, ReceiptUnreadable
from kiosk.settings import FILE_NAME
from tests.support.kiosks import PROCEDURE, Clock, Portal, begin, finish
from tests.support.pdf import page_sizes, page_texts


@pytest.fixture(autouse=True)
def _no_print_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")


def answers(kiosk: Kiosk, **values: str) -> bytes:
    environment = Environment(now=lambda: datetime.now(UTC), new_uuid=lambda: "u", random=lambda: 0.0)
    session = kiosk.catalogue.pack(PROCEDURE).form().start(environment)
    for ref, value in values.items():
        session.answer("/data/" + ref.replace("__", "/"), value)
    return session.draft()


def papers(kiosk: Kiosk, **values: str) -> list[str]:
    xml = answers(kiosk, **values)
    receipt = kiosk.receipts.make(finish(kiosk, begin(kiosk, xml), xml).dossier)
    return [paper.name.in_language("vi") for paper in receipt.papers]


def test_a_receipt_says_what_where_when_and_by_when(kiosk: Kiosk, clock: Clock):
    clock.at = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # 15:30 in Vietnam
    made = finish(kiosk, begin(kiosk))
    receipt = kiosk.receipts.make(made.dossier)
    assert (receipt.code, receipt.link, receipt.number) == (made.code, made.link, 1)
    assert receipt.procedure.in_language("vi") == "Đăng ký khai sinh"
    assert receipt.site == "Nhà văn hóa thôn 3"
    assert receipt.finalised_at.isoformat() == "2026-11-23T15:30:00+07:00"
    assert receipt.expected_on == date(2026, 11, 25)  # the 24th is the Day of Vietnamese Culture
    assert not receipt.sent


def test_a_receipt_knows_when_the_dossier_was_sent_and_amended(kiosk: Kiosk, portal: Portal):
    made = finish(kiosk, begin(kiosk))
    portal.acknowledge(kiosk, made.dossier, 1)
    assert kiosk.receipts.make(made.dossier).sent
    kiosk.dossiers.amend(made.dossier)
    finish(kiosk, kiosk.drafts.get(made.dossier))
    again = kiosk.receipts.make(made.dossier)
    assert (again.code, again.link, again.number, again.sent) == (made.code, made.link, 2, False)


def test_papers_are_those_that_the_answers_call_for(kiosk: Kiosk):
    with_witness = papers(kiosk, ending__birth_proof="witness")
    assert any("người làm chứng" in name for name in with_witness)
    assert "Giấy chứng sinh" not in with_witness
    assert "Giấy chứng sinh" in papers(kiosk, ending__birth_proof="paper")


def test_papers_are_all_listed_when_the_answers_cannot_be_read(kiosk: Kiosk, caplog: pytest.LogCaptureFixture):
    receipt = kiosk.receipts.make(finish(kiosk, begin(kiosk)).dossier)  # b"<data>…" is no draft of the form
    assert len(receipt.papers) == len(kiosk.catalogue.pack(PROCEDURE).procedure.papers)
    assert "<name>" not in caplog.text


def test_there_is_no_receipt_before_finalising(kiosk: Kiosk):
    with pytest.raises(NotFound):
        kiosk.receipts.make(begin(kiosk).dossier)
    with pytest.raises(NotFound):
        kiosk.receipts.make(uuid4())


def test_what_is_printed_is_read_back(kiosk: Kiosk):
    made = finish(kiosk, begin(kiosk))
    receipt = kiosk.receipts.make(made.dossier)
    assert kiosk.receipts.read(receipt.link) == made.code
    assert kiosk.receipts.read_details(receipt.link).proven
    assert kiosk.dossiers.view(kiosk.receipts.read(made.code.lower())).dossier == made.dossier
    with pytest.raises(ReceiptUnreadable) as caught:
        kiosk.receipts.read(receipt.link[:-9])
    assert (caught.value.reason, caught.value.code) == (ReceiptProblem.TORN, made.code)


def test_a_draft_slip_brings_back_to_the_draft(kiosk: Kiosk, clock: Clock):
    draft = begin(kiosk)
    slip = kiosk.receipts.draft_slip(draft, clock() + timedelta(days=14))
    assert (slip.code, slip.has_pin, slip.kept_until) == (draft.code, True, date(2026, 12, 7))
    (summary,) = kiosk.drafts.open_drafts()
    assert kiosk.receipts.draft_slip(summary).kept_until == summary.expires_at.astimezone(slip.saved_at.tzinfo).date()
    assert kiosk.receipts.draft_slip(draft).kept_until is None
    for each in (slip, kiosk.receipts.draft_slip(draft)):
        assert kiosk.receipts.pdf(each).startswith(b"%PDF")


def test_a_bring_slip_lists_every_paper_with_its_condition(kiosk: Kiosk):
    procedure = kiosk.catalogue.pack(PROCEDURE).procedure
    text = " ".join("".join(page_texts(kiosk.receipts.pdf(kiosk.receipts.bring_slip(procedure), "a5"))).split())
    for paper in procedure.papers:
        assert paper.name.vi in text
        assert paper.when_text.vi.rstrip(".") in text
    assert procedure.fee.text.vi in text
    for exemption in procedure.fee.exemptions:
        assert exemption.vi in text


def test_the_roll_is_the_form_where_there_is_only_the_folder(kiosk: Kiosk):
    receipt = kiosk.receipts.make(finish(kiosk, begin(kiosk)).dossier)
    assert page_sizes(kiosk.receipts.pdf(receipt))[0][0] == pytest.approx(80, abs=0.1)
    assert page_sizes(kiosk.receipts.pdf(receipt, "a5", "en"))[0][0] == pytest.approx(148, abs=0.1)
    with pytest.raises(ValueError, match="a3"):
        kiosk.receipts.pdf(receipt, "a3")


@pytest.fixture
def told(kiosk: Kiosk) -> Kiosk:
    (kiosk.home / FILE_NAME).write_text('hotline = "1022"\n[printing]\nreceipt = "folder"\nreceipt_form = "a5"\n')
    return kiosk


def test_settings_give_the_hotline_and_the_form(told: Kiosk):
    receipt = told.receipts.make(finish(told, begin(told)).dossier)
    assert receipt.hotline == "1022"
    job = told.printing.print_pdf(told.receipts.pdf(receipt), "Phiếu", "receipt")
    with open(job.id, "rb") as file:  # noqa: PTH123 - the job's id is a path as text
        assert page_sizes(file.read())[0][0] == pytest.approx(148, abs=0.1)


def test_what_has_no_form_here_has_a_slip_that_says_where_to_go(kiosk: Kiosk):
    from forms.knowledge.questions import questions

    card = kiosk.receipts.information_slip(kiosk.catalogue.found("1.014061"))
    assert (card.place, card.verified) == ("police", True)
    assert "1.014061" in card.tell
    advice = kiosk.receipts.information_slip(questions().advice["divorce"])
    assert (advice.place, advice.tell, advice.verified) == ("", "", False)
    for slip in (card, advice):
        for language in ("vi", "en"):
            assert kiosk.receipts.pdf(slip, "80mm", language).startswith(b"%PDF")


def test_every_place_of_the_catalogue_has_its_words():
    from forms.knowledge.catalogue import Place
    from kiosk.receipts.words import LANGUAGES, SlipWords

    for language in LANGUAGES:
        assert all(SlipWords(language)(f"place.{place.value}") for place in Place)
