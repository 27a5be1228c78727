"""Scenes of taking a form along to another machine, and of taking one in."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.errors import WrongPin
from kiosk.handover.errors import PinTooShort
from kiosk.handover.service import Outlook, TakenAlong
from kiosk.transfer import Stick
from sync.bundles.errors import Torn
from tests.support.birth import PACK
from tests.support.scenes_visit import AT, CODE
from ui.capture.taking import FINDER_MM
from ui.capture.viewfinder import FramedPicture
from ui.screens.handover import AlongDoneScreen, AlongPinScreen, AlongScreen
from ui.screens.handover_sentences import of_arriving, of_leaving
from ui.screens.slip_camera import slip_page
from ui.screens.take_in import (
    BothHereScreen,
    TakeBackScreen,
    TakeInPinScreen,
    TakeInScreen,
    WhichFormScreen,
)
from ui.widgets import Screen

_STICK = Stick(Path("/media/to-so"), "TO-SO-1", 7_240_000_000)


def _pin(_language: str) -> Screen:
    screen = AlongPinScreen()
    screen.error.show_error(of_leaving(PinTooShort("four")))
    return screen


def _ways(_language: str, *, fits: bool) -> Screen:
    return AlongScreen(Outlook(1500 if fits else 4000, 2), (_STICK,) if fits else ())


def _done(_language: str, *, stick: bool) -> Screen:
    folder = Path("/media/to-so/to-khai") if stick else None
    until = AT + timedelta(days=7)
    left_behind = () if stick else ("a", "b")
    screen = AlongDoneScreen(TakenAlong(CODE, PACK.code, PACK.version, until, AT, "", left_behind, folder))
    screen.show_printing(screen.tr("The slip is being prepared."))
    return screen


def _take_in(_language: str) -> Screen:
    return TakeInScreen(of_arriving(Torn("torn")), camera=True)


def _camera(_language: str) -> Screen:
    finder = FramedPicture("Ảnh từ máy ảnh", *FINDER_MM)
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    finder.show_image(image)
    return slip_page(finder)


def _open(_language: str) -> Screen:
    screen = TakeInPinScreen(CODE)
    screen.error.show_error(of_arriving(WrongPin(remaining=3)))
    return screen


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "along-pin": _pin,
    "along": partial(_ways, fits=True),
    "along-too-long": partial(_ways, fits=False),
    "along-done": partial(_done, stick=False),
    "along-done-stick": partial(_done, stick=True),
    "take-in": _take_in,
    "slip-camera": _camera,
    "which-form": lambda _language: WhichFormScreen((CODE, CODE)),
    "take-in-pin": _open,
    "both-here": lambda _language: BothHereScreen("09:30 20/11/2026", "08:12 20/11/2026"),
    "take-back": lambda _language: TakeBackScreen("09:30 20/11/2026"),
}
