"""Which procedure: by what happened in life, or by words, with or without accents."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.screens.life_events import icon_of, name_of
from ui.theme import look
from ui.widgets import Body, IconText, Screen, SecondaryButton, Subheading, TextField

if TYPE_CHECKING:
    from forms.pack import Pack

SHOWN_AT_ONCE = 6


class ChooseScreen(Screen):
    """Signals:
    searched(str): words to look for; "" shows the life events again.
    event_chosen(str): a life event.
    procedure_chosen(str): a procedure's code.
    """

    searched = Signal(str)
    event_chosen = Signal(str)
    procedure_chosen = Signal(str)

    def __init__(self, language: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.set_heading(self.tr("What is it about?"))
        self.set_continue(visible=False)
        label = Body(self.tr("Type a word, or press what has happened. Accents are not needed."))
        self.field = TextField()
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

    def show_events(self, events: Mapping[str, tuple["Pack", ...]]) -> None:
        """The life events that have procedures, each with how many."""
        self._clear()
        for event in events:
            button = SecondaryButton(name_of(event), icon_of(event))
            button.setProperty("key", event)
            button.clicked.connect(self._event_pressed)
            self._show(button)

    def show_procedures(self, packs: tuple["Pack", ...], title: str = "") -> None:
        """Procedures to choose from, best first. title: the life event they belong to; "" for a search."""
        self._clear()
        self._show(Subheading(title or self.tr("What was found")))
        if not packs:
            self._show(IconText("search", self.tr("Nothing was found. Try one other word, or call the volunteer.")))
        for pack in packs[: 2 * SHOWN_AT_ONCE]:
            button = SecondaryButton(pack.procedure.title.in_language(self._language), "file-text")
            button.setProperty("key", pack.code)
            button.clicked.connect(self._procedure_pressed)
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
    """Sets visit.pack; leads to the procedure's page."""

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
        return screen

    def shown(self) -> None:
        """Fill it."""
        self._fill()

    def leaving(self) -> None:
        """Keep the words."""
        self._words = self.screen.field.value()

    def _fill(self) -> None:
        catalogue, words, event = self.shell.kiosk.catalogue, self._words, self._event
        language, screen = self.shell.visit.language, self.screen
        if words:
            self.shell.service(lambda: catalogue.search(words, language)).success(screen.show_procedures)
        elif event:
            title = name_of(event)
            task = self.shell.service(lambda: catalogue.by_life_event().get(event, ()))
            task.success(lambda packs: screen.show_procedures(packs, title))
        else:
            self.shell.service(catalogue.by_life_event).success(screen.show_events)

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
        catalogue = self.shell.kiosk.catalogue
        self.work(lambda: _ready(catalogue.pack(code)), self._chosen)

    def _chosen(self, pack: "Pack") -> None:
        from ui.screens.procedure import ProcedureStep

        visit = self.shell.visit
        if visit.pack is not None and visit.pack.code != pack.code:
            visit.ticked.clear()
            visit.draft = visit.controller = None
        visit.pack = pack
        self.shell.flow.go(ProcedureStep(self.shell))


def _ready(pack: "Pack") -> "Pack":
    """Read the form on the service thread, while the resident reads the next page."""
    pack.form()
    return pack
