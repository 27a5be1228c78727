"""After a crash the form that was open is offered to its owner alone; after an orderly end to nobody."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from tests.support.shell import PIN, SECRET_NAME, Visitor, begun, window
from ui.widgets import MOVING_ON


@pytest.fixture(autouse=True)
def _no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MOVING_ON, "within", 0.0)


def _crashed(home: Path, qapp: QApplication, tmp_path: Path, *, pin: str = PIN) -> None:
    """A visit in the middle of a form; what a crash leaves behind is in the store."""
    with window(qapp, home, tmp_path) as visitor:
        code = begun(visitor, pin=pin)
        kiosk = visitor.kiosk
        dossier = next(each.dossier for each in kiosk.drafts.open_drafts() if each.code == code)
        kiosk.unfinished.note(dossier)


def test_the_owner_goes_on_with_the_pin(qapp: QApplication, qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    _crashed(home, qapp, tmp_path)
    with window(qapp, home, tmp_path) as visitor:
        visitor.wait_for("recover")
        assert not visitor.sees(SECRET_NAME)
        visitor.continue_()
        visitor.wait_for("unlock")
        assert not visitor.sees(SECRET_NAME)
        visitor.pin("1111")
        visitor.continue_()
        visitor.wait(lambda: visitor.complaint, "a wrong PIN was taken")
        visitor.pin(PIN)
        visitor.continue_()
        visitor.wait_for("question")


def test_somebody_else_begins_anew_and_is_not_offered_it_again(
    qapp: QApplication, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    _crashed(home, qapp, tmp_path)
    with window(qapp, home, tmp_path) as visitor:
        visitor.wait_for("recover")
        visitor.press("It is not mine")
        visitor.wait_for("start")
        visitor.wait(lambda: visitor.kiosk.unfinished.find() is None, "it is still offered")
    with window(qapp, home, tmp_path) as visitor:
        QTest.qWait(200)
        assert visitor.step == "start"
        assert len(visitor.kiosk.drafts.open_drafts()) == 1


def test_without_a_pin_only_the_volunteer_opens_it(
    qapp: QApplication, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    _crashed(home, qapp, tmp_path, pin="")
    with window(qapp, home, tmp_path) as visitor:
        visitor.wait_for("recover")
        assert visitor.sees("the volunteer opens it")
        visitor.continue_()
        visitor.wait_for("unlock")
        assert "staff code" in visitor.screen.heading.text()


def test_a_form_that_is_opened_is_noted_and_an_orderly_end_forgets_it(visitor: Visitor) -> None:
    visitor.to_card()
    draft = visitor.app.visit.draft
    assert draft is not None
    visitor.wait(lambda: visitor.kiosk.unfinished.find() == draft.dossier, "the open form is not noted")
    visitor.app.end_visit()
    visitor.wait(lambda: visitor.kiosk.unfinished.find() is None, "it is still noted")


def test_a_finished_dossier_is_not_offered(home: Path, visitor: Visitor) -> None:
    kiosk: Kiosk = visitor.kiosk
    code = begun(visitor)
    draft = next(each for each in kiosk.drafts.open_drafts() if each.code == code)
    kiosk.unfinished.note(draft.dossier)
    kiosk.drafts.discard(draft.dossier)
    recovery_offers = [each for each in kiosk.drafts.open_drafts() if each.dossier == kiosk.unfinished.find()]
    assert recovery_offers == []
