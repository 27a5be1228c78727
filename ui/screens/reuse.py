"""A person that the form is about to ask for may be one that this visit knows already: then nobody types them again.

Persons of the same form are offered where the pack says that they may be the same (may_be): mostly a form asks on its
own whether two of its persons are one. The page for cards offers everybody.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.widgets import Body, Screen, SecondaryButton

if TYPE_CHECKING:
    from forms.pack import Person
    from kiosk.cards.filling import Known


class ReuseScreen(Screen):
    """Signals:
    chosen(int): a known person, by the place in the list.
    """

    chosen = Signal(int)

    def __init__(self, person: str, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Use details that you gave before?"))
        self.set_back(visible=False)
        self.set_continue(self.tr("No, somebody else"))
        self.add(Body(self.tr("The next questions are about: {person}.").format(person=person)))
        for index, name in enumerate(names):
            button = SecondaryButton(self.tr("Use the details of {name} again").format(name=name), "users")
            button.setProperty("key", index)
            button.clicked.connect(self._pressed)
            self.add(button)

    def _pressed(self) -> None:
        self.chosen.emit(int(self.sender().property("key")))


class ReuseStep(Step):
    """Offers known persons for one person of the form; leads back to the question."""

    name: ClassVar[str] = "reuse"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, person: "Person", known: "tuple[Known, ...]") -> None:
        super().__init__(shell)
        self._person = person
        self._known = known

    def build(self) -> Screen:
        """Whom there is."""
        from ui.screens.card import shown_name

        label = self._person.label.in_language(self.shell.visit.language)
        screen = ReuseScreen(label, tuple(shown_name(each) for each in self._known))
        screen.forward.connect(self.shell.flow.back)
        screen.chosen.connect(self._fill)
        return screen

    def _fill(self, index: int) -> None:
        from ui.screens.card import fill
        from ui.screens.ward import settle_address

        controller, known = self.shell.visit.controller, self._known[index]
        if controller is None:
            return
        fill(controller, self._person, known)
        self.shell.flow.back()
        step = self.shell.flow.current
        if step is not None and not known.address:
            settle_address(step, self._person, known.card)


def offer_known(shell: Shell) -> bool:
    """Show the offer when the page that is open asks for the name of somebody, once for each; False when it is not."""
    from kiosk.cards.filling import candidates
    from ui.screens.card import persons_now

    visit = shell.visit
    pack, controller = visit.pack, visit.controller
    if pack is None or controller is None or controller.flagged or controller.returns_to_check:
        return False
    page, session = controller.page(), controller.session
    persons = persons_now(pack, session) if page is not None else {}
    for person in persons.values():
        ref = person.fields.get("full_name", "")
        new = (pack.code, person.id) not in visit.offered
        if new and page is not None and ref in page.refs and not session.question(ref).value:
            others = candidates(tuple(persons.values()), person, session, visit.known)
            if others:
                visit.offered.add((pack.code, person.id))
                shell.flow.go(ReuseStep(shell, person, others))
                return True
    return False
