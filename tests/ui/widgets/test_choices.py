"""Choosing: nothing beforehand, one stays one, and long lists are found with a few letters without accents."""

import timeit

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from forms.knowledge import communes
from ui.widgets import ChoiceList, Option, SearchList
from ui.widgets.choices import search

LEFT = Qt.MouseButton.LeftButton
RELATIONS = [Option(value, value.title()) for value in ("mother", "father", "other")]


@pytest.fixture
def few(qtbot: QtBot) -> ChoiceList:
    widget = ChoiceList(RELATIONS)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def biggest_province() -> list[Option]:
    """The 168 communes of Hồ Chí Minh City."""
    by_province: dict[str, list[Option]] = {}
    for each in communes():
        by_province.setdefault(each.province, []).append(Option(each.code, each.name))
    return max(by_province.values(), key=len)


@pytest.fixture
def many(qtbot: QtBot) -> SearchList:
    widget = SearchList(biggest_province())
    qtbot.addWidget(widget)
    widget.show()
    return widget


def visible(widget: SearchList) -> list[str]:
    """The labels on the page of a search list."""
    return [button.label() for button in widget.buttons if button.isVisible()]


def test_nothing_is_chosen_beforehand(few: ChoiceList, many: SearchList) -> None:
    assert few.chosen() == ()
    assert many.chosen() == ()


def test_one_choice_takes_the_place_of_the_other(few: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.waitSignals([few.changed, few.changed], timeout=20_000):
        qtbot.mouseClick(few.buttons[0], LEFT)
        qtbot.mouseClick(few.buttons[2], LEFT)
    assert few.chosen() == ("other",)


def test_pressing_the_chosen_one_again_keeps_it(few: ChoiceList, qtbot: QtBot) -> None:
    qtbot.mouseClick(few.buttons[1], LEFT)
    few.buttons[1].guard.reset()
    qtbot.mouseClick(few.buttons[1], LEFT)
    assert few.chosen() == ("father",)


def test_arrow_keys_move_and_do_not_choose(few: ChoiceList, qtbot: QtBot) -> None:
    few.window().activateWindow()
    few.buttons[0].setFocus()
    qtbot.waitUntil(few.buttons[0].hasFocus)
    qtbot.keyClick(few.buttons[0], Qt.Key.Key_Down)
    assert few.buttons[1].hasFocus()
    assert few.chosen() == ()


def test_several_can_be_chosen_and_taken_back(qtbot: QtBot) -> None:
    widget = ChoiceList(RELATIONS, many=True)
    qtbot.addWidget(widget)
    widget.show()
    for button in (widget.buttons[2], widget.buttons[0], widget.buttons[2]):
        button.guard.reset()
        qtbot.mouseClick(button, LEFT)
    assert widget.chosen() == ("mother",)


@pytest.mark.parametrize(
    ("words", "first"),
    [("ben thanh", "Phường Bến Thành"), ("BẾN THÀNH", "Phường Bến Thành"), ("con dao", "Đặc khu Côn Đảo")],
)
def test_accents_and_capitals_are_not_needed(words: str, first: str) -> None:
    assert search(biggest_province(), words)[0].label.endswith(first.split(" ", 1)[1])


def test_words_may_come_in_any_order_and_all_have_to_be_there() -> None:
    options = [Option("1", "Phường Tân Định"), Option("2", "Xã Định Tân"), Option("3", "Phường Tân Phú")]
    assert {option.value for option in search(options, "tan dinh")} == {"1", "2"}
    assert search(options, "tân định")[0].value == "1"
    assert search(options, "") == options
    assert search(options, "xyz") == []


def test_168_communes_are_there_within_50_ms(qtbot: QtBot) -> None:
    options = biggest_province()
    assert len(options) == 168
    widget = SearchList()
    qtbot.addWidget(widget)
    widget.show()

    def show() -> None:
        widget.set_options(options)
        widget.set_chosen((options[99].value,))

    def look_up() -> None:
        search(options, "tan")

    # The best of five: a busy machine says nothing about the widget.
    assert min(timeit.repeat(show, number=1, repeat=5)) < 0.05
    assert min(timeit.repeat(look_up, number=1, repeat=5)) < 0.05


def test_one_page_of_buttons_leads_through_the_whole_list(many: SearchList, qtbot: QtBot) -> None:
    seen = list(visible(many))
    assert len(seen) == 6
    for _ in range(40):
        many.later.guard.reset()
        qtbot.mouseClick(many.later, LEFT)
        seen += [label for label in visible(many) if label not in seen]
    assert len(seen) == 168
    many.earlier.guard.reset()
    qtbot.mouseClick(many.earlier, LEFT)
    assert len(visible(many)) == 6


def test_a_chosen_answer_stands_alone_with_a_way_to_choose_again(many: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClicks(many.field, "ben thanh")
    qtbot.waitUntil(lambda: len(visible(many)) < 6)
    label = visible(many)[0]
    with qtbot.waitSignal(many.changed, timeout=20_000):
        qtbot.mouseClick(many.buttons[0], LEFT)
    assert visible(many) == [label]
    assert not many.field.isVisible()
    chosen = many.chosen()
    qtbot.mouseClick(many.again, LEFT)
    assert len(visible(many)) == 6
    assert many.chosen() == chosen


def test_nothing_found_says_what_to_do(many: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClicks(many.field, "zzz")
    qtbot.waitUntil(lambda: not visible(many))
    assert many._none.isVisible()
    assert many._none.text() == "Nothing found. Try fewer letters, or another word."


def test_a_list_that_waits_for_another_answer_says_so(qtbot: QtBot) -> None:
    widget = SearchList()
    qtbot.addWidget(widget)
    widget.show()
    assert widget._none.text() == "Please answer the question above first."
    assert not widget.field.isVisible()


def test_many_of_a_long_list_stay_open(qtbot: QtBot) -> None:
    widget = SearchList(biggest_province(), many=True)
    qtbot.addWidget(widget)
    widget.show()
    for index in (0, 3):
        qtbot.mouseClick(widget.buttons[index], LEFT)
    assert len(widget.chosen()) == 2
    assert widget.field.isVisible()


def test_enter_chooses_when_one_answer_is_left_and_not_before(many: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClick(many.field, Qt.Key.Key_Return)
    assert many.chosen() == ()
    qtbot.keyClicks(many.field, "ben thanh")
    qtbot.keyClick(many.field, Qt.Key.Key_Return)
    assert len(many.chosen()) == 1
