"""Many new rows of a table in one statement, past the ORM: for the one path on which its cost decides.

A row is a mapping of the model's attribute names to values; what it leaves out has the field's own default. Columns,
their types and how a value is written are those of the models, so that a column added there is written here too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count as count_from
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Model

from sync.portal.registry import quick

Row = Mapping[str, Any]
_Dump = Callable[[Any], Any]
_Computed = tuple[tuple[str, str], ...]
# Rows of one statement. A few fixed numbers, so that the server has read every statement before.
_SIZES = (64, 16, 4, 1)
_JSON = json.JSONEncoder(ensure_ascii=False)


def insert(model: type[Model], rows: Sequence[Row], computed: _Computed = ()) -> None:
    """Insert all of them. Call inside a transaction. Raises IntegrityError, and then none is there.

    computed: (column, SQL) of what the server works out in place of the rows' own values; on PostgreSQL only.
    """
    if rows:
        _insert(model, rows, new_only=False, computed=computed)


def insert_new(model: type[Model], rows: Sequence[Row]) -> list[bool]:
    """Insert those whose unique values nobody has taken; for each of them whether it was inserted.

    Waits for other transactions that are about to insert the same. Call inside a transaction.
    """
    return _insert(model, rows, new_only=True) if rows else []


def _insert(model: type[Model], rows: Sequence[Row], *, new_only: bool, computed: _Computed = ()) -> list[bool]:
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors:
        if quick.on_postgresql():
            return _on_postgresql(model, rows, new_only=new_only, computed=computed)
        return _one_by_one(database, model, rows, new_only=new_only)


def _on_postgresql(model: type[Model], rows: Sequence[Row], *, new_only: bool, computed: _Computed) -> list[bool]:
    """Values travel beside the statement, as texts: their types, and so the statement, are the same each time."""
    dumps, there, cursor = _dumps(model, computed), set[tuple[Any, ...]](), quick.cursor()
    for some in _pieces(rows):
        values = [dump(row.get(name, default)) for row in some for name, dump, default in dumps]
        cursor.execute(_statement(model, len(some), computed, new_only=new_only), values, prepare=True)
        if new_only:
            there.update(tuple(found) for found in cursor.fetchall())
    key = [field.attname for field in model._meta.pk_fields]
    return [tuple(row[name] for name in key) in there for row in rows] if new_only else []


def _pieces(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    begin = 0
    while begin < len(rows):
        size = next(size for size in _SIZES if size <= len(rows) - begin)
        yield rows[begin : begin + size]
        begin += size


def _one_by_one(database: Any, model: type[Model], rows: Sequence[Row], *, new_only: bool) -> list[bool]:
    """SQLite: a statement is a call into its library, so nothing is gained by making it longer."""
    dumps, statement = _sqlite_dumps(model), _sqlite_statement(model, new_only=new_only)
    execute = database.connection.execute
    return [
        execute(statement, [dump(row.get(name, default)) for name, dump, default in dumps]).rowcount == 1
        for row in rows
    ]


def _quoted(fields: "Iterable[models.Field[Any, Any]]") -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


@lru_cache(maxsize=16)
def _sqlite_statement(model: type[Model], *, new_only: bool) -> str:
    fields = model._meta.concrete_fields
    marks = ", ".join("?" * len(fields))
    # The names are the models' own.
    statement = f"INSERT INTO {model._meta.db_table} ({_quoted(fields)}) VALUES ({marks})"  # noqa: S608
    return statement + (" ON CONFLICT DO NOTHING" if new_only else "")


@lru_cache(maxsize=64)
def _statement(model: type[Model], count: int, computed: _Computed, *, new_only: bool) -> bytes:
    fields, worked_out = model._meta.concrete_fields, dict(computed)
    number = count_from(1)
    values = ", ".join(
        "(" + ", ".join(worked_out.get(field.attname) or f"${next(number)}" for field in fields) + ")"
        for _ in range(count)
    )
    statement = f"INSERT INTO {model._meta.db_table} ({_quoted(fields)}) VALUES {values}"  # noqa: S608 - as above
    if new_only:
        statement += f" ON CONFLICT DO NOTHING RETURNING {_quoted(model._meta.pk_fields)}"
    return statement.encode()


@lru_cache(maxsize=16)
def _dumps(model: type[Model], computed: _Computed) -> list[tuple[str, _Dump, Any]]:
    """For PostgreSQL: each attribute, how its value is written, and its default."""
    names = {name for name, _ in computed}
    return [
        (field.attname, _dump(field), field.get_default())
        for field in model._meta.concrete_fields
        if field.attname not in names
    ]


def _dump(field: "models.Field[Any, Any]") -> _Dump:
    if isinstance(field, models.BinaryField):
        return bytes
    return _JSON.encode if isinstance(field, models.JSONField) else _text


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=16)
def _sqlite_dumps(model: type[Model]) -> list[tuple[str, _Dump, Any]]:
    return [(field.attname, _sqlite_dump(field), field.get_default()) for field in model._meta.concrete_fields]


def _sqlite_dump(field: "models.Field[Any, Any]") -> _Dump:
    """What the ORM makes of a value; the ORM itself for kinds of fields that are not named here."""
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.CharField | models.TextField | models.IntegerField | models.BinaryField):
        return _as_it_is
    if isinstance(kind, models.UUIDField):
        return _hex
    if isinstance(kind, models.DateTimeField):
        return _moment
    return lambda value: field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: Any) -> str | None:
    return None if value is None else str(value.hex)


def _moment(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))
