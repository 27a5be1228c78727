"""Receipts and other slips of this kiosk: reading them back, and putting together what stands on them."""

import logging
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from forms.knowledge.catalogue import Place
from forms.payment import payment_code
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
from kiosk.receipts.reading import ReceiptRead, read_receipt
from kiosk.settings import Settings, settings_or_defaults
from kiosk.types import Clock, Draft, DraftSummary, Receipt

if TYPE_CHECKING:
    from forms.knowledge.questions import Advice
    from forms.pack import Pack, Paper, Payment, Procedure, TimeLimit
    from kiosk.app import Kiosk
    from kiosk.catalogue import Found
    from kiosk.handover.service import TakenAlong

_LOG = logging.getLogger(__name__)

# Vietnam has one time zone without summer time; a donated PC's own setting is not to be trusted for a printed date.
VIETNAM = timezone(timedelta(hours=7))


class Receipts:
    """Any thread may call; pdf() takes some 30 ms."""

    def __init__(self, kiosk: "Kiosk") -> None:
        self._kiosk = kiosk
        self._identity = kiosk.identity
        self._catalogue = kiosk.catalogue
        self._now = kiosk.now

    def read(self, text: str) -> str:
        """The follow-up code in a scanned receipt (token or link) or in a typed code. Raises ReceiptUnreadable."""
        return self.read_details(text).code

    def read_details(self, text: str) -> ReceiptRead:
        """The same, with whether the scan proves that the receipt is this kiosk's. Raises ReceiptUnreadable."""
        own = self._identity.sign_key.verify_key
        if not self._identity.enrolled:
            return read_receipt(text, own, "")
        return read_receipt(text, own, self._identity.prefix, self._identity.portal_sign_key)

    def make(self, dossier: UUID) -> ReceiptData:
        """The receipt of a dossier's newest finalised revision. Raises NotFound when there is none."""
        receipt = self._kiosk.dossiers.receipt(dossier)
        procedure = self._catalogue.pack(receipt.procedure, receipt.pack_version).procedure
        finalised = receipt.finalised_at.astimezone(VIETNAM)
        limit = procedure.time_limit
        return ReceiptData(
            code=receipt.code,
            link=receipt.link,
            procedure_code=receipt.procedure,
            procedure=procedure.title,
            number=receipt.number,
            finalised_at=finalised,
            sent=receipt.sent,
            site=self._identity.site_name,
            authority=procedure.authority,
            time_limit=limit.text,
            time_limit_verified=limit.verified,
            expected_on=self.expected_on(limit, finalised),
            papers=_to_bring(self._papers_needed(receipt)),
            next_steps=procedure.next_steps,
            hotline=self._settings.hotline,
            server=receipt.server,
        )

    def expected_on(self, limit: "TimeLimit", received: datetime | None = None) -> date | None:
        """When the result can be there if the dossier is received then (now by default).

        None where no source confirms the time limit, or where nobody knows yet which days are worked.
        """
        if not limit.verified:
            return None
        at = (received or self._now()).astimezone(VIETNAM)
        return self._catalogue.calendar().settled(at, limit.working_days, limit.cutoff)

    def draft_slip(self, draft: Draft | DraftSummary, kept_until: datetime | None = None) -> DraftSlipData:
        """The slip to come back with. kept_until: when the draft expires, for a Draft, which does not know it."""
        until = draft.expires_at if isinstance(draft, DraftSummary) else kept_until
        return DraftSlipData(
            code=draft.code,
            procedure=self._catalogue.title(draft.procedure, draft.pack_version),
            saved_at=draft.saved_at.astimezone(VIETNAM),
            kept_until=until.astimezone(VIETNAM).date() if until else None,
            has_pin=draft.has_pin,
            site=self._site(),
            hotline=self._settings.hotline,
        )

    def handover_slip(self, taken: "TakenAlong") -> HandoverSlipData:
        """The slip with the sealed form in its QR code."""
        papers = self._catalogue.pack(taken.procedure, taken.pack_version).procedure.papers
        return HandoverSlipData(
            code=taken.code,
            digits=taken.digits,
            procedure=self._catalogue.title(taken.procedure, taken.pack_version),
            saved_at=taken.saved_at.astimezone(VIETNAM),
            until=taken.last_day,
            pictures=len(taken.behind),
            site=self._site(),
            hotline=self._settings.hotline,
            papers=tuple(each.name for each in papers if each.id in taken.behind),
        )

    def bring_slip(self, procedure: "Procedure") -> BringSlipData:
        """What to bring for a procedure, with every paper and the condition it depends on."""
        return BringSlipData(
            procedure_code=procedure.code,
            procedure=procedure.title,
            fee=procedure.fee.text,
            fee_exemptions=procedure.fee.exemptions,
            fee_verified=procedure.fee.verified,
            time_limit=procedure.time_limit.text,
            time_limit_verified=procedure.time_limit.verified,
            authority=procedure.authority,
            papers=_to_bring(procedure.papers),
            printed_at=self._now().astimezone(VIETNAM),
            site=self._site(),
            hotline=self._settings.hotline,
        )

    def information_slip(self, subject: "Found | Advice") -> InformationSlipData:
        """Where to go with something that has no form here."""
        from forms.knowledge.questions import Advice

        card = None if isinstance(subject, Advice) else subject.card
        named = "" if isinstance(subject, Advice) else subject.code
        place = "" if isinstance(subject, Advice) else (card.place if card else Place.COMMUNE).value
        return InformationSlipData(
            title=subject.title if isinstance(subject, Advice) else subject,
            text=subject.text if isinstance(subject, Advice) else None,
            place=place,
            tell=f"{card.title or card.plain} ({named})" if card else named,
            verified=subject.verified if isinstance(subject, Advice) else bool(card and card.verified),
            printed_at=self._now().astimezone(VIETNAM),
            site=self._site(),
            hotline=self._settings.hotline,
        )

    def payment_slip(self, procedure: "Procedure", payment: "Payment", amount: int, code: str) -> PaymentSlipData:
        """The slip to pay an amount in đồng with, under a follow-up code. ValueError for an amount no transfer has."""
        return PaymentSlipData(
            code=code,
            procedure=procedure.title,
            amount=amount,
            content=payment_code(payment, amount, code),
            bank=payment.bank,
            account=payment.account,
            account_name=payment.account_name,
            printed_at=self._now().astimezone(VIETNAM),
            site=self._site(),
            hotline=self._settings.hotline,
        )

    def pdf(self, slip: Slip, form: str = "", language: str = "vi") -> bytes:
        """A slip as PDF. form: "80mm" or "a5"; "" is what the receipt printer takes. ValueError for another form."""
        from kiosk.receipts.slips import slip_pdf

        return slip_pdf(slip, SlipForm(form or self._kiosk.printing.receipt_form()), language)

    @cached_property
    def _settings(self) -> Settings:
        return settings_or_defaults(self._kiosk.home)

    def _site(self) -> str:
        return self._identity.site_name if self._identity.enrolled else ""

    def _papers_needed(self, receipt: Receipt) -> "tuple[Paper, ...]":
        """The papers whose condition holds for the answers given; all of them when the answers are gone."""
        from forms.errors import FormError

        pack = self._catalogue.pack(receipt.procedure, receipt.pack_version)
        answers = self._kiosk.dossiers.readable(receipt.dossier)
        if answers is None:
            return pack.procedure.papers
        try:
            return _that_apply(pack, answers, self._now)
        except FormError:
            # A fault of the pack must not keep anybody from a receipt. The error may quote answers: not logged.
            _LOG.error("the conditions of the papers of %s %s cannot be evaluated", pack.code, pack.version)
            return pack.procedure.papers


def _that_apply(pack: "Pack", answers: bytes, now: Clock) -> "tuple[Paper, ...]":
    from forms.contract import Environment

    environment = Environment(now=lambda: now().astimezone(VIETNAM), new_uuid=lambda: str(uuid4()), random=lambda: 0.0)
    session, _ = pack.form().resume(answers, environment)
    return tuple(
        paper
        for paper in pack.procedure.papers
        if not paper.when or session.value_of(f"boolean({paper.when})") == "true"
    )


def _to_bring(papers: "tuple[Paper, ...]") -> tuple[PaperToBring, ...]:
    return tuple(PaperToBring(paper.name, paper.when_text, paper.kind, paper.verified) for paper in papers)
