"""Consent: who uses which data for what, and which rights there are. Nothing is chosen beforehand; both ways are plain.

Law 91/2025/QH15 and Decree 356/2025: voluntary, for named purposes, informed about controller and rights, provable.
The words shown are handed to the store as they were shown; TEXT_VERSION changes with every change of them.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.types import ConsentGiven
from ui.flow import Shell, Step
from ui.widgets import Body, ChoiceList, IconText, InlineError, Option, Screen, Subheading

if TYPE_CHECKING:
    from kiosk.types import Draft

TEXT_VERSION = "2026-11"


class ConsentScreen(Screen):
    """Signals:
    agreed(), declined(): after Continue.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(self, purposes: tuple[str, ...], controller: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("May we use what you enter?"))
        self._shown: list[str] = []
        self._say(Subheading, self.tr("What for"))
        for purpose in purposes:
            self._item("check", purpose)
        self._say(Subheading, self.tr("Who is responsible"))
        self._item("landmark", controller)
        self._say(Subheading, self.tr("What is used"))
        self._say(
            Body, self.tr("What you enter in the form, and pictures of papers that you add. Ethnic group is sensitive.")
        )
        self._say(
            Body, self.tr("A card is only read, its picture is not kept. The answers leave this machine encrypted.")
        )
        self._say(Subheading, self.tr("Your rights"))
        self._say(Body, self.tr("You may see, correct or erase your data, or take this consent back, at any time."))
        self._say(Body, self.tr("Whoever does not agree gets the same help on paper from the officer."))
        self._error = InlineError()
        self.add(self._error)
        self._choice = ChoiceList((Option("yes", self.tr("I agree")), Option("no", self.tr("I do not agree"))))
        self.add(self._choice)
        self.forward.connect(self._continue)

    @property
    def text(self) -> str:
        """Every word of the consent as it is on the screen."""
        return "\n".join(self._shown)

    def _say(self, kind: type[Subheading] | type[Body], text: str) -> None:
        self._shown.append(text)
        self.add(kind(text))

    def _item(self, icon: str, text: str) -> None:
        self._shown.append(text)
        self.add(IconText(icon, text))

    def _continue(self) -> None:
        chosen = self._choice.chosen()
        if "yes" in chosen:
            self.agreed.emit()
        elif "no" in chosen:
            self.declined.emit()
        else:
            self._error.show_error(self.tr("Choose “I agree” or “I do not agree”, then press “Continue”."))
            self.scroll_area.show_widget(self._error)


class ConsentStep(Step):
    """Begins the draft when the resident agrees: the consent is recorded in the same transaction."""

    name: ClassVar[str] = "consent"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._controller = ""

    def build(self) -> Screen:
        """The page."""
        visit = self.shell.visit
        if visit.pack is None:
            raise RuntimeError("no procedure was chosen")
        procedure = visit.pack.procedure
        purposes = tuple(text.in_language(visit.language) for text in procedure.consent_purposes)
        controller = f"{procedure.authority.in_language(visit.language)} · {self.shell.kiosk.identity.site_name}"
        screen = ConsentScreen(purposes, controller)
        screen.back.connect(self.shell.flow.back)
        screen.agreed.connect(self._agreed)
        screen.declined.connect(self._declined)
        return screen

    def _agreed(self) -> None:
        visit, drafts = self.shell.visit, self.shell.kiosk.drafts
        pack, language, assisted_by = visit.pack, visit.language, visit.assisted_by
        if pack is None:
            return
        purposes = tuple(text.in_language(language) for text in pack.procedure.consent_purposes)
        consent = ConsentGiven(TEXT_VERSION, language, purposes, self.screen.text)
        if visit.draft is not None:
            # Back to this page after agreeing: the consent is recorded, the draft goes on.
            self._begun(visit.draft)
            return
        self.work(lambda: drafts.start(pack, language, consent, assisted_by), self._begun)

    def _begun(self, draft: "Draft") -> None:
        from ui.screens.code_pin import CodeStep

        self.shell.visit.draft = draft
        self.shell.flow.go(CodeStep(self.shell))

    def _declined(self) -> None:
        from ui.screens.declined import DeclinedStep

        self.shell.flow.go(DeclinedStep(self.shell))
