"""While nobody is here: what this machine is for, in pictures and short sentences. A touch anywhere leads on.

A new picture every eight seconds, without movement between them; nothing of any resident.
"""

from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.flow import Step
from ui.theme import look, pixmap
from ui.widgets import Screen, Subheading

EVERY_MS = 8_000
_PICTURE_MM = 60
_SMALL_MM = 35


class AttractScreen(Screen):
    """Turns its pages by itself; forward when it is touched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Touch the screen to begin"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("Begin"))
        self.pages = (
            ("files", self.tr("Papers for birth, marriage, residence, support and more: prepare them here.")),
            ("message-square", self.tr("One question at a time, in large letters. It can be read aloud.")),
            ("id-card", self.tr("Your citizen card fills in half of the form by itself.")),
            ("save", self.tr("Nothing you answered is lost, even when the power fails.")),
            ("receipt-text", self.tr("You take a receipt home and can ask where your dossier is.")),
            ("hand-helping", self.tr("Press “Help” and somebody comes to you.")),
        )
        self._position = -1
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words = Subheading("")
        if look().profile.compact:
            self._beside()
        else:
            self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.add(self._picture)
            self.add(self.words)
        self.turn()
        self._timer = QTimer(self)
        self._timer.setObjectName("attract page")
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.turn)
        self._timer.start()

    def _beside(self) -> None:
        """On a tablet there is no room for one below the other."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px("gap"))
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        self.add(holder)

    def turn(self) -> None:
        """The next page."""
        self._position = (self._position + 1) % len(self.pages)
        icon, words = self.pages[self._position]
        now = look()
        side = now.mm(_SMALL_MM if now.profile.compact else _PICTURE_MM)
        self._picture.setPixmap(pixmap(icon, "text", side, self.devicePixelRatioF()))
        self.words.setText(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch that no button took."""
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.forward.emit()


class AttractStep(Step):
    """Leads back to the first page."""

    name: ClassVar[str] = "attract"
    personal: ClassVar[bool] = False
    lasting: ClassVar[bool] = False

    def build(self) -> Screen:
        """The page."""
        screen = AttractScreen()
        screen.forward.connect(self._go_on)
        return screen

    def scanned(self, text: str) -> None:
        """As on the first page."""
        self._go_on()
        current = self.shell.flow.current
        if current is not None and current is not self:
            current.scanned(text)

    def _go_on(self) -> None:
        flow = self.shell.flow
        if len(flow.steps) > 1:
            flow.back()
            return
        from ui.screens.start import StartStep

        # When the kiosk has just been switched on, this page is the first of all.
        flow.replace(StartStep(self.shell))
