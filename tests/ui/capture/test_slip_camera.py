"""A slip of a form from another machine is read by the camera, and nothing else that lies before it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.types import InitialSecrets
from tests.support.camera import FedCamera
from tests.support.handover import NAME, PIN, begun, into_the_commune, kiosk_at
from tests.support.kiosks import Clock, Portal
from tests.support.photographs import page, with_qr
from tests.support.shell import CARD, SECRET_NAME, Visitor
from ui.capture.viewfinder import Viewfinder

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")
SIZE = (1600, 1600)
LONG = 60.0


@pytest.fixture
def member(visitor: Visitor) -> Visitor:
    """Somebody before a machine of the commune."""
    visitor.wait_for("start")
    into_the_commune(visitor.kiosk)
    return visitor


@pytest.fixture
def slip(
    first_start: tuple[Path, InitialSecrets], tmp_path: Path, portal: Portal, member: Visitor
) -> Iterator[tuple[Kiosk, str]]:
    """Another machine of the commune, and the digits in the code of the slip that it printed."""
    kiosk = kiosk_at(first_start[0], tmp_path / "other", portal, "Q4R", Clock(member.kiosk.now()))
    yield kiosk, kiosk.handover.onto_paper(begun(kiosk).dossier, PIN).digits
    kiosk.close()


def before_the_camera(text: str) -> Any:
    return with_qr(page(np.random.default_rng(4), SIZE, 0), text, 1200)


def test_the_camera_reads_a_slip_by_itself_and_lets_a_card_lie(
    member: Visitor, camera, qtbot: QtBot, slip: tuple[Kiosk, str]
) -> None:
    camera(before_the_camera(CARD))
    member.home_page()
    member.press("Continue a form I began before")
    member.press("A form begun at another machine")
    member.wait_for("take-in")
    member.press("Read the slip with the camera")
    member.wait_for("slip-camera")
    looked = FedCamera.made[-1]
    (finder,) = member.screen.findChildren(Viewfinder)
    with qtbot.waitSignal(finder.examined, timeout=60_000):
        pass
    assert member.step == "slip-camera", "a card was taken for a slip"
    looked.show(before_the_camera(slip[1]))
    member.wait(lambda: member.step == "take-in-pin", "the slip was not read", LONG)
    assert not looked.running
    member.pin(PIN)
    member.continue_()
    member.wait_for("question")
    controller = member.app.visit.controller
    assert controller is not None
    assert controller.session.value_of(NAME) == SECRET_NAME
