"""What stands on each slip and in which order."""

from collections.abc import Iterator

from forms.knowledge import number_in_words, readable_number
from kiosk.receipts.model import (
    BringSlipData,
    DraftSlipData,
    HandoverSlipData,
    InformationSlipData,
    PaperToBring,
    PaymentSlipData,
    ReceiptData,
    Slip,
    SlipForm,
)
from kiosk.receipts.sheet import Block, Line, QrCode, render
from kiosk.receipts.words import SlipWords
from sync.protocol.followup import show_code


def slip_pdf(slip: Slip, form: SlipForm, language: str) -> bytes:
    """The receipt "Phiếu hỗ trợ kê khai", the draft slip "Phiếu giữ chỗ", what to bring or to pay, where to go, as PDF.

    The QR code of a receipt holds its link, that of a draft slip the code and nothing else, that of a payment the
    transfer, that of a form taken along the sealed form.
    """
    words = SlipWords(language)
    if isinstance(slip, ReceiptData):
        return render(list(_receipt(slip, words)), form, words("receipt.title"), words)
    if isinstance(slip, DraftSlipData):
        return render(list(_draft_slip(slip, words)), form, words("draft.title"), words)
    if isinstance(slip, HandoverSlipData):
        from kiosk.receipts.along import handover_slip

        return render(list(handover_slip(slip, words)), form, words("along.title"), words)
    if isinstance(slip, InformationSlipData):
        return render(list(_information_slip(slip, words)), form, words("information.title"), words)
    if isinstance(slip, PaymentSlipData):
        return render(list(_payment_slip(slip, words)), form, words("pay.title"), words)
    return render(list(_bring_slip(slip, words)), form, words("bring.title"), words)


def _receipt(receipt: ReceiptData, words: SlipWords) -> Iterator[Block]:
    language = words.language
    yield Line("site", receipt.site)
    yield Line("title", words("receipt.title"))
    yield Line("notice", words("receipt.notice"))
    yield Line("strong", f"{receipt.procedure.in_language(language)} ({receipt.procedure_code})")
    yield Line("body", f"{words('made')}: {words.moment(receipt.finalised_at)}")
    if receipt.number > 1:
        yield Line("strong", words("revision", count=receipt.number))
    yield Line("centred", words("code"))
    yield Line("code", show_code(receipt.code))
    yield QrCode(receipt.link)
    way = "sent" if receipt.sent else "waiting"
    yield Line("strong", words(f"{way}.server", name=receipt.server) if receipt.server else words(way))
    yield from _when(receipt, words)
    yield from _list(words("next"), [step.in_language(language) for step in receipt.next_steps])
    yield from _papers(receipt.papers, words)
    yield Line("heading", words("follow"))
    for line in ("follow.server", "follow.scan") if receipt.server else ("follow.how", "keep"):
        yield Line("body", words(line))
    yield from hotline(receipt.hotline, words)


def _when(receipt: ReceiptData, words: SlipWords) -> Iterator[Block]:
    yield Line("heading", words("when"))
    yield Line("body", _confirmed(receipt.time_limit.in_language(words.language), receipt.time_limit_verified, words))
    if receipt.expected_on is not None:
        yield Line("body", words("expected", day=words.day(receipt.expected_on)))
    yield Line("body", words("official"))
    yield Line("body", f"{words('authority')}: {receipt.authority.in_language(words.language)}")


def _draft_slip(slip: DraftSlipData, words: SlipWords) -> Iterator[Block]:
    yield Line("site", slip.site)
    yield Line("title", words("draft.title"))
    yield Line("notice", words("draft.notice"))
    yield Line("strong", slip.procedure.in_language(words.language))
    yield Line("body", f"{words('saved')}: {words.moment(slip.saved_at)}")
    yield Line("centred", words("draft.code"))
    yield Line("code", show_code(slip.code))
    yield QrCode(show_code(slip.code))
    yield Line("heading", words("draft.how"))
    yield Line("body", words("draft.pin" if slip.has_pin else "draft.nopin"))
    yield Line("body", words("draft.here"))
    if slip.kept_until is not None:
        yield Line("body", words("draft.until", day=words.day(slip.kept_until)))
    yield from hotline(slip.hotline, words)


