"""Whether what was given is on its way: network and outbox in words and an icon. Never anything about a person."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.labels import IconText, Text


class Sending(StrEnum):
    """What the kiosk knows about the way to the portal. What it does not know is UNKNOWN, never a failure.

    IDLE: connected, nothing waits. OFFLINE: no network. WAITING: some dossiers wait. SENDING: one is on its way.
    SENT: the last one was acknowledged. UNKNOWN: the portal is being asked whether one arrived. OTHER: some network
    answers, but not the portal (a log-in page of a hotspot). CONNECTING: nothing has been tried yet.
    """

    IDLE = "idle"
    OFFLINE = "offline"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    OTHER = "other"
    CONNECTING = "connecting"


_ICONS = {
    Sending.IDLE: "wifi",
    Sending.OFFLINE: "wifi-off",
    Sending.WAITING: "hourglass",
    Sending.SENDING: "cloud-upload",
    Sending.SENT: "cloud-check",
    Sending.UNKNOWN: "refresh-cw",
    Sending.OTHER: "cloud-off",
    Sending.CONNECTING: "refresh-cw",
}


class _Line(Text):
    role = "chrome"
    spacing = 1.35


class _IconLine(IconText):
    text_class = _Line


class StatusBar(QWidget):
    """The line at the bottom edge: sending at the start, "saved" at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sending = _IconLine("wifi", "", self, colour="text")
        self._saved = _IconLine("save", "", self, colour="good")
        self._saved.hide()
        self.state = Sending.IDLE
        self.waiting = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sending, 3, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._saved, 2, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_sending(Sending.IDLE)

    def set_sending(self, state: Sending, waiting: int = 0) -> None:
        """Show the state of sending and how many finished dossiers wait."""
        self.state, self.waiting = state, waiting
        text = self._sentence(state)
        if waiting and state not in (Sending.WAITING, Sending.SENT):
            text = self.tr("{state} · waiting to send: {count}").format(state=text, count=waiting)
        self._sending.set(_ICONS[state], text.format(count=waiting), "warn" if state is Sending.OFFLINE else "text")
        self._restyle()
        self.setAccessibleName(self._sending.text())

    def set_saved(self, text: str, *, good: bool = True) -> None:
        """Show that the answers are on disk, or that they could not be written; "" shows nothing."""
        self._saved.set("save" if good else "save-off", text, "good" if good else "error")
        self._saved.setVisible(bool(text))

    def sending_text(self) -> str:
        """The sentence about sending that is shown."""
        return self._sending.text()

    def saved_text(self) -> str:
        """The sentence about saving that is shown; "" when none is."""
        return self._saved.text() if not self._saved.isHidden() else ""

    def _sentence(self, state: Sending) -> str:
        return {
            Sending.IDLE: self.tr("Connected"),
            Sending.OFFLINE: self.tr("No network"),
            Sending.WAITING: self.tr("Waiting to send: {count}"),
            Sending.SENDING: self.tr("Sending"),
            Sending.SENT: self.tr("Sent"),
            Sending.UNKNOWN: self.tr("Asking whether it arrived"),
            Sending.OTHER: self.tr("The centre does not answer"),
            Sending.CONNECTING: self.tr("Connecting"),
        }[state]

    def _restyle(self) -> None:
        now = look()
        lines = max(self._sending.sizeHint().height(), self._saved.sizeHint().height())
        self.setFixedHeight(max(now.px("edge"), round(now.chrome_font_px() * 1.6), lines))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(now.px("gap"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
