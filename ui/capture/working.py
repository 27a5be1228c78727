"""The page while a picture is worked on or a scanner runs: says what, how far, and can be stopped."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.widgets import IconText, Progress, Screen

Wanted = Callable[[], bool]
Tell = Callable[[float], None]
_LOOK_EVERY_MS = 150


class WorkingScreen(Screen):
    """Back stops."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("One moment"))
        self.set_continue(visible=False)
        self.set_back(self.tr("Stop this"))
        self.add(IconText("hourglass", what))
        self.bar = Progress()
        self.add(self.bar)

    def show_share(self, share: float) -> None:
        """How far it is, 0 to 1."""
        percent = round(100 * share)
        if percent:
            self.bar.set(self.tr("{percent} %").format(percent=percent), percent, 100)


class WorkingStep(Step):
    """Runs work in the jobs pool and goes on with its result; leaves to the page before when it is stopped.

    work is given two functions: wanted() is False as soon as nobody waits any more, tell() takes how much is done.
    """

    name: ClassVar[str] = "working"
    lasting: ClassVar[bool] = False

    def __init__(
        self,
        shell: Shell,
        what: str,
        work: Callable[[Wanted, Tell], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], bool],
    ) -> None:
        super().__init__(shell)
        self._what = what
        self._do = work
        self._then = then
        self._otherwise = otherwise
        self._token = shell.kiosk.equipment.new_token()
        self._share = 0.0
        self._begun = False

    def build(self) -> Screen:
        """The page."""
        screen = WorkingScreen(self._what)
        screen.back.connect(self._stop)
        timer = QTimer(screen)
        timer.setObjectName("progress")
        timer.setInterval(_LOOK_EVERY_MS)
        timer.timeout.connect(self._look)
        timer.start()
        return screen

    def shown(self) -> None:
        """Begin, once."""
        if not self._begun:
            self._begun = True
            self.shell.job(self._run).success(self._done).failure(self._failed)

    def _run(self) -> Any:
        return self._do(self._wanted, self._tell)

    def _wanted(self) -> bool:
        return not self._token.is_set()

    def _tell(self, share: float) -> None:
        self._share = share

    def _look(self) -> None:
        self.screen.show_share(self._share)

    def _stop(self) -> None:
        self._token.set()
        if self.shell.flow.current is self:
            self.shell.flow.back()

    def _done(self, result: Any) -> None:
        # Stopped, or another page is open: nobody waits for it.
        if self.shell.flow.current is self and self._wanted():
            self._then(result)

    def _failed(self, error: Exception) -> None:
        from kiosk.capture.errors import ScanFailed, ScanTrouble
        from kiosk.capture.paper import Cancelled

        stopped = isinstance(error, Cancelled)
        stopped = stopped or (isinstance(error, ScanFailed) and error.reason is ScanTrouble.CANCELLED)
        if stopped or self.shell.flow.current is not self:
            return
        # First the sentence, then the page that shows it.
        if self._otherwise(error):
            self.shell.flow.back()
        else:
            self.shell.calm(error)
