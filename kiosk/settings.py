"""What is set for one kiosk: by a technician in ``settings.toml`` in its home, and by the portal's fleet page.

What there is to set, and what each may be, stands in sync.protocol.settings. Of two who set the same, the fleet page
wins over the file, the file over what came with the catalogue, and that over the defaults.

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
idle_after = 180    # seconds without a touch until a visit is asked whether somebody is still there
text_size = "normal" # "normal", "large" or "largest": where each resident begins
paused = false      # true: the kiosk says that it is closed for now; drafts and sending go on
feedback = true     # false: nobody is asked at the end how it was
call_sound = true   # false: a call for help makes no sound

[keep]
readable_days = 7   # days that the readable copy stays after the portal has it
draft_days = 30     # days that a draft waits for its owner

[disk]
warn_mb = 1024      # the volunteer is told when less is free
warn_dossiers = 50  # or when fewer dossiers would fit
keep_mb = 64        # kept free for answers: pictures are refused before

[procedures]         # what a kiosk offers; what was begun can always be finished
offered = ""        # codes with spaces between: only these are offered; "" for all that there are
withheld = ""       # codes with spaces between: these are not offered

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

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError
from kiosk.store.files import write_whole
from sync.protocol.errors import MalformedError
from sync.protocol.settings import OFF, SETTINGS, Value, checked, read_settings_file

__all__ = [
    "CATALOGUE_FILE",
    "FILE_NAME",
    "FLEET_FILE",
    "FOLDER_PRINTER",
    "OFF",
    "Settings",
    "SettingsError",
    "catalogue_values",
    "fleet_values",
    "given_settings",
    "read_settings",
    "settings_or_defaults",
    "take_from_catalogue",
]

_LOG = logging.getLogger(__name__)

FILE_NAME = "settings.toml"
FLEET_FILE = "settings.fleet.json"
CATALOGUE_FILE = "settings.catalogue.toml"
FOLDER_PRINTER = "folder"
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
    idle_after: int = 180
    text_size: str = "normal"
    paused: bool = False
    readable_days: int = 7
    draft_days: int = 30
    disk_warn_mb: int = 1024
    disk_warn_dossiers: int = 50
    disk_keep_mb: int = 64
    offered: str = ""
    withheld: str = ""


def read_settings(home: Path) -> Settings:
    """The settings of a kiosk. Raises SettingsError for a settings.toml that cannot be used."""
    return _together(catalogue_values(home), _file(home), fleet_values(home))


def settings_or_defaults(home: Path) -> Settings:
    """read_settings(), without the file when that cannot be used: a typing mistake must not stop a visit.

    The doctor shows the mistake.
    """
    try:
        return read_settings(home)
    except SettingsError as error:
        _LOG.error("the defaults are used: %s", error)
        return _together(catalogue_values(home), fleet_values(home))


def given_settings(home: Path) -> dict[str, Value]:
    """What somebody has set, by place; what only has its default is not there."""
    try:
        return {**catalogue_values(home), **_file(home), **fleet_values(home)}
    except SettingsError:
        return {**catalogue_values(home), **fleet_values(home)}


def fleet_values(home: Path) -> Mapping[str, Value]:
    """What the portal has set for this kiosk and is in force. A file that cannot be used counts as none."""
    path = home / FLEET_FILE
    try:
        return checked(json.loads(path.read_bytes())["values"], afar=True)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        _LOG.error("%s is left out: %s", FLEET_FILE, type(error).__name__)
        return {}


def catalogue_values(home: Path) -> Mapping[str, Value]:
    """What came with the catalogue for every kiosk and is in force. A file that cannot be used counts as none."""
    try:
        return read_settings_file((home / CATALOGUE_FILE).read_bytes(), afar=True)
    except FileNotFoundError:
        return {}
    except (OSError, MalformedError) as error:
        _LOG.error("%s is left out: %s", CATALOGUE_FILE, type(error).__name__)
        return {}


def take_from_catalogue(home: Path, came: bytes | None) -> bool:
    """Between two residents: what the catalogue says now is in force from here on; whether that changed anything.

    came: the file as it was checked when it came, None when the catalogue has none. Raises OSError.
    """
    path = home / CATALOGUE_FILE
    try:
        before: bytes | None = path.read_bytes()
    except FileNotFoundError:
        before = None
    if came == before:
        return False
    if came is None:
        path.unlink()
    else:
        write_whole(path, came)
    return True


def _together(*layers: Mapping[str, Value]) -> Settings:
    """Later ones win."""
    fields: dict[str, Any] = {}
    for layer in layers:
        fields |= {SETTINGS[place].field: value for place, value in layer.items()}
    return Settings(**fields)


def _file(home: Path) -> dict[str, Value]:
    """What settings.toml says. Raises SettingsError."""
    path = home / FILE_NAME
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{FILE_NAME} cannot be read: {error.strerror}") from error
    if len(data) > _MOST_BYTES:
        raise SettingsError(f"{FILE_NAME} is far too large")
    try:
        return read_settings_file(data)
    except MalformedError as error:
        raise SettingsError(f"{FILE_NAME}: {error}") from error
