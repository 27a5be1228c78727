"""Fifteen moments in which a resident hesitates, as docs/doubts.md tells them: what the kiosk shows, and what is kept.

DOUBTS_PICTURES=docs/doubts .venv/bin/python -m pytest -n 0 tests/ui/screens/test_doubts.py   draws the pictures anew
"""

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest

from kiosk.printing import JobState, JobStatus, PrinterTrouble
from sync.protocol.followup import show_code
from tests.support.birth import PACK
from tests.support.shell import CARD, CHILD_REF, NAME_REF, PIN, SECRET_NAME, Visitor, begun, finished
from ui.form import CHECK, QuestionPage
from ui.screens.choose import ChooseScreen
from ui.screens.finish import FinishStep
from ui.speech.speaker import Speaker

PHONE_REF = "/data/requester/requester_phone"
BIRTH_REF = "/data/requester/requester_birth"
WIDTH = 960
DOC = Path(__file__).parents[3] / "docs" / "doubts.md"


def picture(visitor: Visitor, name: str) -> None:
    """Kept where DOUBTS_PICTURES says; small enough for a repository."""
    assert f"doubts/{name}.png" in DOC.read_text("utf-8"), "the page does not tell of this moment"
    folder = os.environ.get("DOUBTS_PICTURES")
    if not folder:
        return
    QTest.qWait(50)
    path = Path(folder) / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    assert visitor.app.window.grab().save(str(path))
    with Image.open(path) as taken:
        small = taken.convert("RGB")
        small.thumbnail((WIDTH, WIDTH))
        small.quantize(64).save(path, optimize=True)


