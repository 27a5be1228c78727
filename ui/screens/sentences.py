"""The sentences for what can go wrong and for where a dossier stands: one place, so that all screens say the same.

Each names the thing, says what to do, and has at most 20 words (the tests count).
"""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.cards import Unreadable
from kiosk.elsewhere import PortalAway
from kiosk.errors import (
    AnswersTooLarge,
    AttachmentTooLarge,
    AttachmentTypeUnknown,
    CodeTooSimple,
    DiskFull,
    Locked,
    NoPin,
    NoRoomForPicture,
    NotFound,
    NothingToCorrect,
    PinTooSimple,
    TooLate,
    TooManyAttachments,
    WrongPin,
    WrongStaffCode,
)
from kiosk.printing import JobState, JobStatus, PrinterTrouble
from kiosk.receipts import ReceiptProblem
from sync.states import DossierState

translate = QCoreApplication.translate


def of_error(error: Exception) -> str:
    """What to tell about an error that a person can do something about; "" for any other."""
    if isinstance(error, WrongPin):
        return translate(
            "Sentences", "This PIN is not right. Tries left: {0}. Look at it calmly and type it again."
        ).format(error.remaining)
    if isinstance(error, WrongStaffCode):
        return translate("Sentences", "This staff code is not right. Tries left: {0}.").format(error.remaining)
    if isinstance(error, Locked):
        return _locked(error.until)
    return _plain(error)


def of_look_up(error: Exception) -> str:
    """The same where a code was typed: nothing is closed but the asking."""
    if isinstance(error, Locked) and error.until is not None:
        return translate(
            "Sentences", "Many unknown codes were typed. Try again at {0}, or scan the receipt, or call the volunteer."
        ).format(error.until.astimezone().strftime("%H:%M"))
    return of_error(error)


def _plain(error: Exception) -> str:
    texts: dict[type[Exception], str] = {
        NoPin: translate("Sentences", "This form has no PIN. Call the volunteer: the staff code opens it."),
        NotFound: translate("Sentences", "This kiosk has nothing under that code. Compare it with the receipt."),
        PortalAway: translate(
            "Sentences", "Only the centre knows this receipt, and the line is away. Try later, or call the volunteer."
        ),
        PinTooSimple: translate("Sentences", "Others could guess this PIN. Choose 4 to 6 other digits."),
        CodeTooSimple: translate("Sentences", "The staff code needs 6 to 12 digits that others cannot guess."),
        TooLate: translate("Sentences", "An officer already has this dossier. Ask the officer to change it."),
        NothingToCorrect: translate("Sentences", "The officer asks for no change in this dossier now."),
        NoRoomForPicture: translate(
            "Sentences", "This picture cannot be kept here. Your answers are safe; bring this paper to the officer."
        ),
        DiskFull: translate("Sentences", "There is no room left to save. What was saved is safe. Call the volunteer."),
        AnswersTooLarge: translate("Sentences", "The answers are too long altogether. Shorten the longest one."),
        AttachmentTooLarge: translate("Sentences", "This file is over 10 MB. Choose a smaller picture."),
        AttachmentTypeUnknown: translate("Sentences", "This file is no picture or PDF. Choose another one."),
        TooManyAttachments: translate("Sentences", "There are 20 pictures already. Remove one first."),
    }
    for kind, sentence in texts.items():
        if isinstance(error, kind):
            return sentence
    return ""


def _locked(until: datetime | None) -> str:
    if until is None:
        return translate("Sentences", "Closed after several wrong tries. Call the volunteer: the staff code opens it.")
    return translate("Sentences", "Closed after several wrong tries. It opens again at {0}.").format(
        until.astimezone().strftime("%H:%M")
    )


def of_card(reason: Unreadable) -> str:
    """Why a card was not read, and what to do."""
    again = translate("Sentences", "Only part of the card was read. Hold it still and scan it again.")
    return {
        Unreadable.EMPTY: translate("Sentences", "Nothing was read. Hold the card's QR code before the scanner."),
        Unreadable.TOO_LONG: translate("Sentences", "That is no identity card. Scan the QR code on the card."),
        Unreadable.NOT_A_CARD: translate("Sentences", "That is no identity card. Scan the QR code on the card."),
        Unreadable.RECEIPT: translate("Sentences", "That is a receipt. Here the identity card is scanned."),
        Unreadable.TORN: again,
        Unreadable.DAMAGED_TEXT: translate(
            "Sentences", "The scanner loses Vietnamese letters. Type the card by hand, and tell the volunteer."
        ),
        Unreadable.BAD_NUMBER: translate("Sentences", "The citizen number was not read well. Scan the card again."),
        Unreadable.BAD_NAME: translate("Sentences", "The name was not read well. Scan the card again."),
        Unreadable.BAD_DATE: translate("Sentences", "A date on the card was not read well. Scan it again."),
    }[reason]


