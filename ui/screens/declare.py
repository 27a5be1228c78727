"""The last page before a dossier is finished: the declaration to sign by hand, and the one button that finishes."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from forms.contract import FormSession
from kiosk.printing import PrintJob
from ui.flow import Shell, Step
from ui.screens import sentences, slips
from ui.screens.procedure import marked
from ui.widgets import Body, Hint, IconText, InlineError, Notice, Screen, SecondaryButton

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.types import Receipt


class DeclareScreen(Screen):
    """Signals:
    print_wanted(): print the declaration.
    """

    print_wanted = Signal()

    def __init__(
        self, warnings: tuple[str, ...] = (), *, signature: bool, again: bool, parent: QWidget | None = None
    ) -> None:
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
        if signature:
            self.add(Body(self.tr("Print the declaration, read it once more and sign it by hand, if it is asked for.")))
            button = SecondaryButton(self.tr("Print the declaration"), "printer")
            button.clicked.connect(self.print_wanted)
            self.add(button)
            self.add(self.printing)
            self.add(Hint(self.tr("Cannot sign? Tell the volunteer: a fingerprint before the officer will do.")))
        self.error = InlineError()
        self.add(self.error)
        self.add(
            Body(self.tr("“Finish” keeps the dossier, prints the receipt and sends it as soon as there is a line."))
        )

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


class DeclareStep(Step):
    """Finalises visit.draft in one transaction; leads to the receipt, and there is no way back behind it."""

    name: ClassVar[str] = "declare"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page."""
        pack, draft = self.shell.visit.pack, self.shell.visit.draft
        if pack is None or draft is None:
            raise RuntimeError("no form is open")
        warnings = warnings_now(pack, self._session(), self.shell.visit.language)
        screen = DeclareScreen(warnings, signature=pack.procedure.signature, again=draft.number > 1)
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._finish)
        screen.print_wanted.connect(self._print)
        return screen

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
        xml = controller.session.draft()
        self.screen.show_printing(QCoreApplication.translate("DeclareScreen", "The declaration is being prepared."))
        self.work(
            lambda: slips.print_declaration(kiosk, pack, xml, draft.code), self._printing, self._not_printed, job=True
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
        if draft is None or controller is None:
            return
        session = controller.session
        readable = session.draft()
        submission = session.finalise(instance_id=draft.instance_id, deprecated_id=draft.deprecated_id)
        self.work(lambda: dossiers.finalise(draft.dossier, submission, readable), self._finished, self._refused)

    def _finished(self, receipt: "Receipt") -> None:
        from ui.screens.finish import FinishStep

        visit = self.shell.visit
        if visit.controller is not None:
            visit.controller.close()
        visit.draft = visit.controller = None
        self.shell.kiosk.sync.new_work()
        self.shell.flow.settle(FinishStep(self.shell, receipt))

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.error.show_error(sentence)
        return bool(sentence)
