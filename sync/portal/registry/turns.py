"""One writer at a time on SQLite: writers wait here in a row, because its own lock is polled for, and a slow poller can
starve for seconds. Elsewhere the database sees to it.

Several workers on one machine wait for each other at a lock of the data folder, which is given on when a process dies.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sync.portal import options
from sync.portal.registry import files, quick

_one_writer = threading.Lock()


def turn() -> AbstractContextManager[object]:
    """Enter before a transaction that writes. It cannot be entered twice."""
    if quick.on_postgresql():
        return nullcontext()
    return _among_workers() if options.current().workers > 1 else _one_writer


@contextmanager
def _among_workers() -> Iterator[None]:
    with _one_writer:
        folder = files.make_folder(options.current().data)
        lock = os.open(folder / "turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)
