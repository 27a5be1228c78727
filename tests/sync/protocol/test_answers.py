"""What the portal says is believed only with its signature over that very request."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from sync.protocol.answers import Ack, check_response, read_ack, sign_ack, sign_response
from sync.protocol.encoding import canonical_json, hash_of, read_json_object, to_base64
from sync.protocol.errors import MalformedError, ProtocolError, SignatureError
from tests.support.revisions import MADE_AT

KEY = SigningKey.generate()
OTHER = SigningKey.generate()
ACK = Ack("0191e4a0-0000-7000-8000-000000000001", 3, hash_of(b"body"), MADE_AT)


@given(st.uuids(), st.integers(1, 1 << 31), st.binary().map(hash_of), st.datetimes(timezones=st.just(UTC)))
def test_an_acknowledgement_comes_back(dossier, number, digest, at):
    ack = Ack(str(dossier), number, digest, at)
    assert read_ack(sign_ack(ack, KEY), KEY.verify_key) == ack


def test_changing_any_byte_of_an_acknowledgement_is_noticed():
    good = sign_ack(ACK, KEY)
    for position in range(len(good)):
        for flip in (0x01, 0x02, 0x20):
            bad = bytearray(good)
            bad[position] ^= flip
            with pytest.raises(ProtocolError):
                read_ack(bytes(bad), KEY.verify_key)


def test_another_portal_cannot_acknowledge():
    with pytest.raises(SignatureError):
        read_ack(sign_ack(ACK, OTHER), KEY.verify_key)


@pytest.mark.parametrize("value", [{}, {"signature": 5}, {"signature": ""}, {"signature": "AAAA"}])
def test_an_unsigned_object_is_no_acknowledgement(value):
    with pytest.raises(ProtocolError):
        read_ack(canonical_json(value), KEY.verify_key)


@pytest.mark.parametrize(
    "change", [{"number": True}, {"number": "3"}, {"hash": None}, {"received_at": "yesterday"}, {"dossier": 1}]
)
def test_a_signed_acknowledgement_of_the_wrong_form_is_malformed(change):
    value = read_json_object(sign_ack(ACK, KEY))
    del value["signature"]
    value |= change
    value["signature"] = to_base64(KEY.sign(b"ack-v1\n" + canonical_json(value)).signature)
    with pytest.raises(MalformedError):
        read_ack(canonical_json(value), KEY.verify_key)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_give_only_protocol_errors(data):
    with pytest.raises(ProtocolError):
        read_ack(data, KEY.verify_key)


REQUEST: dict[str, Any] = {
    "nonce": "n" * 22,
    "method": "PUT",
    "target": "/v1/dossiers/x/revisions/1?y=%C4%91",
    "status": 201,
    "body": b"ok",
}


def test_a_response_is_bound_to_its_request():
    signature = sign_response(KEY, **REQUEST)
    check_response(KEY.verify_key, signature, **REQUEST)
    changes: tuple[dict[str, Any], ...] = (
        {"nonce": "m" * 22},
        {"method": "GET"},
        {"target": "/v1/dossiers/x/revisions/2?y=%C4%91"},
        {"status": 200},
        {"body": b"ok "},
    )
    for change in changes:
        with pytest.raises(SignatureError):
            check_response(KEY.verify_key, signature, **(REQUEST | change))


@pytest.mark.parametrize("signature", ["", "x", "A" * 86, "é", "A" * 85 + "B", "=" * 88])
def test_no_signature_is_no_answer(signature):
    with pytest.raises(SignatureError):
        check_response(KEY.verify_key, signature, **REQUEST)


def test_an_acknowledgement_is_not_a_response_and_the_other_way_round():
    """Each kind of signature has its own first line, so none can stand for another."""
    value = read_json_object(sign_ack(ACK, KEY))
    with pytest.raises(SignatureError):
        check_response(KEY.verify_key, value["signature"], "n", "GET", "/", 200, sign_ack(ACK, KEY))


def test_acknowledgements_of_two_revisions_differ():
    assert sign_ack(ACK, KEY) != sign_ack(replace(ACK, number=4), KEY)
