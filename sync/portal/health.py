"""Whether this process of the portal can do its work, for whoever watches over it or spreads requests.

The answer names two parts and nothing else: no versions, no addresses, no figures. Strangers may ask it too, so what
costs something is looked at every few seconds at most, by one request at a time; the others get what was last seen.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from sync.portal.registry import blobs
from sync.portal.registry.models import Portal
from sync.portal.registry.storage import StorageUnusable

log = logging.getLogger("sync.portal")
FRESH = 3.0
_STALE = 30.0  # an answer that nobody could renew for so long says nothing any more
_PATIENCE = 3  # seconds for a database to take a connection


class _Watch:
    """One part and when it was last seen, in seconds of time.monotonic()."""

    def __init__(self, part: str, look: Callable[[], None], faults: tuple[type[Exception], ...]) -> None:
        self._part, self._look, self._faults = part, look, faults
        self._looking = threading.Lock()
        self._well = False
        self._at: float | None = None

    def well(self) -> bool:
        """Whether the part answered. Raises nothing that the part is known to raise."""
        if self._at is not None and time.monotonic() - self._at < FRESH:
            return self._well
        # Only at the first time is there nothing to say meanwhile.
        if not self._looking.acquire(timeout=_PATIENCE if self._at is None else 0):
            return self._well and self._at is not None and time.monotonic() - self._at < _STALE
        try:
            if self._at is None or time.monotonic() - self._at >= FRESH:
                self._renew()
            return self._well
        finally:
            self._looking.release()

    def _renew(self) -> None:
        fault: Exception | None = None
        try:
            self._look()
        except self._faults as error:
            fault = error
        if fault is not None and (self._well or self._at is None):
            log.error("health: %s fails (%s)", self._part, type(fault).__name__)
        elif fault is None and not self._well and self._at is not None:
            log.warning("health: %s is back", self._part)
        self._well = fault is None
        self._at = time.monotonic()


def _look_at_database() -> None:
    """Open it anew: connections that are kept would not notice that nobody else gets in. Raises what its driver does.

    SQLite is asked without Django, which would make an empty file where there is none; read-only, because the last
    connection to close would otherwise write the log back (see registry.checkpoint).
    """
    table = connection.ops.quote_name(Portal._meta.db_table)
    question = f"SELECT epoch FROM {table}"  # noqa: S608 - the name is ours
    if connection.vendor == "sqlite":
        path = Path(str(settings.DATABASES["default"]["NAME"])).absolute()
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as file:
            file.execute(question).fetchone()
        return
    other = connection.copy()
    other.settings_dict["OPTIONS"] = {"connect_timeout": _PATIENCE, **other.settings_dict["OPTIONS"]}
    try:
        with other.cursor() as cursor:
            cursor.execute(question)
            cursor.fetchone()
    finally:
        other.close()


_database = _Watch("database", _look_at_database, (Error, sqlite3.Error))
_attachments = _Watch("attachments", blobs.probe, (StorageUnusable, OSError))


@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 when database and attachments can be used, else 503; the body says which of them."""
    seen = {"database": _database.well(), "attachments": _attachments.well()}
    said = {part: "ok" if well else "fails" for part, well in seen.items()}
    return JsonResponse(said, status=200 if all(seen.values()) else 503)
