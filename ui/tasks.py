"""Work that is not done on the main thread, and how its results come back to it.

Two places do work: the service thread (one, first in first out: whatever reads or writes dossiers, so that what was
asked for first is done first) and the jobs pool (printing, PDF, pictures: long and independent). Outcomes wait in a
queue; a signal without arguments, owned by the main thread's side, tells that there is one. No QObject is ever touched
by a worker except through that bound signal.
"""

import logging
from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_LOG = logging.getLogger(__name__)

Work = Callable[[], Any]
Success = Callable[[Any], None]
Failure = Callable[[Exception], None]


class Task:
    """One piece of work under way; says what to do with its outcome, on the main thread."""

    def __init__(self, owner: QObject | None) -> None:
        self._owner = owner
        self._owned = owner is not None
        self._success: Success | None = None
        self._failure: Failure | None = None
        self.cancelled = False

    def success(self, slot: Success) -> "Task":
        """Call slot with the result. Returns the task, so that calls can be chained."""
        self._success = slot
        return self

    def failure(self, slot: Failure) -> "Task":
        """Call slot with the exception. Without one, it goes to Tasks.unhandled."""
        self._failure = slot
        return self

    def cancel(self) -> None:
        """Nobody is told of the outcome any more; the work itself runs to its end."""
        self.cancelled = True
        self._success = self._failure = None

    def deliver(self, result: object, error: Exception | None) -> bool:
        """Tell the outcome. False for an exception that nobody takes."""
        if self.cancelled or (self._owned and not shiboken6.isValid(self._owner)):
            return True
        if error is not None:
            if self._failure is None:
                return False
            self._failure(error)
        elif self._success is not None:
            self._success(result)
        return True


class Tasks(QObject):
    """The threads behind the screens.

    Signals:
        unhandled(object): an Exception of a task that nobody took with failure().
    """

    unhandled = Signal(object)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcomes: deque[tuple[Task, object, Exception | None]] = deque()
        self._alive: set[Task] = set()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _service(self) -> "ThreadPoolExecutor":
        return _pool("service", 1)

    @cached_property
    def _jobs(self) -> "ThreadPoolExecutor":
        return _pool("jobs", 2)

    def service(self, work: Work, owner: QObject | None = None) -> Task:
        """Run work on the service thread, in order. The outcome is dropped when owner is gone by then."""
        return self._start(self._service, work, owner)

    def job(self, work: Work, owner: QObject | None = None) -> Task:
        """Run work in the jobs pool, beside other work. The outcome is dropped when owner is gone by then."""
        return self._start(self._jobs, work, owner)

    @property
    def busy(self) -> int:
        """How many tasks have not been delivered yet."""
        return len(self._alive)

    def cancel_all(self) -> None:
        """Nobody is told of anything that is under way now. At the end of a visit."""
        for task in self._alive:
            task.cancel()

    def close(self) -> None:
        """Wait for what is under way, then end the threads. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self.cancel_all()
        self._service.shutdown(wait=True)
        self._jobs.shutdown(wait=True, cancel_futures=True)
        self._alive.clear()
        self._outcomes.clear()

    def _start(self, pool: "ThreadPoolExecutor", work: Work, owner: QObject | None) -> Task:
        task = Task(owner)
        self._alive.add(task)
        pool.submit(_perform, work, task, self._outcomes, self._arrived)
        return task

    @Slot()
    def _deliver(self) -> None:
        while self._outcomes:
            task, result, error = self._outcomes.popleft()
            self._alive.discard(task)
            if not task.deliver(result, error):
                self.unhandled.emit(error)


def _pool(name: str, threads: int) -> "ThreadPoolExecutor":
    # At the first task, which comes after the first page is drawn.
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(threads, thread_name_prefix=name)


def _perform(
    work: Work, task: Task, outcomes: "deque[tuple[Task, object, Exception | None]]", arrived: SignalInstance
) -> None:
    try:
        outcomes.append((task, work(), None))
    except Exception as error:  # noqa: BLE001 - handed to the main thread, which decides by type
        _LOG.info("work ended with %s", type(error).__name__)
        outcomes.append((task, None, error))
    arrived.emit()
