"""The row of suggestions above the keys. A tap fills in; whoever does not want one types on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from ui.theme import look
from ui.widgets.buttons import Button

MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """label: what the key says. text: what comes in the place of the last `replaces` characters before the cursor.

    choose: done instead, where a suggestion is an answer by itself.
    """

    label: str
    text: str = ""
    replaces: int = 0
    choose: Callable[[], None] | None = None


class _Offer(Button):
    role = "key-mark"
    colour_role = "text"

    def sizeHint(self) -> QSize:
        return QSize(look().mm(14), look().mm(14))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wants(self) -> int:
        """The width at which its words stand in one line."""
        room = QFontMetricsF(self.font()).horizontalAdvance(self.label()) + 2 * look().px("pad") + look().mm(4)
        return max(round(room), look().mm(30))


class Strip(QWidget):
    """Up to three suggestions, from the start.

    Signals:
        chosen(object): the Suggestion that was tapped.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers = [_Offer("", "", self) for _ in range(MOST)]
        for offer in self.offers:
            offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            offer.clicked.connect(self._chosen)
            offer.hide()
        self._shown: tuple[Suggestion, ...] = ()
        self._gap = 0

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """These instead of those before."""
        shown = tuple(suggestions[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        for index, offer in enumerate(self.offers):
            offer.setText(shown[index].label if index < len(shown) else "")
        self.place(self._gap)

    def place(self, gap: int) -> None:
        """Side by side, as wide as their words; what does not fit is left out."""
        self._gap, at = gap, 0
        for index, offer in enumerate(self.offers):
            width = min(offer.wants(), self.width())
            fits = index < len(self._shown) and at + width <= self.width()
            if fits:
                offer.setGeometry(at, 0, width, self.height())
                at += width + gap
            offer.setVisible(fits)

    @Slot()
    def _chosen(self) -> None:
        offer = self.sender()
        if isinstance(offer, _Offer) and self.offers.index(offer) < len(self._shown):
            self.chosen.emit(self._shown[self.offers.index(offer)])
