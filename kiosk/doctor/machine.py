"""The machine itself: display, fonts, speech, scanner, disk, clock."""

import os
import shutil
import statistics
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from kiosk.doctor.display import probe
from kiosk.doctor.finding import Finding
from kiosk.doctor.words import finding

_GB = 10**9
_LOW, _FULL = 2 * _GB, _GB // 4
_SLOW_MS = 150
_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
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


def _has_vietnamese_voice() -> bool:
    try:
        done = subprocess.run(
            ["espeak-ng", "--voices=vi"], capture_output=True, text=True, timeout=10, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return any(line.split()[1:2] == ["vi"] for line in done.stdout.splitlines())


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
    free = shutil.disk_usage(folder).free
    values = {"free": f"{free / _GB:.1f}", "fsync": f"{fsync:.1f}"}
    if free < _FULL:
        return finding("disk.full", language, **values)
    if free < _LOW:
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
