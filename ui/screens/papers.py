"""Pictures of papers: which the answers make necessary, what was attached, and which file to attach.

Identity documents are never among them: a card is read, its picture is not kept.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QWidget

from forms.contract import FormSession
from kiosk.attachments import sniff
from kiosk.errors import AttachmentTypeUnknown
from ui.capture.files import PickStep, is_pdf
from ui.capture.taking import Taking, take, work_on
from ui.capture.working import Tell, Wanted
from ui.flow import Shell, Step
from ui.screens import media, sentences
from ui.screens.parts import Beside, Picture
from ui.theme import look
from ui.widgets import Body, DestructiveButton, Hint, IconText, InlineError, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from forms.pack import Pack, Paper
    from kiosk.capture.paper import Page
    from kiosk.types import CapturedPaper

PREVIEW = QSize(900, 900)
_DECODERS = {"image/jpeg": b"jpeg", "image/png": b"png"}


def papers_now(pack: "Pack", session: FormSession) -> "tuple[Paper, ...]":
    """The papers of which a picture may be attached, with the answers as they are now."""
    return tuple(
        paper
        for paper in pack.procedure.papers
        if paper.capture and (not paper.when or session.value_of(f"boolean({paper.when})") == "true")
    )


def after_check(step: Step) -> None:
    """Go on from the check page: to the papers when a picture of one may be attached, else to the declaration."""
    from ui.screens.declare import DeclareStep

    shell, visit = step.shell, step.shell.visit
    pack, controller, draft = visit.pack, visit.controller, visit.draft
    if pack is None or controller is None or draft is None:
        raise RuntimeError("no form is open")
    if not papers_now(pack, controller.session):
        shell.flow.go(DeclareStep(shell))
        return
    attachments = shell.kiosk.attachments
    step.work(lambda: attachments.list(draft.dossier), lambda captured: shell.flow.go(PapersStep(shell, captured)))


def read_picture(data: bytes) -> QImage:
    """A picture scaled into PREVIEW; a null image for anything else (a PDF). In the jobs pool: decoding is slow."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # By content, and by no other decoder than the one for it: Qt brings a dozen, some of which read further files.
    try:
        kind = sniff(data)
    except AttachmentTypeUnknown:
        return QImage()
    if kind not in _DECODERS:
        return QImage()
    reader = QImageReader(buffer, QByteArray(_DECODERS[kind]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PapersScreen(Screen):
    """Signals:
    add_wanted(str): attach a picture of this paper. show_wanted(str): show this picture, by its hash.
    """

    add_wanted = Signal(str)
    show_wanted = Signal(str)

    def __init__(
        self,
        papers: "Mapping[Paper, list[CapturedPaper]]",
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Do you have pictures of these papers?"))
        self.set_continue()
        self.add(Body(self.tr("You may go on without: then bring the paper itself to the officer.")))
        for paper, captured in papers.items():
            self.add(Subheading(paper.name.in_language(language)))
            if when := paper.when_text.in_language(language):
                self.add(Hint(when))
            for number, each in enumerate(captured, 1):
                shown = SecondaryButton(
                    self.tr("Page {number}: look, take again or remove").format(number=number), "check"
                )
                shown.setProperty("key", each.sha256)
                shown.clicked.connect(self._show_pressed)
                self.add(shown)
            text = self.tr("Add one more page") if captured else self.tr("Add a picture")
            button = SecondaryButton(text, "camera")
            button.setProperty("key", paper.id)
            button.clicked.connect(self._add_pressed)
            self.add(button)

    def _add_pressed(self) -> None:
        self.add_wanted.emit(str(self.sender().property("key")))

    def _show_pressed(self) -> None:
        self.show_wanted.emit(str(self.sender().property("key")))


class PreviewScreen(Screen):
    """One picture, large: keep it, or take another.

    Signals:
        remove_wanted(): take it out again. again_wanted(): take this page again, in its place.
    """

    remove_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, title: str, image: QImage, *, attached: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(title)
        self.error = InlineError()
        self.add(self.error)
        if image.isNull():
            self.add(IconText("file-text", self.tr("A PDF file. It is attached as it is.")))
        else:
            self._picture = Picture(self.tr("Picture of the paper"))
            self._picture.show_image(image, 150, 90)
            self.add(self._picture)
            self.set_in_sight(self._picture)
            self.add(Body(self.tr("Can every line be read? If not, take another picture.")))
        if attached:
            self.set_continue(self.tr("Keep it"), icon="check")
            again = SecondaryButton(self.tr("Take this page again"), "camera")
            again.clicked.connect(self.again_wanted)
            self.add(again)
            self.body.addSpacing(look().mm(12))
            button = DestructiveButton(self.tr("Remove this picture"), "trash-2")
            button.clicked.connect(self.remove_wanted)
            self.add(Beside(button))
        else:
            self.set_continue(self.tr("Attach it"), icon="check")
            self.set_back(self.tr("Choose another"))


class PapersStep(Step):
    """The list of papers; leads to the declaration."""

    name: ClassVar[str] = "papers"

    def __init__(self, shell: Shell, captured: "tuple[CapturedPaper, ...]") -> None:
        super().__init__(shell)
        self.captured = captured

    def build(self) -> Screen:
        """The list."""
        visit = self.shell.visit
        if visit.pack is None or visit.controller is None:
            raise RuntimeError("no form is open")
        papers = papers_now(visit.pack, visit.controller.session)
        held = {paper: [each for each in self.captured if each.paper == paper.id] for paper in papers}
        screen = PapersScreen(held, visit.language)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._go_on)
        screen.add_wanted.connect(self._add)
        screen.show_wanted.connect(self._show)
        return screen

    def _add(self, paper_id: str) -> None:
        pack = self.shell.visit.pack
        if pack is not None:
            take(self.shell, Taking(pack.procedure.paper(paper_id)))

    def _show(self, sha256: str) -> None:
        draft, attachments = self.shell.visit.draft, self.shell.kiosk.attachments
        if draft is None:
            return

        def shown(image: QImage) -> None:
            self.shell.flow.go(AttachedStep(self.shell, sha256, image))

        self.work(lambda: read_picture(attachments.read(draft.dossier, sha256)), shown, job=True)

    def _go_on(self) -> None:
        from ui.screens.declare import DeclareStep

        self.shell.flow.go(DeclareStep(self.shell))


def back_to_papers(shell: Shell, captured: "tuple[CapturedPaper, ...]") -> None:
    """Show the list of papers again, with what is attached now."""
    for step in shell.flow.steps:
        if isinstance(step, PapersStep):
            step.captured = captured
    shell.flow.back_to(PapersStep)


class AttachedStep(Step):
    """A picture that is attached."""

    name: ClassVar[str] = "picture-attached"

    def __init__(self, shell: Shell, sha256: str, image: QImage) -> None:
        super().__init__(shell)
        self._sha256 = sha256
        self._image = image

    def build(self) -> Screen:
        """The picture."""
        screen = PreviewScreen(sentences.translate("PapersScreen", "Attached"), self._image, attached=True)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self.shell.flow.back)
        screen.remove_wanted.connect(self._remove)
        screen.again_wanted.connect(self._again)
        return screen

    def _again(self) -> None:
        pack, papers = self.shell.visit.pack, [each for each in self._held() if each.sha256 == self._sha256]
        if pack is not None and papers:
            take(self.shell, Taking(pack.procedure.paper(papers[0].paper), self._sha256))

    def _held(self) -> "tuple[CapturedPaper, ...]":
        """What the list behind this page shows."""
        steps = [step for step in self.shell.flow.steps if isinstance(step, PapersStep)]
        return steps[-1].captured if steps else ()

    def _remove(self) -> None:
        draft, attachments = self.shell.visit.draft, self.shell.kiosk.attachments
        if draft is None:
            return

        def remove() -> "tuple[CapturedPaper, ...]":
            attachments.remove(draft.dossier, self._sha256)
            return attachments.list(draft.dossier)

        self.work(remove, self._gone)

    def _gone(self, captured: "tuple[CapturedPaper, ...]") -> None:
        back_to_papers(self.shell, captured)


class FilesStep(PickStep):
    """The files on sticks and in the scanner's folder, for a page of a paper."""

    name: ClassVar[str] = "files"

    def __init__(self, shell: Shell, taking: Taking) -> None:
        super().__init__(shell)
        self._taking = taking

    def title(self) -> str:
        """The paper's name."""
        return self._taking.title(self.shell.visit.language)

    def picked(self, found: media.Found) -> None:
        """A PDF is attached as it is; a picture is straightened first."""
        if found.large:
            self.refuse(sentences.translate("Sentences", "This file is over 10 MB. Choose a smaller picture."))
            return
        path = found.path
        if is_pdf(found):
            self.work(lambda: media.read(path), lambda data: self._preview(path.name, data), self.failed, job=True)
            return

        def open_it(wanted: Wanted, _tell: Tell) -> "Page":
            from kiosk.capture.paper import open_page

            return open_page(media.read(path), wanted)

        what = sentences.translate("FilesScreen", "The picture is being read.")
        work_on(self.shell, self._taking, what, open_it, self.refuse)

    def _preview(self, name: str, data: bytes) -> None:
        self.shell.flow.go(PreviewStep(self.shell, self._taking, name, data))


class PreviewStep(Step):
    """A PDF file before it is attached. It is not looked into: there is no reader of PDF in the kiosk."""

    name: ClassVar[str] = "file-preview"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, taking: Taking, file_name: str, data: bytes) -> None:
        super().__init__(shell)
        self._taking = taking
        self._file_name = file_name
        self._data = data

    def build(self) -> Screen:
        """What kind of file it is."""
        screen = PreviewScreen(self._taking.title(self.shell.visit.language), QImage(), attached=False)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._attach)
        return screen

    def _attach(self) -> None:
        draft, attachments = self.shell.visit.draft, self.shell.kiosk.attachments
        if draft is None:
            return
        taking, data, name = self._taking, self._data, self._file_name

        def add() -> "tuple[CapturedPaper, ...]":
            if taking.replacing:
                attachments.replace(draft.dossier, taking.replacing, data, name)
            else:
                attachments.add(draft.dossier, taking.paper.id, data, name)
            return attachments.list(draft.dossier)

        self.work(add, self._attached, self._refused)

    def _attached(self, captured: "tuple[CapturedPaper, ...]") -> None:
        back_to_papers(self.shell, captured)

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.say_wrong(self.screen.error, sentence)
        return bool(sentence)
