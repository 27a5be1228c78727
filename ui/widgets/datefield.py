"""A date in three boxes, day, month, year, as people write it here. The cursor moves on by itself.

A calendar to leaf through is no help for a birthday in 1948, and a list of years is too long for shaking hands.
"""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.dates import DateFault, DateReading, Precision, read_date, split_date
from ui.widgets.fields import DigitsField, set_wrong
from ui.widgets.labels import Hint

_PASTED_SEPARATORS = "/-. "


class NumberBox(DigitsField):
    """A box for a few digits that leads on to the next box when it is full.

    Signals:
        filled(): as many digits as fit, or no further digit makes sense.
        backed(): Backspace in the empty box.
        spread(object): a whole date was pasted; its parts.
    """

    filled = Signal()
    backed = Signal()
    spread = Signal(object)

    def __init__(self, digits: int, largest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, limit=digits)
        self._digits = digits
        self._largest = largest
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textEdited.connect(self._maybe_full)

    def insert_pasted(self, text: str) -> None:
        """A pasted date fills all boxes."""
        for separator in _PASTED_SEPARATORS:
            parts = text.strip()[:20].split(separator)
            if len(parts) == 3:
                self.spread.emit(parts)
                return
        super().insert_pasted(text)

    @Slot(str)
    def _maybe_full(self, text: str) -> None:
        full = len(text) >= self._digits
        no_more = text.isascii() and text.isdigit() and text != "0" and int(text) * 10 > self._largest
        if full or no_more:
            self.filled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
            return
        if event.text() in ("/", "-", "."):
            if self.text():
                self.filled.emit()
            return
        super().keyPressEvent(event)


class DateField(QWidget):
    """Three boxes, or as many as the precision asks for.

    Signals:
        paused(): the date changed and then rested, or the field was left.
        edited(): a box changed by the resident's hand.
    """

    paused = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, precision: Precision = Precision.FULL) -> None:
        super().__init__(parent)
        self.precision = precision
        self.day = NumberBox(2, 31, self)
        self.month = NumberBox(2, 12, self)
        self.year = NumberBox(4, 9999, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._columns: list[QVBoxLayout] = []
        self._holders: dict[NumberBox, QWidget] = {}
        for box, label in zip(self.boxes(), self._labels(), strict=True):
            self._add(box, label)
        self._row.addStretch(1)
        hidden = {Precision.YEAR: 2, Precision.MONTH: 1}.get(precision, 0)
        for box in self.boxes()[:hidden]:
            self._holders[box].hide()
        self._wire()
        self._restyle()

    def boxes(self) -> tuple[NumberBox, NumberBox, NumberBox]:
        """Day, month, year."""
        return self.day, self.month, self.year

    def first_box(self) -> NumberBox:
        """The box to begin with."""
        return next(box for box in self.boxes() if not self._holders[box].isHidden())

    def read(self) -> DateReading:
        """The date in the boxes, or what does not fit."""
        day, month, year = (box.text().strip() for box in self.boxes())
        return read_date(day, month, year, self.precision)

    def set_value(self, value: str) -> None:
        """Show a lexical date; what the precision does not ask for stays hidden."""
        for box, text in zip(self.boxes(), split_date(value), strict=True):
            box.set_value("" if self._holders[box].isHidden() else text)

    def typed(self) -> str:
        """What stands in the boxes, to be put back with restore()."""
        return "/".join(box.text() for box in self.boxes())

    def restore(self, typed: str) -> None:
        """Show what typed() gave."""
        for box, text in zip(self.boxes(), (*typed.split("/"), "", "", "")[:3], strict=True):
            box.set_value(text)

    def settle(self) -> None:
        """Report a change that has not been reported yet."""
        for box in self.boxes():
            box.settle()

    def set_wrong(self, fault: DateFault | None, *, whole: bool = False) -> None:
        """Mark the boxes that a fault is about; whole marks all of them."""
        about: dict[DateFault | None, tuple[NumberBox, ...]] = {
            DateFault.YEAR_DIGITS: (self.year,),
            DateFault.YEAR_RANGE: (self.year,),
            DateFault.NO_MONTH: (self.month,),
            DateFault.NO_DAY: (self.day, self.month),
            DateFault.DAY_WITHOUT_MONTH: (self.month,),
        }
        blamed = about.get(fault, self.boxes() if fault is not None or whole else ())
        for box in self.boxes():
            set_wrong(box, box in blamed)

    def _labels(self) -> tuple[str, str, str]:
        return self.tr("Day"), self.tr("Month"), self.tr("Year")

    def _add(self, box: NumberBox, label: str) -> None:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        name = Hint(label, holder)
        column.addWidget(name)
        column.addWidget(box)
        box.setAccessibleName(label)
        self._columns.append(column)
        self._holders[box] = holder
        self._row.addWidget(holder)

    def _wire(self) -> None:
        self.day.filled.connect(self._after_day)
        self.month.filled.connect(self._after_month)
        self.month.backed.connect(self._before_month)
        self.year.backed.connect(self._before_year)
        for box in self.boxes():
            box.edited.connect(self.edited)
            box.paused.connect(self.paused)
            box.spread.connect(self._spread)

    @Slot()
    def _after_day(self) -> None:
        self._enter(self.month)

    @Slot()
    def _after_month(self) -> None:
        self._enter(self.year)

    @Slot()
    def _before_month(self) -> None:
        self._enter(self.day)

    @Slot()
    def _before_year(self) -> None:
        self._enter(self.month)

    @Slot(object)
    def _spread(self, parts: list[str]) -> None:
        if len(parts[0].strip()) == 4:
            parts = [parts[2], parts[1], parts[0]]
        for box, text in zip(self.boxes(), parts, strict=True):
            box.set_value(text.strip())
        self.edited.emit()
        self.paused.emit()

    def _enter(self, box: NumberBox) -> None:
        if not self._holders[box].isHidden():
            box.setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        now = look()
        for box, token in zip(self.boxes(), ("date_box", "date_box", "year_box"), strict=True):
            box.setFixedWidth(max(now.px(token), round(now.font_px("code") * 0.62 * box.limit) + 2 * now.mm(5)))
        self._row.setSpacing(now.px("gap"))
        for column in self._columns:
            column.setSpacing(now.mm(1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
