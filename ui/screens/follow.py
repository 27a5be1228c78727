"""Where is my dossier: scan the receipt or type the code, and read the answer in plain words."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kiosk.elsewhere import PortalAway
from kiosk.errors import Locked, NotFound
from kiosk.receipts import ReceiptUnreadable
from sync.protocol.followup import show_code
from sync.states import DossierState
from ui.flow import Shell, Step
from ui.keyboard.typing import Kind
from ui.screens import sentences
from ui.screens.finish import shown_day
from ui.screens.parts import Code, Fact
from ui.widgets import Body, Hint, IconText, InlineError, Notice, Screen, SecondaryButton, Subheading, TextField

if TYPE_CHECKING:
    from kiosk.types import DossierView, HistoryEntry

CODE_LIMIT = 400
HISTORY_SHOWN = 12
_ICONS = {
    DossierState.NEEDS_CORRECTION: "pencil",
    DossierState.RESULT_READY: "circle-check",
    DossierState.RETURNED: "circle-check",
    DossierState.REFUSED: "circle-alert",
}


_OVER = frozenset({DossierState.RETURNED, DossierState.REFUSED, DossierState.WITHDRAWN, DossierState.EXPIRED})


class AskScreen(Screen):
    """Signals:
    code_given(str): after Continue.
    """

    code_given = Signal(str)

    def __init__(self, typed: str, error: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Where is my dossier?"))
        self.set_continue(self.tr("Look"), icon="search")
        self.add(IconText("receipt-text", self.tr("Hold the QR code on your receipt before the scanner.")))
        label = Body(self.tr("Or type the follow-up code that is printed on it:"))
        self.add(label)
        self.error = InlineError()
        self.add(self.error)
        self.field = TextField(limit=CODE_LIMIT)
        self.field.kind = Kind.CODE
        self.field.setAccessibleName(self.tr("Follow-up code"))
        self.field.set_value(typed)
        self.error.attach(self.field)
        self.error.show_error(error)
        self.add(self.field)
        self.add(Hint(self.tr("Nine letters and digits, such as ABC-DEFGH-J. Capitals and hyphens do not matter.")))
        lost = self.tr("Lost the receipt? The officer at the centre finds the dossier with your identity card.")
        self.add(IconText("landmark", lost))
        self.set_first_focus(self.field)
        self.forward.connect(self._given)

    def _given(self) -> None:
        self.code_given.emit(self.field.value())


class FollowStep(Step):
    """Reads what is scanned or typed; leads to the dossier's page."""

    name: ClassVar[str] = "follow"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._typed = ""
        self._error = ""

    def build(self) -> Screen:
        """The page."""
        screen = AskScreen(self._typed, self._error)
        screen.back.connect(self.shell.flow.back)
        screen.code_given.connect(self._look)
        return screen

    def leaving(self) -> None:
        """Keep what was typed."""
        if self.screen is not None:
            self._typed = self.screen.field.value()

    def scanned(self, text: str) -> None:
        """A receipt, we hope; the slip of an unfinished form has a page of its own."""
        from ui.screens.take_in import is_slip, take_in

        if is_slip(text):
            take_in(self.shell, text)
        else:
            self._look(text)

    def _look(self, text: str) -> None:
        kiosk = self.shell.kiosk

        def find() -> "DossierView":
            try:
                found = kiosk.lookups.find(text, kiosk.receipts.read, kiosk.dossiers.view)
            except NotFound:
                return kiosk.elsewhere.find(text)
            if kiosk.handover.away_since(found.dossier) is not None:
                # Begun here and taken along: where it stands now only the portal knows.
                with suppress(NotFound, PortalAway):
                    return kiosk.elsewhere.find(text)
            return found

        self.work(find, self._found, self._not_found)

    def _found(self, view: "DossierView") -> None:
        self._error = self._typed = ""
        self.screen.field.set_value("")
        self.shell.visit.followed = view
        self.shell.flow.go(ViewStep(self.shell, view.code))

    def _not_found(self, error: Exception) -> bool:
        if isinstance(error, ReceiptUnreadable):
            self._error = sentences.of_receipt(error.reason)
            if error.code:
                self.screen.field.set_value(show_code(error.code))
        elif isinstance(error, NotFound | Locked | PortalAway):
            self._error = sentences.of_look_up(error)
        else:
            return False
        self.screen.error.show_error(self._error)
        return True


