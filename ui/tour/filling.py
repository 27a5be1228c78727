"""Answering the questions of a form with the robot, whatever kind of question comes."""

from datetime import date

from PySide6.QtTest import QTest

from forms.contract import Question
from ui.form import CHECK, QuestionPage
from ui.form.block import QuestionBlock
from ui.form.choice_answers import AgreeAnswer, SelectAnswer
from ui.form.other_answers import DateAnswer, NoteAnswer
from ui.form.text_answers import LongTextAnswer, TextAnswer
from ui.tour.answers import ANSWERS, BY_WORDS
from ui.tour.robot import Robot
from ui.tour.stages import StageFailed, expect
from ui.widgets import ChoiceButton, DateField, SearchList

MOST_PAGES = 150


class Filler:
    """Goes through a form from the page that is shown to the check page."""

    def __init__(self, robot: Robot) -> None:
        self._robot = robot
        self.asked: list[str] = []

    def to_check(self) -> None:
        """Answer every question until the check page is shown."""
        for _ in range(MOST_PAGES):
            if self.place == CHECK:
                return
            self.answer_page()
            self.next()
        raise StageFailed("the form never ends")

    @property
    def place(self) -> str:
        """Where the form stands."""
        controller = self._robot.app.visit.controller
        if controller is None:
            raise StageFailed("no form is open")
        return controller.place

    @property
    def page(self) -> QuestionPage:
        """The page of the form that is shown."""
        screen = self._robot.screen
        if not isinstance(screen, QuestionPage):
            raise StageFailed(f"{screen.heading.text()!r} is no page of the form")
        return screen

    def next(self) -> None:
        """Press Continue and wait for the next page. Raises StageFailed with the page's complaint."""
        before, stale = self._robot.screen, self._robot.screen.summary.links()
        self._robot.continue_()

        def moved() -> bool:
            return self._robot.screen is not before or before.summary.links() not in ((), stale)

        self._robot.wait(moved, "Continue did nothing")
        if self._robot.screen is before:
            complaints = "; ".join(link.label() for link in before.summary.links())
            raise StageFailed(f"“{before.heading.text()}” was not taken: {complaints}")

    def go_to(self, name: str) -> QuestionBlock:
        """Answer and go on until the question with this name is shown; returns its block."""
        for _ in range(MOST_PAGES):
            for ref, block in self.page.blocks.items():
                if ref.rpartition("/")[2] == name:
                    return block
            self.answer_page()
            self.next()
            expect(self.place != CHECK, f"the form has no question {name}")
        raise StageFailed(f"the form never comes to {name}")

    def answer_page(self) -> None:
        """Answer what is asked on the page that is shown; an answer may bring further questions."""
        done: set[str] = set()
        for _ in range(MOST_PAGES):
            open_refs = [ref for ref in self.page.blocks if ref not in done]
            if not open_refs:
                return
            ref = open_refs[0]
            done.add(ref)
            self.asked.append(ref)
            block = self.page.blocks[ref]
            if block.widget.question is not None and not block.widget.question.value:
                self.answer(block)

    def answer(self, block: QuestionBlock, value: str | None = None) -> None:
        """Answer one question by hand."""
        widget, question = block.widget, block.widget.question
        if question is None or isinstance(widget, NoteAnswer):
            return
        if isinstance(widget, AgreeAnswer):
            self._robot.press_widget(widget.box)
        elif isinstance(widget, SelectAnswer):
            self._select(widget, question, value)
        elif isinstance(widget, DateAnswer):
            self._date(widget, value or _wanted(question) or date(1990, 8, 15).isoformat())
        elif isinstance(widget, TextAnswer | LongTextAnswer):
            self._robot.type_into(widget.fields()[0], value if value is not None else _wanted(question) or "Không")
        else:
            raise StageFailed(f"{question.ref}: the tour cannot answer {type(widget).__name__}")
        QTest.qWait(20)

    def _select(self, widget: SelectAnswer, question: Question, value: str | None) -> None:
        wanted = value or _wanted(question)
        known = {choice.value for choice in widget.choices}
        if isinstance(widget.list, SearchList):
            self._search(widget.list, wanted, known)
            return
        buttons = widget.list.buttons
        for button in buttons:
            if button.value == wanted:
                self._robot.press_widget(button)
                return
        self._robot.press_widget(buttons[0])

    def _search(self, found: SearchList, wanted: str, known: set[str]) -> None:
        if wanted and wanted not in known:
            self._robot.type_into(found.first_field(), wanted)

        def shown() -> list[ChoiceButton]:
            return [button for button in found.buttons if button.isVisible()]

        QTest.qWait(150)
        self._robot.wait(shown, f"the search for {wanted!r} finds nothing")
        chosen = next((button for button in shown() if button.value == wanted), shown()[0])
        self._robot.press_widget(chosen)

    def _date(self, widget: DateAnswer, value: str) -> None:
        fields = widget.findChildren(DateField)
        expect(fields, "a date without a field")
        parts = [*reversed(value.split("-"))]
        boxes = [box for box in fields[0].boxes() if box.isVisible()][-len(parts) :]
        for box, part in zip(boxes, parts, strict=True):
            self._robot.type_into(box, part)


def type_date(robot: Robot, widget: DateAnswer, day: str, month: str, year: str) -> None:
    """Type a date into three boxes, a real one or not."""
    field = widget.findChildren(DateField)[0]
    for box, text in zip(field.boxes(), (day, month, year), strict=True):
        robot.type_into(box, text)


def _wanted(question: Question) -> str:
    name = question.ref.rpartition("/")[2]
    if name in ANSWERS:
        return ANSWERS[name]
    return next((words for ending, words in BY_WORDS.items() if name.endswith(ending)), "")
