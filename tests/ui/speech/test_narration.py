"""Recorded narration: found by the sentence, hostile names refused, a damaged recording spoken instead."""

import math
import struct
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.speech.narration import of_form, read_index
from ui.speech.speaker import Speaker, Utterance

SENTENCE = "Ông bà họ tên là gì?"


def _tone(path: Path, seconds: float = 0.2) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        count = int(8000 * seconds)
        frames = (int(9000 * math.sin(2 * math.pi * 440 * at / 8000)) for at in range(count))
        sound.writeframes(b"".join(struct.pack("<h", each) for each in frames))
    return path


def test_a_sentence_finds_its_recording(tmp_path: Path) -> None:
    _tone(tmp_path / "name.wav")
    (tmp_path / "index.toml").write_text(f'"{SENTENCE}" = "name.wav"\n"Khác" = "gone.wav"\n')
    assert read_index(tmp_path) == {SENTENCE: tmp_path / "name.wav"}


@pytest.mark.parametrize("name", ["../name.wav", "/etc/passwd", "name.exe", "sub/name.wav", "", ".wav"])
def test_a_name_that_leads_elsewhere_is_no_recording(tmp_path: Path, name: str) -> None:
    (tmp_path / "media").mkdir()
    _tone(tmp_path / "name.wav")
    assert of_form({SENTENCE: name}, tmp_path / "media") == {}


def test_a_link_and_an_empty_file_are_no_recordings(tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    (media / "link.wav").symlink_to(_tone(tmp_path / "name.wav"))
    (media / "empty.wav").touch()
    assert of_form({"a": "link.wav", "b": "empty.wav"}, media) == {}


@pytest.mark.parametrize("index", ["not toml [", "a = 1", "\x00", '"a" = ["b.wav"]'])
def test_a_damaged_index_is_no_narration(tmp_path: Path, index: str) -> None:
    (tmp_path / "index.toml").write_text(index)
    assert read_index(tmp_path) == {}


def test_without_a_loudspeaker_or_decoder_the_recording_is_spoken_instead(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    script = tmp_path / "speak"
    script.write_text(f"#!/bin/sh\ncat > {said}\n")
    script.chmod(0o755)
    speaker = Speaker(program=str(script))
    monkeypatch.setattr(speaker, "_made_player", lambda: None)
    with qtbot.waitSignal(speaker.finished, timeout=60_000):
        speaker.say([Utterance(SENTENCE, "vi", _tone(tmp_path / "name.wav"))])
    assert SENTENCE in said.read_text()
