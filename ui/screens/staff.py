"""The staff area: what waits, what was begun, what works; without a single name or answer of a resident."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from sync.protocol.followup import show_code
from ui.flow import Shell, Step
from ui.screens import slips
from ui.screens.parts import Fact
from ui.screens.sync_page import room_notice
from ui.theme import look
from ui.widgets import (
    Body,
    DestructiveButton,
    Hint,
    IconText,
    Notice,
    Screen,
    SecondaryButton,
    Subheading,
)

if TYPE_CHECKING:
    from kiosk.calls import HelpCall
    from kiosk.doctor import Finding
    from kiosk.syncing import SyncStatus, Waiting
    from kiosk.transfer import Stick
    from kiosk.types import DraftSummary
    from ui.screens.shifts import Roster

DRAFTS_SHOWN = 30


class StaffScreen(Screen):
    """Signals:
    send_wanted(), waiting_wanted(), doctor_wanted(), drafts_wanted(), blank_wanted(str), end_wanted().
    """

    send_wanted = Signal()
    waiting_wanted = Signal()
    doctor_wanted = Signal()
    drafts_wanted = Signal()
    shifts_wanted = Signal()
    calls_wanted = Signal()
    release_wanted = Signal()
    stick_wanted = Signal()
    handbook_wanted = Signal()
    blank_wanted = Signal(str)
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Staff area"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("Leave the staff area"), icon="check")
        self._facts = QWidget()
        self._outgoing: list[QWidget] = []
        self.add(Subheading(self.tr("Dossiers on their way")))
        self._place = self.body.count()
        self._button(self.tr("Send now"), "cloud-upload", self.send_wanted)
        self._button(self.tr("What waits to be sent"), "clipboard-list", self.waiting_wanted)
        self._button(self.tr("Dossiers on a USB stick"), "save", self.stick_wanted)
        self.release = self._button(self.tr("Try the parked ones again"), "refresh-cw", self.release_wanted)
        self.release.hide()
        self.add(Subheading(self.tr("Residents and this machine")))
        self._button(self.tr("Forms that were begun"), "clipboard-list", self.drafts_wanted)
        self._button(self.tr("Volunteers and shifts"), "users", self.shifts_wanted)
        self._button(self.tr("Calls for help, and what residents thought"), "bell", self.calls_wanted)
        self._button(self.tr("Handbook: questions and answers"), "circle-question-mark", self.handbook_wanted)
        self._button(self.tr("What works on this machine"), "info", self.doctor_wanted)
        self._blanks = self.body.count()
        self.printing = IconText("printer", "")
        self.printing.hide()
        self.add(self.printing)
        self.body.addSpacing(look().mm(12))
        end = DestructiveButton(self.tr("End the kiosk"), "log-out")
        end.clicked.connect(self.end_wanted)
        self.add(end)

    def show_sending(self, status: "SyncStatus") -> None:
        """How many dossiers wait, and since when the portal was heard."""
        for widget in self._outgoing:
            self.body.removeWidget(widget)
            widget.deleteLater()
        seen = status.last_contact
        facts = [
            (self.tr("Waiting"), str(status.waiting + status.sending)),
            (self.tr("Asking whether they arrived"), str(status.unknown)),
            (self.tr("Parked: a person must look"), str(status.parked)),
            (self.tr("The centre answered last"), f"{seen.astimezone():%d/%m/%Y %H:%M}" if seen else self.tr("never")),
        ]
        self._outgoing = [Fact(label, value) for label, value in facts]
        if status.room is not None:
            self._outgoing += room_notice(status.room)
        if status.clock_is_wrong:
            self._outgoing.append(Notice(self.tr("The clock of this machine is wrong. Set it."), "clock", warning=True))
        for offset, widget in enumerate(self._outgoing):
            self.body.insertWidget(self._place + offset, widget)
        self.release.setVisible(status.parked > 0)

    def show_procedures(self, procedures: dict[str, str]) -> None:
        """A button for each procedure whose empty declaration can be printed."""
        at = self.body.indexOf(self.printing)
        for code, title in procedures.items():
            button = SecondaryButton(self.tr("Print empty: {title}").format(title=title), "printer")
            button.setProperty("key", code)
            button.clicked.connect(self._blank)
            self.body.insertWidget(at, button)
            at += 1

    def show_printing(self, sentence: str) -> None:
        """How far a print job is."""
        self.printing.set("printer", sentence)
        self.printing.show()
        self.scroll_area.show_widget(self.printing)

    def _button(self, text: str, icon: str, signal: SignalInstance) -> SecondaryButton:
        button = SecondaryButton(text, icon)
        button.clicked.connect(signal)
        self.add(button)
        return button

    def _blank(self) -> None:
        self.blank_wanted.emit(str(self.sender().property("key")))


class StaffStep(Step):
    """The staff area."""

    name: ClassVar[str] = "staff"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page."""
        screen = StaffScreen()
        screen.show_sending(self.shell.kiosk.sync.status())
        screen.forward.connect(self.shell.end_visit)
        screen.send_wanted.connect(self._send)
        screen.release_wanted.connect(self._release)
        screen.waiting_wanted.connect(self._waiting)
        screen.stick_wanted.connect(self._stick)
        screen.drafts_wanted.connect(self._drafts)
        screen.shifts_wanted.connect(self._shifts)
        screen.calls_wanted.connect(self._calls)
        screen.doctor_wanted.connect(self._doctor)
        screen.handbook_wanted.connect(self._handbook)
        screen.blank_wanted.connect(self._print_blank)
        screen.end_wanted.connect(self.shell.leave)
        return screen

    def shown(self) -> None:
        """Which procedures have a paper form."""
        catalogue, language = self.shell.kiosk.catalogue, self.shell.visit.language

        def titles() -> dict[str, str]:
            return {
                pack.code: pack.procedure.form_name.in_language(language)
                for pack in catalogue.packs()
                if pack.declaration() is not None
            }

        self.shell.service(titles).success(self._known)

    def sync_changed(self) -> None:
        """New numbers."""
        self.screen.show_sending(self.shell.kiosk.sync.status())

    def _known(self, procedures: dict[str, str]) -> None:
        if self.shell.flow.current is self:
            self.screen.show_procedures(procedures)

    def _send(self) -> None:
        self.shell.kiosk.sync.kick()

    def _release(self) -> None:
        self.work(self.shell.kiosk.sync.release_parked, self._released)

    def _released(self, _nothing: object) -> None:
        self.sync_changed()

    def _waiting(self) -> None:
        from ui.screens.sync_page import SyncStep

        def show(lines: "tuple[Waiting, ...]") -> None:
            self.shell.flow.go(SyncStep(self.shell, lines))

        self.work(self.shell.kiosk.sync.waiting, show)

    def _stick(self) -> None:
        from ui.screens.stick import StickStep

        def show(sticks: "tuple[Stick, ...]") -> None:
            self.shell.flow.go(StickStep(self.shell, sticks))

        self.work(self.shell.kiosk.transfer.sticks, show)

    def _drafts(self) -> None:
        drafts = self.shell.kiosk.drafts
        self.work(drafts.open_drafts, self._show_drafts)

    def _show_drafts(self, found: "tuple[DraftSummary, ...]") -> None:
        catalogue = self.shell.kiosk.catalogue
        titles = {each.dossier: catalogue.title(each.procedure, each.pack_version) for each in found}
        language = self.shell.visit.language
        lines = [(each, titles[each.dossier].in_language(language)) for each in found]
        self.shell.flow.go(DraftsStep(self.shell, lines))

    def _shifts(self) -> None:
        from ui.screens.shifts import ShiftsStep, roster_of

        def show(roster: "Roster") -> None:
            self.shell.flow.go(ShiftsStep(self.shell, roster))

        self.work(lambda: roster_of(self.shell), show)

    def _calls(self) -> None:
        from ui.screens.calls import CallsStep

        kiosk = self.shell.kiosk

        def show(found: "tuple[tuple[HelpCall, ...], dict[int, int]]") -> None:
            self.shell.flow.go(CallsStep(self.shell, *found))

        self.work(lambda: (kiosk.calls.latest(), kiosk.feedback.counts()), show)

    def _handbook(self) -> None:
        from ui.screens.handbook import open_handbook

        open_handbook(self)

    def _doctor(self) -> None:
        from kiosk.doctor import examine

        kiosk, language = self.shell.kiosk, self.shell.visit.language
        self.screen.show_printing(QCoreApplication.translate("StaffScreen", "Looking at everything. One moment."))
        self.work(lambda: examine(kiosk.home, language, kiosk.identity, kiosk.store), self._show_findings, job=True)

    def _show_findings(self, findings: "list[Finding]") -> None:
        self.shell.flow.go(DoctorStep(self.shell, findings))

    def _print_blank(self, code: str) -> None:
        kiosk = self.shell.kiosk
        self.work(
            lambda: slips.print_blank(kiosk, kiosk.catalogue.pack(code)), self._printing, self._not_printed, job=True
        )

    def _printing(self, job: Any) -> None:
        what = QCoreApplication.translate("StaffScreen", "Empty form")
        self._watch = slips.Watch(self.shell, job, what, self.screen, self.screen.show_printing)

    def _not_printed(self, error: Exception) -> bool:
        self.screen.show_printing(slips.failure(error))
        return True


