"""A form that was begun at another machine of the commune: its slip or its stick, the PIN, and on it goes."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import AccessDenied
from kiosk.handover.errors import BegunHere
from sync.bundles.handover import are_digits
from sync.protocol.followup import show_code
from ui.flow import Shell, Step
from ui.screens.code_page import CodeScreen
from ui.screens.handover import DIGITS
from ui.screens.handover_sentences import of_arriving
from ui.screens.parts import pad_beside
from ui.widgets import Body, Hint, IconText, InlineError, Screen, SecondaryButton

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.handover.service import Offer
    from kiosk.types import Draft


class TakeInScreen(Screen):
    """Signals:
    camera_wanted(), stick_wanted(): other ways than the scanner.
    """

    camera_wanted = Signal()
    stick_wanted = Signal()

    def __init__(self, error: str, *, camera: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("A form begun at another machine"))
        self.set_continue(self.tr("Look on the stick"), icon="save")
        self.add(IconText("receipt-text", self.tr("Hold the slip's large QR code before the scanner.")))
        self.add(Hint(self.tr("It can take a few seconds. Hold the slip flat and still.")))
        self.error = InlineError()
        self.add(self.error)
        self.error.show_error(error)
        if camera:
            button = SecondaryButton(self.tr("Read the slip with the camera"), "camera")
            button.clicked.connect(self.camera_wanted)
            self.add(button)
        self.add(Body(self.tr("Is the form on a USB stick? Plug it in, then press “Look on the stick”.")))
        self.forward.connect(self.stick_wanted)


class TakeInStep(Step):
    """Waits for a slip or a stick; leads to the PIN."""

    name: ClassVar[str] = "take-in"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._error = ""

    def build(self) -> Screen:
        """The page."""
        screen = TakeInScreen(self._error, camera=bool(self.shell.kiosk.equipment.camera()))
        screen.back.connect(self.shell.flow.back)
        screen.camera_wanted.connect(self._camera)
        screen.stick_wanted.connect(self._stick)
        return screen

    def scanned(self, text: str) -> None:
        """A slip, we hope."""
        handover = self.shell.kiosk.handover
        self.work(lambda: handover.read(text), self._offered, self._refused)

    def _camera(self) -> None:
        from ui.screens.slip_camera import SlipCameraStep

        self.shell.flow.go(SlipCameraStep(self.shell, self))

    def _stick(self) -> None:
        kiosk = self.shell.kiosk

        def look() -> "tuple[Offer, ...]":
            from sync.bundles.errors import BundleError, NotThere

            offers: list[Offer] = []
            troubles: list[BundleError] = []
            for stick in kiosk.transfer.sticks():
                try:
                    found = kiosk.handover.on_stick(stick.folder)
                except NotThere:
                    continue
                offers += found.offers
                troubles += found.troubles
            if not offers:
                raise troubles[0] if troubles else NotThere("no form on a stick")
            return tuple(offers)

        self.work(look, self._found, self._refused, job=True)

    def _found(self, offers: "tuple[Offer, ...]") -> None:
        if len(offers) == 1:
            self._offered(offers[0])
        else:
            self.shell.flow.go(WhichFormStep(self.shell, offers))

    def _offered(self, offer: "Offer") -> None:
        self._error = ""
        self.shell.flow.go(TakeInPinStep(self.shell, offer))

    def _refused(self, error: Exception) -> bool:
        self._error = of_arriving(error)
        if self._error and self.shell.flow.current is self:
            self.screen.error.show_error(self._error)
        return bool(self._error)


class WhichFormScreen(Screen):
    """Signals:
    chosen(int): a form on the stick, by the place in the list.
    """

    chosen = Signal(int)

    def __init__(self, codes: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Which form is yours?"))
        self.set_continue(visible=False)
        self.add(Body(self.tr("Each form has its draft code. It opens only with your PIN.")))
        for index, code in enumerate(codes):
            button = SecondaryButton(show_code(code), "file-text")
            button.setProperty("key", index)
            button.clicked.connect(self._pressed)
            self.add(button)

    def _pressed(self) -> None:
        self.chosen.emit(int(self.sender().property("key")))


class WhichFormStep(Step):
    """Several forms lie on the stick."""

    name: ClassVar[str] = "which-form"

    def __init__(self, shell: Shell, offers: "tuple[Offer, ...]") -> None:
        super().__init__(shell)
        self._offers = offers

    def build(self) -> Screen:
        """The page."""
        screen = WhichFormScreen(tuple(each.code for each in self._offers))
        screen.back.connect(self.shell.flow.back)
        screen.chosen.connect(self._chosen)
        return screen

    def _chosen(self, index: int) -> None:
        self.shell.flow.go(TakeInPinStep(self.shell, self._offers[index]))


class TakeInPinScreen(CodeScreen):
    """Signals:
    given(str): the PIN.
    """

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(DIGITS, parent)
        self.set_heading(self.tr("Open the form with your PIN"))
        which = self.tr("Form {code}").format(code=show_code(code))
        six = IconText("lock", self.tr("The six digits you chose when you took the form along."))
        forgotten = Hint(self.tr("Forgot the PIN? The form is still on the machine where you began it."))
        self.moment = IconText("hourglass", self.tr("The form is being opened. One moment."))
        self.moment.hide()
        self.add(pad_beside(self.pad, six, Hint(which), forgotten, self.error, self.moment))
        self.ready(self.tr("Type your PIN of six digits."))


class TakeInPinStep(Step):
    """Opens what was brought."""

    name: ClassVar[str] = "take-in-pin"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, offer: "Offer") -> None:
        super().__init__(shell)
        self._offer = offer

    def build(self) -> Screen:
        """The page."""
        screen = TakeInPinScreen(self._offer.code)
        screen.back.connect(self.shell.flow.back)
        screen.given.connect(self._open)
        return screen

    def _open(self, pin: str) -> None:
        handover, offer = self.shell.kiosk.handover, self._offer
        self.screen.error.show_error("")
        self.screen.moment.show()

        def refused(error: Exception) -> bool:
            if isinstance(error, BegunHere):
                self.shell.flow.go(BothHereStep(self.shell, offer, pin, error))
                return True
            return self._refused(error)

        self.work(lambda: handover.take(offer, pin), self._opened, refused, job=True)

    def _opened(self, draft: "Draft") -> None:
        go_on(self, draft)

    def _refused(self, error: Exception) -> bool:
        sentence = of_arriving(error)
        self.screen.moment.hide()
        if sentence:
            if isinstance(error, AccessDenied):
                self.screen.pad.clear()
            self.screen.error.show_error(sentence)
        return bool(sentence)


class BothHereScreen(Screen):
    """Signals:
    here_wanted(): go on with the form on this machine. brought_wanted(): with the one that was brought.
    """

    here_wanted = Signal()
    brought_wanted = Signal()

    def __init__(self, here: str, brought: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("This form is on this machine already"))
        self.set_continue(self.tr("Go on with the one here"), icon="pencil")
        self.add(IconText("save", self.tr("Last saved on this machine: {when}.").format(when=here)))
        self.add(IconText("receipt-text", self.tr("Last saved in what you brought: {when}.").format(when=brought)))
        self.add(Body(self.tr("Only one goes on. With the one you brought, what was changed here since is lost.")))
        self.error = InlineError()
        self.add(self.error)
        other = SecondaryButton(self.tr("Take the one I brought"), "refresh-cw")
        other.clicked.connect(self.brought_wanted)
        self.add(other)
        self.forward.connect(self.here_wanted)


class BothHereStep(Step):
    """Asks which of the two goes on: there is one dossier, so there is one draft of it here."""

    name: ClassVar[str] = "both-here"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, offer: "Offer", pin: str, both: BegunHere) -> None:
        super().__init__(shell)
        self._offer = offer
        self._pin = pin
        self._both = both

    def build(self) -> Screen:
        """The page."""
        screen = BothHereScreen(shown_moment(self._both.here), shown_moment(self._both.brought))
        screen.back.connect(self.shell.flow.back)
        screen.here_wanted.connect(self._here)
        screen.brought_wanted.connect(self._brought)
        return screen

    def _here(self) -> None:
        self._take(replace=False)

    def _brought(self) -> None:
        self._take(replace=True)

    def _take(self, *, replace: bool) -> None:
        handover, offer, pin = self.shell.kiosk.handover, self._offer, self._pin
        self.work(lambda: handover.take(offer, pin, replace=replace), self._opened, self._refused, job=True)

    def _opened(self, draft: "Draft") -> None:
        go_on(self, draft)

    def _refused(self, error: Exception) -> bool:
        sentence = of_arriving(error)
        if sentence:
            self.screen.error.show_error(sentence)
        return bool(sentence)


class TakeBackScreen(Screen):
    """Continue: the form is taken back here."""

    def __init__(self, since: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("You took this form along"))
        self.set_continue(self.tr("Go on here after all"), icon="pencil")
        self.add(IconText("log-out", self.tr("It was taken along to another machine: {when}.").format(when=since)))
        self.add(Body(self.tr("Did you go on there? Then go on there: what you answered there is not here.")))
        self.add(Body(self.tr("If not, you can go on here. Then leave the slip or the stick unused.")))


class TakeBackStep(Step):
    """Before a form that is away opens here again; leads to the PIN."""

    name: ClassVar[str] = "take-back"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, code: str, since: "datetime", *, has_pin: bool) -> None:
        super().__init__(shell)
        self._code = code
        self._since = since
        self._has_pin = has_pin

    def build(self) -> Screen:
        """The page."""
        screen = TakeBackScreen(shown_moment(self._since))
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self._unlock)
        return screen

    def _unlock(self) -> None:
        unlock(self.shell, self._code, None, has_pin=self._has_pin)


def shown_moment(moment: "datetime") -> str:
    """As people here write it."""
    return f"{moment.astimezone():%H:%M %d/%m/%Y}"


def go_on(step: Step, draft: "Draft") -> None:
    """Open what was brought where it stopped."""
    from ui.screens.opening import open_form

    visit = step.shell.visit
    visit.draft, visit.controller = draft, None
    visit.staff = None
    step.shell.flow.forget_staff_area()
    open_form(step)


def unlock(shell: Shell, code: str, away: "datetime | None", *, has_pin: bool) -> None:
    """To the PIN of a draft of this kiosk; first to a question when it was taken along."""
    from ui.screens.unlock import Purpose, UnlockStep

    if away is not None:
        shell.flow.go(TakeBackStep(shell, code, away, has_pin=has_pin))
    else:
        shell.flow.go(UnlockStep(shell, code, Purpose.RESUME, has_pin=has_pin))


def is_slip(text: str) -> bool:
    """Whether a scan is the QR code of such a slip, whole or torn."""
    return are_digits(text)


def take_in(shell: Shell, text: str) -> None:
    """A slip was scanned on another page: go to the page for it."""
    step = TakeInStep(shell)
    shell.flow.go(step)
    step.scanned(text)
