"""Taking a form along to another machine of the commune: a PIN of six digits, then paper or a stick."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kiosk.printing import PrintJob
from sync.protocol.followup import show_code
from ui.flow import Shell, Step
from ui.screens import slips
from ui.screens.handover_sentences import of_leaving, translate
from ui.screens.parts import Code, TwoColumns
from ui.widgets import (
    Body,
    Hint,
    IconText,
    InlineError,
    Notice,
    PinPad,
    Progress,
    Screen,
    SecondaryButton,
    Subheading,
)

if TYPE_CHECKING:
    from kiosk.handover.service import Outlook, TakenAlong
    from kiosk.transfer import Stick

DIGITS = 6
_SHOW_MS = 200


class AlongPinScreen(Screen):
    """Signals:
    chosen(str): the digits, after Continue.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Take this form along to another machine"))
        self.error = InlineError()
        self.pad = PinPad(most=DIGITS)
        self.error.attach(self.pad)
        columns = TwoColumns()
        columns.add_start(
            IconText("lock", self.tr("Choose a PIN of six digits. With it, and only with it, the form opens there.")),
            Hint(self.tr("Take digits you remember, no date of birth. Do not write them on the slip.")),
            Hint(self.tr("From now on this PIN opens the form on this machine too.")),
            self.error,
        )
        columns.add_end(self.pad)
        self.add(columns)
        self.set_first_focus(self.pad)
        self.forward.connect(self._continue)
        self.pad.entered.connect(self._continue)

    def _continue(self) -> None:
        if self.pad.pin():
            self.chosen.emit(self.pad.pin())
        else:
            self.error.show_error(self.tr("Type a PIN of six digits, then press “Continue”."))


class AlongPinStep(Step):
    """Leads to the ways there are."""

    name: ClassVar[str] = "along-pin"

    def build(self) -> Screen:
        """The page."""
        screen = AlongPinScreen()
        screen.back.connect(self.shell.flow.back)
        screen.chosen.connect(self._check)
        return screen

    def _check(self, pin: str) -> None:
        kiosk, draft = self.shell.kiosk, self.shell.visit.draft
        if draft is None:
            return

        def look() -> "tuple[Outlook, tuple[Stick, ...]]":
            from kiosk.handover.service import check_pin

            check_pin(pin)
            return kiosk.handover.outlook(draft.dossier), kiosk.transfer.sticks()

        def ways(found: "tuple[Outlook, tuple[Stick, ...]]") -> None:
            self.shell.flow.go(AlongStep(self.shell, pin, *found))

        self.work(look, ways, self._refused)

    def _refused(self, error: Exception) -> bool:
        sentence = of_leaving(error)
        if sentence:
            self.screen.pad.clear()
            self.screen.error.show_error(sentence)
        return bool(sentence)


