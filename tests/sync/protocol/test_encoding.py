"""One value has one spelling, and whatever else comes over the wire is MalformedError, never another exception."""

import math
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol.encoding import (
    canonical_json,
    from_base64,
    from_instant,
    inflate,
    read_canonical,
    read_json_object,
    read_uuid,
    to_base64,
    to_instant,
)
from sync.protocol.errors import MalformedError

plain_text = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | plain_text,
    lambda inner: st.lists(inner) | st.dictionaries(plain_text, inner),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(plain_text, json_values, max_size=5))
def test_canonical_json_comes_back_as_it_went(value):
    data = canonical_json(value)
    assert read_canonical(data) == value
    assert canonical_json(read_json_object(data)) == data


def test_canonical_json_is_the_documented_form():
    assert canonical_json({"b": 1, "a": "đ", "c": [True, None]}) == '{"a":"đ","b":1,"c":[true,null]}'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1}\n',
        b'{"a":"\\u0111"}',
        b'{"a":1,"a":1}',
        b'{"a":"\\ud800"}',
        '{"a":1}'.encode("utf-16"),
        b"\xef\xbb\xbf{}",
    ],
)
def test_another_spelling_is_not_canonical(data):
    with pytest.raises(MalformedError):
        read_canonical(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"1",
        b"null",
        b'{"a":1.5}',
        b'{"a":1e3}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a":' + b"9" * 10_000 + b"}",
        b"\xff",
    ],
)
def test_what_is_no_json_object_is_malformed(data):
    with pytest.raises(MalformedError):
        read_json_object(data)


@given(st.binary())
def test_any_bytes_are_read_or_malformed(data):
    try:
        value = read_json_object(data)
    except MalformedError:
        return
    assert isinstance(value, dict)


def test_fractions_never_enter_a_signature():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"a": math.nan})


@given(st.binary())
def test_base64_round_trip(data):
    assert from_base64(to_base64(data)) == data


@given(st.text(max_size=40))
def test_base64_has_one_spelling(text):
    try:
        data = from_base64(text)
    except MalformedError:
        return
    assert to_base64(data) == text


@pytest.mark.parametrize("text", ["AB", "AAB", "AA==", "A", "+/+/", "AA\n", "A A A", "é"])
def test_other_spellings_of_base64_are_refused(text):
    with pytest.raises(MalformedError):
        from_base64(text)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instant_round_trip(moment):
    assert from_instant(to_instant(moment)) == moment


def test_an_instant_is_written_in_utc():
    hanoi = timezone(timedelta(hours=7))
    assert to_instant(datetime(2026, 1, 1, 3, tzinfo=hanoi)) == "2025-12-31T20:00:00.000000Z"
    with pytest.raises(ValueError, match="without a zone"):
        to_instant(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.000000+00:00",
        "0001-01-01T00:00:00.000000+14:00",
        "2026-02-30T00:00:00.000000Z",
        "2026-1-1T0:0:0.0Z",
        None,
        17,
    ],
)
def test_other_spellings_of_an_instant_are_refused(text):
    with pytest.raises(MalformedError):
        from_instant(text)


@pytest.mark.parametrize(
    "text",
    [
        "{0191e4a0-0000-7000-8000-000000000001}",
        "0191E4A0-0000-7000-8000-00000000000A",
        "0191e4a0000070008000000000000001",
        "",
        None,
        5,
    ],
)
def test_other_spellings_of_a_uuid_are_refused(text):
    with pytest.raises(MalformedError):
        read_uuid(text)


def test_a_zip_bomb_is_bounded():
    import tracemalloc
    import zlib

    bomb = zlib.compress(bytes(200 << 20), 9)
    assert len(bomb) < 300_000
    tracemalloc.start()
    with pytest.raises(MalformedError):
        inflate(bomb, 1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


@pytest.mark.parametrize("limit", [1 << 20, 1000])
def test_exactly_the_limit_is_let_through(limit):
    import zlib

    assert inflate(zlib.compress(bytes(limit)), limit) == bytes(limit)
    with pytest.raises(MalformedError):
        inflate(zlib.compress(bytes(limit + 1)), limit)


def test_cut_or_followed_packing_is_refused():
    import zlib

    packed = zlib.compress(b"mot hai ba" * 50)
    for bad in (packed[:-1], packed + b"x", b"", b"x", packed[:10]):
        with pytest.raises(MalformedError):
            inflate(bad, 1000)
