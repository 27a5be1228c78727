"""What is known of a procedure that has no form here, or what to do where none fits: where to go, on one page."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from forms.knowledge.catalogue import Level, Place
from forms.knowledge.questions import Advice
from kiosk.printing import PrintJob
from ui.flow import Shell, Step
from ui.screens import slips
from ui.widgets import Body, Hint, IconText, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from kiosk.catalogue import Found


def where_to_go(place: Place) -> str:
    """The place as a sentence."""
    sentences = {
        Place.COMMUNE: QCoreApplication.translate(
            "InformationScreen", "Go to the commune's public administration service centre."
        ),
        Place.POLICE: QCoreApplication.translate("InformationScreen", "Go to the commune's police."),
        Place.TAX: QCoreApplication.translate(
            "InformationScreen", "Go to the tax office, or ask at the commune's service centre."
        ),
        Place.CUSTOMS: QCoreApplication.translate("InformationScreen", "Go to the customs office."),
        Place.INSURANCE: QCoreApplication.translate(
            "InformationScreen", "Go to the social insurance office or its agent at the post."
        ),
        Place.COURT: QCoreApplication.translate("InformationScreen", "Go to the court."),
        Place.TREASURY: QCoreApplication.translate("InformationScreen", "Go to the state treasury."),
    }
    return sentences[place]


def level_name(level: Level) -> str:
    """Who decides, as a person would say it."""
    names = {
        Level.MINISTRY: QCoreApplication.translate("InformationScreen", "a ministry"),
        Level.PROVINCE: QCoreApplication.translate("InformationScreen", "the province"),
        Level.COMMUNE: QCoreApplication.translate("InformationScreen", "the commune"),
        Level.OTHER: QCoreApplication.translate("InformationScreen", "another body"),
    }
    return names[level]


class InformationScreen(Screen):
    """Signals:
    slip_wanted(): print what stands here.
    """

    slip_wanted = Signal()

    def __init__(self, subject: "Found | Advice", language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_continue(self.tr("Choose something else"), icon="search")
        if isinstance(subject, Advice):
            self._advise(subject, language)
        else:
            self._describe(subject, language)
        slip = SecondaryButton(self.tr("Print this page"), "printer")
        slip.clicked.connect(self.slip_wanted)
        self.add(slip)
        self.printing = IconText("printer", "")
        self.printing.hide()
        self.add(self.printing)

    def show_printing(self, sentence: str) -> None:
        """How far the slip is."""
        self.printing.set("printer", sentence)
        self.printing.show()

    def _advise(self, advice: Advice, language: str) -> None:
        self.set_heading(advice.title.in_language(language))
        self._say("info", advice.text.in_language(language))
        self._confirm(verified=advice.verified)

    def _describe(self, found: "Found", language: str) -> None:
        self.set_heading(found.in_language(language))
        card = found.card
        self.add(Body(self.tr("There is no form for this on this machine yet.")))
        self.add(Subheading(self.tr("Where to go")))
        self._say("map-pin", where_to_go(card.place if card is not None else Place.COMMUNE))
        self._confirm(verified=card is not None and card.verified)
        self._say("id-card", self.tr("Take your identity card and the papers you have about it."))
        if card is None:
            return
        if card.levels:
            who = ", ".join(level_name(level) for level in card.levels)
            self._say("landmark", self.tr("Decided by: {who}.").format(who=who))
        name = card.title or card.plain
        self._say("file-text", self.tr("Tell the officer: {name} ({code}).").format(name=name, code=card.code))

    def _say(self, icon: str, text: str) -> None:
        self.add(IconText(icon, text))

    def _confirm(self, *, verified: bool) -> None:
        if not verified:
            self.add(Hint(self.tr("No source confirms this yet. Ask the officer to confirm it.")))


class InformationStep(Step):
    """The end of a way that leads to no form; from here one may choose again, or print it and go."""

    name: ClassVar[str] = "information"

    def __init__(self, shell: Shell, subject: "Found | Advice") -> None:
        super().__init__(shell)
        self._subject = subject
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page."""
        screen = InformationScreen(self._subject, self.shell.visit.language)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._choose_again)
        screen.slip_wanted.connect(self._print)
        return screen

    def _choose_again(self) -> None:
        from ui.screens.choose import ChooseStep

        if not self.shell.flow.back_to(ChooseStep):
            self.shell.flow.back()

    def _print(self) -> None:
        kiosk, language, subject = self.shell.kiosk, self.shell.visit.language, self._subject
        self.screen.show_printing(QCoreApplication.translate("ProcedureScreen", "The slip is being prepared."))
        self.work(
            lambda: slips.print_information(kiosk, subject, language), self._printing, self._not_printed, job=True
        )

    def _printing(self, job: PrintJob) -> None:
        what = QCoreApplication.translate("ProcedureScreen", "Slip")
        self._watch = slips.Watch(self.shell, job, what, self.screen, self.screen.show_printing)

    def _not_printed(self, error: Exception) -> bool:
        self.screen.show_printing(slips.failure(error))
        return True
