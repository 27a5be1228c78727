"""The last page before a dossier is finished: how the declaration is signed, and the one button that finishes."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from forms.contract import FormSession
from kiosk.printing import PrintJob
from kiosk.signatures import SigningWay
from ui.capture.signature import SignStep, sign
from ui.flow import Shell, Step
from ui.screens import sentences, slips
from ui.screens.parts import Beside, Picture
from ui.screens.procedure import marked
from ui.widgets import Body, ChoiceList, IconText, InlineError, Notice, Option, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.signatures import Signed
    from kiosk.types import Receipt


class DeclareScreen(Screen):
    """Signals:
    print_wanted(): print the declaration. way_chosen(str): a SigningWay. sign_wanted(): sign with a finger, again.
    """

    print_wanted = Signal()
    way_chosen = Signal(str)
    sign_wanted = Signal()

    def __init__(
        self,
        warnings: tuple[str, ...] = (),
        *,
        ways: tuple[SigningWay, ...] = (),
        signed: "Signed | None" = None,
        again: bool,
        parent: QWidget | None = None,
    ) -> None:
        """ways: in which the declaration can be signed, () when it asks for no signature."""
        super().__init__(parent)
        self.set_heading(self.tr("Is everything right?"))
        self.set_continue(self.tr("Finish"), icon="check")
        self.add(IconText("check", self.tr("I declare that what I entered is true. I answer for it before the law.")))
        for warning in warnings:
            self.add(Notice(warning, "info", warning=True))
        if again:
            self.add(Body(self.tr("The changed dossier takes the place of the earlier one; the code stays the same.")))
        self.printing = IconText("printer", "")
        self.printing.hide()
        self.error = InlineError()
        if ways:
            self._signing(ways, signed)
        else:
            self.add(self.error)
        self.add(
            Body(self.tr("“Finish” keeps the dossier, prints the receipt and sends it as soon as there is a line."))
        )

    def _signing(self, ways: tuple[SigningWay, ...], signed: "Signed | None") -> None:
        self.add(Subheading(self.tr("How will you sign?")))
        self.add(self.error)
        words = {
            SigningWay.FINGER: self.tr("With my finger, here on the screen"),
            SigningWay.PRINT: self.tr("By hand, on the printed declaration"),
            SigningWay.FINGERPRINT: self.tr("I do not write: with my fingerprint on the paper, before the officer"),
        }
        self._ways = ChoiceList([Option(way.value, words[way]) for way in ways])
        if signed is not None:
            self._ways.set_chosen((signed.way.value,))
        self._ways.changed.connect(self._way_pressed)
        self.add(self._ways)
        if signed is not None and signed.image:
            self._show_signature(signed.image)
        button = SecondaryButton(self.tr("Print the declaration"), "printer")
        button.clicked.connect(self.print_wanted)
        self.add(button)
        self.add(self.printing)

    def _show_signature(self, image: bytes) -> None:
        from ui.screens.papers import read_picture

        drawn = read_picture(image)
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        with painter:
            painter.drawImage(0, 0, drawn)
        picture = Picture(self.tr("Your signature"))
        picture.show_image(paper, 60, 25)
        again = SecondaryButton(self.tr("Sign again"), "pencil")
        again.clicked.connect(self.sign_wanted)
        self.add(Beside(picture, again))

    def _way_pressed(self) -> None:
        for way in self._ways.chosen():
            self.way_chosen.emit(way)

    def ask_how(self) -> None:
        """Finish was pressed before a way was chosen."""
        self.error.show_error(self.tr("Choose how you sign, then press “Finish”."))
        self.scroll_area.show_widget(self.error)

    def show_printing(self, sentence: str) -> None:
        """How far the declaration is."""
        self.printing.set("printer", sentence)
        self.printing.show()


def warnings_now(pack: "Pack", session: FormSession, language: str) -> tuple[str, ...]:
    """What the resident should know with the answers as they are now. A warning never blocks."""
    return tuple(
        marked(warning.text, language)
        for warning in pack.procedure.warnings
        if session.value_of(f"boolean({warning.when})") == "true"
    )


def _ways(pack: "Pack") -> tuple[SigningWay, ...]:
    """How a declaration can be signed; () when it asks for no signature."""
    from forms.layout import has_signature_place

    if not pack.procedure.signature:
        return ()
    return tuple(way for way in SigningWay if way is not SigningWay.FINGER or has_signature_place(pack))


class DeclareStep(Step):
    """Finalises visit.draft in one transaction; leads to the receipt, and there is no way back behind it.

    signed: how the answers as they are now were signed, None when they were not.
    """

    name: ClassVar[str] = "declare"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._watch: slips.Watch | None = None
        self.signed: Signed | None = None

    def build(self) -> Screen:
        """The page."""
        pack, draft = self.shell.visit.pack, self.shell.visit.draft
        if pack is None or draft is None:
            raise RuntimeError("no form is open")
        warnings = warnings_now(pack, self._session(), self.shell.visit.language)
        screen = DeclareScreen(warnings, ways=_ways(pack), signed=self.signed, again=draft.number > 1)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._finish)
        screen.print_wanted.connect(self._print)
        screen.way_chosen.connect(self._choose)
        screen.sign_wanted.connect(self._draw)
        return screen

    def shown(self) -> None:
        """Whether it was signed already, and for these very answers."""
        draft, signatures = self.shell.visit.draft, self.shell.kiosk.signatures
        if draft is not None:
            answers = self._session().draft()
            self.shell.service(lambda: signatures.current(draft.dossier, answers)).success(self._known)

    def _known(self, signed: "Signed | None") -> None:
        if self.shell.flow.current is self and signed != self.signed:
            self.signed = signed
            self.shell.refresh()

    def _choose(self, way: str) -> None:
        if SigningWay(way) is SigningWay.FINGER:
            self._draw()
        else:
            sign(self, SigningWay(way), b"", self._known, self._refused)

    def _draw(self) -> None:
        self.shell.flow.go(SignStep(self.shell))

    def _session(self) -> FormSession:
        controller = self.shell.visit.controller
        if controller is None:
            raise RuntimeError("no form is open")
        return controller.session

    def _print(self) -> None:
        visit, kiosk = self.shell.visit, self.shell.kiosk
        pack, draft, controller = visit.pack, visit.draft, visit.controller
        if pack is None or draft is None or controller is None:
            return
        xml, image = controller.session.draft(), self.signed.image if self.signed is not None else b""
        self.screen.show_printing(QCoreApplication.translate("DeclareScreen", "The declaration is being prepared."))
        self.work(
            lambda: slips.print_declaration(kiosk, pack, xml, draft.code, image),
            self._printing,
            self._not_printed,
            job=True,
        )

    def _printing(self, job: PrintJob) -> None:
        what = QCoreApplication.translate("DeclareScreen", "Declaration")
        self._watch = slips.Watch(self.shell, job, what, self.screen, self.screen.show_printing)

    def _not_printed(self, error: Exception) -> bool:
        self.screen.show_printing(slips.failure(error))
        return True

    def _finish(self) -> None:
        visit, dossiers = self.shell.visit, self.shell.kiosk.dossiers
        draft, controller = visit.draft, visit.controller
        if draft is None or controller is None or visit.pack is None:
            return
        if _ways(visit.pack) and self.signed is None:
            self.screen.ask_how()
            return
        session = controller.session
        readable = session.draft()
        submission = session.finalise(instance_id=draft.instance_id, deprecated_id=draft.deprecated_id)
        self.work(lambda: dossiers.finalise(draft.dossier, submission, readable), self._finished, self._refused)

    def _finished(self, receipt: "Receipt") -> None:
        from ui.screens.finish import FinishStep

        visit = self.shell.visit
        self.remember()
        if visit.controller is not None:
            visit.controller.close()
        visit.draft = visit.controller = None
        self.shell.kiosk.sync.new_work()
        self.shell.flow.settle(FinishStep(self.shell, receipt))

    def remember(self) -> None:
        """Whom this form was told of, for a further one in the same visit."""
        from ui.screens.card import remember_persons

        remember_persons(self.shell.visit)

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.error.show_error(sentence)
        return bool(sentence)
