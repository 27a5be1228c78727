"""A card is read by camera, from a picture, by its typed lines or over a serial line: all lead to the same page."""

import os
import tty
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kiosk.capture import devices
from kiosk.cards import serial_port
from kiosk.cards.mrz import check_digit
from tests.support.camera import FedCamera
from tests.support.photographs import CARD as CARD_SIZE
from tests.support.photographs import jpeg, page, photograph, with_qr
from tests.support.shell import CARD, NAME_REF, SECRET_NAME, Visitor, open_form
from ui.capture.card_reading import LinesScreen
from ui.screens.card import CardScreen
from ui.screens.declare import DeclareStep
from ui.screens.reuse import ReuseScreen

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")
LONG = 60.0


def the_card() -> Any:
    rng = np.random.default_rng(21)
    return photograph(rng, with_qr(page(rng, CARD_SIZE, 8), CARD, 300), fill=0.8, tilt=0.03).image


def lines() -> list[str]:
    """The back of a card that was made up, with check digits that fit."""
    number, digits = "001155083417", "155083417"
    first = f"IDVNM{digits}{check_digit(digits)}{number}<<{check_digit(number)}"
    birth, expiry = "550815", "350815"
    second = f"{birth}{check_digit(birth)}F{expiry}{check_digit(expiry)}VNM<<<<<<<<<<<"
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return [first, second + check_digit(composite), "PHAM<<THI<LUU".ljust(30, "<")]


def given(visitor: Visitor) -> str:
    controller = visitor.app.visit.controller
    assert controller is not None
    return controller.session.question(NAME_REF).value


def accept(visitor: Visitor) -> None:
    """The page that shows what was read."""
    visitor.wait(lambda: isinstance(visitor.screen, CardScreen), "the card was not read", LONG)
    visitor.press("Mine")
    visitor.continue_()
    visitor.wait(lambda: visitor.sees("Filled in from the card"), "not filled in", LONG)


def test_the_camera_reads_a_card_by_itself_and_goes_off(visitor: Visitor, camera, home: Path) -> None:
    camera(np.full((900, 1600, 3), 120, np.uint8))
    open_form(visitor)
    before = sorted(path for path in home.rglob("*") if path.is_file())
    visitor.press("Read the card with the camera")
    visitor.wait_for("card-camera")
    FedCamera.made[-1].show(the_card())
    accept(visitor)
    assert given(visitor) == SECRET_NAME
    assert not FedCamera.made[-1].running
    new = {path for path in home.rglob("*") if path.is_file()} - set(before)
    assert all("store" in path.name for path in new)


def test_a_picture_of_the_card_gives_its_code_and_is_not_kept(visitor: Visitor) -> None:
    folder = visitor.app.picture_folders[0]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.jpg").write_bytes(jpeg(the_card()))
    (folder / "other.jpg").write_bytes(jpeg(page(np.random.default_rng(1))))
    open_form(visitor)
    visitor.press("Read it from a picture on a stick")
    visitor.wait_for("card-photo")
    visitor.press("other.jpg", LONG)
    visitor.wait(lambda: "No QR code" in visitor.complaint, "not explained", LONG)
    visitor.press("card.jpg", LONG)
    accept(visitor)
    assert given(visitor) == SECRET_NAME
    draft = visitor.app.visit.draft
    assert draft is not None
    assert visitor.kiosk.attachments.list(draft.dossier) == ()


def test_typed_lines_are_checked_and_read(visitor: Visitor) -> None:
    open_form(visitor)
    visitor.press("Type the three lines on its back")
    visitor.wait_for("card-lines")
    typed = lines()
    for field, text in zip(
        visitor.on(LinesScreen).fields, [typed[0], typed[1].replace("550815", "550816"), typed[2]], strict=True
    ):
        field.setText(text)
    visitor.continue_()
    visitor.wait(lambda: "do not fit" in visitor.complaint, "a slip of the finger is not found")
    assert visitor.on(LinesScreen).fields[0].text() == typed[0]
    visitor.on(LinesScreen).fields[1].setText(typed[1].lower())
    visitor.continue_()
    accept(visitor)
    assert given(visitor) == "Pham Thi Luu"


def test_a_serial_scanner_is_heard_on_every_page(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial_port, "RETRY_S", 0.05)
    far, near = os.openpty()
    tty.setraw(near)
    found = (devices.Device("serial", os.ttyname(near), "Scanner"),)
    monkeypatch.setattr(devices, "serial_scanners", lambda _set: found)
    try:
        open_form(visitor)
        readers = [each for each in visitor.app.children() if type(each).__name__ == "Readers"]
        visitor.wait(lambda: readers[0]._serial.connected, "the port was not opened", LONG)  # type: ignore[attr-defined]  # its thread
        os.write(far, CARD.encode() + b"\r")
        accept(visitor)
        assert given(visitor) == SECRET_NAME
    finally:
        os.close(far)
        os.close(near)


def test_who_was_told_of_once_is_offered_in_the_next_form_and_wiped_with_the_visit(visitor: Visitor) -> None:
    controller = open_form(visitor)
    controller.answer("/data/requester/requester_name", SECRET_NAME)
    controller.answer("/data/requester/requester_birth", "1955-08-15")
    controller.answer("/data/requester/requester_phone", "0376543219")
    step = DeclareStep(visitor.app)
    visitor.app.flow.go(step)
    step.remember()
    controller.close()
    second = open_form(visitor, "1.001612")
    visitor.press(f"Use the details of {SECRET_NAME}, 1955")
    visitor.wait(lambda: isinstance(visitor.screen, CardScreen), "not shown")
    visitor.press(next(text for text in visitor.texts() if "owner" in text.lower()))
    visitor.continue_()
    visitor.wait(lambda: visitor.sees("Filled in"), "not filled in", LONG)
    assert second.session.question("/data/owner/owner_name").value == SECRET_NAME
    assert second.session.question("/data/owner/owner_phone").value == "0376543219"
    visitor.app.end_visit()
    assert visitor.app.visit.known == []


def test_the_form_offers_a_known_person_before_it_asks_for_the_name(visitor: Visitor) -> None:
    first = open_form(visitor)
    first.answer("/data/requester/requester_name", SECRET_NAME)
    step = DeclareStep(visitor.app)
    visitor.app.flow.go(step)
    step.remember()
    first.close()
    second = open_form(visitor, "1.001612")
    visitor.continue_()
    visitor.wait_for("question")
    page = second.page()
    assert page is not None
    for ref in page.refs:
        second.answer(ref, second.session.choices(ref)[0].value)
    visitor.continue_()
    visitor.wait_for("reuse")
    visitor.on(ReuseScreen)
    visitor.press(f"Use the details of {SECRET_NAME} again")
    visitor.wait_for("question")
    assert second.session.question("/data/owner/owner_name").value == SECRET_NAME
