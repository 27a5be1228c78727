"""The live picture on a page: each frame is looked at in the jobs pool, and the next one only when that is done."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.capture.images import to_qimage
from ui.screens.parts import TwoColumns
from ui.theme import TEXT_SCALES, look

if TYPE_CHECKING:
    from kiosk.capture.picture import Image
    from kiosk.capture.sheet import Corners
    from ui.capture.frames import FrameSource
    from ui.flow import Shell

PREVIEW_SIDE = 900
_TABLET_MM = (90.0, 46.0)
_LARGE_LETTERS_MM = (90.0, 34.0)
SECONDS_APART = 0.15  # a weak machine has other things to do than to convert frames
SILENT_MS = 8000
Examine = Callable[["Image"], Any]


class FramedPicture(QWidget):
    """A picture, as large as its place, with the outline of a sheet on it.

    corner: name of the corner that is marked, "" for none.
    """

    def __init__(self, name: str, width_mm: float, height_mm: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._image = QImage()
        self._corners: Corners | None = None
        self.corner = ""
        # A tablet has little room, and what is said about the picture needs some.
        now = look()
        # With large letters the arrows below a picture have to be in sight with it.
        wide, high = _TABLET_MM if now.text_scale <= TEXT_SCALES[0] else _LARGE_LETTERS_MM
        factor = min(1.0, wide / width_mm, high / height_mm) if now.profile.compact else 1.0
        self._size = QSize(now.mm(width_mm * factor), now.mm(height_mm * factor))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, corners: "Corners | None" = None, corner: str = "") -> None:
        """Show another picture."""
        self._image, self._corners, self.corner = image, corners, corner
        self.update()

    def set_corners(self, corners: "Corners | None") -> None:
        """Change the outline alone."""
        self._corners = corners
        self.update()

    def forget(self) -> None:
        """The page goes: nothing of the picture stays."""
        self.show_image(QImage())

    def has_image(self) -> bool:
        """Whether there is something to see."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        with painter:
            painter.fillRect(self.rect(), look().colour("surface"))
            painter.setPen(QPen(look().colour("border"), look().px("border")))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            if self._image.isNull():
                return
            place = self._place()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
            if self._corners is not None:
                self._outline(painter, place, self._corners)

    def _place(self) -> QRectF:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _outline(self, painter: QPainter, place: QRectF, corners: "Corners") -> None:
        from kiosk.capture.sheet import CORNERS

        size = place.size()
        points = [
            place.topLeft() + QPointF(size.width() * across, size.height() * down) for across, down in corners.points()
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Light in dark: seen on any table.
        for colour, width in (("on_primary", 2.2), ("primary", 1.2)):
            painter.setPen(QPen(look().colour(colour), look().mm(width)))
            painter.drawPolygon(QPolygonF(points))
        if self.corner:
            at = points[CORNERS.index(self.corner)]
            # A ring: the corner itself must stay in sight.
            for colour, width in (("on_primary", 2.2), ("primary", 1.2)):
                painter.setPen(QPen(look().colour(colour), look().mm(width)))
                painter.drawEllipse(at, look().mm(5), look().mm(5))


def stacked() -> bool:
    """Whether beside() puts the texts below the picture."""
    small = look().profile.compact and look().text_scale <= TEXT_SCALES[0]
    return not small and TwoColumns().stacked


def beside(picture: QWidget, *texts: QWidget) -> QWidget:
    """Texts and buttons with a picture beside them; above them where there is no room beside."""
    columns = TwoColumns()
    if look().profile.compact and look().text_scale <= TEXT_SCALES[0]:
        return _row(picture, texts)
    if columns.stacked:
        columns.add_start(picture, *texts)
    else:
        columns.add_start(*texts)
        columns.add_end(picture)
    return columns


def _row(picture: QWidget, texts: tuple[QWidget, ...]) -> QWidget:
    """A small picture on a tablet leaves room beside it."""
    row = QWidget()
    places = QHBoxLayout(row)
    places.setContentsMargins(0, 0, 0, 0)
    places.setSpacing(look().px("gap"))
    column = QVBoxLayout()
    column.setSpacing(look().px("gap_close"))
    for text in texts:
        column.addWidget(text)
    column.addStretch(1)
    places.addLayout(column, 1)
    side = QVBoxLayout()
    side.addWidget(picture)
    side.addStretch(1)
    places.addLayout(side)
    return row


class Viewfinder(FramedPicture):
    """Shows what a source delivers.

    Signals:
        examined(object): what examine returned for a frame, on the main thread.
        silent(): no frame came for a while, or the camera went away.
    """

    examined = Signal(object)
    silent = Signal()

    def __init__(self, shell: "Shell", examine: Examine, width_mm: float, height_mm: float) -> None:
        super().__init__(self.tr("Picture of the camera"), width_mm, height_mm)
        self._shell = shell
        self._examine = examine
        self._source: FrameSource | None = None
        self._busy = False
        self._last = 0.0
        self._patience = QTimer(self)
        self._patience.setObjectName("camera patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(SILENT_MS)
        self._patience.timeout.connect(self.silent)

    def watch(self, source: "FrameSource | None") -> None:
        """Begin to show a source, which becomes a child of this widget."""
        if source is None:
            self._patience.setInterval(0)
        else:
            self._source = source
            source.setParent(self)
            source.arrived.connect(self._arrived)
            source.lost.connect(self.silent)
            source.start()
        self._patience.start()

    def take(self) -> "Callable[[], Image | None] | None":
        """The newest frame, to be read off the main thread; None before the first."""
        from ui.capture.images import frame_array

        frame = self._source.latest() if self._source is not None else None
        return None if frame is None else lambda: frame_array(frame)

    def forget(self) -> None:
        """The page goes: the camera goes off at once."""
        self._patience.stop()
        if self._source is not None:
            self._source.stop()
        super().forget()

    @Slot()
    def _arrived(self) -> None:
        self._patience.start()
        now = time.monotonic()
        reading = self.take()
        if self._busy or reading is None or now - self._last < SECONDS_APART:
            return
        self._busy, self._last = True, now
        examine = self._examine

        def work() -> tuple[QImage, Any]:
            from kiosk.capture.picture import shrink

            image = reading()
            return (QImage(), None) if image is None else (to_qimage(shrink(image, PREVIEW_SIDE)), examine(image))

        self._shell.job(work, self).success(self._looked_at).failure(self._not_looked_at)

    def _looked_at(self, result: tuple[QImage, Any]) -> None:
        self._busy = False
        image, found = result
        if not image.isNull():
            self.show_image(image, self._corners)
            self.examined.emit(found)

    def _not_looked_at(self, _error: Exception) -> None:
        """One frame less."""
        self._busy = False
