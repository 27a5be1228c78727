"""Between OpenCV's arrays and Qt's images."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

    from kiosk.capture.picture import Image


def to_qimage(image: "Image") -> QImage:
    """A picture for the screen; its pixels are copied."""
    height, width = image.shape[:2]
    kind = QImage.Format.Format_BGR888 if image.ndim == 3 else QImage.Format.Format_Grayscale8
    return QImage(image.tobytes(), width, height, image.shape[1] * (3 if image.ndim == 3 else 1), kind).copy()


def to_array(image: QImage) -> "Image":
    """A picture for OpenCV: blue, green, red; its pixels are copied."""
    import numpy as np

    plain = image.convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def frame_array(frame: "QVideoFrame") -> "Image | None":
    """The pixels of a camera's frame, None when it cannot be read. Takes some milliseconds: in the jobs pool."""
    image = frame.toImage()
    return None if image.isNull() else to_array(image)
