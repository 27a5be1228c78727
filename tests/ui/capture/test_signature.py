"""How the declaration is signed: asked before the end, drawn with a finger, and void when the answers change."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.signatures import SigningWay
from tests.support.kiosks import Portal
from tests.support.shell import CHILD_REF, FIRST_ANSWERS, Visitor, open_form
from ui.capture.signature import SignaturePad, SignScreen
from ui.screens.declare import DeclareScreen, DeclareStep
from ui.screens.papers import read_picture
from ui.widgets.scroll import AFTER_DRAWING_MS

LONG = 60.0


def before_the_end(visitor: Visitor, procedure: str = "1.001193") -> None:
    controller = open_form(visitor, procedure)
    if procedure == "1.001193":
        for ref, value in FIRST_ANSWERS.items():
            controller.answer(ref, value)
    visitor.app.flow.go(DeclareStep(visitor.app))
    visitor.wait_for("declare")


def draw(visitor: Visitor, *shares: tuple[float, float]) -> None:
    """With a finger over the pad, through the window as a person does."""
    pad = visitor.on(SignScreen).pad
    window = visitor.app.window.windowHandle()
    assert window is not None
    points = [pad.mapTo(visitor.app.window, QPoint(round(x * pad.width()), round(y * pad.height()))) for x, y in shares]
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, Qt.MouseButton.LeftButton, none, points[0])
    for point in points[1:]:
        QTest.mouseMove(window, point)
        QTest.qWait(5)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, none, points[-1])


def signed(visitor: Visitor) -> SigningWay | None:
    step = visitor.app.flow.current
    found = getattr(step, "signed", None)
    return found.way if found is not None else None


def test_nothing_is_finished_before_it_is_said_how_it_is_signed(visitor: Visitor) -> None:
    before_the_end(visitor)
    visitor.continue_()
    visitor.wait(lambda: "Choose how you sign" in visitor.complaint, "not asked")
    assert visitor.step == "declare"


def test_a_finger_draws_the_signature_and_it_goes_with_the_dossier(visitor: Visitor, portal: Portal) -> None:
    before_the_end(visitor)
    draft = visitor.app.visit.draft
    assert draft is not None
    visitor.press("With my finger")
    visitor.wait_for("sign")
    visitor.continue_()
    visitor.wait(lambda: "Nothing is written" in visitor.complaint, "an empty pad is taken")
    draw(visitor, (0.2, 0.7), (0.3, 0.2), (0.4, 0.7), (0.7, 0.4))
    visitor.continue_()
    visitor.wait_for("declare")
    visitor.wait(lambda: signed(visitor) is SigningWay.FINGER, "not signed", LONG)
    visitor.on(DeclareScreen)
    visitor.press("Print the declaration")
    visitor.wait(lambda: visitor.sees("Declaration:"), "not printed", LONG)
    current = visitor.kiosk.signatures.current(draft.dossier)
    assert current is not None
    image = read_picture(current.image)
    assert image.hasAlphaChannel()
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(image.width()) for y in range(0, image.height(), 3))
    controller = visitor.app.visit.controller
    assert controller is not None
    xml = controller.session.draft()
    visitor.kiosk.dossiers.finalise(draft.dossier, xml, xml)
    _revision, content, _body = portal.open(visitor.kiosk, draft.dossier, 1)
    assert content.signed == "finger"
    assert [paper.paper for paper in content.papers] == ["signature"]


@pytest.mark.parametrize(("words", "way"), [("By hand", SigningWay.PRINT), ("I do not write", SigningWay.FINGERPRINT)])
def test_who_signs_on_paper_says_so(visitor: Visitor, words: str, way: SigningWay) -> None:
    before_the_end(visitor)
    visitor.press(words)
    visitor.wait(lambda: signed(visitor) is way, "not recorded", LONG)


def test_a_signature_is_void_when_an_answer_changes(visitor: Visitor) -> None:
    before_the_end(visitor)
    visitor.press("By hand")
    visitor.wait(lambda: signed(visitor) is SigningWay.PRINT, "not recorded", LONG)
    controller = visitor.app.visit.controller
    assert controller is not None
    visitor.press_widget(visitor.screen.back_button)
    visitor.app.flow.go(DeclareStep(visitor.app))
    visitor.wait(lambda: signed(visitor) is SigningWay.PRINT, "forgotten without a change", LONG)
    controller.answer(CHILD_REF, "Đặng Ngọc Hàn")
    visitor.press_widget(visitor.screen.back_button)
    visitor.app.flow.go(DeclareStep(visitor.app))
    visitor.wait(lambda: visitor.app.tasks.busy == 0, "still busy", LONG)
    assert signed(visitor) is None
    visitor.continue_()
    visitor.wait(lambda: "Choose how you sign" in visitor.complaint, "a void signature is taken")


def test_where_several_sign_or_nobody_does_no_finger_is_offered(visitor: Visitor) -> None:
    before_the_end(visitor, "1.000894")
    assert not visitor.sees("With my finger")
    assert visitor.sees("By hand")
    before_the_end(visitor, "PAKN")
    assert not visitor.sees("How will you sign?")


def test_strokes_survive_another_language_and_go_with_the_page(visitor: Visitor, home: Path) -> None:
    before_the_end(visitor)
    before = sorted(path for path in home.rglob("*") if path.is_file())
    visitor.press("With my finger")
    visitor.wait_for("sign")
    draw(visitor, (0.2, 0.7), (0.4, 0.3), (0.7, 0.6))
    strokes = visitor.on(SignScreen).pad.strokes()
    visitor.app.refresh()
    visitor.wait_for("sign")
    pad = visitor.on(SignScreen).pad
    assert pad.strokes() == strokes
    visitor.press("Clear and begin again")
    assert not pad.is_signed()
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("declare")
    assert sorted(path for path in home.rglob("*") if path.is_file()) == before


def test_a_tap_is_no_signature(qtbot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    assert not pad.is_signed()
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton)
    assert not pad.is_signed()
    assert pad.png().startswith(b"\x89PNG")


def test_a_finger_on_a_touch_screen_draws_and_does_not_scroll(qtbot) -> None:
    screen = SignScreen([])
    screen.resize(1280, 760)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    QTest.qWait(2 * AFTER_DRAWING_MS)
    finger = QTest.createTouchDevice()
    pad, window = screen.pad, screen.windowHandle()
    area = screen.scroll_area.area.verticalScrollBar()
    assert area.maximum() > 0
    at = area.value()
    points = [pad.mapTo(screen, QPoint(60 + 12 * step, 30 + 8 * step)) for step in range(12)]
    QTest.touchEvent(window, finger).press(0, points[0]).commit()
    for point in points[1:]:
        QTest.touchEvent(window, finger).move(0, point).commit()
        QTest.qWait(5)
    QTest.touchEvent(window, finger).release(0, points[-1]).commit()
    qtbot.waitUntil(pad.is_signed, timeout=60_000)
    assert area.value() == at
