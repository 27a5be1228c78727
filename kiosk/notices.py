"""Notices to the portal: visits counted, feedback, calls for help, the machine's health. Never a resident's data.

Adding one is a row in the kiosk's own database; the sync takes it up when the line is there (sync.notices).
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync import notices
from sync.protocol.notices import Notice, NoticeKind


class Notices:
    """The queue of notices. Every method may be called from any thread."""

    def __init__(self, store: Store, now: Clock = utc_now, *, urgent: Callable[[], None] = lambda: None) -> None:
        """urgent: called after a call for help was queued, so that it goes at once while the line is well."""
        self._store = store
        self._now = now
        self._urgent = urgent

    def add(self, kind: NoticeKind, body: Mapping[str, Any]) -> UUID:
        """Queue a notice and return its id; it is on the disk then.

        body: an object of texts, whole numbers, true, false and null, at most 4 KB as JSON, without anything that says
        who the resident is. Raises MalformedError (a ValueError) for another one, DiskFull.
        """
        notice = Notice(uuid7(), kind, self._now(), body)
        self._store.transaction(lambda db: notices.add(db, notice))
        if kind == "help":
            self._urgent()
        return notice.id

    def waiting(self) -> int:
        """How many the portal has not taken yet."""
        return self._store.call(notices.waiting)
