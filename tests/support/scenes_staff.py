"""Scenes of the staff area."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from forms.knowledge.handbook import handbook
from kiosk.doctor import Finding, Level
from kiosk.doctor.words import finding
from kiosk.link import OtherServer
from kiosk.space import Level as RoomLevel
from kiosk.space import Room
from kiosk.syncing import Link, SyncStatus, Waiting
from kiosk.transfer import Stick
from kiosk.types import DraftKind, DraftSummary
from sync.bundles.answering import Applied
from sync.outbox import ON_A_STICK, Entry
from sync.states import DossierState, SendState
from tests.support.birth import PACK
from tests.support.scenes_visit import AT, CODE
from tests.support.scenes_visit import _receipt as receipt
from tests.support.scenes_visit import _view as view
from ui.screens.finish import FinishScreen
from ui.screens.follow import ViewScreen
from ui.screens.handbook import HandbookEntryScreen, HandbookScreen
from ui.screens.staff import DoctorScreen, DraftsScreen, StaffScreen
from ui.screens.staff_door import StaffDoorScreen
from ui.screens.stick import StickScreen, brought_sentence
from ui.screens.sync_page import SyncScreen
from ui.widgets import Screen


def _door(_language: str) -> Screen:
    return StaffDoorScreen()


def _staff(language: str) -> Screen:
    screen = StaffScreen()
    screen.show_sending(SyncStatus(Link.OFFLINE, waiting=12, unknown=1, parked=2, last_contact=AT))
    screen.show_procedures({PACK.code: PACK.procedure.form_name.in_language(language)})
    return screen


def _drafts(language: str) -> Screen:
    end = AT + timedelta(days=30)
    draft = DraftSummary(
        uuid.UUID(int=2), CODE, PACK.code, PACK.version, DraftKind.NEW, AT, AT, end, has_pin=True, locked=False
    )
    title = PACK.procedure.title.in_language(language)
    return DraftsScreen([(draft, title), (draft, title)])


def _doctor(_language: str) -> Screen:
    return DoctorScreen(
        [
            Finding("display", Level.OK, "Màn hình 1920 × 1080."),
            Finding("clock", Level.WARN, "Đồng hồ của máy chậm 12 phút.", "Chỉnh lại giờ trong phần cài đặt."),
            Finding("printer", Level.BAD, "Không thấy máy in nào.", "Cắm máy in rồi bật nguồn."),
        ]
    )


def _sync(language: str) -> Screen:
    status = SyncStatus(
        Link.OFFLINE, waiting=1, unknown=2, carried=1, parked=1, attachments=3, last_contact=AT, next_try=AT
    )
    states = (
        (SendState.WAITING, "", 0, None, 3),
        (SendState.UNKNOWN, "", 1, AT, 0),
        (SendState.UNKNOWN, ON_A_STICK, 0, None, 0),
        (SendState.PARKED, "too-large", 2, AT, 0),
    )
    lines = tuple(
        Waiting(CODE, Entry(uuid.UUID(int=3), 1, state, reason, attempts, AT, tried, missing))
        for state, reason, attempts, tried, missing in states
    )
    screen = SyncScreen()
    screen.show_waiting(status, finding("sync.offline", language, count=status.unsent), lines)
    return screen


def _stick(_language: str) -> Screen:
    screen = StickScreen()
    screen.show_sticks((Stick(Path("/media/to-so"), "TO-SO-1", 7_240_000_000),))
    screen.show_done(brought_sentence(Applied(acknowledged=12, parked=2, events=31, new_settings=True)))
    return screen


def _sync_other(language: str) -> Screen:
    """Everything that can stand on the page besides: another server, files that were refused."""
    other = OtherServer("odk.example.vn", Link.REVOKED, 2, 1, AT, AT, (PACK.code,))
    status = SyncStatus(
        Link.ONLINE,
        waiting=1,
        unknown=1,
        parked=1,
        last_contact=AT,
        catalogue_seen=AT,
        catalogue_trouble="out-of-date",
        catalogue_published=AT,
        catalogue_refused=("knowledge/settings.toml",),
        other=other,
        room=Room(RoomLevel.LOW, 640 << 20, 31),
    )
    states = (SendState.WAITING, SendState.UNKNOWN, SendState.PARKED)
    lines = tuple(
        Waiting(CODE, Entry(uuid.UUID(int=4), 1, state, "", 1, AT, AT, 0, "odk.example.vn")) for state in states
    )
    screen = SyncScreen()
    screen.show_waiting(status, finding("sync.next", language, count=status.unsent), lines)
    return screen


def _handbook(language: str) -> Screen:
    return HandbookScreen(handbook(), language)


def _handbook_entry(language: str) -> Screen:
    longest = max((entry for chapter in handbook() for entry in chapter.entries), key=lambda entry: len(str(entry)))
    return HandbookEntryScreen(replace(longest, verified=False), language)


def _finish_elsewhere(language: str) -> Screen:
    return FinishScreen(replace(receipt(), sent=True, server="odk.example.vn"), PACK, language)


def _dossier_elsewhere(language: str) -> Screen:
    sent = view(DossierState.SENT, amend=True)
    return ViewScreen(replace(sent, server="odk.example.vn", official_number="", promised_on="", note=""), language)


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "staff-door": _door,
    "staff": _staff,
    "staff-drafts": _drafts,
    "staff-doctor": _doctor,
    "staff-sync": _sync,
    "staff-stick": _stick,
    "staff-sync-other": _sync_other,
    "staff-handbook": _handbook,
    "staff-handbook-entry": _handbook_entry,
    "finish-other-server": _finish_elsewhere,
    "dossier-other-server": _dossier_elsewhere,
}
