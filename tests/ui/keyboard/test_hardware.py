"""A plugged-in keyboard: composes in our fields alone, is never doubled, and never touches what was there before."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.hands import type_text
from tests.ui.keyboard.conftest import Stages
from ui.keyboard.typing import TYPING, Kind, Way, system_composes
from ui.widgets import DigitsField, TextArea, TextField


@pytest.fixture
def telex() -> Iterator[str]:
    """A keyboard that composes Telex."""
    TYPING.configure("telex")
    yield "telex"
    TYPING.configure(None)


@pytest.fixture
def field(qtbot: QtBot, telex: str) -> TextField:
    field = TextField(limit=20)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    return field


def test_telex_is_composed_while_it_is_typed(field: TextField, qtbot: QtBot) -> None:
    seen: list[str] = []
    field.textChanged.connect(seen.append)
    qtbot.keyClicks(field, "Nguyeenx Thij")
    assert field.text() == "Nguyễn Thị"
    assert "Nguyên" in seen


def test_every_change_counts_as_typed_by_hand(field: TextField, qtbot: QtBot) -> None:
    edited: list[str] = []
    field.edited.connect(lambda: edited.append(field.text()))
    qtbot.keyClicks(field, "as")
    assert edited == ["a", "á"]
    with qtbot.waitSignal(field.paused, timeout=60_000):
        qtbot.keyClicks(field, "f")
    assert field.text() == "à"


def test_deleting_and_typing_on_goes_on_composing(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "tieens")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field, "mj")
    assert field.text() == "tiệm"


def test_coming_back_with_the_cursor_does_not_touch_the_word(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "Hoa lan")
    field.setCursorPosition(3)
    qtbot.keyClicks(field, "s")
    assert field.text() == "Hoas lan"
    field.setCursorPosition(len(field.text()))
    qtbot.keyClicks(field, "f")
    assert field.text() == "Hoas lanf"


def test_what_was_there_before_is_not_composed(field: TextField, qtbot: QtBot) -> None:
    field.set_value("Thuý La")
    qtbot.keyClicks(field, "s")
    assert field.text() == "Thuý Las"


def test_a_selection_is_typed_over(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "toi")
    field.selectAll()
    qtbot.keyClicks(field, "as")
    assert field.text() == "á"


def test_a_full_field_says_so_and_keeps_its_text(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "a" + "b" * 19)
    whole = field.text()
    assert len(whole) == 20
    qtbot.keyClicks(field, "s")
    assert field.text() == whole
    with qtbot.waitSignal(field.too_long, timeout=60_000):
        qtbot.keyClicks(field, "c")
    assert field.text() == whole


def test_letters_that_are_composed_already_stay(field: TextField) -> None:
    type_text(field, "Nguyễn Thị Lựu")
    assert field.text() == "Nguyễn Thị Lựu"


def test_a_finger_that_rests_on_a_letter_gives_it_once(field: TextField, qapp: QApplication) -> None:
    for repeated in (False, True, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_H.value, Qt.KeyboardModifier.NoModifier, "h", autorep=repeated
        )
        qapp.sendEvent(field, event)
    assert field.text() == "h"


@pytest.mark.usefixtures("telex")
def test_several_lines_are_composed(qtbot: QtBot) -> None:
    area = TextArea(limit=30)
    qtbot.addWidget(area)
    area.show()
    qtbot.keyClicks(area, "DDuwowngf")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "soos 5")
    assert area.value() == "Đường\nsố 5"


@pytest.mark.parametrize("kind", [Kind.CODE, Kind.LINES, Kind.EMAIL])
def test_codes_and_addresses_of_mail_are_not_composed(field: TextField, qtbot: QtBot, kind: Kind) -> None:
    field.kind = kind
    qtbot.keyClicks(field, "hoas@ass.vn")
    assert field.text() == "hoas@ass.vn"


def test_numbers_are_not_composed_even_in_vni(qtbot: QtBot) -> None:
    TYPING.configure("vni")
    field = DigitsField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "a123")
    assert field.text() == "a123"
    TYPING.configure(None)


def test_nothing_is_composed_unless_the_application_says_so(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "tieengs")
    assert field.text() == "tieengs"


@pytest.mark.parametrize(
    ("environment", "composes"),
    [
        ({}, False),
        ({"QT_IM_MODULE": "compose"}, False),
        ({"QT_IM_MODULE": "ibus"}, True),
        ({"XMODIFIERS": "@im=fcitx"}, True),
        ({"QT_IM_MODULES": "wayland;fcitx5;ibus"}, True),
    ],
)
def test_the_systems_own_input_method_is_noticed(environment: dict[str, str], composes: bool) -> None:
    assert system_composes(environment) is composes


@pytest.mark.parametrize(
    ("settings", "system", "method"),
    [
        ("", "", "telex"),
        ("", "ibus", None),
        ('[keyboard]\nhardware = "vni"\n', "", "vni"),
        ('[keyboard]\nhardware = "telex"\n', "ibus", "telex"),
        ('[keyboard]\nhardware = "off"\n', "", None),
    ],
)
def test_what_the_technician_sets_is_what_a_plugged_in_keyboard_does(
    stages: Stages, monkeypatch: pytest.MonkeyPatch, settings: str, system: str, method: str | None
) -> None:
    for name in ("XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_IM_MODULE", system)
    stages(settings=settings or "[keyboard]\n")
    assert TYPING.hardware == method


def test_the_way_chosen_on_the_screen_is_the_keyboards_too(stages: Stages) -> None:
    stages(settings='[keyboard]\nway = "vni"\nhardware = "telex"\ntone_style = "new"\n')
    assert (TYPING.way, TYPING.tone_style) == (Way.VNI, "new")
    TYPING.choose(Way.TELEX)
    TYPING.choose(Way.VNI)
    seen = [TYPING.hardware]
    TYPING.choose(Way.MARKS)
    seen.append(TYPING.hardware)
    TYPING.reset()
    seen.append(TYPING.hardware)
    assert seen == ["vni", "vni", "telex"]


def test_a_field_holds_nothing_of_what_was_typed_once_it_is_emptied(field: TextField, qtbot: QtBot) -> None:
    from ui.wipe import wipe_widget

    qtbot.keyClicks(field, "Nguyeenx")
    wipe_widget(field)
    assert field.entry._composer is None
