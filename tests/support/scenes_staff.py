"""Scenes of the staff area."""

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from kiosk.doctor import Finding, Level
from kiosk.doctor.words import finding
from kiosk.syncing import Link, SyncStatus, Waiting
from kiosk.transfer import Stick
from kiosk.types import DraftKind, DraftSummary
from sync.outbox import Entry
from sync.states import SendState
from tests.support.birth import PACK
from tests.support.scenes_visit import AT, CODE
from ui.screens.staff import DoctorScreen, DraftsScreen, StaffDoorScreen, StaffScreen
from ui.screens.stick import StickScreen
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
    status = SyncStatus(Link.OFFLINE, waiting=2, unknown=1, parked=1, attachments=3, last_contact=AT, next_try=AT)
    states = (
        (SendState.WAITING, "", 0, None, 3),
        (SendState.UNKNOWN, "", 1, AT, 0),
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
    screen.show_done("12 hồ sơ đã nằm trên USB. Ông/bà rút ra và mang đến trung tâm.")
    return screen


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "staff-door": _door,
    "staff": _staff,
    "staff-drafts": _drafts,
    "staff-doctor": _doctor,
    "staff-sync": _sync,
    "staff-stick": _stick,
}
