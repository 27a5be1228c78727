"""The answer to a bulk call: one result for each revision that was in it, in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nacl.signing import VerifyKey

from sync.protocol.answers import Ack, read_ack, read_acks
from sync.protocol.encoding import canonical_json, read_json_object
from sync.protocol.errors import MalformedError, ProtocolError
from sync.transport import Answer

STORED = (200, 201)


@dataclass(frozen=True, slots=True)
class Results:
    """What the portal says of each. signature: over the acknowledgements together, None when each has its own."""

    each: Sequence[tuple[int, dict[str, Any]]]
    signature: str | None

    def answers(self) -> list[Answer]:
        """Each as the single call would have answered it."""
        return [Answer(status, canonical_json(body), {}) for status, body in self.each]

    def proofs(self, key: VerifyKey) -> list[tuple[Ack, bytes] | None]:
        """For each the acknowledgement, when there is one that our portal signed, and what proves it by itself."""
        if self.signature is None:
            return [_alone(body, key) if status in STORED else None for status, body in self.each]
        try:
            read = iter(read_acks([body for status, body in self.each if status in STORED], self.signature, key))
        except ProtocolError:
            return [None] * len(self.each)
        return [next(read) if status in STORED else None for status, _ in self.each]


def _alone(body: dict[str, Any], key: VerifyKey) -> tuple[Ack, bytes] | None:
    try:
        proof = canonical_json(body)
        return read_ack(proof, key), proof
    except ProtocolError:
        return None


def read_results(body: bytes, expected: int) -> Results | None:
    """The results in a bulk answer; None when they do not match what was sent."""
    try:
        value = read_json_object(body)
        results, signature = value["results"], value.get("signature")
        if len(results) != expected or not isinstance(signature, str | None):
            return None
        return Results([(int(one["status"]), dict(one["body"])) for one in results], signature)
    except (MalformedError, KeyError, TypeError, ValueError):
        return None
