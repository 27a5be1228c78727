"""The store could not be opened: what happened, what can be saved, doing it, and what came of it.

Nothing of a resident is shown, nothing is deleted, and the best that can be done is the same whoever does it; so no
staff code is asked for, which would lie in the damaged file anyway. Where the key is missing, the recovery code is.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import DiskFull, KeyUnavailable, NotFound, StoreDamaged, StoreInUse, WrongKey, WrongRecoveryCode
from ui.flow import Step
from ui.screens.parts import Fact
from ui.widgets import Body, Hint, IconText, InlineError, Notice, Screen, TextField

if TYPE_CHECKING:
    from kiosk.recovery.guide import Found, Mended
    from kiosk.store.keys import Custody
    from ui.app import KioskApp

translate = QCoreApplication.translate
_LONGEST_CODE = 60


class DamagedScreen(Screen):
    """Signals:
    look_wanted(): see what can be saved.
    """

    look_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("This machine needs its volunteer for a moment"))
        self.set_back(visible=False)
        self.set_leave(visible=False)
        self.set_continue(self.tr("Volunteer: see what can be saved"), icon="search")
        self.add(IconText("hand-helping", self.tr("Call the volunteer. It was not your mistake.")))
        self.add(
            Body(
                self.tr(
                    "The file with the dossiers was damaged, perhaps by a power cut. Nothing was erased. "
                    "Receipts that were printed stay good."
                )
            )
        )
        self.moment = IconText("hourglass", self.tr("The machine is looking what can be saved. One moment."))
        self.moment.hide()
        self.add(self.moment)
        self.error = InlineError()
        self.add(self.error)
        self.forward.connect(self.look_wanted)

    def show_looking(self, *, looking: bool) -> None:
        """While it takes its time."""
        self.moment.setVisible(looking)
        if looking:
            self.error.show_error("")


class PlanScreen(Screen):
    """Signals:
    restore_wanted(): do it.
    """

    restore_wanted = Signal()

    def __init__(self, found: "Found", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("What can be saved"))
        self.set_leave(visible=False)
        self.set_continue(self.tr("Restore now"), icon="refresh-cw")
        brought = found.brought
        if found.copy_at is not None:
            self.add(Body(self.tr("Best way: take the copy, and bring what is newer out of the damaged file.")))
            self.add(Fact(self.tr("Copy of"), _moment(found.copy_at)))
            self.add(Fact(self.tr("Dossiers in the copy"), str(found.in_copy)))
        else:
            self.add(Body(self.tr("There is no copy that is whole. What the damaged file still holds is taken.")))
        self.add(Fact(self.tr("Newer finished dossiers that come back"), str(brought.dossiers)))
        self.add(Fact(self.tr("Newer forms begun that come back"), str(brought.drafts)))
        self.add(Fact(self.tr("Dossiers still to be sent"), str(found.waiting)))
        if brought.unsure:
            words = self.tr("{count} dossiers come as the copy has them. Look at the receipt when the resident comes.")
            self.add(Notice(words.format(count=brought.unsure), "info"))
        self.add(Hint(self.tr("The damaged file is kept, locked as before. Nothing is sent twice.")))
        self.moment = IconText("hourglass", self.tr("Being restored. Do not switch the machine off."))
        self.moment.hide()
        self.add(self.moment)
        self.error = InlineError()
        self.add(self.error)
        self.forward.connect(self.restore_wanted)


class RestoredScreen(Screen):
    """What came of it."""

    def __init__(self, mended: "Mended", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        found = mended.found
        self.set_heading(self.tr("The machine works again"))
        self.set_back(visible=False)
        self.set_leave(visible=False)
        self.set_continue(self.tr("To the first page"), icon="house")
        self.add(IconText("circle-check", self.tr("The dossiers are in place. The centre is asked what it has.")))
        self.add(Fact(self.tr("Newer finished dossiers brought back"), str(found.brought.dossiers)))
        self.add(Fact(self.tr("Newer forms brought back"), str(found.brought.drafts)))
        self.add(Fact(self.tr("Dossiers still to be sent"), str(found.waiting)))
        self.add(Fact(self.tr("The damaged file is kept as"), mended.kept.name))
        self.add(Hint(self.tr("Tell the technician today: a disk that damaged a file once may do it again.")))


class KeyScreen(Screen):
    """Signals:
    given(str): the recovery code, after Continue.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("The data is here, its key is not"))
        self.set_back(visible=False)
        self.set_leave(visible=False)
        self.add(IconText("hand-helping", self.tr("Call the volunteer. It was not your mistake.")))
        self.add(Body(self.tr("Type the recovery code that was printed when this machine was set up.")))
        self.error = InlineError()
        self.add(self.error)
        self.field = TextField(limit=_LONGEST_CODE)
        self.field.setAccessibleName(self.tr("Recovery code"))
        self.error.attach(self.field)
        self.add(self.field)
        self.set_first_focus(self.field)
        self.forward.connect(self._given)

    def _given(self) -> None:
        if self.field.value():
            self.given.emit(self.field.value())
        else:
            self.error.show_error(self.tr("Type the recovery code, then press “Continue”."))


