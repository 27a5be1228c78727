"""A disk that is full, for a process that writes into one folder: a real one where the system allows it.

A file system of its own (tmpfs in a mount namespace of this process, so nothing is left behind and other programs see
none of it), shrunk to what is used: every write that needs room fails with ENOSPC. It takes root, or a system that lets
users have namespaces. Elsewhere a limit on the length of files (RLIMIT_FSIZE): every write beyond it fails with EFBIG.
"""

import ctypes
import os
import resource
import shutil
from pathlib import Path

_NEW_MOUNTS, _NEW_USER = 0x20000, 0x10000000
_NO_SUID, _NO_DEVICES, _REMOUNT, _RECURSIVE, _PRIVATE = 2, 4, 32, 0x4000, 0x40000
_ROOMY = "90%"
_TRIES = 1000


class NotAllowed(OSError):
    """This process may not have a file system of its own."""


class SmallDisk:
    """A file system of its own in folder, which exists and is empty. Call it before any thread is started.

    Raises NotAllowed.
    """

    kind = "a file system of its own"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _own_mounts()
        _mount("tmpfs", folder, "tmpfs", _NO_SUID | _NO_DEVICES, f"size={_ROOMY},mode=0700")

    def fill(self, process: int) -> None:  # noqa: ARG002 - the other kind needs it
        """Not a page more from now on."""
        for tries in range(_TRIES):
            status = os.statvfs(self._folder)
            size = (status.f_blocks - status.f_bfree) * status.f_frsize
            try:
                _mount(None, self._folder, None, _REMOUNT, f"size={size}")
            except NotAllowed:
                if tries == _TRIES - 1:
                    raise
                continue  # something was written meanwhile: it cannot be smaller than what is used
            return

    def empty(self, process: int) -> None:  # noqa: ARG002 - the other kind needs it
        """There is room again."""
        _mount(None, self._folder, None, _REMOUNT, f"size={_ROOMY}")

    def close(self) -> None:
        """Put what it held into the folder beneath it."""
        kept = self._folder.with_name(f"{self._folder.name}.kept")
        shutil.copytree(self._folder, kept)
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.umount2(os.fsencode(self._folder), 2) != 0:
            raise OSError(ctypes.get_errno(), "umount")
        self._folder.rmdir()
        kept.rename(self._folder)


class ShortFiles:
    """The same by a limit for one process of ours."""

    kind = "a limit on the length of files"

    def fill(self, process: int) -> None:
        """No file grows from now on, as far as this process goes."""
        resource.prlimit(process, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    def empty(self, process: int) -> None:
        """There is room again."""
        resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def close(self) -> None:
        """Nothing is left behind."""


Room = SmallDisk | ShortFiles


def room_in(folder: Path) -> Room:
    """What this system allows."""
    try:
        return SmallDisk(folder)
    except NotAllowed:
        return ShortFiles()


def _own_mounts() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_NEW_MOUNTS | (_NEW_USER if user else 0)) != 0:
        raise NotAllowed(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    if user:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text)
    _mount(None, Path("/"), None, _RECURSIVE | _PRIVATE, None)


def _mount(source: str | None, target: Path, kind: str | None, flags: int, options: str | None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    source_, kind_, options_ = (None if text is None else text.encode() for text in (source, kind, options))
    if libc.mount(source_, os.fsencode(target), kind_, ctypes.c_ulong(flags), options_) != 0:
        raise NotAllowed(ctypes.get_errno(), f"mount: {os.strerror(ctypes.get_errno())}")
