"""Python's cyclic garbage collector, kept on the main thread.

By itself it runs on whichever thread allocates next. Reading a form on the service thread would then take apart the
cycles of pages that were shown, and with them Qt objects that only the main thread may touch: that crashes. A full
collection takes longer than a page change may; it waits until nobody is looking.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 700


class Collector(QObject):
    """Collects young garbage now and then, and everything when asked to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = False
        self._timer = QTimer(self)
        self._timer.setObjectName("collector")
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.young)

    def start(self) -> None:
        """From now on nothing is collected but here."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """As it was before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def young(self) -> None:
        """What was made lately; a millisecond or two."""
        for generation in (1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def everything(self) -> None:
        """Between two residents."""
        gc.collect()
