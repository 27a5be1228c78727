"""Room on the disk, foreseen: how many more dossiers fit, and what is kept free so that answers can still be saved.

The pictures of papers are what fills a disk. They are refused while there is still room for words: a resident who
cannot add a photograph loses nothing, one whose answers cannot be saved loses everything.
"""

import shutil
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.errors import NoRoomForPicture
from kiosk.settings import Settings, settings_or_defaults
from kiosk.store.driver import Database

MEGABYTE = 1 << 20
# Of a dossier without its pictures: rows, sealed bytes, its part of three copies of the store.
_WORDS = 200_000
# What is reckoned until there are dossiers here to learn from: three papers.
A_DOSSIER = 4 * MEGABYTE
_ENOUGH_TO_LEARN = 5
_MEASURE_EVERY = 300.0


class Level(StrEnum):
    """OK. LOW: the volunteer is told. FULL: no picture can be kept any more; answers still can."""

    OK = "ok"
    LOW = "low"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Room:
    """free: bytes. dossiers: about how many more fit beside what is kept for answers."""

    level: Level
    free: int
    dossiers: int

    @property
    def megabytes(self) -> int:
        """What is free, for people."""
        return self.free // MEGABYTE


def room(home: Path, each: int) -> Room:
    """How much room there is. each: bytes of a dossier (see size_of_a_dossier). Raises OSError."""
    settings = settings_or_defaults(home)
    free = shutil.disk_usage(home).free
    dossiers = max(0, free - settings.disk_keep_mb * MEGABYTE) // max(1, each)
    return Room(_level(settings, free, dossiers), free, dossiers)


def size_of_a_dossier(db: Database) -> int:
    """Bytes that a dossier takes here on average, its pictures included."""
    finished, pictures = db.execute(
        "SELECT (SELECT count(*) FROM dossier WHERE number > 0), "
        "(SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT sha256, size FROM paper))"
    ).fetchone()
    if finished < _ENOUGH_TO_LEARN:
        return A_DOSSIER
    return _WORDS + int(pictures) // int(finished)


class Gauge:
    """Looks again and again. What a dossier takes is measured now and then: it goes over every picture."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._each = A_DOSSIER
        self._due = 0.0

    def measure(self, db: Database) -> None:
        """Learn from what is here, when it is time."""
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + _MEASURE_EVERY
            self._each = size_of_a_dossier(db)

    def look(self) -> Room | None:
        """The room there is; None when the disk does not say."""
        try:
            return room(self._home, self._each)
        except OSError:
            return None


def check_picture(home: Path, size: int) -> None:
    """Raise NoRoomForPicture when a file of so many bytes would take the room that is kept for answers."""
    kept = settings_or_defaults(home).disk_keep_mb * MEGABYTE
    if shutil.disk_usage(home).free - size < kept:
        raise NoRoomForPicture("the room that is left is kept for answers")


def _level(settings: Settings, free: int, dossiers: int) -> Level:
    if not dossiers:
        return Level.FULL
    low = free < settings.disk_warn_mb * MEGABYTE or dossiers < settings.disk_warn_dossiers
    return Level.LOW if low else Level.OK
