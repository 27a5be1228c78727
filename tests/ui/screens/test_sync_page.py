"""The volunteer's page of what waits: one sentence why, each dossier by its code, and buttons that do something."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.doctor.words import finding
from kiosk.link import Link, OtherServer, SyncStatus
from kiosk.space import Level, Room
from kiosk.syncing import Waiting
from sync.outbox import Entry
from sync.protocol.followup import mint, show_code
from sync.states import SendState
from ui.screens.staff import StaffScreen
from ui.screens.sync_page import SHOWN, SyncScreen

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
CODE = mint("K7M", 5, b"secret")


def line(state=SendState.WAITING, reason="", missing=0, tried=None):
    return Waiting(CODE, Entry(UUID(int=1), 1, state, reason, 2, AT, tried, missing))


def shown(qtbot, status, lines):
    screen = SyncScreen()
    qtbot.addWidget(screen)
    screen.show_waiting(status, finding("sync.offline", "vi", count=status.unsent), lines)
    return screen


def words(screen):
    return " ".join(label.text() for label in screen.findChildren(QLabel))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (line(), "waits"),
        (line(missing=2), "pictures"),
        (line(SendState.UNKNOWN, tried=AT), "asked whether it arrived"),
        (line(SendState.SENDING), "being sent"),
        (line(SendState.PARKED, "too-large"), "too large"),
        (line(SendState.PARKED, "a-word-of-tomorrow"), "call a technician"),
    ],
)
def test_each_line_says_why_it_waits_in_plain_words(qtbot, entry, expected):
    screen = shown(qtbot, SyncStatus(Link.OFFLINE, waiting=1, last_contact=AT, next_try=AT), (entry,))
    assert show_code(CODE) in words(screen)
    assert expected in words(screen)
    assert "a-word-of-tomorrow" not in words(screen)


def test_the_reason_comes_first_and_the_list_is_bounded(qtbot):
    screen = shown(qtbot, SyncStatus(Link.OFFLINE, waiting=SHOWN + 7), (line(),) * (SHOWN + 7))
    assert "chưa liên lạc được" in words(screen)
    assert "7" in words(screen)
    assert words(screen).count(show_code(CODE)) == SHOWN
    screen.show_waiting(SyncStatus(Link.ONLINE), finding("sync.nothing", "vi", count=0), ())
    screen.repaint()


def test_parked_ones_can_be_tried_again_and_all_can_be_sent_now(qtbot):
    screen = shown(qtbot, SyncStatus(Link.ONLINE, parked=1), (line(SendState.PARKED, "too-large"),))
    assert not screen.release.isHidden()
    with qtbot.waitSignal(screen.release_wanted):
        screen.release.click()
    with qtbot.waitSignal(screen.send_wanted):
        screen.forward.emit()
    screen.show_waiting(SyncStatus(Link.ONLINE), finding("sync.nothing", "vi", count=0), ())
    assert screen.release.isHidden()


def test_the_age_of_the_procedures_is_shown_and_that_newer_ones_were_refused(qtbot):
    assert "as they were installed" in words(shown(qtbot, SyncStatus(Link.OFFLINE), ()))
    screen = shown(qtbot, SyncStatus(Link.OFFLINE, catalogue_seen=AT, catalogue_trouble="out-of-date"), ())
    assert f"{AT.astimezone():%d/%m/%Y}" in words(screen)
    assert "out of date" in words(screen)
    assert "out-of-date" not in words(screen)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SendState.WAITING, "waits for odk.example.vn"),
        (SendState.UNKNOWN, "may be at odk.example.vn"),
        (SendState.SENDING, "being sent to odk.example.vn"),
        (SendState.PARKED, "odk.example.vn did not take it"),
    ],
)
def test_a_dossier_for_another_server_says_which(qtbot, state, expected):
    entry = Entry(UUID(int=1), 1, state, "status-404", 2, AT, AT, 0, "odk.example.vn")
    other = OtherServer("odk.example.vn", Link.REVOKED, 1, 0, None, AT, ("1.001193",))
    screen = shown(qtbot, SyncStatus(Link.ONLINE, waiting=1, other=other), (Waiting(CODE, entry),))
    for text in (expected, "no news comes back", "does not accept the account", "1.001193", "never"):
        assert text in words(screen)
    assert "the centre is asked" not in words(screen)


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [("forged", "do not come from the centre"), ("out-of-date", "out of date"), ("not-published", "publishes no")],
)
def test_why_the_procedures_are_not_newer_is_said(qtbot, trouble, expected):
    status = SyncStatus(
        Link.ONLINE, catalogue_trouble=trouble, catalogue_published=AT, catalogue_refused=("knowledge/settings.toml",)
    )
    screen = shown(qtbot, status, ())
    for text in (expected, "settings.toml", "as published"):
        assert text in words(screen)
    assert "knowledge/" not in words(screen)


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (Room(Level.OK, 1 << 40, 9000), ""),
        (Room(Level.LOW, 640 << 20, 31), "640 MB, about 31 more dossiers"),
        (Room(Level.FULL, 60 << 20, 0), "no more pictures can be kept"),
        (None, ""),
    ],
)
def test_little_room_on_the_disk_is_told_before_it_is_gone(qtbot, room, told):
    """On the page of what waits and in the staff area, while the line is well and nothing waits."""
    status = SyncStatus(Link.ONLINE, room=room)
    page, staff = shown(qtbot, status, ()), StaffScreen()
    qtbot.addWidget(staff)
    staff.show_sending(status)
    for screen in (page, staff):
        assert told in words(screen)
        assert ("The disk" in words(screen)) is bool(told)
