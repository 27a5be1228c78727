"""From a scan or a typed code to the follow-up code of a dossier.

Scanners that act as keyboards may lose what a signature cannot do without: the case of letters. Caps Lock swaps every
letter's case, which is undone here; a scanner set to one case destroys the signature, but not the code, which stands
at the front and carries its own check character. Then, as with a torn QR code, the code is handed back in the error,
for the person to confirm; it proves nothing.
"""

from dataclasses import dataclass

from nacl.signing import VerifyKey

from kiosk.receipts.errors import ReceiptProblem, ReceiptUnreadable
from sync.protocol.errors import MalformedError, SignatureError
from sync.protocol.followup import (
    ALPHABET,
    COUNTER_LENGTH,
    PREFIX_LENGTH,
    check_token,
    parse_code,
    prefix_of,
    split_token,
)

_MAX_SCAN = 400
_MAX_TYPED = 40
_CODE_LENGTH = PREFIX_LENGTH + COUNTER_LENGTH + 1
_MOST_REISSUES = 9
_SIGNATURE_LETTERS = 86  # 64 bytes in base64url


@dataclass(frozen=True, slots=True)
class ReceiptRead:
    """What a scan or a typed code says.

    Attributes:
        proven: this kiosk printed the receipt, or the portal replaced a lost one. A typed code proves nothing, and
            neither does the receipt of another kiosk, whose key only the portal has.
        ours: the code begins with this kiosk's prefix.
    """

    code: str
    proven: bool
    ours: bool


def read_receipt(text: str, key: VerifyKey, prefix: str, portal: VerifyKey | None = None) -> ReceiptRead:
    """The code in a scanned token or link, or in a typed code. key and prefix: this kiosk's; portal: its portal's key.

    Raises ReceiptUnreadable.
    """
    if len(text) > _MAX_SCAN:
        raise ReceiptUnreadable(ReceiptProblem.TOO_LONG)
    plain = "".join(text.split()).strip("\0\ufeff")
    if not plain:
        raise ReceiptUnreadable(ReceiptProblem.EMPTY)
    if "|" in plain:
        raise ReceiptUnreadable(ReceiptProblem.CARD if plain[:9].isdigit() else ReceiptProblem.NOT_A_RECEIPT)
    if "/" in plain or (_signature_in(plain) and _code_in(plain)):
        return _from_token(plain, key, prefix, portal)
    return _from_typed(plain, prefix)


def token_in(text: str) -> str:
    """The whole token of a scanned receipt, for the portal to prove; "" for anything else, such as a typed code."""
    plain = _tail("".join(text.split())) if len(text) <= _MAX_SCAN else ""
    try:
        split_token(plain)
    except MalformedError:
        return ""
    return plain


def _from_typed(plain: str, prefix: str) -> ReceiptRead:
    try:
        code = parse_code(plain)
    except MalformedError as error:
        raise ReceiptUnreadable(_typing_mistake(plain)) from error
    return ReceiptRead(code, proven=False, ours=prefix_of(code) == prefix)


def _typing_mistake(plain: str) -> ReceiptProblem:
    if len(plain) > _MAX_TYPED:
        return ReceiptProblem.NOT_A_RECEIPT
    kept = [c for c in plain.upper() if c not in "-–—."]
    if any(c not in ALPHABET for c in kept):
        return ReceiptProblem.CODE_LETTERS
    return ReceiptProblem.CODE_LENGTH if len(kept) != _CODE_LENGTH else ReceiptProblem.CODE_MISTYPED


def _from_token(plain: str, key: VerifyKey, prefix: str, portal: VerifyKey | None) -> ReceiptRead:
    code = _code_in(plain)
    for candidate in (plain, plain.swapcase()):
        try:
            signed, signature = split_token(candidate)
            check_token(signed, signature, key)
        except (MalformedError, SignatureError):
            continue
        return ReceiptRead(signed, proven=True, ours=True)
    if portal is not None and (replaced := _replaced(plain, portal)):
        return ReceiptRead(replaced, proven=True, ours=prefix_of(replaced) == prefix)
    if not code:
        raise ReceiptUnreadable(ReceiptProblem.NOT_A_RECEIPT)
    if not _signature_whole(plain):
        raise ReceiptUnreadable(ReceiptProblem.TORN, code)
    if prefix_of(code) == prefix:
        raise ReceiptUnreadable(ReceiptProblem.FORGED, code)
    return ReceiptRead(code, proven=False, ours=False)


def _replaced(plain: str, portal: VerifyKey) -> str:
    """The code of a receipt that the portal printed for a lost one, "" for any other.

    Which one is the newest only the portal knows; here the first few are all taken.
    """
    for candidate in (plain, plain.swapcase()):
        for reissue in range(1, _MOST_REISSUES + 1):
            try:
                code, signature = split_token(candidate)
                check_token(code, signature, portal, reissue)
            except (MalformedError, SignatureError):
                continue
            return code
    return ""


def _tail(plain: str) -> str:
    return plain.rstrip("/").rpartition("/")[2]


def _code_in(plain: str) -> str:
    """The code at the front of a token, "" when there is none: what is left of a torn one."""
    try:
        return parse_code(_tail(plain).partition(".")[0])
    except MalformedError:
        return ""


def _signature_in(plain: str) -> str:
    return _tail(plain).partition(".")[2]


def _signature_whole(plain: str) -> bool:
    """All 86 letters, of both cases: a signature in one case was changed by a scanner (or chance: once in 2**70)."""
    signature = _signature_in(plain)
    letters = "".join(c for c in signature if c.isalpha())
    return len(signature) == _SIGNATURE_LETTERS and not letters.isupper() and not letters.islower()
