"""A QR code held before the camera: of a card, or of a slip from another machine. No picture is taken or kept."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.capture.taking import FINDER_MM
from ui.capture.viewfinder import beside
from ui.flow import Shell, Step
from ui.widgets import Hint, IconText, InlineError, Screen

if TYPE_CHECKING:
    from kiosk.capture.picture import Image


class CodeCameraScreen(Screen):
    """The live picture, until a code is read."""

    def __init__(self, finder: QWidget, heading: str, how: IconText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(heading)
        self.set_continue(visible=False)
        self.error = InlineError()
        kept = QCoreApplication.translate("CodeCameraScreen", "No picture is taken or kept.")
        self.add(beside(finder, self.error, how, Hint(kept)))
        self.set_in_sight(finder)


class CodeCameraStep(Step):
    """Reads the first code it sees, goes back, and hands it to the page that waits, as a scanner would.

    A subclass says how it looks (screen_for) and, where not every code is meant, which one is (meant).
    """

    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, waiting: Step) -> None:
        super().__init__(shell)
        self._waiting = waiting
        self._finder: Any = None

    def screen_for(self, finder: QWidget) -> CodeCameraScreen:
        """The page around the live picture."""
        raise NotImplementedError

    @staticmethod
    def meant(_text: str) -> bool:
        """Whether this is the code that is waited for; any is, unless a subclass knows better."""
        return True

    def build(self) -> Screen:
        """The live picture."""
        from ui.capture.viewfinder import Viewfinder

        self._finder = Viewfinder(self.shell, self._code_in, *FINDER_MM)
        self._finder.examined.connect(self._examined)
        self._finder.silent.connect(self._silent)
        screen = self.screen_for(self._finder)
        screen.back.connect(self.shell.flow.back)
        return screen

    def shown(self) -> None:
        """The camera goes on."""
        from ui.capture import frames

        self._finder.watch(frames.open_camera(self.shell.kiosk.equipment.camera(), self._finder))

    def scanned(self, text: str) -> None:
        """A scanner was quicker."""
        self._examined(text)

    def _code_in(self, image: "Image") -> str:
        from kiosk.capture.codes import qr_in_frame

        text = qr_in_frame(image)
        return text if text and self.meant(text) else ""

    def _examined(self, text: str | None) -> None:
        if text and self.shell.flow.current is self:
            self.shell.flow.back()
            self._waiting.scanned(text)

    def _silent(self) -> None:
        from ui.capture.sentences import no_camera

        self.screen.say_wrong(self.screen.error, no_camera())
