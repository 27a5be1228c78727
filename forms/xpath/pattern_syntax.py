"""Reads a regular expression into a small program for forms.xpath.patterns.

The syntax is what java.util.regex and the other engines of ODK have in common. What cannot be matched in bounded time
(back references, possessive and atomic groups) is refused.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from forms.errors import ExpressionError, FormTooLarge, UnsupportedFeature

MAX_PATTERN = 5_000
MAX_PROGRAM = 20_000
MAX_DEPTH = 50
MAX_COUNT = 1_000

Test: TypeAlias = Callable[[str], bool]


class Op(Enum):
    """Instructions: TAKE one character, go on at one of TO, check an assertion, look around, done."""

    TAKE = auto()
    SPLIT = auto()
    ASSERT = auto()
    LOOK = auto()
    MATCH = auto()


@dataclass(slots=True)
class Instruction:
    """to: where to go on (relative to the instruction). look: the program of a look-around."""

    op: Op
    test: Test | None = None
    to: tuple[int, ...] = (1,)
    name: str = ""
    look: "Program" = ()


Program: TypeAlias = Sequence[Instruction]

_DIGITS = frozenset("0123456789")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_SPACE = frozenset(" \t\n\x0b\f\r")
_LINE_ENDS = frozenset("\n\r\x85\u2028\u2029")
_PUNCT = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CONTROL = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\x07", "e": "\x1b", "0": "\0"}
_LETTERS = _WORD - _DIGITS - {"_"}
_POSIX: dict[str, frozenset[str]] = {
    "Alpha": _LETTERS,
    "Alnum": _LETTERS | _DIGITS,
    "Digit": _DIGITS,
    "Upper": frozenset(letter for letter in _LETTERS if letter.isupper()),
    "Lower": frozenset(letter for letter in _LETTERS if letter.islower()),
    "Punct": _PUNCT,
    "Space": _SPACE,
    "Blank": frozenset(" \t"),
    "XDigit": frozenset("0123456789abcdefABCDEF"),
}
_MINOR = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "S": "mcko", "Z": "slp", "C": "cfon"}
_CATEGORIES = frozenset(_MINOR) | {major + minor for major, minors in _MINOR.items() for minor in minors}


def is_word(letter: str) -> bool:
    """What \\w means: ASCII only, as in Java."""
    return letter in _WORD


def _one_of(letters: frozenset[str]) -> Test:
    def test(letter: str) -> bool:
        return letter in letters

    return test


def _not(inner: Test) -> Test:
    def test(letter: str) -> bool:
        return not inner(letter)

    return test


def _any_of(tests: Sequence[Test]) -> Test:
    def test(letter: str) -> bool:
        return any(one(letter) for one in tests)

    return test


def _between(low: str, high: str) -> Test:
    def test(letter: str) -> bool:
        return low <= letter <= high

    return test


def _either_case(inner: Test) -> Test:
    def test(letter: str) -> bool:
        return inner(letter) or (letter.isascii() and inner(letter.swapcase()))

    return test


def _category(name: str) -> Test:
    def test(letter: str) -> bool:
        return unicodedata.category(letter).startswith(name)

    return test


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


_CLASSES: dict[str, Test] = {"d": _one_of(_DIGITS), "w": _one_of(_WORD), "s": _one_of(_SPACE)}


def compile_pattern(pattern: str) -> Program:
    """The program of a regular expression.

    Raises ExpressionError (not a regular expression), UnsupportedFeature (by name), FormTooLarge (too large to bound).
    """
    if len(pattern) > MAX_PATTERN:
        raise FormTooLarge(f"a regular expression of {len(pattern)} characters")
    return (*_Reader(pattern).read(), Instruction(Op.MATCH))


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0
        self.ignore_case = False
        self.dot_all = False

    def read(self) -> list[Instruction]:
        program = self.alternatives()
        if self.at < len(self.pattern):
            raise self.error("unexpected )")
        return program

    def error(self, message: str) -> ExpressionError:
        return ExpressionError(f"{message} at character {self.at + 1} of the regular expression {self.pattern!r}")

    def refuse(self, feature: str) -> UnsupportedFeature:
        return UnsupportedFeature(f"{feature} in the regular expression {self.pattern!r}")

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def accept(self, text: str) -> bool:
        if self.peek(text):
            self.at += len(text)
            return True
        return False

    def take(self) -> str:
        if self.at >= len(self.pattern):
            raise self.error("it ends too early")
        self.at += 1
        return self.pattern[self.at - 1]

    def alternatives(self) -> list[Instruction]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormTooLarge("a regular expression nested too deep")
        branches = [self.sequence()]
        while self.accept("|"):
            branches.append(self.sequence())
        self.depth -= 1
        program = branches[-1]
        for branch in reversed(branches[:-1]):
            # Either this branch and then past the rest, or the rest.
            jump = Instruction(Op.SPLIT, to=(len(program) + 1,))
            program = [Instruction(Op.SPLIT, to=(1, len(branch) + 2)), *branch, jump, *program]
        return program

    def sequence(self) -> list[Instruction]:
        program: list[Instruction] = []
        while self.at < len(self.pattern) and not self.peek("|") and not self.peek(")"):
            program += self.quantified(self.atom())
            if len(program) > MAX_PROGRAM:
                raise FormTooLarge(f"a regular expression too large to match: {self.pattern!r}")
        return program

    def quantified(self, atom: list[Instruction]) -> list[Instruction]:
        while True:
            bounds = self.quantifier()
            if bounds is None:
                return atom
            if self.accept("+"):
                raise self.refuse("a possessive quantifier")
            self.accept("?")
            atom = self.repeat(atom, *bounds)

    def quantifier(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.accept(sign):
                return bounds
        if not self.peek("{"):
            return None
        end = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at + 1 : end].partition(",")
        if end < 0 or not low.isdecimal() or not low.isascii() or (high and not (high.isdecimal() and high.isascii())):
            raise self.error("a quantifier that cannot be read")
        least = int(low)
        most = (int(high) if high else None) if comma else least
        if least > MAX_COUNT or (most is not None and (most > MAX_COUNT or most < least)):
            raise self.error(f"a quantifier beyond {MAX_COUNT} or the wrong way round")
        self.at = end + 1
        return least, most

    def repeat(self, atom: list[Instruction], least: int, most: int | None) -> list[Instruction]:
        size = len(atom) * max(least, most or 0) + len(atom)
        if size > MAX_PROGRAM:
            raise FormTooLarge(f"a regular expression too large to match: {self.pattern!r}")
        program = atom * least
        if most is None:
            loop = [Instruction(Op.SPLIT, to=(1, len(atom) + 2)), *atom, Instruction(Op.SPLIT, to=(-len(atom) - 1,))]
            return program + loop
        optional: list[Instruction] = []
        for _ in range(most - least):
            optional = [Instruction(Op.SPLIT, to=(1, len(atom) + len(optional) + 1)), *atom, *optional]
        return program + optional

    def atom(self) -> list[Instruction]:
        letter = self.take()
        if letter == "(":
            return self.group()
        if letter == "[":
            return self.one(self.bracket())
        if letter == ".":
            return self.one(_not(_one_of(frozenset() if self.dot_all else _LINE_ENDS)))
        if letter in "^$":
            return [Instruction(Op.ASSERT, name=letter)]
        if letter in "*+?{":
            self.at -= 1
            raise self.error(f"nothing to repeat before {letter}")
        if letter == "\\":
            return self.escape()
        return self.one(_one_of(frozenset(letter)))

    def one(self, test: Test) -> list[Instruction]:
        return [Instruction(Op.TAKE, _either_case(test) if self.ignore_case else test)]

    def group(self) -> list[Instruction]:
        if not self.accept("?"):
            return self.close(self.alternatives())
        for sign, name in (("=", "ahead"), ("!", "not ahead"), ("<=", "behind"), ("<!", "not behind")):
            if self.accept(sign):
                look = (*self.close(self.alternatives()), Instruction(Op.MATCH))
                return [Instruction(Op.LOOK, name=name, look=look)]
        if self.accept(":"):
            return self.close(self.alternatives())
        if self.accept("<"):
            end = self.pattern.find(">", self.at)
            if end < 0:
                raise self.error("a group name without end")
            self.at = end + 1
            return self.close(self.alternatives())
        end = self.pattern.find(")", self.at)
        flags = self.pattern[self.at : end]
        if end > 0 and flags and set(flags) <= set("isu"):
            self.ignore_case = self.ignore_case or "i" in flags
            self.dot_all = self.dot_all or "s" in flags
            self.at = end + 1
            return []
        raise self.refuse(f"(?{self.pattern[self.at : self.at + 1]}")

    def close(self, program: list[Instruction]) -> list[Instruction]:
        if not self.accept(")"):
            raise self.error("a ( without )")
        return program

    def escape(self) -> list[Instruction]:
        letter = self.take()
        if letter in "bBAzZG":
            if letter == "G":
                raise self.refuse("\\G")
            return [Instruction(Op.ASSERT, name={"A": "^", "z": "end", "Z": "$"}.get(letter, letter))]
        if letter == "Q":
            end = self.pattern.find("\\E", self.at)
            text = self.pattern[self.at : end if end >= 0 else len(self.pattern)]
            self.at = end + 2 if end >= 0 else len(self.pattern)
            return [instruction for one in text for instruction in self.one(_one_of(frozenset(one)))]
        if letter in "123456789k":
            raise self.refuse("a back reference")
        return self.one(self.escaped(letter))

    def escaped(self, letter: str) -> Test:
        """An escape that stands for characters, inside and outside brackets."""
        if letter.lower() in _CLASSES:
            test = _CLASSES[letter.lower()]
            return _not(test) if letter.isupper() else test
        if letter in "pP":
            test = self.unicode_property()
            return _not(test) if letter == "P" else test
        return _one_of(frozenset(self.literal(letter)))

    def literal(self, letter: str) -> str:
        if letter in "xu":
            count = 2 if letter == "x" else 4
            digits = self.pattern[self.at : self.at + count]
            if len(digits) < count or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
                raise self.error(f"\\{letter} needs {count} hexadecimal digits")
            self.at += count
            return chr(int(digits, 16))
        if letter in _CONTROL:
            return _CONTROL[letter]
        if letter.isalnum() and letter.isascii():
            raise self.refuse(f"\\{letter}")
        return letter

    def unicode_property(self) -> Test:
        if self.accept("{"):
            end = self.pattern.find("}", self.at)
            if end < 0:
                raise self.error("a \\p{ without }")
            name = self.pattern[self.at : end]
            self.at = end + 1
        else:
            name = self.take()
        if name in _POSIX:
            return _one_of(_POSIX[name])
        plain = name.removeprefix("Is").removeprefix("gc=")
        if plain in _CATEGORIES:
            return _category(plain)
        if plain == "Alphabetic":
            return str.isalpha
        if plain in ("Latin", "InLatin"):
            return _latin
        raise self.refuse(f"\\p{{{name}}}")

    def bracket(self) -> Test:
        negated = self.accept("^")
        tests: list[Test] = []
        first = True
        while first or not self.peek("]"):
            first = False
            if self.peek("[") or self.peek("&&"):
                raise self.refuse("a class within a class")
            tests.append(self.member())
            if self.at >= len(self.pattern):
                raise self.error("a [ without ]")
        self.at += 1
        test = _any_of(tests)
        return _not(test) if negated else test

    def member(self) -> Test:
        low = self.take()
        if low == "\\":
            escape = self.take()
            if escape.lower() in _CLASSES or escape in "pP":
                return self.escaped(escape)
            low = "\b" if escape == "b" else self.literal(escape)
        if not self.peek("-") or self.peek("-]"):
            return _one_of(frozenset(low))
        self.at += 1
        high = self.take()
        if high == "\\":
            high = self.literal(self.take())
        if high < low:
            raise self.error("a range the wrong way round")
        return _between(low, high)
