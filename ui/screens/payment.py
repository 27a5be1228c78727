"""Paying by a bank app: the amount on the notice, then a QR code for the account that the pack names.

Nothing is paid here. The code only fills in a transfer in the payer's own app, which shows the holder's name before
anything moves; the page shows the same name, so that the two can be compared.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from forms.knowledge import number_in_words, readable_number
from forms.payment import MAX_AMOUNT, amount_due, payment_code
from sync.protocol.followup import show_code
from ui.capture.viewfinder import beside
from ui.flow import Shell, Step
from ui.screens import slips
from ui.screens.parts import Fact, Picture, qr_image
from ui.theme import look
from ui.widgets import Body, DigitsField, IconText, InlineError, Screen, SecondaryButton

if TYPE_CHECKING:
    from forms.pack import Pack, Payment
    from kiosk.printing import PrintJob
    from kiosk.types import Receipt

QR_MM = 60
_TABLET_QR_MM = 42.0  # with the heading above it; with large letters there is no more height
AMOUNT_LIMIT = 20  # room for dots and spaces between groups of digits
LEAST = 1000  # the smallest note in use


def amount_in_words(amount: int) -> str:
    """As papers write it, Vietnamese in every language: "Một triệu hai trăm nghìn đồng"."""
    words = f"{number_in_words(amount)} đồng"
    return words[0].upper() + words[1:]


def amount_shown(amount: int) -> str:
    """In figures, and below in words."""
    return f"{readable_number(str(amount))} đồng\n{amount_in_words(amount)}"


class AmountScreen(Screen):
    """Signals:
    amount_given(int): đồng; after Continue, when there is an amount.
    """

    amount_given = Signal(int)

    def __init__(self, typed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("How much is to be paid?"))
        self.set_leave(visible=False)
        self.set_continue()
        self.add(IconText("receipt-text", self.tr("Copy the amount from the notice of the tax office.")))
        self.add(Body(self.tr("Example: 250000. Without a notice, go back and pay later.")))
        self.error = InlineError()
        self.add(self.error)
        self.field = DigitsField(limit=AMOUNT_LIMIT)
        self.field.setAccessibleName(self.tr("Amount in đồng"))
        self.field.set_value(typed)
        self.error.attach(self.field)
        self.add(self.field)
        self.shown = Body("")
        self.add(self.shown)
        self.set_first_focus(self.field)
        self.field.textChanged.connect(self._echo)
        self.forward.connect(self._given)
        self._echo()

    def amount(self) -> int | None:
        """What stands in the field; None when it is no amount that can be paid."""
        value = self.field.value()
        if not self.field.is_digits() or not value:
            return None
        amount = int(value)
        return amount if LEAST <= amount <= MAX_AMOUNT else None

    @Slot()
    def _echo(self) -> None:
        amount = self.amount()
        self.shown.setText("" if amount is None else amount_shown(amount))
        if amount is not None:
            self.error.show_error("")

    @Slot()
    def _given(self) -> None:
        amount = self.amount()
        if amount is None:
            self.say_wrong(self.error, self.tr("Please write the amount in digits, at least 1,000 đồng."))
        else:
            self.amount_given.emit(amount)


class PaymentScreen(Screen):
    """Signals:
    print_wanted(). other_amount(): the amount is wrong.
    """

    print_wanted = Signal()
    other_amount = Signal()

    def __init__(
        self, payment: "Payment", amount: int, code: str, language: str, *, typed: bool, parent: QWidget | None = None
    ) -> None:
        """code: the follow-up code. typed: the resident typed the amount and may change it."""
        super().__init__(parent)
        self.set_heading(self.tr("Scan to pay"))
        self.set_leave(visible=False)
        self.set_continue(self.tr("I am done: wipe the screen"), icon="check")
        self.content = payment_code(payment, amount, code)
        qr = Picture(self.tr("QR code for the transfer"))
        side = _TABLET_QR_MM if look().profile.compact else QR_MM
        qr.show_image(qr_image(self.content), side, side)
        facts = (
            Fact(self.tr("Amount"), amount_shown(amount)),
            Fact(self.tr("Paid to"), payment.account_name),
            Fact(self.tr("Bank and account"), f"{payment.bank.in_language(language)}, {payment.account}"),
        )
        how = IconText("phone", self.tr("Open your bank's app, choose to scan a QR code, and scan this one."))
        # A tablet shows the code and the amount first: they are what the heading speaks of.
        for widget in (beside(qr, *facts), how) if look().profile.compact else (how, beside(qr, *facts)):
            self.add(widget)
        self.set_in_sight(qr)
        self.add(
            IconText(
                "triangle-alert", self.tr("Pay only when your app shows the same name. Give nobody your PIN or OTP.")
            )
        )
        self.add(IconText("info", self.tr("You can also pay later: the dossier is kept. Print this code and take it.")))
        self.printing = IconText("printer", "")
        self.printing.setVisible(False)
        self.add(self.printing)
        paper = SecondaryButton(self.tr("Print this code"), "printer")
        paper.clicked.connect(self.print_wanted)
        self.add(paper)
        if typed:
            other = SecondaryButton(self.tr("The amount is wrong: write it again"), "pencil")
            other.clicked.connect(self.other_amount)
            self.add(other)

    def show_printing(self, sentence: str) -> None:
        """How far the printed code is."""
        self.printing.set("printer", sentence)
        self.printing.setVisible(True)


class PaymentStep(Step):
    """After finishing, and only where the pack names an account."""

    name: ClassVar[str] = "payment"

    def __init__(self, shell: Shell, receipt: "Receipt", payment: "Payment", amount: int | None) -> None:
        """amount: what the answers make; None lets the resident type what stands on the notice."""
        super().__init__(shell)
        self._receipt = receipt
        self._payment = payment
        self._amount = amount
        self._asked = amount is None
        self._typed = ""
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page that asks for the amount, or the one with the code."""
        if self._amount is None:
            asking = AmountScreen(self._typed)
            asking.back.connect(self.shell.flow.back)
            asking.amount_given.connect(self._take)
            return asking
        visit = self.shell.visit
        code = show_code(self._receipt.code)
        screen = PaymentScreen(self._payment, self._amount, code, visit.language, typed=self._asked)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._done)
        screen.print_wanted.connect(self._print)
        screen.other_amount.connect(self._again)
        return screen

    def _done(self) -> None:
        from ui.screens.feedback import ask_then_end

        ask_then_end(self.shell)

    def leaving(self) -> None:
        """Keep what was typed."""
        if isinstance(self.screen, AmountScreen):
            self._typed = self.screen.field.value()

    def help_sections(self) -> tuple[str, ...]:
        """About paying."""
        return (QCoreApplication.translate("PaymentScreen", "Nothing is paid at this machine: you pay in your app."),)

    def _take(self, amount: int) -> None:
        self._amount = amount
        self.shell.refresh()

    def _again(self) -> None:
        self._amount = None
        self.shell.refresh()

    def _print(self) -> None:
        kiosk, pack, language = self.shell.kiosk, self.shell.visit.pack, self.shell.visit.language
        payment, amount, code = self._payment, self._amount, self._receipt.code
        if pack is None or amount is None:
            return

        def print_it() -> "PrintJob":
            return slips.print_payment(kiosk, pack, payment, amount, code, language)

        self.shell.job(print_it).success(self._printing).failure(self._not_printed)

    def _printing(self, job: "PrintJob") -> None:
        if isinstance(self.screen, PaymentScreen) and self.shell.flow.current is self:
            what = QCoreApplication.translate("PaymentScreen", "Code for paying")
            self._watch = slips.Watch(self.shell, job, what, self.screen, self.screen.show_printing)

    def _not_printed(self, error: Exception) -> None:
        if isinstance(self.screen, PaymentScreen) and self.shell.flow.current is self:
            self.screen.show_printing(slips.failure(error))


def open_payment(step: Step, receipt: "Receipt", pack: "Pack") -> None:
    """Go from the finish page to paying; the amount is worked out from the answers first, where the pack says how."""
    payment = pack.procedure.payment
    if payment is None:
        return
    account, shell, kiosk = payment, step.shell, step.shell.kiosk

    def find() -> int | None:
        return amount_due(pack, kiosk.dossiers.readable(receipt.dossier))

    def found(amount: int | None) -> None:
        shell.flow.go(PaymentStep(shell, receipt, account, amount))

    step.work(find, found)
