"""What a technician sets for one machine, in ``settings.toml`` in the kiosk's home. No file means the defaults.

hotline = "1022, phím 1"

[printing]
receipt = ""        # name of a print queue; "" for the one that suits; "folder" for files only
receipt_form = ""   # "80mm" or "a5"; "" for what the printer takes
declaration = ""    # like receipt

[speech]
enabled = true      # false: no Listen button
accent = "north"    # "north", "central" or "south": the Vietnamese voice
speed = 120         # words a minute, 80 to 200
volume = 100        # per cent, 10 to 200: where each resident begins
automatic = false   # true: every page reads itself aloud from the start

[place]
attract_after = 60  # seconds without a touch until the first page explains the kiosk; 0 for never
feedback = true     # false: nobody is asked at the end how it was
call_sound = true   # false: a call for help makes no sound

[keyboard]
screen = true       # false: no keys on the screen
way = "marks"       # "marks", "telex" or "vni": how the keys on the screen begin each visit
hardware = ""       # "telex", "vni" or "off" for a plugged-in keyboard; "": Telex, off where the system has its own
tone_style = "old"  # "old" writes hòa, "new" hoà

[capture]
camera = ""         # part of a camera's name; "" for the first one; "off" for none
scanner = ""        # a flatbed scanner as scanimage -L names it; "" for the first one; "off" for none
serial = ""         # port of a scanner for codes, such as "/dev/ttyACM0"; "" finds it by its maker; "off" for none
baud = 9600         # speed of that port
"""

import logging
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError

_LOG = logging.getLogger(__name__)

FILE_NAME = "settings.toml"
FOLDER_PRINTER = "folder"
OFF = "off"
_MOST_BYTES = 65_536


class SettingsError(KioskError):
    """settings.toml cannot be used. The message names the setting and what it may be, for the technician."""


@dataclass(frozen=True, slots=True)
class Settings:
    """hotline: the line on slips that says whom to call. The printers: queue names. The rest: as in the file above."""

    hotline: str = ""
    receipt_printer: str = ""
    receipt_form: str = ""
    declaration_printer: str = ""
    speech: bool = True
    accent: str = "north"
    speed: int = 120
    volume: int = 100
    read_aloud: bool = False
    attract_after: int = 60
    feedback: bool = True
    call_sound: bool = True
    screen_keyboard: bool = True
    typing: str = "marks"
    hardware_typing: str = ""
    tone_style: str = "old"
    camera: str = ""
    flatbed: str = ""
    serial_port: str = ""
    baud: int = 9600


def _short_text(value: object) -> str | None:
    fits = isinstance(value, str) and len(value) <= 120 and value.isprintable()
    return unicodedata.normalize("NFC", value) if fits and isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _one_of(*values: str) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in values else None


def _whole(least: int, most: int) -> Callable[[object], int | None]:
    def check(value: object) -> int | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole and isinstance(value, int) and least <= value <= most else None

    return check


# Place in the file → field, what it may be in words, and the check, which returns None for anything else.
_PLACES: dict[str, tuple[str, str, Callable[[object], Any]]] = {
    "hotline": ("hotline", "a short text", _short_text),
    "printing.receipt": ("receipt_printer", "a short text", _short_text),
    "printing.receipt_form": ("receipt_form", '"80mm" or "a5"', _one_of("", "80mm", "a5")),
    "printing.declaration": ("declaration_printer", "a short text", _short_text),
    "speech.enabled": ("speech", "true or false", _flag),
    "speech.accent": ("accent", '"north", "central" or "south"', _one_of("north", "central", "south")),
    "speech.speed": ("speed", "a whole number from 80 to 200", _whole(80, 200)),
    "speech.volume": ("volume", "a whole number from 10 to 200", _whole(10, 200)),
    "speech.automatic": ("read_aloud", "true or false", _flag),
    "place.attract_after": ("attract_after", "a whole number from 0 to 3600", _whole(0, 3600)),
    "place.feedback": ("feedback", "true or false", _flag),
    "place.call_sound": ("call_sound", "true or false", _flag),
    "keyboard.screen": ("screen_keyboard", "true or false", _flag),
    "keyboard.way": ("typing", '"marks", "telex" or "vni"', _one_of("marks", "telex", "vni")),
    "keyboard.hardware": ("hardware_typing", '"telex", "vni", "off" or ""', _one_of("", "telex", "vni", OFF)),
    "keyboard.tone_style": ("tone_style", '"old" or "new"', _one_of("old", "new")),
    "capture.camera": ("camera", "a short text", _short_text),
    "capture.scanner": ("flatbed", "a short text", _short_text),
    "capture.serial": ("serial_port", "a short text", _short_text),
    "capture.baud": ("baud", "a whole number from 300 to 921600", _whole(300, 921_600)),
}
_TABLES = frozenset(place.partition(".")[0] for place in _PLACES if "." in place)


def read_settings(home: Path) -> Settings:
    """The settings of a kiosk. Raises SettingsError."""
    path = home / FILE_NAME
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{FILE_NAME} cannot be read: {error.strerror}") from error
    if len(data) > _MOST_BYTES:
        raise SettingsError(f"{FILE_NAME} is far too large")
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise SettingsError(f"{FILE_NAME}: {error}") from error
    return _settings(table)


def settings_or_defaults(home: Path) -> Settings:
    """read_settings(), with the defaults when the file cannot be used: a typing mistake must not stop a visit.

    The doctor shows the mistake.
    """
    try:
        return read_settings(home)
    except SettingsError as error:
        _LOG.error("the defaults are used: %s", error)
        return Settings()


def _settings(table: dict[str, Any]) -> Settings:
    given: dict[str, object] = {}
    for name, value in table.items():
        if name not in _TABLES:
            given[name] = value
        elif isinstance(value, dict):
            given.update({f"{name}.{inner}": each for inner, each in value.items()})
        else:
            raise SettingsError(f"{FILE_NAME}: {name} must be a table")
    if unknown := [place for place in given if place not in _PLACES]:
        raise SettingsError(f"{FILE_NAME}: unknown setting {', '.join(unknown)}")
    fields = {}
    for place, value in given.items():
        field, words, check = _PLACES[place]
        fields[field] = check(value)
        if fields[field] is None:
            raise SettingsError(f"{FILE_NAME}: {place} must be {words}")
    return Settings(**fields)
