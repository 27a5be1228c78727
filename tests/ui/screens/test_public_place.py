"""A kiosk among people: the curtain, the call for help, the page that explains, the five faces, and what is counted."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.settings import FILE_NAME
from tests.support.shell import PIN, SECRET_NAME, Visitor, begun, finished, window
from tests.support.told import told
from ui.screens.attract import AttractScreen
from ui.screens.curtain import CurtainScreen
from ui.screens.help import HelpScreen
from ui.widgets import MOVING_ON


def _in_form(visitor: Visitor, pin: str = PIN) -> str:
    """Before a page with an answer on it; returns the code."""
    code = begun(visitor, pin=pin)
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.screen.field, code)  # type: ignore[attr-defined]  # the page's field
    visitor.continue_()
    visitor.wait_for("unlock")
    if pin:
        visitor.pin(pin)
    else:
        visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("question")
    return code


# The curtain


def test_one_tap_hides_the_page_and_the_pin_shows_it_again(visitor: Visitor) -> None:
    _in_form(visitor)
    assert visitor.screen.curtain_button.isVisible()
    visitor.press_widget(visitor.screen.curtain_button)
    assert isinstance(visitor.screen, CurtainScreen)
    assert not visitor.sees(SECRET_NAME)
    visitor.continue_()
    assert isinstance(visitor.screen, CurtainScreen), "no PIN was asked"
    visitor.pin("1111")
    visitor.continue_()
    visitor.wait(lambda: "Tries left" in visitor.complaint, "a wrong PIN was taken")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("question")


def test_without_a_pin_a_tap_shows_it_again(visitor: Visitor) -> None:
    _in_form(visitor, pin="")
    visitor.press_widget(visitor.screen.curtain_button)
    visitor.continue_()
    visitor.wait_for("question")


def test_nobody_comes_back_to_a_hidden_page(visitor: Visitor) -> None:
    _in_form(visitor)
    visitor.press_widget(visitor.screen.curtain_button)
    around = visitor.app.around
    assert around is not None
    # What the watch says after ten minutes: there is no question that would show the page.
    around.idle.warned.emit()
    visitor.wait_for("start")
    assert not visitor.sees(SECRET_NAME)


def test_a_hidden_page_waits_longer_than_an_open_one(visitor: Visitor) -> None:
    _in_form(visitor)
    around = visitor.app.around
    assert around is not None
    clock = [0.0]
    around.idle._clock = lambda: clock[0]
    visitor.press_widget(visitor.screen.curtain_button)
    clock[0] = 400.0
    around.idle.look()
    assert isinstance(visitor.screen, CurtainScreen)
    clock[0] = 601.0
    around.idle.look()
    visitor.wait_for("start")


def test_there_is_nothing_to_hide_before_a_form_is_open(visitor: Visitor) -> None:
    visitor.home_page()
    assert not visitor.screen.curtain_button.isVisible()


def test_a_receipt_held_before_a_hidden_page_opens_nothing(visitor: Visitor) -> None:
    receipt = finished(visitor)
    _in_form(visitor)
    visitor.press_widget(visitor.screen.curtain_button)
    visitor.scan(receipt.link)
    QTest.qWait(100)
    assert isinstance(visitor.screen, CurtainScreen)


# The call for help


def test_help_is_called_told_to_the_portal_and_answered(visitor: Visitor) -> None:
    visitor.to_procedure()
    visitor.press("Help")
    visitor.press("Call the volunteer")
    visitor.wait(lambda: visitor.sees("Help was called at"), "the page does not say that help was called")
    bell = visitor.app.bell
    assert bell is not None
    assert bell.ringing
    call = visitor.kiosk.calls.open()
    assert call is not None
    assert (call.place, call.procedure) == ("procedure", "1.001193")
    (body,) = told(visitor.kiosk, "help")
    assert body["state"] == "open"
    visitor.continue_()
    visitor.wait_for("procedure")
    # Pressing again changes nothing: help is on its way.
    visitor.press("Help")
    visitor.wait(lambda: visitor.sees("Help was called at"), "the call is forgotten")
    visitor.press("The volunteer is here")
    visitor.wait(lambda: visitor.kiosk.calls.open() is None, "the call is still open")
    assert not bell.ringing
    visitor.wait(lambda: not visitor.sees("Help was called at"), "the page still says so")
    assert [each["state"] for each in told(visitor.kiosk, "help")] == ["open", "closed"]


def test_a_call_ends_with_the_visit(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Help")
    visitor.press("Call the volunteer")
    visitor.wait(visitor.kiosk.calls.open, "nobody was called")
    visitor.app.end_visit()
    visitor.wait(lambda: visitor.kiosk.calls.open() is None, "the call outlives the visit")
    assert told(visitor.kiosk, "help")[-1]["by"] == "visit-end"


def test_the_volunteers_see_who_waits(visitor: Visitor) -> None:
    visitor.kiosk.calls.call("question")
    _staff(visitor)
    visitor.press("Calls for help")
    visitor.wait_for("calls")
    assert visitor.sees("Somebody has been waiting since")
    visitor.press("I am with the resident")
    visitor.wait(lambda: visitor.sees("Nobody is waiting"), "the call is still shown")
    assert visitor.kiosk.calls.open() is None


def test_reading_aloud_is_set_on_the_help_page(visitor: Visitor) -> None:
    reader = visitor.app.reader
    assert reader is not None
    visitor.wait(lambda: reader.voice, "no voice was found")
    visitor.home_page()
    visitor.press("Help")
    assert isinstance(visitor.screen, HelpScreen)
    visitor.press("Read every page to me")
    assert reader.automatic
    visitor.press("Read every page to me")
    assert not reader.automatic
    loud, slow = reader.speaker.volume, reader.speaker.speed
    visitor.press("Louder")
    visitor.press("Slower")
    assert reader.speaker.volume > loud
    assert reader.speaker.speed < slow


# The page that explains


def test_the_first_page_explains_itself_after_a_while_and_a_touch_leads_back(visitor: Visitor) -> None:
    visitor.wait_for("start")
    attract = next(each for each in visitor.app.children() if type(each).__name__ == "Attract")
    attract._explain()  # type: ignore[attr-defined]  # as its timer does
    visitor.wait_for("attract")
    screen = visitor.on(AttractScreen)
    shown = []
    for _ in screen.pages:
        shown.append(screen.words.text())
        screen.turn()
    assert len(set(shown)) == len(screen.pages)
    assert screen.words.text() == shown[0]
    visitor.press_widget(screen.words)
    visitor.wait_for("start")


def test_a_receipt_is_read_there_too(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.wait_for("start")
    attract = next(each for each in visitor.app.children() if type(each).__name__ == "Attract")
    attract._explain()  # type: ignore[attr-defined]  # as its timer does
    visitor.wait_for("attract")
    visitor.scan(receipt.link)
    visitor.wait_for("dossier")


def test_it_never_interrupts_somebody(visitor: Visitor) -> None:
    visitor.home_page()
    attract = next(each for each in visitor.app.children() if type(each).__name__ == "Attract")
    attract._explain()  # type: ignore[attr-defined]  # as its timer does
    assert visitor.step == "home"


# The five faces


@pytest.fixture
def asked(qapp: QApplication, qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A kiosk that asks at the end, somebody having finished."""
    monkeypatch.setattr(MOVING_ON, "within", 0.0)
    (home / FILE_NAME).write_text('[printing]\nreceipt = "folder"\ndeclaration = "folder"\n')
    with window(qapp, home, tmp_path) as visitor:
        from ui.screens.finish import FinishStep

        receipt = finished(visitor)
        visitor.app.visit.pack = visitor.kiosk.catalogue.pack(receipt.procedure)
        visitor.app.flow.settle(FinishStep(visitor.app, receipt))
        visitor.wait_for("finish")
        yield visitor
        assert visitor.app.faults == []


