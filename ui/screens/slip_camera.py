"""The slip of a form from another machine, read by the camera: for a machine without a scanner."""

from typing import ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from sync.bundles.handover import are_digits
from ui.capture.code_reading import CodeCameraScreen, CodeCameraStep
from ui.widgets import IconText

translate = QCoreApplication.translate


def slip_page(finder: QWidget) -> CodeCameraScreen:
    """The page on which the camera reads a slip."""
    heading = translate("SlipCameraStep", "Hold the slip's QR code before the camera")
    how = translate("SlipCameraStep", "The whole code has to be seen. Move it slowly nearer, until it is read.")
    return CodeCameraScreen(finder, heading, IconText("receipt-text", how))


class SlipCameraStep(CodeCameraStep):
    """Reads the slip's code. A receipt or a card beside it is not what is meant."""

    name: ClassVar[str] = "slip-camera"

    def screen_for(self, finder: QWidget) -> CodeCameraScreen:
        """The page around the live picture."""
        return slip_page(finder)

    @staticmethod
    def meant(text: str) -> bool:
        """The digits of a handed over form."""
        return are_digits(text)
