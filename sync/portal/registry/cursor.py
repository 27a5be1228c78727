"""The feed's cursor: where a kiosk has read to, and proof that this portal gave it out.

A cursor names the epoch, a place and a stamp of the event that stood there. When the portal's database was restored
from a backup, a kiosk comes with a cursor whose event is gone or another: that is how the portal notices by itself,
and begins a new epoch. The proof (an HMAC) keeps a kiosk from claiming so.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from sync.portal import options
from sync.protocol.encoding import from_base64, to_base64
from sync.protocol.errors import MalformedError

_LONGEST = 200
_KIOSKS = "cursor-v1"
_MAC = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the feed: (xid, seq) of the last event read, its stamp, and the epoch's first eight characters."""

    epoch: str
    xid: int = 0
    seq: int = 0
    stamp: str = ""


def stamp_of(dossier: str, at: str) -> str:
    """What tells an event from another that took its place."""
    return sha256(f"{dossier}\n{at}".encode()).hexdigest()[:12]


def write(place: Place, kind: str = _KIOSKS) -> str:
    """The cursor for a place. kind: of what it is a cursor; one of another kind is none here."""
    text = f"{place.epoch}.{place.xid}.{place.seq}.{place.stamp}"
    return to_base64(f"{text}.{_mac(text, kind)}".encode())


def read(cursor: str, kind: str = _KIOSKS) -> Place | None:
    """The place of a cursor; None for the beginning, and for one that another portal (or an older secret) gave out.

    Raises MalformedError for what is no cursor at all.
    """
    if not cursor:
        return None
    try:
        text, _, mac = from_base64(cursor[:_LONGEST]).decode("ascii").rpartition(".")
        epoch, xid, seq, stamp = text.split(".")
        place = Place(epoch, int(xid), int(seq), stamp)
    except ValueError as error:
        raise MalformedError("not a cursor of this feed") from error
    return place if hmac.compare_digest(mac, _mac(text, kind)) else None


def _mac(text: str, kind: str) -> str:
    secret = options.current().secret("token-secret").encode()
    return hmac.new(secret, f"{kind}\n{text}".encode(), sha256).hexdigest()[:_MAC]
