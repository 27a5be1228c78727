"""Whether words fit the screen where there is least room: a 10-inch tablet with the text at 150 %.

The forms know no screen, so the room is written down here in points, and the words are measured with the typeface of
the screens (Noto Sans). tests/ui/form/test_room.py holds these numbers to what the screens really have.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
MM = 72 / 25.4
COMPUTED = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Room:
    """file: of the typeface; size and width in points; lines: that can be seen without scrolling."""

    file: str
    size: float
    width: float
    lines: int


HEADING = Room("NotoSans-Bold.ttf", 28 * 1.5, 174 * MM, 3)
CHOICE = Room("NotoSans-Regular.ttf", 21 * 1.5, 145 * MM, 3)


def fault(text: str, room: Room) -> str:
    """What is wrong with the length of a text; "" when it fits. A label with a computed part is measured without it."""
    text = COMPUTED.sub("", text)
    lines = _lines(text, room)
    if lines is None:
        longest = max(text.split(), key=lambda word: _width(word, room))
        return f"the word {longest!r} is wider than the screen of a tablet at 150 %"
    if lines > room.lines:
        return f"takes {lines} lines on a tablet at 150 %, {room.lines} can be seen at once; say it in fewer words"
    return ""


def _lines(text: str, room: Room) -> int | None:
    """How many lines the words fill; None when one of them does not fit a line."""
    lines, at = 1, 0.0
    space = _width(" ", room)
    for word in text.split():
        width = _width(word, room)
        if width > room.width:
            return None
        if at and at + space + width > room.width:
            lines, at = lines + 1, width
        else:
            at += width + (space if at else 0)
    return lines


def _width(text: str, room: Room) -> float:
    widths = _typeface(room.file)
    return sum(widths.get(ord(c), widths[ord("n")]) for c in text) * room.size


@cache
def _typeface(file: str) -> dict[int, float]:
    """Width of each character, in parts of the font size."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    font = TTFontFile(str(FONTS / file))
    return {code: width / 1000 for code, width in font.charWidths.items()}