def _faces(visitor: Visitor) -> list[tuple[object, ...]]:
    rows = visitor.kiosk.store.call(lambda db: db.execute("SELECT face, words FROM feedback").fetchall())
    return [tuple(row) for row in rows]


def test_an_answer_is_kept_and_the_screen_wiped(asked: Visitor) -> None:
    asked.continue_()
    asked.wait_for("feedback")
    asked.continue_()
    asked.wait(lambda: asked.complaint, "nothing says what to do")
    asked.press("Good")
    assert asked.sees("You chose: Good")
    asked.type_into(asked.screen.field, "chu hoi nho")  # type: ignore[attr-defined]  # the page's field
    asked.continue_()
    asked.wait_for("start")
    assert _faces(asked) == [(4, "chu hoi nho")]


def test_nobody_has_to_answer(asked: Visitor) -> None:
    asked.continue_()
    asked.wait_for("feedback")
    asked.press("No answer, end")
    asked.wait_for("start")
    assert _faces(asked) == []


def test_another_language_keeps_the_face_that_was_chosen(asked: Visitor) -> None:
    asked.continue_()
    asked.wait_for("feedback")
    asked.press("Very good")
    asked.app.appearance.set_language("vi")
    asked.wait_for("feedback")
    asked.continue_()
    asked.wait_for("start")
    assert [row[0] for row in _faces(asked)] == [5]


