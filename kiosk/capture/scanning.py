"""Scanning with SANE's own program, scanimage: one page from the flatbed or the feeder, into memory.

A program and not its library: a scanner's driver that hangs or crashes takes nothing of the kiosk with it, and can be
ended. See scanimage(1) and sane-usb(5).
"""

import logging
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import IO

from kiosk.capture.errors import ScanFailed, ScanTrouble

_LOG = logging.getLogger(__name__)
PROGRAM = "scanimage"
RESOLUTION = 200
A4_MM = (210.0, 297.0)
_LIST_S, _OPTIONS_S, _SCAN_S = 25.0, 20.0, 180.0
_END_S = 3.0
_MOST_BYTES = 64 << 20
_SEPARATOR = "\x1f"
_TOLD = re.compile(r"scanimage: sane_(?:read|start): \w")
_PROGRESS = re.compile(r"Progress:\s*([\d.]+)%")
_COLOURS = ("Color", "Colour", "24bit Color", "Color - 24 bit")
# What scanimage says of sane_strstatus(), in sane-backends 1.x.
_TROUBLES = (
    ("busy", ScanTrouble.BUSY),
    ("jammed", ScanTrouble.JAMMED),
    ("out of documents", ScanTrouble.NO_PAPER),
    ("cover is open", ScanTrouble.COVER_OPEN),
    ("no scanners were identified", ScanTrouble.NONE_THERE),
    ("open of device", ScanTrouble.NONE_THERE),
)


@dataclass(frozen=True, slots=True)
class Scanner:
    """name: as SANE knows it. label: maker and model, for people."""

    name: str
    label: str


def installed() -> bool:
    """Whether scanimage is there."""
    return shutil.which(PROGRAM) is not None


def scanners(wanted: Callable[[], bool] = lambda: True) -> tuple[Scanner, ...]:
    """The scanners that are connected. Takes seconds: SANE asks every bus and the network. () when not wanted."""
    if not installed():
        return ()
    found = []
    for line in _listed(wanted).splitlines():
        name, *words = line.split(_SEPARATOR)
        # Cameras are found by SANE as well (v4l); they have a page of their own.
        if words and name and not name.startswith("v4l:"):
            found.append(Scanner(name, " ".join("".join(words).split()) or name))
    return tuple(found)


def scan(
    scanner: Scanner,
    wanted: Callable[[], bool] = lambda: True,
    progress: Callable[[float], None] = lambda _share: None,
) -> bytes:
    """One page as PNG, in colour where the scanner has it.

    wanted: asked several times a second; False ends the scan. progress: 0 to 1, from another thread. Raises ScanFailed.
    """
    if not installed():
        raise ScanFailed(ScanTrouble.NONE_THERE)
    command = [PROGRAM, "--device-name", scanner.name, "--format=png", "--progress", *_options(scanner)]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment())
    except OSError as error:
        raise ScanFailed(ScanTrouble.FAILED, type(error).__name__) from error
    with process:
        return _Run(process, progress).result(wanted)


def _listed(wanted: Callable[[], bool]) -> str:
    command = [PROGRAM, "--formatted-device-list", f"%d{_SEPARATOR}%v {_SEPARATOR}%m%n"]
    begun = time.monotonic()
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace", env=_environment()
        )
    except OSError as error:
        _LOG.warning("scanners could not be listed: %s", type(error).__name__)
        return ""
    with process:
        while True:
            # A list of scanners never fills a pipe: it can be read when the program has ended.
            with suppress(subprocess.TimeoutExpired):
                return process.communicate(timeout=0.1)[0]
            if not wanted() or time.monotonic() - begun > _LIST_S:
                process.kill()
                return ""


