"""With the largest letters on a tablet, what a page is looked at for is on the display when the page opens."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.audit import show
from tests.support.pixels import place
from tests.support.scenes import discard, scenes
from tests.ui.conftest import TABLET
from ui import i18n
from ui.capture.signature import SignaturePad
from ui.capture.viewfinder import FramedPicture
from ui.screens.parts import Picture
from ui.screens.staff import StaffScreen
from ui.widgets import Screen

SCENES = {scene.name: scene for scene in scenes()}
LOOKED_AT: tuple[tuple[str, type[QWidget]], ...] = (
    ("take-camera", FramedPicture),
    ("take-review", FramedPicture),
    ("take-corners", FramedPicture),
    ("card-camera", FramedPicture),
    ("sign", SignaturePad),
    ("payment", Picture),
)


@pytest.fixture
def large(qapp: QApplication, wear) -> Iterator[Callable[[str], Screen]]:
    """large(scene): its screen, opened on a tablet with the largest letters."""
    opened: list[Screen] = []

    def open_it(name: str) -> Screen:
        wear(TABLET, 1.5, "light")
        i18n.install(qapp, "vi")
        opened.append(SCENES[name].build("vi"))
        show(opened[-1], (1280, 800))
        opened[-1].activateWindow()
        return opened[-1]

    yield open_it
    for screen in opened:
        discard(screen)


@pytest.mark.parametrize(("name", "kind"), LOOKED_AT, ids=[name for name, _ in LOOKED_AT])
def test_the_picture_is_seen_without_scrolling(
    qtbot: QtBot, large: Callable[[str], Screen], name: str, kind: type[QWidget]
) -> None:
    screen = large(name)
    looked_at, display = screen.findChildren(kind)[0], screen.scroll_area.area.viewport()
    qtbot.waitUntil(lambda: seen(looked_at, display, screen) > 0.95, timeout=20_000)


def test_the_arrows_that_move_a_corner_are_seen_with_the_picture(qtbot: QtBot, large: Callable[[str], Screen]) -> None:
    screen = large("take-corners")
    display = screen.scroll_area.area.viewport()
    arrows = [each for each in screen.findChildren(QWidget) if each.property("step-across") is not None]
    assert len(arrows) == 4
    qtbot.waitUntil(lambda: all(seen(each, display, screen) == 1.0 for each in arrows), timeout=20_000)


def seen(widget: QWidget, display: QWidget, screen: QWidget) -> float:
    """How much of a widget is inside the part that is shown, from 0 to 1."""
    whole = place(widget, screen)
    inside = whole.intersected(place(display, screen))
    return (inside.width() * inside.height()) / (whole.width() * whole.height())


def test_how_far_a_print_is_comes_into_sight_on_the_staff_page(qtbot: QtBot, large: Callable[[str], Screen]) -> None:
    screen = large("staff")
    assert isinstance(screen, StaffScreen)
    screen.show_printing("Tờ khai trống: đang in.")
    display = screen.scroll_area.area.viewport()
    qtbot.waitUntil(lambda: seen(screen.printing, display, screen) > 0.95, timeout=20_000)