def of_receipt(reason: ReceiptProblem) -> str:
    """Why a receipt or a typed code leads nowhere, and what to do."""
    other = translate("Sentences", "That is no receipt of ours. Scan the QR code on the receipt.")
    return {
        ReceiptProblem.EMPTY: translate("Sentences", "Type the follow-up code, or scan the receipt."),
        ReceiptProblem.TOO_LONG: other,
        ReceiptProblem.NOT_A_RECEIPT: other,
        ReceiptProblem.CARD: translate("Sentences", "That is an identity card. Here the receipt is scanned."),
        ReceiptProblem.CODE_LENGTH: translate(
            "Sentences", "The follow-up code has nine letters and digits. Count them."
        ),
        ReceiptProblem.CODE_LETTERS: translate(
            "Sentences", "The follow-up code holds a sign that no code has. Compare it with the receipt."
        ),
        ReceiptProblem.CODE_MISTYPED: translate(
            "Sentences", "One letter or digit of the follow-up code is wrong. Compare it with the receipt."
        ),
        ReceiptProblem.TORN: translate("Sentences", "The QR code is torn. Type the code printed beside it."),
        ReceiptProblem.FORGED: translate(
            "Sentences", "This receipt was not printed here. Keep it and call the volunteer."
        ),
    }[reason]


def of_print(status: JobStatus, what: str, *, folder: bool = False) -> str:
    """How far a print job is. what: "Receipt", already translated. folder: there is no printer, only a file."""
    if folder and status.state is JobState.DONE:
        return translate(
            "Sentences", "{0}: this machine has no printer, only a file was made. Write down what you need."
        ).format(what)
    if status.state is JobState.HELD:
        return _held(status.trouble).format(what)
    return {
        JobState.WAITING: translate("Sentences", "{0}: waiting for the printer."),
        JobState.PRINTING: translate("Sentences", "{0}: being printed."),
        JobState.DONE: translate("Sentences", "{0}: printed. Take it along."),
        JobState.CANCELLED: translate("Sentences", "{0}: not printed. Press “Print again”."),
        JobState.FAILED: translate("Sentences", "{0}: not printed. Press “Print again”, or write down the code."),
        JobState.UNKNOWN: translate("Sentences", "{0}: the printer does not answer. Call the volunteer."),
    }[status.state].format(what)


def _held(trouble: PrinterTrouble) -> str:
    return {
        PrinterTrouble.OUT_OF_PAPER: translate("Sentences", "{0}: the printer has no paper. Call the volunteer."),
        PrinterTrouble.PAPER_JAM: translate("Sentences", "{0}: paper is stuck in the printer. Call the volunteer."),
        PrinterTrouble.COVER_OPEN: translate("Sentences", "{0}: the printer's cover is open. Call the volunteer."),
        PrinterTrouble.OUT_OF_INK: translate("Sentences", "{0}: the printer has no ink. Call the volunteer."),
    }.get(trouble, translate("Sentences", "{0}: the printer has stopped. Call the volunteer."))


def of_state(state: DossierState) -> str:
    """Where a dossier stands, as a resident understands it."""
    return {
        DossierState.DRAFT: translate("Sentences", "This form is not finished yet."),
        DossierState.READY: translate("Sentences", "Finished. It is kept safely here and goes when the line is back."),
        DossierState.SENT: translate(
            "Sentences", "It has arrived at the commune's centre. No officer has read it yet."
        ),
        DossierState.RECEIVED: translate("Sentences", "An officer has accepted the dossier."),
        DossierState.NEEDS_CORRECTION: translate("Sentences", "The officer asks you to change something."),
        DossierState.PROCESSING: translate("Sentences", "The dossier is being worked on."),
        DossierState.RESULT_READY: translate("Sentences", "The result is ready. Come with the receipt to collect it."),
        DossierState.RETURNED: translate("Sentences", "The result was handed over."),
        DossierState.REFUSED: translate("Sentences", "The dossier was refused. Read the officer's reason below."),
        DossierState.WITHDRAWN: translate("Sentences", "The dossier was taken back."),
        DossierState.EXPIRED: translate("Sentences", "The form was kept for its time and then erased."),
    }[state]
