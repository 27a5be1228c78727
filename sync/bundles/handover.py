"""An unfinished form on its way from one kiosk to another of the same commune, without a network.

The bytes are the same on a stick and in a printed QR code, so they are few. From outside in:

- a *header* that says how to open them: version, which commune, the costs of the PIN, the last day, the follow-up code;
- the *sealed* part (XSalsa20-Poly1305). Its key takes two things: the PIN, through Argon2id (RFC 9106), and the
  commune's key, which lies in the store of each kiosk of the commune. Whoever finds a slip has neither;
- a *mark* by the commune's key over all of it, so that what is torn, forged or another commune's is named before a PIN
  is asked for.

Inside are the draft and two signatures of the kiosk that gave out the follow-up code: the *permit*, with which the
portal takes the dossier from another kiosk (docs/protocol.md), and the signature of the receipt.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from hmac import compare_digest
from uuid import UUID

from nacl import pwhash
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

from sync.bundles.errors import BundleError, Foreign, Torn
from sync.protocol.encoding import from_base64, to_base64
from sync.protocol.errors import MalformedError
from sync.protocol.followup import ALPHABET, parse_code

VERSION = 1
LASTS = timedelta(days=7)
"""How long what was taken along can be opened."""
KEY_BYTES = 32
MAX_BYTES = 9 << 20
_MAGIC = 0x4B
_EPOCH = date(2020, 1, 1)
_CODE_BYTES, _CODE_LETTERS = 6, 9
_SALT, _MARK, _NAME, _SIGNATURE = pwhash.argon2id.SALTBYTES, 16, 4, 64
_HEADER = 2 + _NAME + 2 + 2 + _CODE_BYTES + _SALT
OVERHEAD = _HEADER + SecretBox.MACBYTES + 16 + 2 * _SIGNATURE + _MARK
"""Bytes around the body."""
# Bounds on what a header may ask of this machine: at most 256 MiB, one to eight passes.
_MEMORY, _PASSES = range(10, 19), range(1, 9)
_PERMIT = b"handover-v1\n"


class TooNew(BundleError):
    """Written by a newer version of this program."""


class Over(BundleError):
    """Its last day has passed. until: the first instant it no longer opens."""

    def __init__(self, until: datetime) -> None:
        super().__init__("its last day has passed")
        self.until = until


class NotThisPin(BundleError):
    """The sealed part does not open with this PIN."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a PIN costs. memory: as a power of two of KiB; passes over it."""

    memory: int = 18
    passes: int = 3