class _Run:
    """One scan under way: both pipes are read by threads, because a full one would hold the scanner up."""

    def __init__(self, process: "subprocess.Popen[bytes]", progress: Callable[[float], None]) -> None:
        self._process = process
        self._progress = progress
        self._picture = bytearray()
        self._said = ""
        self._failed_at = 0.0
        pipes = ((process.stdout, self._take_picture), (process.stderr, self._take_words))
        self._readers = [
            threading.Thread(target=partial(read, pipe), name="scanner pipe", daemon=True)
            for pipe, read in pipes
            if pipe is not None
        ]
        for reader in self._readers:
            reader.start()

    def result(self, wanted: Callable[[], bool]) -> bytes:
        """The picture, when the program has ended."""
        begun = time.monotonic()
        while self._process.poll() is None:
            if not wanted():
                self._end()
                raise ScanFailed(ScanTrouble.CANCELLED)
            if time.monotonic() - begun > _SCAN_S or len(self._picture) > _MOST_BYTES:
                self._end()
                raise ScanFailed(ScanTrouble.FAILED, "it takes too long or too much")
            if self._failed_at and time.monotonic() - self._failed_at > _END_S:
                # Some drivers never come back from an error that they have told (SANE's own test backend among them).
                self._end()
                break
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.1)
        for reader in self._readers:
            reader.join(_END_S)
        if self._process.returncode or not self._picture:
            raise ScanFailed(_trouble(self._said), _last_line(self._said))
        return bytes(self._picture)

    def _end(self) -> None:
        """Ask, so that the carriage goes home; then force."""
        self._process.terminate()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._picture.clear()

    def _take_picture(self, pipe: IO[bytes]) -> None:
        while piece := pipe.read1(1 << 16):  # type: ignore[attr-defined]  # BufferedReader, which IO does not say
            if len(self._picture) <= _MOST_BYTES:
                self._picture += piece

    def _take_words(self, pipe: IO[bytes]) -> None:
        while piece := pipe.read1(4096):  # type: ignore[attr-defined]  # as above
            text = piece.decode("utf-8", "replace")
            self._said = (self._said + text)[-4000:]
            if not self._failed_at and _TOLD.search(self._said):
                self._failed_at = time.monotonic()
            if shares := _PROGRESS.findall(text):
                self._progress(min(1.0, float(shares[-1]) / 100))


def _options(scanner: Scanner) -> list[str]:
    """Colour, resolution and area, as far as this scanner has such options: an unknown one ends scanimage."""
    try:
        done = subprocess.run(
            [PROGRAM, "--device-name", scanner.name, "--all-options"],
            capture_output=True, text=True, timeout=_OPTIONS_S, check=False, errors="replace", env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScanFailed(ScanTrouble.FAILED, type(error).__name__) from error
    if done.returncode:
        raise ScanFailed(_trouble(done.stderr), _last_line(done.stderr))
    return read_options(done.stdout)


def read_options(listed: str) -> list[str]:
    """The arguments for a page, from what scanimage --all-options prints."""
    chosen: list[str] = []
    modes = re.search(r"^\s+--mode ([^\[\n]+)", listed, re.MULTILINE)
    if modes:
        offered = [mode.strip() for mode in modes.group(1).split("|")]
        colour = next((mode for mode in _COLOURS if mode in offered), "")
        chosen += ["--mode", colour] if colour else []
    if resolution := _resolution(listed):
        chosen += ["--resolution", str(resolution)]
    for letter, most in zip("xy", A4_MM, strict=True):
        limit = re.search(rf"^\s+-{letter} [\d.]+\.\.([\d.]+)mm", listed, re.MULTILINE)
        if limit:
            chosen += [f"-{letter}", f"{min(most, float(limit.group(1))):g}"]
    return chosen


def _resolution(listed: str) -> int:
    """The offered one nearest to RESOLUTION; 0 where none can be set."""
    found = re.search(r"^\s+--resolution ([^\[\n]+?)dpi", listed, re.MULTILINE)
    if not found:
        return 0
    text = found.group(1).strip()
    if span := re.fullmatch(r"(\d+)\.\.(\d+)", text):
        return min(max(RESOLUTION, int(span.group(1))), int(span.group(2)))
    steps = [int(step) for step in text.split("|") if step.isdigit()]
    return min(steps, key=lambda step: abs(step - RESOLUTION)) if steps else 0


def _trouble(said: str) -> ScanTrouble:
    low = said.lower()
    return next((trouble for words, trouble in _TROUBLES if words in low), ScanTrouble.FAILED)


def _last_line(said: str) -> str:
    lines = [line.strip() for line in re.split(r"[\r\n]+", said) if line.strip() and "Progress:" not in line]
    return lines[-1][:200] if lines else ""


def _environment() -> dict[str, str]:
    """English, because what it says is read."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
