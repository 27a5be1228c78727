"""The settings of a kiosk: what there is to set, and what each may be. One list for everybody who sets one.

A technician writes them into ``settings.toml`` on the machine, the portal's fleet page sets them for one kiosk, and a
catalogue for many. kiosk.settings puts these together; this module only knows what is allowed.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sync.protocol.errors import MalformedError

OFF = "off"
LONGEST_TEXT = 120
LONGEST_LIST = 20_000
_LARGEST_FILE = 65_536
_CODE = re.compile(r"[A-Za-z0-9.]{1,40}")


class SettingRefused(MalformedError):
    """A setting that there is not, or a value that it cannot have. The message names the place and what is allowed.

    place: of the setting. words: what it may be; "" for an unknown one.
    """

    def __init__(self, place: str, words: str = "") -> None:
        super().__init__(f"{place} must be {words}" if words else f"unknown setting {place}")
        self.place = place
        self.words = words


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    @property
    def words(self) -> str:
        """What is allowed, for people."""
        return "true or false"

    def check(self, value: object) -> bool | None:
        """The value, None when it is not allowed."""
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number; both bounds are allowed."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """What is allowed, for people."""
        return f"a whole number from {self.least} to {self.most}"

    def check(self, value: object) -> int | None:
        """The value, None when it is not allowed."""
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole and isinstance(value, int) and self.least <= value <= self.most else None


@dataclass(frozen=True, slots=True)
class Text:
    """A short text in one line, "" included."""

    @property
    def words(self) -> str:
        """What is allowed, for people."""
        return "a short text"

    def check(self, value: object) -> str | None:
        """The value in NFC, None when it is not allowed."""
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or not value.isprintable():
            return None
        return unicodedata.normalize("NFC", value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    values: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is allowed, for people."""
        named = [f'"{value}"' for value in self.values if value]
        return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)

    def check(self, value: object) -> str | None:
        """The value, None when it is not allowed."""
        return value if isinstance(value, str) and value in self.values else None


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of procedures with spaces between them, "" for none."""

    @property
    def words(self) -> str:
        """What is allowed, for people."""
        return "codes of procedures with spaces between them"

    def check(self, value: object) -> str | None:
        """The value with single spaces, None when it is not allowed."""
        if not isinstance(value, str) or len(value) > LONGEST_LIST:
            return None
        codes = value.split()
        return " ".join(codes) if all(_CODE.fullmatch(code) for code in codes) else None


Rule = Flag | Whole | Text | Choice | Codes
Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be set.

    Attributes:
        place: where it stands, "table.name" or "name". field: its name in kiosk.settings.Settings.
        default: what counts when nobody set it.
        afar: whether it may be set from a distance. What depends on the plugs of one machine may not.
    """

    place: str
    field: str
    rule: Rule
    default: Value
    afar: bool = True


_TYPING = ("marks", "telex", "vni")
_ALL = (
    Setting("hotline", "hotline", Text(), ""),
    Setting("printing.receipt", "receipt_printer", Text(), ""),
    Setting("printing.receipt_form", "receipt_form", Choice(("", "80mm", "a5")), ""),
    Setting("printing.declaration", "declaration_printer", Text(), ""),
    Setting("speech.enabled", "speech", Flag(), default=True),
    Setting("speech.accent", "accent", Choice(("north", "central", "south")), "north"),
    Setting("speech.speed", "speed", Whole(80, 200), 120),
    Setting("speech.volume", "volume", Whole(10, 200), 100),
    Setting("speech.automatic", "read_aloud", Flag(), default=False),
    Setting("place.attract_after", "attract_after", Whole(0, 3600), 60),
    Setting("place.idle_after", "idle_after", Whole(30, 1800), 180),
    Setting("place.text_size", "text_size", Choice(("normal", "large", "largest")), "normal"),
    Setting("place.paused", "paused", Flag(), default=False),
    Setting("place.feedback", "feedback", Flag(), default=True),
    Setting("place.call_sound", "call_sound", Flag(), default=True),
    Setting("keep.readable_days", "readable_days", Whole(0, 90), 7),
    Setting("keep.draft_days", "draft_days", Whole(1, 180), 30),
    Setting("disk.warn_mb", "disk_warn_mb", Whole(100, 1_000_000), 1024),
    Setting("disk.warn_dossiers", "disk_warn_dossiers", Whole(0, 10_000), 50),
    Setting("disk.keep_mb", "disk_keep_mb", Whole(8, 10_000), 64),
    Setting("procedures.offered", "offered", Codes(), ""),
    Setting("procedures.withheld", "withheld", Codes(), ""),
    Setting("keyboard.screen", "screen_keyboard", Flag(), default=True),
    Setting("keyboard.way", "typing", Choice(_TYPING), "marks"),
    Setting("keyboard.hardware", "hardware_typing", Choice(("", "telex", "vni", OFF)), ""),
    Setting("keyboard.tone_style", "tone_style", Choice(("old", "new")), "old"),
    Setting("capture.camera", "camera", Text(), "", afar=False),
    Setting("capture.scanner", "flatbed", Text(), "", afar=False),
    Setting("capture.serial", "serial_port", Text(), "", afar=False),
    Setting("capture.baud", "baud", Whole(300, 921_600), 9600, afar=False),
)
SETTINGS: dict[str, Setting] = {setting.place: setting for setting in _ALL}
TABLES = frozenset(place.partition(".")[0] for place in SETTINGS if "." in place)


def flat(table: Mapping[str, object]) -> dict[str, object]:
    """{"speech.speed": 90} of {"speech": {"speed": 90}}. Raises SettingRefused for a value where a table belongs."""
    given: dict[str, object] = {}
    for name, value in table.items():
        if name not in TABLES:
            given[name] = value
        elif isinstance(value, Mapping):
            given.update({f"{name}.{inner}": each for inner, each in value.items()})
        else:
            raise SettingRefused(name, "a table")
    return given


def read_settings_file(data: bytes, *, afar: bool = False) -> dict[str, Value]:
    """Settings by their places, of a TOML file. afar: it comes from a distance.

    Raises SettingRefused, MalformedError for what is no such file.
    """
    if len(data) > _LARGEST_FILE:
        raise MalformedError("the file is far too large")
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise MalformedError(str(error)) from error
    return checked(flat(table), afar=afar)


def checked(given: Mapping[str, object], *, afar: bool = False) -> dict[str, Value]:
    """Settings by their places, each allowed. afar: they come from a distance. Raises SettingRefused."""
    found: dict[str, Value] = {}
    for place, value in given.items():
        setting = SETTINGS.get(place)
        if setting is None or (afar and not setting.afar):
            raise SettingRefused(place)
        allowed = setting.rule.check(value)
        if allowed is None:
            raise SettingRefused(place, setting.rule.words)
        found[place] = allowed
    return found
