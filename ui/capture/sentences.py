"""What to say about pictures and scanners: names the thing, says what to do, at most 20 words."""

from PySide6.QtCore import QCoreApplication

from kiosk.capture.errors import PictureRefused, Refusal, ScanFailed, ScanTrouble
from kiosk.capture.quality import Quality

translate = QCoreApplication.translate


def of_error(error: Exception) -> str:
    """What to tell about an error of capturing; "" for any other."""
    if isinstance(error, PictureRefused):
        return _of_refusal(error.reason)
    if isinstance(error, ScanFailed):
        return _of_scan(error.reason)
    return ""


def _of_refusal(reason: Refusal) -> str:
    return {
        Refusal.NOT_A_PICTURE: translate("Capture", "This file is no picture or PDF. Choose another one."),
        Refusal.DAMAGED: translate("Capture", "This picture is damaged. Take it again, or choose another one."),
        Refusal.TOO_MANY_PIXELS: translate("Capture", "This picture is too large. Choose a smaller one."),
        Refusal.TOO_SMALL: translate("Capture", "This picture is too small to read. Take it again from nearer."),
    }[reason]


def _of_scan(reason: ScanTrouble) -> str:
    return {
        ScanTrouble.NONE_THERE: translate("Capture", "The scanner is off or not connected. Call the volunteer."),
        ScanTrouble.BUSY: translate("Capture", "The scanner is busy. Wait a moment, then press “Scan” again."),
        ScanTrouble.NO_PAPER: translate(
            "Capture", "The scanner has no paper. Put the paper in and press “Scan” again."
        ),
        ScanTrouble.JAMMED: translate("Capture", "Paper is stuck in the scanner. Call the volunteer."),
        ScanTrouble.COVER_OPEN: translate("Capture", "The scanner's lid is open. Close it and press “Scan” again."),
        ScanTrouble.CANCELLED: translate("Capture", "The scan was stopped. Press “Scan” to begin again."),
        ScanTrouble.FAILED: translate(
            "Capture", "The scanner gave no picture. Press “Scan” again, or call the volunteer."
        ),
    }[reason]


def of_card() -> str:
    """An identity document was photographed as a paper."""
    return translate(
        "Capture", "This is an identity card. No picture of it is kept: show the card itself to the officer."
    )


def of_quality(quality: Quality) -> tuple[str, ...]:
    """What is not good about a picture."""
    found = []
    if quality.blurred:
        found.append(translate("Capture", "The picture is not sharp. Hold still and take it again, or keep it."))
    if quality.dark:
        found.append(translate("Capture", "The picture is dark. Move into the light and take it again, or keep it."))
    return tuple(found)


def no_camera() -> str:
    """The camera delivers nothing."""
    return translate("Capture", "The camera gives no picture. Call the volunteer, or choose a file.")
