"""An identity card's QR code fills one person's questions, after the resident has seen what was read."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from forms.contract import FormSession, Verdict
from kiosk.cards import CardData, CardUnreadable, Oddity
from kiosk.cards.filling import Known, answers_for, persons_in, remember
from ui.flow import Shell, Step
from ui.screens import sentences
from ui.screens.parts import Fact
from ui.screens.ward import settle_address
from ui.widgets import (
    Body,
    ChoiceList,
    Hint,
    IconText,
    InlineError,
    Notice,
    Option,
    Screen,
    SecondaryButton,
    Subheading,
)

if TYPE_CHECKING:
    from forms.pack import Pack, Person
    from ui.form import FormController
    from ui.visit import Visit


class ScanScreen(Screen):
    """Waits for a card, and offers whom this visit knows already.

    Signals:
        known_chosen(int): a known person, by the place in the list.
        camera_wanted(), photo_wanted(), lines_wanted(): other ways to read a card.
    """

    known_chosen = Signal(int)
    camera_wanted = Signal()
    photo_wanted = Signal()
    lines_wanted = Signal()

    def __init__(
        self,
        done: str,
        error: str,
        known: tuple[str, ...] = (),
        *,
        returns: bool,
        camera: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Do you have an identity card with you?"))
        if returns:
            self.set_continue(self.tr("Back to the questions"))
        else:
            self.set_continue(self.tr("Go on") if done else self.tr("Go on without a card"))
        if done:
            self.add(Notice(self.tr("Filled in from the card: {person}.").format(person=done), "check"))
            self.add(Body(self.tr("Scan another person's card, or go on.")))
        for index, name in enumerate(known):
            button = SecondaryButton(self.tr("Use the details of {name} again").format(name=name), "users")
            button.setProperty("key", index)
            button.clicked.connect(self._known_pressed)
            self.add(button)
        self.add(IconText("id-card", self.tr("Hold the QR code on the card before the scanner.")))
        self.add(Hint(self.tr("The card is only read: name, date of birth, number, address. No picture is kept.")))
        self.error = InlineError()
        self.add(self.error)
        self.say_wrong(self.error, error)
        if camera:
            self._way(self.tr("Read the card with the camera"), "camera", self.camera_wanted)
        self._way(self.tr("Read it from a picture on a stick"), "image", self.photo_wanted)
        self._way(self.tr("Type the three lines on its back"), "pencil", self.lines_wanted)

    def _way(self, text: str, icon: str, signal: SignalInstance) -> None:
        button = SecondaryButton(text, icon)
        button.clicked.connect(signal)
        self.add(button)

    def _known_pressed(self) -> None:
        self.known_chosen.emit(int(self.sender().property("key")))


class CardScreen(Screen):
    """Shows what was read and asks whose card it is.

    Signals:
        person_chosen(str): after Continue, the person's id.
    """

    person_chosen = Signal(str)

    def __init__(
        self, card: CardData, persons: dict[str, str], parent: QWidget | None = None, *, scanned: bool = True
    ) -> None:
        """scanned: a card was read; False for a person that this visit knows already."""
        super().__init__(parent)
        self.set_heading(self.tr("Whose card is this?") if scanned else self.tr("Where do these details belong?"))
        self.set_continue(self.tr("Fill in"), icon="check")
        self.set_back(self.tr("Scan again") if scanned else self.tr("Back"))
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


def fill(controller: "FormController", person: "Person", known: Known) -> int:
    """Answer a person's questions from what is known of them; returns how many were answered."""
    filled = 0
    for ref, value in answers_for(controller.session, person, known):
        filled += controller.answer(ref, value).verdict is not Verdict.TYPE
    return filled


def remember_persons(visit: "Visit") -> None:
    """Take over who was typed into the form that is open, for the next form of this visit."""
    if visit.pack is None or visit.controller is None:
        return
    persons = tuple(persons_now(visit.pack, visit.controller.session).values())
    for typed in persons_in(persons, visit.controller.session):
        visit.known = remember(visit.known, typed)


