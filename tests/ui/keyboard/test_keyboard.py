"""The keyboard on the screen, pressed as a person does: with the mouse and with fingers, at the window."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.keyboard import Stage
from tests.support.pixels import place
from tests.ui.conftest import KIOSK, TABLET
from tests.ui.keyboard.conftest import Stages
from ui.keyboard.keyboard import REPEAT_AFTER_MS
from ui.keyboard.layouts import Act
from ui.keyboard.letters import Mark
from ui.keyboard.typing import TYPING, Kind, Way
from ui.theme import look
from ui.widgets import DateField, DigitsField, PinPad, PrimaryButton, Screen, TextArea, TextField
from ui.widgets.choices import Option, SearchList


def page(*kinds: Kind, heading: str = "Họ, chữ đệm, tên của ông/bà") -> Screen:
    """A page with a field of each kind."""
    screen = Screen()
    screen.set_heading(heading)
    for kind in kinds:
        field = DigitsField() if kind is Kind.DIGITS else TextField()
        field.kind = kind
        field.setAccessibleName(kind)
        screen.add(field)
    return screen


def fields(screen: Screen) -> list[TextField]:
    return screen.findChildren(TextField)


@pytest.fixture
def finger() -> QPointingDevice:
    device = QTest.createTouchDevice()
    assert isinstance(device, QPointingDevice)
    return device


# Coming and going


def test_it_comes_when_a_field_is_pressed_and_not_when_the_page_opens(stage: Stage) -> None:
    screen = page(Kind.NAME)
    screen.set_first_focus(fields(screen)[0])
    stage.show(screen)
    assert not stage.wiring.is_open
    stage.press(fields(screen)[0])
    assert stage.wiring.is_open
    stage.strike([Act.HIDE])
    assert not stage.wiring.is_open
    assert fields(screen)[0].hasFocus()
    stage.press(fields(screen)[0])
    assert stage.wiring.is_open


def test_a_finger_opens_it_and_types(stage: Stage, finger: QPointingDevice) -> None:
    screen = stage.show(page(Kind.NAME))
    (field,) = fields(screen)
    stage.tap(finger, field)
    assert stage.wiring.is_open
    for key in ("h", "o", "a", Mark.GRAVE):
        stage.tap(finger, stage.keyboard.key(key))
    assert field.text() == "Hòa"


def test_two_thumbs_that_overlap_give_both_letters_in_the_order_they_lift(
    stage: Stage, finger: QPointingDevice, qapp: QApplication
) -> None:
    screen = stage.show(page(Kind.TEXT))
    stage.press(fields(screen)[0])
    window: Any = stage.window.windowHandle()
    first, second = (stage.middle(stage.keyboard.key(letter)) for letter in "ab")
    QTest.touchEvent(window, finger).press(1, first).commit()
    QTest.touchEvent(window, finger).stationary(1).press(2, second).commit()
    QTest.touchEvent(window, finger).release(1, first).stationary(2).commit()
    QTest.touchEvent(window, finger).release(2, second).commit()
    qapp.processEvents()
    assert fields(screen)[0].text() == "Ab"


def test_a_finger_that_slides_away_types_nothing(stage: Stage, finger: QPointingDevice) -> None:
    screen = stage.show(page(Kind.TEXT))
    stage.press(fields(screen)[0])
    window: Any = stage.window.windowHandle()
    at = stage.middle(stage.keyboard.key("g"))
    QTest.touchEvent(window, finger).press(1, at).commit()
    QTest.touchEvent(window, finger).move(1, at - QPoint(0, look().mm(60))).commit()
    QTest.touchEvent(window, finger).release(1, at - QPoint(0, look().mm(60))).commit()
    assert fields(screen)[0].text() == ""


def test_a_letter_of_a_plugged_in_keyboard_sends_it_away_until_the_field_is_pressed_again(
    stage: Stage, qtbot: QtBot
) -> None:
    screen = stage.show(page(Kind.NAME, Kind.TEXT))
    name, other = fields(screen)
    stage.press(name)
    QTest.keyClick(stage.window.windowHandle(), Qt.Key.Key_H)
    qtbot.waitUntil(lambda: not stage.wiring.is_open, timeout=60_000)
    stage.press(other)
    assert not stage.wiring.is_open, "a press of the mouse that sets the cursor"
    stage.press(other)
    assert stage.wiring.is_open
    stage.visit_ended.emit()
    stage.press(name)
    assert stage.wiring.is_open, "the next resident has not typed yet"


def test_it_goes_when_something_else_takes_the_focus_and_stays_for_the_next_field(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(page(Kind.NAME, Kind.DIGITS))
    name, digits = fields(screen)
    stage.press(name)
    digits.setFocus()
    assert stage.wiring.is_open
    assert {key.key.text for key in stage.seen_keys() if key.key.act is Act.TYPE} == set("0123456789")
    screen.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    screen.heading.setFocus()
    qtbot.waitUntil(lambda: not stage.wiring.is_open, timeout=60_000)


def test_it_stays_on_the_next_page_only_where_a_field_begins_it(stage: Stage) -> None:
    first = stage.show(page(Kind.NAME))
    stage.press(fields(first)[0])
    second = page(Kind.PHONE)
    second.set_first_focus(fields(second)[0])
    stage.show(second)
    assert stage.wiring.is_open
    assert stage.keyboard.field is fields(second)[0]
    stage.show(page(Kind.PHONE))
    assert not stage.wiring.is_open


def test_it_can_be_switched_off(stages: Stages) -> None:
    stage = stages(settings="[keyboard]\nscreen = false\n")
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    assert not stage.wiring.is_open


def test_a_pin_has_its_own_pad_and_no_keyboard(stage: Stage) -> None:
    screen = Screen()
    pad = PinPad()
    screen.add(pad)
    stage.show(screen)
    stage.press(pad.dots)
    assert not stage.wiring.is_open


def test_nothing_of_a_visit_is_left_in_it(stage: Stage) -> None:
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    stage.strike(["n", "g", Act.WAY])
    assert TYPING.way is Way.TELEX
    assert any(offer.isVisible() for offer in stage.keyboard.strip.offers)
    stage.visit_ended.emit()
    assert not stage.wiring.is_open
    assert stage.keyboard.field is None
    assert [offer.label() for offer in stage.keyboard.strip.offers] == ["", "", ""]
    assert TYPING.way.value == "marks"


# Typing


def test_letters_and_marks_make_a_name_with_its_capitals(stage: Stage) -> None:
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    stage.strike(["n", "g", "u", "y", "e", Mark.ROOF, "n", Mark.TILDE, " ", "t", "h", "i", Mark.DOT, " "])
    stage.strike(["d", Mark.STROKE, "a", "o", Mark.GRAVE])
    assert fields(screen)[0].value() == "Nguyễn Thị Đào"


@pytest.mark.parametrize(
    ("way", "keys", "text"),
    [(Way.TELEX, "tieengs vieetj", "Tiếng việt"), (Way.VNI, "tie61ng vie65t", "Tiếng việt")],
)
def test_telex_and_vni_compose_on_the_screen_too(stage: Stage, way: Way, keys: str, text: str) -> None:
    screen = stage.show(page(Kind.TEXT))
    stage.press(fields(screen)[0])
    while TYPING.way is not way:
        stage.strike([Act.WAY])
    stage.strike([*keys])
    assert fields(screen)[0].text() == text


def test_the_way_of_typing_is_kept_for_the_visit(stage: Stage) -> None:
    first = stage.show(page(Kind.TEXT))
    stage.press(fields(first)[0])
    stage.strike([Act.WAY, Act.WAY])
    second = stage.show(page(Kind.NAME))
    stage.press(fields(second)[0])
    stage.strike(["a", "1"])
    assert fields(second)[0].text() == "Á"


def test_a_capital_is_for_one_letter_and_a_code_has_only_capitals(stage: Stage) -> None:
    screen = stage.show(page(Kind.TEXT, Kind.CODE, Kind.SEARCH))
    text, code, search = fields(screen)
    stage.press(text)
    stage.strike(["x", "a", Act.SHIFT, "b", "c"])
    assert text.text() == "XaBc"
    stage.press(code)
    stage.strike(["a", "b", "2", "-"])
    assert code.text() == "AB2-"
    stage.press(search)
    stage.strike(["s", "o"])
    assert search.text() == "so"


def test_the_same_key_twice_at_once_is_one_strike_and_later_it_is_two(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(page(Kind.SEARCH))
    stage.press(fields(screen)[0])
    key = stage.keyboard.key("o")
    now = [0.0]
    key.guard.clock = lambda: now[0]
    for at in (1.0, 1.1, 1.3):
        now[0] = at
        stage.press(key)
    assert fields(screen)[0].text() == "oo"


def test_delete_deletes_and_repeats_only_when_it_is_held_long(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(page(Kind.SEARCH))
    (field,) = fields(screen)
    stage.press(field)
    field.set_value("abcdef")
    stage.strike([Act.DELETE])
    assert field.text() == "abcde"
    window: Any = stage.window.windowHandle()
    at = stage.middle(stage.keyboard.key(Act.DELETE))
    stage.keyboard.key(Act.DELETE).guard.reset()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: len(field.text()) <= 3, timeout=60_000)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at)
    left = field.text()
    QTest.qWait(400)
    assert field.text() == left, "it goes on after the finger is gone, or deletes once more"
    assert REPEAT_AFTER_MS >= 2000, "EN 301 549 5.7"
    letter = stage.keyboard.key("k")
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=stage.middle(letter))
    QTest.qWait(REPEAT_AFTER_MS + 300)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=stage.middle(letter))
    assert field.text() == left + "k"


def test_digits_and_signs_are_one_key_away(stage: Stage) -> None:
    screen = stage.show(page(Kind.TEXT))
    stage.press(fields(screen)[0])
    stage.strike([Act.SIGNS, "1", "2", "/", "3", Act.LETTERS, "b"])
    assert fields(screen)[0].text() == "12/3b"


def test_a_date_is_typed_box_after_box(stage: Stage) -> None:
    screen = Screen()
    date = DateField()
    screen.add(date)
    stage.show(screen)
    stage.press(date.day)
    stage.strike(["1", "5", "8", "1", "9", "5", "5"])
    assert date.read().value == "1955-08-15"
    assert stage.keyboard.field is date.year


def test_several_lines_are_composed_and_marked_too(stage: Stage) -> None:
    screen = Screen()
    area = TextArea()
    screen.add(area)
    stage.show(screen)
    stage.press(area)
    stage.strike(["d", Mark.STROKE, "u", "o", Mark.HORN, "n", "g", Mark.GRAVE])
    assert area.value() == "Đường"


def test_a_name_from_a_card_is_not_touched(stage: Stage) -> None:
    """Neither composed again, nor given capitals, nor another place for its tone."""
    screen = stage.show(page(Kind.NAME))
    (field,) = fields(screen)
    field.set_value("NGUYỄN THỊ THUÝ LAs")
    stage.press(field)
    field.end(False)  # noqa: FBT003 - Qt takes it by position
    stage.strike([Act.WAY, "s"])
    assert field.text() == "NGUYỄN THỊ THUÝ LAss"
    stage.strike([" ", "h", "o", "a", "f"])
    assert field.text() == "NGUYỄN THỊ THUÝ LAss Hòa"


def test_the_primary_key_and_the_words_on_keys_stay_when_the_keys_change(stage: Stage) -> None:
    screen = stage.show(page(Kind.TEXT))
    stage.press(fields(screen)[0])
    before = place(stage.keyboard.key(Act.GO_ON), stage.window)
    assert stage.keyboard.key(" ").label() == "Space"
    assert stage.keyboard.key("q").label() == "Q"
    for act in (Act.SIGNS, Act.LETTERS, Act.WAY, Act.WAY):
        stage.strike([act])
        assert place(stage.keyboard.key(Act.GO_ON), stage.window) == before


# Going on


def test_its_primary_key_goes_on_as_the_page_does(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    assert stage.keyboard.key(Act.GO_ON).label() == "Continue"
    with qtbot.waitSignal(screen.forward, timeout=60_000):
        stage.strike([Act.GO_ON])


def test_the_second_of_two_quick_taps_does_not_go_on_twice(stage: Stage) -> None:
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    gone: list[int] = []
    screen.forward.connect(lambda: gone.append(1))
    stage.keyboard.key(Act.GO_ON).guard.clock = lambda: 7.0
    for _ in range(3):
        stage.press(stage.keyboard.key(Act.GO_ON))
    assert gone == [1]


def test_with_more_boxes_it_leads_to_the_next_box(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(page(Kind.NAME, Kind.PHONE))
    name, phone = fields(screen)
    stage.press(name)
    assert stage.keyboard.key(Act.GO_ON).label() == "Next box"
    with qtbot.assertNotEmitted(screen.forward):
        stage.strike([Act.GO_ON])
    assert phone.hasFocus()
    assert stage.keyboard.key(Act.GO_ON).label() == "Continue"


def test_after_a_search_it_shows_what_was_found(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(page(Kind.SEARCH))
    (field,) = fields(screen)
    stage.press(field)
    stage.strike(["x"])
    assert stage.keyboard.key(Act.GO_ON).label() == "Done"
    with qtbot.waitSignal(field.paused, timeout=60_000):
        stage.strike([Act.GO_ON])
    assert not stage.wiring.is_open


# Suggestions


def test_a_tap_on_a_suggestion_fills_the_word_in(stage: Stage) -> None:
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    stage.strike(["n", "g", "u", "y"])
    offer = stage.keyboard.strip.offers[0]
    assert offer.label() == "Nguyễn"
    stage.press(offer)
    assert fields(screen)[0].text() == "Nguyễn "
    stage.strike(["t", "h"])
    offer.guard.reset()
    stage.press(stage.keyboard.strip.offers[0])
    assert fields(screen)[0].text() == "Nguyễn Thị "


def test_what_a_search_finds_can_be_chosen_above_the_keys(stage: Stage) -> None:
    screen = Screen()
    found = SearchList([Option("1", "Xã Di Linh"), Option("2", "Phường Xuân Hương"), Option("3", "Xã Đức Trọng")])
    screen.add(found)
    stage.show(screen)
    stage.press(found.field)
    stage.strike([*"duc"])
    assert stage.keyboard.strip.offers[0].label() == "Xã Đức Trọng"
    stage.press(stage.keyboard.strip.offers[0])
    assert found.chosen() == ("3",)


# What it looks like


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("profile", [KIOSK, TABLET])
def test_the_field_and_the_question_above_it_stay_in_sight(stages: Stages, profile, scale: float) -> None:
    stage = stages(profile, scale)
    for kind in (Kind.NAME, Kind.TEXT, Kind.DIGITS, Kind.CODE):
        screen = stage.show(page(kind, heading="Họ và tên"))
        (field,) = fields(screen)
        stage.press(field)
        assert stage.wiring.is_open
        top = stage.keyboard.geometry().top()
        assert place(field, stage.window).bottom() < top, kind
        heading = place(screen.heading, stage.window)
        assert heading.top() >= 0, kind
        assert heading.bottom() < place(field, stage.window).top(), kind
        area = screen.scroll_area.area
        assert place(area, stage.window).bottom() < top
        seen = area.viewport().visibleRegion().boundingRect()
        assert place(screen.heading, area.viewport()).top() >= seen.top() - look().mm(1), f"{kind}: the question is cut"


def test_the_page_has_its_room_again_when_the_keys_are_gone(stages: Stages) -> None:
    stage = stages(TABLET)
    screen = stage.show(page(Kind.NAME))
    before = {button: place(button, stage.window) for button in screen.findChildren(PrimaryButton)}
    room = place(screen.scroll_area, stage.window)
    stage.press(fields(screen)[0])
    assert not screen.help_button.isVisible()
    stage.strike([Act.HIDE])
    assert screen.help_button.isVisible()
    assert place(screen.scroll_area, stage.window) == room
    assert {button: place(button, stage.window) for button in before} == before


def test_a_page_that_was_covered_comes_back_with_all_its_room(stages: Stages, qtbot: QtBot) -> None:
    stage = stages(TABLET)
    screen = stage.show(page(Kind.NAME))
    room = place(screen.scroll_area, stage.window)
    stage.press(fields(screen)[0])
    cover = Screen()
    stage.window.cover(cover)
    stage.screen_shown.emit(cover)
    assert not stage.wiring.is_open
    stage.window.uncover()
    stage.screen_shown.emit(screen)
    qtbot.waitUntil(lambda: place(screen.scroll_area, stage.window) == room, timeout=60_000)
    assert screen.help_button.isVisible()


def test_on_a_kiosk_language_size_and_help_stay_where_they_are(stage: Stage) -> None:
    screen = stage.show(page(Kind.NAME))
    before = place(screen.help_button, stage.window)
    stage.press(fields(screen)[0])
    assert screen.help_button.isVisible()
    assert place(screen.help_button, stage.window) == before


def test_the_window_may_change_its_size_under_it(stage: Stage, qapp: QApplication) -> None:
    screen = stage.show(page(Kind.NAME))
    stage.press(fields(screen)[0])
    stage.window.resize(1600, 1000)
    qapp.processEvents()
    keyboard = stage.keyboard.geometry()
    assert keyboard.width() == 1600
    assert keyboard.bottom() + 1 == place(screen.status, stage.window).top()


def test_a_street_is_offered_once_its_kind_is_written_and_until_then_no_row_is_taken(stage: Stage) -> None:
    screen = stage.show(page(Kind.TEXT))
    (field,) = fields(screen)
    stage.press(field)
    before = stage.keyboard.height()
    field.set_value("Số 12, đường ")
    field.end(False)  # noqa: FBT003 - Qt takes it by position
    assert not stage.keyboard.strip.isVisible()
    stage.strike(["l", "e"])
    assert stage.keyboard.height() > before
    assert stage.keyboard.strip.offers[0].label() == "Lê Lợi"
    stage.press(stage.keyboard.strip.offers[0])
    assert field.text() == "Số 12, đường Lê Lợi"
