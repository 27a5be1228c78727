"""What is set for this kiosk from afar, put into force while nobody sits here: at the start and after each visit, and
every half minute while the first page is on.

Idle time, size of letters, the explaining page, the voice and the break change at once; what belongs to a plugged-in
keyboard, the bell or whether there is a voice at all from the next start on. Everything else is asked for where it is
needed.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.settings import Settings, given_settings, settings_or_defaults
from ui.theme import TEXT_SCALES

if TYPE_CHECKING:
    from ui.app import KioskApp
    from ui.attract import Attract

EVERY_MS = 30_000
_SCALES = dict(zip(("normal", "large", "largest"), TEXT_SCALES, strict=True))
_AT_REST = frozenset({"start", "attract", "paused"})


class _Found(NamedTuple):
    """given: the places that somebody set."""

    settings: Settings
    given: frozenset[str]


class FleetWatch(QObject):
    """One per application."""

    def __init__(self, app: "KioskApp", attract: "Attract") -> None:
        super().__init__(app)
        self._app = app
        self._attract = attract
        self._used: _Found | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("fleet settings")
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        app.opened.connect(self.look)
        app.visit_ended.connect(self.look)
        app.displayed.connect(self._displayed)
        app.closing.connect(self._timer.stop)
        self._timer.start()

    @property
    def at_rest(self) -> bool:
        """Whether nobody sits here."""
        step = self._app.flow.current
        return step is not None and step.name in _AT_REST and self._app.covers.screen is None

    @Slot()
    def look(self) -> None:
        """Ask for what is in force, and go by it."""
        if not self._app.is_open or not self.at_rest:
            return
        kiosk = self._app.kiosk

        def read() -> _Found:
            kiosk.fleet.apply()
            return _Found(settings_or_defaults(kiosk.home), frozenset(given_settings(kiosk.home)))

        self._app.tasks.service(read).success(self._use)

    def _use(self, found: _Found) -> None:
        if found == self._used or not self.at_rest:
            return
        before, self._used = self._used, found
        settings, app = found.settings, self._app
        if app.around is not None:
            given = "place.idle_after" in found.given
            app.around.idle.warn_after = float(settings.idle_after) if given else app.options.warn_after
        self._attract.set_after(settings.attract_after)
        if app.reader is not None and before is not None:
            app.reader.use(settings)
        scale = _SCALES[settings.text_size]
        if app.visit.usual_scale != scale:
            app.visit.usual_scale = app.visit.text_scale = scale
            app.appearance.reset()
            app.refresh()
        self._pause()

    @Slot(str)
    def _displayed(self, name: str) -> None:
        if name == "start":
            self._pause()

    def _pause(self) -> None:
        """The break takes the place of the first page, and gives it back."""
        from ui.screens.paused import PausedStep
        from ui.screens.start import StartStep

        step, flow = self._app.flow.current, self._app.flow
        if self._used is None or step is None:
            return
        paused = self._used.settings.paused
        if paused and step.name in {"start", "attract"}:
            flow.start_over(PausedStep(self._app, self._used.settings.hotline))
        elif not paused and step.name == "paused":
            flow.start_over(StartStep(self._app))
