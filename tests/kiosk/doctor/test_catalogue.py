"""The doctor says how new the procedures are and why they are not newer, and what becomes of another server's."""

from datetime import timedelta

import pytest

from kiosk.catalogue.updates import Standing
from kiosk.doctor import Level, examine
from kiosk.doctor.catalogue import examine_catalogue, examine_store
from kiosk.openrosa import Lane
from sync.openrosa.server import Account, Scheme
from sync.scheduler import Wish
from tests.support.http_portal import served
from tests.support.kiosks import PROCEDURE, Clock, begin, finish
from tests.support.openrosa_server import PASSWORD, USER, OpenRosaServer
from tests.support.packs import PACKS

NOW = Clock().at
VERSION = int(NOW.timestamp()) // 60 - 60 * 24


@pytest.mark.parametrize(
    ("found", "level", "words"),
    [
        (Standing(None, ""), Level.WARN, "cài sẵn"),
        (Standing(NOW, "", VERSION), Level.OK, "22/11/2026"),
        (Standing(NOW - timedelta(days=40), "", VERSION), Level.WARN, "40 ngày"),
        (Standing(NOW, "older-than-known", VERSION), Level.BAD, "older-than-known"),
        (Standing(NOW, "forged", VERSION), Level.BAD, "không đúng là của cổng"),
        (Standing(NOW, "out-of-date", VERSION), Level.WARN, "quá hạn"),
        (Standing(None, "not-published"), Level.WARN, "chưa phát hành"),
    ],
)
def test_one_sentence_says_how_new_the_procedures_are_and_why_not_newer(found, level, words):
    for language in ("vi", "en"):
        (only,) = examine_catalogue(found, NOW, language)
        assert only.level is level
        assert only.advice or level is Level.OK
    assert words in examine_catalogue(found, NOW, "vi")[0].text


def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong():
    refused = (("knowledge/settings.toml", "settings.toml cannot be used: place.idle_after must be a whole number"),)
    first, second = examine_catalogue(Standing(NOW, "", VERSION, refused), NOW, "vi")
    assert (first.level, second.level) == (Level.OK, Level.BAD)
    assert "place.idle_after" in second.text


def test_without_another_server_nothing_is_said_of_one(kiosk):
    assert [each.subject for each in examine_store(kiosk.store, kiosk.now(), "vi")] == ["catalogue"]


def test_another_server_is_told_with_what_waits_and_what_it_lacks(kiosk):
    foreign = OpenRosaServer(scheme="basic", forms={PROCEDURE: (PACKS / PROCEDURE / "form.xml").read_bytes()})
    with served(foreign.handle) as foreign.address:
        kiosk.openrosa.connect(Account(foreign.address, Scheme.BASIC, USER, PASSWORD))
        finish(kiosk, begin(kiosk))
        _, waiting = examine_store(kiosk.store, kiosk.now(), "vi")
        assert (waiting.level, "127.0.0.1" in waiting.text) == (Level.WARN, True)
        lane = Lane(kiosk, kiosk.sync._random)
        lane.turn(frozenset({Wish.SEND_NOW}))
        lane.close()
        assert examine_store(kiosk.store, kiosk.now(), "en")[1].text == "1 procedures go to the server 127.0.0.1."
        foreign.forms = {}
        kiosk.openrosa.check()
    amiss = examine_store(kiosk.store, kiosk.now(), "vi")[-1]
    assert (amiss.level, PROCEDURE in amiss.text) == (Level.BAD, True)
    assert PASSWORD not in str(amiss)


def test_the_staff_page_of_a_running_kiosk_is_told_too(kiosk):
    subjects = {each.subject for each in examine(kiosk.home, "vi", kiosk.identity, kiosk.store)}
    assert "catalogue" in subjects
