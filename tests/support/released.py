"""What earlier releases left behind (see record_release.py), and bringing it up to today's tables."""

import base64
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

_ROOT = Path(__file__).parents[2]
PORTALS = _ROOT / "tests" / "sync" / "portal" / "released"
STORES = _ROOT / "tests" / "kiosk" / "store" / "released"
Rows = dict[str, list[dict[str, Any]]]
# One process for all of them: starting Django takes longer than moving a small database on.
_MIGRATE_ALL = """
import sys
from pathlib import Path
from sync.portal import server
from sync.portal.options import Options
server.configure(Options(Path(sys.argv[1]), database=sys.argv[2]))
from django.db import connection
for name in sys.argv[3:]:
    connection.close()
    connection.settings_dict["NAME"] = name
    server._prepare()  # all that a portal does at its start
connection.close()
"""


@dataclass(frozen=True)
class Left:
    """A portal's database and folder as a release left them. story: what the release itself said about them."""

    folder: Path

    @property
    def story(self) -> dict[str, Any]:
        """See record_release.py."""
        told: dict[str, Any] = json.loads((self.folder / "story.json").read_text())
        return told

    @property
    def dump(self) -> str:
        """SQL that makes the database."""
        name = "database.sql" if (self.folder / "database.sql").exists() else "store.sql"
        return (self.folder / name).read_text()

    def put_files(self, data: Path) -> None:
        """Keys, secrets and attachments."""
        for name, content in self.story["files"].items():
            path = data / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(content))
            path.chmod(0o600)


def portals(engine: str) -> list[Left]:
    """Those on an engine ("sqlite", "postgresql"), oldest first."""
    return [Left(folder) for folder in sorted(PORTALS.glob(f"*-{engine}"))]


def releases() -> list[str]:
    """Their names, oldest first: the newest migration of the portal that each had."""
    return sorted({folder.name.partition("-")[0] for folder in PORTALS.iterdir()})


def load(left: Left, database: str) -> None:
    """Fill an empty database. database: a path, or a postgres://… URL."""
    with opened(database) as connection:
        if isinstance(connection, sqlite3.Connection):
            connection.executescript(left.dump)
        else:
            connection.execute(left.dump.encode())


@contextmanager
def opened(database: str) -> "Iterator[sqlite3.Connection | psycopg.Connection[Any]]":
    """A connection for a look from outside, committed at the end."""
    if database.startswith("postgres"):
        with psycopg.connect(database) as server:
            yield server
        return
    with closing(sqlite3.connect(database, timeout=20)) as file, file:
        yield file


def change(database: str, statement: str) -> None:
    """Straight into a database, past the program."""
    with opened(database) as connection:
        if isinstance(connection, sqlite3.Connection):
            connection.execute(statement)
        else:
            connection.execute(statement.encode())


def migrate_all(databases: Sequence[str]) -> None:
    """Today's migrations, on databases of one engine."""
    server = databases[0].startswith("postgres")
    url = databases[0] if server else f"sqlite:///{databases[0]}"
    names = [each.rpartition("/")[2] for each in databases] if server else list(databases)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _MIGRATE_ALL, folder, url, *names]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


def rows_of(database: str) -> Rows:
    """Every row of the portal's own tables."""
    with opened(database) as connection:
        if isinstance(connection, sqlite3.Connection):
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        else:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {name: _rows(connection, name) for (name,) in tables if name.startswith("registry_")}


def _rows(connection: "sqlite3.Connection | psycopg.Connection[Any]", table: str) -> list[dict[str, Any]]:
    asked = f'SELECT * FROM "{table}"'
    if isinstance(connection, sqlite3.Connection):
        file = connection.execute(asked)
        return [dict(zip([column[0] for column in file.description], row, strict=True)) for row in file.fetchall()]
    found = connection.execute(asked.encode())
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def shape_of(database: str) -> set[tuple[str, str, str]]:
    """Names of all columns, indexes and triggers, with the table or statement that they belong to."""
    with opened(database) as connection:
        if isinstance(connection, sqlite3.Connection):
            asked = (
                "SELECT 'column', m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
                "WHERE m.type = 'table' UNION SELECT type, tbl_name, name FROM sqlite_master "
                "WHERE type <> 'table' AND name NOT LIKE 'sqlite_%'"
            )
            return set(connection.execute(asked).fetchall())
        return set(
            connection.execute(
                "SELECT 'column', table_name::text, column_name || ' ' || data_type || ' ' || is_nullable "
                "FROM information_schema.columns WHERE table_schema = 'public' "
                "UNION SELECT 'index', tablename::text, indexdef FROM pg_indexes WHERE schemaname = 'public' "
                "UNION SELECT 'constraint', conrelid::regclass::text, contype::text || ' ' || conname::text "
                "FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
                "UNION SELECT 'trigger', tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
            ).fetchall()
        )
