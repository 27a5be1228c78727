"""Errors of reading identity cards.

CardUnreadable      what was scanned or typed is no identity card we can take data from; reason says why
"""

from enum import StrEnum

from kiosk.errors import KioskError


class Unreadable(StrEnum):
    """Why nothing was taken from a scan; each has its own sentence on the screen.

    EMPTY: nothing was scanned.
    TOO_LONG: longer than any card; something else was pasted or scanned.
    NOT_A_CARD: text of another kind, for example a link or a bank's QR code.
    RECEIPT: the QR code of one of our receipts, scanned at the wrong place.
    TORN: begins like a card and stops too early; scan again.
    DAMAGED_TEXT: the scanner lost Vietnamese letters on the way; it needs another setting, or typing by hand.
    BAD_NUMBER: the citizen number cannot be one.
    BAD_NAME: the name holds something that no name has.
    BAD_DATE: a date of birth or issue that does not exist or lies in the future.
    """

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NOT_A_CARD = "not-a-card"
    RECEIPT = "receipt"
    TORN = "torn"
    DAMAGED_TEXT = "damaged-text"
    BAD_NUMBER = "bad-number"
    BAD_NAME = "bad-name"
    BAD_DATE = "bad-date"


class CardUnreadable(KioskError):
    """Nothing can be taken from this text. It never carries the text itself: that may be personal data."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(f"not readable as an identity card: {reason.value}")
        self.reason = reason