def in_form(visitor: Visitor, ref: str = NAME_REF, pin: str = PIN) -> str:
    """Before a question of a form that was begun; returns the code."""
    code = begun(visitor, pin=pin)
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.screen.field, code)  # type: ignore[attr-defined]  # the page's field
    visitor.continue_()
    visitor.wait_for("unlock")
    visitor.pin(pin or visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("question")
    go_to(visitor, ref)
    return code


def go_to(visitor: Visitor, ref: str) -> None:
    controller = visitor.app.visit.controller
    assert controller is not None
    controller.place = ref
    visitor.app.refresh()


def test_the_wrong_card(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.to_card()
    visitor.scan(receipt.link)
    visitor.wait(lambda: "That is a receipt" in visitor.complaint, "a receipt was taken for a card")
    visitor.scan("https://example.org/some-voucher")
    visitor.wait(lambda: "no identity card" in visitor.complaint, "something else was taken for a card")
    picture(visitor, "wrong-card")
    visitor.scan(CARD)
    visitor.wait(lambda: visitor.sees(SECRET_NAME), "the right card is not read afterwards")


def test_no_phone(visitor: Visitor) -> None:
    in_form(visitor, PHONE_REF)
    page = visitor.on(QuestionPage)
    assert page.skip_button is not None
    picture(visitor, "no-phone")
    visitor.press("I do not know, skip this")
    visitor.wait(lambda: visitor.screen is not page, "it cannot be skipped")


def test_a_relatives_phone(visitor: Visitor) -> None:
    in_form(visitor, PHONE_REF)
    (field,) = (each for each in visitor.on(QuestionPage).blocks[PHONE_REF].widget.fields())
    visitor.type_into(field, "0912 345 678")
    controller = visitor.app.visit.controller
    assert controller is not None
    # Whose number it is is not asked: it is the one on which the resident can be reached.
    picture(visitor, "relatives-phone")
    page = visitor.screen
    visitor.continue_()
    visitor.wait(lambda: visitor.screen is not page, "the number was not taken")
    assert controller.session.value_of(f"string({PHONE_REF})").endswith("912345678")


def test_a_forgotten_date(visitor: Visitor) -> None:
    in_form(visitor, BIRTH_REF)
    page = visitor.on(QuestionPage)
    assert page.skip_button is not None
    year = page.blocks[BIRTH_REF].widget.fields()[-1]
    visitor.type_into(year, "1955")
    picture(visitor, "forgotten-date")
    visitor.continue_()
    visitor.wait(lambda: visitor.screen is not page, "the year alone was not taken")
    controller = visitor.app.visit.controller
    assert controller is not None
    assert controller.session.value_of(f"string({BIRTH_REF})") == "1955"


def test_wants_to_stop(visitor: Visitor) -> None:
    code = in_form(visitor)
    visitor.press("Stop")
    visitor.wait_for("leave")
    assert visitor.sees(show_code(code))
    picture(visitor, "wants-to-stop")
    visitor.press("Keep and stop")
    visitor.wait_for("start")
    assert [each.code for each in visitor.kiosk.drafts.open_drafts()] == [code]


def test_somebody_waits_behind(visitor: Visitor) -> None:
    in_form(visitor)
    visitor.press_widget(visitor.screen.curtain_button)
    assert not visitor.sees(SECRET_NAME)
    picture(visitor, "somebody-behind")
    visitor.press("Keep and stop")
    visitor.wait_for("start")
    assert not visitor.sees(SECRET_NAME)


def test_the_receipt_is_lost(visitor: Visitor) -> None:
    finished(visitor)
    visitor.home_page()
    visitor.press("Where is my dossier")
    visitor.wait_for("follow")
    assert visitor.sees("Lost the receipt?")
    picture(visitor, "lost-receipt")


def test_somebody_else_collects(visitor: Visitor) -> None:
    from dataclasses import replace

    from sync.states import DossierState
    from ui.screens.follow import ViewStep

    receipt = finished(visitor)
    visitor.home_page()
    view = visitor.kiosk.dossiers.view(receipt.code)
    visitor.app.visit.followed = replace(view, state=DossierState.RESULT_READY, can_amend=False)
    visitor.app.flow.go(ViewStep(visitor.app, receipt.code))
    assert visitor.sees("Somebody else collects it for you?")
    assert not visitor.sees(SECRET_NAME)
    picture(visitor, "somebody-else-collects")


def test_cannot_sign(visitor: Visitor) -> None:
    from ui.screens.declare import DeclareStep

    in_form(visitor)
    visitor.app.visit.pack = PACK
    visitor.app.flow.go(DeclareStep(visitor.app))
    visitor.wait_for("declare")
    visitor.wait(lambda: visitor.sees("I do not write"), "there is no way without writing")
    picture(visitor, "cannot-sign")


def test_takes_the_consent_back(visitor: Visitor) -> None:
    in_form(visitor)
    visitor.press("Stop")
    visitor.wait_for("leave")
    picture(visitor, "consent-back")
    visitor.press("Erase my answers")
    visitor.wait_for("start")
    assert visitor.kiosk.drafts.open_drafts() == ()
    # What was finished already: the officer, or the page behind the receipt.
    receipt = finished(visitor)
    visitor.app.appearance.set_language("en")
    visitor.wait_for("start")
    visitor.scan(receipt.link)
    visitor.wait_for("dossier")
    visitor.wait(lambda: visitor.sees("To take your consent back"), "nobody says how to take the consent back")


def test_a_wrong_digit(visitor: Visitor) -> None:
    in_form(visitor)
    go_to(visitor, CHECK)
    assert visitor.sees("Please check your answers")
    page = visitor.screen
    rows = page.rows  # type: ignore[attr-defined]  # the check page's
    page.scroll_area.show_widget(rows[CHILD_REF])
    picture(visitor, "wrong-digit")
    visitor.press_widget(rows[CHILD_REF].change)
    visitor.wait(lambda: isinstance(visitor.screen, QuestionPage), "Change leads nowhere")
    visitor.continue_()
    visitor.wait(lambda: visitor.sees("Please check your answers"), "Continue does not lead back")


def test_does_not_read(visitor: Visitor) -> None:
    reader = visitor.app.reader
    assert reader is not None
    visitor.wait(lambda: reader.voice, "no voice was found")
    in_form(visitor)
    said: list[str] = []
    speaker = Speaker()
    speaker.say = lambda utterances: said.extend(each.text for each in utterances)  # type: ignore[method-assign]  # deaf
    reader.speaker = speaker
    visitor.press("Help")
    visitor.press("Read every page to me")
    picture(visitor, "does-not-read")
    visitor.continue_()
    visitor.wait_for("question")
    heading = visitor.screen.heading.text()
    visitor.press("Listen")
    assert heading in said
    said.clear()
    visitor.continue_()
    visitor.wait(lambda: said, "the next page does not read itself")


def test_no_network(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.app.visit.pack = visitor.kiosk.catalogue.pack(receipt.procedure)
    visitor.home_page()
    visitor.app.flow.settle(FinishStep(visitor.app, receipt))
    visitor.wait_for("finish")
    assert visitor.sees("goes by itself as soon as there is a line")
    visitor.wait(lambda: visitor.screen.status.waiting == 1, "the status line does not say that one waits")
    picture(visitor, "no-network")


def test_the_printer_is_empty(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """What CUPS says of a printer without paper is tested on a real print service (tests/kiosk/printing)."""
    held = JobStatus(JobState.HELD, PrinterTrouble.OUT_OF_PAPER)
    monkeypatch.setattr(visitor.kiosk.printing, "status", lambda _job: held)
    receipt = finished(visitor)
    visitor.app.visit.pack = visitor.kiosk.catalogue.pack(receipt.procedure)
    visitor.home_page()
    visitor.app.flow.settle(FinishStep(visitor.app, receipt))
    visitor.wait(lambda: visitor.sees("the printer has no paper"), "nobody says that paper is missing")
    # The code is on the screen whatever the printer does.
    assert visitor.sees(show_code(receipt.code))
    picture(visitor, "printer-empty")


def test_does_not_know_which_paper(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    visitor.type_into(visitor.on(ChooseScreen).field, "mai táng")
    visitor.press("Funeral support for people on social assistance")
    visitor.wait_for("which")
    assert visitor.sees("I do not know")
    picture(visitor, "which-paper")
    visitor.press("I do not know")
    visitor.wait_for("information")


def test_each_moment_has_its_test_and_its_picture() -> None:
    lines = DOC.read_text("utf-8").splitlines()
    assert len([line for line in lines if line.startswith("## ")]) == 15
    names = {line.split("](doubts/")[1].split(".png")[0] for line in lines if "](doubts/" in line}
    here = Path(__file__).read_text("utf-8")
    assert len(names) == 15
    for name in names:
        assert f'picture(visitor, "{name}")' in here, name
        assert (DOC.parent / "doubts" / f"{name}.png").is_file(), name