class DraftsScreen(Screen):
    """Signals:
    open_wanted(str): a draft, by its code.
    """

    open_wanted = Signal(str)

    def __init__(self, lines: "list[tuple[DraftSummary, str]]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Forms that were begun"))
        self.set_continue(visible=False)
        self.add(Body(self.tr("Open one only for the resident who filled it in. Names are not shown here.")))
        if not lines:
            self.add(IconText("check", self.tr("There is none.")))
        for draft, title in lines[:DRAFTS_SHOWN]:
            saved = f"{draft.saved_at.astimezone():%d/%m/%Y %H:%M}"
            button = SecondaryButton(f"{show_code(draft.code)} · {title} · {saved}", "pencil")
            button.setProperty("key", draft.code)
            button.clicked.connect(self._pressed)
            self.add(button)

    def _pressed(self) -> None:
        self.open_wanted.emit(str(self.sender().property("key")))


class DraftsStep(Step):
    """The open drafts; the staff code is asked again before one opens."""

    name: ClassVar[str] = "drafts"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, lines: "list[tuple[DraftSummary, str]]") -> None:
        super().__init__(shell)
        self._lines = lines

    def build(self) -> Screen:
        """The page."""
        screen = DraftsScreen(self._lines)
        screen.back.connect(self.shell.flow.back)
        screen.open_wanted.connect(self._open)
        return screen

    def _open(self, code: str) -> None:
        from ui.screens.take_in import unlock

        dossier = next(draft.dossier for draft, _title in self._lines if draft.code == code)
        handover = self.shell.kiosk.handover
        self.work(lambda: handover.away_since(dossier), lambda away: unlock(self.shell, code, away, has_pin=False))


class DoctorScreen(Screen):
    """What works and what does not, the bad ones first."""

    def __init__(self, findings: "list[Finding]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("What works on this machine"))
        self.set_continue(visible=False)
        order = {"bad": 0, "warn": 1, "ok": 2}
        icons = {"bad": "circle-x", "warn": "triangle-alert", "ok": "circle-check"}
        for finding in sorted(findings, key=lambda each: order[each.level.value]):
            self.add(IconText(icons[finding.level.value], finding.text))
            if finding.advice:
                self.add(Hint(finding.advice))


class DoctorStep(Step):
    """The findings."""

    name: ClassVar[str] = "doctor"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, findings: "list[Finding]") -> None:
        super().__init__(shell)
        self._findings = findings

    def build(self) -> Screen:
        """The page."""
        screen = DoctorScreen(self._findings)
        screen.back.connect(self.shell.flow.back)
        return screen
