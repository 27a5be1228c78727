"""Scenes of photographing and scanning papers."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

import numpy as np

from kiosk.capture.paper import Page, open_page
from kiosk.capture.sheet import CORNERS
from tests.support.birth import PACK
from tests.support.photographs import page as sheet
from tests.support.photographs import photograph
from ui.capture.images import to_qimage
from ui.capture.review import CornersScreen, ReviewScreen
from ui.capture.taking import CameraScreen, WaysScreen
from ui.capture.viewfinder import FramedPicture
from ui.capture.working import WorkingScreen
from ui.widgets import Screen


@lru_cache(maxsize=2)
def _page(*, dark: bool = False) -> Page:
    rng = np.random.default_rng(7)
    taken = photograph(rng, sheet(rng), light=0.12 if dark else 1.0)
    return open_page(taken.jpeg())


def _title(language: str) -> str:
    return PACK.procedure.papers[0].name.in_language(language)


def _ways(language: str) -> Screen:
    return WaysScreen(_title(language), camera=True, scanner=True)


def _camera(language: str) -> Screen:
    finder = FramedPicture("Ảnh từ máy ảnh", 130, 90)
    page = _page()
    finder.show_image(to_qimage(page.photograph), page.corners)
    return CameraScreen(_title(language), finder)


def _review(language: str, *, dark: bool) -> Screen:
    page = _page(dark=dark)
    return ReviewScreen(_title(language), page, to_qimage(page.flat))


def _corners(_language: str) -> Screen:
    page = _page()
    return CornersScreen(to_qimage(page.photograph), page.corners, CORNERS[0])


def _working(_language: str) -> Screen:
    screen = WorkingScreen("Máy đang quét giấy.")
    screen.show_share(0.4)
    return screen


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "take-ways": _ways,
    "take-camera": _camera,
    "take-review": partial(_review, dark=False),
    "take-dark": partial(_review, dark=True),
    "take-corners": _corners,
    "take-working": _working,
}
