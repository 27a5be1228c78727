"""Errors of capturing papers.

CaptureError
├── PictureRefused      a picture that is not taken; reason says why
└── ScanFailed          the scanner gave no picture; reason says what to do
"""

from enum import StrEnum

from kiosk.errors import KioskError


class Refusal(StrEnum):
    """Why a picture is not taken; each has its own sentence on the screen.

    NOT_A_PICTURE: neither JPEG nor PNG.
    DAMAGED: it ends too early or cannot be decoded.
    TOO_MANY_PIXELS: it unfolds to more than is decoded here.
    TOO_SMALL: nothing on it could be read.
    """

    NOT_A_PICTURE = "not-a-picture"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_SMALL = "too-small"


class ScanTrouble(StrEnum):
    """Why a scanner gave nothing.

    NONE_THERE: no scanner, or the programs for it are not installed.
    BUSY: another program uses it.
    NO_PAPER, JAMMED, COVER_OPEN: somebody has to look at it.
    CANCELLED: it was stopped here.
    FAILED: anything else.
    """

    NONE_THERE = "none-there"
    BUSY = "busy"
    NO_PAPER = "no-paper"
    JAMMED = "jammed"
    COVER_OPEN = "cover-open"
    CANCELLED = "cancelled"
    FAILED = "failed"


class CaptureError(KioskError):
    """Anything that kept a paper from being captured."""


class PictureRefused(CaptureError):
    """The picture is not taken. The message never says what is on it."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(f"picture refused: {reason.value}")
        self.reason = reason


class ScanFailed(CaptureError):
    """The scanner gave no picture. detail: the last line the scanning program said, for the log."""

    def __init__(self, reason: ScanTrouble, detail: str = "") -> None:
        super().__init__(f"scan failed: {reason.value}{f' ({detail})' if detail else ''}")
        self.reason = reason
