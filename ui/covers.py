"""What is shown over a page while the page stays as it is: help, the idle question. One at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from ui.app import KioskApp
    from ui.widgets import Screen


class Covers(QObject):
    """The cover over the page of one application.

    Attributes:
        screen: the cover that is shown; None when the page can be seen.
    """

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self.screen: Screen | None = None

    def show(self, screen: "Screen", name: str = "") -> None:
        """Show screen over the page. name: told by displayed()."""
        self.screen = screen
        self._app.appearance.listen_to(screen)
        self._app.show_status(screen)
        self._app.window.cover(screen)
        self._app.screen_shown.emit(screen)
        if name:
            self._app.displayed.emit(name)

    @Slot()
    def take_away(self) -> None:
        """Show the page again; without a cover nothing happens."""
        if self.screen is not None:
            self.screen = None
            self._app.window.uncover()
            step = self._app.flow.current
            if step is not None and step.screen is not None:
                self._app.screen_shown.emit(step.screen)

    def help(self) -> None:
        """The help page of the step beneath."""
        from ui.screens.help import HelpScreen

        if self.screen is None:
            step = self._app.flow.current
            screen = HelpScreen(step.help_sections() if step is not None else ())
            screen.closed.connect(self.take_away)
            self.show(screen)

    # Nobody there

    @Slot()
    def ask_whether_there(self) -> None:
        """Nobody has touched the screen for a while."""
        from ui.screens.still_there import StillThereScreen

        self.take_away()
        screen = StillThereScreen(int(self._app.options.end_after))
        screen.stays.connect(self._somebody_there)
        screen.ends.connect(self.nobody_there)
        if self._app.around is not None:
            self._app.around.idle.ticked.connect(screen.show_seconds)
        self.show(screen, "still-there")

    @Slot()
    def _somebody_there(self) -> None:
        self.take_away()
        if self._app.around is not None:
            self._app.around.idle.start()

    @Slot()
    def nobody_there(self) -> None:
        """The draft is saved with every answer; what is typed and not answered yet is taken over, then all is wiped."""
        self.take_away()
        step = self._app.flow.current
        if step is not None:
            step.leaving()
        self._app.end_visit()
