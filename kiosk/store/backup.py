"""Rolling copies of the store against a damaged file; kiosk.recovery is the way back from one.

A copy is a whole store under the same key, made once a day and before a migration, checked after it was written. The
newest three are kept, so what a resident had wiped is gone from the copies, too, after three working days. Copies lie
on the same disk: they answer a damaged file, not a stolen or dead disk.
"""

import logging
import os
import secrets
from datetime import datetime
from pathlib import Path

from kiosk.errors import StoreDamaged
from kiosk.store.driver import Database, DriverError, open_encrypted
from kiosk.store.files import private_folder, sync_folder
from sync.protocol.encoding import to_instant

_LOG = logging.getLogger(__name__)

KEPT = 3
ASIDE = "set-aside"
"""The folder of a home in which damaged stores are kept."""
COPIED_AT = "copied-at"
"""The setting by which a copy says when it was made."""
# What belongs to a store and goes where it goes.
SIDECARS = ("", "-wal", "-shm", "-salt", "-open")


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
            copy.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [COPIED_AT, to_instant(now)])
            check(copy, temporary)
        finally:
            copy.conn.close()
        temporary.chmod(0o600)
        temporary.replace(target)
    finally:
        for sidecar in SIDECARS:
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


def keep_aside(home: Path, now: datetime) -> Path:
    """Keep the store and what belongs to it in a folder of its own, too, and return that folder.

    Links, not moves: at every moment the store is in its place, so that a power cut leaves no home without one.
    """
    aside = private_folder(home / ASIDE / f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}")
    path = store_path(home)
    for sidecar in SIDECARS:
        file = Path(f"{path}{sidecar}")
        if file.exists():
            os.link(file, aside / file.name)
    sync_folder(aside)
    sync_folder(aside.parent)
    return aside


def kept_aside(home: Path) -> Path:
    """The damaged store: where it was kept with its log, when putting another in its place was interrupted."""
    path = store_path(home)
    for copy in sorted((home / ASIDE).glob(f"*/{path.name}"), reverse=True):
        if path.exists() and copy.samefile(path):
            return copy
    return path


def put_in_place(home: Path, fresh: Path) -> None:
    """Replace the store. Its log goes first: SQLite would read the old one into the new file."""
    path = store_path(home)
    for sidecar in SIDECARS[1:]:
        Path(f"{path}{sidecar}").unlink(missing_ok=True)
    sync_folder(home)
    fresh.replace(path)
    sync_folder(home)


def check(db: Database, path: Path) -> None:
    """Raises StoreDamaged."""
    problem = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise StoreDamaged(path, f"quick_check: {problem}")
