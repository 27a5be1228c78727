"""Work behind the screens: order, threads, and nobody told when nobody is there any more."""

import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_results_arrive_on_the_main_thread_in_the_order_they_were_asked_for(qtbot: QtBot, tasks: Tasks) -> None:
    results: list[tuple[int, bool]] = []

    def take(number: int) -> None:
        results.append((number, QThread.currentThread().isMainThread()))

    for number in range(200):
        tasks.service(partial(int, number)).success(take)
    qtbot.waitUntil(lambda: len(results) == 200, timeout=20_000)
    assert results == [(number, True) for number in range(200)]
    assert tasks.busy == 0


def test_the_service_thread_is_one_and_not_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    threads: list[int] = []
    for _ in range(20):
        tasks.service(threading.get_ident).success(threads.append)
    qtbot.waitUntil(lambda: len(threads) == 20)
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_an_error_reaches_the_one_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise LookupError("nothing there")

    tasks.service(fail).success(pytest.fail).failure(errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], LookupError)


def test_an_error_that_nobody_takes_is_not_lost(qtbot: QtBot, tasks: Tasks) -> None:
    def fail() -> None:
        raise LookupError("nothing there")

    with qtbot.waitSignal(tasks.unhandled) as caught:
        tasks.job(fail)
    assert isinstance(caught.args[0], LookupError)


def test_a_result_for_a_screen_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    started, go_on = threading.Event(), threading.Event()
    told: list[object] = []

    def work() -> str:
        started.set()
        go_on.wait(5)
        return "late"

    tasks.service(work, owner).success(told.append)
    started.wait(5)
    owner.deleteLater()
    del owner
    qtbot.wait(20)
    go_on.set()
    qtbot.waitUntil(lambda: tasks.busy == 0)
    assert told == []


def test_after_the_visit_nobody_is_told_but_the_work_is_done(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[str] = []
    told: list[object] = []
    tasks.service(lambda: time.sleep(0.05))
    tasks.service(lambda: done.append("saved")).success(told.append)
    tasks.cancel_all()
    qtbot.waitUntil(lambda: done == ["saved"])
    qtbot.wait(30)
    assert told == []


def test_a_long_job_does_not_hold_the_main_thread_up(qtbot: QtBot, tasks: Tasks) -> None:
    finished: list[object] = []
    go_on = threading.Event()
    tasks.job(go_on.wait).success(finished.append)
    # Held up, this line would never be reached.
    go_on.set()
    qtbot.waitUntil(lambda: bool(finished))


def test_closing_ends_the_threads(qapp) -> None:
    tasks = Tasks()
    tasks.service(lambda: None)
    tasks.job(lambda: None)
    tasks.close()
    tasks.close()
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith(("service", "jobs"))]
