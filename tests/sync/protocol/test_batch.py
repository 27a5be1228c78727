"""One signature for a bulk call: it covers each revision of the call, and nobody can stretch it over another."""

import random
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from sync.protocol.answers import Ack, read_ack, read_acks, sign_ack, sign_acks
from sync.protocol.batch import Signer, check_batch, check_proof
from sync.protocol.encoding import canonical_json, hash_of, read_json_object
from sync.protocol.errors import ProtocolError, SignatureError

KEY, OTHER = SigningKey.generate(), SigningKey.generate()
KIOSK = "0191e4a0-0000-7000-8000-000000000001"
SIGNER = Signer(KIOSK, KEY)
HASHES = st.lists(st.binary(max_size=8).map(hash_of), min_size=1, max_size=12)


def refused(hashes: list[str], signature: str, kiosk: str = KIOSK, key: SigningKey = KEY) -> None:
    with pytest.raises(SignatureError):
        check_batch(kiosk, hashes, signature, key.verify_key)


@given(HASHES)
def test_every_revision_of_a_batch_can_be_proved_by_itself(hashes: list[str]) -> None:
    proofs = check_batch(KIOSK, hashes, SIGNER.sign(hashes), KEY.verify_key)
    assert len(proofs) == len(hashes)
    for digest, proof in zip(hashes, proofs, strict=True):
        check_proof(KIOSK, digest, proof, KEY.verify_key)


@given(HASHES, st.data())
def test_an_altered_longer_shorter_or_reordered_batch_is_refused(hashes: list[str], data: st.DataObject) -> None:
    signature = SIGNER.sign(hashes)
    at = data.draw(st.integers(0, len(hashes) - 1))
    refused([*hashes[:at], hash_of(b"something else"), *hashes[at + 1 :]], signature)
    refused([*hashes, hash_of(b"one more")], signature)
    refused([*hashes, hashes[-1]], signature)
    refused(hashes[:at] + hashes[at + 1 :], signature)
    shuffled = list(hashes)
    random.Random(at).shuffle(shuffled)
    if shuffled != hashes:
        refused(shuffled, signature)


@given(HASHES)
def test_a_batch_counts_for_the_kiosk_that_signed_it_only(hashes: list[str]) -> None:
    signature = SIGNER.sign(hashes)
    refused(hashes, signature, kiosk=str(uuid4()))
    refused(hashes, signature, key=OTHER)
    refused(hashes, Signer(KIOSK, OTHER).sign(hashes))


@given(st.lists(st.binary(max_size=8).map(hash_of), min_size=1, max_size=12, unique=True), st.data())
def test_a_proof_speaks_of_its_revision_only(hashes: list[str], data: st.DataObject) -> None:
    proofs = check_batch(KIOSK, hashes, SIGNER.sign(hashes), KEY.verify_key)
    at = data.draw(st.integers(0, len(hashes) - 1))
    with pytest.raises(SignatureError):
        check_proof(KIOSK, hash_of(b"something else"), proofs[at], KEY.verify_key)
    with pytest.raises(SignatureError):
        check_proof(str(uuid4()), hashes[at], proofs[at], KEY.verify_key)
    with pytest.raises(SignatureError):
        check_proof(KIOSK, hashes[at], proofs[at], OTHER.verify_key)
    value = read_json_object(proofs[at].encode())
    for change in ({"size": value["size"] + 1}, {"index": value["index"] + 1}, {"path": value["path"] + "A" * 43}):
        with pytest.raises(SignatureError):
            check_proof(KIOSK, hashes[at], canonical_json({**value, **change}).decode(), KEY.verify_key)


@given(st.text(max_size=60))
def test_any_text_that_is_no_proof_is_refused(proof: str) -> None:
    with pytest.raises(SignatureError):
        check_proof(KIOSK, hash_of(b""), proof, KEY.verify_key)


@pytest.mark.parametrize("signature", ["", "A" * 86, "no base64"])
def test_a_batch_without_a_signature_is_refused(signature: str) -> None:
    refused([hash_of(b"1")], signature)
    refused([], SIGNER.sign([hash_of(b"1")]))


# The way back.

ACKS = st.lists(
    st.builds(
        Ack,
        st.uuids().map(str),
        st.integers(1, 9),
        st.binary(max_size=4).map(hash_of),
        st.datetimes(timezones=st.just(UTC)),
    ),
    min_size=1,
    max_size=12,
)


@given(ACKS)
def test_every_acknowledgement_of_a_batch_is_a_proof_of_its_own(acks: list[Ack]) -> None:
    bodies, signature = sign_acks(acks, KEY)
    found = read_acks([read_json_object(body) for body in bodies], signature, KEY.verify_key)
    assert [ack for ack, _ in found] == acks
    assert [read_ack(proof, KEY.verify_key) for _, proof in found] == acks


@given(ACKS, st.data())
def test_acknowledgements_that_were_altered_count_for_nothing(acks: list[Ack], data: st.DataObject) -> None:
    bodies, signature = sign_acks(acks, KEY)
    values = [read_json_object(body) for body in bodies]
    at = data.draw(st.integers(0, len(acks) - 1))
    change: dict[str, Any] = data.draw(
        st.sampled_from([{"number": 10}, {"hash": hash_of(b"else")}, {"dossier": str(uuid4())}])
    )
    _, proof = read_acks(values, signature, KEY.verify_key)[at]
    values[at] |= change
    with pytest.raises(SignatureError):
        read_acks(values, signature, KEY.verify_key)
    with pytest.raises(SignatureError):
        read_ack(canonical_json({**read_json_object(proof), **change}), KEY.verify_key)
    with pytest.raises(SignatureError):
        read_ack(proof, OTHER.verify_key)


def test_changing_any_byte_of_a_proof_is_noticed() -> None:
    acks = [Ack(str(uuid4()), 1, hash_of(bytes([n])), datetime(2026, 11, 23, tzinfo=UTC)) for n in range(5)]
    bodies, signature = sign_acks(acks, KEY)
    for _, good in read_acks([read_json_object(body) for body in bodies], signature, KEY.verify_key):
        for position in range(len(good)):
            bad = bytearray(good)
            bad[position] ^= 1
            with pytest.raises(ProtocolError):
                read_ack(bytes(bad), KEY.verify_key)


def test_one_kind_of_signature_is_never_taken_for_the_other() -> None:
    """Else the portal's word on one revision could be turned into its word on a tree."""
    ack = Ack(str(uuid4()), 1, hash_of(b""), datetime(2026, 11, 23, tzinfo=UTC))
    bodies, signature = sign_acks([ack], KEY)
    alone = read_json_object(sign_ack(ack, KEY))
    with pytest.raises(SignatureError):
        read_ack(canonical_json({**read_json_object(bodies[0]), "signature": signature}), KEY.verify_key)
    with pytest.raises(SignatureError):
        read_ack(canonical_json({**alone, "index": 0, "size": 1, "path": ""}), KEY.verify_key)
    with pytest.raises(SignatureError):
        read_acks([read_json_object(bodies[0])], alone["signature"], KEY.verify_key)
