"""Which keys there are and where, for each kind of field, on a kiosk and on a tablet. Data and arithmetic only.

A row is a list of keys with their width in columns; every row of a layout adds up to the same number of columns, so
that letters stand below each other and the same key is at the same place in every way of typing. A tablet has no room
for a row of marks above the letters: there the marks stand in a block at the end of the rows.
"""

from dataclasses import dataclass
from enum import StrEnum

from ui.keyboard.letters import Mark
from ui.keyboard.typing import Kind, Way


class Act(StrEnum):
    """What a key does."""

    TYPE = "type"
    MARK = "mark"
    SHIFT = "shift"
    DELETE = "delete"
    HIDE = "hide"
    SIGNS = "signs"
    LETTERS = "letters"
    WAY = "way"
    GO_ON = "go-on"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Key:
    """text: what it types, or the mark it puts. span: its width in columns."""

    act: Act
    text: str = ""
    span: float = 1.0


Row = tuple[Key, ...]
_MARKS = (Mark.ACUTE, Mark.GRAVE, Mark.HOOK, Mark.TILDE, Mark.DOT, Mark.ROOF, Mark.BREVE, Mark.HORN, Mark.STROKE)
CAPITALS = frozenset({Kind.CODE, Kind.LINES})
"""Written in capitals and digits alone; the lines of a card have the sign < as well."""
_PADS = frozenset({Kind.DIGITS, Kind.DECIMAL, Kind.PHONE})
_TOP, _MIDDLE, _BOTTOM = "qwertyuiop", "asdfghjkl", "zxcvbnm"
KIOSK_COLUMNS, TABLET_COLUMNS = 11.0, 12.0


def rows_for(kind: Kind, way: Way, *, compact: bool, signs: bool = False, decimal: str = ",") -> tuple[Row, ...]:
    """The keys for a field, from the top row down.

    signs: digits and signs in the place of the letters. decimal: the decimal sign of the language on the screen.
    """
    if kind in _PADS:
        return _pad(kind, compact=compact, decimal=decimal)
    if signs:
        return _signs(compact=compact)
    return _letters_tablet(kind, way) if compact else _letters_kiosk(kind, way)


def columns_of(rows: tuple[Row, ...]) -> float:
    """How many columns wide the rows are."""
    return max(sum(key.span for key in row) for row in rows)


def _typed(text: str) -> Row:
    return tuple(Key(Act.TYPE, sign) for sign in text)


def _gap(span: float) -> Row:
    return (Key(Act.GAP, span=span),) if span > 0 else ()


def _marks(span: float = 1.0) -> Row:
    return tuple(Key(Act.MARK, mark.value, span) for mark in _MARKS)


def _with_marks(kind: Kind, way: Way) -> bool:
    return way is Way.MARKS and kind not in CAPITALS and kind is not Kind.EMAIL


def _letters_kiosk(kind: Kind, way: Way) -> tuple[Row, ...]:
    delete = (Key(Act.DELETE),)
    if kind in CAPITALS:
        filler = (Key(Act.TYPE, "<", 1.5),) if kind is Kind.LINES else _gap(1.5)
        end = (Key(Act.HIDE, span=2), *_gap(4), *filler, Key(Act.GO_ON, span=3.5))
        rows = (_typed("1234567890-"), _typed(_TOP) + delete, _gap(1) + _typed(_MIDDLE) + _gap(1))
        return (*rows, _gap(2) + _typed(_BOTTOM) + _gap(2), end)
    hide, signs, go_on = Key(Act.HIDE, span=1.5), Key(Act.SIGNS, span=1.5), Key(Act.GO_ON, span=3.5)
    shift = (Key(Act.SHIFT),)
    if kind is Kind.EMAIL:
        tail = (hide, signs, Key(Act.TYPE, "@", 1.5), Key(Act.TYPE, ".", 1.5), *_gap(1.5), go_on)
        rows = (_typed("1234567890+"), _typed(_TOP) + delete, _gap(1) + _typed(_MIDDLE) + _gap(1))
        return (*rows, shift + _typed(_BOTTOM + "-_") + _gap(1), tail)
    above = _marks(KIOSK_COLUMNS / len(_MARKS)) if way is Way.MARKS else _typed("1234567890@")
    last = (hide, signs, Key(Act.WAY, span=2), Key(Act.TYPE, " ", 2.5), go_on)
    return (above, _typed(_TOP) + delete, _typed(_MIDDLE + "'-"), shift + _typed(_BOTTOM + ",./"), last)


def _letters_tablet(kind: Kind, way: Way) -> tuple[Row, ...]:
    block = _marks() if _with_marks(kind, way) else _typed("123456789")
    top, middle = _typed(_TOP) + block[:2], _typed(_MIDDLE) + block[2:5]
    delete, go_on = Key(Act.DELETE, span=1.5), Key(Act.GO_ON, span=3.5)
    if kind in CAPITALS:
        bottom = _gap(1) + _typed(_BOTTOM) + block[5:]
        filler = (Key(Act.TYPE, "<", 1.5),) if kind is Kind.LINES else _gap(1.5)
        return (top, middle, bottom, (Key(Act.HIDE, span=1.5), *_typed("0-"), *_gap(2), *filler, delete, go_on))
    bottom = (Key(Act.SHIFT), *_typed(_BOTTOM), *block[5:])
    start = (Key(Act.HIDE, span=1.25), Key(Act.SIGNS, span=1.25))
    if kind is Kind.EMAIL:
        return (top, middle, bottom, (*start, *_typed("@._-0"), Key(Act.DELETE), go_on))
    return (top, middle, bottom, (*start, Key(Act.WAY, span=2), Key(Act.TYPE, " ", 2.5), delete, go_on))


def _signs(*, compact: bool) -> tuple[Row, ...]:
    go_on = Key(Act.GO_ON, span=3.5)
    if compact:
        space, delete = Key(Act.TYPE, " ", 3.75), Key(Act.DELETE, span=1.5)
        last = (Key(Act.HIDE, span=1.25), Key(Act.LETTERS, span=2), space, delete, go_on)
        return (_typed("1234567890-/"), _typed(",.:;()'\"&+%="), _typed("@#*_?!<>[]~°"), last)
    tail = (Key(Act.HIDE, span=1.5), Key(Act.LETTERS, span=2), Key(Act.TYPE, " ", 4))
    first = (*_typed("1234567890"), Key(Act.DELETE))
    return (first, _typed("-/,.:;()'\"&"), _typed("+%=@#*_?!°~"), (*tail, go_on))


def _pad(kind: Kind, *, compact: bool, decimal: str) -> tuple[Row, ...]:
    signs = {Kind.DECIMAL: decimal + "-", Kind.PHONE: "+"}.get(kind, "")
    extra = [*_typed(signs)]
    if compact:
        minus = extra[1:]
        first, second = (*_typed("12345"), Key(Act.DELETE)), (*_typed("67890"), *(extra[:1] or _gap(1)))
        return (first, second, (Key(Act.HIDE), *minus, *_gap(2 - len(minus)), Key(Act.GO_ON, span=3)))
    return (
        (*_typed("123"), Key(Act.DELETE, span=1.5)),
        (*_typed("456"), Key(Act.TYPE, signs[0], 1.5) if extra else _gap(1.5)[0]),
        (*_typed("789"), Key(Act.TYPE, signs[1], 1.5) if extra[1:] else _gap(1.5)[0]),
        (Key(Act.HIDE), *_typed("0"), Key(Act.GO_ON, span=2.5)),
    )
