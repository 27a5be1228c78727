"""Taking in many revisions of one call, each answered as the single call would have answered it.

One signature of the kiosk over all of them stands for the one in each body: checking a hundred costs more than
everything else about them. What it said of each is kept with it (`Revision.proof`), so that the kiosk's word for one
revision can be shown without the others, as by the signature in the body (`evidence`).
"""

from collections.abc import Callable, Iterator, Sequence

from nacl.signing import VerifyKey

from sync.portal.registry import ingest, keys
from sync.portal.registry.ingest import Checked, Taken
from sync.portal.registry.models import Kiosk, Revision
from sync.portal.registry.problems import Problem
from sync.protocol import batch
from sync.protocol.answers import sign_acks
from sync.protocol.encoding import canonical_json, hash_of
from sync.protocol.errors import MalformedError, SignatureError
from sync.protocol.revision import check_signature

# What one revision of a call comes to: a Taken, or the Problem that the single call would have had.
Outcome = Taken | Problem


def take(kiosk: Kiosk, asked: Sequence[bytes | Problem], signature: str | None = None) -> list[Outcome]:
    """Store them; an outcome for each, in their order. asked: the bytes, or why there are none.

    signature: over all of them, None when each has only its own. Raises Problem bad-signature when it does not fit:
    then nothing of the call is looked at.
    """
    proofs: Sequence[str | None] = [None] * len(asked)
    if signature is not None:
        proofs = _signed_together(kiosk, asked, signature)
    outcomes: list[Outcome | None] = []
    checked: list[Checked] = []
    for body, proof in zip(asked, proofs, strict=True):
        one = _checked(kiosk, body, proof)
        if isinstance(one, Checked):
            checked.append(one)
            outcomes.append(None)
        else:
            outcomes.append(one)
    stored = iter(ingest.take_all(kiosk, checked))
    return [_told(next(stored)) if outcome is None else outcome for outcome in outcomes]


def _signed_together(kiosk: Kiosk, asked: Sequence[bytes | Problem], signature: str) -> list[str]:
    if any(isinstance(body, Problem) for body in asked):
        raise Problem("bad-signature", "what was signed together did not come whole")
    hashes = [hash_of(body) for body in asked if isinstance(body, bytes)]
    try:
        return batch.check_batch(str(kiosk.id), hashes, signature, VerifyKey(bytes(kiosk.sign_key)))
    except SignatureError as error:
        raise Problem("bad-signature", str(error)) from error


def _checked(kiosk: Kiosk, body: bytes | Problem, proof: str | None) -> Checked | Outcome:
    if isinstance(body, Problem):
        return body
    try:
        return ingest.check(kiosk, ingest.read(body), body, proof=proof)
    except Problem as problem:
        return problem


def _told(answer: Callable[[], Taken]) -> Outcome:
    try:
        return answer()
    except MalformedError as error:
        return Problem("malformed", str(error))
    except Problem as problem:
        return problem


def answer(outcomes: Sequence[Outcome], *, together: bool) -> bytes:
    """The body of the answer to the call. together: one signature over all acknowledgements, as it was asked for.

    Canonical JSON, put together from pieces that are canonical already.
    """
    taken = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    signature = ""
    if together and taken:
        words, signature = sign_acks([one.word for one in taken], keys.sign_key())
    else:
        words = [one.ack for one in taken]
    ready = iter(words)
    results = b",".join(_result(outcome, ready) for outcome in outcomes)
    return b'{"results":[' + results + b"]" + (f',"signature":"{signature}"'.encode() if signature else b"") + b"}"


def _result(outcome: Outcome, words: Iterator[bytes]) -> bytes:
    if isinstance(outcome, Problem):
        return canonical_json({"status": outcome.status, "body": outcome.body()})
    return b'{"body":' + next(words) + b',"status":' + (b"201" if outcome.new else b"200") + b"}"


def check_evidence(kiosk: Kiosk, stored: Revision) -> None:
    """Raise SignatureError unless what is stored shows that this kiosk said these bytes, whichever way it signed them.

    Nothing else is needed for that than the row and the kiosk's key. Raises MalformedError for what is no revision, as
    when the bytes were erased.
    """
    key, body = VerifyKey(bytes(kiosk.sign_key)), bytes(stored.body)
    if stored.proof is None:
        check_signature(body, key)
    else:
        ingest.read(body)
        batch.check_proof(str(kiosk.id), hash_of(body), stored.proof, key)
