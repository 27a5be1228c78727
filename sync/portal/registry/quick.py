"""Questions that every call of a kiosk asks, past the ORM's making of SQL, which costs several times the answer.

The server reads a statement once in each connection (PostgreSQL) or keeps it read (SQLite). A connection that has
broken since it was last used is noticed here by the question itself, which is then asked once more on a new one: so
it need not be tried before each request.
"""

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections
from django.db.models import Field, Model

if TYPE_CHECKING:
    import psycopg

_M = TypeVar("_M", bound=Model)
_Row = tuple[Any, ...]
_of_thread = threading.local()


def first(statement: str, values: Sequence[Any]) -> _Row | None:
    """The first row, as the database gives it; %s stands for each value. Only for statements that change nothing."""
    rows = _asked(statement, values)
    return rows[0] if rows else None


def of(model: type[_M], rest: str, values: Sequence[Any]) -> list[_M]:
    """Rows of a model's table, as the ORM would give them. rest: what follows the table's name; %s for each value."""
    select, attributes, converted = _plan(model)
    rows = _asked(f"{select} {rest}", values)
    if not converted:
        return [model.from_db(DEFAULT_DB_ALIAS, attributes, row) for row in rows]
    found, database = [], connections[DEFAULT_DB_ALIAS]
    for row in rows:
        known = list(row)
        for place, field, convert in converted:
            known[place] = convert(known[place], field, database)
        found.append(model.from_db(DEFAULT_DB_ALIAS, attributes, known))
    return found


@lru_cache(maxsize=1)
def on_postgresql() -> bool:
    """Which of the two it is; a process has one database."""
    return bool(connections[DEFAULT_DB_ALIAS].vendor == "postgresql")


def cursor() -> "psycopg.RawCursor[Any]":
    """A cursor of this thread's connection to PostgreSQL that sends values beside the statement; do not close it.

    Statements are PostgreSQL's own, with $1, $2, …: nobody has to look through a long one for what stands for a value.
    """
    import psycopg

    raw = connections[DEFAULT_DB_ALIAS].connection
    known: psycopg.RawCursor[Any] | None = getattr(_of_thread, "cursor", None)
    if known is None or known.connection is not raw:
        known = _of_thread.cursor = psycopg.RawCursor(raw)
    return known


@lru_cache(maxsize=64)
def _numbered(statement: str) -> bytes:
    parts = statement.split("%s")
    return "".join(f"${number}{part}" if number else part for number, part in enumerate(parts)).encode()


@lru_cache(maxsize=16)
def _plan(model: type[Model]) -> tuple[str, list[str], list[tuple[int, Any, Any]]]:
    """The beginning of the statement, the attributes in its order, and what turns values of the database into theirs.

    A process has one database, so this is made once.
    """
    fields: Sequence[Field[Any, Any]] = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    converted = [
        (place, column, convert)
        for place, column in enumerate(field.cached_col for field in fields)
        for convert in [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    ]
    select = f"SELECT {names} FROM {connection.ops.quote_name(model._meta.db_table)}"  # noqa: S608 - the models' names
    return select, [field.attname for field in fields], converted


def _asked(statement: str, values: Sequence[Any]) -> list[_Row]:
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.health_check_done = True
    try:
        return _run(database, statement, values)
    except (OperationalError, InterfaceError):
        if database.in_atomic_block:
            raise
        database.close()
        return _run(database, statement, values)


def _run(database: Any, statement: str, values: Sequence[Any]) -> list[_Row]:
    database.ensure_connection()
    with database.wrap_database_errors:
        if on_postgresql():
            return cursor().execute(_numbered(statement), values, prepare=True).fetchall()
        plain = [value.hex if isinstance(value, UUID) else value for value in values]  # as its columns have them
        return list(database.connection.execute(statement.replace("%s", "?"), plain))
