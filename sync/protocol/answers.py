"""What the portal says, signed: acknowledgements, responses, and answers sealed to a kiosk.

A status code proves nothing (a captive portal answers 200 to everything), so every response carries a signature over
the request it answers, and the acknowledgement of a revision is an object of its own that can be kept as proof.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nacl.signing import SigningKey, VerifyKey

from sync.protocol.encoding import (
    canonical_json,
    from_instant,
    hash_of,
    read_canonical,
    to_base64,
    to_instant,
)
from sync.protocol.errors import MalformedError
from sync.protocol.keys import check, key_id

NONCE_HEADER = "Kiosk-Nonce"
SIGNATURE_HEADER = "Portal-Signature"


@dataclass(frozen=True, slots=True)
class Ack:
    """The portal's word that it holds revision ``number`` of ``dossier``, with these bytes, since ``received_at``."""

    dossier: str
    number: int
    hash: str
    received_at: datetime


def sign_ack(ack: Ack, key: SigningKey) -> bytes:
    """The acknowledgement as canonical JSON with its signature."""
    value: dict[str, Any] = {
        "dossier": ack.dossier,
        "number": ack.number,
        "hash": ack.hash,
        "received_at": to_instant(ack.received_at),
        "key": key_id(bytes(key.verify_key)),
    }
    value["signature"] = to_base64(key.sign(b"ack-v1\n" + canonical_json(value)).signature)
    return canonical_json(value)


def read_ack(data: bytes, key: VerifyKey) -> Ack:
    """Raises MalformedError or SignatureError."""
    value = read_canonical(data)
    signature = value.pop("signature", None)
    if not isinstance(signature, str):
        raise MalformedError("an acknowledgement without a signature")
    check(key, b"ack-v1\n" + canonical_json(value), signature, "the acknowledgement is not signed by our portal")
    try:
        dossier, number, digest = value["dossier"], value["number"], value["hash"]
        if not (isinstance(dossier, str) and type(number) is int and isinstance(digest, str)):
            raise MalformedError("an acknowledgement of nothing")
        return Ack(dossier, number, digest, from_instant(value["received_at"]))
    except KeyError as error:
        raise MalformedError(f"not an acknowledgement: {error} is missing") from error


def _response_text(nonce: str, method: str, target: str, status: int, body: bytes) -> bytes:
    return f"response-v1\n{nonce}\n{method} {target}\n{status}\n{hash_of(body)}".encode()


def sign_response(key: SigningKey, nonce: str, method: str, target: str, status: int, body: bytes) -> str:
    """The value of the Portal-Signature header. target is the path with its query, as sent."""
    return to_base64(key.sign(_response_text(nonce, method, target, status, body)).signature)


def check_response(
    key: VerifyKey, signature: str, nonce: str, method: str, target: str, status: int, body: bytes
) -> None:
    """Raise SignatureError unless our portal gave this answer to this very request."""
    text = _response_text(nonce, method, target, status, body)
    check(key, text, signature, "the answer does not come from our portal")
