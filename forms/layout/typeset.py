"""Breaks words into lines and fills them with dotted leaders, as paper forms have them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.layout.fonts import width_of
from forms.layout.markup import SQUARE, Piece

MIN_LEADER = 17.0  # points a share of a leader gets at least; two digits by hand need that much

SQUARE_SHARE = 1.25  # of the size of type is the width of a square for one digit


@dataclass(slots=True)
class Line:
    """Words of one line with their widths in points, and how far the line is indented."""

    words: list[list[Piece]] = field(default_factory=list)
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and where it stands: from x, width wide, in points from the left of its column."""

    piece: Piece
    x: float
    width: float


def break_lines(words: list[list[Piece]], size: float, width: float, indent: float = 0.0) -> list[Line]:
    """Lines no wider than width; a word wider than a line is broken between letters."""
    space = width_of(" ", "regular", size)
    lines = [Line(indent=indent)]
    used = indent
    for word in _narrow_words(words, size, width):
        needed = _width(word, size)
        gap = space if lines[-1].words else 0.0
        if lines[-1].words and used + gap + needed > width:
            lines.append(Line())
            used, gap = 0.0, 0.0
        lines[-1].words.append(word)
        used += gap + needed
        extra = max(piece.extra_lines for piece in word)
        if extra:
            lines += [Line([[Piece(leader=1)]]) for _ in range(extra)]
            used = width
    return lines


def place(line: Line, size: float, width: float) -> list[Placed]:
    """The pieces of a line in place; leaders share what the words leave."""
    space = width_of(" ", "regular", size)
    pieces = [piece for word in line.words for piece in word]
    fixed = sum(piece_width(piece, size) for piece in pieces if not piece.leader)
    shares = sum(piece.leader for piece in pieces)
    free = max(0.0, width - line.indent - fixed - space * (len(line.words) - 1))
    placed = []
    x = line.indent
    for word in line.words:
        for piece in word:
            wide = free * piece.leader / shares if piece.leader else piece_width(piece, size)
            placed.append(Placed(piece, x, wide))
            x += wide
        x += space
    return placed


def line_width(line: Line, size: float) -> float:
    """How wide the words of a line are, for centring."""
    space = width_of(" ", "regular", size)
    return sum(_width(word, size) for word in line.words) + space * (len(line.words) - 1)


def piece_width(piece: Piece, size: float) -> float:
    """Width in points; of a leader, the least it needs."""
    if piece.leader:
        return MIN_LEADER * piece.leader
    if piece.box:
        return size * SQUARE_SHARE if piece.box == SQUARE else size
    return width_of(piece.text, piece.face, size)


def _width(word: list[Piece], size: float) -> float:
    return sum(piece_width(piece, size) for piece in word)


def _narrow_words(words: list[list[Piece]], size: float, width: float) -> Iterator[list[Piece]]:
    for word in words:
        if _width(word, size) <= width:
            yield word
            continue
        for piece in word:
            if piece.leader or piece.box:
                yield [piece]
                continue
            yield from ([Piece(part, piece.face)] for part in _parts(piece, size, width))


def _parts(piece: Piece, size: float, width: float) -> Iterator[str]:
    part = ""
    for letter in piece.text:
        if part and width_of(part + letter, piece.face, size) > width:
            yield part
            part = ""
        part += letter
    yield part
