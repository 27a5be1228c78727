"""The dossier is finished: code, QR code, receipt on paper, what happens next, a last chance to change something."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.printing import PrintJob
from sync.protocol.followup import show_code
from ui.flow import Shell, Step
from ui.screens import sentences, slips
from ui.screens.parts import Code, Picture, TwoColumns, qr_image
from ui.screens.procedure import marked
from ui.widgets import Body, IconText, InlineError, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.types import Draft, Receipt

QR_MM = 45


class FinishScreen(Screen):
    """Signals:
    again_wanted(): print the receipt again. declaration_wanted(): print the declaration.
    payment_wanted(): pay by QR code. amend_wanted(). more_wanted(): a further procedure in the same visit.
    """

    again_wanted = Signal()
    declaration_wanted = Signal()
    amend_wanted = Signal()
    payment_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, receipt: "Receipt", pack: "Pack", language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Your dossier is finished and kept"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("I am done: wipe the screen"), icon="check")
        self.printing = IconText("printer", self.tr("The receipt is being prepared."))
        qr = Picture(self.tr("QR code of the receipt"))
        qr.show_image(qr_image(receipt.link), QR_MM, QR_MM)
        self.way = IconText("hourglass", "")
        self._server = receipt.server
        self.show_sent(sent=receipt.sent)
        self.error = InlineError()
        amend = SecondaryButton(self.tr("I see a mistake: change the answers"), "pencil")
        amend.clicked.connect(self.amend_wanted)
        columns = TwoColumns()
        code = (Body(self.tr("Your follow-up code:")), Code(show_code(receipt.code)))
        columns.add_start(self.printing, *code, self.way, self.error, amend)
        columns.add_end(qr)
        self.add(columns)
        self._next(pack, language)
        if pack.procedure.payment is not None:
            paying = SecondaryButton(self.tr("Pay by QR code"), "wallet")
            paying.clicked.connect(self.payment_wanted)
            self.add(paying)
        again = SecondaryButton(self.tr("Print the receipt again"), "printer")
        again.clicked.connect(self.again_wanted)
        self.add(again)
        if pack.procedure.signature:
            declaration = SecondaryButton(self.tr("Print the declaration"), "file-text")
            declaration.clicked.connect(self.declaration_wanted)
            self.add(declaration)
        more = SecondaryButton(self.tr("Do something else as well, without typing my details again"), "plus")
        more.clicked.connect(self.more_wanted)
        self.add(more)

    def show_printing(self, sentence: str) -> None:
        """How far the receipt is."""
        self.printing.set("printer", sentence)

    def show_sent(self, *, sent: bool) -> None:
        """Whether the commune's centre has it, or the server that it goes to instead."""
        if self._server:
            words = (
                self.tr(
                    "It has arrived at the commune's server {name}. No news comes back from there: ask the officer."
                )
                if sent
                else self.tr(
                    "It is kept safely here and goes to the commune's server {name} as soon as there is a line."
                )
            )
            self.way.set("cloud-check" if sent else "hourglass", words.format(name=self._server))
        elif sent:
            self.way.set("cloud-check", self.tr("It has arrived at the commune's centre."))
        else:
            self.way.set("hourglass", self.tr("It is kept safely here and goes by itself as soon as there is a line."))

    def _next(self, pack: "Pack", language: str) -> None:
        procedure = pack.procedure
        self.add(Subheading(self.tr("What happens next")))
        for step in procedure.next_steps:
            self.add(IconText("check", step.in_language(language)))
        self.add(IconText("clock", marked(procedure.time_limit.text, language)))
        self.add(IconText("info", self.tr("The receipt does not replace the officer's acceptance slip.")))


