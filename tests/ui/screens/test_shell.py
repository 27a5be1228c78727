"""What goes on around the pages: nobody there, faults, help, staff, and how the visit ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.errors import DiskFull, StoreDamaged, StoreTooNew
from kiosk.syncing import Link, SyncStatus
from tests.support.kiosks import Portal
from tests.support.shell import PIN, SECRET_NAME, Visitor, begun, finished, window
from ui.app import KioskApp, Options
from ui.screens.calm import CalmScreen
from ui.screens.sending import sending_of
from ui.screens.still_there import StillThereScreen
from ui.tour.robot import Robot
from ui.widgets import Screen, Sending


def test_help_covers_the_page_and_gives_it_back(visitor: Visitor) -> None:
    visitor.home_page()
    page = visitor.screen
    visitor.press("Help")
    visitor.wait(lambda: visitor.screen is not page, "no help")
    visitor.press("Back to my page")
    visitor.wait(lambda: visitor.screen is page, "the page did not come back")


@pytest.fixture
def hasty(
    qapp: QApplication,
    qtbot: QtBot,
    home: Path,
    portal: Portal,
    tmp_path: Path,
) -> Iterator[Visitor]:
    """A kiosk that asks after four seconds and ends the visit soon after."""
    with window(qapp, home, tmp_path, warn_after=4.0, end_after=1.5) as made:
        made.portal = portal
        yield made


def test_who_walks_away_loses_nothing_and_shows_nothing(hasty: Visitor) -> None:
    code = hasty.to_card()
    hasty.continue_()
    hasty.wait_for("question")
    filled = hasty.screen
    hasty.wait(lambda: isinstance(hasty.screen, StillThereScreen), "nobody asked")
    assert hasty.screen is not filled
    hasty.wait_for("start")
    assert [each.code for each in hasty.kiosk.drafts.open_drafts()] == [code]


def test_one_tap_goes_on(hasty: Visitor) -> None:
    hasty.home_page()
    page = hasty.screen
    hasty.wait(lambda: isinstance(hasty.screen, StillThereScreen), "nobody asked")
    hasty.press("Yes, I go on")
    hasty.wait(lambda: hasty.screen is page, "the page did not come back")


def test_what_was_typed_when_they_walked_away_is_saved(hasty: Visitor) -> None:
    from tests.support.birth import PACK, session
    from ui.form import QuestionPage

    code = begun(hasty)
    hasty.home_page()
    hasty.press("Continue a form")
    hasty.wait_for("resume")
    hasty.type_into(hasty.screen.findChildren(type(hasty.screen.field))[0], code)  # type: ignore[attr-defined]  # it has one
    hasty.continue_()
    hasty.wait_for("unlock")
    hasty.pin(PIN)
    hasty.continue_()
    hasty.wait_for("question")
    (block,) = hasty.on(QuestionPage).blocks.values()
    hasty.type_into(block.widget.fields()[0], "Trương Thị Bưởi")
    hasty.wait_for("start")
    hasty.wait(lambda: hasty.app.tasks.busy == 0, "still saving")
    (draft,) = hasty.kiosk.drafts.open_drafts()
    xml = hasty.kiosk.drafts.get(draft.dossier).xml
    assert xml is not None
    resumed, _lost = PACK.form().resume(xml, _environment(), "vi")
    assert resumed.question("/data/requester/requester_name").value == "Trương Thị Bưởi"
    assert session({}) is not resumed


def _environment():
    from ui.screens.opening import environment

    return environment()


def test_the_clipboard_is_empty_after_a_visit(visitor: Visitor) -> None:
    visitor.home_page()
    QGuiApplication.clipboard().setText(SECRET_NAME)
    visitor.press("Stop")
    visitor.wait_for("start")
    assert QGuiApplication.clipboard().text() == ""


def test_the_next_resident_finds_the_first_language_and_size(visitor: Visitor) -> None:
    visitor.home_page()
    size = visitor.screen.heading.font().pixelSize()
    visitor.press("Text size")
    visitor.wait(lambda: visitor.screen.heading.font().pixelSize() > size, "not larger")
    visitor.press("Stop")
    visitor.wait_for("start")
    assert visitor.sees("Bắt đầu")
    assert visitor.app.visit.text_scale == 1.0


def test_a_fault_shows_the_calm_page_and_no_traceback(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    with window(qapp, home, tmp_path) as visitor:
        visitor.home_page()
        step = visitor.app.flow.current
        assert step is not None
        step.work(lambda: 1 / 0, print)
        visitor.wait_for("calm")
        assert not [text for text in visitor.texts() if "Error" in text or "division" in text]
        assert "ZeroDivisionError" in visitor.app.faults[0]
        visitor.press("To the first page")
        visitor.wait_for("start")


@pytest.mark.parametrize("error", [DiskFull("full"), StoreDamaged(Path("store"), "torn")])
def test_every_fault_of_the_store_has_a_sentence(qtbot: QtBot, error: Exception) -> None:
    screen = CalmScreen(error)
    qtbot.addWidget(screen)
    screen.show()
    texts = [label.text() for label in screen.findChildren(QLabel)]
    assert any("call" in text.lower() or "technician" in text or "volunteer" in text for text in texts)
    screen.close()


def test_a_store_that_does_not_open_leads_to_the_calm_page(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    del tmp_path

    def opener() -> Kiosk:
        raise StoreTooNew("the store was changed by a newer program")

    app = KioskApp(qapp, Options(home=home, px_per_mm=4.03), opener)
    try:
        app.start()
        Robot(app, home).wait_for("calm")
    finally:
        app.close()


def test_the_staff_area_counts_and_names_nobody(visitor: Visitor) -> None:
    finished(visitor)
    begun(visitor)
    visitor.home_page()
    visitor.press("For the volunteer")
    visitor.wait_for("staff-door")
    visitor.pin("111111")
    visitor.continue_()
    visitor.wait(lambda: "Tries left" in visitor.complaint, "a wrong staff code is not explained")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("staff")
    visitor.press("Forms that were begun")
    visitor.wait_for("drafts")
    assert visitor.sees("Register a birth")
    assert not visitor.sees(SECRET_NAME)


def test_the_staff_may_end_the_kiosk(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(visitor.app.application, "exit", ended.append)
    visitor.home_page()
    visitor.press("For the volunteer")
    visitor.wait_for("staff-door")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("staff")
    visitor.press("End the kiosk")
    assert ended == [0]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (SyncStatus(Link.OFFLINE, waiting=2), (Sending.OFFLINE, 2)),
        (SyncStatus(Link.CAPTIVE, waiting=1), (Sending.OTHER, 1)),
        (SyncStatus(Link.ONLINE, unknown=1, acknowledged=1), (Sending.UNKNOWN, 1)),
        (SyncStatus(Link.ONLINE, sending=1, waiting=1), (Sending.SENDING, 2)),
        (SyncStatus(Link.ONLINE, parked=1, acknowledged=1), (Sending.WAITING, 1)),
        (SyncStatus(Link.ONLINE, acknowledged=1), (Sending.SENT, 0)),
        (SyncStatus(Link.ONLINE), (Sending.IDLE, 0)),
        (SyncStatus(Link.NOT_TRIED), (Sending.CONNECTING, 0)),
        (SyncStatus(Link.REVOKED, waiting=1), (Sending.OFFLINE, 1)),
    ],
)
def test_sent_is_only_said_when_everything_was_acknowledged(status: SyncStatus, shown: tuple[Sending, int]) -> None:
    assert sending_of(status) == shown


def test_every_page_has_one_main_action_and_a_heading(visitor: Visitor) -> None:
    visitor.to_card()
    assert isinstance(visitor.screen, Screen)
    primary = [each for each in visitor.screen.findChildren(type(visitor.screen.continue_button)) if each.isVisible()]
    assert len(primary) == 1
    assert visitor.screen.heading.text()
