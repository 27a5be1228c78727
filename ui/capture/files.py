"""A list of files to choose from, on sticks and in the scanner's folder: for a paper, and for the code of a card."""

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.screens import media, sentences
from ui.widgets import IconText, InlineError, Screen, SecondaryButton

translate = QCoreApplication.translate


def is_pdf(found: media.Found) -> bool:
    """By its name; its content is looked at when it is read."""
    return found.path.suffix.lower() == ".pdf"


def unreadable(error: Exception) -> str:
    """Why a file, or a picture from anywhere, cannot be used; "" for an error that has no sentence."""
    from ui.capture.sentences import of_error

    if isinstance(error, OSError):
        return translate("Sentences", "This file cannot be read. Put the stick in again.")
    return of_error(error) or sentences.of_error(error)


class FilesScreen(Screen):
    """The files that can be attached.

    Signals:
        chosen(int): a file, by its place in the list. again(): look again, a stick was put in.
    """

    chosen = Signal(int)
    again = Signal()

    def __init__(self, title: str, files: tuple[media.Found, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(title)
        self.set_continue(self.tr("Look again"), icon="refresh-cw")
        self.forward.connect(self.again)
        self.error = InlineError()
        self.add(self.error)
        if not files:
            self.add(
                IconText("info", self.tr("No picture was found. Put the stick in, wait a moment, press “Look again”."))
            )
        for index, found in enumerate(files):
            name = found.path.name
            text = self.tr("{name} (too large)").format(name=name) if found.large else name
            button = SecondaryButton(text, "file-text" if is_pdf(found) else "image")
            button.setProperty("key", index)
            button.clicked.connect(self._pressed)
            self.add(button)

    def _pressed(self) -> None:
        self.chosen.emit(int(self.sender().property("key")))


class PickStep(Step):
    """Looks for files, shows them and is told which one. A further kind says what it is for and what follows."""

    pdf: ClassVar[bool] = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._files: tuple[media.Found, ...] = ()
        self._error = ""

    def title(self) -> str:
        """The heading."""
        raise NotImplementedError

    def picked(self, found: media.Found) -> None:
        """A file was chosen."""
        raise NotImplementedError

    def build(self) -> Screen:
        """The list."""
        screen = FilesScreen(self.title(), self._files)
        screen.say_wrong(screen.error, self._error)
        screen.back.connect(self.shell.flow.back)
        screen.again.connect(self._look)
        screen.chosen.connect(self._choose)
        return screen

    def shown(self) -> None:
        """Look for files."""
        if not self._files:
            self._look()

    def refuse(self, sentence: str) -> None:
        """Say why a file was not taken."""
        self._error = sentence
        if self.shell.flow.current is self:
            self.shell.refresh()

    def failed(self, error: Exception) -> bool:
        """Say it where there is a sentence for it."""
        sentence = unreadable(error)
        if sentence:
            self.refuse(sentence)
        return bool(sentence)

    def _look(self) -> None:
        folders = self.shell.picture_folders
        self.work(lambda: media.look_for(folders), self._found, job=True)

    def _found(self, files: tuple[media.Found, ...]) -> None:
        shown = tuple(each for each in files if self.pdf or not is_pdf(each))
        if shown != self._files:
            self._files = shown
            self.shell.refresh()

    def _choose(self, index: int) -> None:
        self._error = ""
        self.picked(self._files[index])
