"""The guard against the second tap: trembling hands tap twice, and the next page has a button in the same place."""

import time
from collections.abc import Callable

GUARD_S = 0.5


class TapGuard:
    """Refuses a tap that comes too soon after the last one it let through.

    One guard is shared by all buttons that move on (Continue, Back, print, delete), since the second tap falls on the
    next screen's button; every other button has its own.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, within: float = GUARD_S) -> None:
        self.clock = clock
        self.within = within
        self._last = float("-inf")

    def open(self) -> bool:
        """Whether a press may begin now."""
        return self.clock() - self._last >= self.within

    def note(self) -> None:
        """A tap went through."""
        self._last = self.clock()

    def reset(self) -> None:
        """Forget the last tap."""
        self._last = float("-inf")


MOVING_ON = TapGuard()
"""The guard of all buttons that move on."""
