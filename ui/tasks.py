"""Work that is not done on the main thread, and how its results come back to it.

Two places do work: the service thread (one, first in first out: whatever reads or writes dossiers, so that what was
asked for first is done first) and the jobs pool (printing, PDF, pictures: long and independent). A result travels by
a signal that the caller's side owns; a runnable only holds the bound signal, so nothing of Qt dies on a foreign thread.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

Work = Callable[[], _T]
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Task(QObject):
    """One piece of work under way.

    Signals:
        success(object): the result, on the main thread.
        failure(object): the Exception that the work raised, on the main thread.
    """

    success = Signal(object)
    failure = Signal(object)
    _done = Signal(object, object)

    def __init__(self, tasks: "Tasks", owner: QObject | None) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._owner = owner
        self._then: Then | None = None
        self._failed: Failed | None = None
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def then(self, slot: Then) -> "Task":
        """Call slot with the result. Returns the task, so that calls can be chained."""
        self._then = slot
        return self

    def otherwise(self, slot: Failed) -> "Task":
        """Call slot with the exception. Without one, the failure goes to Tasks.unhandled."""
        self._failed = slot
        return self

    @property
    def reporter(self) -> SignalInstance:
        """The bound signal that the worker emits (result, None) or (None, error) with."""
        return self._done

    def cancel(self) -> None:
        """Nobody is told of the outcome any more; the work itself runs to its end."""
        self._owner = None
        self._then = self._failed = None
        self._tasks.forget(self)

    @Slot(object, object)
    def _deliver(self, result: object, error: object) -> None:
        known = self._tasks.forget(self)
        self.deleteLater()
        if not known or (self._owner is not None and not shiboken6.isValid(self._owner)):
            return
        if isinstance(error, Exception):
            self.failure.emit(error)
            if self._failed is not None:
                self._failed(error)
            else:
                self._tasks.unhandled.emit(error)
            return
        self.success.emit(result)
        if self._then is not None:
            self._then(result)


class Runner(Protocol):
    """What a screen's step is handed: service and job."""

    def service(self, work: Work[Any], owner: QObject | None = None) -> Task:
        """Run work on the service thread, after everything asked for before."""

    def job(self, work: Work[Any], owner: QObject | None = None) -> Task:
        """Run work in the jobs pool."""


class Tasks(QObject):
    """The threads behind the screens.

    Signals:
        unhandled(object): an Exception of a task that nobody took with otherwise().
    """

    unhandled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = ThreadPoolExecutor(1, thread_name_prefix="service")
        self._jobs = ThreadPoolExecutor(2, thread_name_prefix="jobs")
        self._alive: set[Task] = set()
        self._closed = False

    def service(self, work: Work[Any], owner: QObject | None = None) -> Task:
        """Run work on the service thread, in order. The result is dropped when owner is gone by then."""
        return self._start(self._service, work, owner)

    def job(self, work: Work[Any], owner: QObject | None = None) -> Task:
        """Run work in the jobs pool, beside other work. The result is dropped when owner is gone by then."""
        return self._start(self._jobs, work, owner)

    @property
    def busy(self) -> int:
        """How many tasks have not been delivered yet."""
        return len(self._alive)

    def forget(self, task: Task) -> bool:
        """Take a task off the list; False when it was cancelled before."""
        known = task in self._alive
        self._alive.discard(task)
        return known

    def cancel_all(self) -> None:
        """Nobody is told of anything that is under way now. At the end of a visit."""
        for task in tuple(self._alive):
            task.cancel()

    def close(self) -> None:
        """Wait for what is under way, then end the threads. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self.cancel_all()
        self._service.shutdown(wait=True, cancel_futures=False)
        self._jobs.shutdown(wait=True, cancel_futures=True)

    def _start(self, pool: ThreadPoolExecutor, work: Work[Any], owner: QObject | None) -> Task:
        task = Task(self, owner)
        self._alive.add(task)
        pool.submit(_perform, work, task.reporter)
        return task


def _perform(work: Work[Any], report: SignalInstance) -> None:
    try:
        result = work()
    except Exception as error:  # noqa: BLE001 - handed to the main thread, which decides by type
        _LOG.info("work ended with %s", type(error).__name__)
        _report(report, None, error)
    else:
        _report(report, result, None)


def _report(report: SignalInstance, result: object, error: Exception | None) -> None:
    try:
        report.emit(result, error)
    except RuntimeError:
        # The main thread's side is already gone: the application is closing.
        _LOG.debug("a result came after the window had closed")
