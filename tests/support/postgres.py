"""A PostgreSQL cluster of its own, on a Unix socket in a temporary folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.support import portal_tables

_TEMPLATE = "tables"


def _binary(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, of the newest version there is."""
    found = _binary(name)
    assert found is not None, f"{name} is not installed"
    return found


def is_there() -> bool:
    """Whether this machine has PostgreSQL's server."""
    return _binary("initdb") is not None and _binary("pg_ctl") is not None


@dataclass(frozen=True)
class Cluster:
    """A running one. folder holds its socket."""

    folder: Path
    user: str

    def url(self, database: str = "postgres") -> str:
        """How to reach a database of it."""
        return f"postgres://{self.user}@{quote(str(self.folder), safe='')}/{database}"

    @property
    def process(self) -> int:
        """The number of the process whose children serve connections."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def new_database(self, name: str, *, empty: bool = False) -> str:
        """A database with an empty portal's tables, or with nothing; returns its URL."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            if empty:
                connection.execute(f'CREATE DATABASE "{name}"')
                return self.url(name)
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone()
            if there is None:
                portal_tables.migrate(self.new_database(_TEMPLATE, empty=True))
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {_TEMPLATE}')
        return self.url(name)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start one; stopped and deleted afterwards.

    PostgreSQL refuses to run as root, so then it runs as the user postgres.
    """
    # Not pytest's folder: its path is longer than a Unix socket's may be, and closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    root = os.geteuid() == 0
    become = ["runuser", "-u", "postgres", "--"] if root else []
    user = "postgres" if root else Path.home().owner()
    if root:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        subprocess.run([*become, *command], check=True, capture_output=True, cwd="/")

    data = folder / "data"
    initdb, control = _binary("initdb"), _binary("pg_ctl")
    assert initdb is not None
    assert control is not None
    try:
        run(initdb, "-D", str(data), "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {folder} -c listen_addresses='' -c max_connections=100"
        run(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield Cluster(folder, user)
        finally:
            run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
