"""Recorded narration: which sound file a text has.

Two sources. A form's questions and choices name theirs in the XLSForm (media::audio). Everything else comes from a
folder ``narration`` of a language pack, whose ``index.toml`` says ``"the sentence" = "file.ogg"``.
"""

import logging
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_LOG = logging.getLogger(__name__)
INDEX = "index.toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(ogg|mp3|wav|opus)")
_MOST_BYTES = 1 << 20
_LONGEST_FILE = 5 << 20


def read_index(folder: Path) -> dict[str, Path]:
    """The narration in a folder: text to file. What is unknown, missing or too large is left out and logged."""
    try:
        with (folder / INDEX).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        return {}
    try:
        table = tomllib.loads(data[:_MOST_BYTES].decode("utf-8"))
    except ValueError:
        _LOG.error("the narration's index cannot be read")
        return {}
    found = {}
    for text, name in table.items():
        if isinstance(name, str) and usable(folder, name):
            found[unicodedata.normalize("NFC", text)] = folder / name
        else:
            _LOG.error("a file of the narration cannot be used")
    return found


def usable(folder: Path, name: str) -> bool:
    """Whether a name is that of a sound file directly in folder, of a bearable size."""
    path = folder / name
    if not _NAME.fullmatch(name) or path.is_symlink() or not path.is_file():
        return False
    return 0 < path.stat().st_size <= _LONGEST_FILE


def of_form(texts: Mapping[str, str], media: Path) -> dict[str, Path]:
    """The narration of a form's page. texts: text to the name of its file in the pack's folder media."""
    return {unicodedata.normalize("NFC", text): media / name for text, name in texts.items() if usable(media, name)}
