"""The way back from a damaged store, in two steps: look what can be saved, then do it. Nothing is ever deleted.

Looking makes the mended store beside the damaged one, so that what a person is told is what will be: "the copy of
14:05, and 3 newer dossiers out of the damaged file". Doing it moves files, which a power cut cannot spoil.
"""

import errno
import logging
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.errors import DiskFull, NotFound, StoreDamaged, StoreTooNew
from kiosk.recovery import merging, pages, rows
from kiosk.recovery.merging import Brought
from kiosk.recovery.pages import Damage
from kiosk.recovery.rows import Table
from kiosk.store import backup, keys, schema
from kiosk.store.driver import Database, DatabaseError, DriverError, open_encrypted
from kiosk.store.files import private_folder, sync_folder, write_whole
from kiosk.store.store import hold, salt_of
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import from_instant

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What can be saved.

    Attributes:
        copy_at: when the copy was made that is taken; None when there is none that is whole.
        copies: how many are whole, and how many are not.
        in_copy: dossiers and unfinished forms in that copy.
        brought: what the damaged file gives besides.
        damage: how much of the damaged file cannot be read; None when there is no file at all.
        waiting: finished dossiers that are still to be sent, in the mended store.
    """

    copy_at: datetime | None
    copies: tuple[int, int]
    in_copy: int
    brought: Brought
    damage: Damage | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done. kept: the folder in which the damaged file is kept."""

    found: Found
    kept: Path


class Recovery:
    """One recovery; a context, in which no kiosk can open this home."""

    def __init__(self, home: Path, *, now: Clock = utc_now) -> None:
        """Raises StoreInUse while a kiosk is open; KeyUnavailable or WrongKey when only the recovery code helps."""
        self._home = home
        self._now = now
        self._path = backup.store_path(home)
        self._key = keys.load_or_create(home, store_exists=True).key
        self._lock: int | None = hold(self._path)
        self._scratch = home / f".recovery.{secrets.token_hex(4)}"
        self._fresh = home / f".restored.{secrets.token_hex(4)}.db"
        self._named: set[str] = set()
        self._found: Found | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go, and take away what was made for looking. Closing twice does nothing."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        for sidecar in backup.SIDECARS:
            Path(f"{self._fresh}{sidecar}").unlink(missing_ok=True)
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)

    def look(self) -> Found:
        """What can be saved; seconds, never in the UI thread. Raises NotFound when nothing can, and DiskFull."""
        private_folder(self._scratch)
        try:
            return self._look()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull("there is no room to mend the store") from error
            raise
        except DriverError as error:
            if "full" in str(error):
                raise DiskFull("there is no room to mend the store") from error
            raise
        finally:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def carry_out(self) -> Mended:
        """Put the mended store in the damaged one's place, which is kept with what belongs to it. Needs look()."""
        if self._found is None:
            raise RuntimeError("look() comes first")
        aside = backup.keep_aside(self._home, self._now())
        backup.put_in_place(self._home, self._fresh)
        self._keep_attachments(aside)
        _LOG.warning("the store was mended; the damaged one is kept as %s", aside.name)
        return Mended(self._found, aside)

    def _look(self) -> Found:
        copy, copy_at, counted = self._choose()
        found, damage = self._read(copy)
        if copy is None and not found.get("identity", rows.NOTHING).rows:
            raise NotFound("no copy of the store is whole, and the damaged file does not say who this kiosk is")
        if copy is not None:
            write_whole(self._fresh, copy.read_bytes())
        db = open_encrypted(self._fresh, self._key)
        try:
            schema.check_not_newer(db)
            schema.migrations.apply(db)
            in_copy = _count(db, "dossier")
            brought = merging.merge(db, found, here=self._has, at=self._now())
            waiting = _count(db, "outbox WHERE state IN ('waiting', 'sending', 'unknown', 'parked')")
            self._named = {str(row[0]) for row in db.execute(_NAMED).fetchall()}
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
            backup.check(db, self._fresh)
        finally:
            db.conn.close()
        self._found = Found(copy_at, counted, in_copy, brought, damage, waiting)
        return self._found

    def _choose(self) -> tuple[Path | None, datetime | None, tuple[int, int]]:
        """The newest copy that passes its check, when it was made, and how many do and do not."""
        chosen, chosen_at, whole, unusable = None, None, 0, 0
        probe = self._scratch / "copy.db"
        for candidate in backup.backups(self._home):
            try:
                # Of the copy a copy: opening a store may write into it, and beside it.
                shutil.copyfile(candidate, probe)
                at = self._checked(probe) or datetime.fromtimestamp(candidate.stat().st_mtime, UTC)
            except (DatabaseError, StoreDamaged, StoreTooNew) as error:
                _LOG.warning("the copy %s cannot be used: %s", candidate.name, error)
                unusable += 1
                continue
            whole += 1
            if chosen is None:
                chosen, chosen_at = candidate, at
        return chosen, chosen_at, (whole, unusable)

    def _checked(self, probe: Path) -> datetime | None:
        """When the copy says that it was made. Raises what is wrong with it."""
        db = open_encrypted(probe, self._key)
        try:
            backup.check(db, probe)
            schema.check_not_newer(db)
            row = db.execute("SELECT value FROM setting WHERE name = ?", [backup.COPIED_AT]).fetchone()
        finally:
            db.conn.close()
        return from_instant(row[0]) if row else None

    def _read(self, copy: Path | None) -> tuple[Mapping[str, Table], Damage | None]:
        """Every table of the damaged store, as far as it can be read."""
        if not self._path.is_file():
            return {}, None
        damaged = backup.kept_aside(self._home)
        db, damage = pages.make_readable(
            damaged, self._key, self._scratch, salt=salt_of(damaged), copy=self._plain(copy)
        )
        if db is None:
            return {}, damage
        try:
            return {name: rows.read(db, name) for name in rows.tables(db)}, damage
        finally:
            db.conn.close()

    def _plain(self, copy: Path | None) -> Path | None:
        """A copy of the copy: opening one may write beside it."""
        if copy is None:
            return None
        return Path(shutil.copyfile(copy, self._scratch / "source.db"))

    def _has(self, sha256: str) -> bool:
        return (self._home / "attachments" / sha256[:2] / sha256).is_file()

    def _keep_attachments(self, aside: Path) -> None:
        """Pictures that the mended store does not name would be swept away; the damaged one may name them."""
        for file in (self._home / "attachments").glob("*/*"):
            if file.is_file() and file.name not in self._named:
                folder = private_folder(aside / "attachments" / file.parent.name)
                file.rename(folder / file.name)
                sync_folder(folder)


_NAMED = "SELECT sha256 FROM paper UNION SELECT sha256 FROM outbox_blob"


def recover(home: Path, *, now: Clock = utc_now, say: Callable[[Found], None] = lambda _: None) -> Mended:
    """Look and do in one go. Raises NotFound, StoreInUse, DiskFull and what loading the key raises."""
    with Recovery(home, now=now) as recovery:
        say(recovery.look())
        return recovery.carry_out()


def _count(db: Database, what: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608 - constants of this module
