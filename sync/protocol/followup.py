"""Follow-up codes and receipt tokens: minted without a server, checked by anyone.

A follow-up code is nine characters, shown as ``ABC-DEFGH-J``: three for the kiosk (given once at enrolment and never
again), five for a permuted counter, one check character (ISO/IEC 7064, hybrid system, over our alphabet). The
alphabet leaves out what is confused when read aloud or by poor eyes: 0 O, 1 I L, U.

A receipt token is the code and the kiosk's Ed25519 signature over it. It holds no personal data, and cannot be guessed
from the code, so it serves as the key to the resident's page.
"""

import unicodedata
from hashlib import blake2b, sha256

from nacl.signing import SigningKey, VerifyKey
from stdnum.iso7064 import mod_37_36

from sync.protocol.encoding import from_base64, to_base64
from sync.protocol.errors import MalformedError
from sync.protocol.keys import check

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX_LENGTH = 3
COUNTER_LENGTH = 5
CODES_PER_KIOSK = len(ALPHABET) ** COUNTER_LENGTH
_SIGNED = b"receipt-v1\n"
_HALVES = (4860, 5000)  # their product is CODES_PER_KIOSK
_ROUNDS = 10


def _digits(value: int, length: int) -> str:
    text = ""
    for _ in range(length):
        value, rest = divmod(value, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


def prefix_of_number(number: int) -> str:
    """The kiosk prefix for the number-th enrolment (from 0). Raises ValueError when 27,000 are used up."""
    if not 0 <= number < len(ALPHABET) ** PREFIX_LENGTH:
        raise ValueError("kiosk prefixes are used up")
    return _digits(number, PREFIX_LENGTH)


def mint(prefix: str, counter: int, secret: bytes) -> str:
    """The code for the counter-th dossier of a kiosk: 9 characters without hyphens.

    Neighbouring counters give unlike codes, so that two receipts printed one after the other are not mistaken for each
    other; and whoever has seen some codes of a kiosk cannot tell which others it gave out. Raises ValueError past
    CODES_PER_KIOSK.
    """
    if not 0 <= counter < CODES_PER_KIOSK:
        raise ValueError("the follow-up codes of this kiosk are used up: enrol it again")
    body = prefix + _digits(_permuted(counter, secret), COUNTER_LENGTH)
    return body + mod_37_36.calc_check_digit(body, ALPHABET)


def _permuted(counter: int, secret: bytes) -> int:
    """A permutation of all counters keyed by secret: a Feistel network over two halves of nearly one size.

    Each round adds a keyed hash of one half to the other, so every round, and with it the whole, can be undone: no two
    counters share a code. (Multiplying by a secret number would do for that too, but two codes would give it away.)
    """
    key = sha256(b"followup-v1\n" + secret).digest()
    halves = list(divmod(counter, _HALVES[1]))
    for number in range(_ROUNDS):
        side = number % 2
        word = bytes((number,)) + halves[1 - side].to_bytes(2)
        mixed = int.from_bytes(blake2b(word, key=key, digest_size=8).digest())
        halves[side] = (halves[side] + mixed) % _HALVES[side]
    return halves[0] * _HALVES[1] + halves[1]


def parse_code(text: str) -> str:
    """The code in what a person typed: any case, hyphens and blanks. Raises MalformedError."""
    plain = unicodedata.normalize("NFKC", text[:64]).upper()
    code = "".join(c for c in plain if not c.isspace() and c not in "-–—.")
    if len(code) != PREFIX_LENGTH + COUNTER_LENGTH + 1 or any(c not in ALPHABET for c in code):
        raise MalformedError("a follow-up code has nine letters and digits")
    if not mod_37_36.is_valid(code, ALPHABET):
        raise MalformedError("the check character of the follow-up code does not fit")
    return code


def show_code(code: str) -> str:
    """The code as printed: ABC-DEFGH-J."""
    return f"{code[:PREFIX_LENGTH]}-{code[PREFIX_LENGTH:-1]}-{code[-1]}"


def prefix_of(code: str) -> str:
    """The kiosk prefix of a parsed code."""
    return code[:PREFIX_LENGTH]


def make_token(code: str, key: SigningKey, reissue: int = 0) -> str:
    """CODE.SIGNATURE, 96 characters. reissue: 0 for the kiosk's own, else how often the portal replaced the receipt."""
    return f"{code}.{to_base64(key.sign(_signed(code, reissue)).signature)}"


def _signed(code: str, reissue: int) -> bytes:
    return _SIGNED + (f"{code}\n{reissue}" if reissue else code).encode()


def split_token(text: str) -> tuple[str, bytes]:
    """(code, signature) in a token or in a receipt link that ends in one. Raises MalformedError.

    The signature still has to be checked with check_token; the code says which kiosk's key to take.
    """
    code, dot, signature = text.strip()[:400].rstrip("/").rpartition("/")[2].partition(".")
    if not dot:
        raise MalformedError("not the QR code of a receipt")
    raw = from_base64(signature)
    if len(raw) != 64:
        raise MalformedError("not the QR code of a receipt")
    return parse_code(code), raw


def check_token(code: str, signature: bytes, key: VerifyKey, reissue: int = 0) -> None:
    """Raise SignatureError unless the kiosk with this key signed the code; the portal, for a reissued receipt."""
    check(key, _signed(code, reissue), to_base64(signature), "this receipt was not printed by the kiosk it names")
