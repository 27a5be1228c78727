"""Volunteers and their shifts: who is on duty at this machine, and what came of it.

A volunteer is a name in this kiosk's own encrypted store and a short code. Only the code leaves the machine: the board
counts shifts, hours and visits, and needs no names.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.errors import NotFound
from kiosk.notices import Notices
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import from_instant, to_instant

LONGEST = timedelta(hours=12)
"""A shift that nobody ended (the machine was switched off) ends after this."""
MOST_VOLUNTEERS = 60
_LONGEST_NAME = 60
_KEPT = timedelta(days=120)
_SHIFTS = (
    "SELECT v.code, v.name, s.started_at, s.ended_at, s.visits, s.assisted FROM shift s "
    "JOIN volunteer v ON v.code = s.volunteer "
)


@dataclass(frozen=True, slots=True)
class Volunteer:
    """code: "V01" … "V60", given here and never given twice. name: as colleagues call them; stays on this machine."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift. ended_at: None while it goes on. visits, assisted: residents who came, and for how many they typed."""

    volunteer: Volunteer
    started_at: datetime
    ended_at: datetime | None
    visits: int
    assisted: int


class Shifts:
    """The volunteers of this kiosk. Every method may be called from any thread."""

    def __init__(self, store: Store, notices: Notices, now: Clock = utc_now) -> None:
        self._store = store
        self._notices = notices
        self._now = now

    def volunteers(self) -> tuple[Volunteer, ...]:
        """Those who can be signed in, by code."""

        def read(db: Database) -> tuple[Volunteer, ...]:
            rows = db.execute("SELECT code, name FROM volunteer WHERE active ORDER BY code").fetchall()
            return tuple(Volunteer(*row) for row in rows)

        return self._store.call(read)

    def add(self, name: str) -> Volunteer:
        """A new volunteer. Raises ValueError for an empty name, one that is there already, or when the list is full."""
        plain = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()
        if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
            raise ValueError("a name of 1 to 60 letters")

        def write(db: Database) -> Volunteer:
            rows = db.execute("SELECT name, active FROM volunteer").fetchall()
            known = [row for row in rows if row[1]]
            if len(known) >= MOST_VOLUNTEERS or any(row[0].casefold() == plain.casefold() for row in known):
                raise ValueError("this name is in the list, or the list is full")
            made = Volunteer(f"V{len(rows) + 1:02d}", plain)
            db.execute("INSERT INTO volunteer (code, name) VALUES (?, ?)", [made.code, made.name])
            return made

        return self._store.transaction(write)

    def remove(self, code: str) -> None:
        """Take somebody out of the list; the name is erased, the code stays taken. Ends their shift."""
        self.end(code)
        self._store.call(lambda db: db.execute("UPDATE volunteer SET active = 0, name = '' WHERE code = ?", [code]))

    def start(self, code: str) -> Shift:
        """Begin a shift; one that goes on already stays as it is. Raises NotFound."""
        found = next((each for each in self.on_duty() if each.volunteer.code == code), None)
        if found is not None:
            return found
        volunteer = next((each for each in self.volunteers() if each.code == code), None)
        if volunteer is None:
            raise NotFound("no volunteer with this code")
        at = self._now()

        def write(db: Database) -> None:
            db.execute("DELETE FROM shift WHERE started_at < ?", [to_instant(at - _KEPT)])
            db.execute("INSERT INTO shift (volunteer, started_at) VALUES (?, ?)", [code, to_instant(at)])

        self._store.transaction(write)
        return Shift(volunteer, at, None, 0, 0)

    def end(self, code: str) -> Shift | None:
        """End a shift and tell the board; None when there was none."""
        found = next((each for each in self._open() if each.volunteer.code == code), None)
        if found is None:
            return None
        at = max(found.started_at, min(self._now(), found.started_at + LONGEST))
        self._store.call(
            lambda db: db.execute(
                "UPDATE shift SET ended_at = ? WHERE volunteer = ? AND ended_at = ''", [to_instant(at), code]
            )
        )
        self._notices.add(
            "visit",
            {
                "event": "shift",
                "volunteer": code,
                "started_at": to_instant(found.started_at),
                "ended_at": to_instant(at),
                "visits": found.visits,
                "assisted": found.assisted,
            },
        )
        return Shift(found.volunteer, found.started_at, at, found.visits, found.assisted)

    def on_duty(self) -> tuple[Shift, ...]:
        """The shifts that go on. Those that nobody ended in time are ended here."""
        now = self._now()
        for each in self._open():
            if now - each.started_at > LONGEST or now < each.started_at - timedelta(days=1):
                self.end(each.volunteer.code)
        return self._open()

    def count_visit(self, *, assisted_by: str) -> tuple[str, ...]:
        """A resident's visit has ended; returns the codes of those on duty. assisted_by: code of who typed, or ""."""
        codes = tuple(each.volunteer.code for each in self.on_duty())

        def write(db: Database) -> None:
            db.execute("UPDATE shift SET visits = visits + 1 WHERE ended_at = ''")
            db.execute("UPDATE shift SET assisted = assisted + 1 WHERE ended_at = '' AND volunteer = ?", [assisted_by])

        if codes:
            self._store.transaction(write)
        return codes

    def recent(self, most: int = 12) -> tuple[Shift, ...]:
        """The newest shifts first, for the staff area."""
        return self._read(_SHIFTS + "ORDER BY s.id DESC LIMIT ?", most)

    def _open(self) -> tuple[Shift, ...]:
        return self._read(_SHIFTS + "WHERE s.ended_at = '' ORDER BY s.id DESC LIMIT ?", MOST_VOLUNTEERS)

    def _read(self, query: str, most: int) -> tuple[Shift, ...]:
        def read(db: Database) -> tuple[Shift, ...]:
            return tuple(_shift(row) for row in db.execute(query, [most]).fetchall())

        return self._store.call(read)


def _shift(row: tuple[str, str, str, str, int, int]) -> Shift:
    code, name, started, ended, visits, assisted = row
    ended_at = from_instant(ended) if ended else None
    return Shift(Volunteer(code, name), from_instant(started), ended_at, visits, assisted)
