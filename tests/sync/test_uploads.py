"""Attachments: taken up where the line broke, never twice, and a dossier's body may always go in between."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import uploads
from sync.errors import NoAnswer, NotOurPortal, Refused
from sync.states import SendState as S
from tests.support.fault_proxy import Fault

MIB = 1 << 20


def methods(portal):
    return [method for method, target in portal.requests if "attachments" in target]


@pytest.fixture
def pieces(monkeypatch):
    """Small pieces, so that a test needs little data."""
    monkeypatch.setattr(uploads, "FIRST", 1000)
    monkeypatch.setattr(uploads, "SMALLEST", 250)
    monkeypatch.setattr(uploads, "LARGEST", 4000)


def test_a_large_one_goes_in_pieces_that_grow(kiosk, portal, pieces):
    made = kiosk.add(pictures=(b"s" * 20_000,))
    kiosk = kiosk_again(kiosk)
    assert kiosk.engine.cycle().uploaded == 1
    assert methods(portal) == ["PUT", *["PATCH"] * 6]
    assert portal.blobs == made.files
    assert portal.blob_bytes == made.blobs[0].size


def kiosk_again(kiosk):
    """With an engine that was made after the sizes were changed."""
    kiosk.new_engine()
    return kiosk


@given(st.lists(st.tuples(st.sampled_from(("passed", "broke", "too_large")), st.floats(0, 100)), max_size=300))
def test_a_piece_is_never_too_small_nor_too_large(events):
    pieces = uploads.Pieces()
    for kind, seconds in events:
        assert uploads.SMALLEST <= pieces.size <= uploads.LARGEST
        getattr(pieces, kind)(*((pieces.size, seconds) if kind == "passed" else (pieces.size,)))


def test_on_a_line_that_holds_pieces_become_large():
    pieces, sent = uploads.Pieces(), 0
    while pieces.size < uploads.LARGEST:
        sent += pieces.size
        pieces.passed(pieces.size, 1.0)
    assert sent < 250 << 20


def test_a_piece_that_takes_long_is_large_enough():
    pieces = uploads.Pieces()
    pieces.passed(pieces.size, 1.0)
    slow = pieces.size
    for _ in range(100):
        pieces.passed(pieces.size, 30.0)
    assert pieces.size <= slow


@pytest.mark.parametrize(("between", "bound"), [(4 * MIB, 1.03), (1_000_000, 1.05), (400_000, 1.09)])
def test_what_a_line_that_breaks_at_random_wastes_is_bounded(between, bound):
    """A model of the line: a break is as likely at each byte, and costs 2,000 bytes of questions besides."""
    line, pieces = Random(1), uploads.Pieces()
    sent = there = 0
    left = line.expovariate(1 / between)
    while there < 400 * between:
        size = pieces.size
        if left > size:
            pieces.passed(size, 1.0)
            there, sent, left = there + size, sent + size + uploads.HEADERS, left - size
        else:
            pieces.broke(size)
            sent += int(left) + uploads.HEADERS + 2000
            left = line.expovariate(1 / between)
    assert sent / there <= bound


def test_it_is_taken_up_where_the_line_broke(kiosk, portal, proxy):
    """Whatever piece is cut, before or after the portal had it, only that piece can come twice."""
    made = kiosk.add(pictures=(b"s" * (2 * MIB),))
    proxy.always(Fault(up_after=700_000))
    for _ in range(30):
        kiosk.settle(cycles=1)
        proxy.cut_all()
        if len(portal.pieces.get(made.blobs[0].sha256, b"")) > MIB:
            break
        kiosk.time.pass_(1000)
    assert 0 < len(portal.pieces[made.blobs[0].sha256]) < 2 * MIB
    proxy.always(None)
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert portal.blob_bytes == made.blobs[0].size


def test_a_body_that_is_finished_meanwhile_goes_before_the_next_piece(kiosk, portal, pieces, monkeypatch):
    kiosk = kiosk_again(kiosk)
    heavy = kiosk.add(pictures=(b"s" * 20_000,))
    exchange = kiosk.transport.exchange
    later: list = []

    def meanwhile(method, *args, **more):
        if method == "PATCH" and not later:
            later.append(kiosk.add())
        return exchange(method, *args, **more)

    monkeypatch.setattr(kiosk.transport, "exchange", meanwhile)
    kiosk.engine.cycle()
    targets = [target for _, target in portal.requests]
    mine = targets.index(f"/v1/dossiers/{later[0].dossier}/revisions/1")
    assert any("attachments" in target for target in targets[:mine])
    assert any("attachments" in target for target in targets[mine:])
    assert kiosk.state(heavy) is S.ACKNOWLEDGED


def test_one_that_the_portal_has_forgotten_begins_again(kiosk, portal, pieces, monkeypatch):
    kiosk = kiosk_again(kiosk)
    made = kiosk.add(pictures=(b"s" * 20_000,))
    honest = portal.handle
    swept: list = []

    def handle(method, target, headers, body):
        if method == "PATCH" and not swept:
            swept.append(portal.pieces.pop(made.blobs[0].sha256))
        return honest(method, target, headers, body)

    monkeypatch.setattr(portal, "handle", handle)
    assert kiosk.engine.cycle().uploaded == 1
    assert portal.blobs == made.files


def test_a_piece_that_arrived_after_all_is_not_sent_again(kiosk, portal, pieces, monkeypatch):
    """A slow network delivers what we gave up; the answer 409 with the offset is normal."""
    kiosk = kiosk_again(kiosk)
    made = kiosk.add(pictures=(b"s" * 6000,))
    honest = portal.handle
    early: list = []

    def handle(method, target, headers, body):
        if method == "PATCH" and not early:
            early.append(honest(method, target, headers, body))
        return honest(method, target, headers, body)

    monkeypatch.setattr(portal, "handle", handle)
    assert kiosk.engine.cycle().uploaded == 1
    assert portal.blobs == made.files
    assert portal.blob_bytes == made.blobs[0].size


def test_a_portal_that_leads_in_circles_is_left_alone(kiosk, portal, pieces, monkeypatch):
    kiosk = kiosk_again(kiosk)
    made = kiosk.add(pictures=(b"s" * 6000,))
    portal.trouble["PATCH", "/v1/attachments"] = 409, "wrong-offset"
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, Refused)
    assert report.again_in is not None
    portal.trouble.clear()
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED


def test_something_on_the_way_that_takes_less_gets_less(kiosk, portal, proxy, monkeypatch):
    """A proxy's own 413 is unsigned: it says nothing about the dossier, but something about sizes."""
    made = kiosk.add(pictures=(b"s" * MIB,))
    exchange = kiosk.transport.exchange
    told: list = []

    def narrow(method, target, body=None, **more):
        if "attachments" in target and len(body or b"") > 200_000:
            told.append(len(body))
            raise NotOurPortal(413)
        return exchange(method, target, body, **more)

    monkeypatch.setattr(kiosk.transport, "exchange", narrow)
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert told == [uploads.FIRST]


def test_a_file_that_became_shorter_is_lost_and_said_so(kiosk, portal, pieces):
    kiosk = kiosk_again(kiosk)
    made = kiosk.add(pictures=(b"s" * 6000,))
    kiosk.pictures.files[made.blobs[0].sha256] = kiosk.pictures.files[made.blobs[0].sha256][:2000]
    kiosk.engine.cycle()
    assert kiosk.told("parked") == [("parked", str(made.dossier), 1, "attachment-lost")]


def test_a_restart_asks_how_far_it_came(kiosk, portal, pieces, proxy):
    kiosk = kiosk_again(kiosk)
    made = kiosk.add(pictures=(b"s" * 20_000,))
    portal.trouble["PATCH", "/v1/attachments"] = 500, "about:blank"
    assert isinstance(kiosk.engine.cycle().failure, Refused)
    portal.trouble.clear()
    kiosk.new_engine()
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert methods(portal)[:3] == ["PUT", "PATCH", "HEAD"]
    assert portal.blob_bytes == made.blobs[0].size


def test_the_line_is_away(kiosk, proxy):
    kiosk.add(pictures=(b"s",))
    proxy.always(Fault(refuse=True))
    assert isinstance(kiosk.engine.cycle().failure, NoAnswer)
