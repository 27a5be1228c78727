"""A camera for tests: real frames through Qt's own capture session, fed by QVideoFrameInput instead of a device."""

from typing import Any, ClassVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from ui.capture.frames import FrameSource
from ui.capture.images import to_qimage


class FedCamera(FrameSource):
    """Delivers one picture again and again, until another is put before it."""

    made: ClassVar["list[FedCamera]"] = []

    def __init__(self, image: Any, parent: QObject | None = None) -> None:
        from PySide6.QtMultimedia import QVideoFrameInput

        super().__init__(parent)
        self.running = False
        self._input = QVideoFrameInput(self)
        self.session.setVideoFrameInput(self._input)
        self.show(image)
        self._timer = QTimer(self)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self._send)
        FedCamera.made.append(self)

    def show(self, image: Any) -> None:
        """Put another picture before the camera."""
        self._picture = to_qimage(image).convertToFormat(QImage.Format.Format_RGB32)

    def start(self) -> None:
        self.running = True
        self._timer.start()

    def stop(self) -> None:
        self.running = False
        self._timer.stop()
        super().stop()

    def _send(self) -> None:
        from PySide6.QtMultimedia import QVideoFrame

        self._input.sendVideoFrame(QVideoFrame(self._picture))
