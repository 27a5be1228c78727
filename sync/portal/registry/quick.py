"""Questions that every call of a kiosk asks, past the ORM's making of SQL, which costs several times the answer.

The server reads a statement once in each connection (PostgreSQL) or keeps it read (SQLite). A connection that has
broken since it was last used is noticed here by the question itself, which is then asked once more on a new one: so
it need not be tried before each request.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Field, Model

_M = TypeVar("_M", bound=Model)
_Row = tuple[Any, ...]


def first(statement: str, values: Sequence[Any]) -> _Row | None:
    """The first row, as the database gives it; %s stands for each value. Only for statements that change nothing."""
    rows = _asked(statement, values)
    return rows[0] if rows else None


def of(model: type[_M], rest: str, values: Sequence[Any]) -> list[_M]:
    """Rows of a model's table, as the ORM would give them. rest: what follows the table's name; %s for each value."""
    select, attributes, converted = _plan(model)
    rows = _asked(f"{select} {rest}", values)
    if not converted:
        return [model.from_db("default", attributes, row) for row in rows]
    found = []
    for row in rows:
        known = list(row)
        for place, field, convert in converted:
            known[place] = convert(known[place], field, connection)
        found.append(model.from_db("default", attributes, known))
    return found


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
    connection.health_check_done = True  # type: ignore[attr-defined] # django-stubs lacks it
    try:
        return _run(statement, values)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _run(statement, values)


def _run(statement: str, values: Sequence[Any]) -> list[_Row]:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            import psycopg

            with psycopg.Cursor(connection.connection) as cursor:
                return cursor.execute(statement.encode(), values, prepare=True).fetchall()
        plain = [value.hex if isinstance(value, UUID) else value for value in values]  # as its columns have them
        return list(connection.connection.execute(statement.replace("%s", "?"), plain))
