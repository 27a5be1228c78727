"""The papers of a bundle, as they come back from anywhere: whole ones are read, and of others nothing is believed."""

import json
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from sync.bundles.errors import BundleError, Foreign, Torn
from sync.bundles.letter import (
    MAX_REVISIONS,
    Enclosed,
    Manifest,
    Reply,
    Result,
    check_manifest,
    open_batch,
    read_manifest,
    read_reply,
    seal_batch,
    write_manifest,
    write_reply,
)
from sync.protocol.encoding import canonical_json, from_base64, to_base64
from sync.protocol.keys import key_id
from sync.protocol.revision import Blob

KIOSK_SIGN, KIOSK_BOX = SigningKey.generate(), PrivateKey.generate()
PORTAL_SIGN, PORTAL_BOX = SigningKey.generate(), PrivateKey.generate()
NAME = "0190a6c0-0000-7000-8000-000000000001"
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)

hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
sizes = st.integers(1, 1 << 20)
dossiers = st.uuids()
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
manifests = st.builds(
    Manifest,
    id=texts,
    kiosk=st.just(NAME),
    made_at=st.just(AT),
    epoch=texts,
    cursor=texts,
    revisions=st.lists(st.builds(Enclosed, dossiers, st.integers(1, 99), hashes, sizes), max_size=3).map(tuple),
    attachments=st.lists(st.builds(Blob, hashes, sizes), max_size=3).map(tuple),
    notices=st.lists(st.builds(Blob, hashes, sizes), max_size=2).map(tuple),
)
replies = st.builds(
    Reply,
    bundle=texts,
    kiosk=st.just(NAME),
    made_at=st.just(AT),
    results=st.lists(
        st.builds(Result, dossiers, st.integers(1, 99), hashes, st.sampled_from([200, 201, 409]), st.binary()),
        max_size=3,
    ).map(tuple),
    pages=st.dictionaries(texts, st.binary(max_size=40), max_size=2),
    notices=st.lists(dossiers, max_size=2).map(tuple),
    settings=st.binary(max_size=40),
)


def written(reply: Reply) -> bytes:
    return write_reply(reply, KIOSK_BOX.public_key, PORTAL_SIGN)


def read(data: bytes) -> Reply:
    return read_reply(data, NAME, KIOSK_BOX, PORTAL_SIGN.verify_key)


@given(manifests)
def test_a_list_is_read_as_it_was_written(manifest: Manifest) -> None:
    data = write_manifest(manifest, KIOSK_SIGN)
    assert read_manifest(data) == manifest
    check_manifest(data, KIOSK_SIGN.verify_key)
    with pytest.raises(Foreign):
        check_manifest(data, PORTAL_SIGN.verify_key)


@given(replies)
def test_an_answer_is_read_as_it_was_written_by_that_kiosk_alone(reply: Reply) -> None:
    data = written(reply)
    assert read(data) == reply
    with pytest.raises(Foreign):
        read_reply(data, NAME, KIOSK_BOX, KIOSK_SIGN.verify_key)
    with pytest.raises(Torn):
        read_reply(data, NAME, PORTAL_BOX, PORTAL_SIGN.verify_key)
    with pytest.raises(Foreign):
        read_reply(data, NAME.replace("1", "2"), KIOSK_BOX, PORTAL_SIGN.verify_key)


def listed(data: bytes) -> Manifest:
    manifest = read_manifest(data)
    check_manifest(data, KIOSK_SIGN.verify_key)
    return manifest


@given(manifests, replies, st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_one_changed_byte_is_enough_to_refuse_both(manifest: Manifest, reply: Reply, where: float, flip: int) -> None:
    whole: bytes
    look: Callable[[bytes], object]
    for whole, look in ((write_manifest(manifest, KIOSK_SIGN), listed), (written(reply), read)):
        place = int(where * len(whole))
        with pytest.raises(BundleError):
            look(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
        with pytest.raises(BundleError):
            look(whole[:place])


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=8,
    ).map(canonical_json)
)
def test_whatever_else_lies_there_is_refused_by_name(data: bytes) -> None:
    for look in (read_manifest, read, lambda it: open_batch(it, lambda _: PORTAL_BOX)):
        with pytest.raises(BundleError):
            look(data)


