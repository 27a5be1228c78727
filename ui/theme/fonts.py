"""The bundled fonts. Only these draw: a font that happens to be installed may lack the Vietnamese stacked marks."""

from functools import lru_cache

from PySide6.QtGui import QFontDatabase

from ui.theme.files import asset

FAMILY = "Noto Sans"
_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


@lru_cache(maxsize=1)
def register_fonts() -> str:
    """Give the bundled fonts to Qt, once. Returns the family. Raises RuntimeError when a font file is damaged."""
    for name in _FILES:
        path = asset("fonts", name)
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0 or FAMILY not in QFontDatabase.applicationFontFamilies(number):
            raise RuntimeError(f"{path} cannot be used as a font: install the application again")
    return FAMILY
