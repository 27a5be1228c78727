"""The slip that carries an unfinished form to another machine, sealed in its QR code."""

from collections.abc import Iterator

from kiosk.receipts.model import HandoverSlipData
from kiosk.receipts.sheet import Block, Line, QrCode
from kiosk.receipts.words import SlipWords
from sync.protocol.followup import show_code


def handover_slip(slip: HandoverSlipData, words: SlipWords) -> Iterator[Block]:
    """What stands on it, in order. No answer of the resident's is legible."""
    from kiosk.receipts.slips import hotline

    yield Line("site", slip.site)
    yield Line("title", words("along.title"))
    yield Line("notice", words("along.notice"))
    yield Line("strong", slip.procedure.in_language(words.language))
    yield Line("body", f"{words('saved')}: {words.moment(slip.saved_at)}")
    yield Line("strong", words("along.until", day=words.day(slip.until)))
    yield QrCode(slip.digits)
    yield Line("heading", words("along.how"))
    for number, step in enumerate(("along.press", "along.scan", "along.pin"), 1):
        yield Line("item", words(step), mark=f"{number}.")
    if slip.pictures:
        yield Line("strong", words("along.pictures", count=slip.pictures))
        for name in slip.papers:
            yield Line("item", name.in_language(words.language), mark="•")
    yield Line("body", words("along.flat"))
    yield Line("body", words("along.once"))
    yield Line("heading", words("draft.code"))
    yield Line("code", show_code(slip.code))
    yield Line("body", words("along.back"))
    yield from hotline(slip.hotline, words)
