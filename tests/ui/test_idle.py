"""The idle watch: warns, waits, ends; a touch or an answer starts it anew."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot

from ui.idle import Idle, IdleWatch


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def watch(qapp, clock: _Clock):
    made = IdleWatch(warn_after=180, end_after=60, clock=clock)
    made.start()
    yield made
    made.stop()


def _heard(watch: IdleWatch) -> list[str]:
    heard: list[str] = []
    watch.warned.connect(lambda: heard.append("warned"))
    watch.expired.connect(lambda: heard.append("expired"))
    return heard


def test_nothing_happens_before_the_limit(watch: IdleWatch, clock: _Clock) -> None:
    heard = _heard(watch)
    clock.now = 179.9
    watch.look()
    assert heard == []


def test_it_warns_first_and_ends_a_minute_later(watch: IdleWatch, clock: _Clock) -> None:
    heard = _heard(watch)
    clock.now = 180
    watch.look()
    assert heard == ["warned"]
    clock.now = 239
    watch.look()
    assert heard == ["warned"]
    clock.now = 240
    watch.look()
    assert heard == ["warned", "expired"]
    assert watch.state is Idle.OFF


def test_a_touch_starts_the_time_anew(watch: IdleWatch, clock: _Clock) -> None:
    heard = _heard(watch)
    clock.now = 179
    place = QPointF(1, 1)
    press = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        place,
        place,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert watch.eventFilter(QObject(), press) is False
    clock.now = 181
    watch.look()
    assert heard == []


def test_while_the_question_is_asked_only_its_answer_counts(watch: IdleWatch, clock: _Clock) -> None:
    heard = _heard(watch)
    clock.now = 180
    watch.look()
    watch.touch()
    clock.now = 241
    watch.look()
    assert heard[-1] == "expired"


def test_it_can_be_extended_as_often_as_wanted(watch: IdleWatch, clock: _Clock) -> None:
    heard = _heard(watch)
    for _ in range(15):
        clock.now += 180
        watch.look()
        watch.start()
    assert heard == ["warned"] * 15


def test_a_pc_that_slept_finds_the_time_passed(watch: IdleWatch, clock: _Clock) -> None:
    heard = _heard(watch)
    clock.now = 8 * 3600
    watch.look()
    clock.now += 61
    watch.look()
    assert heard == ["warned", "expired"]


def test_the_seconds_left_are_told(qtbot: QtBot, watch: IdleWatch, clock: _Clock) -> None:
    told: list[int] = []
    watch.ticked.connect(told.append)
    clock.now = 180
    watch.look()
    clock.now = 200
    watch.look()
    assert told == [60, 40]
