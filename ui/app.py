"""The application: puts window, flow, threads, idle watch and scanner together, and is the Shell that steps talk to.

The first page is on the screen before the store is open: opening it takes longer than drawing, and a resident reads
the first page meanwhile.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.appearance import Appearance
from ui.covers import Covers
from ui.flow import Flow, Step
from ui.tasks import Task, Tasks
from ui.visit import Visit
from ui.window import KioskWindow

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.printing import PrintJob
    from kiosk.syncing import SyncStatus
    from ui.bell import Bell
    from ui.speech.reader import Reader
    from ui.surroundings import Surroundings
    from ui.widgets import Screen

_LOG = logging.getLogger(__name__)
WARN_AFTER_S = 180.0
END_AFTER_WARNING_S = 60.0
Opener = Callable[[], "Kiosk"]


class Options(NamedTuple):
    """How the kiosk is shown.

    Attributes:
        windowed: in a window of 1280 × 800 that can be closed, for a developer.
        px_per_mm: pixels per millimetre of this display; None takes the display's word.
        warn_after, end_after: seconds until the idle question, and until the visit ends after it.
        explain_first: begin with the page that explains the kiosk: when it is switched on, nobody sits before it.
        pictures: where a scanner puts its pictures; () is the folder pictures in home.
    """

    home: Path
    windowed: bool = False
    px_per_mm: float | None = None
    warn_after: float = WARN_AFTER_S
    end_after: float = END_AFTER_WARNING_S
    explain_first: bool = False
    pictures: tuple[Path, ...] = ()


class NotOpen(RuntimeError):
    """The store is not open yet."""


class KioskApp(QObject):
    """One running kiosk.

    Signals:
        opened(): the store is open.
        displayed(str): a step is on the screen; its name.
        screen_shown(object): a Screen, or a cover, is on the display now.
        sync_changed(object): the SyncStatus, on the main thread.
        visit_ended(): the screen was wiped.
        closing(): the application is about to end.
    """

    opened = Signal()
    displayed = Signal(str)
    screen_shown = Signal(object)
    sync_changed = Signal(object)
    visit_ended = Signal()
    closing = Signal()
    _status_came = Signal(object)

    def __init__(self, application: QApplication, options: Options, opener: Opener) -> None:
        super().__init__()
        self.application = application
        self.options = options
        self.window = KioskWindow(windowed=options.windowed)
        self.tasks = Tasks(self)
        self.visit = Visit()
        self.flow = Flow(self._display)
        self.covers = Covers(self)
        self.appearance = Appearance(self)
        self.around: Surroundings | None = None
        self.reader: Reader | None = None
        self.bell: Bell | None = None
        self.faults: list[str] = []
        self.visit_jobs: tuple[PrintJob, ...] = ()
        self._opener = opener
        self._parts: Iterator[None] | None = None
        self._kiosk: Kiosk | None = None
        self._failure: Exception | None = None
        self._status: SyncStatus | None = None
        self._waiting: Callable[[], None] | None = None
        self._connect()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._status_came.connect(self._take_status, queued)
        self.tasks.unhandled.connect(self._fault)
        # Queued: whoever else waits for the first page is told first.
        self.window.painted.connect(self._open, queued)

    # Life

    def start(self) -> None:
        """Show the first page. The store opens as soon as it is drawn."""
        self.appearance.start(self.options.home / "languages", self._profile())
        self.application.setQuitOnLastWindowClosed(False)
        self.window.take_size()
        if self.options.explain_first:
            from ui.screens.attract import AttractStep

            self.flow.start_over(AttractStep(self))
        else:
            self._show_start()
        self.window.present()

    def close(self) -> None:
        """End everything in order. May be called twice."""
        self._parts = None
        self.closing.emit()
        if self.around is not None:
            self.around.close()
        self.tasks.close()
        if self._kiosk is not None:
            self._kiosk.sync.forget(self._tell_status)
            self._kiosk.close()
            self._kiosk = None
        self.visit.wipe()
        self.window.allow_close()
        self.window.close()
        self.window.uncover()
        if (page := self.window.page) is not None:
            self.window.discard(page)

    def _profile(self) -> "theme.DisplayProfile | None":
        if self.options.px_per_mm is None:
            return None
        return theme.DisplayProfile.for_screen(self.application.primaryScreen(), self.options.px_per_mm)

    @Slot()
    def _open(self) -> None:
        from ui import features
        from ui.surroundings import Surroundings

        self.around = Surroundings(self.window, self.options.warn_after, self.options.end_after, self)
        self.around.failed.connect(self._fault, Qt.ConnectionType.QueuedConnection)
        self.around.scanned.connect(self._scanned)
        self.around.idle.warned.connect(self.covers.ask_whether_there)
        self.around.idle.expired.connect(self.covers.nobody_there)
        self._parts = features.attach(self)
        self._attach_next()

    @Slot()
    def _attach_next(self) -> None:
        """One part at a turn of the event loop; then the store, whose opening tells them that there is one."""
        if self._parts is None:
            return
        try:
            next(self._parts)
        except StopIteration:
            self._parts = None
            self._open_store()
        else:
            QTimer.singleShot(0, self, self._attach_next)

    def _open_store(self) -> None:
        def open_store() -> "Kiosk":
            # Imported here, off the main thread: it reads cards, which takes a while to load.
            import ui.scanner  # noqa: F401

            return self._opener()

        self.tasks.service(open_store).success(self._opened).failure(self._not_opened)

    def _opened(self, kiosk: "Kiosk") -> None:
        from kiosk.errors import NotEnrolled

        self._kiosk = kiosk
        if not kiosk.identity.enrolled:
            self._not_opened(NotEnrolled("this kiosk belongs to no portal yet"))
            return
        if self.around is not None:
            self.around.settle()
        kiosk.sync.observe(self._tell_status)
        self.tasks.service(kiosk.sync.start)
        self.tasks.service(kiosk.drafts.expire)
        self.tasks.service(kiosk.dossiers.drop_readable)
        self.tasks.service(kiosk.scrub_copies)
        self._take_status(kiosk.sync.status())
        self.opened.emit()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _not_opened(self, error: Exception) -> None:
        _LOG.error("the store did not open: %s", type(error).__name__)
        self._failure = error
        self._say_why(error)

    def _say_why(self, error: Exception) -> None:
        from ui.screens import recovery

        if not recovery.show(self, error):
            self.calm(error)

    def open_again(self) -> None:
        """The store was mended, or its key is back."""
        self._failure = None
        self._open_store()

    @property
    def is_open(self) -> bool:
        """Whether the store is open."""
        return self._kiosk is not None

    def when_open(self, then: Callable[[], None]) -> bool:
        """Call then when the store is open: now, or later. Returns whether it was now."""
        if self._failure is not None:
            self._say_why(self._failure)
            return False
        if self._kiosk is not None:
            then()
            return True
        self._waiting = then
        return False

    # Shell

    @property
    def idle_seconds(self) -> float:
        """After how long without a touch the resident is asked."""
        return self.options.warn_after if self.around is None else self.around.idle.warn_after

    @property
    def picture_folders(self) -> tuple[Path, ...]:
        """Where a scanner puts its pictures, besides sticks."""
        return self.options.pictures or (self.options.home / "pictures",)

    @property
    def kiosk(self) -> "Kiosk":
        """The services. Raises NotOpen before the store is open."""
        if self._kiosk is None:
            raise NotOpen("the store is not open yet")
        return self._kiosk

    def service(self, work: Callable[[], Any]) -> Task:
        """Run work on the service thread; its result is dropped when the visit has ended by then."""
        return self.tasks.service(work)

    def job(self, work: Callable[[], Any], owner: QObject | None = None) -> Task:
        """Run work in the jobs pool; its result is dropped when owner is gone or the visit has ended by then."""
        return self.tasks.job(work, owner)

    def refresh(self) -> None:
        """Show the step again, made anew."""
        self.flow.show_again()

    def end_visit(self) -> None:
        """Wipe the screen and what is remembered, and show the first page."""
        from ui.widgets import wrapped
        from ui.wipe import wipe_clipboard

        self.tasks.cancel_all()
        self.covers.take_away()
        self.visit.wipe()
        self.appearance.reset()
        self._show_start()
        wipe_clipboard()
        wrapped.forget()
        if self._kiosk is not None:
            kiosk, jobs = self._kiosk, self.visit_jobs
            self.visit_jobs = ()
            self.tasks.service(lambda: kiosk.calls.close("visit-end"))
            self.tasks.service(kiosk.drafts.end_visit)
            self.tasks.job(lambda: kiosk.printing.end_visit(jobs))
        if self.around is not None:
            self.around.visit_ended()
        _LOG.info("visit ended")
        self.visit_ended.emit()

    def calm(self, error: Exception) -> None:
        """Keep what was saved, show the calm page. What was unforeseen is logged by type and place."""
        from ui import journal
        from ui.screens.calm import CalmStep

        place = journal.describe(error, error.__traceback__)
        self.faults.append(place)
        _LOG.error("calm page\n%s", place)
        self.covers.take_away()
        self.flow.start_over(CalmStep(self, error))

    def help_wanted(self) -> None:
        """Cover the page with the help page of its step."""
        self.covers.help()

    def printed(self, job: "PrintJob") -> None:
        """A print job of this visit: what still waits at its end is taken out of the queue."""
        self.visit_jobs = (*self.visit_jobs, job)

    def leave(self) -> None:
        """End the application."""
        _LOG.info("ended by the staff")
        # quit() would ask the window, which refuses.
        self.application.exit(0)

    # Pages

    def _show_start(self) -> None:
        from ui.screens.start import StartStep

        self.flow.start_over(StartStep(self))

    def _display(self, step: Step) -> None:
        screen = step.build()
        step.screen = screen
        self.appearance.listen_to(screen)
        screen.help_wanted.connect(self.help_wanted)
        if not screen.leave_button.isHidden():
            screen.leave_wanted.connect(self._leave_visit)
            screen.set_curtain(visible=step.personal and self.visit.draft is not None and not step.staff)
        screen.hide_wanted.connect(self.covers.draw_curtain)
        self.show_status(screen)
        self.window.show_page(screen)
        if self.around is not None:
            (self.around.idle.start if step.personal else self.around.idle.stop)()
        step.shown()
        self.screen_shown.emit(screen)
        self.displayed.emit(step.name)

    # What comes from outside

    @Slot(object)
    def _take_status(self, status: "SyncStatus") -> None:
        if self._kiosk is None:
            # It was on its way while the kiosk closed.
            return
        before, self._status = self._status, status
        step = self.flow.current
        for screen in (self.covers.screen, step.screen if step is not None else None):
            if screen is not None:
                self.show_status(screen)
        if step is not None and before is not None:
            step.sync_changed()
        self.sync_changed.emit(status)

    def show_status(self, screen: "Screen") -> None:
        """What the status line of a screen says about the sending."""
        if self._status is not None:
            from ui.screens.sending import sending_of

            screen.status.set_sending(*sending_of(self._status))

    @Slot()
    def _leave_visit(self) -> None:
        """Stop was pressed: where a form is open, ask whether to keep it."""
        from ui.screens.leave import LeaveStep

        if self.visit.draft is None:
            self.end_visit()
        else:
            self.flow.go(LeaveStep(self))

    def _tell_status(self, status: "SyncStatus") -> None:
        """On the sync thread: hand it to the main thread."""
        self._status_came.emit(status)

    @Slot(str)
    def _scanned(self, text: str) -> None:
        if self.around is not None:
            self.around.idle.touch()
        if self.covers.screen is None and self.flow.current is not None:
            self.flow.current.scanned(text)

    @Slot(object)
    def _fault(self, error: object) -> None:
        self.calm(error if isinstance(error, Exception) else RuntimeError("fault"))
