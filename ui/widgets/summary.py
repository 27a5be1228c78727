"""The list of what has to be corrected, at the top of a screen; each line leads to its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import IconText, Text


class _Title(Text):
    role = "error"


class _TitleRow(IconText):
    text_class = _Title


@dataclass(frozen=True, slots=True)
class Trouble:
    """One line of the summary: the same sentence as at the field, and the key of the field."""

    key: str
    text: str


class ErrorSummary(QFrame):
    """Hidden while there is nothing wrong. It takes the focus when it appears.

    Signals:
        chosen(str): the key of the line that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "problems")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = _TitleRow("triangle-alert", "", self, colour="error")
        self._links: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._restyle()
        self.hide()

    def set_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Show these lines; none hides the summary."""
        for link in self._links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        if not troubles:
            self.hide()
            return
        title = self.tr("One thing needs a look") if len(troubles) == 1 else self.tr("{count} things need a look")
        self._title.set("triangle-alert", title.format(count=len(troubles)))
        for trouble in troubles:
            link = LinkButton(trouble.text, "arrow-right", self)
            link.setProperty("key", trouble.key)
            link.clicked.connect(self._follow)
            self._column.addWidget(link)
            self._links.append(link)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(trouble.text for trouble in troubles))
        self.show()

    def links(self) -> tuple[LinkButton, ...]:
        """The lines shown now."""
        return tuple(self._links)

    @Slot()
    def _follow(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.chosen.emit(str(link.property("key")))

    def _restyle(self) -> None:
        now = look()
        pad = now.px("focus") + now.mm(2)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(now.px("gap_close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
