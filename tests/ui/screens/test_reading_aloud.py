"""Listen, on the real pages: what is read, what never is, silence when the page goes, a truthful button."""

from collections.abc import Sequence

import pytest
from PySide6.QtTest import QTest

from tests.support.shell import CARD, PIN, SECRET_NAME, Visitor, begun, finished
from ui.speech import reading
from ui.speech.speaker import Speaker, Utterance


class _Listener(Speaker):
    """Writes down what is to be said, instead of saying it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._talking = False

    @property
    def speaking(self) -> bool:
        return self._talking

    def say(self, utterances: Sequence[Utterance]) -> None:
        self.heard += [each.text for each in utterances]
        self._talking = True

    def stop(self) -> None:
        if self._talking:
            self._talking = False
            self.finished.emit()


@pytest.fixture
def ear(visitor: Visitor) -> _Listener:
    reader = visitor.app.reader
    assert reader is not None
    visitor.wait(lambda: reader.voice, "no voice was found")
    listener = _Listener()
    listener.finished.connect(reader._say_state)
    reader.speaker = listener
    return listener


def test_a_page_is_read_from_the_heading_to_the_choices(visitor: Visitor, ear: _Listener) -> None:
    visitor.home_page()
    visitor.press("Listen")
    assert ear.heard[0] == visitor.screen.heading.text()
    assert "Register or apply for something" in ear.heard
    assert visitor.screen.listen_button.label() == "Stop reading"
    visitor.press("Stop reading")
    assert not ear.speaking
    assert visitor.screen.listen_button.label() == "Listen"


def test_reading_stops_when_the_page_changes(visitor: Visitor, ear: _Listener) -> None:
    visitor.home_page()
    visitor.press("Listen")
    assert ear.speaking
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    assert not ear.speaking


def test_pages_read_themselves_when_that_was_chosen_and_not_for_the_next_resident(
    visitor: Visitor, ear: _Listener
) -> None:
    visitor.home_page()
    assert ear.heard == []
    reader = visitor.app.reader
    assert reader is not None
    reader.set_automatic(True)
    reader.louder()
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    assert visitor.screen.heading.text() in ear.heard
    visitor.app.end_visit()
    assert not reader.automatic
    assert ear.volume == 100
    ear.heard.clear()
    visitor.home_page()
    assert ear.heard == []


def test_an_error_is_read_with_its_page(visitor: Visitor, ear: _Listener) -> None:
    visitor.home_page()
    visitor.press("Where is my dossier")
    visitor.wait_for("follow")
    visitor.continue_()
    visitor.wait(lambda: visitor.complaint, "nothing was said")
    visitor.press("Listen")
    assert any(visitor.complaint.strip(".") in each for each in ear.heard)


def test_when_pages_read_themselves_an_error_says_itself(visitor: Visitor, ear: _Listener) -> None:
    visitor.home_page()
    reader = visitor.app.reader
    assert reader is not None
    reader.set_automatic(True)
    visitor.press("Where is my dossier")
    visitor.wait_for("follow")
    ear.heard.clear()
    visitor.continue_()
    visitor.wait(lambda: ear.heard, "the error is not said")
    assert visitor.complaint in ear.heard


def test_a_pin_is_never_spoken(visitor: Visitor, ear: _Listener) -> None:
    visitor.to_code()
    visitor.pin(PIN)
    visitor.press("Listen")
    said = " ".join(ear.heard)
    assert PIN not in said.replace(" ", "")
    assert "digits entered" not in said


def test_what_a_card_says_is_read_when_asked_and_not_by_itself(visitor: Visitor, ear: _Listener) -> None:
    visitor.to_card()
    visitor.scan(CARD)
    visitor.wait(lambda: visitor.sees(SECRET_NAME), "the card was not read")
    assert any(SECRET_NAME in each for each in reading.sentences(visitor.screen))
    assert not any(SECRET_NAME in each for each in reading.sentences(visitor.screen, asked=False))


def test_a_code_is_read_letter_by_letter(visitor: Visitor, ear: _Listener) -> None:
    receipt = finished(visitor)
    visitor.home_page()
    visitor.scan(receipt.link)
    visitor.wait_for("dossier")
    visitor.press("Listen")
    assert " ".join(receipt.code) in ear.heard


def test_a_language_without_a_voice_says_so_on_the_button(visitor: Visitor) -> None:
    reader = visitor.app.reader
    assert reader is not None
    visitor.wait(lambda: reader.voice, "no voice was found")
    reader._voices_found(frozenset({"vi"}))
    visitor.home_page()
    button = visitor.screen.listen_button
    assert (button.label(), button.icon_name()) == ("No voice", "volume-x")


def test_a_machine_without_sound_says_so_and_tries_again_when_asked(visitor: Visitor, ear: _Listener) -> None:
    visitor.home_page()
    reader = visitor.app.reader
    assert reader is not None
    reader._nothing_heard()
    assert visitor.screen.listen_button.label() == "No sound"
    visitor.press("No sound")
    assert ear.heard
    assert visitor.screen.listen_button.label() == "Stop reading"


def test_nothing_is_read_into_the_next_visit(visitor: Visitor, ear: _Listener) -> None:
    begun(visitor)
    visitor.home_page()
    visitor.press("Listen")
    visitor.app.end_visit()
    QTest.qWait(20)
    assert not ear.speaking
