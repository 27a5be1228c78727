"""A damaged SQLCipher file made readable wherever its pages are whole.

Every page of SQLCipher carries a MAC over itself and its number, so a page either is what was written or is known to be
bad. One bad page makes the driver refuse all that is read after it, though. So the bad ones are replaced, in a scratch
file, by empty pages that were encrypted under the same key and salt: SQLite then says "malformed" for what hung on
them, and reads the rest. Where the list of tables is among what is bad, a copy gives these pages: where tables begin
never changes. The damaged file itself is only read.

File formats: https://www.sqlite.org/fileformat2.html (page 1, the write-ahead log), SQLCipher 4 with its defaults.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.store.driver import Database, DatabaseError, connect_raw
from kiosk.store.files import write_whole

PAGE = 4096
SALT = 16
_FRAME_HEADER, _WAL_HEADER = 24, 32
_WAL_MAGIC = 0x377F0682  # the lowest bit says: checksums are big-endian
_FAILED = re.compile(r"page (\d+)\b")
# 512 MiB: a kiosk's store has a few MiB, and a blob has an end.
_MOST_PAGES = 1 << 17
# Bad pages of which it is tried whether the list of tables hangs on them; it lies near the beginning.
_MOST_TRIED = 200


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a file. pages: how many it has; bad: how many of them are not what was written."""

    pages: int
    bad: int
    first_page: bool

    @property
    def hopeless(self) -> bool:
        """Nothing at all can be read."""
        return self.bad >= self.pages


def make_readable(
    damaged: Path, key: bytes, scratch: Path, *, salt: bytes | None, copy: Path | None
) -> tuple[Database | None, Damage]:
    """A database over what is whole of a damaged file, and how much that is; None when nothing can be read.

    damaged: its log (-wal) beside it is heeded. scratch: a private folder for files that are as encrypted as the store.
    salt: the file's salt as it was noted at the last start, for the case that the first bytes are bad. copy: a whole
    copy of the store, which gives the first page when that is bad. Raises OSError.
    """
    data = _with_log(damaged)
    data += bytes(-len(data) % PAGE)
    pages = len(data) // PAGE
    found, bad = _best_salt(data, key, scratch, [bytes(data[:SALT]), *([salt] if salt else [])])
    damage = Damage(pages, len(bad), 1 in bad)
    if not pages or damage.hopeless or (damage.first_page and copy is None):
        return None, damage
    splice = _Splice(data, bad, key, found, scratch, copy)
    # A cut file says in its first page how many pages it had; empty ones are put where they were.
    for times in (1, 2, 4, 8):
        if pages * times <= _MOST_PAGES and (db := splice.make(pages * times)) is not None:
            return db, damage
    return None, damage


