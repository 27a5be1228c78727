"""Icons from assets/icons in a colour of the theme. QtSvg draws currentColor as black, so it is replaced beforehand."""

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from ui.theme.current import look
from ui.theme.files import asset

_NAME = re.compile(r"[a-z0-9-]{1,40}")
DIRECTED = frozenset({"arrow-left", "arrow-right", "delete", "log-out", "skip-forward", "volume-2"})
"""Icons that point along the line: in a right-to-left interface they point the other way."""


def pixmap(name: str, colour: QColor | str, size_px: int, ratio: float = 1.0, *, mirrored: bool = False) -> QPixmap:
    """An icon, size_px logical pixels high and wide. colour is a QColor or a colour token of the theme.

    mirrored: the interface runs from right to left; only the icons in DIRECTED are turned by it. Raises ValueError for
    an icon that is not bundled.
    """
    shade = look().colour(colour) if isinstance(colour, str) else colour
    return _draw(name, shade.name(), size_px, ratio, mirrored and name in DIRECTED)


@lru_cache(maxsize=512)
def known_icon(name: str) -> str:
    """The name itself, "" too. Raises ValueError for an icon that is not bundled: early, and not while painting."""
    if name and (not _NAME.fullmatch(name) or not asset("icons", f"{name}.svg").is_file()):
        raise ValueError(f"no icon {name!r} in {asset('icons')}")
    return name


@lru_cache(maxsize=512)
def _draw(name: str, colour: str, size_px: int, ratio: float, turned: bool) -> QPixmap:
    if not known_icon(name):
        raise ValueError("no icon is named")
    path = asset("icons", f"{name}.svg")
    source = path.read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    side = round(size_px * ratio)
    image = QPixmap(QSize(side, side))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    if turned:
        image = image.transformed(QTransform.fromScale(-1, 1))
    image.setDevicePixelRatio(ratio)
    return image
