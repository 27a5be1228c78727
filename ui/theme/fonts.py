"""The bundled fonts. Only these draw: a font that happens to be installed may lack the Vietnamese stacked marks.

Noto Sans draws Latin letters and digits everywhere; a language pack adds the family of its script behind it.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.quiet import quiet
from ui.theme.files import asset

FAMILY = "Noto Sans"
_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_added: dict[str, tuple[Path, ...]] = {}


@lru_cache(maxsize=1)
def register_fonts() -> str:
    """Give the bundled fonts to Qt, once. Returns the family. Raises RuntimeError when a font file is damaged."""
    # Said once for each family that lacks the script of a text, although the next family has it.
    quiet("qt.text.font.db.info=false", "qt.text.font.db.warning=false")
    for name in _FILES:
        _register(asset("fonts", name), FAMILY)
    return FAMILY


def register_family(family: str, files: Sequence[Path]) -> None:
    """Give the font of another script to Qt, once. Raises RuntimeError when a file does not hold that family."""
    wanted = tuple(files)
    if _added.get(family) == wanted:
        return
    for path in wanted:
        _register(path, family)
    _added[family] = wanted


def families() -> list[str]:
    """The families that draw, in the order in which they are asked for a letter."""
    return [register_fonts(), *_added]


def font(pixels: int, *, bold: bool = False) -> QFont:
    """A font of ours, pixels high."""
    made = QFont()
    made.setFamilies(families())
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


def _register(path: Path, family: str) -> None:
    try:
        # Read whole: Qt would map the file, and a pack copied over a running kiosk would take the process down.
        number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
    except OSError:
        number = -1
    if number < 0 or family not in QFontDatabase.applicationFontFamilies(number):
        raise RuntimeError(f"{path} cannot be used as a font: install the application again")
