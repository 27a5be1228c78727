"""An identity card's QR code fills one person's questions, after the resident has seen what was read."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from forms.contract import Control, DataType, FormSession, Verdict
from kiosk.cards import CardData, CardUnreadable, Oddity
from ui.flow import Shell, Step
from ui.screens import sentences
from ui.screens.parts import Fact
from ui.screens.ward import settle_address
from ui.widgets import Body, ChoiceList, Hint, IconText, InlineError, Notice, Option, Screen, Subheading

if TYPE_CHECKING:
    from forms.pack import Pack, Person
    from ui.form import FormController

_DATE_LENGTH = len("2026-11-23")


class ScanScreen(Screen):
    """Waits for a card."""

    def __init__(self, done: str, error: str, *, returns: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Do you have an identity card with you?"))
        if returns:
            self.set_continue(self.tr("Back to the questions"))
        else:
            self.set_continue(self.tr("Go on") if done else self.tr("Go on without a card"))
        if done:
            self.add(Notice(self.tr("Filled in from the card: {person}.").format(person=done), "check"))
            self.add(Body(self.tr("Scan another person's card, or go on.")))
        self.add(IconText("id-card", self.tr("Hold the QR code on the card before the scanner.")))
        self.add(Hint(self.tr("The card is only read: name, date of birth, number, address. No picture is kept.")))
        self.error = InlineError()
        self.add(self.error)
        self.error.show_error(error)


class CardScreen(Screen):
    """Shows what was read and asks whose card it is.

    Signals:
        person_chosen(str): after Continue, the person's id.
    """

    person_chosen = Signal(str)

    def __init__(self, card: CardData, persons: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Whose card is this?"))
        self.set_continue(self.tr("Fill in"), icon="check")
        self.set_back(self.tr("Scan again"))
        for label, value in (
            (self.tr("Full name"), card.full_name),
            (self.tr("Date of birth"), shown_date(card.birth_date)),
            (self.tr("Number"), card.id_number),
            (self.tr("Address"), card.address),
        ):
            if value:
                self.add(Fact(label, value))
        for oddity in card.oddities:
            self.add(Notice(self._odd(oddity), "circle-alert", warning=True))
        self.add(Subheading(self.tr("This person is")))
        self.error = InlineError()
        self.add(self.error)
        self._choice = ChoiceList([Option(key, label) for key, label in persons.items()])
        self.add(self._choice)
        self.forward.connect(self._continue)

    def _continue(self) -> None:
        for person in self._choice.chosen():
            self.person_chosen.emit(person)
            return
        self.error.show_error(self.tr("Choose whose card this is, or press “Scan again”."))
        self.scroll_area.show_widget(self.error)

    def _odd(self, oddity: Oddity) -> str:
        return {
            Oddity.SEX_DIFFERS: self.tr("The sex does not fit the citizen number. Compare it with the card."),
            Oddity.BIRTH_YEAR_DIFFERS: self.tr("The year of birth does not fit the citizen number. Compare it."),
            Oddity.PROVINCE_UNKNOWN: self.tr("The first three digits of the number are unusual. Compare them."),
            Oddity.BIRTH_DATE_PARTIAL: self.tr("The card has no full date of birth. You enter it yourself."),
        }.get(oddity, self.tr("Something on the card looks unusual. Compare it with what is shown."))


def shown_date(iso: str) -> str:
    """A reduced ISO date as people here write it: 15/08/1955, 08/1955, 1955."""
    return "/".join(reversed(iso.split("-")))


def persons_now(pack: "Pack", session: FormSession) -> dict[str, "Person"]:
    """The persons whose card can be scanned with the answers as they are now, by id."""
    from forms.pack import persons_for

    return {person.id: person for person in persons_for(pack.procedure, session)}


def fill(controller: "FormController", person: "Person", card: CardData) -> int:
    """Answer a person's questions from a card; returns how many were answered.

    What a question cannot take (a year where a date is asked, a choice that is not offered) is left to the resident.
    """
    answers = [(ref, getattr(card, name)) for name, ref in person.fields.items()]
    filled = 0
    for ref, value in answers:
        if value and _takes(controller.session, ref, value):
            filled += controller.answer(ref, value).verdict is not Verdict.TYPE
    return filled


def _takes(session: FormSession, ref: str, value: str) -> bool:
    question = session.question(ref)
    if question.type is DataType.DATE and len(value) != _DATE_LENGTH:
        return False
    if question.control is Control.SELECT_ONE:
        return any(choice.value == value for choice in session.choices(ref))
    return True


class CardStep(Step):
    """Waits for scans; leads to the questions, or back to the one that was open (returns)."""

    name: ClassVar[str] = "card"

    def __init__(self, shell: Shell, *, returns: bool = False) -> None:
        super().__init__(shell)
        self._returns = returns
        self._card: CardData | None = None
        self._done = ""
        self._error = ""

    def build(self) -> Screen:
        """Waiting, or what was read."""
        visit = self.shell.visit
        if visit.pack is None or visit.controller is None:
            raise RuntimeError("no form is open")
        if self._card is None:
            waiting = ScanScreen(self._done, self._error, returns=self._returns)
            waiting.back.connect(self.shell.flow.back)
            waiting.forward.connect(self._go_on)
            return waiting
        persons = persons_now(visit.pack, visit.controller.session)
        labels = {id_: person.label.in_language(visit.language) for id_, person in persons.items()}
        screen = CardScreen(self._card, labels)
        screen.back.connect(self._again)
        screen.person_chosen.connect(self._fill)
        return screen

    def help_sections(self) -> tuple[str, ...]:
        """What scanning is good for."""
        return (
            QCoreApplication.translate(
                "CardStep", "Scanning saves typing. You may go on without it and type yourself."
            ),
        )

    def scanned(self, text: str) -> None:
        """A scan: show what it says, or why nothing could be read."""
        from kiosk.cards.qr import parse_card_qr

        try:
            self._card, self._error = parse_card_qr(text), ""
        except CardUnreadable as error:
            self._card, self._error = None, sentences.of_card(error.reason)
        self.shell.refresh()

    def _again(self) -> None:
        self._card = None
        self.shell.refresh()

    def _fill(self, person_id: str) -> None:
        visit = self.shell.visit
        if visit.pack is None or visit.controller is None or self._card is None:
            return
        person = persons_now(visit.pack, visit.controller.session)[person_id]
        card = self._card
        fill(visit.controller, person, card)
        self._done, self._card = person.label.in_language(visit.language), None
        settle_address(self, person, card)

    def _go_on(self) -> None:
        from ui.screens.questions import QuestionsStep

        if self._returns:
            self.shell.flow.back()
        else:
            self.shell.flow.go(QuestionsStep(self.shell))
