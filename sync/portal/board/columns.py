"""Local days and hours inside the database: Django's own functions for SQLite call Python for every row.

Vietnam has had one time all the year since 1975, so the distance to UTC is a constant, and whole hours.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.models import BooleanField, CharField, Func
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


class After(Func):
    """Whether a moment is past the end of a local day: After(moment, day); null when one of them is."""

    arity = 2
    output_field = BooleanField(null=True)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Moments and days are texts there."""
        joined = f", '{_distance()}') > "
        return self.as_sql(compiler, connection, template="date(%(expressions)s", arg_joiner=joined, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The next day's beginning is worked out: to take each moment apart by a zone costs more than all the rest."""
        template = f"(%(expressions)s + 1)::timestamp AT TIME ZONE 'UTC') - interval '{_distance()}')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" >= ((", **more)
