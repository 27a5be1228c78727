"""Where live pictures come from: a thin piece around QtMultimedia, so that nothing else knows of cameras.

A source belongs to the screen that shows it: when the screen goes, the camera is off. No frame is kept longer than it
takes to look at it, and none is written anywhere.
"""

from PySide6.QtCore import QObject, Signal, Slot

from ui.quiet import quiet

# It names each optional system library that it does without, as soon as it is loaded.
quiet("qt.multimedia.symbolsresolver.warning=false")

from PySide6.QtMultimedia import (  # noqa: E402
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

MOST_PIXELS = 3840 * 2160
LEAST_RATE = 4.0  # frames a second; document cameras give few at their best size


class FrameSource(QObject):
    """A capture session with a sink. What feeds the session is added by whoever makes it.

    Signals:
        arrived(): there is a newer frame; ask latest().
        lost(): the camera went away.
    """

    arrived = Signal()
    lost = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._frame: QVideoFrame | None = None
        self.session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take)

    def start(self) -> None:
        """Begin to deliver frames."""

    def stop(self) -> None:
        """End, and forget the last frame."""
        self._frame = None

    def latest(self) -> QVideoFrame | None:
        """The newest frame; None before the first."""
        return self._frame

    @Slot(QVideoFrame)
    def _take(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._frame = frame
            self.arrived.emit()


class CameraSource(FrameSource):
    """A camera of this machine, at its largest size that it delivers fluently."""

    def __init__(self, device: QCameraDevice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera = QCamera(device, self)
        if (best := best_format(device.videoFormats())) is not None:
            self._camera.setCameraFormat(best)
        self._camera.errorOccurred.connect(self._failed)
        self._camera.activeChanged.connect(self._changed)
        self.session.setCamera(self._camera)

    def start(self) -> None:
        """Switch the camera on."""
        self._camera.start()

    def stop(self) -> None:
        """Switch it off."""
        self._camera.stop()
        super().stop()

    @Slot()
    def _failed(self) -> None:
        self.lost.emit()

    @Slot(bool)
    def _changed(self, active: bool) -> None:
        if not active and self.latest() is not None:
            self.lost.emit()


def best_format(formats: list[QCameraFormat]) -> QCameraFormat | None:
    """The largest that comes at LEAST_RATE and is no larger than MOST_PIXELS; None leaves it to Qt."""

    def pixels(each: QCameraFormat) -> int:
        return each.resolution().width() * each.resolution().height()

    fluent = [each for each in formats if each.maxFrameRate() >= LEAST_RATE and pixels(each) <= MOST_PIXELS]
    return max(fluent, key=pixels) if fluent else None


def open_camera(label: str, parent: QObject) -> FrameSource | None:
    """The camera with this label (as the kernel calls it), else the first one; None when Qt sees none."""
    devices = QMediaDevices.videoInputs()
    chosen = next((each for each in devices if each.description() == label), devices[0] if devices else None)
    return CameraSource(chosen, parent) if chosen is not None else None
