"""Plays utterances one after the other: recorded narration through QtMultimedia, everything else through espeak-ng.

espeak-ng runs as a process of its own for each sentence: it plays through the system's default output (so headphones
and the system's volume are respected), can be stopped at once by ending it, and cannot take the kiosk down with it.
QtTextToSpeech was measured beside it and left: see docs/adr/0015-public-place.md.
"""

import logging
import shutil
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QUrl, Signal, Slot

from ui.speech.voices import PROGRAM

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer

_LOG = logging.getLogger(__name__)
_END_MS = 1000
_AT_ONCE_S = 0.5
"""A sentence is not spoken in less: then there was no output to speak to."""
_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence. text: as it is spoken. voice: a voice of espeak-ng, "" for none. sound: its narration, if any."""

    text: str
    voice: str = ""
    sound: Path | None = None


def arguments(voice: str, speed: int, volume: int, wav: Path | None = None) -> list[str]:
    """The command line of espeak-ng, which reads the text from its input. volume: per cent of its own loudness.

    wav: write a sound file instead of playing.
    """
    into = ["-w", str(wav)] if wav is not None else []
    return ["-v", voice, "-s", str(speed), "-a", str(min(200, max(0, volume))), "-b", "1", "--stdin", *into]


class Speaker(QObject):
    """Speaks what say() is given; a new say() or stop() ends what is being said.

    Attributes:
        speed: words a minute. volume: per cent. Both count from the next sentence on.

    Signals:
        finished(): everything was said, or stop() was called.
        silent(): nothing can be heard here: no program, or no loudspeaker.
    """

    finished = Signal()
    silent = Signal()

    def __init__(self, parent: QObject | None = None, program: str = PROGRAM) -> None:
        super().__init__(parent)
        self.speed, self.volume = 120, 100
        self._program = shutil.which(program) or program
        self._waiting: deque[Utterance] = deque()
        self._process: QProcess | None = None
        self._player: QMediaPlayer | None = None
        self._now: Utterance | None = None
        self._since = 0.0

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._now is not None

    def say(self, utterances: Sequence[Utterance]) -> None:
        """Say these, and nothing else any more."""
        self._halt()
        self._waiting.extend(each for each in utterances if each.sound is not None or (each.voice and each.text))
        self._next()

    @Slot()
    def stop(self) -> None:
        """Silence, at once."""
        if self.speaking:
            self._halt()
            self.finished.emit()

    def close(self) -> None:
        """Silence for good."""
        self._halt()

    def _next(self) -> None:
        if not self._waiting:
            self._now = None
            self.finished.emit()
            return
        self._now = self._waiting.popleft()
        self._since = time.monotonic()
        if self._now.sound is not None:
            self._play(self._now.sound)
        else:
            self._speak(self._now)

    # espeak-ng

    def _speak(self, utterance: Utterance) -> None:
        process = QProcess(self)
        self._process = process
        process.setProgram(self._program)
        process.setArguments(arguments(utterance.voice, self.speed, self.volume))
        process.finished.connect(self._spoken)
        process.errorOccurred.connect(self._not_spoken)
        process.start()
        process.write(utterance.text.encode("utf-8") + b"\n")
        process.closeWriteChannel()

    @Slot(int, QProcess.ExitStatus)
    def _spoken(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None or self.sender() is not process:
            return
        complained = bool(bytes(process.readAllStandardError().data()).strip())
        # It ends well without a loudspeaker too, and only says so.
        quick = time.monotonic() - self._since < _AT_ONCE_S
        self._drop_process()
        if code != 0 or status is not QProcess.ExitStatus.NormalExit or (complained and quick):
            self._nothing_heard()
        else:
            self._next()

    @Slot(QProcess.ProcessError)
    def _not_spoken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self.sender() is self._process:
            self._drop_process()
            self._nothing_heard()

    def _nothing_heard(self) -> None:
        _LOG.warning("nothing can be heard: no loudspeaker, or no speech program")
        self._halt()
        self.silent.emit()
        self.finished.emit()

    def _drop_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()

    # Narration

    def _play(self, sound: Path) -> None:
        player = self._made_player()
        if player is None:
            self._instead()
            return
        output = player.audioOutput()
        if output is not None:
            output.setVolume(min(1.0, self.volume / _FULL))
        player.setSource(QUrl.fromLocalFile(str(sound)))
        player.play()

    def _made_player(self) -> "QMediaPlayer | None":
        """Loaded with the first narration: a kiosk without any never loads the decoders."""
        if self._player is None:
            from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

            if not QMediaDevices.audioOutputs():
                return None
            self._player = QMediaPlayer(self)
            self._player.setAudioOutput(QAudioOutput(self._player))
            self._player.mediaStatusChanged.connect(self._played)
            self._player.errorOccurred.connect(self._not_played)
        return self._player

    @Slot(object)
    def _played(self, status: object) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if status is QMediaPlayer.MediaStatus.EndOfMedia and self._now is not None and self._now.sound is not None:
            self._next()

    @Slot(object, str)
    def _not_played(self, _error: object, _text: str) -> None:
        if self._now is not None and self._now.sound is not None:
            self._instead()

    def _instead(self) -> None:
        """A recording that cannot be played is spoken."""
        now = self._now
        if now is None:
            return
        if now.voice and now.text:
            self._now = Utterance(now.text, now.voice)
            self._speak(self._now)
        else:
            self._next()

    def _halt(self) -> None:
        self._waiting.clear()
        self._now = None
        process = self._process
        self._process = None
        if process is not None:
            process.kill()
            process.waitForFinished(_END_MS)
            process.deleteLater()
        if self._player is not None:
            self._player.stop()
