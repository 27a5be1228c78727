"""Scenes of the staff area."""

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta

from kiosk.doctor import Finding, Level
from kiosk.syncing import Link, SyncStatus
from kiosk.types import DraftKind, DraftSummary
from tests.support.birth import PACK
from tests.support.scenes_visit import AT, CODE
from ui.screens.staff import DoctorScreen, DraftsScreen, StaffDoorScreen, StaffScreen
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


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "staff-door": _door,
    "staff": _staff,
    "staff-drafts": _drafts,
    "staff-doctor": _doctor,
}
