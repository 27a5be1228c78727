"""Frames around what belongs together, and help that opens in its place."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Body, IconText, Text


class Panel(QFrame):
    """A tinted frame. warning: something to notice before going on."""

    def __init__(self, parent: QWidget | None = None, *, warning: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "warning" if warning else "panel")
        self.body = QVBoxLayout(self)
        self._restyle()

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget)

    def _restyle(self) -> None:
        pad = look().px("gap_close") + look().px("border")
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(look().px("gap_close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()


class Notice(Panel):
    """One text with an icon in a frame."""

    def __init__(
        self, text: str = "", icon: str = "info", parent: QWidget | None = None, *, warning: bool = False
    ) -> None:
        super().__init__(parent, warning=warning)
        self.line = IconText(icon, text, self, colour="warn" if warning else "text")
        self.add(self.line)

    def text(self) -> str:
        """The text shown."""
        return self.line.text()


class Expander(QWidget):
    """A button that opens an explanation below itself and closes it again.

    Signals:
        toggled(bool): whether the explanation can be seen now.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = SecondaryButton(title, "chevron-down", self)
        self.panel = Panel(self)
        self.panel.add(Body(text))
        self.panel.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.button)
        self._row.addStretch(1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.panel)
        self.button.clicked.connect(self._toggle)
        self._restyle()

    def add_beside(self, button: QWidget) -> None:
        """Put another button into the row of the opening one."""
        self._row.insertWidget(self._row.count() - 1, button)

    def is_open(self) -> bool:
        """Whether the explanation can be seen."""
        return not self.panel.isHidden()

    @Slot()
    def _toggle(self) -> None:
        opened = not self.is_open()
        self.panel.setVisible(opened)
        self.button.set_icon("chevron-up" if opened else "chevron-down")
        self.toggled.emit(opened)

    def _restyle(self) -> None:
        self._column.setSpacing(look().px("gap_close"))
        self._row.setSpacing(look().px("gap"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()


class _Steps(Text):
    role = "chrome"
    spacing = 1.35


class Progress(QWidget):
    """How far along, in words, with a bar that shows the same. Empty until set() is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = _Steps("", self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._text)
        self._column.addWidget(self._bar)
        self._bar.hide()
        self._restyle()

    def set(self, text: str, position: int, total: int) -> None:
        """Show position of total, both from 1, and the words for it; total 0 shows nothing."""
        self._text.setText(text if total else "")
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(position)
        self._bar.setAccessibleName(text)
        self._bar.setVisible(bool(total))

    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def _restyle(self) -> None:
        self._bar.setFixedHeight(look().mm(3))
        self._column.setSpacing(look().mm(1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
