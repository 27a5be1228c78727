"""A revision arrives as it was made or not at all."""

import zlib
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from sync.protocol.encoding import canonical_json, hash_of, read_json_object, to_base64
from sync.protocol.errors import MalformedError, ProtocolError, SealError, SignatureError
from sync.protocol.keys import key_id
from sync.protocol.revision import (
    MAX_ATTACHMENTS,
    MAX_BODY,
    MAX_CONTENT,
    Blob,
    Content,
    Header,
    Paper,
    check_signature,
    open_content,
    read_revision,
    seal_revision,
)
from tests.support.revisions import MADE_AT, KioskKeys, make_revision

PORTAL = PrivateKey.generate()
KIOSK = KioskKeys()

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
hashes = st.binary(min_size=1, max_size=8).map(hash_of)


@st.composite
def revisions(draw):
    dossier = draw(st.uuids())
    number = draw(st.integers(1, (1 << 31) - 1))
    blobs = tuple(
        Blob(sha256, draw(st.integers(1, 12 << 20)))
        for sha256 in draw(st.lists(hashes, unique=True, max_size=MAX_ATTACHMENTS))
    )
    header = Header(
        draw(names),
        dossier,
        number,
        draw(st.none() | hashes),
        KIOSK.code(),
        draw(names),
        draw(names),
        MADE_AT,
        blobs,
    )
    papers = tuple(Paper(blob.sha256, to_base64(bytes(32)), draw(texts), "image/png", draw(texts)) for blob in blobs)
    consent = draw(st.dictionaries(texts, texts, max_size=4))
    return header, Content(str(dossier), number, draw(texts), draw(texts), consent, papers, draw(texts), draw(texts))


@settings(max_examples=60, deadline=None)
@given(revisions())
def test_round_trip(revision):
    header, content = revision
    body = seal_revision(header, content, PORTAL.public_key, KIOSK.sign_key)
    read = read_revision(body)
    check_signature(body, KIOSK.sign_key.verify_key)
    assert read.header == header
    assert read.hash == hash_of(body)
    assert open_content(read, [PrivateKey.generate(), PORTAL]) == content


@pytest.fixture(scope="module")
def made():
    return make_revision(KIOSK, PORTAL.public_key, pictures=(b"mot", b"hai"))


def test_changing_any_byte_is_noticed(made):
    for position in range(len(made.body)):
        for flip in (0x01, 0x20):
            bad = bytearray(made.body)
            bad[position] ^= flip
            with pytest.raises(ProtocolError):
                _take(bytes(bad))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cutting_inserting_and_swapping_is_noticed(made, data):
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(made.body))] * 2)))
    bad = made.body[:a] + data.draw(st.binary(max_size=5)) + made.body[b:]
    if bad == made.body:
        return
    with pytest.raises(ProtocolError):
        _take(bad)


def _take(body):
    read_revision(body)
    check_signature(body, KIOSK.sign_key.verify_key)


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_give_only_malformed(data):
    for read in (read_revision, lambda body: check_signature(body, KIOSK.sign_key.verify_key)):
        with pytest.raises(MalformedError):
            read(data)


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 1 << 40, "", "x", "\0", "a" * 5000, [], {}, [None] * 30, [{"sha256": "z"}], {"a": {}}, "\ud800"]
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_value_in_any_place_gives_only_malformed(made, data):
    """Signed by a real kiosk that has gone bad: the form is checked whatever the signature says."""
    envelope = read_json_object(made.body)
    key = data.draw(st.sampled_from(sorted(envelope)))
    value = data.draw(VALUES)
    if (key, value) == ("parent", None):
        return
    envelope[key] = value
    try:
        body = canonical_json(envelope)
    except UnicodeEncodeError:
        return
    with pytest.raises(ProtocolError):
        _take(body)


def test_a_missing_or_additional_key_is_refused(made):
    envelope = read_json_object(made.body)
    with pytest.raises(MalformedError):
        read_revision(canonical_json(envelope | {"more": 1}))
    for key in envelope:
        with pytest.raises(MalformedError):
            read_revision(canonical_json({k: v for k, v in envelope.items() if k != key}))


@pytest.mark.parametrize(
    ("key", "spelling"),
    [
        ("code", str.lower),
        ("code", lambda code: f"{code[:3]}-{code[3:]}"),
        ("dossier", str.upper),
        ("created_at", lambda _: "2026-11-20T08:30:15.123456+00:00"),
        ("sealed", lambda text: text + "="),
    ],
)
def test_a_second_spelling_of_the_same_thing_is_refused(made, key, spelling):
    envelope = read_json_object(made.body)
    envelope[key] = spelling(envelope[key])
    with pytest.raises(MalformedError):
        read_revision(canonical_json(envelope))


