"""Folders whose entries outlive a power cut: one home for what the kiosk, the sticks and the portal all need."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable (a new name or a rename is not, until its folder is synced). Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
