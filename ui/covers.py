"""What is shown over a page while the page stays as it is: help, the curtain, the idle question. One at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from kiosk.calls import HelpCall
    from ui.app import KioskApp
    from ui.screens.curtain import CurtainScreen
    from ui.widgets import Screen

AWAY_S = 600.0
"""How long a page stays behind its curtain: time to look for a paper at home next door."""


class Covers(QObject):
    """The cover over the page of one application.

    Attributes:
        screen: the cover that is shown; None when the page can be seen.
    """

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self.screen: Screen | None = None
        self._curtain: CurtainScreen | None = None

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
        self._curtain = None
        if self.screen is not None:
            self.screen = None
            self._app.window.uncover()
            step = self._app.flow.current
            if step is not None and step.screen is not None:
                self._app.screen_shown.emit(step.screen)

    # Help

    def help(self) -> None:
        """The help page of the step beneath."""
        from ui.screens.help import HelpScreen

        if self.screen is not None:
            return
        app, step = self._app, self._app.flow.current
        sections = step.help_sections() if step is not None else ()
        form_open = app.visit.draft is not None
        screen = HelpScreen(sections, form_open=form_open, assisted=bool(app.visit.assisted_by))
        if app.reader is not None:
            screen.add_reading(app.reader)
        screen.closed.connect(self.take_away)
        screen.hide_wanted.connect(self.draw_curtain)
        screen.assist_wanted.connect(self._assist)
        if app.is_open:
            screen.call_wanted.connect(self._call)
            screen.came.connect(self._came)
            app.service(app.kiosk.calls.open).success(self._show_call)
        else:
            screen.call.hide()
        self.show(screen, "help")

    def _call(self) -> None:
        app, step, pack = self._app, self._app.flow.current, self._app.visit.pack
        place, procedure = (step.name if step is not None else ""), (pack.code if pack is not None else "")
        calls = app.kiosk.calls
        app.service(lambda: calls.call(place, procedure)).success(self._show_call)
        if app.bell is not None:
            app.bell.ring()

    def _came(self) -> None:
        app = self._app
        calls = app.kiosk.calls
        if app.bell is not None:
            app.bell.hush()
        app.service(lambda: calls.close("resident")).success(self._nobody_called)

    def _nobody_called(self, _call: object) -> None:
        self._show_call(None)

    def _show_call(self, call: "HelpCall | None") -> None:
        from ui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, HelpScreen):
            screen.show_called(call.at if call is not None else None)

    def _assist(self) -> None:
        from ui.screens.assist import AssistDoorStep

        self.take_away()
        if self._app.visit.assisted_by:
            # Who typed so far stays recorded with the dossier.
            self._app.visit.assisted_by = ""
            self._app.refresh()
            return
        self._app.flow.go(AssistDoorStep(self._app))

    # The curtain

    @Slot()
    def draw_curtain(self) -> None:
        """Hide the page beneath until its owner is back. Typed text is taken over and saved first."""
        from ui.screens.curtain import CurtainScreen

        app = self._app
        self.take_away()
        step, draft = app.flow.current, app.visit.draft
        if step is None or not step.personal:
            return
        step.leaving()
        screen = CurtainScreen(round(AWAY_S / 60), has_pin=draft is not None and draft.has_pin)
        screen.lifted.connect(self._lift)
        screen.ends.connect(self.nobody_there)
        self._curtain = screen
        if app.around is not None:
            app.around.idle.start(AWAY_S)
        self.show(screen, "curtain")

    def _lift(self, pin: str) -> None:
        draft = self._app.visit.draft
        if not pin or draft is None:
            self._lifted(None)
            return
        drafts = self._app.kiosk.drafts
        task = self._app.service(lambda: drafts.resume(draft.code, pin))
        task.success(self._lifted).failure(self._not_lifted)

    def _lifted(self, _draft: object) -> None:
        if self._curtain is not None:
            self._somebody_there()

    def _not_lifted(self, error: Exception) -> None:
        from ui.screens import sentences

        sentence = sentences.of_error(error)
        if not sentence:
            self._app.calm(error)
        elif self._curtain is not None:
            self._curtain.refuse(sentence)

    # Nobody there

    @Slot()
    def ask_whether_there(self) -> None:
        """Nobody has touched the screen for a while."""
        from ui.screens.still_there import StillThereScreen

        if self._curtain is not None:
            # Whoever answers the question would see the page.
            self.nobody_there()
            return
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
