"""A backlog under one signature: what a kiosk signs of a bulk call, and what the portal keeps of it for each revision.

Checking a signature costs more than anything else about a small revision. The kiosk therefore signs the root of a tree
(sync.protocol.tree) over the revisions of a call, and the portal keeps with each of them its own path to that root: so
what the kiosk said of one is proved without the others, as by the signature in its body.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nacl.signing import SigningKey, VerifyKey

from sync.protocol.encoding import canonical_json, read_canonical, to_base64
from sync.protocol.errors import MalformedError, SignatureError
from sync.protocol.keys import check
from sync.protocol.tree import climb, grow, place_in, root_of

_SIGNED = b"batch-v1\n"


@dataclass(frozen=True, slots=True)
class Signer:
    """The kiosk's hand for bulk calls: its name at the portal, and its signing key."""

    kiosk: str
    key: SigningKey

    def sign(self, hashes: Sequence[str]) -> str:
        """The signature of a call over its revisions' hashes, in their order; base64url. There has to be one."""
        return to_base64(self.key.sign(_said(self.kiosk, len(hashes), root_of(_leaves(hashes)))).signature)


def check_batch(kiosk: str, hashes: Sequence[str], signature: str, key: VerifyKey) -> list[str]:
    """The proof of every revision of a call, to be kept with it. hashes: of the bodies as they came.

    Raises SignatureError unless the kiosk with this name and key signed just these, in this order.
    """
    if not hashes:
        raise SignatureError("nothing was signed")
    root, places = grow(_leaves(hashes))
    check(key, _said(kiosk, len(hashes), root), signature, "these revisions were not signed together by this kiosk")
    return [canonical_json({**place.as_json(), "signature": signature}).decode() for place in places]


def check_proof(kiosk: str, digest: str, proof: str, key: VerifyKey) -> None:
    """Raise SignatureError unless the kiosk with this name and key signed the revision with this hash among others."""
    try:
        value = read_canonical(proof.encode())
        signature, place = str(value["signature"]), place_in(value)
        root = climb(bytes.fromhex(digest), place)
    except (MalformedError, KeyError, ValueError) as error:
        raise SignatureError("not the proof of a revision among others") from error
    check(key, _said(kiosk, place.size, root), signature, "the revision was not signed among others by this kiosk")


def _leaves(hashes: Sequence[str]) -> list[bytes]:
    return [bytes.fromhex(digest) for digest in hashes]


def _said(kiosk: str, size: int, root: bytes) -> bytes:
    return _SIGNED + f"{kiosk}\n{size}\n{root.hex()}".encode()
