"""Pictures and PDF files on a stick or in the scanner's folder, for papers that a resident attaches."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".pdf"})
# Where a desktop mounts sticks. Not /mnt: what a technician mounts there is not for residents.
MOUNTS = (Path("/media"), Path("/run/media"))
MAX_FILES = 60
MAX_DEPTH = 3
MAX_BYTES = 10 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be attached. changed: seconds since the epoch; large: over what a dossier takes."""

    path: Path
    changed: float
    large: bool


def look_for(folders: Iterable[Path], mounts: Iterable[Path] = MOUNTS) -> tuple[Found, ...]:
    """What lies in folders and on mounted sticks, newest first, at most MAX_FILES. Links are not followed."""
    found: list[Found] = []
    for root in [*folders, *(each for mount in mounts for each in _entries(mount))]:
        _walk(root, MAX_DEPTH, found)
    return tuple(sorted(found, key=lambda each: -each.changed)[:MAX_FILES])


def read(path: Path) -> bytes:
    """At most MAX_BYTES + 1 of a file. OSError for what is no plain file: a stick may have changed since look_for()."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not a plain file")
        return file.read(MAX_BYTES + 1)


def _walk(folder: Path, depth: int, found: list[Found]) -> None:
    if len(found) > 50 * MAX_FILES:
        return
    for path in _entries(folder):
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.suffix.lower() in SUFFIXES:
            _take(path, found)
        elif depth and path.is_dir():
            _walk(path, depth - 1, found)


def _take(path: Path, found: list[Found]) -> None:
    try:
        status = path.stat()
    except OSError:
        return
    if S_ISREG(status.st_mode):
        found.append(Found(path, status.st_mtime, status.st_size > MAX_BYTES))


def _entries(folder: Path) -> list[Path]:
    """A stick may be pulled at any moment: a folder that cannot be read is empty."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return []
