"""Signing with a finger. The one place of the interface where something is drawn by dragging."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.signatures import SigningWay
from ui.flow import Shell, Step
from ui.screens import sentences
from ui.theme import look
from ui.widgets import Body, InlineError, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.signatures import Signed

PAD_MM = (170.0, 75.0)
_TABLET = 0.6
DRAWN = (1020, 450)  # dots of the picture: 150 dots an inch on the pad
_LINE = 0.008  # of the pad's width
_LEAST = 0.08  # of the pad's width: a shorter line is a tap
_INK = QColor("#0b2a6b")
Stroke = list[QPointF]


class SignaturePad(QWidget):
    """White paper with a line on it. Strokes are kept as lines, in shares of the pad's width and height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Field to sign in with a finger"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[Stroke] = []

    def sizeHint(self) -> QSize:
        factor = _TABLET if look().profile.compact else 1.0
        return QSize(look().mm(PAD_MM[0] * factor), look().mm(PAD_MM[1] * factor))

    def clear(self) -> None:
        """Take every stroke back."""
        self._strokes = []
        self.update()

    def forget(self) -> None:
        """The page goes: no stroke stays."""
        self._strokes = []

    def strokes(self) -> list[Stroke]:
        """What was drawn."""
        return [list(stroke) for stroke in self._strokes]

    def set_strokes(self, strokes: list[Stroke]) -> None:
        """Show what was drawn before."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.update()

    def is_signed(self) -> bool:
        """Whether what was drawn is more than a tap."""
        length = 0.0
        for stroke in self._strokes:
            for one, other in pairwise(stroke):
                length += abs(other.x() - one.x()) + abs(other.y() - one.y())
        return length > _LEAST

    def png(self) -> bytes:
        """The signature in ink on nothing, cut to what was drawn."""
        image = QImage(*DRAWN, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        with painter:
            self._draw(painter, *DRAWN)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.copy(self._bounds()).save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stub lacks QBuffer here
        return bytes(data.data())

    def _bounds(self) -> QRect:
        points = [point for stroke in self._strokes for point in stroke]
        if not points:
            return QRect(0, 0, *DRAWN)
        margin = 3 * _LINE
        left, right = min(p.x() for p in points) - margin, max(p.x() for p in points) + margin
        top, bottom = min(p.y() for p in points) - 2 * margin, max(p.y() for p in points) + 2 * margin
        wide, high = DRAWN
        rect = QRect(int(left * wide), int(top * high), int((right - left) * wide), int((bottom - top) * high))
        return rect.intersected(QRect(0, 0, *DRAWN))

    # Qt events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._strokes.append([self._share(event.position())])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(self._share(event.position()))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        with painter:
            # Paper is white and ink is blue whatever the colours of the interface.
            painter.fillRect(self.rect(), QColor("white"))
            painter.setPen(QPen(look().colour("border"), look().px("border")))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            painter.setPen(QPen(QColor("#7a8591"), look().mm(0.5), Qt.PenStyle.DashLine))
            line = round(self.height() * 0.78)
            painter.drawLine(look().mm(8), line, self.width() - look().mm(8), line)
            self._draw(painter, self.width(), self.height())

    def _share(self, at: QPointF) -> QPointF:
        return QPointF(
            min(1.0, max(0.0, at.x() / max(self.width(), 1))), min(1.0, max(0.0, at.y() / max(self.height(), 1)))
        )

    def _draw(self, painter: QPainter, wide: int, high: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(_INK, wide * _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            path = QPainterPath()
            for index, point in enumerate(stroke):
                at = QPointF(point.x() * wide, point.y() * high)
                if index:
                    path.lineTo(at)
                else:
                    path.moveTo(at)
            if len(stroke) == 1:
                painter.drawPoint(path.currentPosition())
            else:
                painter.drawPath(path)


class SignScreen(Screen):
    """Signals:
    signed(bytes): the drawing.
    """

    signed = Signal(bytes)

    def __init__(self, strokes: list[Stroke], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Sign with your finger"))
        self.set_continue(self.tr("Take this signature"), icon="check")
        self.scroll_area.keep_still()
        self.error = InlineError()
        self.add(self.error)
        self.pad = SignaturePad()
        self.pad.set_strokes(strokes)
        clear = SecondaryButton(self.tr("Clear and begin again"), "trash-2")
        clear.clicked.connect(self.pad.clear)
        words = Body(self.tr("Write your name in the field, as on paper. It appears on the declaration."))
        # The field first where there is little room.
        for widget in (self.pad, words, clear) if look().profile.compact else (words, self.pad, clear):
            self.add(widget)
        self.set_in_sight(self.pad)
        self.forward.connect(self._continue)

    def _continue(self) -> None:
        if self.pad.is_signed():
            self.signed.emit(self.pad.png())
        else:
            words = self.tr("Nothing is written yet. Write your name in the field with a finger.")
            self.say_wrong(self.error, words)


def sign(
    step: Step,
    way: SigningWay,
    image: bytes,
    then: "Callable[[Signed | None], None]",
    otherwise: Callable[[Exception], bool],
) -> None:
    """Record how the declaration is signed, for the answers as they are now; then is told what is recorded."""
    draft, controller, signatures = step.shell.visit.draft, step.shell.visit.controller, step.shell.kiosk.signatures
    if draft is None or controller is None:
        return
    answers = controller.session.draft()

    def record() -> "Signed | None":
        signatures.sign(draft.dossier, way, answers, image)
        return signatures.current(draft.dossier, answers)

    step.work(record, then, otherwise)


class SignStep(Step):
    """Takes a signature for the answers as they are now; leads back to the declaration."""

    name: ClassVar[str] = "sign"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._strokes: list[Stroke] = []

    def build(self) -> Screen:
        """The pad."""
        screen = SignScreen(self._strokes)
        screen.back.connect(self.shell.flow.back)
        screen.signed.connect(self._sign)
        return screen

    def leaving(self) -> None:
        """Another language or text size: what is drawn stays."""
        if self.screen is not None:
            self._strokes = self.screen.pad.strokes()

    def help_sections(self) -> tuple[str, ...]:
        """Who cannot, need not."""
        return (
            QCoreApplication.translate(
                "SignScreen", "You may sign by hand on the printed declaration instead: press “Back”."
            ),
        )

    def _sign(self, image: bytes) -> None:
        sign(self, SigningWay.FINGER, image, self._signed, self._refused)

    def _signed(self, _signed: "Signed | None") -> None:
        # The declaration asks the store again when it is shown.
        self.shell.flow.back()

    def _refused(self, error: Exception) -> bool:
        sentence = sentences.of_error(error)
        if sentence:
            self.screen.say_wrong(self.screen.error, sentence)
        return bool(sentence)
