"""What a procedure costs, how long it takes, who decides, and what to bring; before anything is filled in."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.printing import PrintJob
from ui.flow import Shell, Step
from ui.screens import slips
from ui.screens.laws import laws_of
from ui.widgets import Body, ChoiceButton, Expander, Hint, IconText, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from datetime import date

    from forms.pack import Pack, Paper, Text


def marked(text: "Text", language: str) -> str:
    """A text; one that no source confirms says that the officer has to."""
    words = text.in_language(language)
    if text.verified or not words:
        return words
    ask = QCoreApplication.translate("ProcedureScreen", "ask the officer to confirm")
    return f"{words} ({ask})"


class ProcedureScreen(Screen):
    """Signals:
    slip_wanted(): print what to bring.
    """

    slip_wanted = Signal()

    def __init__(
        self,
        pack: "Pack",
        language: str,
        ticked: set[str],
        result_on: "date | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        """result_on: when the result can be there if the dossier is received now; None when nobody can say."""
        super().__init__(parent)
        procedure = pack.procedure
        self._ticked = ticked
        self._language = language
        self.set_heading(procedure.title.in_language(language))
        self.set_continue(self.tr("Fill in the form"))
        self.add(Body(procedure.summary.in_language(language)))
        self._part(self.tr("What it costs"), "wallet", procedure.fee.text, *procedure.fee.exemptions)
        self._part(self.tr("How long it takes"), "clock", procedure.time_limit.text)
        if result_on is not None:
            day = self.tr("If it is received now, the result can be there on {day}.").format(
                day=f"{result_on:%d/%m/%Y}"
            )
            self.add(IconText("check", day))
        self._part(self.tr("Who decides"), "landmark", procedure.authority)
        if procedure.papers:
            self.add(Subheading(self.tr("What to bring")))
            self.add(Hint(self.tr("Press what you have with you. What is missing can be brought later.")))
            for paper in procedure.papers:
                self.add(self._paper(paper))
        self._progress = IconText("clipboard-list", "")
        self.add(self._progress)
        self.add(Expander(self.tr("The law behind it"), laws_of(procedure, language)))
        slip = SecondaryButton(self.tr("Print what to bring"), "printer")
        slip.clicked.connect(self.slip_wanted)
        self.add(slip)
        self.printing = IconText("printer", "")
        self.printing.hide()
        self.add(self.printing)
        self._total = len(procedure.papers)
        self._count()

    def show_printing(self, sentence: str) -> None:
        """How far the slip is."""
        self.printing.set("printer", sentence)
        self.printing.show()

    def _part(self, title: str, icon: str, *texts: "Text") -> None:
        self.add(Subheading(title))
        for number, text in enumerate(texts):
            self.add(IconText(icon if number == 0 else "check", marked(text, self._language)))

    def _paper(self, paper: "Paper") -> QWidget:
        words = [marked(paper.name, self._language)]
        if when := paper.when_text.in_language(self._language):
            words.append(when)
        kinds = {
            "original": self.tr("the original, handed in"),
            "copy": self.tr("a copy, handed in"),
            "show": self.tr("shown and given back"),
        }
        words.append(kinds.get(paper.kind, ""))
        button = ChoiceButton(" — ".join(word for word in words if word), paper.id, many=True)
        button.setChecked(paper.id in self._ticked)
        button.toggled.connect(self._tick)
        return button

    def _tick(self, checked: bool) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            (self._ticked.add if checked else self._ticked.discard)(button.value)
            self._count()

    def _count(self) -> None:
        self._progress.setVisible(self._total > 0)
        text = self.tr("You have {count} of {total} papers with you.")
        self._progress.set("clipboard-list", text.format(count=len(self._ticked), total=self._total))


class ProcedureStep(Step):
    """Reads visit.pack; leads to the consent."""

    name: ClassVar[str] = "procedure"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page."""
        visit = self.shell.visit
        if visit.pack is None:
            raise RuntimeError("no procedure was chosen")
        result_on = self.shell.kiosk.receipts.expected_on(visit.pack.procedure.time_limit)
        screen = ProcedureScreen(visit.pack, visit.language, visit.ticked, result_on)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._consent)
        screen.slip_wanted.connect(self._print)
        return screen

    def _consent(self) -> None:
        from ui.screens.consent import ConsentStep

        self.shell.flow.go(ConsentStep(self.shell))

    def _print(self) -> None:
        visit, kiosk = self.shell.visit, self.shell.kiosk
        pack, language = visit.pack, visit.language
        if pack is not None:
            self.screen.show_printing(QCoreApplication.translate("ProcedureScreen", "The slip is being prepared."))
            self.work(lambda: slips.print_bring(kiosk, pack, language), self._printing, self._not_printed, job=True)

    def _printing(self, job: PrintJob) -> None:
        what = QCoreApplication.translate("ProcedureScreen", "Slip")
        self._watch = slips.Watch(self.shell, job, what, self.screen, self.screen.show_printing)

    def _not_printed(self, error: Exception) -> bool:
        self.screen.show_printing(slips.failure(error))
        return True
