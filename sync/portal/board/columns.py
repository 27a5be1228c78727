"""Local days and hours inside the database: Django's own functions for SQLite call Python for every row.

Vietnam has had one time all the year since 1975, so the distance to UTC is a constant.
"""

from typing import Any

from django.db.models import CharField, DateField, Func
from django.utils import timezone


def _distance() -> str:
    offset = timezone.localtime().utcoffset()
    return f"{int(offset.total_seconds()) if offset is not None else 0:+d} seconds"


class LocalHour(Func):
    """A moment as "2026-11-23 08"."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The times are texts in UTC there."""
        template = f"substr(datetime(%(expressions)s, '{_distance()}'), 1, 13)"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By the zone of the settings."""
        zone = timezone.get_default_timezone_name()
        template = f"to_char(%(expressions)s AT TIME ZONE '{zone}', 'YYYY-MM-DD HH24')"
        return self.as_sql(compiler, connection, template=template, **more)


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
