"""The line markup that a declaration's template produces, and its parts.

A line is a paragraph, or begins with a directive:

    @header                     the national header
    @title TEXT                 centred, bold, larger
    @center TEXT                centred
    @indent TEXT                with the first line indented
    @row A | B | C              side by side; @row(2,1,1) gives the widths in parts
    @columns A | B | C          the same, each centred and smaller: several people sign beside each other
    @table A | B | C            the same, in ruled cells; @head is a row of bold, centred ones
    @right TEXT                 centred in the right half
    @sign TITLE | NOTE | NAME   the signature block in the right half
    @small TEXT                 smaller, in italics
    @qr TEXT                    a QR code of the text, 28 mm wide
    @space MILLIMETRES
    @keep                       what follows, up to the signature, stays on one page: nobody signs below nothing
    @keep MILLIMETRES           on a new page unless there is so much room left

``**bold**`` and ``//italic//`` work inside a line. Answers, leaders and boxes arrive as private-use characters, so
that nothing a resident typed can be taken for markup.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from forms.errors import PackError

OPEN, CLOSE = "\ue000", "\ue001"
LEADER = "\ue002"
BOX, TICKED = "\ue003", "\ue004"
SQUARE, NOTHING = "\ue005", "_"  # a square for one letter or digit, which follows; NOTHING is an empty one
SHARES = "\ue010"  # LEADER is followed by SHARES + share and SHARES + lines, each 1 to 9
MAX_VALUE = 2000
MAX_SQUARES = 20

DIRECTIVES = (
    *("header", "title", "center", "indent", "row", "columns", "head", "table"),
    *("right", "sign", "small", "qr", "space", "keep"),
)
DIVIDED = ("row", "columns", "head", "table", "sign")
DIRECTIVE = re.compile(r"@(\w+)(?:\(([\d,\s]+)\))?(?:\s+(.*))?")
CELL = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}|\||[^|{OPEN}]+")
INLINE = re.compile(rf"\*\*|//|{OPEN}[^{CLOSE}]*{CLOSE}|{LEADER}..|[{BOX}{TICKED}]|{SQUARE}.|\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """One line: its directive ("" for a paragraph), the widths of a row, and its cells."""

    kind: str
    cells: tuple[str, ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in a line without a break in it: text in one face, a leader or a box."""

    text: str = ""
    face: str = "regular"
    leader: int = 0
    extra_lines: int = 0
    box: str = ""


def value(text: str) -> str:
    """An answer as a part: one line, NFC, without anything that is not a visible character or a space."""
    normal = unicodedata.normalize("NFC", " ".join(text.split()))[:MAX_VALUE]
    visible = "".join(c for c in normal if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn"))
    return f"{OPEN}{visible}{CLOSE}"


def leader(share: int = 2, lines: int = 1) -> str:
    """A dotted line; share of what is left of its line, and further whole lines below."""
    return LEADER + chr(ord(SHARES) + min(max(share, 1), 9)) + chr(ord(SHARES) + min(max(lines, 1), 9))


def squares(text: str, count: int) -> str:
    """A number as forms have it, a digit a square; squares are left over when it is shorter."""
    letters = [letter for letter in text if letter.isalnum()][:MAX_SQUARES]
    return "".join(SQUARE + letter for letter in [*letters, *NOTHING * (min(count, MAX_SQUARES) - len(letters))])


def read_markup(text: str) -> Iterator[Block]:
    """The blocks of a rendered template. Raises PackError for a directive there is not."""
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if not line:
            continue
        if not line.startswith("@"):
            yield Block("", (line,))
            continue
        match = DIRECTIVE.fullmatch(line)
        if match is None or match.group(1) not in DIRECTIVES:
            raise PackError("declaration.txt", [f"line {number}: {line.split(maxsplit=1)[0]} is not a directive"])
        kind, widths, rest = match.group(1), match.group(2), match.group(3) or ""
        cells = _cells(rest) if kind in DIVIDED else (rest,)
        yield Block(kind, cells, tuple(int(width) for width in widths.split(",")) if widths else ())


def _cells(text: str) -> tuple[str, ...]:
    """Split at the template's bars, not at one in an answer."""
    cells = [""]
    for part in CELL.findall(text):
        if part == "|":
            cells.append("")
        else:
            cells[-1] += part
    return tuple(cell.strip() for cell in cells)


def read_inline(text: str, face: str = "regular") -> list[list[Piece]]:
    """Words of a line; a word is pieces that must stay together."""
    words: list[list[Piece]] = [[]]
    now = face
    for part in tokens(text):
        if part.isspace():
            words.append([])
        elif part == "**":
            now = face if now == "bold" else "bold"
        elif part == "//":
            now = face if now == "italic" else "italic"
        elif part[0] == OPEN:
            first, *others = part[1:-1].split(" ")
            words[-1].append(Piece(first, now))
            words.extend([Piece(other, now)] for other in others)
        elif part[0] == LEADER:
            words[-1].append(Piece(leader=ord(part[1]) - ord(SHARES), extra_lines=ord(part[2]) - ord(SHARES) - 1))
        elif part[0] == SQUARE:
            words[-1].append(Piece(part[1:].strip(NOTHING), box=SQUARE))
        elif part in (BOX, TICKED):
            words[-1].append(Piece(box=part))
        else:
            words[-1].append(Piece(part, now))
    return [word for word in words if word]


def tokens(text: str) -> Iterator[str]:
    """A line in its parts: words of the template, marks, spaces, answers (between OPEN and CLOSE), leaders, boxes."""
    start = 0
    for match in INLINE.finditer(text):
        if match.start() > start:
            yield text[start : match.start()]
        yield match.group()
        start = match.end()
    if start < len(text):
        yield text[start:]
