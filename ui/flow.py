"""How a visit moves: steps on a stack, and the one that is shown.

A step is one small class: it makes its screen, answers the screen's signals and says what comes next. A step can make
its screen again at any time (the language or the text size changed), so what a resident gave lives in the step or the
visit, never in a widget alone. No Qt here: the window shows what the flow says.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from kiosk.app import Kiosk
    from kiosk.printing import PrintJob
    from ui.tasks import Task
    from ui.visit import Visit
    from ui.widgets import Screen


class Shell(Protocol):
    """What a step may ask of the application around it."""

    @property
    def kiosk(self) -> "Kiosk":
        """The services. Raises NotOpen before the store is open."""

    @property
    def visit(self) -> "Visit":
        """The visit under way."""

    @property
    def flow(self) -> "Flow":
        """Where the visit is."""

    @property
    def window(self) -> "QWidget":
        """The window. A page that is made inside it is styled once instead of twice."""

    @property
    def idle_seconds(self) -> float:
        """After how long without a touch the resident is asked."""

    @property
    def picture_folders(self) -> tuple[Path, ...]:
        """Where a scanner puts its pictures, besides sticks."""

    def when_open(self, then: Callable[[], None]) -> bool:
        """Call then when the store is open; returns whether that was now."""

    def service(self, work: Callable[[], Any]) -> "Task":
        """Run work on the service thread for the step that is shown; dropped when the visit ends."""

    def job(self, work: Callable[[], Any], owner: "QObject | None" = None) -> "Task":
        """Run work in the jobs pool for the step that is shown; dropped when the visit ends."""

    def refresh(self) -> None:
        """Show the step again."""

    def end_visit(self) -> None:
        """Wipe the screen and what is remembered, and show the start page."""

    def calm(self, error: Exception) -> None:
        """Something unforeseen: keep what was saved, show the calm page."""

    def help_wanted(self) -> None:
        """The resident pressed the help button."""

    def printed(self, job: "PrintJob") -> None:
        """Remember a print job until the visit ends."""

    def leave(self) -> None:
        """End the application. Only the staff area does it."""


class Step:
    """A place in a visit.

    Attributes:
        name: a short name for tests, pictures and the log; unique.
        personal: something of a resident may be on the screen, so the idle watch is on.
        lasting: Back from a later step comes here again.
        staff: a part of the staff area: nobody comes here by Back once a resident's form is open.
    """

    name: ClassVar[str] = ""
    personal: ClassVar[bool] = True
    lasting: ClassVar[bool] = True
    staff: ClassVar[bool] = False

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.screen: Any = None
        self._busy = False

    def build(self) -> "Screen":
        """A new screen of this step, with what was given before."""
        raise NotImplementedError

    def shown(self) -> None:
        """The screen is on display."""

    def leaving(self) -> None:
        """The screen is about to go (next, back, other language, idle): take over what was typed into it."""

    def scanned(self, text: str) -> None:
        """A scanner read text while this step was on display. Ignored unless a step wants it."""

    def sync_changed(self) -> None:
        """Something was sent or came from the portal while this step was on display."""

    def help_sections(self) -> tuple[str, ...]:
        """Sentences for the help page about this step."""
        return ()

    @property
    def busy(self) -> bool:
        """Work that this step asked for is under way: a second press of the same button does nothing."""
        return self._busy

    def work(
        self,
        what: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[Exception], bool] | None = None,
        *,
        job: bool = False,
    ) -> None:
        """Do what on the service thread (or in the jobs pool), then go on with its result.

        otherwise takes the exceptions that the step has a sentence for and returns True; all others show the calm
        page. While something is under way, more is refused: a double tap does one thing.
        """
        if self._busy:
            return
        self._busy = True

        def done(result: Any) -> None:
            self._busy = False
            then(result)

        def failed(error: Exception) -> None:
            self._busy = False
            if otherwise is None or not otherwise(error):
                self.shell.calm(error)

        task = self.shell.job(what) if job else self.shell.service(what)
        task.success(done).failure(failed)


class Flow:
    """The stack of steps. display is called with the step to show; it may be called again for the same step."""

    def __init__(self, display: Callable[[Step], None]) -> None:
        self._display = display
        self._stack: list[Step] = []

    @property
    def current(self) -> Step | None:
        """The step that is shown."""
        return self._stack[-1] if self._stack else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """From the first to the one that is shown."""
        return tuple(self._stack)

    def go(self, step: Step) -> None:
        """Show step; Back leads to the one shown now when that is lasting."""
        self._leave()
        if self._stack and not self._stack[-1].lasting:
            self._stack.pop()
        self._stack.append(step)
        self._display(step)

    def replace(self, step: Step) -> None:
        """Show step in the place of the one shown now."""
        self._leave()
        if self._stack:
            self._stack.pop()
        self._stack.append(step)
        self._display(step)

    def back(self) -> None:
        """Show the step before. On the first step nothing happens."""
        if len(self._stack) < 2:
            return
        self._leave()
        self._stack.pop()
        self._display(self._stack[-1])

    def back_to(self, kind: type[Step]) -> bool:
        """Show the nearest earlier step of a kind; False when there is none."""
        for index in range(len(self._stack) - 2, -1, -1):
            if isinstance(self._stack[index], kind):
                self._leave()
                del self._stack[index + 1 :]
                self._display(self._stack[-1])
                return True
        return False

    def start_over(self, step: Step) -> None:
        """Forget the way here and show step."""
        self._stack.clear()
        self._stack.append(step)
        self._display(step)

    def forget_staff_area(self) -> None:
        """Take the pages of the staff area out of the way back. The step that is shown stays."""
        self._stack[:-1] = [step for step in self._stack[:-1] if not step.staff]

    def settle(self, step: Step) -> None:
        """Show step; there is no way back behind it (a finished dossier is not finished twice)."""
        self._leave()
        self.start_over(step)

    def show_again(self) -> None:
        """Show the same step anew."""
        if self._stack:
            self._leave()
            self._display(self._stack[-1])

    def _leave(self) -> None:
        if self._stack:
            self._stack[-1].leaving()
