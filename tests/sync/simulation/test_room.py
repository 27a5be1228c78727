"""The full disk of a simulation is a real one: nothing can be written until there is room again."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# In a process of its own, without threads: a mount belongs to the process that made it.
PROGRAM = """
import errno, os, sqlite3, sys
from pathlib import Path
from sync.simulation.room import NotAllowed, ShortFiles, SmallDisk

folder, kind = Path(sys.argv[1]), sys.argv[2]
try:
    room = SmallDisk(folder) if kind == "disk" else ShortFiles()
except NotAllowed:
    print("not allowed")
    sys.exit()
db = sqlite3.connect(folder / "db")
db.execute("PRAGMA journal_mode = WAL")
db.execute("CREATE TABLE t (x)")

def outcome(write):
    try:
        write()
    except OSError as error:
        return errno.errorcode[error.errno]
    except sqlite3.OperationalError as error:
        db.rollback()
        return str(error)
    return "written"

def insert():
    with db:
        db.execute("INSERT INTO t VALUES (zeroblob(200000))")

def file():
    (folder / "file").write_bytes(b"x" * 100_000)

print(outcome(file), outcome(insert))
room.fill(os.getpid())
print(outcome(lambda: (folder / "other").write_bytes(b"x" * 100_000)), outcome(insert))
room.empty(os.getpid())
print(outcome(file), outcome(insert), db.execute("SELECT count(*) FROM t").fetchone()[0])
db.close()
room.close()
print((folder / "file").stat().st_size)
"""


def said(folder, kind):
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), kind], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    if done.stdout == "not allowed\n":
        pytest.skip("this system does not let us have mounts of our own")
    return done.stdout.splitlines()


def test_a_file_system_of_its_own_is_full_and_its_contents_outlive_it(tmp_path):
    folder = tmp_path / "data"
    lines = said(folder, "disk")
    assert lines == ["written written", "ENOSPC database or disk is full", "written written 2", "100000"]
    assert (folder / "file").stat().st_size == 100_000
    assert str(folder) not in Path("/proc/self/mounts").read_text()


def test_without_leave_for_that_files_do_not_grow(tmp_path):
    lines = said(tmp_path / "data", "limit")
    assert lines == ["written written", f"{errno.errorcode[errno.EFBIG]} disk I/O error", "written written 2", "100000"]
