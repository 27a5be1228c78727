"""Language packs: a folder with language.toml, a compiled translation, fonts and recorded narration.

Those of the project are in assets/languages (their translations lie with the catalogues in assets/i18n); further ones
are dropped into the folder languages/ of the kiosk's data. What is dropped in comes from outside: it is bounded,
checked before anything of it is used, and a translation may neither add nor lose a place in braces.
"""

import logging
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ui.theme.files import asset

_LOG = logging.getLogger(__name__)
_CODE = re.compile(r"[a-z]{2,3}")
_FILE = re.compile(r"fonts/[A-Za-z0-9][A-Za-z0-9._-]{0,60}\.(ttf|otf)")
_FONT_STARTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_QM_START = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_TEXTS = {"name": 40, "english": 40, "short": 4}
_CHOICES = {
    "direction": ("ltr", "rtl"),
    "forms": ("vi", "en"),
    "state": ("complete", "started"),
    "review": ("done", "needed"),
}
_OWN_FAMILY = "Noto Sans"
MOST_PACKS = 20
MOST_FONTS = 4
TOML_BYTES = 16 << 10
QM_BYTES = 4 << 20
FONT_BYTES = 8 << 20


class LanguagePackRefused(ValueError):
    """A folder that is not used as a language pack. The text says which file and what to do."""


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """A language of the interface.

    Attributes:
        code: ISO 639. name: in the language itself. english: its English name. short: for a narrow button.
        right_to_left: the interface is mirrored.
        forms: "vi" or "en", the language in which forms, prints and untranslated texts are shown meanwhile.
        complete: every text is translated. reviewed: a native speaker has read it.
        family, fonts: the font family and its files; "" and () where the bundled Noto Sans has all letters.
        translation: the compiled translation; None for the source language.
        narration: the folder of recordings (ui/speech/narration.py reads it); None when there is none.
    """

    code: str
    name: str
    english: str
    short: str
    right_to_left: bool
    forms: str
    complete: bool
    reviewed: bool
    family: str
    fonts: tuple[Path, ...]
    translation: Path | None
    narration: Path | None
    dropped_in: bool = False


def shipped() -> tuple[LanguagePack, ...]:
    """The languages of the project, Vietnamese and English first, then complete ones, then by code."""
    found = [_read(folder, source="en") for folder in sorted(asset("languages").iterdir()) if folder.is_dir()]
    first = {"vi": 0, "en": 1}
    return tuple(sorted(found, key=lambda pack: (first.get(pack.code, 2), not pack.complete, pack.code)))


def read_pack(folder: Path) -> LanguagePack:
    """A dropped-in pack. Raises LanguagePackRefused with what is wrong."""
    return _read(folder, dropped_in=True)


def find(folder: Path | None, own: Iterable[LanguagePack]) -> tuple[LanguagePack, ...]:
    """The project's languages and those dropped into folder. A pack that is refused is logged and left out.

    A complete language of the project is never replaced; a started one is, by whoever finished it.
    """
    packs = {pack.code: pack for pack in own}
    for path in _folders(folder):
        try:
            pack = read_pack(path)
        except LanguagePackRefused as refused:
            _LOG.warning("language pack %s is not used: %s", path.name, refused)
            continue
        if pack.code in packs and packs[pack.code].complete:
            _LOG.warning("language pack %s is not used: the kiosk has this language", path.name)
            continue
        packs[pack.code] = pack
    return tuple(packs.values())


