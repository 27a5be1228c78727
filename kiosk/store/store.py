"""The one thread that owns the database, and the way to it from every other thread.

A connection of SQLite belongs to the thread that opened it, and two writers would only wait for each other. So there
is one thread and one queue: Store.call(function) runs function(database) there, in order, and returns what it returns;
on the database thread itself it runs at once, so that services can call each other inside a transaction.
"""

import fcntl
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from kiosk.errors import DiskFull, StoreClosed, StoreDamaged, StoreError, StoreInUse
from kiosk.store import schema
from kiosk.store.driver import Database, DriverError, open_encrypted
from kiosk.store.files import private_folder, write_whole

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

# Checkpoint well before readers would notice the size of the log; end_visit() truncates it anyway.
_AUTOCHECKPOINT_PAGES = 1000
_SALT = 16


class Store:
    """An open store.

    Attributes:
        path: the database file.
        fresh: the file was made just now.
        log_lost: the store was not closed in order, and its log is gone: what was in it alone is missing.
    """

    def __init__(self, path: Path, key: bytes, *, before_migrating: Callable[[Database], None] | None = None) -> None:
        """Open or create path, check it and bring its schema up to date.

        before_migrating is called with an existing database that is about to be changed (a backup is made there).
        Raises StoreDamaged, StoreTooNew, StoreInUse, DiskFull.
        """
        private_folder(path.parent)
        self.path = path
        self.fresh = not path.exists()
        self._lock = hold(path)
        self._queue: SimpleQueue[tuple[Callable[[Database], Any], Future[Any]] | None] = SimpleQueue()
        self._closed = False
        self._guard = threading.Lock()
        opened: Future[None] = Future()
        if salt_of(path) and (self.fresh or not path.stat().st_size):
            os.close(self._lock)
            raise StoreDamaged(path, "the file is gone or empty")
        marked = _noted(path, "open").exists()
        self.log_lost = _begun(path)
        self._thread = threading.Thread(
            target=self._run, args=(key, before_migrating, opened), name="database", daemon=True
        )
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._closed = True
            self._thread.join()
            if not marked:
                _noted(path, "open").unlink(missing_ok=True)
            os.close(self._lock)
            raise

    def call(self, fn: Callable[[Database], _T]) -> _T:
        """Run fn(database) on the database thread, wait, and return its result or raise its exception.

        Nothing is begun for fn: a single statement commits by itself, more go into ``with db.atomic():`` (or use
        transaction()). When call() returns after a commit, the commit is on the disk.
        """
        if threading.current_thread() is self._thread:
            return fn(self._database)
        return self.submit(fn).result()

    def transaction(self, fn: Callable[[Database], _T]) -> _T:
        """call(), with everything fn does in one transaction (or a savepoint of the one around it)."""

        def within(db: Database) -> _T:
            with db.atomic():
                return fn(db)

        return self.call(within)

    def submit(self, fn: Callable[[Database], _T]) -> "Future[_T]":
        """Queue fn and return at once. Raises StoreClosed."""
        future: Future[_T] = Future()
        with self._guard:
            if self._closed:
                raise StoreClosed(f"{self.path.name} was closed")
            self._queue.put((fn, future))
        return future

    def checkpoint(self) -> None:
        """Move the log into the file and cut it to nothing, so that what was deleted is in neither."""
        self.call(_checkpoint)

    def close(self) -> None:
        """Finish what is queued, checkpoint and close. Closing twice does nothing."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        os.close(self._lock)

    def _run(self, key: bytes, before_migrating: Callable[[Database], None] | None, opened: "Future[None]") -> None:
        try:
            self._database = _open(self.path, key, before_migrating)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the thread that opens the store
            opened.set_exception(_translated(error, self.path))
            return
        opened.set_result(None)
        while (job := self._queue.get()) is not None:
            fn, future = job
            if future.set_running_or_notify_cancel():
                self._do(fn, future)
            del fn, future, job  # personal data must not outlive its transaction in an idle thread's frame
        try:
            _checkpoint(self._database)
        except DriverError:
            _LOG.warning("the log could not be cut at closing; it is read at the next start")
        self._database.conn.close()
        _noted(self.path, "open").unlink(missing_ok=True)

    def _do(self, fn: Callable[[Database], Any], future: "Future[Any]") -> None:
        try:
            result = fn(self._database)
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits for it
            if self._database.conn.in_transaction:
                self._database.rollback()
            future.set_exception(_translated(error, self.path))
        else:
            future.set_result(result)


def hold(path: Path) -> int:
    """Take the lock of a store, which the kernel drops with the process, however it ends; os.close() gives it back.

    Raises StoreInUse.
    """
    handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise StoreInUse(f"{path.name} is held by another process") from error
    return handle


def salt_of(path: Path) -> bytes | None:
    """The salt of a store (the first bytes of its file) as it was noted at the last start; None for an old one."""
    try:
        return _noted(path, "salt").read_bytes()
    except FileNotFoundError:
        return None


def _noted(path: Path, what: str) -> Path:
    """A small file beside the store that goes where the store goes. salt: see salt_of(). open: while it is open."""
    return Path(f"{path}-{what}")


def _begun(path: Path) -> bool:
    """Note that the store is open. True when it was not closed in order the last time and its log is gone since.

    A log that was left lies there, even when it is empty: SQLite deletes it only at an orderly end.
    """
    mark = _noted(path, "open")
    lost = mark.exists() and path.exists() and not Path(f"{path}-wal").exists()
    if not mark.exists():
        write_whole(mark, b"")
    return lost


def _open(path: Path, key: bytes, before_migrating: Callable[[Database], None] | None) -> Database:
    existing = path.exists() and path.stat().st_size > 0
    db = open_encrypted(path, key)
    try:
        path.chmod(0o600)
        db.execute(f"PRAGMA wal_autocheckpoint = {_AUTOCHECKPOINT_PAGES}")
        if existing:
            problem = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if problem != "ok":
                raise StoreDamaged(path, f"quick_check: {problem}")
            schema.check_not_newer(db)
            if before_migrating is not None and schema.applied(db) and schema.pending(db):
                before_migrating(db)
        schema.migrations.apply(db)
        _note_salt(path)
    except BaseException:
        db.conn.close()
        raise
    return db


def _note_salt(path: Path) -> None:
    """Without its salt a file whose first bytes are damaged could not be read at all."""
    with path.open("rb") as file:
        salt = file.read(_SALT)
    if len(salt) == _SALT and salt != salt_of(path):
        write_whole(_noted(path, "salt"), salt)


def _checkpoint(db: Database) -> None:
    blocked = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if blocked:
        _LOG.warning("the log could not be cut: something still reads the store")


def _translated(error: BaseException, path: Path) -> BaseException:
    """Errors of the driver that a person can do something about, by name; everything else as it is."""
    found = _named(str(error), path) if isinstance(error, DriverError) else None
    if found is None:
        return error
    found.__cause__ = error
    return found


def _named(text: str, path: Path) -> StoreError | None:
    if "is full" in text or ("disk I/O error" in text and _no_room(path)):
        return DiskFull("there is no room on the disk")
    if "malformed" in text or "not a database" in text:
        return StoreDamaged(path, text)
    return None


def _no_room(path: Path) -> bool:
    """SQLite reports a full disk as an I/O error when it hits the shared-memory file."""
    try:
        free = os.statvfs(path.parent)
    except OSError:  # the disk itself is gone
        return False
    return free.f_bavail * free.f_frsize < 1 << 16
