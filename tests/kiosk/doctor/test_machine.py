"""What is wrong with a machine is found and told with what to do."""

import shutil
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.doctor import Level, machine
from kiosk.doctor.machine import (
    examine_clock,
    examine_disk,
    examine_fonts,
    examine_languages,
    examine_scanner,
    examine_speech,
)

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - the shape of shutil.disk_usage


def test_the_bundled_fonts_draw_vietnamese():
    assert examine_fonts("en").level is Level.OK


@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_a_damaged_font_is_named(tmp_path: Path, damage: str):
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        shutil.copy(FONTS / name, tmp_path)
    bold = tmp_path / "NotoSans-Bold.ttf"
    if damage == "missing":
        bold.unlink()
    else:
        bold.write_bytes(bold.read_bytes()[:900] if damage == "cut" else b"x")
    found = examine_fonts("en", tmp_path)
    assert found.level is Level.BAD
    assert "NotoSans-Bold.ttf" in found.text
    assert "Regular" not in found.text


def test_speech_needs_the_voice_and_something_to_hear_it_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    voice = tmp_path / "espeak-ng"
    voice.write_text(
        "#!/bin/sh\necho 'Pty Language Age/Gender VoiceName File Other'\necho ' 5  vi  --/M Vietnamese aav/vi'\n"
    )
    voice.chmod(0o755)
    cards = tmp_path / "cards"
    monkeypatch.setattr(machine, "_SOUND_CARDS", cards)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert examine_speech("en").text == "There is a Vietnamese voice and no sound card."
    cards.write_text("--- no soundcards ---\n")
    assert examine_speech("en").level is Level.WARN
    cards.write_text(" 0 [PCH ]: HDA-Intel - HDA Intel PCH\n")
    assert examine_speech("vi").level is Level.OK
    monkeypatch.setenv("PATH", "/nonexistent")
    assert "espeak-ng" in examine_speech("vi").advice


def test_a_language_that_nobody_hears_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    voice = tmp_path / "espeak-ng"
    voice.write_text("#!/bin/sh\nprintf 'Pty Language\\n 5  vi\\n 5  en-gb\\n'\n")
    voice.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    shipped, home = tmp_path / "shipped", tmp_path / "home"
    for code in ("vi", "en", "km"):
        (shipped / code).mkdir(parents=True)
        (shipped / code / "language.toml").write_text(f'state = "{"started" if code == "km" else "complete"}"\n')
    (begun,) = examine_languages(home, "en", shipped)
    assert (begun.subject, begun.level, "km" in begun.text, "en" in begun.text.split(":")[1]) == (
        "speech",
        Level.OK,
        True,
        False,
    )
    hmong = home / "languages" / "hmn"
    hmong.mkdir(parents=True)
    (hmong / "language.toml").write_text('state = "complete"\n')
    (found,) = examine_languages(home, "vi", shipped)
    assert found.level is Level.WARN
    assert "hmn" in found.text
    for folder in (hmong, shipped / "km"):
        (folder / "narration").mkdir()
        (folder / "narration" / "index.toml").write_text("")
    assert examine_languages(home, "vi", shipped) == []
    monkeypatch.setenv("PATH", "/nonexistent")
    assert examine_languages(home, "vi", shipped) == [], "that nothing speaks at all is said once"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed (make setup installs it)")
def test_the_real_espeak_speaks_vietnamese():
    assert machine._has_vietnamese_voice()


def test_scanners_are_seen_by_device_and_by_name_and_doubt_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    devices = tmp_path / "devices"
    monkeypatch.setattr(machine, "_INPUT_DEVICES", devices)
    monkeypatch.setattr(machine, "Path", lambda _: tmp_path)
    devices.write_text('N: Name="AT Translated Set 2 keyboard"\n')
    unknown = examine_scanner("en")
    assert unknown.level is Level.WARN
    assert "cannot be told from a keyboard" in unknown.text
    devices.write_text('N: Name="Newland Auto-ID NLS-HR11 USB HIDKBW"\n')
    (tmp_path / "ttyACM0").touch()
    found = examine_scanner("en")
    assert found.level is Level.OK
    assert "Newland" in found.text
    assert "ttyACM0" in found.text
    assert "to be sure" in found.advice


def test_the_disk_is_written_to_for_real(tmp_path: Path):
    found = examine_disk(tmp_path / "not" / "there", "en")
    assert found.level is Level.OK
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "level"), [(10**9, Level.WARN), (10**8, Level.BAD)])
def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12 - free, free))
    found = examine_disk(tmp_path, "vi")
    assert found.level is level
    assert f"{free / 10**9:.1f} GB" in found.text


def test_a_slow_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "_SLOW_MS", -1)
    assert "slow" in examine_disk(tmp_path, "en").text


def test_a_folder_that_cannot_be_written_to_is_told():
    found = examine_disk(Path("/proc/kiosk"), "en")
    assert found.level is Level.BAD
    assert "/proc" in found.text


@pytest.mark.parametrize(
    ("now", "offset", "level"),
    [
        (NOW, 1.0, Level.OK),
        (NOW, None, Level.OK),
        (NOW, -600.0, Level.WARN),
        (NOW, 200_000.0, Level.BAD),
        (datetime(2000, 1, 1, tzinfo=UTC), None, Level.BAD),
        (datetime(2126, 1, 1, tzinfo=UTC), None, Level.BAD),
    ],
)
def test_a_wrong_clock_is_told(now: datetime, offset: float | None, level: Level):
    assert examine_clock("vi", now, offset).level is level
