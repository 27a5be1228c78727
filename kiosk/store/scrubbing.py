"""What was wiped here is wiped from the copies, too, the same day: a copy must not outlive a promise to a resident."""

import logging
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.store import backup
from kiosk.store.driver import Database, DriverError, connect_raw, open_encrypted
from kiosk.store.files import sync_file, sync_folder

_LOG = logging.getLogger(__name__)

# Dossiers that were given up, or whose retention is over: nothing of them can be read here any more.
_GONE = """
    SELECT id FROM dossier o
    WHERE NOT EXISTS (SELECT 1 FROM draft d WHERE d.dossier = o.id)
      AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.dossier = o.id AND r.draft_xml IS NOT NULL)
      AND (state IN ('withdrawn', 'expired') OR EXISTS (SELECT 1 FROM revision r WHERE r.dossier = o.id AND r.dropped))
"""
_LEFT = (
    "SELECT 1 FROM draft WHERE dossier IN (SELECT id FROM temp.gone)",
    "SELECT 1 FROM revision WHERE draft_xml IS NOT NULL AND dossier IN (SELECT id FROM temp.gone)",
    "SELECT 1 FROM paper WHERE dossier IN (SELECT id FROM temp.gone WHERE NOT papers)",
    "SELECT 1 FROM paper WHERE name <> '' AND dossier IN (SELECT id FROM temp.gone)",
    "SELECT 1 FROM outbox WHERE body IS NOT NULL AND dossier IN (SELECT id FROM temp.gone WHERE NOT bodies)",
    "SELECT 1 FROM correction WHERE sealed IS NOT NULL AND dossier IN (SELECT id FROM temp.gone WHERE NOT sealed)",
)
_WIPE = (
    "DELETE FROM draft WHERE dossier IN (SELECT id FROM temp.gone)",
    "UPDATE revision SET draft_xml = NULL, dropped = 1 WHERE dossier IN (SELECT id FROM temp.gone)",
    "DELETE FROM paper WHERE dossier IN (SELECT id FROM temp.gone WHERE NOT papers)",
    "UPDATE paper SET name = '' WHERE dossier IN (SELECT id FROM temp.gone)",
    "UPDATE outbox SET body = NULL WHERE dossier IN (SELECT id FROM temp.gone WHERE NOT bodies)",
    "UPDATE correction SET sealed = NULL, items = '[]' WHERE dossier IN (SELECT id FROM temp.gone WHERE NOT sealed)",
)


def scrub(db: Database, home: Path, key: bytes) -> int:
    """Wipe from the copies what was wiped from the store; returns how many copies were written anew.

    Runs on the database thread. A copy that cannot be read stays as it is: it is never restored either. Raises OSError.
    """
    gone = db.execute(
        f"SELECT id, EXISTS (SELECT 1 FROM paper WHERE dossier = id), "  # noqa: S608 - a constant above
        f"EXISTS (SELECT 1 FROM outbox WHERE dossier = id AND body IS NOT NULL), "
        f"EXISTS (SELECT 1 FROM correction WHERE dossier = id AND sealed IS NOT NULL) FROM ({_GONE})"
    ).fetchall()
    return sum(_scrubbed(copy, key, gone) for copy in backup.backups(home)) if gone else 0


def _scrubbed(copy: Path, key: bytes, gone: Sequence[Any]) -> bool:
    try:
        if not _holds(copy, key, gone):
            return False
        fresh = copy.with_name(f".{copy.name}.{secrets.token_hex(4)}.part")
        try:
            _write(copy, fresh, key, gone)
            fresh.replace(copy)
        finally:
            for sidecar in backup.SIDECARS:
                Path(f"{fresh}{sidecar}").unlink(missing_ok=True)
    except DriverError as error:
        _LOG.warning("the copy %s cannot be read: %s", copy.name, error)
        return False
    sync_folder(copy.parent)
    return True


def _holds(copy: Path, key: bytes, gone: Sequence[Any]) -> bool:
    connection = connect_raw(copy, key)
    try:
        _name(connection, gone)
        return any(connection.execute(f"SELECT EXISTS ({each})").fetchone()[0] for each in _LEFT)
    finally:
        connection.close()


def _write(copy: Path, fresh: Path, key: bytes, gone: Sequence[Any]) -> None:
    shutil.copyfile(copy, fresh)
    fresh.chmod(0o600)
    db = open_encrypted(fresh, key)
    try:
        _name(db.conn, gone)
        with db.atomic():
            for statement in _WIPE:
                db.execute(statement)
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
        backup.check(db, fresh)
    finally:
        db.conn.close()
    sync_file(fresh)


def _name(connection: Any, gone: Sequence[Any]) -> None:
    """The dossiers, and whether their papers' keys, sealed bytes and sealed corrections are still needed."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE gone (id TEXT PRIMARY KEY, papers INT, bodies INT, sealed INT)")
    connection.executemany("INSERT INTO temp.gone VALUES (?, ?, ?, ?)", [tuple(row) for row in gone])
