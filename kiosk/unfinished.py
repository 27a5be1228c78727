"""Which form was open when the kiosk stopped: after a crash or a power cut its owner, and nobody else, is offered it.

One row in the encrypted store, gone at the orderly end of each visit. It opens nothing by itself: the PIN does, or the
staff code.
"""

from datetime import timedelta
from uuid import UUID

from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import from_instant, to_instant

OFFERED_FOR = timedelta(hours=12)
"""Over night somebody else sits here; code and PIN open the form then too, without being offered."""
_NAME = "open-visit"


class Unfinished:
    """The dossier of the visit under way."""

    def __init__(self, store: Store, now: Clock = utc_now) -> None:
        self._store = store
        self._now = now

    def note(self, dossier: UUID) -> None:
        """This dossier's form is open now."""
        value = f"{dossier} {to_instant(self._now())}"
        self._store.call(
            lambda db: db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [_NAME, value])
        )

    def forget(self) -> None:
        """The visit ended in order."""
        self._store.call(lambda db: db.execute("DELETE FROM setting WHERE name = ?", [_NAME]))

    def find(self) -> UUID | None:
        """The dossier whose visit did not end in order, while it is to be offered; None when there is none."""

        def read(db: Database) -> str:
            row = db.execute("SELECT value FROM setting WHERE name = ?", [_NAME]).fetchone()
            return str(row[0]) if row else ""

        dossier, _, since = self._store.call(read).partition(" ")
        if not dossier or not timedelta(0) <= self._now() - from_instant(since) <= OFFERED_FOR:
            return None
        return UUID(dossier)
