"""Files that must be there after a power cut: created once, never overwritten, on disk before the call returns."""

import os
import secrets
from pathlib import Path

from sync.folders import sync_folder


def make_folder(path: Path) -> Path:
    """The folder and what is missing above it, each 0700, their names on disk."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)
    return path


def create(path: Path, data: bytes) -> bool:
    """Write data under a new name, 0600. False when the name is taken (its bytes are left as they are).

    A reader never sees half a file: the bytes are synced under a passing name first, then linked, and link() fails
    when the name exists.
    """
    make_folder(path.parent)
    passing = path.parent / f".{path.name}.{secrets.token_hex(4)}"
    descriptor = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(passing, path)
    except FileExistsError:
        return False
    finally:
        passing.unlink()
        sync_folder(path.parent)
    return True
