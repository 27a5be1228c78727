"""What a resident may ask for without an account: with the receipt, with its PIN, or with code and year of birth.

The tries are counted in the database, before anything is compared: several workers count together, and breaking a
request off gives none back.
"""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from nacl.exceptions import CryptPrefixError, InvalidkeyError
from nacl.pwhash import scrypt

from sync.portal.registry import answers
from sync.portal.registry.models import Dossier, Kiosk, LoginFailure, Revision
from sync.protocol.encoding import hash_of
from sync.protocol.errors import MalformedError
from sync.protocol.followup import parse_code, prefix_of

PIN_TRIES = 5
LOOK_UPS_OF_CODE = 5
LOOK_UPS_OF_ADDRESS = 30
WINDOW = timedelta(minutes=15)


class PinLocked(Exception):
    """Too many wrong PINs: only the desk opens the answers again, against the card."""


class NoPin(Exception):
    """The resident chose no PIN, or the kiosk is of a version that does not tell it."""


class TooManyLookUps(Exception):
    """This code or this address has to wait."""


def has_pin(dossier: Dossier) -> bool:
    """Whether the head's revision knows a PIN."""
    return bool(_pin(dossier))


def _pin(dossier: Dossier) -> str:
    rows = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id).exclude(pin="").order_by("-number")
    return rows.values_list("pin", flat=True).first() or ""


def prove(dossier: Dossier, pin: str) -> bool:
    """Whether the PIN is the dossier's. Raises NoPin, PinLocked."""
    stored = _pin(dossier)
    if not stored:
        raise NoPin
    mine = Dossier.objects.filter(site_id=dossier.site_id, id=dossier.id)
    if not mine.filter(pin_failures__lt=PIN_TRIES).update(pin_failures=F("pin_failures") + 1):
        raise PinLocked
    typed = "".join(letter for letter in pin[:16] if letter.isdecimal())
    try:
        scrypt.verify(stored.encode().ljust(scrypt.PWHASH_SIZE, b"\0"), typed.encode())
    except (InvalidkeyError, CryptPrefixError, ValueError):
        if not mine.filter(pin_failures__lt=PIN_TRIES).exists():
            raise PinLocked from None
        return False
    mine.update(pin_failures=0)
    return True


def look_up(typed: str, year: int, address: str) -> Dossier | None:
    """The dossier with this code, when somebody whose card it names was born in that year. Raises TooManyLookUps.

    A wrong code and a wrong year are the same answer.
    """
    try:
        code = parse_code(typed)
    except MalformedError:
        code = ""
    since = timezone.now() - WINDOW
    recent = LoginFailure.objects.filter(at__gt=since)
    mark, place = hash_of(f"look-up\n{code}".encode()), f"look-up {address}"[:45]
    of_code = recent.filter(account=mark).count() if code else 0
    if of_code >= LOOK_UPS_OF_CODE or recent.filter(address=place).count() >= LOOK_UPS_OF_ADDRESS:
        raise TooManyLookUps
    tried = LoginFailure.objects.create(account=mark, address=place, at=timezone.now())
    sites = Kiosk.objects.filter(prefix=prefix_of(code)).values("site_id")  # the key of dossiers begins with the site
    dossier = Dossier.objects.filter(site_id__in=sites, code=code).select_related("site").first() if code else None
    if dossier is None or year not in _births(dossier):
        return None
    tried.delete()
    return dossier


def _births(dossier: Dossier) -> frozenset[int]:
    rows = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id, number=dossier.head)
    revision = rows.defer("body").first()
    return answers.contact(dossier.procedure, revision).births if revision else frozenset()
