"""What the portal says, signed: acknowledgements, responses, and answers sealed to a kiosk.

A status code proves nothing (a captive portal answers 200 to everything), so every response carries a signature over
the request it answers, and the acknowledgement of a revision is an object of its own that can be kept as proof.
"""

from collections.abc import Mapping, Sequence
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
from sync.protocol.tree import climb, grow, place_in, root_of

NONCE_HEADER = "Kiosk-Nonce"
SIGNATURE_HEADER = "Portal-Signature"
_ALONE = b"ack-v1\n"
_NOT_OURS = "the acknowledgement is not signed by our portal"


@dataclass(frozen=True, slots=True)
class Ack:
    """The portal's word that it holds revision ``number`` of ``dossier``, with these bytes, since ``received_at``."""

    dossier: str
    number: int
    hash: str
    received_at: datetime


def sign_ack(ack: Ack, key: SigningKey) -> bytes:
    """The acknowledgement as canonical JSON with a signature of its own."""
    value = _ack_json(ack, key)
    value["signature"] = to_base64(key.sign(_ALONE + canonical_json(value)).signature)
    return canonical_json(value)


def sign_acks(acks: Sequence[Ack], key: SigningKey) -> tuple[list[bytes], str]:
    """Many acknowledgements as canonical JSON, and the one signature over all of them in this order.

    The signature is over the root of a tree (sync.protocol.tree) whose leaves they are. There has to be one.
    """
    bodies = [canonical_json(_ack_json(ack, key)) for ack in acks]
    return bodies, to_base64(key.sign(_together(len(bodies), root_of(bodies))).signature)


def read_acks(values: Sequence[dict[str, Any]], signature: str, key: VerifyKey) -> list[tuple[Ack, bytes]]:
    """What sign_acks made: each acknowledgement, and its own proof, which read_ack takes.

    Raises MalformedError or SignatureError; then none of them counts.
    """
    if not values:
        return []
    acks = [_ack_of(value) for value in values]
    root, places = grow([canonical_json(value) for value in values])
    check(key, _together(len(values), root), signature, _NOT_OURS)
    return [
        (ack, canonical_json({**value, **place.as_json(), "signature": signature}))
        for ack, value, place in zip(acks, values, places, strict=True)
    ]


def read_ack(data: bytes, key: VerifyKey) -> Ack:
    """An acknowledgement that is signed by itself, or proved by its place among others.

    Raises MalformedError or SignatureError.
    """
    value = read_canonical(data)
    signature = value.pop("signature", None)
    if not isinstance(signature, str):
        raise MalformedError("an acknowledgement without a signature")
    if "path" in value:
        place = place_in(value)
        value = {name: each for name, each in value.items() if name not in place.as_json()}
        check(key, _together(place.size, climb(canonical_json(value), place)), signature, _NOT_OURS)
    else:
        check(key, _ALONE + canonical_json(value), signature, _NOT_OURS)
    return _ack_of(value)


def _together(size: int, root: bytes) -> bytes:
    return b"acks-v1\n" + f"{size}\n{root.hex()}".encode()


def _ack_json(ack: Ack, key: SigningKey) -> dict[str, Any]:
    return {
        "dossier": ack.dossier,
        "number": ack.number,
        "hash": ack.hash,
        "received_at": to_instant(ack.received_at),
        "key": key_id(bytes(key.verify_key)),
    }


def _ack_of(value: Mapping[str, Any]) -> Ack:
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
