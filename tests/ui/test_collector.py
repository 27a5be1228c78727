"""Garbage is collected between two residents, by the main thread, and never among classes that are in use."""

import gc
import weakref

import pytest
from pytestqt.qtbot import QtBot

from ui.collector import Collector


class _Cycle:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qapp):
    made = Collector()
    made.start()
    yield made
    made.stop()


def test_nothing_is_collected_while_somebody_is_there(collector: Collector) -> None:
    assert not gc.isenabled()
    kept = weakref.ref(_Cycle())
    for _ in range(5000):
        _Cycle()
    assert kept() is not None


def test_everything_is_collected_after_the_visit(qtbot: QtBot, collector: Collector) -> None:
    gone = weakref.ref(_Cycle())
    collector.soon()
    qtbot.waitUntil(lambda: gone() is None)


def test_classes_are_out_of_the_collectors_reach(collector: Collector) -> None:
    collector.settle()
    assert gc.get_freeze_count() > 1000
    assert not [each for each in gc.get_objects() if isinstance(each, type) and each.__module__.startswith("ui.")]


def test_afterwards_it_is_as_before(qapp) -> None:
    before = gc.isenabled()
    collector = Collector()
    collector.start()
    collector.settle()
    collector.stop()
    assert gc.isenabled() == before
    assert gc.get_freeze_count() == 0