class AlongScreen(Screen):
    """Signals:
    paper_wanted(). stick_wanted(str): with the stick's folder. look_wanted(): look for sticks again.
    """

    paper_wanted = Signal()
    stick_wanted = Signal(str)
    look_wanted = Signal()

    def __init__(self, outlook: "Outlook", sticks: "tuple[Stick, ...]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("How do you want to take it along?"))
        self.set_continue(self.tr("Look for a stick again"), icon="refresh-cw")
        self.forward.connect(self.look_wanted)
        self.error = InlineError()
        self.progress = Progress()
        self.buttons: list[SecondaryButton] = []
        self.add(Subheading(self.tr("On paper")))
        if outlook.fits_paper:
            self.add(Body(self.tr("A slip with a large QR code that holds the form, locked with your PIN.")))
            if outlook.pictures:
                left = self.tr("Pictures of papers that stay here: {count}. Take them again at the other machine.")
                self.add(Notice(left.format(count=outlook.pictures), "image"))
            self._button(self.tr("Print the slip with the form"), "printer").clicked.connect(self.paper_wanted)
        else:
            self.add(Notice(self.tr("The form is too long for a slip. Take it along on a stick."), "info"))
        self.add(self.error)
        self.moment = IconText("hourglass", self.tr("The form is being locked with your PIN. One moment."))
        self.moment.hide()
        self.add(self.moment)
        self.add(self.progress)
        self.add(Subheading(self.tr("On a USB stick")))
        for each in sticks:
            button = self._button(self.tr("Write it onto the stick {name}").format(name=each.label), "save")
            button.setProperty("folder", str(each.folder))
            button.clicked.connect(self._stick)
        if sticks:
            self.add(Hint(self.tr("The pictures of papers go along. Nobody can read the stick without the PIN.")))
        else:
            self.add(Notice(self.tr("No stick is plugged in. Plug one in, then look again."), "info"))

    def show_working(self, done: int, whole: int) -> None:
        """How far the writing is; whole 0: nothing is being written."""
        percent = self.tr("{percent} % written and checked").format(percent=100 * done // max(1, whole))
        self.progress.set(percent, done // 1024, max(1, whole // 1024) if whole else 0)

    def set_busy(self, *, busy: bool) -> None:
        """While the form is being locked and written."""
        self.moment.setVisible(busy)
        for button in self.buttons:
            button.setEnabled(not busy)

    def _button(self, text: str, icon: str) -> SecondaryButton:
        button = SecondaryButton(text, icon)
        self.add(button)
        self.buttons.append(button)
        return button

    def _stick(self) -> None:
        self.stick_wanted.emit(str(self.sender().property("folder")))


class AlongStep(Step):
    """Prints or writes; from then on the form counts as away."""

    name: ClassVar[str] = "along"

    def __init__(self, shell: Shell, pin: str, outlook: "Outlook", sticks: "tuple[Stick, ...]") -> None:
        super().__init__(shell)
        self._pin = pin
        self._outlook = outlook
        self._sticks = sticks
        self._progress = (0, 0)
        self._timer: QTimer | None = None

    def build(self) -> Screen:
        """The page."""
        screen = AlongScreen(self._outlook, self._sticks)
        screen.back.connect(self.shell.flow.back)
        screen.look_wanted.connect(self._look)
        screen.paper_wanted.connect(self._paper)
        screen.stick_wanted.connect(self._stick)
        self._timer = QTimer(screen)
        self._timer.setObjectName("writing a form")
        self._timer.setInterval(_SHOW_MS)
        self._timer.timeout.connect(self._show)
        return screen

    def _look(self) -> None:
        self.work(self.shell.kiosk.transfer.sticks, self._found)

    def _found(self, sticks: "tuple[Stick, ...]") -> None:
        self._sticks = sticks
        self.shell.refresh()

    def _paper(self) -> None:
        kiosk, draft, pin = self.shell.kiosk, self.shell.visit.draft, self._pin
        language = self.shell.visit.language
        if draft is None:
            return

        def print_it() -> "tuple[TakenAlong, PrintJob]":
            taken = kiosk.handover.onto_paper(draft.dossier, pin)
            return taken, slips.print_along(kiosk, taken, language)

        def printing(result: "tuple[TakenAlong, PrintJob]") -> None:
            self.shell.flow.settle(AlongDoneStep(self.shell, *result))

        self._begin()
        self.work(print_it, printing, self._failed, job=True)

    def _stick(self, folder: str) -> None:
        kiosk, draft, pin = self.shell.kiosk, self.shell.visit.draft, self._pin
        if draft is None:
            return

        def step(done: int, whole: int) -> None:
            # On the worker's thread: one assignment, read by the page's timer.
            self._progress = (done, whole)

        def written(taken: "TakenAlong") -> None:
            self.shell.flow.settle(AlongDoneStep(self.shell, taken))

        self._begin()
        place = Path(folder)
        self.work(lambda: kiosk.handover.onto_stick(draft.dossier, pin, place, step), written, self._failed, job=True)

    def _begin(self) -> None:
        self.screen.set_busy(busy=True)
        self.screen.error.show_error("")
        if self._timer is not None:
            self._timer.start()

    def _show(self) -> None:
        self.screen.show_working(*self._progress)

    def _failed(self, error: Exception) -> bool:
        if self._timer is not None:
            self._timer.stop()
        self._progress = (0, 0)
        self.screen.show_working(0, 0)
        self.screen.set_busy(busy=False)
        sentence = of_leaving(error) or slips.failure(error)
        self.screen.error.show_error(sentence)
        return True


class AlongDoneScreen(Screen):
    """It is on paper or on the stick: what to do next."""

    def __init__(self, taken: "TakenAlong", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("The form is ready to be taken along"))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("I am done: wipe the screen"), icon="check")
        self.printing = IconText("printer", self.tr("The slip is being prepared."))
        on_stick = taken.folder is not None
        if on_stick:
            self.add(IconText("save", self.tr("The form is on the stick. Remove the stick and take it along.")))
        else:
            self.add(self.printing)
        self.add(Subheading(self.tr("At the other machine")))
        self.add(
            IconText(
                "pencil", self.tr("Press “Continue a form I began before”, then “A form begun at another machine”.")
            )
        )
        how = (
            self.tr("Plug the stick in.") if on_stick else self.tr("Hold the slip's large QR code before the scanner.")
        )
        self.add(IconText("save" if on_stick else "receipt-text", how))
        self.add(IconText("lock", self.tr("Type the PIN of six digits.")))
        until = self.tr("It can be opened there until the end of {day}.")
        self.add(IconText("clock", until.format(day=f"{taken.last_day:%d/%m/%Y}")))
        if taken.behind:
            left = self.tr("Pictures of papers that stay here: {count}. Take them again at the other machine.")
            self.add(IconText("image", left.format(count=len(taken.behind))))
        self.add(Body(self.tr("Go on at one machine only. With this code and the PIN it still opens here, too:")))
        self.add(Code(show_code(taken.code)))

    def show_printing(self, sentence: str) -> None:
        """How far the slip is."""
        self.printing.set("printer", sentence)


class AlongDoneStep(Step):
    """Follows the printing; ends the visit."""

    name: ClassVar[str] = "along-done"

    def __init__(self, shell: Shell, taken: "TakenAlong", job: PrintJob | None = None) -> None:
        super().__init__(shell)
        self._taken = taken
        self._job = job
        self._watch: slips.Watch | None = None

    def build(self) -> Screen:
        """The page."""
        screen = AlongDoneScreen(self._taken)
        screen.forward.connect(self.shell.end_visit)
        return screen

    def shown(self) -> None:
        """The printer is asked from now on."""
        if self._job is not None:
            what = translate("Handover", "Slip with the form")
            self._watch = slips.Watch(self.shell, self._job, what, self.screen, self.screen.show_printing)
