"""Scenes of photographing and scanning papers."""

import math
from collections.abc import Callable, Mapping
from functools import cache, partial

import numpy as np
from PySide6.QtCore import QPointF

from kiosk.capture.paper import Page, open_page
from kiosk.capture.sheet import CORNERS
from tests.support.birth import PACK
from tests.support.photographs import page as sheet
from tests.support.photographs import photograph
from ui.capture import sentences
from ui.capture.card_reading import LinesScreen, card_page
from ui.capture.images import to_qimage
from ui.capture.review import CornersScreen, ReviewScreen
from ui.capture.signature import SignaturePad, SignScreen
from ui.capture.taking import FINDER_MM, CameraScreen, WaysScreen
from ui.capture.viewfinder import FramedPicture
from ui.capture.working import WorkingScreen
from ui.screens.reuse import ReuseScreen
from ui.widgets import Screen


@cache
def _page(*, dark: bool) -> Page:
    rng = np.random.default_rng(7)
    taken = photograph(rng, sheet(rng), light=0.12 if dark else 1.0)
    return open_page(taken.jpeg())


def _title(language: str) -> str:
    return PACK.procedure.papers[0].name.in_language(language)


def _ways(language: str) -> Screen:
    return WaysScreen(_title(language), camera=True, scanner=True)


def _camera(language: str) -> Screen:
    finder = FramedPicture("Ảnh từ máy ảnh", 130, 90)
    page = _page(dark=False)
    finder.show_image(to_qimage(page.photograph), page.corners)
    return CameraScreen(_title(language), finder)


def _review(language: str, *, dark: bool) -> Screen:
    page = _page(dark=dark)
    return ReviewScreen(_title(language), page, to_qimage(page.flat))


def _corners(_language: str) -> Screen:
    page = _page(dark=False)
    return CornersScreen(to_qimage(page.photograph), page.corners, CORNERS[0])


def _working(_language: str) -> Screen:
    screen = WorkingScreen("Máy đang quét giấy.")
    screen.show_share(0.4)
    return screen


def _strokes() -> list[list[QPointF]]:
    """Something of a name."""
    rounds = [QPointF(0.2 + t / 160, 0.55 + 0.2 * math.sin(t / 4) * math.cos(t / 11)) for t in range(90)]
    return [rounds, [QPointF(0.3, 0.75), QPointF(0.7, 0.7)]]


def drawn_signature() -> bytes:
    """The same as a picture."""
    pad = SignaturePad()
    pad.set_strokes(_strokes())
    data = pad.png()
    pad.deleteLater()
    return data


def _sign(_language: str) -> Screen:
    screen = SignScreen(_strokes())
    screen.error.show_error(screen.tr("Nothing is written yet. Write your name in the field with a finger."))
    return screen


def _card_camera(_language: str) -> Screen:
    finder = FramedPicture("Ảnh từ máy ảnh", *FINDER_MM)
    finder.show_image(to_qimage(_page(dark=False).photograph))
    screen = card_page(finder)
    screen.error.show_error(sentences.no_camera())
    return screen


def _lines(_language: str) -> Screen:
    screen = LinesScreen(("IDVNM1550834178001155083417<<6", "5508151F3508150VNM<<<<<<<<<<<6", "PHAM<<THI<LUU"), "")
    screen.error.show_error(screen.tr("The lines do not fit together. Compare each sign with the card."))
    return screen


def _reuse(language: str) -> Screen:
    person = PACK.procedure.persons[0].label.in_language(language)
    return ReuseScreen(person, ("Phạm Thị Lựu, 1955", "Đặng Văn Lực, 1992"))


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "take-ways": _ways,
    "take-camera": _camera,
    "take-review": partial(_review, dark=False),
    "take-dark": partial(_review, dark=True),
    "take-corners": _corners,
    "take-working": _working,
    "sign": _sign,
    "card-camera": _card_camera,
    "card-lines": _lines,
    "reuse": _reuse,
}