class FinishStep(Step):
    """Prints the receipt once by itself; ends the visit, or opens the dossier again as the next revision."""

    name: ClassVar[str] = "finish"

    def __init__(self, shell: Shell, receipt: "Receipt") -> None:
        super().__init__(shell)
        self._receipt = receipt
        self._printed = False
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page."""
        visit = self.shell.visit
        if visit.pack is None:
            raise RuntimeError("no procedure was chosen")
        screen = FinishScreen(self._receipt, visit.pack, visit.language)
        screen.forward.connect(self._done)
        screen.again_wanted.connect(self._print)
        screen.declaration_wanted.connect(self._print_declaration)
        screen.amend_wanted.connect(self._amend)
        screen.payment_wanted.connect(self._pay)
        screen.more_wanted.connect(self._more)
        return screen

    def _done(self) -> None:
        from ui.screens.feedback import ask_then_end

        ask_then_end(self.shell)

    def _more(self) -> None:
        """Back to the cross-roads: this dossier is closed, the persons told of are kept until the visit ends."""
        from ui.screens.home import HomeStep

        visit = self.shell.visit
        visit.pack, visit.ticked, visit.followed = None, set(), None
        self.shell.flow.settle(HomeStep(self.shell))

    def shown(self) -> None:
        """The receipt prints when the page is on the screen: the dossier is committed by then."""
        if not self._printed:
            self._printed = True
            self._print()
        # It may have been sent between the commit and this page.
        self.sync_changed()

    def sync_changed(self) -> None:
        """Something was sent: perhaps this one."""
        dossiers, dossier = self.shell.kiosk.dossiers, self._receipt.dossier
        self.shell.service(lambda: dossiers.receipt(dossier)).success(self._known)

    def _known(self, receipt: "Receipt") -> None:
        self._receipt = receipt
        if self.shell.flow.current is self:
            self.screen.show_sent(sent=receipt.sent)

    def _print(self) -> None:
        kiosk, dossier, language = self.shell.kiosk, self._receipt.dossier, self.shell.visit.language
        job = self.shell.job(lambda: slips.print_receipt(kiosk, dossier, language))
        job.success(self._printing_receipt).failure(self._not_printed)

    def _print_declaration(self) -> None:
        kiosk, receipt, pack = self.shell.kiosk, self._receipt, self.shell.visit.pack
        if pack is None:
            return

        def print_it() -> PrintJob:
            xml = kiosk.dossiers.readable(receipt.dossier)
            signed = kiosk.signatures.current(receipt.dossier)
            return slips.print_declaration(kiosk, pack, xml or b"", receipt.code, signed.image if signed else b"")

        self.shell.job(print_it).success(self._printing_declaration).failure(self._not_printed)

    def _printing_receipt(self, job: PrintJob) -> None:
        self._follow(job, QCoreApplication.translate("FinishScreen", "Receipt"))

    def _printing_declaration(self, job: PrintJob) -> None:
        self._follow(job, QCoreApplication.translate("FinishScreen", "Declaration"))

    def _follow(self, job: PrintJob, what: str) -> None:
        if self.shell.flow.current is self:
            self._watch = slips.Watch(self.shell, job, what, self.screen, self.screen.show_printing)

    def _not_printed(self, error: Exception) -> None:
        if self.shell.flow.current is self:
            self.screen.show_printing(slips.failure(error))

    def _pay(self) -> None:
        from ui.screens.payment import open_payment

        if self.shell.visit.pack is not None:
            open_payment(self, self._receipt, self.shell.visit.pack)

    def _amend(self) -> None:
        dossiers, dossier = self.shell.kiosk.dossiers, self._receipt.dossier
        self.work(lambda: dossiers.amend(dossier), self._amending, self._too_late)

    def _amending(self, draft: "Draft") -> None:
        from ui.screens.opening import open_form

        self.shell.visit.draft = draft
        open_form(self, at_check=True)

    def _too_late(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.error.show_error(sentence)
        return bool(sentence)


def shown_day(iso: str) -> str:
    """An ISO date as people here write it; what is no date stays as it is."""
    try:
        return f"{date.fromisoformat(iso):%d/%m/%Y}"
    except ValueError:
        return iso
