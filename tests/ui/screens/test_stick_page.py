"""The volunteer's page of dossiers on a stick: what it says, and that a real stick's folder is written from it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.transfer import Stick, Transfer
from sync.bundles.answering import Applied
from sync.bundles.errors import Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn
from tests.support import kiosks
from tests.support.shell import Visitor
from ui.screens.stick import StickScreen, StickStep, Stopped, _sentence
from ui.widgets import SecondaryButton


def buttons(screen: StickScreen) -> dict[str, SecondaryButton]:
    return {button.text(): button for button in screen.findChildren(SecondaryButton)}


def test_each_stick_has_its_two_buttons_and_none_says_what_to_do(qtbot: QtBot) -> None:
    screen = StickScreen()
    qtbot.addWidget(screen)
    screen.show_sticks((Stick(Path("/media/a"), "A", 5_000_000), Stick(Path("/media/b"), "B", 1)))
    writing = [button for button in screen.findChildren(SecondaryButton) if button.property("folder")]
    assert [button.property("folder") for button in writing] == ["/media/a", "/media/a", "/media/b", "/media/b"]
    with qtbot.waitSignal(screen.write_wanted) as told:
        writing[2].click()
    assert told.args == ["/media/b"]
    screen.show_sticks(())
    assert any("Plug one in" in label.text() for label in screen.findChildren(QLabel))


TROUBLES = [Stopped(), NotThere(), Foreign(), Outdated(), StickFull(2, 1), StickUnwritable(), Torn()]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_trouble_has_a_sentence_that_says_what_to_do(qapp: object, trouble: Exception) -> None:
    sentence = _sentence(trouble)
    assert sentence.endswith((".", "?"))
    assert len(sentence.split()) > 5


def test_a_volunteer_writes_the_dossiers_from_the_page_and_is_told_how_many(
    visitor: Visitor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = visitor.kiosk
    for _ in range(2):
        kiosks.finish(kiosk, kiosks.begin(kiosk))
    plugged = (Stick(tmp_path / "stick", "STICK", 9_000_000),)
    plugged[0].folder.mkdir()
    monkeypatch.setattr(Transfer, "sticks", lambda self: plugged)
    step = StickStep(visitor.app, plugged)
    visitor.app.flow.go(step)
    screen = visitor.on(StickScreen)
    buttons(screen)["Write the dossiers onto this stick"].click()
    qtbot.waitUntil(screen.done.isVisible, timeout=60_000)
    assert "2 dossiers are on the stick" in screen.done.text()
    assert not screen.done.visibleRegion().isEmpty()
    assert len(list(plugged[0].folder.glob("ho-so-*/revisions/*"))) == 2
    buttons(screen)["Read the answer from this stick"].click()
    qtbot.waitUntil(lambda: bool(screen.error.text()), timeout=60_000)
    assert "no answer for this machine" in screen.error.text()
    qtbot.waitUntil(lambda: not screen.error.visibleRegion().isEmpty(), timeout=60_000)
    answered = Applied(acknowledged=1, parked=1, events=0, new_settings=True)
    monkeypatch.setattr(Transfer, "take_answer", lambda self, folder: answered)
    buttons(screen)["Read the answer from this stick"].click()
    qtbot.waitUntil(screen.done.isVisible, timeout=60_000)
    assert "It refused 1" in screen.done.text()
    assert "New settings" in screen.done.text()
    assert not screen.error.text()


def test_a_stick_that_was_pulled_out_since_is_not_written_onto_this_machines_disk(
    visitor: Visitor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder it was mounted at may stay behind."""
    kiosks.finish(visitor.kiosk, kiosks.begin(visitor.kiosk))
    monkeypatch.setattr(Transfer, "sticks", lambda self: ())
    visitor.app.flow.go(StickStep(visitor.app, (Stick(tmp_path, "STICK", 9_000_000),)))
    screen = visitor.on(StickScreen)
    buttons(screen)["Write the dossiers onto this stick"].click()
    qtbot.waitUntil(lambda: bool(screen.error.text()), timeout=60_000)
    assert "Plug it in again" in screen.error.text()
    assert not list(tmp_path.glob("ho-so-*"))
