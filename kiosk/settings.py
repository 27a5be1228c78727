"""What a technician sets for one machine, in ``settings.toml`` in the kiosk's home. No file means the defaults.

hotline = "1022, phím 1"

[printing]
receipt = ""        # name of a print queue; "" for the one that suits; "folder" for files only
receipt_form = ""   # "80mm" or "a5"; "" for what the printer takes
declaration = ""    # like receipt
"""

import logging
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError

_LOG = logging.getLogger(__name__)

FILE_NAME = "settings.toml"
FOLDER_PRINTER = "folder"
_FORMS = ("", "80mm", "a5")
_MOST_BYTES = 65_536


class SettingsError(KioskError):
    """settings.toml cannot be used. The message names the setting and what it may be, for the technician."""


@dataclass(frozen=True, slots=True)
class Settings:
    """hotline: the line on slips that says whom to call, "" for none. The printers: queue names."""

    hotline: str = ""
    receipt_printer: str = ""
    receipt_form: str = ""
    declaration_printer: str = ""


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
    printing = table.pop("printing", {})
    hotline = table.pop("hotline", "")
    if not isinstance(printing, dict):
        raise SettingsError(f"{FILE_NAME}: printing must be a table")
    receipt, form = printing.pop("receipt", ""), printing.pop("receipt_form", "")
    declaration = printing.pop("declaration", "")
    unknown = [*table, *(f"printing.{name}" for name in printing)]
    if unknown:
        raise SettingsError(f"{FILE_NAME}: unknown setting {', '.join(unknown)}")
    for name, value in (("hotline", hotline), ("printing.receipt", receipt), ("printing.declaration", declaration)):
        if not isinstance(value, str) or len(value) > 120 or not value.isprintable():
            raise SettingsError(f"{FILE_NAME}: {name} must be a short text")
    if form not in _FORMS:
        raise SettingsError(f'{FILE_NAME}: printing.receipt_form must be "80mm" or "a5"')
    return Settings(unicodedata.normalize("NFC", hotline), receipt, form, declaration)
