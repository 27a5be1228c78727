"""Other ways to read a card than a scanner: the camera, a picture on a stick, the lines on its back typed off.

All of them hand what they read to the page for cards, as a scanner does. No picture of a card is kept: a frame is
looked at and forgotten, and of a file only its code is read.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.capture.code_reading import CodeCameraScreen, CodeCameraStep
from ui.capture.files import PickStep
from ui.capture.working import Tell, Wanted, WorkingStep
from ui.flow import Shell, Step
from ui.keyboard.typing import Kind
from ui.screens import media
from ui.widgets import Hint, IconText, InlineError, Screen, TextField

if TYPE_CHECKING:
    from ui.screens.card import CardStep

translate = QCoreApplication.translate
LINE = 30


def card_page(finder: QWidget) -> CodeCameraScreen:
    """The page on which the camera reads a card."""
    heading = translate("CardCameraStep", "Hold the QR code of the card before the camera")
    how = translate("CardCameraStep", "Move the card slowly nearer and away, until it is read by itself.")
    return CodeCameraScreen(finder, heading, IconText("id-card", how))


class CardCameraStep(CodeCameraStep):
    """Reads the code of a card."""

    name: ClassVar[str] = "card-camera"

    def screen_for(self, finder: QWidget) -> CodeCameraScreen:
        """The page around the live picture."""
        return card_page(finder)


class CardPhotoStep(PickStep):
    """A picture of the card on a stick: its code is read, and nothing else of it."""

    name: ClassVar[str] = "card-photo"
    pdf: ClassVar[bool] = False

    def __init__(self, shell: Shell, card: "CardStep") -> None:
        super().__init__(shell)
        self._card = card

    def title(self) -> str:
        """What is looked for on the picture."""
        return translate("CardPhotoStep", "Which picture shows the QR code of the card?")

    def picked(self, found: media.Found) -> None:
        """Look for a code on it."""

        def read(_wanted: Wanted, _tell: Tell) -> tuple[str, ...]:
            from kiosk.capture.codes import qr_texts
            from kiosk.capture.picture import read

            return qr_texts(read(media.read(found.path)))

        what = translate("CardPhotoStep", "The QR code is being looked for.")
        self.shell.flow.go(WorkingStep(self.shell, what, read, self._read, self.failed))

    def _read(self, texts: tuple[str, ...]) -> None:
        if texts:
            self._card.scanned(texts[0])
            self.shell.flow.back_to(type(self._card))
        else:
            self.refuse(translate("CardPhotoStep", "No QR code is seen on this picture. Choose a sharper one."))
            self.shell.flow.back()


class LinesScreen(Screen):
    """Signals:
    given(str): the three lines.
    """

    given = Signal(str)

    def __init__(self, typed: tuple[str, ...], error: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Type the three lines on the back of the card"))
        self.set_continue(self.tr("Read the lines"))
        self.add(Hint(self.tr("Each has 30 letters, digits and signs <. The first begins with IDVNM.")))
        self.error = InlineError()
        self.add(self.error)
        self.fields = [TextField() for _ in range(3)]
        for number, (field, text) in enumerate(zip(self.fields, typed, strict=True), 1):
            field.setAccessibleName(self.tr("Line {number}").format(number=number))
            field.kind = Kind.LINES
            field.setMaxLength(2 * LINE)
            field.setText(text)
            self.add(field)
        self.say_wrong(self.error, error)
        self.set_first_focus(self.fields[0])
        self.forward.connect(self._given)

    def _given(self) -> None:
        self.given.emit("\n".join(field.text() for field in self.fields))


class LinesStep(Step):
    """The machine-readable lines, typed off; their check digits find a slip of the finger."""

    name: ClassVar[str] = "card-lines"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, card: "CardStep") -> None:
        super().__init__(shell)
        self._card = card
        self._typed = ("", "", "")
        self._error = ""

    def build(self) -> Screen:
        """Three fields."""
        screen = LinesScreen(self._typed, self._error)
        screen.back.connect(self.shell.flow.back)
        screen.given.connect(self._read)
        return screen

    def leaving(self) -> None:
        """What was typed so far."""
        if self.screen is not None:
            first, second, third = (field.text() for field in self.screen.fields)
            self._typed = (first, second, third)

    def scanned(self, text: str) -> None:
        """A card was scanned after all."""
        self._card.scanned(text)
        self.shell.flow.back()

    def _read(self, text: str) -> None:
        from kiosk.cards import CardUnreadable, parse_mrz

        plain = "".join(text.upper().split()).replace("«", "<<").replace("‹", "<")
        try:
            parse_mrz(plain)
        except CardUnreadable:
            self._error = translate("LinesScreen", "The lines do not fit together. Compare each sign with the card.")
            self.shell.refresh()
            return
        self._card.scanned(plain)
        self.shell.flow.back()
