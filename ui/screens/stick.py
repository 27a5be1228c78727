"""Dossiers on a stick: for a place without a network, the volunteer writes them, carries them, and reads the answer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sync.bundles.errors import BundleError, Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn
from ui.flow import Shell, Step
from ui.widgets import Body, Hint, IconText, InlineError, Notice, Progress, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from kiosk.transfer import Stick
    from sync.bundles.answering import Applied
    from sync.bundles.writing import Exported

translate = QCoreApplication.translate
_SHOW_MS = 200
_MEGABYTE = 1_000_000


class Stopped(Exception):
    """The volunteer pressed Stop: what is on the stick so far is used by the next try."""


class StickScreen(Screen):
    """Signals:
    write_wanted(str), read_wanted(str): with the stick's folder. look_wanted(): look for sticks again.
    stop_wanted(): while something is written.
    """

    write_wanted = Signal(str)
    read_wanted = Signal(str)
    look_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Dossiers on a USB stick"))
        self.set_continue(self.tr("Look for a stick again"), icon="refresh-cw")
        self.forward.connect(self.look_wanted)
        self.add(
            Body(
                self.tr(
                    "Where there is no network: write the dossiers onto a stick, take it to the centre, "
                    "and bring it back with the answer."
                )
            )
        )
        self._shown: list[QWidget] = []
        self.progress = Progress()
        self.add(self.progress)
        self.halt = SecondaryButton(self.tr("Stop writing"), "x")
        self.halt.clicked.connect(self.stop_wanted)
        self.halt.hide()
        self.add(self.halt)
        self.done = IconText("circle-check", "")
        self.done.hide()
        self.add(self.done)
        self.error = InlineError()
        self.add(self.error)
        # What became of it stands above the sticks, where it is seen on a small display, too.
        self._place = self.body.count()

    def show_sticks(self, sticks: "tuple[Stick, ...]") -> None:
        """Two buttons for each stick."""
        for widget in self._shown:
            self.body.removeWidget(widget)
            widget.deleteLater()
        self._shown = []
        for stick in sticks:
            free = self.tr("{megabytes} MB free").format(megabytes=stick.free // _MEGABYTE)
            self._shown += [
                Subheading(stick.label),
                Hint(free),
                self._button(self.tr("Write the dossiers onto this stick"), "save", stick.folder, self._write),
                self._button(self.tr("Read the answer from this stick"), "file-text", stick.folder, self._read),
            ]
        if not sticks:
            self._shown = [Notice(self.tr("No stick is plugged in. Plug one in, then look again."), "info")]
        for offset, widget in enumerate(self._shown):
            self.body.insertWidget(self._place + offset, widget)

    def show_begun(self) -> None:
        """Writing or reading begins: what was said of the last time no longer holds."""
        self.done.hide()
        self.error.show_error("")
        self.scroll_area.show_widget(self.progress)

    def show_working(self, done: int, whole: int) -> None:
        """How far the writing is; whole 0: nothing is being written."""
        working = whole > 0
        percent = self.tr("{percent} % written and checked").format(percent=100 * done // max(1, whole))
        self.progress.set(percent, done // 1024, max(1, whole // 1024) if working else 0)
        self.halt.setVisible(working)
        for widget in self._shown:
            widget.setEnabled(not working)

    def show_done(self, sentence: str) -> None:
        """It went well."""
        self.error.show_error("")
        self.done.set("circle-check", sentence)
        self.done.show()
        self.scroll_area.show_widget(self.done)

    def show_trouble(self, sentence: str) -> None:
        """It did not."""
        self.done.hide()
        self.error.show_error(sentence)
        self.scroll_area.show_widget(self.error)

    def _button(self, text: str, icon: str, folder: Path, slot: Callable[[], None]) -> SecondaryButton:
        button = SecondaryButton(text, icon)
        button.setProperty("folder", str(folder))
        button.clicked.connect(slot)
        return button

    def _write(self) -> None:
        self.write_wanted.emit(str(self.sender().property("folder")))

    def _read(self) -> None:
        self.read_wanted.emit(str(self.sender().property("folder")))


class StickStep(Step):
    """The page, and the writing behind it."""

    name: ClassVar[str] = "stick"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, sticks: "tuple[Stick, ...]") -> None:
        super().__init__(shell)
        self._sticks = sticks
        self._progress = (0, 0)
        self._stopping = False
        self._timer: QTimer | None = None

    def build(self) -> Screen:
        """The page."""
        screen = StickScreen()
        screen.show_sticks(self._sticks)
        screen.back.connect(self._back)
        screen.look_wanted.connect(self._look)
        screen.write_wanted.connect(self._write)
        screen.read_wanted.connect(self._read)
        screen.stop_wanted.connect(self._stop)
        self._timer = QTimer(screen)
        self._timer.setInterval(_SHOW_MS)
        self._timer.timeout.connect(self._show)
        return screen

    def _back(self) -> None:
        self._stop()
        self.shell.flow.back()

    def _look(self) -> None:
        self.work(self.shell.kiosk.transfer.sticks, self._found)

    def _found(self, sticks: "tuple[Stick, ...]") -> None:
        self._sticks = sticks
        self.screen.show_sticks(sticks)

    def _write(self, folder: str) -> None:
        transfer = self.shell.kiosk.transfer
        self._stopping = False

        def step(done: int, whole: int) -> None:
            # On the worker's thread: one assignment, read by the page's timer.
            self._progress = (done, whole)
            if self._stopping:
                raise Stopped

        if self._timer is not None:
            self._timer.start()
        self.screen.show_begun()

        def export() -> "Exported":
            if Path(folder) not in {each.folder for each in transfer.sticks()}:
                raise StickUnwritable("it was pulled out")  # its folder may still be there, on the machine's own disk
            return transfer.export(Path(folder), step)

        self.work(export, self._written, self._failed, job=True)

    def _stop(self) -> None:
        self._stopping = True

    def _show(self) -> None:
        self.screen.show_working(*self._progress)

    def _ended(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._progress = (0, 0)
        self.screen.show_working(0, 0)

    def _written(self, made: "Exported") -> None:
        self._ended()
        text = translate("StickScreen", "{dossiers} dossiers are on the stick. Remove it, and take it to the centre.")
        self.screen.show_done(text.format(dossiers=made.revisions))

    def _read(self, folder: str) -> None:
        transfer = self.shell.kiosk.transfer
        self.screen.show_begun()
        self.work(lambda: transfer.take_answer(Path(folder)), self._brought, self._failed, job=True)

    def _brought(self, brought: "Applied") -> None:
        self.screen.show_done(brought_sentence(brought))

    def _failed(self, error: Exception) -> bool:
        self._ended()
        sentence = _sentence(error)
        self.screen.show_trouble(sentence)
        return bool(sentence)


def brought_sentence(brought: "Applied") -> str:
    """What came on a stick."""
    if brought.files is not None:
        came = translate("StickScreen", "The procedures are checked. New files: {count}. The next resident has them.")
        return came.format(count=brought.files)
    text = translate("StickScreen", "The centre has {dossiers} more dossiers. {news} pieces of news came.")
    told = [text.format(dossiers=brought.acknowledged, news=brought.events)]
    if brought.parked:
        refused = translate("StickScreen", "It refused {count}: see “What waits to be sent”.")
        told.append(refused.format(count=brought.parked))
    if brought.new_settings:
        told.append(translate("StickScreen", "New settings came. The next resident has them."))
    return " ".join(told)


def _sentence(error: Exception) -> str:
    sentences: tuple[tuple[type[Exception], str], ...] = (
        (Stopped, translate("StickScreen", "Stopped. Write again whenever you like: it goes on where it stopped.")),
        (NotThere, translate("StickScreen", "This stick has no answer for this machine. Is it the right one?")),
        (
            Foreign,
            translate("StickScreen", "This stick belongs to another machine or another centre. Take the right one."),
        ),
        (
            Outdated,
            translate("StickScreen", "This answer is an old one. Write the dossiers again, and take them there."),
        ),
        (StickFull, translate("StickScreen", "The stick is too full. Make room on it, or take a larger one.")),
        (StickUnwritable, translate("StickScreen", "The stick cannot be used. Plug it in again, or take another one.")),
        (Torn, translate("StickScreen", "The stick is damaged. Write again, or take another stick.")),
    )
    found = next((sentence for kind, sentence in sentences if isinstance(error, kind)), "")
    return found or (str(error) if isinstance(error, BundleError) else "")
