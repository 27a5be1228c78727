"""The log finds a fault and names nobody."""

import logging
import sys
import threading
from pathlib import Path

import pytest

from ui import journal

SECRET = "Nguyễn Thị Hoa 001190012345"


@pytest.fixture
def log(tmp_path: Path):
    path = journal.start(tmp_path)
    yield path
    journal.stop()


def _fail() -> None:
    raise ValueError(SECRET)


def test_an_exception_is_logged_by_type_and_place_and_not_by_its_text(log: Path) -> None:
    try:
        _fail()
    except ValueError:
        logging.getLogger("ui").exception("work failed")
    text = log.read_text()
    assert "ValueError" in text
    assert "_fail" in text
    assert "Hoa" not in text
    assert "001190012345" not in text


def test_unhandled_exceptions_of_every_thread_are_taken_and_named_without_their_text(log: Path) -> None:
    told: list[str] = []
    hooks = journal.Hooks(lambda error: told.append(type(error).__name__))
    hooks.install()
    try:
        thread = threading.Thread(target=_fail, name="helper")
        thread.start()
        thread.join()
        try:
            _fail()
        except ValueError:
            sys.excepthook(*sys.exc_info())
    finally:
        hooks.uninstall()
    assert told == ["ValueError", "ValueError"]
    assert "Hoa" not in log.read_text()
    assert sys.excepthook is not hooks._main


def test_a_log_that_grows_is_turned_over(log: Path) -> None:
    logger = logging.getLogger("ui")
    for _ in range(300):
        logger.info("x" * 10_000)
    assert log.stat().st_size <= journal.MAX_BYTES
    assert len(list(log.parent.glob("kiosk.log*"))) <= journal.KEPT + 1
