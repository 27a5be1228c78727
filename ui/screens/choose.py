"""Which procedure: by what happened in life, or by words, with or without accents."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.keyboard.typing import Kind
from ui.screens.life_events import icon_of, in_order, name_of
from ui.screens.tiles import PictureTile, Tiles
from ui.screens.which import WhichStep, lead_to
from ui.theme import look
from ui.widgets import Body, IconText, Screen, SecondaryButton, Subheading, TextField

if TYPE_CHECKING:
    from kiosk.catalogue import Found

SHOWN_AT_ONCE = 6


class ChooseScreen(Screen):
    """Signals:
    searched(str): words to look for; "" shows the life events again.
    event_chosen(str): a life event.
    procedure_chosen(str): a procedure's code.
    unsure(): whoever does not know which of them wants to be asked.
    """

    searched = Signal(str)
    event_chosen = Signal(str)
    procedure_chosen = Signal(str)
    unsure = Signal()

    def __init__(self, language: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.set_heading(self.tr("What is it about?"))
        self.set_continue(visible=False)
        label = Body(self.tr("Type a word, or press what has happened. Accents are not needed."))
        self.field = TextField()
        self.field.kind = Kind.SEARCH
        self.field.set_value(words)
        self.field.setAccessibleName(self.tr("Word to look for"))
        label.setBuddy(self.field)
        self.field.setMinimumHeight(look().px("control"))
        self.add(label)
        self.add(self.field)
        self.set_first_focus(self.field)
        self.field.paused.connect(self._typed)
        self.field.returnPressed.connect(self._typed)
        self._found: list[QWidget] = []

    def show_events(self, events: Iterable[str]) -> None:
        """The life events that have procedures, each with a picture."""
        self._clear()
        tiles = []
        for event in in_order(events):
            tile = PictureTile(name_of(event), icon_of(event))
            tile.setProperty("key", event)
            tile.clicked.connect(self._event_pressed)
            tiles.append(tile)
        self._show(Tiles(tiles))

    def show_procedures(self, found: Sequence["Found"], title: str = "", *, ask: bool = False) -> None:
        """Procedures to choose from, best first.

        title: the life event they belong to; "" for a search. ask: offer the questions of that life event.
        """
        self._clear()
        self._show(Subheading(title or self.tr("What was found")))
        if not found:
            self._show(IconText("search", self.tr("Nothing was found. Try one other word, or call the volunteer.")))
        for each in found[: 2 * SHOWN_AT_ONCE]:
            name = each.in_language(self._language)
            button = SecondaryButton(name, "file-text" if each.pack is not None else "info")
            button.centred = False
            button.setProperty("key", each.code)
            button.clicked.connect(self._procedure_pressed)
            self._show(button)
        if any(each.pack is None for each in found[: 2 * SHOWN_AT_ONCE]):
            self._show(IconText("info", self.tr("With this sign: no form here yet, but where to go for it.")))
        if ask:
            button = SecondaryButton(self.tr("I do not know which: help me choose"), "circle-question-mark")
            button.centred = False
            button.clicked.connect(self.unsure)
            self._show(button)

    def _show(self, widget: QWidget) -> None:
        self._found.append(widget)
        self.add(widget)

    def _clear(self) -> None:
        for widget in self._found:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._found = []

    def _typed(self) -> None:
        self.searched.emit(self.field.value())

    def _event_pressed(self) -> None:
        self.event_chosen.emit(str(self.sender().property("key")))

    def _procedure_pressed(self) -> None:
        self.procedure_chosen.emit(str(self.sender().property("key")))


class ChooseStep(Step):
    """Leads to the page of a procedure, to the questions before it, or to what is known of it."""

    name: ClassVar[str] = "choose"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._words = ""
        self._event = ""

    def build(self) -> Screen:
        """The page; what can be chosen comes from the service thread."""
        screen = ChooseScreen(self.shell.visit.language, self._words)
        screen.back.connect(self._back)
        screen.searched.connect(self._search)
        screen.event_chosen.connect(self._choose_event)
        screen.procedure_chosen.connect(self._choose)
        screen.unsure.connect(self._ask)
        return screen

    def shown(self) -> None:
        """Fill it."""
        self._fill()

    def leaving(self) -> None:
        """Keep the words."""
        self._words = self.screen.field.value()

    def _fill(self) -> None:
        catalogue, words, event = self.shell.kiosk.catalogue, self._words, self._event
        screen = self.screen
        if words:
            self.shell.service(lambda: catalogue.search(words)).success(screen.show_procedures)
        elif event:
            title, ask = name_of(event), catalogue.questions().about(event) is not None
            task = self.shell.service(lambda: [catalogue.found(pack.code) for pack in catalogue.by_life_event()[event]])
            task.success(lambda found: screen.show_procedures(found, title, ask=ask))
        else:
            self.shell.service(catalogue.by_life_event).success(screen.show_events)
            self.shell.service(catalogue.prepare)

    def _back(self) -> None:
        if self._event or self._words:
            self._event = self._words = ""
            self.screen.field.set_value("")
            self._fill()
        else:
            self.shell.flow.back()

    def _search(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._fill()

    def _choose_event(self, event: str) -> None:
        self._event = event
        self._fill()

    def _choose(self, code: str) -> None:
        lead_to(self, code)

    def _ask(self) -> None:
        question = self.shell.kiosk.catalogue.questions().about(self._event)
        if question is not None:
            self.shell.flow.go(WhichStep(self.shell, question))
