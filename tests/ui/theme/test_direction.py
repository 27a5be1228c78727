"""Codes, numbers and names keep their order within Arabic, whatever they begin with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from tests.support import scenes_capture
from tests.support.pixels import place
from tests.ui.conftest import KIOSK
from ui import i18n
from ui.theme.direction import is_right_to_left, isolated
from ui.theme.fonts import font
from ui.theme.icons import DIRECTED, known_icon, pixmap
from ui.widgets import ChoiceButton, PinPad, Screen, SecondaryButton


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("رمز المتابعة", True),
        ("7K2-M4P9X-Q", False),
        ("", False),
        ("Phạm Thị Lựu", False),
        ("Declaration: لا حبر في الطابعة. نادِ المتطوّع.", True),
        ("Families with merit to the revolution: no fee (اسأل الموظّف)", False),
        ("رمز QR", True),
        ("15/08/1955", False),
    ],
)
def test_the_direction_of_a_paragraph(text: str, right: bool) -> None:
    assert is_right_to_left(text) is right


def places(text: str, parts: str) -> list[float]:
    """Where each character of parts is drawn on the line of a right-to-left paragraph, in pixels."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout = QTextLayout(text, font(30))
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(2000)
    layout.endLayout()
    drawn: dict[int, float] = {}
    flag = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
    for run in layout.glyphRuns(-1, -1, flag):
        for index, point in zip(run.stringIndexes(), run.positions(), strict=True):
            drawn[index] = point.x()
    start = text.index(parts)
    return [drawn[start + index] for index in range(len(parts)) if start + index in drawn]


@pytest.mark.parametrize(
    "part", ["7K2-M4P9X-Q", "0912 345 678", "+84 912 345 678", "H12.34.56-261120-0007", "Uỷ ban nhân dân (xã)", "15:00"]
)
def test_a_foreign_part_is_drawn_from_left_to_right(qapp: QApplication, part: str) -> None:
    i18n.packs()
    text = isolated(f"رمز المتابعة هو {part}. اكتبه عندك.")
    shown = places(text, part)
    assert shown == sorted(shown), f"{part} is taken apart"


def test_without_isolates_the_same_line_is_taken_apart(qapp: QApplication) -> None:
    """Why isolates are there: should Qt do without them one day, this says so."""
    i18n.packs()
    part = "0912 345 678"
    shown = places(f"الرقم {part} صحيح", part)
    assert shown != sorted(shown)


def test_a_paragraph_of_one_direction_is_left_as_it_is() -> None:
    assert isolated("Mã 7K2-M4P9X-Q") == "Mã 7K2-M4P9X-Q"
    assert isolated("رمز المتابعة") == "رمز المتابعة"
    assert isolated("من 4 إلى 6") == "من \u20664\u2069 إلى \u20666\u2069"


def test_icons_with_a_direction_are_turned_and_others_are_not(qapp: QApplication) -> None:
    for name in (*DIRECTED, "check", "wifi"):
        known_icon(name)
        usual = pixmap(name, "text", 64).toImage()
        mirrored = pixmap(name, "text", 64, mirrored=True).toImage()
        if name in DIRECTED:
            assert mirrored == usual.flipped(Qt.Orientation.Horizontal), name
        else:
            assert mirrored == usual, name


def test_back_and_continue_change_sides(qtbot, qapp: QApplication, wear) -> None:
    wear(KIOSK)
    sides = []
    for language in ("en", "ar"):
        i18n.install(qapp, language)
        screen = Screen()
        qtbot.addWidget(screen)
        screen.resize(1920, 1080)
        screen.show()
        qapp.processEvents()
        buttons = (screen.back_button, screen.continue_button, screen.leave_button)
        sides.append([place(button, screen).x() for button in buttons])
    (back, forward, stop), (back_ar, forward_ar, stop_ar) = sides
    assert back < forward
    assert back_ar > forward_ar
    assert stop < 100
    assert stop_ar > 1500


def test_the_pad_of_digits_stays_as_on_a_telephone(qtbot, qapp: QApplication) -> None:
    i18n.install(qapp, "ar")
    pad = PinPad()
    qtbot.addWidget(pad)
    pad.show()
    qapp.processEvents()
    assert pad.keys["1"].x() < pad.keys["2"].x() < pad.keys["3"].x()


def test_left_and_right_of_a_picture_are_not_turned_round(qtbot, qapp: QApplication) -> None:
    i18n.install(qapp, "ar")
    screen = scenes_capture.SCENES["take-corners"]("en")
    qtbot.addWidget(screen)
    screen.resize(1920, 1080)
    screen.show()
    qapp.processEvents()
    buttons = {each.value: each for each in screen.findChildren(ChoiceButton)}
    assert place(buttons["top_left"], screen).x() < place(buttons["top_right"], screen).x()
    arrows = [
        each for each in screen.findChildren(SecondaryButton) if each.icon_name() in ("arrow-left", "arrow-right")
    ]
    assert len(arrows) == 2
    assert not any(each.isRightToLeft() for each in arrows)
