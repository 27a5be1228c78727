"""After a card was read: the province and commune of today for the address on it, asked about only in doubt.

A form keeps what a card says of an address beside the three questions that it asks (a hidden <name>_on_card beside the
group <name>, see forms/pack/blocks/address.toml); those are answered here, unless they are already.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.errors import UnknownReference
from ui.flow import Shell, Step
from ui.screens.parts import Fact
from ui.widgets import Body, Screen, SecondaryButton

if TYPE_CHECKING:
    from forms.contract import FormSession
    from forms.pack import Person
    from kiosk.cards import AddressGuess, CardData

_ON_CARD = "_on_card"


class WardScreen(Screen):
    """Signals:
    commune_chosen(str): its code, "" for none of them.
    """

    commune_chosen = Signal(str)

    def __init__(self, address: str, communes: dict[str, str], parent: QWidget | None = None) -> None:
        """communes: names by code, most likely first."""
        super().__init__(parent)
        self.set_heading(self.tr("Which commune is it now?"))
        self.set_continue(visible=False)
        self.add(Fact(self.tr("The card says"), address))
        self.add(Body(self.tr("The commune on the card was divided. Press the one where the home is now.")))
        for code, name in {**communes, "": self.tr("I do not know, or another one")}.items():
            button = SecondaryButton(name, "map-pin" if code else "circle-question-mark")
            button.centred = False
            button.setProperty("code", code)
            button.clicked.connect(self._pressed)
            self.add(button)

    def _pressed(self) -> None:
        self.commune_chosen.emit(str(self.sender().property("code")))


class WardStep(Step):
    """Asks which of several communes it is, and goes back to the page of the card."""

    name: ClassVar[str] = "ward"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, ref: str, address: str, guess: "AddressGuess") -> None:
        """ref: the question that keeps the address of the card."""
        super().__init__(shell)
        self._ref, self._address, self._guess = ref, address, guess

    def build(self) -> Screen:
        """The page."""
        from forms.knowledge import commune

        screen = WardScreen(self._address, {code: commune(code).name for code in self._guess.choices})
        screen.back.connect(self.shell.flow.back)
        screen.commune_chosen.connect(self._chosen)
        return screen

    def _chosen(self, code: str) -> None:
        answer_address(self.shell, self._ref, self._guess.province, code, self._guess.detail if code else "")
        self.shell.flow.back()


def settle_address(step: Step, person: "Person", card: "CardData") -> None:
    """Answer the address questions of a person from a card, then show step again, or ask which commune it is."""
    from kiosk.cards import match_address

    ref, shell = person.fields.get("address", ""), step.shell
    if not card.address or not ref.endswith(_ON_CARD):
        shell.refresh()
        return

    def found(guess: "AddressGuess") -> None:
        if guess.choices and _is_open(shell, ref):
            shell.flow.go(WardStep(shell, ref, card.address, guess))
            return
        answer_address(shell, ref, guess.province, guess.commune, guess.detail if guess.commune else "")
        shell.refresh()

    # Not here: the first address makes an index of ten thousand communes.
    step.work(lambda: match_address(card.address, card.issued_on), found)


def answer_address(shell: Shell, ref: str, province: str, commune: str, detail: str) -> None:
    """Answer what is known and not answered yet."""
    controller = shell.visit.controller
    if controller is None or not _is_open(shell, ref):
        return
    answers = zip(("province", "commune", "detail"), (province, commune, detail), strict=True)
    for part, value in answers:
        if value:
            controller.answer(_part(ref, part), value)


def _is_open(shell: Shell, ref: str) -> bool:
    """Whether the form asks for this address, and nobody gave it yet."""
    controller = shell.visit.controller
    return controller is not None and not _value(controller.session, _part(ref, "commune"), missing="asked nowhere")


def _value(session: "FormSession", ref: str, missing: str) -> str:
    try:
        return session.question(ref).value
    except UnknownReference:
        return missing


def _part(ref: str, part: str) -> str:
    group = ref.removesuffix(_ON_CARD)
    return f"{group}/{group.rpartition('/')[2]}_{part}"
