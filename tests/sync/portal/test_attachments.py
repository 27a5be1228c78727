"""Attachments in pieces: what is on the disk decides, nothing is kept that is not what its name says."""

import os
import secrets
from datetime import UTC, datetime

import pytest

from sync.portal.registry.storage import Folder
from sync.portal.registry.sweeping import sweep
from sync.protocol.encoding import hash_of
from tests.support.portal import OTHER_SITE, SITE, enrolled

SIZE = 5000


@pytest.fixture
def data():
    return secrets.token_bytes(SIZE)


def target(data):
    return f"/v1/attachments/{hash_of(data)}"


def first(kiosk, data, piece):
    headers = {"Upload-Complete": "?0", "Upload-Length": str(len(data))}
    return kiosk.call("PUT", target(data), piece, **headers)


def piece(kiosk, data, begin, end, *, last=False):
    headers = {"Upload-Offset": str(begin), "Upload-Complete": "?1" if last else "?0"}
    return kiosk.call("PATCH", target(data), data[begin:end], **headers)


def head(kiosk, data):
    answer = kiosk.call("HEAD", target(data))
    return answer.status_code, answer.headers.get("Upload-Offset"), answer.headers.get("Upload-Complete")


def folder(portal, data, site=1):
    return portal.data / "attachments" / str(site) / "under-way" / hash_of(data)


def test_pieces_become_the_whole(portal, kiosk, data):
    assert head(kiosk, data) == (404, None, None)
    answer = first(kiosk, data, data[:1000])
    assert (answer.status_code, answer.json()) == (200, {"complete": False, "offset": 1000})
    assert head(kiosk, data) == (200, "1000", "?0")
    assert piece(kiosk, data, 1000, 3000).json() == {"complete": False, "offset": 3000}
    answer = piece(kiosk, data, 3000, SIZE, last=True)
    assert (answer.status_code, answer.json()) == (201, {"complete": True, "offset": SIZE})
    assert head(kiosk, data) == (200, str(SIZE), "?1")
    assert not folder(portal, data).exists()
    assert kiosk.call("PUT", target(data), data).status_code == 200


def test_a_piece_that_does_not_fit_is_answered_with_where_it_stands(kiosk, data):
    first(kiosk, data, data[:1000])
    for begin in (0, 999, 1001, 4000):
        answer = piece(kiosk, data, begin, begin + 500)
        assert (answer.status_code, answer.json()["type"], answer.json()["offset"]) == (409, "wrong-offset", 1000)
        assert answer.headers["Upload-Offset"] == "1000"
    assert first(kiosk, data, data[:1000]).json()["offset"] == 1000
    assert piece(kiosk, data, 1000, SIZE, last=True).status_code == 201


def test_wrong_bytes_are_refused_at_the_end_and_forgotten(portal, kiosk, data):
    first(kiosk, data, data[:1000])
    answer = kiosk.call("PATCH", target(data), b"x" * 10, **{"Upload-Offset": "1000", "Upload-Complete": "?1"})
    assert (answer.status_code, answer.json()["type"]) == (422, "bad-hash")
    assert head(kiosk, data) == (404, None, None)
    assert not folder(portal, data).exists()


def test_it_is_told_from_the_bytes_on_the_disk(portal, kiosk, data):
    """A disk that was restored from an older copy than the database, or that lost a file."""
    assert kiosk.call("PUT", target(data), data).status_code == 201
    name = hash_of(data)
    path = portal.data / "attachments" / "1" / name[:2] / name
    path.unlink()
    assert head(kiosk, data) == (404, None, None)
    assert kiosk.call("PUT", target(data), data).status_code == 200  # the row was there
    assert path.read_bytes() == data
    path.write_bytes(data[:100])
    assert head(kiosk, data) == (404, None, None)
    assert kiosk.call("PUT", target(data), data).status_code == 200
    assert path.read_bytes() == data


def test_a_piece_that_the_disk_lost_is_asked_for_again(portal, kiosk, data):
    first(kiosk, data, data[:1000])
    piece(kiosk, data, 1000, 2000)
    (folder(portal, data) / f"{1000:08d}").unlink()
    assert head(kiosk, data) == (200, "1000", "?0")
    assert piece(kiosk, data, 2000, SIZE, last=True).json()["offset"] == 1000


def test_it_is_bounded(kiosk, data):
    too_long = {"Upload-Complete": "?0", "Upload-Length": str((12 << 20) + 1)}
    assert kiosk.call("PUT", target(data), b"x", **too_long).status_code == 413
    assert first(kiosk, data, bytes(7 << 20)).status_code == 200
    beyond = {"Upload-Offset": str(7 << 20), "Upload-Complete": "?0"}
    assert kiosk.call("PATCH", target(data), bytes(6 << 20), **beyond).status_code == 413
    assert head(kiosk, data) == (404, None, None)


@pytest.mark.parametrize(
    "headers", [{}, {"Upload-Offset": "-1"}, {"Upload-Offset": "x"}, {"Upload-Offset": "0", "Upload-Complete": "yes"}]
)
def test_headers_that_say_nothing_are_malformed(kiosk, data, headers):
    assert kiosk.call("PATCH", target(data), b"x", **headers).status_code == 400


def test_it_cannot_begin_in_the_middle_nor_be_seen_elsewhere(portal, kiosk, data):
    assert piece(kiosk, data, 1000, 2000).status_code == 404
    first(kiosk, data, data[:1000])
    stranger = enrolled(portal, OTHER_SITE)
    assert head(stranger, data) == (404, None, None)
    colleague = enrolled(portal, SITE)
    assert head(colleague, data) == (200, "1000", "?0")


def test_uploads_that_nobody_finishes_are_swept(tmp_path):
    """An upload goes as a whole, by its newest piece; its folder goes with it."""
    storage = Folder(tmp_path)
    old, going_on, waiting = (f"1/under-way/{'a' * 64}", f"1/under-way/{'b' * 64}", f"1/held/{'c' * 64}")
    for name in (f"{old}/00000000", f"{going_on}/00000000", f"{going_on}/00000001", waiting, f"1/cc/{'c' * 64}"):
        storage.create(name, b"x")
        if not name.endswith("1"):
            os.utime(tmp_path / name, (1000, 1000))
    assert sweep(storage, 1, datetime(2026, 11, 1, tzinfo=UTC)) == 2
    assert not (tmp_path / old).exists()
    left = {one.name for one in storage.below("1")}
    assert left == {f"{going_on}/00000000", f"{going_on}/00000001", f"1/cc/{'c' * 64}"}
