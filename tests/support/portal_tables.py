"""An empty portal's tables, made once: every portal of the tests begins with a copy, which saves seconds each time.

The copy has what ``migrate`` makes, and the index for searching; keys, secrets and the portal's own row are made by
each portal.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_MIGRATE = """
import sys
from pathlib import Path
from sync.portal import server
from sync.portal.options import Options
server.configure(Options(Path(sys.argv[1]), database=sys.argv[2]))
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from sync.portal.registry import searching
searching.ensure_index()
from django.db import connections
connections.close_all()  # the last one writes SQLite's log back
"""


def migrate(database: str) -> None:
    """The real migrations, on an empty database, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-c", _MIGRATE, folder, database], cwd=_ROOT, check=True, capture_output=True, timeout=300
        )


def sqlite_into(data: Path) -> None:
    """Put the tables into the data folder of a portal that has never run."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(_sqlite(), data / "portal.sqlite3")
    (data / "portal.sqlite3").chmod(0o600)


def _sqlite() -> Path:
    """Made by whichever process comes first, and kept until a migration changes."""
    folder = Path(tempfile.gettempdir()) / f"portal-tables-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    assert folder.stat().st_uid == os.getuid()
    made = folder / f"{_stamp()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=folder) as passing:
                migrate(f"sqlite:///{passing}/new.sqlite3")
                assert not (Path(passing) / "new.sqlite3-wal").exists()
                (Path(passing) / "new.sqlite3").replace(made)
    return made


def _stamp() -> str:
    digest = sha256(f"{version('django')} {version('django-otp')}".encode())
    portal = _ROOT / "sync" / "portal"
    for path in sorted([*portal.glob("*/migrations/*.py"), portal / "registry" / "searching.py"]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:24]
