"""The audit: what was done to which dossier and when, append-only and chained by hashes.

It names dossiers by their id and holds no personal data, so it outlives them. Triggers refuse changes; the chain shows
one that was made around them. Every function takes the database and joins the caller's transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from kiosk.store.driver import Database
from sync.protocol.encoding import canonical_json, to_instant


def record(
    db: Database, at: datetime, event: str, dossier: UUID | None = None, data: Mapping[str, object] | None = None
) -> None:
    """Append one row. data: whole numbers and words of the program, never of a resident."""
    row = (to_instant(at), str(dossier or ""), event, canonical_json(dict(data or {})).decode())
    last = db.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    db.execute(
        "INSERT INTO audit (at, dossier, event, data, hash) VALUES (?, ?, ?, ?, ?)",
        [*row, chained(last[0] if last else "", row)],
    )


def first_broken(db: Database) -> int | None:
    """seq of the first row that does not follow from the one before it; None when the chain is whole."""
    before = ""
    for seq, at, dossier, event, data, kept in db.execute("SELECT * FROM audit ORDER BY seq").fetchall():
        if kept != chained(before, (at, dossier, event, data)):
            return int(seq)
        before = kept
    return None


def chained(before: str, row: tuple[str, str, str, str]) -> str:
    """The hash of a row (at, dossier, event, data) that follows the row with the hash before."""
    return sha256(canonical_json([before, *row])).hexdigest()
