"""Exactly once, and nothing lost, under eight writers at a time."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest

from tests.support.portal import Kiosk, Portal, Sent, enrolled

WRITERS = 8


def test_one_revision_sent_eight_times_at_once_is_stored_once(portal: Portal) -> None:
    kiosk = enrolled(portal)
    for _ in range(6):
        sent = kiosk.dossier()
        start = threading.Barrier(WRITERS)

        def put(sent: Sent = sent, start: threading.Barrier = start) -> tuple[int, bytes]:
            start.wait()
            response = sent.put()
            return response.status_code, response.content

        with ThreadPoolExecutor(WRITERS) as pool:
            answered = [future.result() for future in [pool.submit(put) for _ in range(WRITERS)]]
        assert Counter(status for status, _ in answered) == {201: 1, 200: WRITERS - 1}
        assert len({ack for _, ack in answered}) == 1


def test_different_bytes_under_one_number_at_once_leave_one(portal: Portal) -> None:
    kiosk = enrolled(portal)
    first = kiosk.dossier()
    twins = [kiosk.revise(first.dossier, first.code, 1, None, f"<data><n>{n}</n></data>") for n in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        answered = [response.status_code for response in pool.map(Sent.put, twins)]
    assert Counter(answered) == {201: 1, 409: WRITERS - 1}
    assert len([event for event in kiosk.changes() if event["dossier"] == str(first.dossier)]) == 1


def test_the_feed_loses_nothing_while_eight_write(portal: Portal) -> None:
    """One kiosk, so that all events are in one feed; a reader follows it while it grows."""
    kiosk = enrolled(portal)
    sent = [kiosk.dossier() for _ in range(WRITERS * 12)]
    done = threading.Event()

    def follow() -> list[str]:
        seen, cursor, last = [], "", False
        while True:
            page = kiosk.call("GET", f"/v1/changes?after={cursor}&limit=7").json()
            seen += [event["dossier"] for event in page["events"]]
            cursor = page["next"]
            if last and not page["more"]:
                return seen
            last = done.is_set() and not page["more"]

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        following = pool.submit(follow)
        assert {response.status_code for response in pool.map(Sent.put, sent)} == {201}
        done.set()
        seen = following.result()
    assert Counter(seen) == Counter(str(revision.dossier) for revision in sent)


def test_enrolling_at_once_never_shares_a_prefix(portal: Portal) -> None:
    codes = [portal.do("new_enrolment_code", "H38.01") for _ in range(WRITERS)]
    kiosks = [Kiosk(portal) for _ in codes]
    with ThreadPoolExecutor(WRITERS) as pool:
        answered = list(pool.map(lambda pair: pair[0].enrol(pair[1]), zip(kiosks, codes, strict=True)))
    assert {response.status_code for response in answered} == {201}
    assert len({response.json()["prefix"] for response in answered}) == WRITERS


@pytest.mark.parametrize("portal", ["postgresql"], indirect=True, scope="session")
def test_an_event_of_a_transaction_that_is_still_open_is_not_skipped(portal: Portal) -> None:
    """The case a serial number gets wrong: a lower place in the feed is committed after a higher one was read."""
    kiosk = enrolled(portal)
    slow = uuid4()
    with psycopg.connect(portal.database) as writer:
        xid = writer.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
        assert xid is not None
        writer.execute(
            "INSERT INTO registry_event (site_id, xid, seq, kiosk_id, dossier, revision, kind, at, data)"
            " VALUES (1, %s, 1, %s, %s, 1, 'note', %s, '{\"note\": \"slow\"}')",
            (xid[0], kiosk.enrolled["kiosk"], slow, datetime.now(UTC)),
        )
        fast = kiosk.dossier()
        assert fast.put().status_code == 201
        page = kiosk.call("GET", "/v1/changes?after=").json()
        assert page["events"] == []  # the fast one waits behind the slow one
        writer.commit()
    events = kiosk.call("GET", f"/v1/changes?after={page['next']}").json()["events"]
    assert [event["dossier"] for event in events] == [str(slow), str(fast.dossier)]