class _RecoveryStep(Step):
    """A page before the store is open."""

    personal: ClassVar[bool] = False
    lasting: ClassVar[bool] = True

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app

    @property
    def _home(self) -> Path:
        return self._app.options.home


class DamagedStep(_RecoveryStep):
    """Looks, when a volunteer asks for it."""

    name: ClassVar[str] = "recovery-damaged"

    def build(self) -> Screen:
        """The page."""
        screen = DamagedScreen()
        screen.look_wanted.connect(self._look)
        return screen

    def _look(self) -> None:
        home = self._home

        def look() -> "Found":
            from kiosk.recovery.guide import Recovery

            with Recovery(home) as recovery:
                return recovery.look()

        if not self.busy:
            self.screen.show_looking(looking=True)
        self.work(look, self._found, self._failed)

    def _found(self, found: "Found") -> None:
        self.screen.show_looking(looking=False)
        self.shell.flow.go(PlanStep(self._app, found))

    def _failed(self, error: Exception) -> bool:
        self.screen.show_looking(looking=False)
        if isinstance(error, KeyUnavailable | WrongKey):
            self.shell.flow.start_over(KeyStep(self._app))
            return True
        self.screen.error.show_error(sentence_of(error))
        return True


class PlanStep(_RecoveryStep):
    """Restores, and opens the kiosk."""

    name: ClassVar[str] = "recovery-plan"

    def __init__(self, app: "KioskApp", found: "Found") -> None:
        super().__init__(app)
        self._found = found

    def build(self) -> Screen:
        """The page."""
        screen = PlanScreen(self._found)
        screen.back.connect(self.shell.flow.back)
        screen.restore_wanted.connect(self._restore)
        return screen

    def _restore(self) -> None:
        home = self._home

        def restore() -> "Mended":
            from kiosk.app import restore

            return restore(home)

        self.screen.error.show_error("")
        self.screen.moment.show()
        self.work(restore, self._restored, self._failed)

    def _restored(self, mended: "Mended") -> None:
        self.shell.flow.settle(RestoredStep(self._app, mended))
        self._app.open_again()

    def _failed(self, error: Exception) -> bool:
        self.screen.moment.hide()
        self.screen.error.show_error(sentence_of(error))
        return True


class RestoredStep(_RecoveryStep):
    """Leads to the first page."""

    name: ClassVar[str] = "recovery-restored"

    def __init__(self, app: "KioskApp", mended: "Mended") -> None:
        super().__init__(app)
        self._mended = mended

    def build(self) -> Screen:
        """The page."""
        screen = RestoredScreen(self._mended)
        screen.forward.connect(self.shell.end_visit)
        return screen


class KeyStep(_RecoveryStep):
    """Gives the key into this machine's custody."""

    name: ClassVar[str] = "recovery-key"

    def build(self) -> Screen:
        """The page."""
        screen = KeyScreen()
        screen.given.connect(self._recover)
        return screen

    def _recover(self, code: str) -> None:
        home = self._home

        def recover() -> "Custody":
            from kiosk.app import recover

            return recover(home, code)

        self.work(recover, self._recovered, self._refused)

    def _recovered(self, _custody: "Custody") -> None:
        self.screen.field.clear()
        self._app.end_visit()
        self._app.open_again()

    def _refused(self, error: Exception) -> bool:
        self.screen.error.show_error(sentence_of(error))
        return True


def show(app: "KioskApp", error: Exception) -> bool:
    """The page for a store that did not open; False when this error has none here."""
    if isinstance(error, StoreDamaged):
        app.covers.take_away()
        app.flow.start_over(DamagedStep(app))
    elif isinstance(error, KeyUnavailable | WrongKey):
        app.covers.take_away()
        app.flow.start_over(KeyStep(app))
    else:
        return False
    return True


def sentence_of(error: Exception) -> str:
    """What went wrong while mending, and what to do."""
    sentences: tuple[tuple[type[Exception], str], ...] = (
        (DiskFull, translate("DamagedScreen", "The disk is full. Make room on it, then try again.")),
        (StoreInUse, translate("DamagedScreen", "Another program uses the data. Switch the machine off and on.")),
        (
            NotFound,
            translate("DamagedScreen", "Nothing can be saved from here. Keep the machine and call the technician."),
        ),
        (
            WrongRecoveryCode,
            translate("DamagedScreen", "This recovery code does not fit. Compare it with the paper, letter by letter."),
        ),
    )
    otherwise = translate("DamagedScreen", "It did not work. Nothing was erased. Call the technician.")
    return next((sentence for kind, sentence in sentences if isinstance(error, kind)), otherwise)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M %d/%m/%Y}"