def test_another_kiosks_signature_does_not_fit(made):
    with pytest.raises(SignatureError):
        check_signature(made.body, SigningKey.generate().verify_key)


def test_only_the_portal_opens_it(made):
    assert "Nguyễn".encode() not in made.body
    with pytest.raises(SealError):
        open_content(read_revision(made.body), [PrivateKey.generate()])


@pytest.mark.parametrize("cut", [0, 10, 47, 60])
def test_a_changed_seal_is_a_seal_error(made, cut):
    read = read_revision(made.body)
    with pytest.raises(SealError):
        open_content(replace(read, sealed=read.sealed[:cut]), [PORTAL])


def _sealed(content_bytes, dossier=None, number=1):
    dossier = dossier or uuid4()
    header = Header(KIOSK.kiosk, dossier, number, None, KIOSK.code(), "1.001193", "1", MADE_AT)
    content = Content(str(dossier), number, "<a/>", "vi", {})
    read = read_revision(seal_revision(header, content, PORTAL.public_key, KIOSK.sign_key))
    return replace(read, sealed=SealedBox(PORTAL.public_key).encrypt(zlib.compress(content_bytes)))


def test_a_sealed_part_cannot_be_moved_into_another_envelope(made):
    first, second = (make_revision(KIOSK, PORTAL.public_key) for _ in range(2))
    moved = replace(read_revision(first.body), sealed=read_revision(second.body).sealed)
    with pytest.raises(MalformedError):
        open_content(moved, [PORTAL])


def test_a_bomb_in_the_sealed_part_is_bounded():
    with pytest.raises(MalformedError):
        open_content(_sealed(bytes(MAX_CONTENT + 1)), [PORTAL])


@given(st.binary(max_size=200) | st.dictionaries(names, VALUES.filter(lambda v: v != "\ud800")).map(canonical_json))
@settings(max_examples=100, deadline=None)
def test_any_sealed_content_gives_only_malformed(content):
    with pytest.raises(MalformedError):
        open_content(_sealed(content), [PORTAL])


def test_a_paper_must_name_an_attachment_of_the_header():
    dossier = uuid4()
    header = Header(KIOSK.kiosk, dossier, 1, None, KIOSK.code(), "1.001193", "1", MADE_AT)
    paper = Paper(hash_of(b"x"), to_base64(bytes(32)), "x", "image/png", "")
    body = seal_revision(
        header, Content(str(dossier), 1, "<a/>", "vi", {}, (paper,)), PORTAL.public_key, KIOSK.sign_key
    )
    with pytest.raises(MalformedError):
        open_content(read_revision(body), [PORTAL])


def test_an_attachment_named_twice_is_refused():
    blob = Blob(hash_of(b"x"), 3)
    header = Header(KIOSK.kiosk, UUID(int=1), 1, None, KIOSK.code(), "1.001193", "1", MADE_AT, (blob, blob))
    body = seal_revision(header, Content(str(UUID(int=1)), 1, "", "vi", {}), PORTAL.public_key, KIOSK.sign_key)
    with pytest.raises(MalformedError):
        read_revision(body)


def test_too_large_is_refused_at_both_ends():
    header = Header(KIOSK.kiosk, UUID(int=1), 1, None, KIOSK.code(), "1.001193", "1", MADE_AT)
    with pytest.raises(ValueError, match="too large"):
        seal_revision(
            header, Content(str(UUID(int=1)), 1, "x" * (MAX_CONTENT + 1), "vi", {}), PORTAL.public_key, KIOSK.sign_key
        )
    with pytest.raises(MalformedError):
        read_revision(b"{" + b" " * MAX_BODY)


def test_every_retry_sends_the_same_bytes_because_sealing_differs_each_time():
    """Why the body is stored: made twice, the same answers have two names."""
    header = Header(KIOSK.kiosk, UUID(int=1), 1, None, KIOSK.code(), "1.001193", "1", MADE_AT)
    content = Content(str(UUID(int=1)), 1, "<a/>", "vi", {})
    one, two = (seal_revision(header, content, PORTAL.public_key, KIOSK.sign_key) for _ in range(2))
    assert hash_of(one) != hash_of(two)


def test_the_envelope_names_the_key_it_is_sealed_to(made):
    assert read_revision(made.body).portal_key == key_id(bytes(PORTAL.public_key))
