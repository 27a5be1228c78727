"""How long things are kept, in whole days: settings in the store that a volunteer sees and a technician can change."""

from datetime import timedelta
from enum import StrEnum

from kiosk import audit
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock


class Period(StrEnum):
    """READABLE: the readable copy, after the acknowledgement. DRAFT: a draft nobody comes back for."""

    READABLE = "readable-days"
    DRAFT = "draft-days"


# Default, least and most. A draft must outlast the night, so that somebody sent home for a paper finds it again.
_BOUNDS = {Period.READABLE: (7, 0, 90), Period.DRAFT: (30, 1, 180)}


def period(store: Store, which: Period) -> timedelta:
    """The period in force."""

    def read(db: Database) -> timedelta:
        row = db.execute("SELECT value FROM setting WHERE name = ?", [which.value]).fetchone()
        return timedelta(days=int(row[0]) if row else _BOUNDS[which][0])

    return store.call(read)


def set_period(store: Store, now: Clock, which: Period, days: int) -> None:
    """Change a period, with an audit row. Raises ValueError outside its bounds."""
    _, least, most = _BOUNDS[which]
    if not least <= days <= most:
        raise ValueError(f"{which.value} must be {least} to {most}")

    def write(db: Database) -> None:
        db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [which.value, str(days)])
        audit.record(db, now(), "period-changed", data={which.value: days})

    store.transaction(write)
