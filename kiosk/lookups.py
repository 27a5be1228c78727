"""Typed follow-up codes are counted, so that nobody can try them all at a kiosk.

A code needs no PIN to show where a dossier stands. Codes are not secret, but whoever types many that are well formed,
begin like this kiosk's and belong to nothing here is guessing. Five are free; after them one more every two minutes. A
receipt that is scanned carries a signature and is not counted.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from kiosk.errors import Locked, NotFound
from kiosk.identity import Identity
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import from_instant, to_instant

FREE = 5
EACH = timedelta(minutes=2)
_NAME = "unknown-codes"
_LONGEST_TYPED = 20
_T = TypeVar("_T")


class Lookups:
    """Stands before every look-up by code. Every method may be called from any thread."""

    def __init__(self, store: Store, identity: Identity, now: Clock = utc_now) -> None:
        self._store = store
        self._identity = identity
        self._now = now

    def find(self, text: str, read: Callable[[str], str], look: Callable[[str], _T]) -> _T:
        """look(read(text)), counted. text: what was typed or scanned. read: to a code; what it raises is not counted.

        Raises Locked(until) after too many unknown codes, and what read and look raise.
        """
        code = read(text)
        if len(text.strip()) > _LONGEST_TYPED:
            return look(code)
        self._check()
        try:
            return look(code)
        except NotFound:
            if code.startswith(self._identity.prefix):
                self._count()
            raise

    def _check(self) -> None:
        level, _since = self._store.call(self._level)
        if level > FREE - 1:
            raise Locked(self._now() + EACH * (level - (FREE - 1)))

    def _count(self) -> None:
        now = self._now()

        def write(db: Database) -> None:
            level, _ = self._level(db)
            db.execute(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [_NAME, f"{level + 1} {to_instant(now)}"]
            )

        self._store.transaction(write)

    def _level(self, db: Database) -> tuple[float, datetime]:
        """How many unknown codes still count, and when that was written. It runs off by one in every two minutes."""
        now = self._now()
        row = db.execute("SELECT value FROM setting WHERE name = ?", [_NAME]).fetchone()
        if row is None:
            return 0.0, now
        count, _, since = str(row[0]).partition(" ")
        # After the clock was set back nothing runs off, but nothing is added either.
        passed = max(timedelta(0), now - from_instant(since))
        return max(0.0, float(count) - passed / EACH), now
