"""When nobody has touched the kiosk for a while: warn, then end the visit. The draft is saved, the screen wiped.

The clock is asked, not counted: a PC that slept finds the time passed when it wakes.
"""

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

_TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class Idle(StrEnum):
    """OFF: nobody is there to lose anything. WATCHING: a visit is on. WARNED: the question is on the screen."""

    OFF = "off"
    WATCHING = "watching"
    WARNED = "warned"


class IdleWatch(QObject):
    """Looks at the clock once a second while a visit is on.

    Signals:
        warned(): ask whether somebody is still there.
        ticked(int): seconds left until the end, while warned.
        expired(): end the visit.
    """

    warned = Signal()
    ticked = Signal(int)
    expired = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        warn_after: float,
        end_after: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.warn_after = warn_after
        self.end_after = end_after
        self._clock = clock
        self._since = clock()
        self._after = warn_after
        self._state = Idle.OFF
        self._timer = QTimer(self)
        self._timer.setObjectName("idle watch")
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    @property
    def state(self) -> Idle:
        """What the watch is doing now."""
        return self._state

    def start(self, warn_after: float | None = None) -> None:
        """A visit has begun, or somebody said that they are still there.

        warn_after: seconds until the question for this once, when a page is hidden on purpose.
        """
        self._after = self.warn_after if warn_after is None else warn_after
        self._since = self._clock()
        self._state = Idle.WATCHING
        self._timer.start()

    def stop(self) -> None:
        """The start page is on: nothing to end."""
        self._state = Idle.OFF
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is there. While the question is on the screen, only its answer counts."""
        if self._state is Idle.WATCHING:
            self._since = self._clock()

    @Slot()
    def look(self) -> None:
        """Compare with the clock now."""
        passed = self._clock() - self._since
        if self._state is Idle.WATCHING and passed >= self._after:
            self._state = Idle.WARNED
            self._since = self._clock()
            self.warned.emit()
            self.ticked.emit(int(self.end_after))
        elif self._state is Idle.WARNED:
            if passed >= self.end_after:
                self.stop()
                self.expired.emit()
            else:
                self.ticked.emit(max(1, round(self.end_after - passed)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Installed on the application: anything that a person does counts."""
        if event.type() in _TOUCHED:
            self.touch()
        return False
