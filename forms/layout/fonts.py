"""The typeface of declarations: Tinos, metric-compatible with Times New Roman, which Decree 30/2020 asks for."""

from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FACES = {"regular": "Tinos", "bold": "Tinos-Bold", "italic": "Tinos-Italic"}
_FILES = {"Tinos": "Tinos-Regular.ttf", "Tinos-Bold": "Tinos-Bold.ttf", "Tinos-Italic": "Tinos-Italic.ttf"}


@cache
def register() -> None:
    """Make the faces known to reportlab; once a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def width_of(text: str, face: str, size: float) -> float:
    """Width in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, FACES[face], size))