def shown_name(known: Known) -> str:
    """A known person on a button: the name, and the year of birth to tell namesakes apart."""
    return f"{known.card.full_name}, {known.card.birth_date[:4]}" if known.card.birth_date else known.card.full_name


class CardStep(Step):
    """Waits for scans; leads to the questions, or back to the one that was open (returns)."""

    name: ClassVar[str] = "card"

    def __init__(self, shell: Shell, *, returns: bool = False) -> None:
        super().__init__(shell)
        self._returns = returns
        self._read: Known | None = None
        self._done = ""
        self._error = ""

    def build(self) -> Screen:
        """Waiting, or what was read."""
        visit = self.shell.visit
        if visit.pack is None or visit.controller is None:
            raise RuntimeError("no form is open")
        if self._read is None:
            return self._waiting()
        persons = persons_now(visit.pack, visit.controller.session)
        labels = {id_: person.label.in_language(visit.language) for id_, person in persons.items()}
        screen = CardScreen(self._read.card, labels, scanned=self._read.scanned)
        screen.back.connect(self._again)
        screen.person_chosen.connect(self._fill)
        return screen

    def _waiting(self) -> Screen:
        visit = self.shell.visit
        remember_persons(visit)
        screen = ScanScreen(
            self._done,
            self._error,
            tuple(shown_name(each) for each in visit.known),
            returns=self._returns,
            camera=bool(self.shell.kiosk.equipment.camera()),
        )
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._go_on)
        screen.known_chosen.connect(self._use_again)
        screen.camera_wanted.connect(self._camera)
        screen.photo_wanted.connect(self._photo)
        screen.lines_wanted.connect(self._lines)
        return screen

    def help_sections(self) -> tuple[str, ...]:
        """What scanning is good for."""
        return (
            QCoreApplication.translate(
                "CardStep", "Scanning saves typing. You may go on without it and type yourself."
            ),
        )

    def scanned(self, text: str) -> None:
        """A scan, by whichever reader: show what it says, or why nothing could be read."""
        from kiosk.cards import parse_card_qr, parse_mrz

        try:
            card = parse_mrz(text) if text.strip().upper().startswith("IDVNM") else parse_card_qr(text)
            self._read, self._error = Known(card, scanned=True), ""
        except CardUnreadable as error:
            self.refuse(sentences.of_card(error.reason))
            return
        if self.shell.flow.current is self:
            self.shell.refresh()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was read."""
        self._read, self._error = None, sentence
        if self.shell.flow.current is self:
            self.shell.refresh()

    def _again(self) -> None:
        self._read = None
        self.shell.refresh()

    def _use_again(self, index: int) -> None:
        from dataclasses import replace

        # Known long ago: what it fills in is no card that lies before the resident now.
        self._read = replace(self.shell.visit.known[index], scanned=False)
        self.shell.refresh()

    def _camera(self) -> None:
        from ui.capture.card_reading import CardCameraStep

        self.shell.flow.go(CardCameraStep(self.shell, self))

    def _photo(self) -> None:
        from ui.capture.card_reading import CardPhotoStep

        self.shell.flow.go(CardPhotoStep(self.shell, self))

    def _lines(self) -> None:
        from ui.capture.card_reading import LinesStep

        self.shell.flow.go(LinesStep(self.shell, self))

    def _fill(self, person_id: str) -> None:
        visit, known = self.shell.visit, self._read
        if visit.pack is None or visit.controller is None or known is None:
            return
        person = persons_now(visit.pack, visit.controller.session)[person_id]
        fill(visit.controller, person, known)
        visit.known = remember(visit.known, known)
        visit.offered.add((visit.pack.code, person_id))
        self._done, self._read = person.label.in_language(visit.language), None
        if known.address:
            self.shell.refresh()
        else:
            settle_address(self, person, known.card)

    def _go_on(self) -> None:
        from ui.screens.questions import QuestionsStep
        from ui.screens.reuse import offer_known

        if self._returns:
            self.shell.flow.back()
            return
        self.shell.flow.go(QuestionsStep(self.shell))
        offer_known(self.shell)
