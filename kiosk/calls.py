"""Calls for help: a resident presses a button, and somebody who is not at this machine learns of it.

A call is kept here (the staff area lists it), told to the portal at once as a notice "help", and closed when somebody
has come. One is open at a time: pressing again changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from uuid6 import uuid7

from kiosk.notices import Notices
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import from_instant, to_instant

GIVEN_UP_AFTER = timedelta(hours=2)
"""Nobody waits longer before a machine; a call that was never closed (power cut) ends then."""
_KEPT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class HelpCall:
    """place: the name of the page it came from. closed_at: None while somebody waits. by: "resident", "staff", …"""

    id: str
    at: datetime
    place: str
    procedure: str
    closed_at: datetime | None = None
    by: str = ""


class Calls:
    """The calls of this kiosk. Every method may be called from any thread."""

    def __init__(self, store: Store, notices: Notices, now: Clock = utc_now) -> None:
        self._store = store
        self._notices = notices
        self._now = now

    def call(self, place: str, procedure: str = "") -> HelpCall:
        """Somebody needs help. Returns the call that is open already, if there is one.

        place: the name of a page, procedure: its national code; nothing of the resident's.
        """
        open_now = self.open()
        if open_now is not None:
            return open_now
        made = HelpCall(str(uuid7()), self._now(), place[:40], procedure[:40])

        def write(db: Database) -> None:
            db.execute("DELETE FROM help_call WHERE at < ?", [to_instant(made.at - _KEPT)])
            db.execute(
                "INSERT INTO help_call (id, at, place, procedure) VALUES (?, ?, ?, ?)",
                [made.id, to_instant(made.at), made.place, made.procedure],
            )

        self._store.transaction(write)
        self._tell(made, "open", 0)
        return made

    def open(self) -> HelpCall | None:
        """The call that nobody has answered yet."""
        newest = self.latest(1)
        if not newest or newest[0].closed_at is not None or self._now() - newest[0].at > GIVEN_UP_AFTER:
            return None
        return newest[0]

    def close(self, by: str) -> HelpCall | None:
        """Somebody has come, or the resident has gone; returns the call that is closed by it. by: "resident" …"""
        call = self.open()
        if call is None:
            return None
        at = self._now()
        self._store.call(
            lambda db: db.execute(
                "UPDATE help_call SET closed_at = ?, closed_by = ? WHERE id = ?", [to_instant(at), by[:40], call.id]
            )
        )
        self._tell(call, "closed", max(0, round((at - call.at).total_seconds())), by)
        return call

    def latest(self, most: int = 10) -> tuple[HelpCall, ...]:
        """The newest calls first."""

        def read(db: Database) -> tuple[HelpCall, ...]:
            rows = db.execute(
                "SELECT id, at, place, procedure, closed_at, closed_by FROM help_call ORDER BY id DESC LIMIT ?", [most]
            ).fetchall()
            return tuple(
                HelpCall(row[0], from_instant(row[1]), row[2], row[3], from_instant(row[4]) if row[4] else None, row[5])
                for row in rows
            )

        return self._store.call(read)

    def _tell(self, call: HelpCall, state: str, waited: int, by: str = "") -> None:
        self._notices.add(
            "help",
            {
                "call": call.id,
                "state": state,
                "place": call.place,
                "procedure": call.procedure,
                "waited_s": waited,
                "by": by[:40],
            },
        )
