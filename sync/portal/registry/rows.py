"""Many new rows of a table in one statement, past the ORM: for the one path on which its cost decides.

A row is a mapping of the model's attribute names to values; what it leaves out has the field's own default. Columns,
their types and how a value is written are those of the models, so that a column added there is written here too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
MOST = _SIZES[0]
_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to insert.

    to: (own column, column of the first table) that say which row of the first one a row belongs to. computed:
    (attribute, SQL) of what the server works out in place of the rows' own values.
    """

    model: type[Model]
    rows: Sequence[Row]
    to: tuple[tuple[str, str], ...] = ()
    computed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL, with %s for each value, without which nothing is inserted."""

    sql: str
    values: tuple[Any, ...]


def insert_new_with(first: Table, following: Sequence[Table], condition: Condition) -> list[bool]:
    """Insert those rows whose unique values nobody has taken, each with the ones that follow it; whether it was.

    PostgreSQL only. Waits for other transactions that are about to insert the same. Up to MOST rows are one statement,
    and so a transaction by themselves, on disk when this returns; more need one around them. Raises IntegrityError
    when one that follows cannot be inserted, and then none of its statement is there.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    tables = [first, *following]
    shape = _Shape(tuple((table.model, table.to, table.computed) for table in tables), condition.sql)
    writing = [(table.rows, _dumps(table.model, table.computed)) for table in tables]
    there, begin = set[tuple[Any, ...]](), 0
    with database.wrap_database_errors:
        for count in _counts(len(first.rows)):
            values = [*map(_text, condition.values)]
            for rows, dumps in writing:
                some = rows[begin : begin + count]
                values += [dump(row.get(name, default)) for row in some for name, dump, default in dumps]
            there.update(quick.cursor().execute(_statement(shape, count), values, prepare=True).fetchall())
            begin += count
    key = [field.attname for field in first.model._meta.pk_fields]
    return [tuple(row[name] for name in key) in there for row in first.rows]


def _counts(rows: int) -> Iterator[int]:
    while rows:
        count = next(size for size in _SIZES if size <= rows)
        yield count
        rows -= count


def insert_each(model: type[Model], rows: Sequence[Row], *, new_only: bool = False) -> list[bool]:
    """Insert rows on SQLite; for each whether it was. new_only: leave out those whose unique values are taken.

    Call inside a transaction. A statement is a call into SQLite's library: nothing is gained by a longer one. Raises
    IntegrityError.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    dumps, statement = _sqlite_dumps(model), _sqlite_statement(model, new_only=new_only)
    with database.wrap_database_errors:
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a statement is made from: model, to and computed of each table, and the condition."""

    tables: tuple[tuple[type[Model], tuple[tuple[str, str], ...], _Computed], ...]
    condition: str


@lru_cache(maxsize=16)
def _statement(shape: _Shape, count: int) -> bytes:
    """What follows is inserted from what the first part says that it has inserted.

    So the way to the server and back is made once, and not for each table and for the transaction around them.
    """
    number = count_from(1)
    pieces = shape.condition.split("%s")
    condition = pieces[0] + "".join(f"${next(number)}{piece}" for piece in pieces[1:])
    (model, _, computed), *following = shape.tables
    key = _quoted(model._meta.pk_fields)
    new = (
        f"INSERT INTO {model._meta.db_table} ({_quoted(model._meta.concrete_fields)})"  # noqa: S608
        f" SELECT * FROM (VALUES {_values(model, count, computed, number)}) AS given WHERE {condition}"
        f" ON CONFLICT DO NOTHING RETURNING {key}"
    )
    parts = [f"new AS ({new})"]
    for place, (model, to, computed) in enumerate(following):
        columns = _quoted(model._meta.concrete_fields)
        same = " AND ".join(f"given.{own} = new.{theirs}" for own, theirs in to)
        parts.append(
            f"after{place} AS (INSERT INTO {model._meta.db_table} ({columns}) SELECT given.* FROM"  # noqa: S608
            f" (VALUES {_values(model, count, computed, number)}) AS given ({columns}) JOIN new ON {same})"
        )
    return f"WITH {', '.join(parts)} SELECT {key} FROM new".encode()  # noqa: S608 - the names are the models' own


def _values(model: type[Model], count: int, computed: _Computed, number: Iterator[int]) -> str:
    """A value in such a list has no column to take its type from, so each is told its own."""
    worked_out = dict(computed)
    return ", ".join(
        "("
        + ", ".join(
            worked_out.get(field.attname) or f"${next(number)}::{_type(field)}" for field in model._meta.concrete_fields
        )
        + ")"
        for _ in range(count)
    )


def _type(field: "models.Field[Any, Any]") -> str:
    """Without its length: a cast would cut what is too long, where the column itself refuses it."""
    return str(field.db_type(connection)).partition("(")[0]


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
