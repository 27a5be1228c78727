"""PINs of residents: four to six digits that only they know, and five tries.

A PIN of four digits cannot withstand guessing offline, whatever the hash costs; it is protected by the encrypted store
and by the tries, which are counted before the PIN is compared, so that pulling the plug gives no free try.
"""

import re
import unicodedata
from uuid import UUID

from nacl.exceptions import InvalidkeyError
from nacl.pwhash import scrypt

from kiosk import audit, register
from kiosk.errors import Locked, NoPin, PinTooSimple, WrongPin
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock

TRIES = 5
_DIGITS = re.compile(r"[0-9]{4,6}")
_RUNS = ("01234567890", "09876543210")
# Keypad patterns, and a pair of common favourites that follow no rule below.
_FAVOURITES = frozenset({"2580", "0852", "1379", "1397", "147258", "159357", "159753", "258369", "1004", "123654"})


def plain(pin: str) -> str:
    """As it is compared: plain digits, whatever keyboard they came from."""
    return unicodedata.normalize("NFKC", pin[:16]).strip()


def check_pin(pin: str) -> str:
    """The PIN in plain digits. Raises PinTooSimple for what everybody tries first."""
    plain_pin = plain(pin)
    if not _DIGITS.fullmatch(plain_pin):
        raise PinTooSimple("a PIN has four to six digits")
    repeated = any(
        plain_pin == plain_pin[:width] * (len(plain_pin) // width) for width in (1, 2, 3) if len(plain_pin) % width == 0
    )
    pairs = len(plain_pin) % 2 == 0 and all(plain_pin[i] == plain_pin[i + 1] for i in range(0, len(plain_pin), 2))
    if repeated or pairs or any(plain_pin in run for run in _RUNS) or plain_pin in _FAVOURITES:
        raise PinTooSimple("everybody tries this PIN first")
    return plain_pin


def hash_secret(secret: str) -> str:
    """scrypt with its salt and cost in the text; some 40 ms and 16 MB, on the caller's thread."""
    stretched = scrypt.str(secret.encode(), scrypt.OPSLIMIT_INTERACTIVE, scrypt.MEMLIMIT_INTERACTIVE)
    return stretched.decode().rstrip("\0")


def fits(stored: str, secret: str) -> bool:
    """Whether the secret is the one that was hashed."""
    try:
        return bool(scrypt.verify(stored.encode().ljust(scrypt.PWHASH_SIZE, b"\0"), secret.encode()))
    except InvalidkeyError:
        return False


def prove(store: Store, now: Clock, dossier: UUID, pin: str) -> None:
    """Return when the PIN is the dossier's. Raises NoPin, WrongPin or Locked."""

    def count(db: Database) -> tuple[str, int]:
        entry = register.entry(db, dossier)
        if not entry.pin:
            raise NoPin("the resident chose no PIN")
        if entry.pin_failures >= TRIES:
            raise Locked
        db.execute("UPDATE dossier SET pin_failures = pin_failures + 1 WHERE id = ?", [str(dossier)])
        return entry.pin, TRIES - entry.pin_failures - 1

    stored, remaining = store.transaction(count)
    if fits(stored, plain(pin)):
        store.transaction(lambda db: unlock(db, dossier))
        return
    if remaining:
        raise WrongPin(remaining)
    store.transaction(lambda db: audit.record(db, now(), "pin-locked", dossier))
    raise Locked


def unlock(db: Database, dossier: UUID) -> None:
    """Give the resident all tries back."""
    db.execute("UPDATE dossier SET pin_failures = 0 WHERE id = ?", [str(dossier)])
