"""Rolling copies of the store against a damaged file, and the way back from one.

A copy is a whole store under the same key, made once a day and before a migration, checked after it was written. The
newest three are kept, so what a resident had wiped is gone from the copies, too, after three working days. Copies lie
on the same disk: they answer a damaged file, not a stolen or dead disk.
"""

import logging
import secrets
from datetime import datetime
from pathlib import Path

from kiosk.errors import NotFound, StoreDamaged
from kiosk.store.driver import Database, DatabaseError, DriverError, open_encrypted
from kiosk.store.files import private_folder, sync_folder, write_whole

_LOG = logging.getLogger(__name__)

KEPT = 3
# A restored store is older than the receipts printed since: the next codes skip those that may have been given out.
_CODES_SKIPPED = 10_000
_SIDECARS = ("", "-wal", "-shm")


def store_path(home: Path) -> Path:
    """Where the store of a home is."""
    return home / "store.db"


def backup_folder(home: Path) -> Path:
    """Where its copies are."""
    return home / "backups"


def backups(home: Path) -> tuple[Path, ...]:
    """The copies there are, newest first by their serial number: the clock of a donated PC may go backwards."""
    return tuple(sorted(backup_folder(home).glob("store-[0-9]*-[0-9]*-*.db"), reverse=True))


def back_up(db: Database, home: Path, key: bytes, now: datetime, reason: str = "day") -> Path:
    """Copy the open store; runs on the database thread. Raises OSError or DriverError, and leaves no half copy."""
    folder = private_folder(backup_folder(home))
    serial = max((int(path.name.split("-")[1]) for path in backups(home)), default=0) + 1
    target = folder / f"store-{serial:08}-{now:%Y%m%d}-{reason}.db"
    temporary = folder / f".{target.name}.{secrets.token_hex(4)}.part"
    try:
        copy = open_encrypted(temporary, key)
        try:
            db.conn.backup(copy.conn)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            _check(copy, temporary)
        finally:
            copy.conn.close()
        temporary.chmod(0o600)
        temporary.replace(target)
    finally:
        for sidecar in _SIDECARS:
            Path(f"{temporary}{sidecar}").unlink(missing_ok=True)
    sync_folder(folder)
    for old in backups(home)[KEPT:]:
        old.unlink()
    return target


def back_up_daily(db: Database, home: Path, key: bytes, now: datetime) -> bool:
    """A copy when there is none of today. False when there is, or when none could be made (the visit goes on)."""
    if any(path.name.split("-")[2] == f"{now:%Y%m%d}" for path in backups(home)):
        return False
    try:
        back_up(db, home, key, now)
    except (OSError, DriverError) as error:
        _LOG.warning("no copy of the store could be made: %s", error)
        return False
    return True


def set_aside(home: Path, now: datetime) -> Path:
    """Move the store and its log into a folder of their own, and return that folder. Nothing is deleted."""
    aside = private_folder(home / "set-aside" / f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}")
    path = store_path(home)
    for sidecar in _SIDECARS:
        file = Path(f"{path}{sidecar}")
        if file.exists():
            file.rename(aside / file.name)
    sync_folder(aside)
    sync_folder(home)
    return aside


def restore(home: Path, key: bytes, now: datetime, backup: Path | None = None) -> Path:
    """Put a copy in the place of a damaged store; returns the folder in which the damaged one was kept.

    backup: which copy; None takes the newest that passes its check. Raises NotFound when there is none. Receipts that
    were printed after the copy was made keep their codes: the counter jumps over them.
    """
    for candidate in (backup,) if backup is not None else backups(home):
        fresh = home / f".restored.{secrets.token_hex(4)}.db"
        write_whole(fresh, candidate.read_bytes())
        try:
            _prepare(fresh, key)
        except (DatabaseError, StoreDamaged) as error:
            _LOG.warning("the copy %s cannot be used: %s", candidate.name, error)
            fresh.unlink()
            continue
        aside = set_aside(home, now)
        fresh.rename(store_path(home))
        sync_folder(home)
        return aside
    raise NotFound("there is no copy of the store that can be used")


def _prepare(path: Path, key: bytes) -> None:
    db = open_encrypted(path, key)
    try:
        _check(db, path)
        db.execute("UPDATE code_counter SET next = next + ?", [_CODES_SKIPPED])
        db.execute(
            "INSERT INTO setting (name, value) VALUES ('code-floor', :skipped) "
            "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + :skipped",
            {"skipped": _CODES_SKIPPED},
        )
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        db.conn.close()


def _check(db: Database, path: Path) -> None:
    problem = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise StoreDamaged(path, f"quick_check: {problem}")
