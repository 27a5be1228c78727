"""A question in plain words before procedures whose names confuse, and the way from a code to its page."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from forms.knowledge.questions import Answer, Question
from ui.flow import Shell, Step
from ui.widgets import Hint, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.catalogue import Found


class WhichScreen(Screen):
    """Signals:
    answered(int): the number of the answer that was pressed.
    """

    answered = Signal(int)

    def __init__(self, question: Question, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(question.ask.in_language(language))
        self.set_continue(visible=False)
        if hint := question.hint.in_language(language):
            self.add(Hint(hint))
        for number, answer in enumerate(question.answers):
            button = SecondaryButton(answer.words.in_language(language))
            button.centred = False
            button.setProperty("number", number)
            button.clicked.connect(self._pressed)
            self.add(button)

    def _pressed(self) -> None:
        self.answered.emit(int(self.sender().property("number")))


class WhichStep(Step):
    """Asks one question; the answer leads to another one, to a procedure, or to advice."""

    name: ClassVar[str] = "which"

    def __init__(self, shell: Shell, question: Question) -> None:
        super().__init__(shell)
        self._question = question

    def build(self) -> Screen:
        """The page."""
        screen = WhichScreen(self._question, self.shell.visit.language)
        screen.back.connect(self.shell.flow.back)
        screen.answered.connect(self._answered)
        return screen

    def help_sections(self) -> tuple[str, ...]:
        """That no answer binds."""
        return (
            QCoreApplication.translate("WhichStep", "Press what fits best. With “Back” you can choose another answer."),
        )

    def _answered(self, number: int) -> None:
        answer: Answer = self._question.answers[number]
        known = self.shell.kiosk.catalogue.questions()
        if answer.question:
            self.shell.flow.go(WhichStep(self.shell, known.questions[answer.question]))
        elif answer.advice:
            from ui.screens.information import InformationStep

            self.shell.flow.go(InformationStep(self.shell, known.advice[answer.advice]))
        else:
            lead_to(self, answer.procedure, asked=True)


def lead_to(step: Step, code: str, *, asked: bool = False) -> None:
    """Go on from step to a procedure: its question when people confuse it, its page, or what is known of it.

    asked: the question was answered already.
    """
    question = None if asked else step.shell.kiosk.catalogue.questions().before(code)
    if question is not None:
        step.shell.flow.go(WhichStep(step.shell, question))
        return
    catalogue, shell = step.shell.kiosk.catalogue, step.shell
    step.work(lambda: _ready(catalogue.found(code)), lambda found: _open(shell, found))


def _ready(found: "Found") -> "Found":
    """Read the form on the service thread, while the resident reads the next page."""
    if found.pack is not None:
        found.pack.form()
    return found


def _open(shell: Shell, found: "Found") -> None:
    from ui.screens.information import InformationStep
    from ui.screens.procedure import ProcedureStep

    visit, pack = shell.visit, found.pack
    if pack is None:
        shell.flow.go(InformationStep(shell, found))
        return
    if visit.pack is not None and visit.pack.code != pack.code:
        visit.ticked.clear()
        visit.draft = visit.controller = None
    visit.pack = pack
    shell.flow.go(ProcedureStep(shell))
