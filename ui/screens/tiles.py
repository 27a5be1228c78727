"""Large tiles with a picture above the words, for those who do not read much."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import TEXT_SCALES, Look, look, pixmap
from ui.widgets import wrapped
from ui.widgets.buttons import SecondaryButton

_PICTURE_MM = 15.0
_SPACING = 1.3


class PictureTile(SecondaryButton):
    """A button as wide as its place in the grid: picture, words below it."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _measure_height(self, width: int) -> int:
        now = look()
        inner = max(width - 2 * self._frame(now), 1)
        words = wrapped.wrap(self.label(), self.font(), inner, _SPACING).height
        return -int(-words // 1) + now.mm(_PICTURE_MM) + now.mm(2) + 2 * self._frame(now)

    def sizeHint(self) -> QSize:
        now = look()
        width = max(now.px("primary_width"), wrapped.longest_word(self.label(), self.font()) + 2 * self._frame(now))
        return QSize(int(width), self.heightForWidth(int(width)))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        now = look()
        width = -int(-wrapped.longest_word(self.label(), self.font()) // 1) + 2 * self._frame(now)
        return QSize(width, self.heightForWidth(max(width, now.px("primary_width"))))

    def _paint_content(self, painter: QPainter, inner: QRectF, colour: QColor, now: Look) -> None:
        side = now.mm(_PICTURE_MM)
        words = wrapped.wrap(self.label(), self.font(), inner.width(), _SPACING)
        top = inner.top() + (inner.height() - side - now.mm(2) - words.height) / 2
        at = QPointF(inner.left() + (inner.width() - side) / 2, top)
        ratio, mirrored = self.devicePixelRatioF(), self.isRightToLeft()
        painter.drawPixmap(at, pixmap(self.icon_name(), colour, side, ratio, mirrored=mirrored))
        area = QRectF(inner.left(), top + side + now.mm(2), inner.width(), words.height)
        align = Qt.AlignmentFlag.AlignHCenter
        wrapped.draw(painter, area, self.label(), self.font(), colour, align=align, spacing=_SPACING)


class Tiles(QWidget):
    """Tiles side by side: three in a row, two where the screen is small or the letters are large."""

    def __init__(self, tiles: list[PictureTile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = look()
        across = 2 if now.profile.compact or now.text_scale >= TEXT_SCALES[-1] else 3
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(now.px("gap"))
        for place, tile in enumerate(tiles):
            grid.addWidget(tile, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
