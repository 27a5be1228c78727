"""A resident at the real screens, in a process that is going to be killed.

``python -m tests.support.killed_visit HOME STAFF_CODE [CODE PIN_OR_EMPTY]``: begins a birth registration, or goes on
with the one of a code, and fills it in to the end. Whenever the screen says "Saved", what stands on it is told as a
line of JSON on standard output, and so are the follow-up code, the chosen PIN and the end.
"""

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from tests.support.shell import PIN, Visitor, window
from ui.form import CHECK, QuestionPage
from ui.main import make_application
from ui.screens.resume import ResumeScreen
from ui.tour.filling import Filler
from ui.widgets import MOVING_ON

SAVED = "Saved"


def tell(**what: object) -> None:
    """One line, out of this process at once."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Watcher(QObject):
    """Looks at the screen as a person does, every few milliseconds, and tells what it shows as saved."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__()
        self._visitor = visitor
        self._told: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(5)

    def look(self) -> None:
        """What stands in the fields now, when the page says that it is saved."""
        screen = self._visitor.app.window.page
        if not isinstance(screen, QuestionPage) or screen.status.saved_text() != SAVED:
            return
        shown = {ref: block.widget.answer() for ref, block in screen.blocks.items()}
        fresh = {ref: value for ref, value in shown.items() if value and self._told.get(ref) != value}
        if fresh:
            self._told.update(fresh)
            tell(saved=fresh)


def begin(visitor: Visitor) -> None:
    """A new form, from the first page to its first question."""
    visitor.to_code()
    draft = visitor.app.visit.draft
    assert draft is not None
    tell(code=draft.code)
    visitor.pin(PIN)
    visitor.continue_()
    visitor.wait_for("card")
    tell(pin=PIN)
    visitor.continue_()


def go_on(visitor: Visitor, code: str, pin: str, staff_code: str) -> None:
    """A form that was begun: with the resident's PIN, else with the staff code."""
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.on(ResumeScreen).field, code)
    visitor.continue_()
    visitor.wait_for("unlock")
    if not pin and visitor.sees("I forgot the PIN"):
        # Killed after the PIN was on the disk and before it could be told.
        visitor.press("I forgot the PIN")
    visitor.pin(pin or staff_code)
    visitor.continue_()
    visitor.wait(lambda: visitor.step in {"card", "question"}, "the form does not open")
    if visitor.step == "card":
        # Killed before the first answer.
        visitor.continue_()


def finish(visitor: Visitor) -> None:
    """From wherever the form stands to the receipt."""
    visitor.wait_for("question")
    tell(asked=True)
    filler = Filler(visitor)
    filler.to_check()
    assert filler.place == CHECK
    visitor.continue_()
    visitor.wait(lambda: visitor.step in {"papers", "declare"}, "no way on from the check page")
    if visitor.step == "papers":
        visitor.continue_()
        visitor.wait_for("declare")
    visitor.sign_on_paper()
    visitor.continue_()
    visitor.wait_for("finish")
    tell(finished=True)


def main() -> None:
    home, staff_code, *rest = sys.argv[1:]
    MOVING_ON.within = 0.0
    with (
        tempfile.TemporaryDirectory() as pictures,
        window(make_application(), Path(home), Path(pictures)) as visitor,
    ):
        watcher = Watcher(visitor)
        tell(open=True)
        if rest:
            go_on(visitor, rest[0], rest[1], staff_code)
        else:
            begin(visitor)
        finish(visitor)
        watcher.look()


if __name__ == "__main__":
    main()
