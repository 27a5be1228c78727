"""Reading a table of which parts are gone: every row that is whole, and whether there may have been more."""

from dataclasses import dataclass
from typing import Any

from kiosk.store.driver import Database, DatabaseError

Row = dict[str, Any]
# Rows between two gaps are asked for one by one; beyond so many the middle is left out.
_MOST_PROBED = 200_000
# Where the end is not known: after so many rows that are not there, none is expected. A page holds some hundreds.
_GIVEN_UP = 1_000


@dataclass(frozen=True, slots=True)
class Table:
    """What could be read of a table, in the order in which it was written. whole: nothing of it is missing."""

    rows: tuple[Row, ...]
    whole: bool


NOTHING = Table((), whole=False)


def read(db: Database, name: str) -> Table:
    """The rows of a table by their rowid, forwards to the first gap, backwards to the last, and what lies between.

    An index is never used: it may be damaged where the table is not.
    """
    try:
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")').fetchall()]
    except DatabaseError:
        return NOTHING
    if not columns:
        return NOTHING
    listed = ", ".join(f'"{column}"' for column in columns)
    select = f'SELECT rowid, {listed} FROM "{name}" NOT INDEXED'  # noqa: S608 - names out of the schema itself
    first, ended = _scan(db, f"{select} ORDER BY rowid")
    if ended:
        return Table(_named(columns, first), whole=True)
    last, _ = _scan(db, f"{select} ORDER BY rowid DESC")
    between = _probe(db, f"{select} WHERE rowid = ?", first[-1][0] if first else 0, last[-1][0] if last else None)
    rows = {row[0]: row for row in [*first, *between, *last]}
    return Table(_named(columns, [rows[rowid] for rowid in sorted(rows)]), whole=False)


def _probe(db: Database, select: str, after: int, before: int | None) -> list[tuple[Any, ...]]:
    """The rows between two gaps, one by one. before: None when the end of the table cannot be read either."""
    rows: list[tuple[Any, ...]] = []
    missed = 0
    for rowid in range(after + 1, min(before or after + _MOST_PROBED, after + _MOST_PROBED)):
        found, _ = _scan(db, select, rowid)
        rows += found
        missed = 0 if found else missed + 1
        if before is None and missed > _GIVEN_UP:
            break
    return rows


def tables(db: Database) -> tuple[str, ...]:
    """The names of the tables, as far as they can be read."""
    found, _ = _scan(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return tuple(str(row[0]) for row in found)


def _scan(db: Database, select: str, *values: int) -> tuple[list[tuple[Any, ...]], bool]:
    """The rows up to the first that cannot be read, and whether that was all."""
    rows: list[tuple[Any, ...]] = []
    try:
        rows.extend(tuple(row) for row in db.execute(select, values))
    except DatabaseError:
        return rows, False
    return rows, True


def _named(columns: list[str], rows: list[tuple[Any, ...]]) -> tuple[Row, ...]:
    return tuple(dict(zip(columns, row[1:], strict=True)) for row in rows)
