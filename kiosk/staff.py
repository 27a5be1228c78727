"""The staff code: what a volunteer types to reach the staff area and to open a draft whose PIN was forgotten.

One code for a kiosk, given out by the site; wrong tries lock it for a minute, then for longer each time, so that a
resident's child cannot try them all and a volunteer who mistypes is not locked out for the day.
"""

import secrets
import unicodedata
from datetime import datetime, timedelta

from kiosk import audit
from kiosk.errors import CodeTooSimple, Locked, NotFound, WrongStaffCode
from kiosk.pins import fits, hash_secret
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, StaffSession, utc_now
from sync.protocol.encoding import from_instant, to_instant

TRIES = 5
SHORTEST, LONGEST = 6, 12
_INITIAL_LENGTH = 8
_FIRST_LOCK = timedelta(minutes=1)
_LONGEST_LOCK = timedelta(hours=1)


class Staff:
    """The staff code of this kiosk."""

    def __init__(self, store: Store, now: Clock = utc_now) -> None:
        self._store = store
        self._now = now

    @property
    def has_code(self) -> bool:
        """Whether a code was ever set."""
        return self._store.call(lambda db: db.execute("SELECT 1 FROM staff").fetchone() is not None)

    def initial_code(self) -> str | None:
        """Make the first code and return it, to be printed once; None when there is one already."""
        if self.has_code:
            return None
        code = "".join(secrets.choice("0123456789") for _ in range(_INITIAL_LENGTH))
        while len(set(code)) < 4:
            code = "".join(secrets.choice("0123456789") for _ in range(_INITIAL_LENGTH))
        self._write(code, "staff-code-made")
        return code

    def set_code(self, code: str, current: str = "") -> None:
        """Change the code. current: the code now; only the very first needs none.

        Digits alone: the pad on the screen has no other keys. Raises CodeTooSimple, and what check() raises.
        """
        plain = _plain(code)
        if not (plain.isascii() and plain.isdigit() and SHORTEST <= len(plain) <= LONGEST):
            raise CodeTooSimple("a staff code has 6 to 12 digits")
        if len(set(plain)) < 3 or plain in "01234567890123456789" or plain in "9876543210":
            raise CodeTooSimple("a staff code is no simple row")
        if self.has_code:
            self.check(current)
        self._write(plain, "staff-code-changed")

    def reset_code(self) -> str:
        """A new code for a technician who proved the recovery code (Kiosk.reset_staff_code); returned to be printed."""
        code = "".join(secrets.choice("0123456789") for _ in range(_INITIAL_LENGTH))
        self._write(code, "staff-code-reset")
        return code

    def check(self, code: str) -> StaffSession:
        """A session for whoever knows the code. Raises WrongStaffCode, Locked(until), or NotFound without any code."""

        now = self._now()

        def count(db: Database) -> tuple[str, int, datetime | None]:
            row = db.execute("SELECT code, failures, locked_until FROM staff").fetchone()
            if row is None:
                raise NotFound("no staff code was set")
            stored, failures, locked = row
            if locked and from_instant(locked) > now:
                # After the clock was set back the lock begins anew: else it would last until the former time comes.
                until = min(from_instant(locked), now + _lock(failures))
                db.execute("UPDATE staff SET locked_until = ?", [to_instant(until)])
                return stored, failures, until
            db.execute(
                "UPDATE staff SET failures = ?, locked_until = ?",
                [failures + 1, to_instant(now + _lock(failures + 1)) if _locks(failures + 1) else ""],
            )
            return stored, failures + 1, None

        stored, failures, locked_until = self._store.transaction(count)
        if locked_until is not None:
            raise Locked(locked_until)
        if fits(stored, _plain(code)):
            self._store.call(lambda db: db.execute("UPDATE staff SET failures = 0, locked_until = ''"))
            return StaffSession(now)
        if not _locks(failures):
            raise WrongStaffCode(TRIES - failures % TRIES)
        self._store.transaction(lambda db: audit.record(db, now, "staff-locked", data={"failures": failures}))
        raise Locked(now + _lock(failures))

    def _write(self, code: str, event: str) -> None:
        stored = hash_secret(code)

        def write(db: Database) -> None:
            db.execute("INSERT OR REPLACE INTO staff (id, code) VALUES (1, ?)", [stored])
            audit.record(db, self._now(), event)

        self._store.transaction(write)


def _locks(failures: int) -> bool:
    return failures % TRIES == 0


def _lock(failures: int) -> timedelta:
    """One minute after the first five, doubled after each further five, at most an hour."""
    return min(_FIRST_LOCK * 2 ** min(failures // TRIES - 1, 10), _LONGEST_LOCK) if failures >= TRIES else timedelta(0)


def _plain(code: str) -> str:
    return unicodedata.normalize("NFKC", code[:64]).strip()
