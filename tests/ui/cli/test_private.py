"""A command that touches residents' data leaves nothing that another user, or a crash, could read."""

import subprocess
import sys
from pathlib import Path

_CHILD = """
import argparse, ctypes, os, resource, sys
from pathlib import Path
from ui.cli import common, portal_place

os.umask(0)
folder = Path(sys.argv[1])
if sys.argv[2] == "kiosk":
    made = common.home_of(argparse.Namespace(home=folder))
else:
    made = portal_place.place(argparse.Namespace(data=folder, database=""))[1]
(made / "file").write_text("x")
child = os.popen("ulimit -c").read().strip()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), child)
print(oct(made.stat().st_mode & 0o777), oct((made / "file").stat().st_mode & 0o777))
"""


def _of(what: str, folder: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", _CHILD, str(folder), what], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_neither_memory_nor_files_of_a_kiosk_are_for_others(tmp_path: Path) -> None:
    assert _of("kiosk", tmp_path / "kiosk") == ["0 (0, 0) 0", "0o700 0o600"]


def test_neither_memory_nor_files_of_a_portal_are_for_others(tmp_path: Path) -> None:
    assert _of("portal", tmp_path / "portal") == ["0 (0, 0) 0", "0o700 0o600"]
