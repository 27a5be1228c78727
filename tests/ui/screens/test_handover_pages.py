"""From "stop" at one machine to the same question at another: what is pressed, typed and held to the scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp

from kiosk.app import Kiosk
from kiosk.transfer import Stick, Transfer
from kiosk.types import InitialSecrets
from sync.bundles.errors import BundleError, Foreign, NotThere, StickUnwritable, Torn
from sync.bundles.handover import Over, TooNew
from sync.protocol.followup import show_code
from tests.support.handover import NAME, PIN, begun, into_the_commune, kiosk_at
from tests.support.kiosks import Clock, Portal
from tests.support.pdf import rendered
from tests.support.shell import SECRET_NAME, Visitor, open_form
from ui.screens.handover import AlongDoneScreen, AlongScreen
from ui.screens.handover_sentences import of_arriving
from ui.screens.staff import DraftsStep
from ui.screens.take_in import BothHereScreen, TakeInPinScreen, TakeInScreen


@pytest.fixture
def member(visitor: Visitor) -> Visitor:
    """Somebody before a machine of the commune."""
    visitor.wait_for("start")
    into_the_commune(visitor.kiosk)
    return visitor


@pytest.fixture
def other(first_start: tuple[Path, InitialSecrets], tmp_path: Path, portal: Portal, member: Visitor) -> Iterator[Kiosk]:
    """Another machine of the commune."""
    clock = Clock(member.kiosk.now())
    kiosk = kiosk_at(first_start[0], tmp_path / "other", portal, "Q4R", clock)
    yield kiosk
    kiosk.close()


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(Transfer, "sticks", lambda _self: (Stick(folder, "TO-SO-1", 9_000_000),))
    return folder


def to_ways(visitor: Visitor) -> str:
    """A form with an answer, stopped, and a PIN chosen for taking it along; returns its code."""
    controller = open_form(visitor)
    controller.answer("/data/requester/relation", "grandmother")
    controller.answer(NAME, SECRET_NAME)
    visitor.press("Go on without a card")
    visitor.wait_for("question")
    draft = visitor.app.visit.draft
    assert draft is not None
    visitor.wait(lambda: visitor.kiosk.drafts.get(draft.dossier).xml is not None, "not saved")
    visitor.app._leave_visit()
    visitor.wait_for("leave")
    visitor.press("Take this form along to another machine")
    visitor.wait_for("along-pin")
    visitor.pin("4829")
    visitor.continue_()
    visitor.wait(lambda: "six digits" in visitor.complaint, "four digits were taken")
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("along")
    return draft.code


def in_english(visitor: Visitor) -> None:
    """The next visit begins in Vietnamese; these tests press what English says."""
    visitor.wait_for("start")
    visitor.app.appearance.set_language("en")
    visitor.home_page()


def printed(visitor: Visitor) -> str:
    """What a scanner reads off the slip that came out of the printer."""
    (slip,) = list(visitor.kiosk.home.rglob("*.pdf"))
    return max((found.text for found in zxingcpp.read_barcodes(rendered(slip.read_bytes()))), key=len)


def test_a_form_is_taken_along_on_paper(member: Visitor, other: Kiosk) -> None:
    code = to_ways(member)
    member.press("Print the slip with the form")
    member.wait_for("along-done")
    assert member.sees(show_code(code))
    text = printed(member)
    member.continue_()
    in_english(member)
    draft = other.handover.take(other.handover.read(text), PIN)
    assert (draft.code, SECRET_NAME.encode() in (draft.xml or b"")) == (code, True)
    # At the first machine it is marked, and opens again after a warning.
    member.press("Continue a form I began before")
    member.wait_for("resume")
    member.scan(show_code(code))
    member.wait_for("take-back")
    member.press("Go on here after all")
    member.wait_for("unlock")
    member.pin(PIN)
    member.continue_()
    member.wait_for("question")
    assert member.kiosk.handover.away_since(draft.dossier) is None


def test_a_volunteer_is_told_that_a_form_was_taken_along(member: Visitor) -> None:
    draft = begun(member.kiosk)
    member.kiosk.handover.onto_paper(draft.dossier, PIN)
    (summary,) = member.kiosk.drafts.open_drafts()
    step = DraftsStep(member.app, [(summary, "Register a birth")])
    member.app.flow.go(step)
    step.screen.open_wanted.emit(draft.code)
    member.wait_for("take-back")
    member.press("Go on here after all")
    member.wait_for("unlock")
    member.pin(member.secrets.staff_code)
    member.continue_()
    member.wait_for("question")
    assert member.kiosk.handover.away_since(draft.dossier) is None


def test_a_form_is_taken_along_on_a_stick(member: Visitor, other: Kiosk, drive: Path) -> None:
    code = to_ways(member)
    member.press("Write it onto the stick TO-SO-1")
    member.wait_for("along-done")
    assert member.on(AlongDoneScreen).printing.parent() is None
    (offer,) = other.handover.on_stick(drive).offers
    assert other.handover.take(offer, PIN).code == code


def test_a_slip_from_another_machine_goes_on_where_it_stopped(member: Visitor, other: Kiosk) -> None:
    draft = begun(other)
    text = other.handover.onto_paper(draft.dossier, PIN).digits
    member.home_page()
    member.scan(text[:900])
    member.wait(lambda: "Only a part was read" in member.complaint, "a torn slip was not told")
    member.scan(text)
    member.wait_for("take-in-pin")
    member.pin("999998")
    member.continue_()
    member.wait(lambda: "Tries left: 4" in member.complaint, "a wrong PIN was not told")
    member.pin(PIN)
    member.continue_()
    member.wait_for("question")
    visit = member.app.visit
    assert visit.draft is not None
    assert visit.controller is not None
    assert visit.draft.code == draft.code
    assert visit.controller.session.value_of(NAME) == SECRET_NAME
    member.app.end_visit()
    # The second time it asks which one goes on.
    in_english(member)
    member.press("Continue a form I began before")
    member.press("A form begun at another machine")
    member.wait_for("take-in")
    member.scan(text)
    member.wait_for("take-in-pin")
    member.pin(PIN)
    member.continue_()
    member.wait_for("both-here")
    member.on(BothHereScreen)
    member.press("Take the one I brought")
    member.wait_for("question")


def test_a_stick_from_another_machine_is_found_by_one_press(member: Visitor, other: Kiosk, drive: Path) -> None:
    member.home_page()
    member.press("Continue a form I began before")
    member.press("A form begun at another machine")
    member.wait_for("take-in")
    member.press("Look on the stick")
    member.wait(lambda: "No form was found" in member.complaint, "an empty stick was not told")
    codes = [other.handover.onto_stick(begun(other).dossier, PIN, drive).code for _ in range(2)]
    member.press("Look on the stick")
    member.wait_for("which-form")
    member.press(show_code(codes[1]))
    member.wait_for("take-in-pin")
    assert isinstance(member.screen, TakeInPinScreen)
    member.pin(PIN)
    member.continue_()
    member.wait_for("question")
    visit = member.app.visit
    assert visit.draft is not None
    assert visit.draft.code == codes[1]


def test_without_a_stick_and_with_a_long_form_the_page_says_what_to_do(qtbot) -> None:
    from kiosk.handover.service import Outlook

    screen = AlongScreen(Outlook(9000, 0), ())
    qtbot.addWidget(screen)
    assert screen.buttons == []
    camera = TakeInScreen("", camera=False)
    qtbot.addWidget(camera)


@pytest.mark.parametrize(
    "trouble",
    [Torn(), Foreign(), TooNew(), NotThere(), StickUnwritable(), Over(Clock()())],
    ids=lambda each: type(each).__name__,
)
def test_every_trouble_has_a_sentence_that_says_what_to_do(qapp, trouble: BundleError) -> None:
    sentence = of_arriving(trouble)
    assert sentence.endswith(".")
    assert 5 < len(sentence.split()) <= 20
