"""The sound of a call for help: a spoken sentence, loud, every twenty seconds until somebody comes.

Spoken and not a tone, so that volunteers in the next room know what it is and nothing but the voice is needed.
"""

from PySide6.QtCore import QObject, QTimer, Slot

from ui.speech.speaker import Speaker, Utterance

TIMES = 6
EVERY_MS = 20_000
LOUD = 200


class Bell(QObject):
    """ring() and hush(). voice: of espeak-ng; "" is silence."""

    def __init__(self, parent: QObject | None = None, speaker: Speaker | None = None) -> None:
        super().__init__(parent)
        self.voice = ""
        self._speaker = speaker or Speaker(self)
        self._speaker.volume = LOUD
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setObjectName("bell")
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._again)

    @property
    def ringing(self) -> bool:
        """Whether it will be heard again by itself."""
        return self._left > 0

    @Slot()
    def ring(self) -> None:
        """From now on, at most six times."""
        self._left = TIMES
        self._timer.start()
        self._again()

    @Slot()
    def hush(self) -> None:
        """Somebody has come, or the visit has ended."""
        self._left = 0
        self._timer.stop()
        self._speaker.stop()

    @Slot()
    def _again(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
        if self.voice:
            # Said to the volunteers, whatever language the resident chose.
            self._speaker.say([Utterance("Có bà con đang cần giúp ở máy này.", self.voice)])
