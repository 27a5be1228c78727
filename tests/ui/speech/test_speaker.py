"""A real voice that can be heard, sentences in order, silence at once; narration before speech, speech in its place."""

import array
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.speech.speaker import Speaker, Utterance, arguments
from ui.speech.voices import PROGRAM, find_voices, voice_for

PATIENCE_MS = 60_000
SENTENCE = "Ông bà họ tên là gì? Ghi đầy đủ như trên thẻ căn cước."


def _spoken(tmp_path: Path, voice: str, speed: int = 120, volume: int = 100) -> tuple[float, float]:
    """Seconds and loudness (root mean square, 0 to 1) of what espeak-ng makes of SENTENCE."""
    wav = tmp_path / f"{voice}-{speed}-{volume}.wav"
    command = [PROGRAM, *arguments(voice, speed, volume, wav)]
    subprocess.run(command, input=SENTENCE.encode(), check=True, timeout=60)
    with wave.open(str(wav)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        seconds = sound.getnframes() / sound.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    return seconds, (sum(each * each for each in samples) / len(samples)) ** 0.5 / 32768


@pytest.mark.parametrize("accent", ["north", "central", "south"])
def test_each_vietnamese_accent_is_heard(tmp_path: Path, accent: str) -> None:
    voice = voice_for("vi", accent, find_voices())
    assert voice
    seconds, loudness = _spoken(tmp_path, voice)
    assert seconds > 2
    assert loudness > 0.02


def test_the_accents_are_three_voices() -> None:
    voices = find_voices()
    assert len({voice_for("vi", accent, voices) for accent in ("north", "central", "south")}) == 3


def test_slow_is_slower_and_loud_is_louder(tmp_path: Path) -> None:
    slow, normal = _spoken(tmp_path, "vi", speed=80)
    fast, loud = _spoken(tmp_path, "vi", speed=175, volume=180)
    assert slow > fast * 1.3
    assert loud > normal * 1.2


def test_a_language_without_a_voice_is_silence_not_another_language() -> None:
    assert voice_for("km", "north", frozenset({"vi", "en-gb"})) == ""
    assert voice_for("vi", "south", frozenset({"vi"})) == "vi"


def test_no_program_means_no_voices(tmp_path: Path) -> None:
    assert find_voices("no-such-speech-program") == frozenset()
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert find_voices(str(broken)) == frozenset()


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A program in the place of espeak-ng, for machines without a loudspeaker: writes down what it was told to say."""
    script = tmp_path / "speak"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/said\ncat >> {tmp_path}/said\n'
        f"if [ -e {tmp_path}/slow ]; then exec sleep 120; fi\n"
    )
    script.chmod(0o755)
    return script


def _said(tmp_path: Path) -> str:
    path = tmp_path / "said"
    return path.read_text() if path.exists() else ""


def test_sentences_are_said_one_after_the_other(qtbot: QtBot, stand_in: Path, tmp_path: Path) -> None:
    speaker = Speaker(program=str(stand_in))
    with qtbot.waitSignal(speaker.finished, timeout=PATIENCE_MS):
        speaker.say([Utterance("một", "vi"), Utterance("hai", "vi"), Utterance("không giọng")])
        assert speaker.speaking
    said = _said(tmp_path)
    assert said.index("một") < said.index("hai")
    assert "không giọng" not in said
    assert "-v vi -s 120 -a 100" in said
    assert not speaker.speaking


def test_it_falls_silent_at_once(qtbot: QtBot, stand_in: Path, tmp_path: Path) -> None:
    (tmp_path / "slow").touch()
    speaker = Speaker(program=str(stand_in))
    speaker.say([Utterance("một", "vi"), Utterance("hai", "vi")])
    qtbot.waitUntil(lambda: "một" in _said(tmp_path), timeout=PATIENCE_MS)
    with qtbot.waitSignal(speaker.finished, timeout=PATIENCE_MS):
        speaker.stop()
    assert not speaker.speaking
    qtbot.wait(50)
    assert "hai" not in _said(tmp_path)


def test_another_page_takes_the_word(qtbot: QtBot, stand_in: Path, tmp_path: Path) -> None:
    (tmp_path / "slow").touch()
    speaker = Speaker(program=str(stand_in))
    speaker.say([Utterance("trang cũ", "vi"), Utterance("còn nữa", "vi")])
    qtbot.waitUntil(lambda: "trang cũ" in _said(tmp_path), timeout=PATIENCE_MS)
    (tmp_path / "slow").unlink()
    with qtbot.waitSignal(speaker.finished, timeout=PATIENCE_MS):
        speaker.say([Utterance("trang mới", "vi")])
    assert "trang mới" in _said(tmp_path)
    assert "còn nữa" not in _said(tmp_path)


def test_a_missing_program_is_told(qtbot: QtBot) -> None:
    speaker = Speaker(program="no-such-speech-program")
    with qtbot.waitSignals([speaker.silent, speaker.finished], timeout=PATIENCE_MS):
        speaker.say([Utterance("một", "vi")])


def test_a_machine_without_a_loudspeaker_is_told(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real program, and a sound system in which there is no device."""
    nothing = tmp_path / "asound.conf"
    nothing.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(nothing))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert os.environ["ALSA_CONFIG_PATH"]
    speaker = Speaker()
    with qtbot.waitSignals([speaker.silent, speaker.finished], timeout=PATIENCE_MS):
        speaker.say([Utterance("một", "vi"), Utterance("hai", "vi")])
    assert not speaker.speaking
