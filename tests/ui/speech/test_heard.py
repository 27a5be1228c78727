"""What really comes out: a sound server with a loudspeaker that nobody hears, and a recording of what it was given.

PulseAudio is not needed by the kiosk and not installed by make setup: where it is missing these tests are skipped.
"""

import array
import math
import os
import shutil
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.speech.speaker import Speaker, Utterance

PATIENCE_MS = 60_000
RATE = 22_050
LOUD = 200
"""Of 32768: quieter samples are the silence between words."""
NEEDED = ("pulseaudio", "parec", "pactl", "espeak-ng")

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        any(shutil.which(each) is None for each in NEEDED), reason="needs pulseaudio, pulseaudio-utils and espeak-ng"
    ),
]


class Room:
    """A room with a loudspeaker and a microphone before it."""

    def __init__(self, folder: Path) -> None:
        self.recording = folder / "heard.raw"
        socket = folder / "pulse.sock"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["-L", f"module-null-sink sink_name=quiet rate={RATE} channels=1"]
        command += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"]
        self._server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self._ears: subprocess.Popen[bytes] | None = None

    def listen(self) -> None:
        """Begin to record, as soon as the server answers."""
        until = time.monotonic() + 60
        while subprocess.run(["pactl", "info"], capture_output=True).returncode and time.monotonic() < until:
            time.sleep(0.1)
        command = ["parec", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "-d", "quiet.monitor"]
        with self.recording.open("wb") as file:
            self._ears = subprocess.Popen(command, stdout=file)
        while not self.recording.stat().st_size and time.monotonic() < until:
            time.sleep(0.05)

    def seconds(self) -> float:
        """How much of what was recorded so far is sound and not silence."""
        raw = self.recording.read_bytes()
        samples = array.array("h", raw[: len(raw) // 2 * 2])
        if sys.byteorder == "big":
            samples.byteswap()
        return sum(abs(each) > LOUD for each in samples) / RATE

    def close(self) -> None:
        """Nobody speaks or listens any more."""
        for process in (self._ears, self._server):
            if process is not None:
                process.kill()
                process.wait()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/pulse.sock")
    (tmp_path / "none.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none.conf"))
    made = Room(tmp_path)
    made.listen()
    yield made
    made.close()


def _say(qtbot: QtBot, room: Room, *utterances: Utterance, volume: int = 100) -> float:
    """Say something; the seconds of sound that were heard of it."""
    speaker = Speaker()
    speaker.volume = volume
    complaints: list[int] = []
    speaker.silent.connect(lambda: complaints.append(1))
    before = room.seconds()
    with qtbot.waitSignal(speaker.finished, timeout=PATIENCE_MS):
        speaker.say(utterances)
    qtbot.wait(1000)
    speaker.close()
    assert not complaints
    return room.seconds() - before


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("vi", "Ông bà họ tên là gì? Ghi đầy đủ như trên thẻ căn cước."),
        ("vi-vn-x-south", "Ông bà họ tên là gì? Ghi đầy đủ như trên thẻ căn cước."),
        ("en-gb", "What is your full name? Write it as it is on your identity card."),
        ("ar", "ما اسمك الكامل؟ اكتبه كما هو في بطاقة الهوية."),
    ],
)
def test_a_question_is_heard_for_as_long_as_a_person_would_read_it(
    qtbot: QtBot, room: Room, voice: str, text: str
) -> None:
    """Ten to fifteen words at 120 words a minute: five to eight seconds, and half of that is not pauses."""
    assert 1.5 < _say(qtbot, room, Utterance(text, voice)) < 12


def test_stopping_is_silence_at_once(qtbot: QtBot, room: Room) -> None:
    speaker = Speaker()
    speaker.say([Utterance("một hai ba bốn năm sáu bảy tám chín mười. " * 10, "vi")])
    qtbot.waitUntil(lambda: room.seconds() > 0.5, timeout=PATIENCE_MS)
    speaker.stop()
    # What is on its way to the loudspeaker is still heard: two seconds, as espeak-ng hands it over.
    qtbot.wait(2500)
    before = room.seconds()
    qtbot.wait(1500)
    assert room.seconds() == before


@pytest.mark.qt_log_ignore("pipewire-0.3")
def test_recorded_narration_is_heard(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    """QtMultimedia finds the same loudspeaker, and plays all of the recording."""
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        tone = array.array("h", (round(12_000 * math.sin(each * 0.125)) for each in range(3 * RATE)))
        file.writeframes(tone.tobytes())
    assert os.environ["PULSE_SERVER"]
    assert 2.5 < _say(qtbot, room, Utterance("", "", path)) < 3.5
