"""Volunteers and shifts: who is on duty at this machine, who is in the list, what the last shifts brought."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.keyboard.typing import Kind
from ui.screens.parts import Fact
from ui.theme import look
from ui.widgets import (
    Body,
    DestructiveButton,
    Hint,
    IconText,
    InlineError,
    Screen,
    SecondaryButton,
    Subheading,
    TextField,
)

if TYPE_CHECKING:
    from kiosk.shifts import Shift, Volunteer

NAME_LIMIT = 60


class Roster(NamedTuple):
    """What the page shows."""

    volunteers: "tuple[Volunteer, ...]"
    on_duty: "tuple[Shift, ...]"
    recent: "tuple[Shift, ...]"


class ShiftsScreen(Screen):
    """Signals:
    start_wanted(str), end_wanted(str), remove_wanted(str): the code of a volunteer. add_wanted(str): a name.
    removing_wanted(): show, or hide again, the buttons that erase a name.
    """

    start_wanted = Signal(str)
    end_wanted = Signal(str)
    remove_wanted = Signal(str)
    add_wanted = Signal(str)
    removing_wanted = Signal()

    def __init__(self, roster: Roster, *, removing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Volunteers and shifts"))
        self.set_continue(visible=False)
        self._duty(roster)
        self._list(roster, removing=removing)
        self._adding()
        self._recent(roster)

    def _duty(self, roster: Roster) -> None:
        self.add(Subheading(self.tr("On duty now")))
        if not roster.on_duty:
            self.add(IconText("clock", self.tr("Nobody. Press a name below to begin a shift.")))
        for shift in roster.on_duty:
            began = self.tr("since {time}, residents: {visits}, typed for: {assisted}").format(
                time=f"{shift.started_at.astimezone():%H:%M}", visits=shift.visits, assisted=shift.assisted
            )
            self.add(Fact(f"{shift.volunteer.name} · {shift.volunteer.code}", began))
            self._button(self.tr("End the shift of {name}"), "log-out", self._end, shift.volunteer)

    def _list(self, roster: Roster, *, removing: bool) -> None:
        self.add(Subheading(self.tr("In the list")))
        busy = {shift.volunteer.code for shift in roster.on_duty}
        for volunteer in roster.volunteers:
            if removing:
                button = DestructiveButton(self.tr("Erase {name}").format(name=volunteer.name), "trash-2")
                button.setProperty("key", volunteer.code)
                button.clicked.connect(self._remove)
                self.add(button)
                # What cannot be undone keeps its distance from what is pressed next.
                self.body.addSpacing(look().mm(8))
            elif volunteer.code not in busy:
                self._button(self.tr("Begin the shift of {name}"), "user-check", self._start, volunteer)
        if roster.volunteers:
            words = self.tr("Erase nobody") if removing else self.tr("Take somebody off the list")
            toggle = SecondaryButton(words, "x" if removing else "minus")
            toggle.clicked.connect(self.removing_wanted)
            self.add(toggle)
        else:
            self.add(Body(self.tr("Nobody yet. Add the volunteers of this site.")))

    def _adding(self) -> None:
        self.add(Body(self.tr("Add a volunteer, as colleagues call them:")))
        self.error = InlineError()
        self.add(self.error)
        self.field = TextField(limit=NAME_LIMIT)
        self.field.kind = Kind.NAME
        self.field.setAccessibleName(self.tr("Name of the volunteer"))
        self.error.attach(self.field)
        self.add(self.field)
        add = SecondaryButton(self.tr("Add to the list"), "plus")
        add.clicked.connect(self._add)
        self.add(add)
        self.add(Hint(self.tr("The name stays on this machine. The centre sees only the short code.")))

    def _recent(self, roster: Roster) -> None:
        ended = [shift for shift in roster.recent if shift.ended_at is not None]
        if ended:
            self.add(Subheading(self.tr("Last shifts")))
        for shift in ended:
            if shift.ended_at is not None:
                times = f"{shift.started_at.astimezone():%d/%m %H:%M}–{shift.ended_at.astimezone():%H:%M}"
                line = self.tr("{times}: residents {visits}, typed for {assisted}")
                self.add(
                    Hint(
                        f"{shift.volunteer.code}  "
                        + line.format(times=times, visits=shift.visits, assisted=shift.assisted)
                    )
                )

    def _button(self, text: str, icon: str, slot: object, volunteer: "Volunteer") -> None:
        button = SecondaryButton(text.format(name=volunteer.name), icon)
        button.setProperty("key", volunteer.code)
        button.clicked.connect(slot)
        self.add(button)

    def _key(self) -> str:
        return str(self.sender().property("key"))

    def _start(self) -> None:
        self.start_wanted.emit(self._key())

    def _end(self) -> None:
        self.end_wanted.emit(self._key())

    def _remove(self) -> None:
        self.remove_wanted.emit(self._key())

    def _add(self) -> None:
        if self.field.value().strip():
            self.add_wanted.emit(self.field.value())
        else:
            self.error.show_error(self.tr("Type the name of the volunteer, then press “Add to the list”."))


class ShiftsStep(Step):
    """Part of the staff area."""

    name: ClassVar[str] = "shifts"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, roster: Roster) -> None:
        super().__init__(shell)
        self._roster = roster
        self._typed = ""
        self._removing = False

    def build(self) -> Screen:
        """The page."""
        screen = ShiftsScreen(self._roster, removing=self._removing)
        screen.removing_wanted.connect(self._switch)
        screen.field.set_value(self._typed)
        screen.back.connect(self.shell.flow.back)
        screen.start_wanted.connect(self._start)
        screen.end_wanted.connect(self._end)
        screen.remove_wanted.connect(self._remove)
        screen.add_wanted.connect(self._add)
        return screen

    def leaving(self) -> None:
        """Keep what was typed."""
        if self.screen is not None:
            self._typed = self.screen.field.value()

    def _switch(self) -> None:
        self._removing = not self._removing
        self.shell.refresh()

    def _start(self, code: str) -> None:
        shifts = self.shell.kiosk.shifts
        self._do(partial(shifts.start, code), self._changed)

    def _end(self, code: str) -> None:
        shifts = self.shell.kiosk.shifts
        self._do(partial(shifts.end, code), self._changed)

    def _remove(self, code: str) -> None:
        shifts = self.shell.kiosk.shifts
        self._do(partial(shifts.remove, code), self._changed)

    def _add(self, name: str) -> None:
        shifts = self.shell.kiosk.shifts
        self._do(partial(shifts.add, name), self._added, self._not_added)

    def _do(
        self,
        what: Callable[[], object],
        then: Callable[[Roster], None],
        otherwise: Callable[[Exception], bool] | None = None,
    ) -> None:
        def change() -> Roster:
            what()
            return roster_of(self.shell)

        self.work(change, then, otherwise)

    def _added(self, roster: Roster) -> None:
        self.screen.field.set_value("")
        self._changed(roster)

    def _changed(self, roster: Roster) -> None:
        self._roster = roster
        self._removing = False
        if self.shell.flow.current is self:
            self.shell.refresh()

    def _not_added(self, error: Exception) -> bool:
        if not isinstance(error, ValueError):
            return False
        self.screen.error.show_error(
            QCoreApplication.translate("ShiftsScreen", "This name is in the list already, or the list is full.")
        )
        return True


def roster_of(shell: Shell) -> Roster:
    """Read on the service thread."""
    shifts = shell.kiosk.shifts
    return Roster(shifts.volunteers(), shifts.on_duty(), shifts.recent())
