"""The power goes, and the disk has forgotten what was not synced: for one folder, on any Linux, without privileges.

The kernel reports every fsync of a process (seccomp user notification) and lets it wait; meanwhile what the file holds
is written down as being on the disk. A cut kills the process and puts into the folder what was written down. Of the
rest an arbitrary part has made it, as on a real disk: pages in any order, one of them torn at a sector, names without
contents. Metadata other than names and lengths counts as durable at once.

Looked at: LazyFS and our own FUSE file system (tests.support.lossyfs; both need /dev/fuse, and every write passes
through them), dm-flakey and dm-log-writes (a kernel with device mapper), a VFS of SQLite (sees the database, not the
attachments), libeatmydata (drops syncs, but the page cache survives).
"""

import contextlib
import ctypes
import fcntl
import os
import platform
import select
import shutil
import socket
import stat
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

PAGE, SECTOR = 4096, 512
# (architecture in a filter, fsync, fdatasync, seccomp), by machine
_CALLS = {"x86_64": (0xC000003E, 74, 75, 317), "aarch64": (0xC00000B7, 82, 83, 277)}
_NO_NEW_PRIVILEGES, _SET_FILTER, _IS_AVAILABLE, _NEW_LISTENER = 38, 1, 2, 8
_ALLOW, _REPORT = 0x7FFF0000, 0x7FC00000
_RECEIVE, _ANSWER = 0xC0502100, 0xC0182101
_RECEIVED, _ANSWERED = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_BEFORE, _AFTER = "before", "after"


class NotHere(OSError):
    """This machine's kernel does not report system calls to us."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def report_syncs(channel: int) -> None:
    """From now on whoever holds the other end of the socket is asked before each fsync of this process returns.

    channel: a file descriptor; it is closed. Threads and children made from now on are included. Raises NotHere.
    """
    with socket.socket(fileno=channel) as line:
        listener = _install()
        socket.send_fds(line, [b"1"], [listener])
        os.close(listener)


def possible() -> bool:
    """Whether the kernel of this machine can report syncs; nothing is changed by asking."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    libc, wanted = ctypes.CDLL(None), ctypes.c_uint32(_REPORT)
    answer: int = libc.syscall(_CALLS[platform.machine()][3], _IS_AVAILABLE, 0, ctypes.byref(wanted))
    return answer == 0


