"""The machine's health, told to the portal: what a technician far away needs to know, and nothing about a resident.

A report goes into the queue of notices when something changed that a person would act on, at most every few minutes,
and otherwise once an hour. Of those that have not gone only the newest is kept (sync.notices).
"""

import logging
import shutil
from collections import Counter
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.updates import CATALOGUE_SEEN
from kiosk.link import SyncStatus
from kiosk.printing import PrinterTrouble
from kiosk.store.driver import Database
from sync import outbox
from sync.protocol.encoding import from_instant

if TYPE_CHECKING:
    from kiosk.app import Kiosk

AT_MOST_EVERY = 300.0
AT_LEAST_EVERY = 3600.0
_MB = 1 << 20
_LOW_MB = 1024


class _Errors(logging.Handler):
    """Counts what was logged as a warning or worse, by the part of the program. Never keeps the words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.counts: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.counts[".".join(record.name.split(".")[:2])[:60]] += 1


class Health:
    """Used by the sync's thread only."""

    def __init__(self, kiosk: "Kiosk") -> None:
        self._kiosk = kiosk
        self._errors = _Errors()
        self._told_at: float | None = None
        self._told: tuple[Any, ...] = ()
        self._version = _version()

    def start(self) -> None:
        """Count what is logged from now on."""
        logging.getLogger().addHandler(self._errors)

    def stop(self) -> None:
        """Count no more."""
        logging.getLogger().removeHandler(self._errors)

    def look(self, status: SyncStatus, now: float) -> bool:
        """Queue a report when it is time; whether it did. now: monotonic seconds."""
        if self._told_at is not None and now - self._told_at < AT_MOST_EVERY:
            return False
        body = self._body(status)
        mark = _mark(body)
        if mark == self._told and self._told_at is not None and now - self._told_at < AT_LEAST_EVERY:
            return False
        self._told_at, self._told = now, mark
        self._errors.counts.clear()
        self._kiosk.notices.add("health", body)
        return True

    def _body(self, status: SyncStatus) -> dict[str, Any]:
        kiosk = self._kiosk
        oldest, catalogue = kiosk.store.call(_ages)
        now = kiosk.now()
        return {
            "version": self._version,
            "link": status.link.value,
            "waiting": status.unsent,
            "parked": status.parked,
            "attachments": status.attachments,
            "oldest_minutes": _minutes(now, oldest),
            "catalogue_minutes": _minutes(now, catalogue),
            "packs": len(kiosk.catalogue.packs()),
            "disk_free_mb": shutil.disk_usage(kiosk.home).free // _MB,
            "clock_offset_s": None if status.clock_offset is None else round(status.clock_offset.total_seconds()),
            "printer": self._printer(),
            "settings": kiosk.fleet.in_force,
            "errors": dict(self._errors.counts.most_common(20)),
        }

    def _printer(self) -> str:
        """ "ok", "none", "down", or the first trouble."""
        from kiosk.printing import PrintServiceDown

        try:
            queues = [each for each in self._kiosk.printing.printers() if not each.folder]
        except PrintServiceDown:
            return "down"
        troubled = [each.trouble for each in queues if each.trouble is not PrinterTrouble.NONE]
        return str(troubled[0].value) if troubled else "ok" if queues else "none"


def _ages(db: Database) -> tuple[str, str]:
    row = db.execute("SELECT coalesce(min(queued_at), '') FROM outbox WHERE state IN ('waiting', 'sending', 'unknown')")
    return str(row.fetchone()[0]), outbox.note(db, CATALOGUE_SEEN)


def _minutes(now: datetime, since: str) -> int | None:
    """Whole minutes, None when there is nothing. A clock that was set back does not make them negative."""
    return max(0, int((now - from_instant(since)).total_seconds() // 60)) if since else None


def _mark(body: dict[str, Any]) -> tuple[Any, ...]:
    """What a person would act on: counts by their order of magnitude, so that each dossier is no news."""
    scale = len(str(body["waiting"])) if body["waiting"] else 0
    clock = body["clock_offset_s"]
    return (
        *(body["version"], body["link"], body["printer"], scale, bool(body["parked"]), sorted(body["errors"])),
        *(body["disk_free_mb"] < _LOW_MB, None if clock is None else abs(clock) > 300, body["settings"]),
    )


def _version() -> str:
    try:
        return version("kiosk-ho-so")
    except PackageNotFoundError:
        return ""
