"""A rule that never speaks proves nothing: each is shown a screen that breaks it."""

import unicodedata
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.support.audit import audit, show
from ui.widgets import Body, Button, IconText, PrimaryButton, Screen, SecondaryButton, TextField
from ui.widgets.fields import set_wrong
from ui.widgets.guard import TapGuard

SIZE = (1920, 1080)


def good() -> Screen:
    """A screen that keeps all rules."""
    screen = Screen()
    screen.set_heading("Họ và tên")
    screen.add(Body("Ghi như trên giấy tờ."))
    field = TextField()
    field.setAccessibleName("Họ và tên")
    screen.add(field)
    screen.add(SecondaryButton("Không biết, bỏ qua"))
    return screen


def _low(screen: Screen) -> None:
    screen.findChildren(SecondaryButton)[0].setFixedHeight(30)


def _close(screen: Screen) -> None:
    screen.add(SecondaryButton("Gần"))
    screen.body.setSpacing(1)


def _second_primary(screen: Screen) -> None:
    screen.add(PrimaryButton("Cũng quan trọng"))


def _at_the_edge(screen: Screen) -> None:
    button = SecondaryButton("Ở mép", parent=screen)
    button.setGeometry(2, 500, 300, 80)


def _small_text(screen: Screen) -> None:
    screen.findChildren(Body)[0].setStyleSheet("font-size: 11px")


def _pale_text(screen: Screen) -> None:
    screen.findChildren(Body)[0].setStyleSheet("color: #999999")


def _pale_frame(screen: Screen) -> None:
    screen.findChildren(TextField)[0].setStyleSheet("border: 2px solid #dddddd")


class _Unfocused(Button):
    """Shows no ring."""

    def focusInEvent(self, _event: object) -> None:  # noqa: N802 - Qt's own
        self.setStyleSheet("border: 2px solid #0b3d91")


def _no_ring(screen: Screen) -> None:
    screen.add(_Unfocused("Không thấy"))


def _cut(screen: Screen) -> None:
    screen.findChildren(Body)[0].setFixedHeight(20)


def _too_wide(screen: Screen) -> None:
    screen.scroll_area.content().setMinimumWidth(3000)


def _foreign_font(screen: Screen) -> None:
    screen.findChildren(Body)[0].setStyleSheet("font-family: 'DejaVu Sans'")


def _not_composed(screen: Screen) -> None:
    QLabel.setText(screen.findChildren(Body)[0], unicodedata.normalize("NFD", "Nguyễn Thị Ẩn"))


def _nameless(screen: Screen) -> None:
    screen.findChildren(TextField)[0].setAccessibleName("")


def _out_of_reach(screen: Screen) -> None:
    class Trap(SecondaryButton):
        def focusInEvent(self, _event: object) -> None:  # noqa: N802 - Qt's own
            screen.continue_button.setFocus()

    screen.add(Trap("Không tới được"))


def _begins_elsewhere(screen: Screen) -> None:
    screen.set_first_focus(screen.findChildren(SecondaryButton)[0])


def _no_heading(screen: Screen) -> None:
    screen.set_heading("")


def _drop_down(screen: Screen) -> None:
    screen.add(QComboBox())


def _takes_drops(screen: Screen) -> None:
    screen.findChildren(TextField)[0].setAcceptDrops(True)


def _disabled(screen: Screen) -> None:
    screen.continue_button.setEnabled(False)


def _colour_alone(screen: Screen) -> None:
    set_wrong(screen.findChildren(TextField)[0], wrong=True)
    screen.add(IconText("check", ""))


def _unsaid(screen: Screen) -> None:
    screen.status.hide()


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (_low, "U01"),
        (_second_primary, "U02"),
        (_close, "U03"),
        (_at_the_edge, "U04"),
        (_small_text, "U05"),
        (_pale_text, "U06"),
        (_pale_frame, "U07"),
        (_no_ring, "U08"),
        (_cut, "U09"),
        (_too_wide, "U10"),
        (_foreign_font, "U11"),
        (_not_composed, "U12"),
        (_nameless, "U13"),
        (_out_of_reach, "U15"),
        (_begins_elsewhere, "U16"),
        (_no_heading, "U17"),
        (_drop_down, "U20"),
        (_takes_drops, "U21"),
        (_disabled, "U25"),
        (_colour_alone, "U27"),
        (_unsaid, "U33"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_screen_that_breaks_a_rule_is_found(
    qtbot: QtBot, qapp: QApplication, damage: Callable[[Screen], None], rule: str
) -> None:
    screen = good()
    qtbot.addWidget(screen)
    damage(screen)
    broken = {line.split()[0] for line in audit(show(screen, SIZE))}
    assert rule in broken


def test_a_screen_that_keeps_the_rules_is_left_in_peace(qtbot: QtBot, qapp: QApplication) -> None:
    screen = good()
    qtbot.addWidget(screen)
    assert audit(show(screen, SIZE)) == []


def test_a_press_that_leaves_the_button_does_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    """U21: buttons act when the finger lifts on them, not before and not elsewhere."""
    screen = good()
    qtbot.addWidget(screen)
    show(screen, SIZE)
    pressed: list[bool] = []
    screen.forward.connect(lambda: pressed.append(True))
    button = screen.continue_button
    button.guard = TapGuard(within=0.0)
    inside, outside = button.rect().center(), button.rect().bottomRight() * 2
    qtbot.mousePress(button, Qt.MouseButton.LeftButton, pos=inside)
    assert not pressed
    qtbot.mouseMove(button, outside)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=outside)
    assert not pressed
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=inside)
    assert pressed == [True]
