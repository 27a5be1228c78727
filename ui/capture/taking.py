"""A page of a paper is photographed, scanned or chosen as a file; then it is looked at (ui.capture.review)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.capture.files import unreadable
from ui.capture.viewfinder import beside
from ui.capture.working import Tell, Wanted, WorkingStep
from ui.flow import Shell, Step
from ui.widgets import Body, IconText, InlineError, Screen, SecondaryButton

if TYPE_CHECKING:
    from forms.pack import Paper
    from kiosk.capture.paper import Page
    from kiosk.capture.picture import Image
    from kiosk.capture.sheet import Corners

translate = QCoreApplication.translate
FINDER_MM = (190.0, 120.0)


class Taking:
    """What is being taken: a page of which paper, in whose place (a hash, "" for a further page)."""

    def __init__(self, paper: "Paper", replacing: str = "") -> None:
        self.paper = paper
        self.replacing = replacing

    def title(self, language: str) -> str:
        """The paper's name."""
        return self.paper.name.in_language(language)


def take(shell: Shell, taking: Taking) -> None:
    """Show the ways there are to take a page; where files are the only one, the files."""
    from ui.screens.papers import FilesStep

    equipment = shell.kiosk.equipment
    if equipment.camera() or equipment.scanner() is not None:
        shell.flow.go(WaysStep(shell, taking))
    else:
        shell.flow.go(FilesStep(shell, taking))


class WaysScreen(Screen):
    """Signals:
    camera_wanted(), scan_wanted(), file_wanted().
    """

    camera_wanted = Signal()
    scan_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, title: str, *, camera: bool, scanner: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(title)
        self.set_continue(visible=False)
        self.error = InlineError()
        self.add(self.error)
        if camera:
            self._way(self.tr("Photograph it"), "camera", self.camera_wanted)
        if scanner:
            self.add(Body(self.tr("For scanning, lay the paper face down into the scanner first.")))
            self._way(self.tr("Scan"), "file-text", self.scan_wanted)
        self._way(self.tr("Choose a picture from a stick"), "image", self.file_wanted)

    def _way(self, text: str, icon: str, signal: Any) -> None:
        button = SecondaryButton(text, icon)
        button.clicked.connect(signal)
        self.add(button)


class WaysStep(Step):
    """The ways to take a page."""

    name: ClassVar[str] = "paper-ways"

    def __init__(self, shell: Shell, taking: Taking) -> None:
        super().__init__(shell)
        self._taking = taking
        self._error = ""

    def build(self) -> Screen:
        """The ways."""
        equipment = self.shell.kiosk.equipment
        screen = WaysScreen(
            self._taking.title(self.shell.visit.language),
            camera=bool(equipment.camera()),
            scanner=equipment.scanner() is not None,
        )
        screen.say_wrong(screen.error, self._error)
        self._error = ""
        screen.back.connect(self.shell.flow.back)
        screen.camera_wanted.connect(self._camera)
        screen.scan_wanted.connect(self._scan)
        screen.file_wanted.connect(self._file)
        return screen

    def refuse(self, sentence: str) -> None:
        """Say why the last page was not taken."""
        self._error = sentence
        if self.shell.flow.current is self:
            self.shell.refresh()

    def _camera(self) -> None:
        self.shell.flow.go(CameraStep(self.shell, self._taking))

    def _file(self) -> None:
        from ui.screens.papers import FilesStep

        self.shell.flow.go(FilesStep(self.shell, self._taking))

    def _scan(self) -> None:
        scanner = self.shell.kiosk.equipment.scanner()
        if scanner is None:
            return

        def scan(wanted: Wanted, tell: Tell) -> "Page":
            from kiosk.capture import paper, picture, scanning

            return paper.take_page(picture.read(scanning.scan(scanner, wanted, tell)), wanted)

        what = translate("WaysScreen", "The paper is being scanned.")
        work_on(self.shell, self._taking, what, scan, self.refuse)


