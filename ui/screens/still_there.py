"""Is somebody still there? Asked when nobody has touched the screen for a while; nothing of a resident is on it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.widgets import Body, IconText, Screen


class StillThereScreen(Screen):
    """Covers the page beneath, so that nobody reads it meanwhile.

    Signals:
        stays(): somebody is there.
        ends(): end the visit now.
    """

    stays = Signal()
    ends = Signal()

    def __init__(self, seconds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Are you still there?"))
        self.set_leave(visible=False)
        for button in (self.help_button, self.language_button, self.size_button):
            button.hide()
        self.set_continue(self.tr("Yes, I go on"), icon="check")
        self.set_back(self.tr("No, I am done"))
        self._left = IconText("clock", "")
        self.add(self._left)
        self.add(Body(self.tr("Every answer is kept. With the code and the PIN you can continue later.")))
        self.forward.connect(self.stays)
        self.back.connect(self.ends)
        self.show_seconds(seconds)

    @Slot(int)
    def show_seconds(self, seconds: int) -> None:
        """How long until the visit ends by itself."""
        self._left.set("clock", self.tr("The screen is wiped in {seconds} seconds.").format(seconds=seconds))
