"""A file system that forgets what was not synced: a power cut for tests.

Contents live in this process until fsync, which puts them into the backing folder, whole or not at all. Killing the
process is the power cut; the backing folder is what the disk held. Names (create, rename, unlink) are durable at once,
as are empty files. Lost folder entries, torn sectors and writes in another order are not modelled.

    python -m tests.support.lossyfs MOUNT BACKING
"""

import os
import sys
from pathlib import Path

from fuse import FUSE, Operations


class LossyFs(Operations):  # type: ignore[misc]  # fusepy has no types
    """Everything unsynced is in self.files, by path."""

    def __init__(self, backing: Path) -> None:
        self.backing = backing
        self.files: dict[str, bytearray] = {}

    def _disk(self, path: str) -> Path:
        return self.backing / path.lstrip("/")

    def _file(self, path: str) -> bytearray:
        if path not in self.files:
            self.files[path] = bytearray(self._disk(path).read_bytes())
        return self.files[path]

    def getattr(self, path, fh=None):
        status = self._disk(path).lstat()
        names = ("st_mode", "st_nlink", "st_uid", "st_gid", "st_atime", "st_mtime", "st_ctime", "st_size")
        found = {name: getattr(status, name) for name in names}
        if path in self.files:
            found["st_size"] = len(self.files[path])
        return found

    def statfs(self, path):
        status = os.statvfs(self.backing)
        names = (
            "f_bavail",
            "f_bfree",
            "f_blocks",
            "f_bsize",
            "f_favail",
            "f_ffree",
            "f_files",
            "f_frsize",
            "f_namemax",
        )
        return {name: getattr(status, name) for name in names}

    def readdir(self, path, fh):
        return [".", "..", *(entry.name for entry in self._disk(path).iterdir())]

    def create(self, path, mode, fi=None):
        os.close(os.open(self._disk(path), os.O_CREAT | os.O_WRONLY, mode))
        self.files[path] = bytearray()
        return 0

    def open(self, path, flags):
        self._file(path)
        return 0

    def read(self, path, size, offset, fh):
        return bytes(self._file(path)[offset : offset + size])

    def write(self, path, data, offset, fh):
        file = self._file(path)
        if len(file) < offset:
            file.extend(bytes(offset - len(file)))
        file[offset : offset + len(data)] = data
        return len(data)

    def truncate(self, path, length, fh=None):
        file = self._file(path)
        del file[length:]
        file.extend(bytes(length - len(file)))

    def fsync(self, path, datasync, fh):
        # Whole or not at all: a cut in the middle must not take what was synced before.
        temporary = self.backing.with_name("syncing")
        temporary.write_bytes(self._file(path))
        temporary.chmod(self._disk(path).stat().st_mode)
        temporary.replace(self._disk(path))

    def fsyncdir(self, path, datasync, fh):
        return 0

    def rename(self, old, new):
        self._disk(old).rename(self._disk(new))
        if old in self.files:
            self.files[new] = self.files.pop(old)
        else:
            self.files.pop(new, None)

    def unlink(self, path):
        self._disk(path).unlink()
        self.files.pop(path, None)

    def mkdir(self, path, mode):
        self._disk(path).mkdir(mode)

    def rmdir(self, path):
        self._disk(path).rmdir()

    def chmod(self, path, mode):
        self._disk(path).chmod(mode)

    def utimens(self, path, times=None):
        return 0


if __name__ == "__main__":
    # Entries are not cached by the kernel, so that what it sees is what this process holds.
    FUSE(LossyFs(Path(sys.argv[2])), sys.argv[1], foreground=True, nothreads=True, attr_timeout=0, entry_timeout=0)
