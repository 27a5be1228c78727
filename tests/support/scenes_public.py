"""Scenes of the public place and of the volunteers: attract screen, calls, shifts, assisted typing, feedback."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from kiosk.calls import HelpCall
from kiosk.shifts import Shift, Volunteer
from tests.support.birth import PACK
from tests.support.forms_ui import Disk, start
from tests.support.scenes_visit import AT
from ui.form import FormController, screen_for
from ui.form.compact_page import together
from ui.screens.assist import AssistDoorScreen, WhoScreen
from ui.screens.attract import AttractScreen
from ui.screens.calls import CallsScreen
from ui.screens.feedback import FeedbackScreen
from ui.screens.paused import PausedScreen
from ui.screens.shifts import Roster, ShiftsScreen
from ui.widgets import Screen

HOA, DUNG = Volunteer("V01", "Hoa"), Volunteer("V02", "Dũng")


def _plain(kind: Callable[[], Screen], _language: str) -> Screen:
    return kind()


def _calls() -> Screen:
    waiting = HelpCall("1", AT, "question", PACK.code)
    helped = HelpCall("2", AT, "card", PACK.code, AT + timedelta(minutes=4), "staff")
    return CallsScreen((waiting, helped), {1: 1, 2: 0, 3: 4, 4: 12, 5: 30}, is_open=True)


def _shifts(*, removing: bool) -> Screen:
    now = Shift(HOA, AT, None, 7, 3)
    before = Shift(DUNG, AT - timedelta(days=1), AT - timedelta(hours=20), 11, 5)
    return ShiftsScreen(Roster((HOA, DUNG), (now,), (before,)), removing=removing)


def _compact(language: str) -> Screen:
    controller = FormController(start(PACK.form(), language), Disk().save)
    pages = controller.pages()
    controller.place = next(page.key for page in pages if len(together(pages, page.key)) > 1)
    screen = screen_for(controller, compact=True)
    screen.setProperty("kept", controller)
    return screen


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "attract": partial(_plain, AttractScreen),
    "paused": partial(_plain, lambda: PausedScreen("1022")),
    "feedback": partial(_plain, lambda: FeedbackScreen(4, "Các cháu hướng dẫn tận tình.")),
    "assisted-code": partial(_plain, AssistDoorScreen),
    "assisted-who": partial(_plain, lambda: WhoScreen((HOA, DUNG))),
    "assisted-page": _compact,
    "calls": partial(_plain, _calls),
    "shifts": partial(_plain, partial(_shifts, removing=False)),
    "shifts-removing": partial(_plain, partial(_shifts, removing=True)),
}
