"""Notices: bounded, sent once whatever is lost on the way, and never in the way of a dossier."""

from datetime import UTC, datetime

import pytest
from uuid6 import uuid7

from sync import notices, outbox
from sync.errors import NoAnswer
from sync.protocol.errors import MalformedError
from sync.protocol.notices import MAX_NOTICE, Notice, read_notice, write_batch
from tests.support.fault_proxy import Fault

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def queue(kiosk, kind="visit", **body):
    notice = Notice(uuid7(), kind, AT, body or {"procedure": "1.001193"})
    notices.add(kiosk.db, notice)
    return notice


def test_what_is_queued_goes_up_and_is_forgotten(kiosk, portal):
    sent = [queue(kiosk, "visit"), queue(kiosk, "feedback", faces=4), queue(kiosk, "help", where="máy 1")]
    report = kiosk.engine.cycle()
    assert report.failure is None
    assert report.told == 3
    assert {each.id: each.kind for each in sent} == {name: kind for name, (kind, _) in portal.notices.items()}
    assert notices.waiting(kiosk.db) == 0


def test_bodies_of_dossiers_go_first_and_scans_last(kiosk, portal):
    queue(kiosk)
    kiosk.add(pictures=(b"scan",))
    kiosk.engine.cycle()
    order = [target.split("/")[2] for method, target in portal.requests if method in ("PUT", "POST", "PATCH")]
    assert order.index("dossiers") < order.index("notices") < order.index("attachments")


def test_a_lost_reply_stores_nothing_twice(kiosk, portal, proxy):
    kiosk.engine.cycle()  # hello
    queue(kiosk)
    proxy.plan(Fault(), Fault(down_after=0))
    proxy.cut_all()
    for _ in range(4):
        kiosk.engine.cycle()
        proxy.cut_all()
    assert len(portal.notices) == 1
    assert notices.waiting(kiosk.db) == 0


def test_one_that_the_portal_cannot_read_is_dropped_and_the_others_arrive(kiosk, portal):
    queue(kiosk)
    kiosk.db.execute("UPDATE notice SET kind = 'of-a-later-version'")
    good = queue(kiosk)
    assert kiosk.engine.cycle().failure is None
    assert set(portal.notices) == {good.id}
    assert notices.waiting(kiosk.db) == 0


def test_a_portal_that_takes_no_notices_still_gets_everything_else(kiosk, portal):
    portal.trouble[("POST", "/v1/notices")] = (500, "about:blank")
    queue(kiosk)
    made = kiosk.add(pictures=(b"scan",))
    assert kiosk.engine.cycle().failure is not None
    assert made.blobs[0].sha256 in portal.blobs
    assert notices.waiting(kiosk.db) == 1
    portal.trouble[("POST", "/v1/notices")] = (404, "not-found")
    assert kiosk.engine.cycle().failure is None


def test_a_batch_too_large_for_the_way_is_halved(kiosk, portal):
    portal.notices_limit = 900
    for _ in range(20):
        queue(kiosk)
    kiosk.engine.cycle()
    assert len(portal.notices) == 20


def test_the_queue_is_bounded_and_keeps_what_matters_most(kiosk, monkeypatch):
    monkeypatch.setattr(notices, "MAX_KEPT", 3)
    visits = [queue(kiosk) for _ in range(3)]
    queue(kiosk, "health", backlog=1)
    newest = queue(kiosk)
    kept = {each.id for each in notices.next_batch(kiosk.db)}
    assert kept == {visits[1].id, visits[2].id, newest.id}


def test_of_reports_on_the_machine_only_the_newest_is_kept(kiosk):
    queue(kiosk, "health", backlog=1)
    newest = queue(kiosk, "health", backlog=2)
    assert [each.id for each in notices.next_batch(kiosk.db)] == [newest.id]


@pytest.mark.parametrize(
    "body",
    [
        {"words": "x" * MAX_NOTICE},
        {"share": 0.5},
        {"deep": {"a": {"b": {"c": {"d": {}}}}}},
        {"nul": "a\0b"},
        {1: "a"},
        {"surrogate": "\ud800"},
        {"huge": 1 << 60},
    ],
)
def test_a_body_that_cannot_be_sent_is_refused_when_it_is_added(kiosk, body):
    with pytest.raises(MalformedError):
        notices.add(kiosk.db, Notice(uuid7(), "visit", AT, body))
    assert notices.waiting(kiosk.db) == 0


@pytest.mark.parametrize(
    "line",
    [
        None,
        {},
        {"id": "x", "kind": "visit", "at": "", "body": {}},
        {"id": str(uuid7()), "kind": "x", "at": "", "body": {}},
    ],
)
def test_a_line_that_is_no_notice_is_refused(line):
    with pytest.raises(MalformedError):
        read_notice(line)


def test_nothing_is_lost_while_the_line_is_away(kiosk, proxy):
    queue(kiosk)
    proxy.always(Fault(refuse=True))
    assert isinstance(kiosk.engine.cycle().failure, NoAnswer)
    assert notices.waiting(kiosk.db) == 1
    assert outbox.counts(kiosk.db) == outbox.Counts()


def test_a_batch_is_read_as_it_was_written():
    notice = Notice(uuid7(), "visit", AT, {"procedure": "1.001193", "minutes": 12, "assisted": True, "age": None})
    from sync.protocol.notices import read_batch

    assert [read_notice(line) for line in read_batch(write_batch([notice]))] == [notice]
