"""Who sits out: a revision that failed without a proper answer waits for a while, so that it holds up no other.

Kept in memory and by a monotonic clock: a wall clock that jumps back would wedge a row for years, and a start that
forgets it is harmless.
"""

import time
from collections.abc import Callable, Collection
from random import Random

from sync.outbox import Key
from sync.scheduler import backoff


class Holds:
    """The revisions that sit out. Used by one thread."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, random: Random | None = None) -> None:
        self._monotonic = monotonic
        self._random = random or Random()  # noqa: S311 - jitter, not a secret
        self._held: dict[Key, tuple[int, float]] = {}

    def held(self) -> Collection[Key]:
        """Who sits out now."""
        now = self._monotonic()
        return {key for key, (_, until) in self._held.items() if until > now}

    def next_back(self) -> float | None:
        """Seconds until the first of them is due again; None when nobody sits out."""
        now = self._monotonic()
        return min((until - now for _, until in self._held.values() if until > now), default=None)

    def release(self) -> None:
        """Nobody sits out any longer."""
        self._held.clear()

    def went_well(self, key: Key) -> None:
        """Its failures are forgotten."""
        self._held.pop(key, None)

    def hold(self, *keys: Key) -> None:
        """These sit out for a while, longer each time."""
        for key in keys:
            failures = self._held.get(key, (0, 0.0))[0] + 1
            self._held[key] = failures, self._monotonic() + backoff(failures, self._random)
