"""Local days and hours inside the database: Django's own functions for SQLite call Python for every row.

Vietnam has had one time all the year since 1975, so the distance to UTC is a constant, and whole hours.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, DateField, Func
from django.utils import timezone


def _distance() -> str:
    offset = timezone.localtime().utcoffset()
    return f"{int(offset.total_seconds()) if offset is not None else 0:+d} seconds"


class Hour(Func):
    """The hour of a moment, for grouping; local_hour reads it."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The times are texts in UTC there."""
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 13)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """In UTC too, whatever the server's zone."""
        template = "date_trunc('hour', %(expressions)s AT TIME ZONE 'UTC')"
        return self.as_sql(compiler, connection, template=template, **more)


def local_hour(hour: object) -> datetime:
    """The local time of what Hour gives: "2026-11-23 01", or with minutes and seconds."""
    return timezone.localtime(datetime.strptime(str(hour)[:13], "%Y-%m-%d %H").replace(tzinfo=UTC))


class LocalDay(Func):
    """The day of a moment, to be compared with a day."""

    arity = 1
    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """A text, as days are there."""
        template = f"date(%(expressions)s, '{_distance()}')"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By the zone of the settings."""
        template = f"(%(expressions)s AT TIME ZONE '{timezone.get_default_timezone_name()}')::date"
        return self.as_sql(compiler, connection, template=template, **more)