def work_on(
    shell: Shell,
    taking: Taking,
    what: str,
    work: Callable[[Wanted, Tell], "Page"],
    refuse: Callable[[str], None],
) -> None:
    """Get a page by work and show it; where it cannot be taken, refuse is told why."""

    def taken(page: "Page") -> None:
        from kiosk.capture.identity import Identity
        from ui.capture import sentences
        from ui.capture.review import ReviewStep

        if page.identity is Identity.CERTAIN:
            refuse(sentences.of_card())
            shell.flow.back()
        else:
            shell.flow.go(ReviewStep(shell, taking, page))

    def failed(error: Exception) -> bool:
        sentence = unreadable(error)
        if sentence:
            refuse(sentence)
        return bool(sentence)

    shell.flow.go(WorkingStep(shell, what, work, taken, failed))


class CameraScreen(Screen):
    """The live picture of a paper, with the sheet outlined when it is found."""

    def __init__(self, title: str, finder: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(title)
        self.set_continue(self.tr("Take the picture"), icon="camera")
        self.error = InlineError()
        self.hint = IconText("info", self.tr("Lay the paper flat below the camera, all four corners in the picture."))
        self.add(beside(finder, self.error, self.hint))
        self.set_in_sight(finder)

    def show_found(self, *, found: bool) -> None:
        """Whether the sheet was found in the live picture."""
        if found:
            self.hint.set("circle-check", self.tr("The paper is seen. Hold still and press “Take the picture”."))
        else:
            self.hint.set("info", self.tr("Lay the paper flat below the camera, all four corners in the picture."))


class CameraStep(Step):
    """The camera; leads to the picture that was taken."""

    name: ClassVar[str] = "camera"

    def __init__(self, shell: Shell, taking: Taking) -> None:
        super().__init__(shell)
        self._taking = taking
        self._error = ""
        self._finder: Any = None

    def build(self) -> Screen:
        """The live picture."""
        from ui.capture.viewfinder import Viewfinder

        self._finder = Viewfinder(self.shell, _sheet_in, *FINDER_MM)
        self._finder.examined.connect(self._examined)
        self._finder.silent.connect(self._silent)
        screen = CameraScreen(self._taking.title(self.shell.visit.language), self._finder)
        screen.say_wrong(screen.error, self._error)
        self._error = ""
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._take)
        return screen

    def shown(self) -> None:
        """The camera goes on."""
        from ui.capture import frames

        self._finder.watch(frames.open_camera(self.shell.kiosk.equipment.camera(), self._finder))

    def help_sections(self) -> tuple[str, ...]:
        """How to hold the paper."""
        return (
            translate(
                "CameraScreen", "Good light and a dark table help. Nothing is kept before you press “Attach it”."
            ),
        )

    def _examined(self, corners: "Corners | None") -> None:
        self._finder.set_corners(corners)
        self.screen.show_found(found=corners is not None)

    def _silent(self) -> None:
        from ui.capture import sentences

        self.screen.say_wrong(self.screen.error, sentences.no_camera())

    def _take(self) -> None:
        reading = self._finder.take()
        if reading is None:
            self._silent()
            return

        def work(wanted: Wanted, _tell: Tell) -> "Page":
            from kiosk.capture.errors import PictureRefused, Refusal
            from kiosk.capture.paper import take_page

            image = reading()
            if image is None:
                raise PictureRefused(Refusal.DAMAGED)
            return take_page(image, wanted)

        what = translate("CameraScreen", "The picture is being straightened.")
        work_on(self.shell, self._taking, what, work, self.refuse)

    def refuse(self, sentence: str) -> None:
        """Say why the picture was not taken."""
        self._error = sentence
        if self.shell.flow.current is self:
            self.shell.refresh()


def _sheet_in(image: "Image") -> "Corners | None":
    from kiosk.capture.sheet import find_sheet

    return find_sheet(image)