@dataclass(slots=True)
class _Splice:
    """Whole pages of a damaged file, empty ones for the rest, and where tables begin as the copy has it."""

    data: bytearray
    bad: set[int]
    key: bytes
    salt: bytes
    scratch: Path
    copy: Path | None

    def make(self, pages: int) -> Database | None:
        """A database of at least so many pages; None when its list of tables cannot be read."""
        donor = bytearray() if self.copy is None else self._donor(self.copy, pages)
        blank = self._blank(max(pages, len(donor) // PAGE))
        patched = bytearray(blank)
        for number in range(1, len(self.data) // PAGE + 1):
            if number not in self.bad:
                _put(patched, number, self.data)
        if 1 in self.bad:
            _put(patched, 1, donor)
        patched[:SALT] = self.salt
        db = self._opened(patched)
        if db is not None or not donor:
            return db
        for number in sorted(self.bad - {1})[:_MOST_TRIED]:
            if number * PAGE <= len(donor) and self._lists_tables(donor, number, blank):
                _put(patched, number, donor)
        return self._opened(patched)

    def _lists_tables(self, donor: bytearray, number: int, blank: bytes) -> bool:
        """Whether the list of tables hangs on this page of the copy: it does when without it there is none."""
        without = bytearray(donor)
        _put(without, number, blank)
        db = self._opened(without)
        if db is not None:
            db.conn.close()
        return db is None

    def _opened(self, content: bytearray) -> Database | None:
        path = self.scratch / "readable.db"
        write_whole(path, bytes(content))
        connection = connect_raw(path, self.key, self.salt)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except DatabaseError:
            connection.close()
            return None
        return Database(connection)

    def _blank(self, pages: int) -> bytes:
        """A file of at least so many pages under this key and salt, with nothing in them."""
        path = self.scratch / "blank.db"
        path.unlink(missing_ok=True)
        connection = connect_raw(path, self.key, self.salt)
        try:
            _quick(connection)
            connection.execute("CREATE TABLE blank (v)")
            connection.execute("INSERT INTO blank VALUES (zeroblob(?))", [pages * PAGE])
            connection.execute("DELETE FROM blank")
        finally:
            connection.close()
        return path.read_bytes()

    def _donor(self, copy: Path, pages: int) -> bytearray:
        """The copy, encrypted as the damaged file is and grown to so many pages, so that its first page fits."""
        path = self.scratch / "donor.db"
        path.unlink(missing_ok=True)
        connection = connect_raw(path, self.key, self.salt)
        try:
            source = connect_raw(copy, self.key)
            try:
                source.backup(connection)
            finally:
                source.close()
            _quick(connection)
            # Into a table that is there: a new one would change the list of tables.
            insert = "INSERT INTO setting (name, value) VALUES ('grown', hex(zeroblob(?)))"
            connection.execute(insert, [pages * PAGE // 2])
        finally:
            connection.close()
        return bytearray(path.read_bytes())


def _put(content: bytearray, number: int, source: bytes | bytearray) -> None:
    content[(number - 1) * PAGE : number * PAGE] = source[(number - 1) * PAGE : number * PAGE]


def _quick(connection: Any) -> None:
    """A scratch file: what is deleted is overwritten, and nothing has to outlive a power cut."""
    connection.execute("PRAGMA journal_mode = OFF").fetchone()
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA secure_delete = ON").fetchone()


def _best_salt(data: bytearray, key: bytes, scratch: Path, salts: list[bytes]) -> tuple[bytes, set[int]]:
    """The salt under which fewest pages are bad, and these pages."""
    path = scratch / "checked.db"
    best: tuple[bytes, set[int]] | None = None
    for salt in dict.fromkeys(salts):
        write_whole(path, salt + bytes(data[SALT:]))
        connection = connect_raw(path, key, salt)
        try:
            lines = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
        finally:
            connection.close()
        bad = {int(number) for line in lines for number in _FAILED.findall(line)}
        if best is None or len(bad) < len(best[1]):
            best = salt, bad
    path.unlink(missing_ok=True)
    return best if best is not None else (b"", set())


def _with_log(damaged: Path) -> bytearray:
    """The bytes of the file with every whole transaction of its log in place."""
    data = bytearray(damaged.read_bytes())
    data += bytes(-len(data) % PAGE)
    log = Path(f"{damaged}-wal")
    if not log.is_file():
        return data
    pending: list[tuple[int, bytes]] = []
    for number, pages_after, page in _frames(log.read_bytes()):
        pending.append((number, page))
        if not pages_after:
            continue
        for place, content in pending:
            end = place * PAGE
            if end > len(data):
                data += bytes(end - len(data))
            data[end - PAGE : end] = content
        pending = []
    return data


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(page number, pages of the file after this commit or 0, page) for each frame whose checksum fits, in order."""
    if len(log) < _WAL_HEADER:
        return
    magic, _, size, _, salt1, salt2 = struct.unpack(">6I", log[:24])
    if magic & ~1 != _WAL_MAGIC or size != PAGE:
        return
    order = ">" if magic & 1 else "<"
    state = _checksum(log[:24], (0, 0), order)
    if state != struct.unpack(">2I", log[24:32]):
        return
    for start in range(_WAL_HEADER, len(log) - _FRAME_HEADER - PAGE + 1, _FRAME_HEADER + PAGE):
        header = log[start : start + _FRAME_HEADER]
        number, after, *marks = struct.unpack(">6I", header)
        page = log[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE]
        state = _checksum(header[:8], state, order)
        state = _checksum(page, state, order)
        if marks != [salt1, salt2, *state] or not 0 < number <= _MOST_PAGES:
            return
        yield number, after, page


def _checksum(data: bytes, state: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's checksum of its log, over pairs of 32-bit words (fileformat2, 4.2)."""
    first, second = state
    for one, two in struct.iter_unpack(f"{order}2I", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second
