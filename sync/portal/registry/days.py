"""The working days that this portal counts in: those it gives its kiosks, so that no two days are promised for one."""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from forms.errors import KnowledgeError
from forms.knowledge import working_days
from forms.knowledge.working_days import Calendar, read_calendar

log = logging.getLogger("sync.portal")


def calendar() -> Calendar:
    """From knowledge/holidays.csv in the data folder; the program's where there is none, or it cannot be read."""
    path = Path(settings.DATA) / "knowledge" / working_days.FILE
    try:
        seen = path.stat()
    except OSError:
        return working_days.calendar()
    return _read(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> Calendar:  # noqa: ARG001 - the cache's key
    try:
        return read_calendar(path.read_bytes())
    except (KnowledgeError, OSError) as error:
        log.error("the days off are those of the program: %s", error)
        return working_days.calendar()
