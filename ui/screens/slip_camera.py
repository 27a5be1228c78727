"""The slip of a form from another machine, read by the camera: for a machine without a scanner."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from sync.bundles.handover import are_digits
from ui.flow import Shell, Step
from ui.widgets import Hint, IconText, InlineError, Screen

if TYPE_CHECKING:
    from kiosk.capture.picture import Image
    from ui.screens.take_in import TakeInStep


class SlipCameraScreen(Screen):
    """The live picture, until the code is read."""

    def __init__(self, finder: QWidget, parent: QWidget | None = None) -> None:
        from ui.capture.viewfinder import beside

        super().__init__(parent)
        self.set_heading(self.tr("Hold the slip's QR code before the camera"))
        self.set_continue(visible=False)
        self.error = InlineError()
        how = IconText(
            "receipt-text", self.tr("The whole code has to be seen. Move it slowly nearer, until it is read.")
        )
        self.add(beside(finder, self.error, how, Hint(self.tr("No picture is taken or kept."))))


class SlipCameraStep(Step):
    """Reads the first code it sees and goes back with it."""

    name: ClassVar[str] = "slip-camera"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, waiting: "TakeInStep") -> None:
        super().__init__(shell)
        self._waiting = waiting
        self._finder: Any = None

    def build(self) -> Screen:
        """The live picture."""
        from ui.capture.taking import FINDER_MM
        from ui.capture.viewfinder import Viewfinder

        self._finder = Viewfinder(self.shell, _code_in, *FINDER_MM)
        self._finder.examined.connect(self._examined)
        self._finder.silent.connect(self._silent)
        screen = SlipCameraScreen(self._finder)
        screen.back.connect(self.shell.flow.back)
        return screen

    def shown(self) -> None:
        """The camera goes on."""
        from ui.capture import frames

        self._finder.watch(frames.open_camera(self.shell.kiosk.equipment.camera(), self._finder))

    def scanned(self, text: str) -> None:
        """A scanner was quicker."""
        self._examined(text)

    def _examined(self, text: str | None) -> None:
        if text and self.shell.flow.current is self:
            self.shell.flow.back()
            self._waiting.scanned(text)

    def _silent(self) -> None:
        from ui.capture.sentences import no_camera

        self.screen.error.show_error(no_camera())


def _code_in(image: "Image") -> str:
    from kiosk.capture.codes import qr_in_frame

    text = qr_in_frame(image)
    # The slip has one code; a receipt or a card beside it is not what is meant.
    return text if are_digits(text) else ""