def _install() -> int:
    machine = _CALLS.get(platform.machine())
    if machine is None:
        raise NotHere(f"no numbers of system calls for {platform.machine()}")
    architecture, fsync, fdatasync, seccomp = machine
    # Load the architecture, then the number: 0x20 loads, 0x15 compares (steps if so, steps if not), 6 returns.
    steps = (
        *((0x20, 0, 0, 4), (0x15, 0, 3, architecture), (0x20, 0, 0, 0)),
        *((0x15, 2, 0, fsync), (0x15, 1, 0, fdatasync), (6, 0, 0, _ALLOW), (6, 0, 0, _REPORT)),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    listener: int = libc.syscall(seccomp, _SET_FILTER, _NEW_LISTENER, ctypes.byref(program))
    if listener < 0:
        raise NotHere(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return listener


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in a folder."""

    inode: int
    mode: int


class Disk:
    """What is on the disk of one folder for certain; files by inode, so that a rename takes its contents along.

    folder: exists. It is assumed to be durable as it is now.
    """

    def __init__(self, folder: Path, random: Random) -> None:
        self._folder = folder.resolve()
        # A second name for each file that is on the disk, so that the number of one that is gone is not given out anew.
        self._held = self._folder.with_name(f"{self._folder.name}.held")
        self._random = random
        self._files: dict[int, bytes] = {}
        self._names: dict[int, dict[str, _Entry]] = {}
        self._plug_in()

    def _plug_in(self) -> None:
        self._files, self._names = {}, {}
        shutil.rmtree(self._held, ignore_errors=True)
        self._held.mkdir(mode=0o700)
        for place, _, names in os.walk(self._folder):
            self._names[Path(place).stat().st_ino] = _listing(Path(place))
            for name in names:
                self._write_down(Path(place, name))

    def synced(self, handle: Path) -> bool:
        """What this open file or folder of the process holds is on the disk. False when it lies elsewhere.

        handle: its path in /proc.
        """
        if not handle.readlink().is_relative_to(self._folder):
            return False
        status = handle.stat()
        if stat.S_ISDIR(status.st_mode):
            self._names[status.st_ino] = _listing(handle)
        else:
            self._write_down(handle)
        return True

    def _write_down(self, file: Path) -> None:
        inode = file.stat().st_ino
        if inode not in self._files:
            with contextlib.suppress(FileNotFoundError):  # it was deleted while it was open
                os.link(file.resolve(), self._held / str(inode))
        self._files[inode] = file.read_bytes()

    def close(self) -> None:
        """Nothing but the folder is left."""
        shutil.rmtree(self._held, ignore_errors=True)

    def fail(self) -> None:
        """After the process died: the folder holds what the disk held, and an arbitrary part of the rest."""
        here = self._folder.stat()
        live = {path.stat().st_ino: path for path in (self._folder, *self._folder.rglob("*"))}
        made = self._folder.with_name(f"{self._folder.name}.after")
        self._put_back(made, _Entry(here.st_ino, here.st_mode), live)
        shutil.rmtree(self._folder)
        made.rename(self._folder)
        self._plug_in()

    def _put_back(self, path: Path, entry: _Entry, live: dict[int, Path]) -> None:
        there = live.get(entry.inode)
        if there is not None and stat.S_IFMT(there.stat().st_mode) != stat.S_IFMT(entry.mode):
            there = None  # the number of a folder that is gone
        if not stat.S_ISDIR(entry.mode):
            path.write_bytes(self._survivors(self._files.get(entry.inode, b""), there))
            path.chmod(stat.S_IMODE(entry.mode))
            return
        path.mkdir()
        names = self._names.get(entry.inode, {})
        if there is not None and self._random.random() < 0.5:
            names = _listing(there)
        for name, each in sorted(names.items()):
            self._put_back(path / name, each, live)
        path.chmod(stat.S_IMODE(entry.mode))

    def _survivors(self, durable: bytes, there: Path | None) -> bytes:
        """Pages that were written and not synced: none, all, or some of them, one torn."""
        newest = durable if there is None else there.read_bytes()
        if newest == durable:
            return durable
        odds, random = self._random.choice((0.0, 0.5, 1.0)), self._random
        kept = bytearray(durable)
        for begin in range(0, len(newest), PAGE):
            page = newest[begin : begin + PAGE]
            if page == durable[begin : begin + PAGE] or random.random() >= odds:
                continue
            if odds < 1 and random.random() < 0.1:
                page = page[: SECTOR * random.randrange(1, PAGE // SECTOR)]
            kept.extend(bytes(max(0, begin + len(page) - len(kept))))
            kept[begin : begin + len(page)] = page
        return bytes(kept) if odds < 1 else newest


def _listing(folder: Path) -> dict[str, _Entry]:
    with os.scandir(folder) as found:
        statuses = {each.name: each.stat(follow_symlinks=False) for each in found}
    return {name: _Entry(status.st_ino, status.st_mode) for name, status in statuses.items()}


class Supply:
    """The power of one machine, over as many starts as it has: answers its syncs, and goes away when it is planned.

    Attributes:
        cuts: how often the power has gone.
        syncs: how many were seen.
    """

    def __init__(self, folder: Path, random: Random, cuts_after: tuple[int, ...] = ()) -> None:
        """cuts_after: at which syncs the power goes, counted over all starts."""
        self._disk = Disk(folder, random)
        self._random = random
        self._cuts_after = sorted(cuts_after, reverse=True)
        self._thread: threading.Thread | None = None
        self._gone = False
        self.cuts = 0
        self.syncs = 0

    def switch_on(self, line: socket.socket, kill: Callable[[], None]) -> None:
        """The process that reports its syncs through `line` runs from now on. kill: SIGKILL, without waiting."""
        self._thread = threading.Thread(target=self._watch, args=(line, kill), name="power", daemon=True)
        self._thread.start()

    def settle(self) -> bool:
        """After the process ended: True when the power had gone. Then its folder holds what was left of it."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        gone, self._gone = self._gone, False
        if gone:
            self._disk.fail()
        return gone

    def close(self) -> None:
        """After the last start."""
        self._disk.close()

    def _watch(self, line: socket.socket, kill: Callable[[], None]) -> None:
        with line:
            handles = socket.recv_fds(line, 1, 1)[1]
        if not handles:
            return  # it ended before it began
        listener = handles[0]
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        try:
            while poll.poll()[0][1] & select.POLLIN:
                if not self._answer(listener):
                    self._gone = True
                    self.cuts += 1
                    kill()
                    return
        finally:
            os.close(listener)

    def _answer(self, listener: int) -> bool:
        """One sync; False when the power goes instead of an answer."""
        asked = bytearray(_RECEIVED.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, asked)
        except FileNotFoundError:
            return True  # it was killed meanwhile
        name, process, _, _, _, _, file, *_ = _RECEIVED.unpack(asked)
        self.syncs += 1
        moment = ""
        if self._cuts_after and self.syncs >= self._cuts_after[-1]:
            self._cuts_after.pop()
            moment = self._random.choice((_BEFORE, _AFTER))
        try:
            if moment != _BEFORE:
                self._disk.synced(Path(f"/proc/{process}/fd/{file}"))
            if not moment:
                fcntl.ioctl(listener, _ANSWER, bytearray(_ANSWERED.pack(name, 0, 0, 0)))
        except FileNotFoundError:
            return not moment
        return not moment
