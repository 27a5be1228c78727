"""Many new rows of a table in one statement, past the ORM: for the one path on which its cost decides.

Columns, their types and their values are those of the models, so that a column added there is written here too.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import Model

_Dump = Callable[[Any], Any]


def insert(rows: Sequence[Model]) -> None:
    """Insert all of them. Call inside a transaction. Raises IntegrityError, and then none is there."""
    if rows:
        _insert(rows, new_only=False)


def insert_new(rows: Sequence[Model]) -> list[bool]:
    """Insert those whose unique values nobody has taken; for each of them whether it was inserted.

    Waits for other transactions that are about to insert the same. Call inside a transaction.
    """
    return _insert(rows, new_only=True) if rows else []


def _insert(rows: Sequence[Model], *, new_only: bool) -> list[bool]:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return (_on_postgresql if connection.vendor == "postgresql" else _one_by_one)(rows, new_only=new_only)


def _on_postgresql(rows: Sequence[Model], *, new_only: bool) -> list[bool]:
    import psycopg

    statement, dumps, key = _statement(type(rows[0]), new_only=new_only)
    columns = [[dump(getattr(row, name)) for row in rows] for name, dump in dumps]
    raw: psycopg.Connection[Any] = connection.connection
    # Values travel beside the statement, which the server has to read only once in each connection.
    with psycopg.Cursor(raw) as cursor:
        cursor.execute(statement.encode(), columns, prepare=True)
        if not new_only:
            return []
        there = {tuple(found) for found in cursor.fetchall()}
    return [tuple(getattr(row, name) for name in key) in there for row in rows]


def _one_by_one(rows: Sequence[Model], *, new_only: bool) -> list[bool]:
    """SQLite: a statement is a call into its library, so nothing is gained by making it longer."""
    model = type(rows[0])
    fields = model._meta.concrete_fields
    marks = ", ".join("?" * len(fields))
    # The names are the models' own.
    statement = f"INSERT INTO {model._meta.db_table} ({_columns(model)}) VALUES ({marks})"  # noqa: S608
    statement += " ON CONFLICT DO NOTHING" if new_only else ""
    raw = connection.connection
    return [
        raw.execute(
            statement, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        ).rowcount
        == 1
        for row in rows
    ]


def _columns(model: type[Model]) -> str:
    return _quoted(model._meta.concrete_fields)


def _quoted(fields: "Iterable[models.Field[Any, Any]]") -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


@lru_cache(maxsize=32)
def _statement(model: type[Model], *, new_only: bool) -> tuple[str, list[tuple[str, _Dump]], list[str]]:
    """The statement with an array for each column, the columns' attributes, and those of the primary key."""
    fields = model._meta.concrete_fields
    arrays = ", ".join(f"{_mark(field)}::{_type(field)}[]" for field in fields)
    statement = f"INSERT INTO {model._meta.db_table} ({_columns(model)}) SELECT * FROM unnest({arrays})"  # noqa: S608
    key = [field.attname for field in model._meta.pk_fields]
    if new_only:
        statement += f" ON CONFLICT DO NOTHING RETURNING {_quoted(model._meta.pk_fields)}"
    return statement, [(field.attname, _dump(field)) for field in fields], key


def _type(field: "models.Field[Any, Any]") -> str:
    """Without the length: a cast would cut a text that is too long, where the column itself refuses it."""
    return str(field.db_type(connection)).partition("(")[0]


def _mark(field: "models.Field[Any, Any]") -> str:
    return "%b" if isinstance(field, models.BinaryField) else "%s"


def _dump(field: "models.Field[Any, Any]") -> _Dump:
    return _json if isinstance(field, models.JSONField) else _as_it_is


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_it_is(value: Any) -> Any:
    return value
