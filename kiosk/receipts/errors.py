"""Errors of receipts.

ReceiptUnreadable   what was scanned or typed leads to no receipt; reason says what to do
"""

from enum import StrEnum

from kiosk.errors import KioskError


class ReceiptProblem(StrEnum):
    """Why a scan or a typed code was not taken; each has its own sentence on the screen.

    EMPTY: nothing was scanned or typed.
    TOO_LONG: longer than any receipt; something else was pasted or scanned.
    NOT_A_RECEIPT: a QR code of something else.
    CARD: an identity card, scanned at the wrong place.
    CODE_LENGTH: a follow-up code has nine letters and digits.
    CODE_LETTERS: a letter or sign that no follow-up code has.
    CODE_MISTYPED: the check character does not fit: one character is wrong or two are swapped.
    TORN: the QR code is cut; type the code printed beside it.
    FORGED: the signature is not this kiosk's although the code is; keep the slip and call the volunteer.
    """

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NOT_A_RECEIPT = "not-a-receipt"
    CARD = "card"
    CODE_LENGTH = "code-length"
    CODE_LETTERS = "code-letters"
    CODE_MISTYPED = "code-mistyped"
    TORN = "torn"
    FORGED = "forged"


class ReceiptUnreadable(KioskError):
    """This text leads to no receipt. code is what a torn QR still showed, "" otherwise; the person confirms it."""

    def __init__(self, reason: ReceiptProblem, code: str = "") -> None:
        super().__init__(f"not readable as a receipt: {reason.value}")
        self.reason = reason
        self.code = code
