"""The machine itself: display, fonts, speech, scanner, disk, clock."""

import os
import statistics
import struct
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from kiosk.doctor.display import probe
from kiosk.doctor.finding import Finding
from kiosk.doctor.words import finding
from kiosk.space import A_DOSSIER, Level, room

_GB = 10**9
_SLOW_MS = 150
_TOO_FEW = 10
_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_LANGUAGES = Path(__file__).resolve().parents[2] / "assets" / "languages"
_FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_HARDEST_LETTERS = "ẪỄỘỰẵđ“–"
_VIETNAM = timezone(timedelta(hours=7))
_EARLIEST_YEAR, _LATEST_YEAR = 2026, 2100
_OFFSET_SECONDS = 120.0
_SCANNER_WORDS = ("scanner", "barcode", "bar code", "qr", "datalogic", "honeywell", "newland", "zebra", "symbol")
_INPUT_DEVICES = Path("/proc/bus/input/devices")
_SOUND_CARDS = Path("/proc/asound/cards")


def examine_display(language: str) -> Finding:
    """Opens it in a child process."""
    display = probe()
    if display.usable:
        return finding("display.ok", language, width=display.width, height=display.height)
    return finding("display.bad", language, trouble=display.trouble)


def examine_fonts(language: str, folder: Path = _FONTS) -> Finding:
    """Both files of Noto Sans can be read and have the hardest letters of Vietnamese."""
    bad = [name for name in _FONT_FILES if not _draws_vietnamese(folder / name)]
    return finding("fonts.bad", language, names=", ".join(bad)) if bad else finding("fonts.ok", language)


def _draws_vietnamese(path: Path) -> bool:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        glyphs = TTFontFile(str(path)).charToGlyph
    except (TTFError, OSError, ValueError, IndexError, struct.error):
        return False
    return all(ord(letter) in glyphs for letter in _HARDEST_LETTERS)


def examine_speech(language: str) -> Finding:
    """espeak-ng has a Vietnamese voice, and there is something to hear it with."""
    if not _has_vietnamese_voice():
        return finding("speech.none", language)
    return finding("speech.ok" if _has_sound() else "speech.silent", language)


def examine_languages(home: Path, language: str, shipped: Path = _LANGUAGES) -> list[Finding]:
    """Languages that residents may choose and cannot hear: no voice, no recordings. None where nothing speaks."""
    voices = _voices()
    packs = [folder for parent in (shipped, home / "languages") for folder in _folders(parent)]
    silent = {folder.name: _complete(folder) for folder in packs if not _heard(folder, voices)}
    if not voices or not silent:
        return []
    names = ", ".join(sorted(silent))
    return [finding("speech.missing" if any(silent.values()) else "speech.begun", language, names=names)]


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(each for each in parent.iterdir() if (each / "language.toml").is_file())
    except OSError:
        return []


def _heard(folder: Path, voices: frozenset[str]) -> bool:
    # A voice for a language of a region, such as en-gb, speaks the language.
    code = folder.name.lower()
    spoken = any(voice == code or voice.startswith(f"{code}-") for voice in voices)
    return spoken or (folder / "narration" / "index.toml").is_file()


def _complete(folder: Path) -> bool:
    try:
        return tomllib.loads((folder / "language.toml").read_text("utf-8")).get("state") == "complete"
    except (OSError, ValueError):
        return False


def _has_vietnamese_voice() -> bool:
    return "vi" in _voices()


def _voices() -> frozenset[str]:
    """The languages of espeak-ng; none where it is not installed or does not answer."""
    try:
        done = subprocess.run(
            ["espeak-ng", "--voices"], capture_output=True, text=True, timeout=10, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(row[1] for line in done.stdout.splitlines()[1:] if len(row := line.split()) > 1)


def _has_sound() -> bool:
    try:
        cards = _SOUND_CARDS.read_text(errors="replace")
    except OSError:
        return False
    return bool(cards.strip()) and "no soundcards" not in cards


def examine_scanner(language: str) -> Finding:
    """Cameras, serial devices, and keyboards that are called a scanner."""
    names = sorted({*_scanner_devices(Path("/dev")), *_scanners_among_keyboards()})
    if names:
        return finding("scanner.ok", language, names=", ".join(names[:6]))
    return finding("scanner.unknown", language)


def _scanner_devices(folder: Path) -> Iterator[str]:
    for pattern in ("video*", "ttyACM*", "ttyUSB*"):
        yield from (str(path) for path in folder.glob(pattern))


def _scanners_among_keyboards() -> Iterator[str]:
    try:
        text = _INPUT_DEVICES.read_text(errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        if line.startswith("N: Name="):
            name = line.partition("=")[2].strip('" ')
            if any(word in name.lower() for word in _SCANNER_WORDS):
                yield name


def examine_disk(home: Path, language: str) -> Finding:
    """Room, and how long a write takes until it survives a power cut (median of five)."""
    folder = next(path for path in (home, *home.parents) if path.is_dir())
    try:
        fsync = statistics.median(_fsync_milliseconds(folder) for _ in range(5))
    except OSError:
        return finding("disk.unwritable", language, folder=folder)
    there = room(folder, A_DOSSIER)
    values = {"free": f"{there.free / _GB:.1f}", "fsync": f"{fsync:.1f}", "count": there.dossiers}
    if there.level is Level.FULL or there.dossiers < _TOO_FEW:
        return finding("disk.full", language, **values)
    if there.level is Level.LOW:
        return finding("disk.low", language, **values)
    return finding("disk.slow" if fsync > _SLOW_MS else "disk.ok", language, **values)


def _fsync_milliseconds(folder: Path) -> float:
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
        file.write(os.urandom(4096))
        file.flush()
        begun = time.perf_counter()
        os.fsync(file.fileno())
        return (time.perf_counter() - begun) * 1000


def examine_clock(language: str, now: datetime, offset: float | None) -> Finding:
    """offset: portal minus kiosk in seconds, None when the portal did not say."""
    shown = f"{now.astimezone(_VIETNAM):%H:%M %d/%m/%Y}"
    if not _EARLIEST_YEAR <= now.year < _LATEST_YEAR or (offset is not None and abs(offset) > 86_400):
        return finding("clock.wrong", language, now=shown)
    if offset is None:
        return finding("clock.alone", language, now=shown)
    if abs(offset) > _OFFSET_SECONDS:
        return finding("clock.offset", language, offset=round(offset))
    return finding("clock.ok", language, now=shown)
