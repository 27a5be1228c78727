"""The room that packs are checked against is the room there is: a tablet with the text at 150 %."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from forms.pack import load_pack
from forms.pack.room import CHOICE, HEADING, MM, Room
from tests.support.filling import start
from tests.support.forms_ui import Disk
from tests.support.packs import PACKS
from tests.ui.conftest import TABLET
from ui.form import FormController, screen_for
from ui.theme import look
from ui.widgets import ChoiceButton

PX = TABLET.px_per_mm / MM  # pixels of a point


@pytest.fixture
def page(qtbot: QtBot, wear: Callable[..., None]):
    """A question with choices on the tablet."""
    wear(TABLET, 1.5)
    session = start(load_pack(PACKS / "PAKN"))
    controller = FormController(session, Disk().save)
    controller.place = next(page.key for page in session.pages() if page.key.endswith("/matter"))
    screen = screen_for(controller)
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    qtbot.waitExposed(screen)
    yield screen
    controller.close()


def pixels_of(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


@pytest.mark.parametrize(("token", "room"), [("heading", HEADING), ("body", CHOICE)])
def test_the_size_of_the_letters_is_the_one_that_is_measured(page, token: str, room: Room) -> None:
    assert abs(look().font_px("button" if token == "body" else token) - room.size * PX) < 1.5


def test_a_heading_has_at_least_that_width(page) -> None:
    assert page.heading.width() >= HEADING.width * PX
    # All but the foot of the last line.
    assert page.scroll_area.height() >= (HEADING.lines - 0.1) * HEADING.size * PX * 1.36


def test_the_words_of_a_choice_have_at_least_that_width(page) -> None:
    button = page.findChildren(ChoiceButton)[0]
    marks = button.width() - CHOICE.width * PX
    assert marks >= 2 * look().px("pad") + look().px("mark")
