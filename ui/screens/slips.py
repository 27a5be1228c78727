"""Printing from a page: what is printed, and watching the job until it is out."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.printing import JobState, JobStatus, PrintJob, PrintKind
from sync.protocol.followup import show_code
from ui.screens import sentences

if TYPE_CHECKING:
    from forms.knowledge.questions import Advice
    from forms.pack import Pack, Payment
    from kiosk.app import Kiosk
    from kiosk.catalogue import Found
    from kiosk.handover.service import TakenAlong
    from kiosk.types import Draft
    from ui.flow import Shell

LOOK_EVERY_MS = 700
FOLDER = ""
"""The name of the printer that is none (kiosk.printing.Printer)."""
_SETTLED = frozenset({JobState.DONE, JobState.CANCELLED, JobState.FAILED})


def print_bring(kiosk: "Kiosk", pack: "Pack", language: str) -> PrintJob:
    """What to bring. All functions here run in the jobs pool; print jobs are named by code, never by a person."""
    pdf = kiosk.receipts.pdf(kiosk.receipts.bring_slip(pack.procedure), language=language)
    return kiosk.printing.print_pdf(pdf, f"{pack.code}", PrintKind.RECEIPT)


def print_information(kiosk: "Kiosk", subject: "Found | Advice", language: str) -> PrintJob:
    """Where to go with something that has no form here."""
    pdf = kiosk.receipts.pdf(kiosk.receipts.information_slip(subject), language=language)
    return kiosk.printing.print_pdf(pdf, "information", PrintKind.RECEIPT)


def print_draft(kiosk: "Kiosk", draft: "Draft", language: str) -> PrintJob:
    """How to come back to a draft."""
    summary = next((each for each in kiosk.drafts.open_drafts() if each.dossier == draft.dossier), draft)
    pdf = kiosk.receipts.pdf(kiosk.receipts.draft_slip(summary), language=language)
    return kiosk.printing.print_pdf(pdf, show_code(draft.code), PrintKind.RECEIPT)


def print_along(kiosk: "Kiosk", taken: "TakenAlong", language: str) -> PrintJob:
    """The form itself, sealed, for another machine."""
    pdf = kiosk.receipts.pdf(kiosk.receipts.handover_slip(taken), language=language)
    return kiosk.printing.print_pdf(pdf, show_code(taken.code), PrintKind.RECEIPT)


def print_receipt(kiosk: "Kiosk", dossier: UUID, language: str) -> PrintJob:
    """The receipt of a finalised dossier."""
    receipt = kiosk.receipts.make(dossier)
    pdf = kiosk.receipts.pdf(receipt, language=language)
    return kiosk.printing.print_pdf(pdf, show_code(receipt.code), PrintKind.RECEIPT)


def print_payment(kiosk: "Kiosk", pack: "Pack", payment: "Payment", amount: int, code: str, language: str) -> PrintJob:
    """The QR code to pay with at home."""
    slip = kiosk.receipts.payment_slip(pack.procedure, payment, amount, code)
    return kiosk.printing.print_pdf(kiosk.receipts.pdf(slip, language=language), show_code(code), PrintKind.RECEIPT)


def print_declaration(kiosk: "Kiosk", pack: "Pack", xml: bytes, code: str, signature: bytes = b"") -> PrintJob:
    """The official declaration, filled in; it is Vietnamese by law. signature: drawn on the screen, as PNG."""
    from forms.layout import render_declaration

    shown = show_code(code)
    pdf = render_declaration(pack, xml, values={"code": shown}, signature=signature or None)
    return kiosk.printing.print_pdf(pdf, shown, PrintKind.DECLARATION)


def print_blank(kiosk: "Kiosk", pack: "Pack") -> PrintJob:
    """The official declaration, empty."""
    from forms.layout import render_declaration

    return kiosk.printing.print_pdf(render_declaration(pack, b"", blank=True), pack.code, PrintKind.DECLARATION)


def failure(_error: Exception) -> str:
    """What to say when a job could not even be handed over."""
    return sentences.translate("Sentences", "The printer does not answer. Call the volunteer.")


class Watch(QObject):
    """Asks the printer until the job is out; lives as long as the page that shows it."""

    def __init__(self, shell: "Shell", job: PrintJob, what: str, page: QWidget, tell: Callable[[str], None]) -> None:
        super().__init__(page)
        self.status = JobStatus(JobState.WAITING)
        self._shell = shell
        self._job = job
        self._what = what
        self._tell = tell
        shell.printed(job)
        self._timer = QTimer(self)
        self._timer.setObjectName("print watch")
        self._timer.setInterval(LOOK_EVERY_MS)
        self._page = page
        self._timer.timeout.connect(self._look_again)
        self._look()
        self._timer.start()

    def _look_again(self) -> None:
        # A page that goes hides first and is deleted later, when the kiosk may be closed; a covered one waits.
        if self._page.isVisible():
            self._look()

    def _look(self) -> None:
        printing = self._shell.kiosk.printing
        self._shell.job(lambda: printing.status(self._job), self).success(self._show).failure(self._lost)

    def _show(self, status: JobStatus) -> None:
        self.status = status
        self._tell(sentences.of_print(status, self._what, folder=self._job.printer == FOLDER))
        if status.state in _SETTLED:
            self._timer.stop()

    def _lost(self, _error: Exception) -> None:
        self._show(JobStatus(JobState.UNKNOWN))
