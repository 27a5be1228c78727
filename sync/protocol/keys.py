"""Public keys: their short names, and the check of a signature."""

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from sync.protocol.encoding import from_base64, hash_of
from sync.protocol.errors import MalformedError, SignatureError

SIGNATURE_BYTES = 64


def key_id(key: bytes) -> str:
    """The short name of a public key: 16 hexadecimal digits of its sha256."""
    return hash_of(key)[:16]


def check(key: VerifyKey, message: bytes, signature: str, otherwise: str) -> None:
    """Raise SignatureError(otherwise) unless signature (base64url) is the key's over message."""
    try:
        raw = from_base64(signature)
        if len(raw) != SIGNATURE_BYTES:
            raise MalformedError("a signature has 64 bytes")
        key.verify(message, raw)
    except (BadSignatureError, MalformedError) as error:
        raise SignatureError(otherwise) from error
