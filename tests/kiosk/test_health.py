"""The machine's health as the portal hears of it: when something changed, not too often, and of no resident."""

import json
import logging

import pytest

from kiosk.health import AT_LEAST_EVERY, AT_MOST_EVERY, Health
from kiosk.link import Link, SyncStatus, Why, why
from kiosk.printing import PrintServiceDown
from sync import notices
from tests.support.kiosks import begin, finish


@pytest.fixture
def health(kiosk):
    made = Health(kiosk)
    made.start()
    yield made
    made.stop()


def told(kiosk):
    return [notice.body for notice in kiosk.store.call(notices.next_batch) if notice.kind == "health"]


def test_it_is_told_at_once_then_when_something_changed_and_otherwise_once_an_hour(kiosk, health):
    well = SyncStatus(Link.ONLINE)
    assert health.look(well, 0.0)
    assert not health.look(SyncStatus(Link.OFFLINE), AT_MOST_EVERY - 1)  # too soon, whatever happened
    assert health.look(SyncStatus(Link.OFFLINE), AT_MOST_EVERY + 1)
    assert not health.look(SyncStatus(Link.OFFLINE), 2 * AT_MOST_EVERY + 2)  # nothing new
    assert health.look(SyncStatus(Link.OFFLINE), AT_MOST_EVERY + AT_LEAST_EVERY + 2)
    assert len(told(kiosk)) == 1  # only the newest waits


def test_it_says_what_a_technician_needs_and_names_nobody(kiosk, health):
    receipt = finish(kiosk, begin(kiosk, "<data><name>Trần Thị Đào</name></data>".encode()))
    logging.getLogger("sync.engine").error("something about %s", "Trần Thị Đào")
    assert health.look(SyncStatus(Link.OFFLINE, waiting=1, parked=0), 0.0)
    (body,) = told(kiosk)
    assert body["waiting"] == 1
    assert body["link"] == "offline"
    assert body["oldest_minutes"] == 0
    assert body["disk_free_mb"] > 0
    assert body["packs"] == len(kiosk.catalogue.packs())
    assert body["errors"] == {"sync.engine": 1}
    assert body["printer"] in {"none", "ok", "down"} or body["printer"]
    written = json.dumps(body, ensure_ascii=False)
    assert "Đào" not in written
    assert receipt.code not in written
    assert str(receipt.dossier) not in written


def test_a_print_service_that_is_down_is_a_fact_and_not_a_fault(kiosk, health, monkeypatch):
    def down():
        raise PrintServiceDown("off")

    monkeypatch.setattr(kiosk.printing, "printers", down)
    assert health.look(SyncStatus(Link.ONLINE), 0.0)
    assert told(kiosk)[0]["printer"] == "down"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (SyncStatus(Link.NOT_ENROLLED), Why.NOT_ENROLLED),
        (SyncStatus(Link.OFFLINE), Why.NOTHING),
        (SyncStatus(Link.OFFLINE, waiting=1), Why.OFFLINE),
        (SyncStatus(Link.WRONG_CLOCK, unknown=1), Why.WRONG_CLOCK),
        (SyncStatus(Link.ONLINE, sending=1, waiting=3), Why.UNDER_WAY),
        (SyncStatus(Link.ONLINE, parked=2), Why.PARKED),
        (SyncStatus(Link.ONLINE, parked=2, waiting=1), Why.NEXT),
        (SyncStatus(Link.NOT_TRIED, waiting=1), Why.NEXT),
    ],
)
def test_the_one_reason_that_matters(status, reason):
    assert why(status) is reason


def test_every_reason_has_a_sentence_in_both_languages_of_at_most_twenty_words():
    from kiosk.doctor.words import finding

    for reason in Why:
        for language in ("vi", "en"):
            found = finding(f"sync.{reason.value}", language, count=3)
            assert len(found.text.split()) <= 20
            assert len(found.advice.split()) <= 20
    for link in Link:
        if link not in (Link.ONLINE, Link.NOT_TRIED):
            assert why(SyncStatus(link, waiting=1)).value == link.value
