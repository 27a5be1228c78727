"""Looking for what must not be left: words of a visit in files of the kiosk, byte by byte."""

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

RECENT_S = 3600
MAX_BYTES = 64 << 20


def search(home: Path, words: Iterable[str]) -> set[str]:
    """Names of files in home, and of recent ones in the temporary folder, that hold one of the words in the clear."""
    needles = [form for word in words for form in _forms(word)]
    found = set()
    for path in [*_files(home), *_recent(Path(tempfile.gettempdir()))]:
        try:
            data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        except OSError:
            continue
        if any(needle in data for needle in needles):
            found.add(path.name)
    return found


def _forms(word: str) -> tuple[bytes, ...]:
    return word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _recent(folder: Path) -> list[Path]:
    since = time.time() - RECENT_S
    try:
        entries = list(folder.iterdir())
    except OSError:
        return []
    return [path for path in entries if path.is_file() and not path.is_symlink() and _newer(path, since)]


def _newer(path: Path, since: float) -> bool:
    try:
        return path.stat().st_mtime > since
    except OSError:
        return False