class ViewScreen(Screen):
    """Signals:
    correct_wanted(), amend_wanted().
    done(): the resident has read it.
    """

    done = Signal()
    correct_wanted = Signal()
    amend_wanted = Signal()

    def __init__(self, view: "DossierView", language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(view.title.in_language(language))
        if view.can_correct:
            self.set_continue(self.tr("Change what the officer asks for"), icon="pencil")
        else:
            self.set_continue(self.tr("I am done: wipe the screen"), icon="check")
        self.forward.connect(self.correct_wanted if view.can_correct else self.done)
        state = sentences.of_state(view.state)
        if view.server and view.state is DossierState.SENT:
            state = self.tr("It has arrived at the commune's server.")
        self.add(Notice(state, _ICONS.get(view.state, "info"), warning=view.state is DossierState.NEEDS_CORRECTION))
        self.add(Code(show_code(view.code)))
        for label, value in (
            (self.tr("Official number"), view.official_number),
            (self.tr("Promised for"), shown_day(view.promised_on)),
            (self.tr("The officer writes"), view.note),
        ):
            if value:
                self.add(Fact(label, value))
        if view.server:
            words = self.tr("It goes to the commune's server {name}, which sends no news back. Ask the officer.")
            self.add(Body(words.format(name=view.server)))
        self._arrived = self.tr("It arrived at the commune's centre.")
        if view.server:
            self._arrived = self.tr("It arrived at the commune's server.")
        self.error = InlineError()
        if view.flags:
            self._flags(view)
        if view.can_correct:
            self._button(self.tr("I am done: wipe the screen"), "check", self.done)
        elif view.can_amend:
            again = self.tr("You can still change your answers; then they are sent anew.")
            untouched = self.tr("No officer has it in hand yet, so you can still change your answers.")
            self.add(Body(again if view.server else untouched))
            self._button(self.tr("Change my answers"), "pencil", self.amend_wanted)
        self.add(self.error)
        self._doubts(view)
        self._history(view)

    def _doubts(self, view: "DossierView") -> None:
        if view.state is DossierState.RESULT_READY:
            other = self.tr("Somebody else collects it for you? Ask the officer first what they must bring.")
            self.add(IconText("users", other))
        if view.server:
            self.add(Hint(self.tr("To take your consent back, tell the officer.")))
        elif view.state not in _OVER:
            back = self.tr("To take your consent back, tell the officer, or open the receipt's QR code with a phone.")
            self.add(Hint(back))

    def _flags(self, view: "DossierView") -> None:
        # The comments may quote an answer, and a code can be typed by anybody: they stand beside the questions, behind
        # the PIN. So it is on the page behind the receipt's link.
        self.add(Subheading(self.tr("What the officer asks you to change")))
        for flag in view.flags:
            self.add(IconText("pencil", flag.label))

    def _button(self, text: str, icon: str, signal: SignalInstance) -> None:
        button = SecondaryButton(text, icon)
        button.clicked.connect(signal)
        self.add(button)

    def _history(self, view: "DossierView") -> None:
        lines = [(entry, self._line(entry)) for entry in reversed(view.history)]
        shown = [(entry, line) for entry, line in lines if line][:HISTORY_SHOWN]
        if shown:
            self.add(Subheading(self.tr("What has happened so far")))
        for entry, line in shown:
            self.add(Hint(f"{entry.at.astimezone():%d/%m/%Y %H:%M}  {line}"))

    def _line(self, entry: "HistoryEntry") -> str:
        if entry.kind == "state":
            try:
                return sentences.of_state(DossierState(entry.data.get("state", "")))
            except ValueError:
                return ""
        return {
            "started": self.tr("You began the form."),
            "finalised": self.tr("You finished the form and got a receipt."),
            "amended": self.tr("You changed your answers."),
            "corrected": self.tr("You changed what the officer asked for."),
            "sent": self._arrived,
            "correction": self.tr("The officer asked you to change something."),
            "note": self.tr("The officer wrote to you."),
            "parked": self.tr("The centre could not take it. The volunteer looks after it."),
        }.get(entry.kind, "")


class ViewStep(Step):
    """A dossier's state; follows the news while it is open. Leads to the PIN when something is to be changed."""

    name: ClassVar[str] = "dossier"

    def __init__(self, shell: Shell, code: str) -> None:
        super().__init__(shell)
        self._code = code

    def build(self) -> Screen:
        """The page."""
        view = self._view
        screen = ViewScreen(view, self.shell.visit.language)
        screen.back.connect(self.shell.flow.back)
        screen.done.connect(self.shell.end_visit)
        screen.correct_wanted.connect(self._correct)
        screen.amend_wanted.connect(self._amend)
        return screen

    def scanned(self, text: str) -> None:
        """The next receipt."""
        self.shell.flow.back()
        current = self.shell.flow.current
        if current is not None:
            current.scanned(text)

    def sync_changed(self) -> None:
        """News may be about this dossier."""
        elsewhere, code = self.shell.kiosk.elsewhere, self._code
        self.shell.service(lambda: elsewhere.view(code)).success(self._news)

    def help_sections(self) -> tuple[str, ...]:
        """What can be done here."""
        return (
            QCoreApplication.translate(
                "ViewScreen", "To change something, your PIN is needed; without one, the volunteer."
            ),
        )

    @property
    def _view(self) -> "DossierView":
        view = self.shell.visit.followed
        if view is None:
            raise RuntimeError("no dossier is followed")
        return view

    def _news(self, view: "DossierView | None") -> None:
        """None: a dossier of another kiosk, of which only the portal has news."""
        if view is not None and self.shell.flow.current is self and view != self.shell.visit.followed:
            self.shell.visit.followed = view
            self.shell.refresh()

    def _correct(self) -> None:
        from ui.screens.unlock import Purpose, UnlockStep

        self.shell.flow.go(UnlockStep(self.shell, self._code, Purpose.CORRECT, has_pin=self._view.has_pin))

    def _amend(self) -> None:
        from ui.screens.unlock import Purpose, UnlockStep

        self.shell.flow.go(UnlockStep(self.shell, self._code, Purpose.AMEND, has_pin=self._view.has_pin))
