"""Packs come over whole and checked, each on its own."""

import pytest

from sync import packs
from sync.errors import NoAnswer, Refused
from sync.protocol.encoding import hash_of
from tests.support.fault_proxy import Fault


@pytest.fixture
def kept():
    return {}


def _fetch(transport, kept, refuse=()):
    def keep(archive, sha256):
        if sha256 in refuse:
            raise ValueError("not a pack")
        kept[sha256] = archive

    return packs.fetch(transport, kept.__contains__, keep)


def _offer(portal, *archives):
    portal.packs = {hash_of(archive): archive for archive in archives}


def test_what_is_new_is_fetched_once(portal, transport, kept):
    _offer(portal, b"one" * 50_000, b"two")
    assert len(_fetch(transport, kept).kept) == 2
    assert set(kept) == set(portal.packs)
    portal.requests.clear()
    assert _fetch(transport, kept).kept == ()
    assert [target for _, target in portal.requests] == ["/v1/packs"]


def test_a_pack_with_other_bytes_is_refused_and_the_others_come(portal, transport, kept):
    _offer(portal, b"one", b"two")
    portal.packs[hash_of(b"one")] = b"ono"
    fetched = _fetch(transport, kept)
    assert [pack.sha256 for pack in fetched.refused] == [hash_of(b"one")]
    assert kept == {hash_of(b"two"): b"two"}


def test_a_pack_that_cannot_be_kept_is_refused_and_the_others_come(portal, transport, kept):
    _offer(portal, b"one", b"two")
    fetched = _fetch(transport, kept, refuse={hash_of(b"one")})
    assert [pack.sha256 for pack in fetched.kept] == [hash_of(b"two")]


def test_what_came_before_the_line_broke_stays(portal, transport, proxy, kept):
    _offer(portal, b"one" * 1000, b"two" * 100_000)
    proxy.plan(Fault(down_after=60_000))
    with pytest.raises(NoAnswer):
        _fetch(transport, kept)
    assert set(kept) == {hash_of(b"one" * 1000)}
    assert len(_fetch(transport, kept).kept) == 1


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"sha256": "../../etc/passwd"},
        {"sha256": "A" * 64},
        {"size": 0},
        {"size": 1 << 40},
        {"size": "5"},
        {"procedure": None},
        None,
    ],
)
def test_a_list_that_cannot_be_read_is_refused(portal, transport, kept, monkeypatch, line):
    good = {"procedure": "1.001193", "version": "1", "sha256": hash_of(b"x"), "size": 1}
    strange = {**good, **line} if line else line
    monkeypatch.setattr(portal, "_known", lambda *request: (200, {"packs": [strange]}, {}))
    with pytest.raises(Refused):
        packs.listed(transport) and _fetch(transport, kept)
    assert not kept
