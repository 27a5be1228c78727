"""Keeping SQLite's log short without its rare fault.

SQLite before 3.51.3 can damage a database in WAL mode when a checkpoint and a writer on two connections meet at the
moment the log begins again. Debian 12 has 3.40, so connections here never checkpoint by themselves (settings.py);
this thread does it while another connection of its own holds the write lock, so that no writer can be at work.
"""

import logging
import sqlite3
import threading
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import connection

log = logging.getLogger("sync.portal")
EVERY = 60.0


def checkpoint(path: Path) -> None:
    """Bring the log into the database file. Raises sqlite3.OperationalError when the lock is not to be had."""
    holder = sqlite3.connect(path, timeout=20, isolation_level=None)
    worker = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        worker.execute("PRAGMA synchronous=FULL")
        holder.execute("BEGIN IMMEDIATE")
        try:
            worker.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            holder.execute("ROLLBACK")
    finally:
        worker.close()
        holder.close()


class Checkpoints:
    """A thread that checkpoints every minute while it is entered; nothing on other databases than SQLite files."""

    def __init__(self, every: float = EVERY) -> None:
        name = str(settings.DATABASES["default"]["NAME"])
        self._path = Path(name) if connection.vendor == "sqlite" and not name.startswith(":") else None
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="checkpoints", daemon=True)

    def __enter__(self) -> Self:
        if self._path is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while not self._ended.wait(self._every) and self._path is not None:
            try:
                checkpoint(self._path)
            except sqlite3.Error as error:
                log.warning("checkpoint put off: %s", error)