def _folders(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    try:
        inside = sorted(each for each in folder.iterdir() if each.is_dir() and not each.is_symlink())
    except OSError as error:
        _LOG.warning("the folder of language packs cannot be read: %s", error.strerror)
        return []
    return [each for each in inside if not each.name.startswith(".")][:MOST_PACKS]


def _read(folder: Path, *, source: str = "", dropped_in: bool = False) -> LanguagePack:
    words = _words(folder / "language.toml")
    code = words["code"]
    if code != folder.name:
        raise LanguagePackRefused(f"language.toml says {code!r}: name the folder like the code")
    family, files = _font(folder, words.get("font"))
    translation: Path | None = folder / "kiosk.qm" if dropped_in else asset("i18n", f"kiosk_{code}.qm")
    if code == source:
        translation = None
    elif translation is not None and dropped_in:
        _check_start(translation, QM_BYTES, (_QM_START,), "compile it with lrelease")
    narration = folder / "narration"
    return LanguagePack(
        code=code,
        name=words["name"],
        english=words["english"],
        short=words["short"],
        right_to_left=words["direction"] == "rtl",
        forms=words["forms"],
        complete=words["state"] == "complete",
        reviewed=words["review"] == "done",
        family=family,
        fonts=files,
        translation=translation,
        narration=narration if narration.is_dir() and not narration.is_symlink() else None,
        dropped_in=dropped_in,
    )


def _words(path: Path) -> dict[str, Any]:
    """What language.toml says, every value checked."""
    if not _plain(path, TOML_BYTES):
        raise LanguagePackRefused("language.toml is missing, too large, or no plain file")
    try:
        words = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguagePackRefused(f"language.toml cannot be read: {error}") from error
    unknown = set(words) - {"code", "font", *_TEXTS, *_CHOICES}
    if unknown:
        raise LanguagePackRefused(f"language.toml: take out {', '.join(sorted(unknown))}")
    if not isinstance(words.get("code"), str) or not _CODE.fullmatch(words["code"]):
        raise LanguagePackRefused("language.toml: code is two or three small letters")
    for key, most in _TEXTS.items():
        if not _is_name(words.get(key), most):
            raise LanguagePackRefused(f"language.toml: {key} is 1 to {most} letters")
    for key, values in _CHOICES.items():
        if words.get(key) not in values:
            raise LanguagePackRefused(f"language.toml: {key} is one of {', '.join(values)}")
    return words


def _is_name(value: object, most: int) -> bool:
    """Letters that can be shown on a button: no control characters, and nothing that turns the writing direction."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= len(value) <= most:
        return False
    shown = value.replace("\u200b", "")
    return all(unicodedata.category(letter)[0] in "LMNPZ" for letter in shown) and "\n" not in shown


def _font(folder: Path, table: Any) -> tuple[str, tuple[Path, ...]]:
    if table is None:
        return "", ()
    if not isinstance(table, Mapping) or set(table) != {"family", "files"}:
        raise LanguagePackRefused("language.toml: [font] has family and files")
    family, files = table["family"], table["files"]
    if not _is_name(family, 60) or family == _OWN_FAMILY:
        raise LanguagePackRefused(f"language.toml: the font family has a name of its own, not {_OWN_FAMILY!r}")
    if not isinstance(files, list) or not 0 < len(files) <= MOST_FONTS:
        raise LanguagePackRefused(f"language.toml: 1 to {MOST_FONTS} font files")
    for name in files:
        if not isinstance(name, str) or not _FILE.fullmatch(name):
            raise LanguagePackRefused(f"language.toml: {name!r} is not fonts/NAME.ttf")
        _check_start(folder / name, FONT_BYTES, _FONT_STARTS, "take a TrueType or OpenType font")
    return family, tuple(folder / name for name in files)


def _check_start(path: Path, most: int, starts: tuple[bytes, ...], advice: str) -> None:
    if not _plain(path, most):
        raise LanguagePackRefused(f"{path.name} is missing, over {most >> 20} MB, or no plain file")
    with path.open("rb") as file:
        start = file.read(16)
    if not start.startswith(starts):
        raise LanguagePackRefused(f"{path.name} is not what its name says: {advice}")


def _plain(path: Path, most: int) -> bool:
    """A file of its own, not a link to one elsewhere, and not larger than is used."""
    if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size <= most