@given(st.sampled_from(["v", "id", "kiosk", "made_at", "revisions", "attachments", "notices"]), st.data())
@settings(max_examples=60)
def test_a_list_with_one_value_of_another_kind_is_refused(name: str, data: st.DataObject) -> None:
    """Signed by a kiosk of ours all the same: it may have been taken over."""
    value = json.loads(write_manifest(Manifest("i", NAME, AT, "e", "c", (), (), ()), KIOSK_SIGN))
    value[name] = data.draw(st.sampled_from([None, -1, 2.5, [None], [{"sha256": "../x", "size": 1}], {"a": 1}, [[]]]))
    with pytest.raises(BundleError):
        read_manifest(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())


@pytest.mark.parametrize("name", ["../" * 21 + "x", "A" * 64, "0" * 63, "0" * 65, "g" * 64, "0" * 63 + "\n"])
def test_what_becomes_the_name_of_a_file_is_a_hash_and_nothing_else(name: str) -> None:
    revision = {"dossier": str(UUID(int=1)), "number": 1, "hash": name, "size": 1}
    value = json.loads(write_manifest(Manifest("i", NAME, AT, "e", "c", (), (), ()), KIOSK_SIGN))
    for place, line in (("revisions", revision), ("attachments", {"sha256": name, "size": 1})):
        with pytest.raises(Torn):
            read_manifest(canonical_json({**value, place: [line]}))


def test_more_lines_than_a_kiosk_can_have_are_refused() -> None:
    one = Enclosed(UUID(int=1), 1, "0" * 64, 1)
    manifest = Manifest("i", NAME, AT, "e", "c", (one,) * (MAX_REVISIONS + 1), ())
    with pytest.raises(Torn):
        read_manifest(write_manifest(manifest, KIOSK_SIGN))


def resealed(change: dict[str, Any], without: tuple[str, ...] = ()) -> bytes:
    """An answer of our portal's with other words inside."""
    value = json.loads(written(Reply("b", NAME, AT, (), {}, (), b"{}")))
    plain = json.loads(zlib.decompress(SealedBox(KIOSK_BOX).decrypt(from_base64(value["sealed"]))))
    plain = {key: each for key, each in {**plain, **change}.items() if key not in without}
    value["sealed"] = to_base64(SealedBox(KIOSK_BOX.public_key).encrypt(zlib.compress(canonical_json(plain))))
    del value["signature"]
    signed = PORTAL_SIGN.sign(b"bundle-answer-v1\n" + canonical_json(value)).signature
    return canonical_json({**value, "signature": to_base64(signed)})


def test_an_answer_of_an_older_portal_has_neither_settings_nor_notices() -> None:
    reply = read(resealed({}, without=("settings", "notices")))
    assert (reply.settings, reply.notices) == (b"", ())


@pytest.mark.parametrize("change", [{"v": 2}, {"kiosk": "x"}, {"results": [1]}, {"pages": {"": 1}}, {"settings": 1}])
def test_an_answer_that_makes_no_sense_inside_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Torn):
        read(resealed(change))


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    value = json.loads(written(Reply("b", NAME, AT, (), {})))
    value["sealed"] = to_base64(SealedBox(KIOSK_BOX.public_key).encrypt(zlib.compress(bytes(80 << 20))))
    del value["signature"]
    signed = PORTAL_SIGN.sign(b"bundle-answer-v1\n" + canonical_json(value)).signature
    with pytest.raises(Torn):
        read(canonical_json({**value, "signature": to_base64(signed)}))


@given(st.binary(max_size=300))
def test_notices_are_opened_by_the_portal_alone(batch: bytes) -> None:
    sealed = seal_batch(batch, PORTAL_BOX.public_key)
    assert open_batch(sealed, lambda _: PORTAL_BOX) == batch
    for keys in ({}, dict.fromkeys([key_id(bytes(PORTAL_BOX.public_key))], KIOSK_BOX)):
        with pytest.raises(Torn):
            open_batch(sealed, keys.get)