# What is counted


def test_a_visit_is_counted_with_what_the_board_needs_and_nothing_else(visitor: Visitor) -> None:
    volunteer = visitor.kiosk.shifts.add("Lò Văn Hội")
    visitor.kiosk.shifts.start(volunteer.code)
    _in_form(visitor)
    visitor.app.end_visit()
    visitor.wait(lambda: told(visitor.kiosk, "visit"), "the visit was not counted")
    (body,) = told(visitor.kiosk, "visit")
    assert isinstance(body.pop("seconds"), int)
    assert body == {
        "event": "visit",
        "procedure": "1.001193",
        "language": "en",
        "age": "",
        "outcome": "kept",
        "assisted": False,
        "volunteers": ["V01"],
    }
    assert visitor.kiosk.shifts.on_duty()[0].visits == 1


def test_a_volunteer_who_looks_into_the_staff_area_is_no_visit(visitor: Visitor) -> None:
    _staff(visitor)
    visitor.app.end_visit()
    visitor.wait(lambda: visitor.app.tasks.busy == 0, "the end of the visit is still under way")
    assert told(visitor.kiosk, "visit") == []


def _staff(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("For the volunteer")
    visitor.wait_for("staff-door")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("staff")


def test_shifts_begin_and_end_in_the_staff_area(visitor: Visitor) -> None:
    _staff(visitor)
    visitor.press("Volunteers and shifts")
    visitor.wait_for("shifts")
    visitor.press("Add to the list")
    visitor.wait(lambda: visitor.complaint, "an empty name was taken")
    visitor.type_into(visitor.screen.field, "Lo Van Hoi")  # type: ignore[attr-defined]  # the page's field
    visitor.press("Add to the list")
    visitor.wait(lambda: visitor.sees("Begin the shift of Lo Van Hoi"), "the name is not in the list")
    visitor.press("Begin the shift of Lo Van Hoi")
    visitor.wait(lambda: visitor.sees("End the shift of Lo Van Hoi"), "the shift did not begin")
    visitor.press("End the shift of Lo Van Hoi")
    visitor.wait(lambda: visitor.sees("Last shifts"), "the shift did not end")
    visitor.press("Take somebody off the list")
    visitor.press("Erase Lo Van Hoi")
    visitor.wait(lambda: visitor.sees("Nobody yet"), "the name was not erased")


# Guessing codes


def test_trying_out_codes_is_slowed_down(visitor: Visitor) -> None:
    from sync.protocol.followup import mint

    visitor.home_page()
    visitor.press("Where is my dossier")
    visitor.wait_for("follow")
    prefix = visitor.kiosk.identity.prefix
    for number in range(900, 906):
        visitor.type_into(visitor.screen.field, mint(prefix, number, bytes(32)))  # type: ignore[attr-defined]  # field
        visitor.continue_()
        visitor.wait_for("follow")
        visitor.wait(lambda: visitor.complaint, "the code was taken")
    assert "Many unknown codes" in visitor.complaint


def test_a_kiosk_that_was_just_switched_on_explains_itself_first(
    qapp: QApplication, qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MOVING_ON, "within", 0.0)
    with window(qapp, home, tmp_path, explain_first=True) as visitor:
        visitor.wait_for("attract")
        visitor.continue_()
        visitor.wait_for("start")
        visitor.continue_()
        visitor.wait_for("home")


def test_print_jobs_of_a_visit_end_with_it(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the print service does with them is tested on a real one (tests/kiosk/printing)."""
    ended: list[tuple[object, ...]] = []
    printing = visitor.kiosk.printing
    monkeypatch.setattr(printing, "end_visit", ended.append)
    visitor.to_procedure()
    visitor.press("Print what to bring")
    visitor.wait(lambda: visitor.sees("Slip: this machine has no printer"), "not printed")
    visitor.app.end_visit()
    visitor.wait(lambda: ended, "the end of the visit says nothing to the printers")
    (jobs,) = ended
    assert len(jobs) == 1
    visitor.app.end_visit()
    visitor.wait(lambda: len(ended) == 2, "not said")
    assert ended[1] == ()


def test_news_on_their_way_while_the_kiosk_closes_disturb_nobody(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.wait_for("start")
    visitor.scan(receipt.link)
    visitor.wait_for("dossier")
    visitor.app._tell_status(visitor.kiosk.sync.status())
    visitor.app.close()
    # An exception in the event loop fails the test.
    QTest.qWait(50)
    assert not visitor.app.is_open