@dataclass(frozen=True, slots=True)
class Outside:
    """What can be told without the PIN. code: the follow-up code; until: the first instant it no longer opens.

    name tells one hand-over from another, for counting tries.
    """

    code: str
    until: datetime
    cost: Cost
    data: bytes

    @property
    def name(self) -> str:
        """The same for the same bytes only."""
        return blake2b(self.data[:_HEADER], digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Inside:
    """What only the PIN opens. permit and receipt: signatures of the kiosk that gave out the code; body: the draft."""

    dossier: UUID
    permit: bytes
    receipt: bytes
    body: bytes


def sign_permit(code: str, dossier: UUID, key: SigningKey) -> bytes:
    """The word of the kiosk whose code it is, that another of its commune may send the dossier."""
    return bytes(key.sign(_permit(code, dossier)).signature)


def is_permitted(permit: str, code: str, dossier: UUID, owner: VerifyKey) -> bool:
    """Whether the kiosk with this key gave that word. permit: base64url, as a revision carries it."""
    try:
        owner.verify(_permit(code, dossier), from_base64(permit))
    except (BadSignatureError, MalformedError, ValueError):
        return False
    return True


def show_permit(permit: bytes) -> str:
    """As a revision carries it."""
    return to_base64(permit)


def _permit(code: str, dossier: UUID) -> bytes:
    return _PERMIT + f"{code}\n{dossier}".encode()


def seal(code: str, inside: Inside, pin: str, commune: bytes, last_day: date, cost: Cost | None = None) -> bytes:
    """The bytes to hand over. commune: the commune's key. last_day: on which they still open, in UTC."""
    costs = cost or Cost()
    header = bytes((_MAGIC, VERSION)) + key_name(commune) + bytes((costs.memory, costs.passes))
    header += (last_day - _EPOCH).days.to_bytes(2) + _number(code).to_bytes(_CODE_BYTES) + random(_SALT)
    plain = inside.dossier.bytes + inside.permit + inside.receipt + inside.body
    box = SecretBox(_key(header, pin, commune, costs))
    marked = header + box.encrypt(plain, _nonce(header)).ciphertext
    return marked + _mark(marked, commune)


def look(data: bytes, commune: bytes, now: datetime) -> Outside:
    """What can be told without the PIN. Raises Torn, TooNew, Foreign, Over."""
    if len(data) < 2 or data[0] != _MAGIC:
        raise Torn("not a form that was taken along")
    if data[1] != VERSION:
        raise TooNew(f"version {data[1]} of a form that was taken along")
    if not OVERHEAD <= len(data) <= MAX_BYTES:
        raise Torn("cut short, or something follows")
    if data[2 : 2 + _NAME] != key_name(commune):
        raise Foreign("taken along from a kiosk of another commune")
    if not compare_digest(data[-_MARK:], _mark(data[:-_MARK], commune)):
        raise Torn("changed on the way")
    at = 2 + _NAME
    cost = Cost(data[at], data[at + 1])
    if cost.memory not in _MEMORY or cost.passes not in _PASSES:
        raise Torn("asks for more than a kiosk may spend")
    until = end_of(_EPOCH + timedelta(days=int.from_bytes(data[at + 2 : at + 4])))
    outside = Outside(_code(data[at + 4 : at + 4 + _CODE_BYTES]), until, cost, data)
    if now >= until:
        raise Over(until)
    return outside


def unseal(outside: Outside, pin: str, commune: bytes) -> Inside:
    """Some tenths of a second, up to a few seconds on an old machine. Raises NotThisPin, Torn."""
    header, sealed = outside.data[:_HEADER], outside.data[_HEADER:-_MARK]
    try:
        box = SecretBox(_key(header, pin, commune, outside.cost))
        plain = box.decrypt(sealed, _nonce(header))
    except CryptoError as error:
        raise NotThisPin("the PIN is another") from error
    dossier = UUID(bytes=plain[:16])
    permit, receipt = plain[16 : 16 + _SIGNATURE], plain[16 + _SIGNATURE : 16 + 2 * _SIGNATURE]
    return Inside(dossier, permit, receipt, plain[16 + 2 * _SIGNATURE :])


def end_of(last_day: date) -> datetime:
    """The first instant after a day in UTC."""
    return datetime(last_day.year, last_day.month, last_day.day, tzinfo=UTC) + timedelta(days=1)


def key_name(commune: bytes) -> bytes:
    """Four bytes that tell one commune's key from another, and nothing else about it."""
    return blake2b(key=commune, person=b"handover-name", digest_size=_NAME).digest()


def _mark(data: bytes, commune: bytes) -> bytes:
    return blake2b(data, key=commune, person=b"handover-mark", digest_size=_MARK).digest()


def _key(header: bytes, pin: str, commune: bytes, cost: Cost) -> bytes:
    salt = header[-_SALT:]
    slow = pwhash.argon2id.kdf(KEY_BYTES, pin.encode(), salt, cost.passes, 1 << (cost.memory + 10))
    return blake2b(slow, key=commune, person=b"handover-seal", digest_size=SecretBox.KEY_SIZE).digest()


def _nonce(header: bytes) -> bytes:
    """From the header: each has a salt of its own, so no key is ever used twice."""
    return blake2b(header, person=b"handover-once", digest_size=SecretBox.NONCE_SIZE).digest()


def _number(code: str) -> int:
    number = 0
    for letter in code:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number


def _code(data: bytes) -> str:
    number, text = int.from_bytes(data), ""
    for _ in range(_CODE_LETTERS):
        number, rest = divmod(number, len(ALPHABET))
        text = ALPHABET[rest] + text
    if number:
        raise Torn("it names no follow-up code")
    try:
        return parse_code(text)
    except MalformedError as error:
        raise Torn("it names no follow-up code") from error


# Digits: what every scanner reads and types alike, whatever its case, layout or alphabet; a QR code packs them tightly.
_GROUP = 7
_DIGITS = (0, 3, 5, 8, 10, 13, 15, 17)
MOST_DIGITS = 4000


def to_digits(data: bytes) -> str:
    """Seven bytes become seventeen digits; what is left over, as few as it takes."""
    groups = (data[start : start + _GROUP] for start in range(0, len(data), _GROUP))
    return "".join(f"{int.from_bytes(group):0{_DIGITS[len(group)]}d}" for group in groups)


def digits_of(size: int) -> int:
    """How many digits so many bytes become."""
    groups, rest = divmod(size, _GROUP)
    return groups * _DIGITS[_GROUP] + _DIGITS[rest]


def from_digits(text: str) -> bytes:
    """The reverse. Raises Torn for what is no such text, or was cut."""
    if not 0 < len(text) <= MOST_DIGITS or not (text.isascii() and text.isdigit()):
        raise Torn("not the digits of a form that was taken along")
    data = b""
    for start in range(0, len(text), _DIGITS[_GROUP]):
        group = text[start : start + _DIGITS[_GROUP]]
        if len(group) not in _DIGITS:
            raise Torn("digits are missing at the end")
        size = _DIGITS.index(len(group))
        number = int(group)
        if number >= 1 << (8 * size):
            raise Torn("digits were changed")
        data += number.to_bytes(size)
    return data


def are_digits(text: str) -> bool:
    """Whether a scan can be a form that was taken along, whole or torn: no other code here is as long."""
    plain = "".join(text.split())
    return len(plain) >= 2 * OVERHEAD and plain.isascii() and plain.isdigit()
