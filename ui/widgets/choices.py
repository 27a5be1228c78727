"""Choosing: a short list of big buttons, and a searchable one for long lists. Nothing is chosen beforehand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.knowledge import fold
from ui.keyboard.typing import Kind
from ui.theme import look
from ui.widgets.buttons import ChoiceButton, SecondaryButton
from ui.widgets.fields import TextField
from ui.widgets.labels import Body, Hint, IconText

SHORT_LIST = 6
"""More choices than this are searched (4 on a tablet, see page_size())."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: the value stored and the label read."""

    value: str
    label: str


def page_size() -> int:
    """How many choices are shown at once."""
    return 4 if look().profile.compact else SHORT_LIST


class ChoiceList(QWidget):
    """All options as buttons. many: several may be chosen.

    Signals:
        changed(): what is chosen changed by the resident's hand.
    """

    changed = Signal()

    def __init__(self, options: Sequence[Option] = (), parent: QWidget | None = None, *, many: bool = False) -> None:
        super().__init__(parent)
        self.many = many
        self.buttons: list[ChoiceButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.set_options(options)
        self._restyle()

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these options, none chosen."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for option in options:
            button = ChoiceButton(option.label, option.value, self, many=self.many)
            button.clicked.connect(self._clicked)
            self._column.addWidget(button)
            self.buttons.append(button)

    def chosen(self) -> tuple[str, ...]:
        """The values chosen, in the order of the list."""
        return tuple(button.value for button in self.buttons if button.isChecked())

    def set_chosen(self, values: Sequence[str]) -> None:
        """Mark these as chosen."""
        for button in self.buttons:
            button.setChecked(button.value in values)

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if not self.many and isinstance(pressed, ChoiceButton):
            # A second press keeps the choice: taking an answer back is what "skip" is for.
            for button in self.buttons:
                button.setChecked(button is pressed)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = next((i for i, button in enumerate(self.buttons) if button.hasFocus()), None)
        if step and focused is not None:
            self.buttons[(focused + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        self._column.setSpacing(look().px("gap_close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()


@lru_cache(maxsize=8192)
def _folded(label: str) -> str:
    return fold(label)


def search(options: Sequence[Option], words: str) -> list[Option]:
    """The options whose label holds every word, accents and case aside; labels that begin with the text come first."""
    wanted = fold(words)
    if not wanted:
        return list(options)
    parts = wanted.split()
    found: list[tuple[int, int, Option]] = []
    for index, option in enumerate(options):
        label = _folded(option.label)
        if not all(part in label for part in parts):
            continue
        rank = 0 if label.startswith(wanted) else 1 if f" {wanted}" in f" {label}" else 2
        found.append((rank, index, option))
    return [option for _rank, _index, option in sorted(found, key=lambda each: each[:2])]


class SearchList(QWidget):
    """A long list: type a few letters, then choose among a page of big buttons. many: several may be chosen.

    Only one page of buttons exists, whatever the length of the list, so that it is there at once. Once an answer is
    chosen, only that one is shown, with a button to choose again.

    Signals:
        changed(): what is chosen changed by the resident's hand.
    """

    changed = Signal()

    def __init__(self, options: Sequence[Option] = (), parent: QWidget | None = None, *, many: bool = False) -> None:
        super().__init__(parent)
        self.many = many
        self._options: tuple[Option, ...] = ()
        self._found: list[Option] = []
        self._chosen: list[str] = []
        self._first = 0
        self.field = TextField(self, limit=60)
        self.field.kind = Kind.SEARCH
        self.field.finds = self._finds
        self.field.setPlaceholderText(self.tr("A few letters"))
        self.field.setAccessibleName(self.tr("Search"))
        self._glass = IconText("search", self.tr("Type a few letters. Accents are not needed."), self)
        self._none = Hint("", self)
        self.again = SecondaryButton(self.tr("Choose another"), "search", self)
        self._open = self._says_how = True
        self._place = Body("", self)
        self.earlier = SecondaryButton(self.tr("Earlier"), "arrow-up", self)
        self.later = SecondaryButton(self.tr("More"), "arrow-down", self)
        self.buttons = [ChoiceButton("", "", self, many=many) for _ in range(page_size())]
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(80)
        self._lay_out()
        self._wire()
        self._restyle()
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Search in these options, none chosen."""
        self._options = tuple(options)
        self._chosen = []
        self._open = True
        self.field.set_value("")
        self._search()

    def chosen(self) -> tuple[str, ...]:
        """The values chosen, in the order of the list."""
        return tuple(option.value for option in self._options if option.value in self._chosen)

    def set_chosen(self, values: Sequence[str]) -> None:
        """Mark these as chosen and show the page of the first."""
        known = {option.value for option in self._options}
        self._chosen = [value for value in values if value in known]
        self._open = self.many or not self._chosen
        self.field.set_value("")
        self._search()

    def first_field(self) -> QWidget:
        """Where the cursor goes: the search field, or the answer that is shown."""
        return self.field if self._open else self.buttons[0]

    def say_how(self, *, visible: bool) -> None:
        """Say above the field how to search, or leave it to the field's example, where there is hardly room."""
        self._says_how = visible
        self._glass.setVisible(visible and not self.field.isHidden())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._glass)
        self._column.addWidget(self.field)
        self._column.addWidget(self._none)
        for button in self.buttons:
            self._column.addWidget(button)
        self._pager = QHBoxLayout()
        self._pager.addWidget(self.earlier)
        self._pager.addWidget(self.later)
        self._pager.addStretch(1)
        self._column.addLayout(self._pager)
        self._column.addWidget(self._place)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._typed)
        self._settle.timeout.connect(self._search)
        self.again.clicked.connect(self._choose_again)
        self.earlier.clicked.connect(self._page_back)
        self.later.clicked.connect(self._page_on)
        for button in self.buttons:
            button.clicked.connect(self._clicked)

    @Slot()
    def _typed(self) -> None:
        self._settle.start()

    @Slot()
    def _search(self) -> None:
        self._settle.stop()
        self._found = search(self._options, self.field.value())
        self._first = 0
        self._fill()

    def _fill(self) -> None:
        found = self._found if self._open else [each for each in self._options if each.value in self._chosen]
        size = len(self.buttons)
        page = found[self._first : self._first + size]
        for button, option in zip(self.buttons, page, strict=False):
            button.value = option.value
            button.setText(option.label)
            button.setChecked(option.value in self._chosen)
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(page))
        self._show_frame(len(page), len(found))

    def _show_frame(self, shown: int, total: int) -> None:
        paged = self._open and total > len(self.buttons)
        searchable = self._open and bool(self._options)
        self._glass.setVisible(searchable and self._says_how)
        self.field.setVisible(searchable)
        self.earlier.setVisible(paged)
        self.later.setVisible(paged)
        self.again.setVisible(not self._open)
        place = self.tr("{first} to {last} of {total}")
        self._place.setText(place.format(first=self._first + 1, last=self._first + shown, total=total) if paged else "")
        if not self._options:
            self._none.setText(self.tr("Please answer the question above first."))
        else:
            self._none.setText(self.tr("Nothing found. Try fewer letters, or another word."))
        self._none.setVisible(not total)

    @Slot()
    def _choose_again(self) -> None:
        self._open = True
        self.field.set_value("")
        self._search()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _page_back(self) -> None:
        self._first = max(0, self._first - len(self.buttons))
        self._fill()

    @Slot()
    def _page_on(self) -> None:
        if self._first + len(self.buttons) < len(self._found):
            self._first += len(self.buttons)
            self._fill()

    def _finds(self) -> list[tuple[str, Callable[[], None]]]:
        """The first finds, for the keyboard that may hide the list."""
        words = self.field.value()
        found = search(self._options, words)[:3] if words else []
        return [(option.label, partial(self._choose, option.value)) for option in found]

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, ChoiceButton):
            self._choose(pressed.value)

    def _choose(self, value: str) -> None:
        if not self.many:
            self._chosen = [value]
        elif value in self._chosen:
            self._chosen.remove(value)
        else:
            self._chosen.append(value)
        if self.many:
            self._fill()
        else:
            self._open = False
            self._first = 0
            self._fill()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the one answer that is left; with more of them it does nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._open:
            self._search()
            if len(self._found) == 1:
                self.buttons[0].click()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        gap = look().px("gap_close")
        self._column.setSpacing(gap)
        self._pager.setSpacing(gap)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
