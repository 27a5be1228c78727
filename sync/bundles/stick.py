"""Files on a stick: written so that half a file is never taken for one, and read back from the stick itself."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sync.bundles.errors import StickUnwritable, Torn
from sync.folders import sync_folder

_BLOCK = 1 << 20
_TRIES = 2
Progress = Callable[[int, int], None]
"""Gets the bytes done and in all; what it raises ends the writing, and nothing is lost."""


class Steps:
    """Counts bytes for a Progress. whole: written and read back, so twice what is written."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def __call__(self, size: int) -> None:
        """So many more bytes are done."""
        self._done += size
        if self._progress is not None:
            self._progress(min(self._done, self._whole), self._whole)


@contextmanager
def said() -> Iterator[None]:
    """Turn what the system says of a stick into StickUnwritable."""
    try:
        yield
    except OSError as error:
        raise StickUnwritable(error.strerror or type(error).__name__) from error


def write(path: Path, source: BinaryIO, step: Callable[[int], None] | None = None) -> None:
    """A whole file under its name, or none; on the stick when this returns. step gets the bytes as they are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f"{path.name}.part")
    with passing.open("wb") as file:
        while block := source.read(_BLOCK):
            file.write(block)
            if step is not None:
                step(len(block))
        file.flush()
        os.fsync(file.fileno())
    passing.replace(path)
    sync_folder(path.parent)


def is_whole(path: Path, size: int, digest: str) -> bool:
    """Whether the stick holds these bytes: read from the stick, not from what the machine remembers of it."""
    try:
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            if os.fstat(file.fileno()).st_size != size:
                return False
            found = sha256()
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return False
    return found.hexdigest() == digest


def put(path: Path, name: str, size: int, source: Callable[[], BinaryIO], steps: Steps) -> None:
    """One file, read back from the stick; a second try before the stick is given up. name: the sha256.

    A file that is there already is not written again. Raises StickUnwritable, Torn.
    """
    if is_whole(path, size, name):
        steps(2 * size)
        return
    for _ in range(_TRIES):
        with said(), source() as file:
            write(path, file, steps)
        if is_whole(path, size, name):
            steps(size)
            return
    raise Torn("the stick does not give back what was written to it")


def put_bytes(path: Path, data: bytes) -> None:
    """The same for what is in memory: lists and answers, whose name is not their hash."""
    put(path, digest(data), len(data), lambda: BytesIO(data), Steps(None, 0))


def digest(data: bytes) -> str:
    """Lower-case hexadecimal sha256."""
    return sha256(data).hexdigest()


def read(path: Path, most: int) -> bytes:
    """At most so many bytes of a plain file; no link is followed. Raises Torn."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Torn(f"{path.name} cannot be read ({error.strerror})") from error
    if len(data) > most:
        raise Torn(f"{path.name} is larger than {most} bytes")
    return data
