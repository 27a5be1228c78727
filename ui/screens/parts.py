"""Small parts that several pages of a visit share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import TEXT_SCALES, look
from ui.widgets import Body, Hint, Text


class Code(Text):
    """A follow-up code, large, with its parts apart."""

    role = "heading"
    spacing = 1.4

    def __init__(self, shown: str, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # Read aloud letter by letter, not as a word.
        self.setAccessibleName(" ".join(shown.replace("-", "")))


class Picture(QLabel):
    """A picture in its own proportions, at most so large."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # White paper on a white page needs an edge.
        self.setFrameShape(QFrame.Shape.Box)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, width_mm: float, height_mm: float) -> None:
        """Scale image into width_mm × height_mm."""
        now, ratio = look(), self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            round(now.mm(width_mm) * ratio),
            round(now.mm(height_mm) * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)


def qr_image(content: str, module_px: int = 8) -> QImage:
    """A QR code of the content, error correction M, with its quiet zone of 4 modules."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(content)
    code.make(fit=True)
    modules = code.get_matrix()
    image = QImage(len(modules), len(modules), QImage.Format.Format_Grayscale8)
    image.fill(255)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x, y, 0xFF000000)
    side = len(modules) * module_px
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation)


class Fact(QWidget):
    """A label and what it says: "Full name" and the name."""

    def __init__(self, label: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hint(label, self))
        column.addWidget(Body(value, self))


class TwoColumns(QWidget):
    """What is read at the start, what is looked at or pressed at the end; below each other where there is no room.

    Attributes:
        stacked: they are below each other.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = look()
        self.stacked = stacked = now.profile.compact or now.text_scale > TEXT_SCALES[1]
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px("gap") if stacked else 2 * now.px("gap"))
        self._start, self._end = QVBoxLayout(), QVBoxLayout()
        for column in (self._start, self._end):
            column.setSpacing(now.px("gap"))
            # Not an alignment: that would keep wrapped texts from getting the height they need.
            column.addStretch(1)
        row.addLayout(self._start, 1)
        row.addLayout(self._end)

    def add_start(self, *widgets: QWidget) -> None:
        """Put widgets below each other into the first column."""
        for each in widgets:
            self._start.insertWidget(self._start.count() - 1, each)

    def add_end(self, *widgets: QWidget) -> None:
        """Put widgets below each other into the second column."""
        for each in widgets:
            self._end.insertWidget(self._end.count() - 1, each)


class Beside(QWidget):
    """A few widgets in a row."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px("gap"))
        for widget in widgets:
            row.addWidget(widget, 1)


def pad_beside(pad: QWidget, *texts: QWidget) -> TwoColumns:
    """A number pad and what belongs to it: at the end of the line, or below where there is no room."""
    columns = TwoColumns()
    columns.add_start(*texts)
    columns.add_end(pad)
    return columns