def _bring_slip(slip: BringSlipData, words: SlipWords) -> Iterator[Block]:
    language = words.language
    yield Line("site", slip.site)
    yield Line("title", words("bring.title"))
    yield Line("notice", words("bring.notice"))
    yield Line("strong", f"{slip.procedure.in_language(language)} ({slip.procedure_code})")
    yield from _papers(slip.papers, words)
    yield Line("heading", words("fee"))
    yield Line("body", _confirmed(slip.fee.in_language(language), slip.fee_verified, words))
    yield from _list(words("exemptions"), [text.in_language(language) for text in slip.fee_exemptions])
    yield Line("heading", words("time"))
    yield Line("body", _confirmed(slip.time_limit.in_language(language), slip.time_limit_verified, words))
    yield Line("heading", words("authority"))
    yield Line("body", slip.authority.in_language(language))
    yield Line("body", f"{words('made')}: {words.moment(slip.printed_at)}")
    yield from hotline(slip.hotline, words)


def _information_slip(slip: InformationSlipData, words: SlipWords) -> Iterator[Block]:
    yield Line("site", slip.site)
    yield Line("title", words("information.title"))
    yield Line("notice", words("bring.notice"))
    yield Line("strong", slip.title.in_language(words.language))
    if slip.text is not None:
        yield Line("body", _confirmed(slip.text.in_language(words.language), slip.verified, words))
    if slip.place:
        yield Line("item", _confirmed(words(f"place.{slip.place}"), slip.verified, words), mark="•")
        yield Line("item", words("information.take"), mark="•")
    if slip.tell:
        yield Line("item", words("information.tell", name=slip.tell), mark="•")
    yield Line("body", f"{words('made')}: {words.moment(slip.printed_at)}")
    yield from hotline(slip.hotline, words)


def _payment_slip(slip: PaymentSlipData, words: SlipWords) -> Iterator[Block]:
    yield Line("site", slip.site)
    yield Line("title", words("pay.title"))
    yield Line("notice", words("pay.notice"))
    yield Line("strong", slip.procedure.in_language(words.language))
    yield Line("body", f"{words('code')}: {show_code(slip.code)}")
    yield QrCode(slip.content)
    yield Line("strong", f"{words('pay.amount')}: {readable_number(str(slip.amount))} đồng")
    yield Line("body", f"{words('pay.words')}: {number_in_words(slip.amount)} đồng")
    yield Line("body", f"{words('pay.name')}: {slip.account_name}")
    yield Line("body", f"{words('pay.bank')}: {slip.bank.in_language(words.language)}, {slip.account}")
    yield Line("heading", words("pay.how"))
    yield Line("body", words("pay.scan"))
    yield Line("body", words("pay.same"))
    yield Line("body", f"{words('made')}: {words.moment(slip.printed_at)}")
    yield from hotline(slip.hotline, words)


def _papers(papers: tuple[PaperToBring, ...], words: SlipWords) -> Iterator[Block]:
    yield Line("heading", words("papers"))
    if not papers:
        yield Line("body", words("papers.none"))
    for paper in papers:
        when = paper.when_text.in_language(words.language).rstrip(".") if paper.when_text else ""
        text = f"{paper.name.in_language(words.language)} ({words(paper.kind)})" + (f": {when}." if when else "")
        yield Line("item", _confirmed(text, paper.verified, words), mark="•")


def _list(heading: str, texts: list[str]) -> Iterator[Block]:
    if texts:
        yield Line("heading", heading)
    for number, text in enumerate(texts, 1):
        yield Line("item", text, mark=f"{number}.")


def hotline(number: str, words: SlipWords) -> Iterator[Block]:
    """Whom to ask, where somebody is named."""
    if number:
        yield Line("heading", words("hotline"))
        yield Line("body", number)


def _confirmed(text: str, verified: bool, words: SlipWords) -> str:
    return text if verified else f"{text} [{words('unverified')}]"
