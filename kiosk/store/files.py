"""Writing files so that they are whole or absent after a power cut, and readable by nobody else."""

import contextlib
import os
import secrets
from pathlib import Path

from sync.folders import sync_folder

__all__ = ["empty_folder", "private_file", "private_folder", "sync_file", "sync_folder", "sync_tree", "write_whole"]


def sync_file(path: Path) -> None:
    """Make what a file holds durable. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make a folder with everything in it durable, before a rename or a row says that it is there."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            sync_file(path)
    sync_folder(folder)


def private_folder(folder: Path) -> Path:
    """The folder, made with mode 0700, and so is what is missing above it (mkdir() gives parents the umask's).

    A new one is durable when this returns: a file is lost with a folder whose own name was not synced.
    """
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(PermissionError):  # a parent that may be written but not read
            sync_folder(folder.parent)
    return folder


def private_file(path: Path) -> None:
    """Make an empty file with mode 0600 for a library that would make it with the umask's; one that is there stays."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def empty_folder(folder: Path) -> int:
    """Delete every file below the folder; folders stay, links are not followed. Returns how many. Raises OSError."""
    count = 0
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in [*names, *links]:
            (Path(place) / name).unlink(missing_ok=True)
            count += 1
    if count:
        sync_folder(folder)
    return count


def write_whole(path: Path, data: bytes) -> None:
    """Write data to path with mode 0600: temporary file, fsync, rename, fsync of the folder. Raises OSError."""
    private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
