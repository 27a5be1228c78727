"""One save at a time, the newest state always saved last, and word when it is on disk.

The controller asks for a save at every answer; a fast typist may ask again before the disk has finished. What is asked
for meanwhile is joined into one more save. Whoever waits (the next page does) is told when a save that began after
the request has succeeded.
"""

from collections.abc import Callable

SaveDone = Callable[[], None]
SaveFailed = Callable[[Exception], None]
Save = Callable[[bytes, str, SaveDone, SaveFailed], None]
"""save(draft xml, page key, done, failed): writes elsewhere than in the UI thread, then calls one of the two in it."""


class Saving:
    """Runs saves in order.

    draft gives the state when a save begins; told(error) hears of every end, with None for success.
    """

    def __init__(self, draft: Callable[[], bytes], save: Save, told: Callable[[Exception | None], None]) -> None:
        self._draft = draft
        self._save = save
        self._told = told
        self._page = ""
        self._running = False
        self._wanted = False
        self._waiting: list[SaveDone] = []
        self._joined: list[SaveDone] = []
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether a save is under way or wanted."""
        return self._running or self._wanted

    def request(self, page: str, then: SaveDone | None = None) -> None:
        """Save the state as it is now, with page as the place to resume; call then when it is on disk."""
        if self._closed:
            return
        self._page = page
        self._wanted = True
        if then is not None:
            self._joined.append(then)
        if not self._running:
            self._begin()

    def close(self) -> None:
        """Nobody is told of anything any more; a save under way runs to its end."""
        self._closed = True
        self._waiting, self._joined = [], []

    def _begin(self) -> None:
        self._running, self._wanted = True, False
        self._waiting, self._joined = self._joined, []
        self._save(self._draft(), self._page, self._done, self._failed)

    def _done(self) -> None:
        self._running = False
        if self._closed:
            return
        self._told(None)
        waiting, self._waiting = self._waiting, []
        if self._wanted:
            self._begin()
        for then in waiting:
            then()

    def _failed(self, error: Exception) -> None:
        self._running = self._wanted = False
        if self._closed:
            return
        # Who waited goes nowhere: the page stays, and the next answer or Continue tries again.
        self._waiting, self._joined = [], []
        self._told(error)
