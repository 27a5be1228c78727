"""The volunteer's handbook: questions by chapter, and one answer a page. What it says comes with the catalogue."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.widgets import Body, Hint, IconText, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from forms.knowledge.handbook import Chapter, HandbookEntry


class HandbookScreen(Screen):
    """Signals:
    entry_wanted(int, int): a chapter and an entry in it, both from 0.
    """

    entry_wanted = Signal(int, int)

    def __init__(self, chapters: "tuple[Chapter, ...]", language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Handbook"))
        self.set_continue(visible=False)
        for number, chapter in enumerate(chapters):
            self.add(Subheading(chapter.title.in_language(language)))
            for place, entry in enumerate(chapter.entries):
                button = SecondaryButton(entry.title.in_language(language), "circle-question-mark")
                button.setProperty("key", (number, place))
                button.clicked.connect(self._pressed)
                self.add(button)

    def _pressed(self) -> None:
        chapter, entry = self.sender().property("key")
        self.entry_wanted.emit(chapter, entry)


class HandbookEntryScreen(Screen):
    """One answer."""

    def __init__(self, entry: "HandbookEntry", language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(entry.title.in_language(language))
        self.set_continue(visible=False)
        for words in entry.paragraphs:
            self.add(Body(words.in_language(language)))
        if not entry.verified:
            self.add(IconText("info", self.tr("Ask the officer to confirm this.")))
        self.add(Hint(self.tr("The centre sends newer pages of this handbook by itself.")))


class HandbookStep(Step):
    """The questions."""

    name: ClassVar[str] = "handbook"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, chapters: "tuple[Chapter, ...]") -> None:
        super().__init__(shell)
        self._chapters = chapters

    def build(self) -> Screen:
        """The page."""
        screen = HandbookScreen(self._chapters, self.shell.visit.language)
        screen.back.connect(self.shell.flow.back)
        screen.entry_wanted.connect(self._open)
        return screen

    def _open(self, chapter: int, entry: int) -> None:
        self.shell.flow.go(HandbookEntryStep(self.shell, self._chapters[chapter].entries[entry]))


class HandbookEntryStep(Step):
    """One answer."""

    name: ClassVar[str] = "handbook-entry"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, entry: "HandbookEntry") -> None:
        super().__init__(shell)
        self._entry = entry

    def build(self) -> Screen:
        """The page."""
        screen = HandbookEntryScreen(self._entry, self.shell.visit.language)
        screen.back.connect(self.shell.flow.back)
        return screen


def open_handbook(step: Step) -> None:
    """Go to the questions from a step of the staff area."""
    shell = step.shell

    def show(chapters: "tuple[Chapter, ...]") -> None:
        shell.flow.go(HandbookStep(shell, chapters))

    step.work(shell.kiosk.catalogue.handbook, show)
