"""regex(): whole-string matching in time proportional to text times pattern, whatever the pattern.

Python's re and Java's java.util.regex go back and try again, which some patterns turn into minutes for a text of forty
letters. Patterns come with packs and texts from residents, so here all alternatives are followed at once (Thompson's
construction) and nothing is tried twice.
"""

from functools import lru_cache

from forms.errors import ExpressionError
from forms.xpath.pattern_syntax import Op, Program, compile_pattern, is_word
from forms.xpath.work import charge

# Instructions one match may execute: some 0.2 s on a slow machine.
MAX_STEPS = 1_000_000

_compile = lru_cache(maxsize=1024)(compile_pattern)


def check_pattern(pattern: str) -> None:
    """Raises ExpressionError, UnsupportedFeature or FormTooLarge for a pattern that matches() would not take."""
    _compile(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches, as JavaRosa's regex() has it.

    Raises ExpressionError when text and pattern together are too much work. Nothing is remembered of the text, which
    may be somebody's answer.
    """
    run = _Run(text)
    try:
        return run.whole(_compile(pattern))
    finally:
        charge(run.steps >> 1)


class _Run:
    """One text being matched."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0

    def whole(self, program: Program) -> bool:
        return self.ends(program, 0, only_at=len(self.text))

    def ends(self, program: Program, start: int, only_at: int | None) -> bool:
        """Whether the program, begun at start, is done at only_at (at any place when None)."""
        text, size = self.text, len(self.text)
        final = len(program) - 1
        current = self.close(program, [0], start)
        at = start
        while current:
            if final in current and (only_at is None or only_at == at):
                return True
            if at >= size or (only_at is not None and at >= only_at):
                return False
            letter = text[at]
            at += 1
            following = []
            for place in current:
                test = program[place].test
                if test is not None and test(letter):
                    following.append(place + 1)
            current = self.close(program, following, at)
        return False

    def close(self, program: Program, places: list[int], at: int) -> set[int]:
        """The TAKE and MATCH instructions that are reached from places without taking a character."""
        seen: set[int] = set()
        found: set[int] = set()
        while places:
            place = places.pop()
            if place in seen:
                continue
            seen.add(place)
            instruction = program[place]
            match instruction.op:
                case Op.TAKE | Op.MATCH:
                    found.add(place)
                case Op.SPLIT:
                    places.extend(place + step for step in instruction.to)
                case Op.ASSERT:
                    if self.holds(instruction.name, at):
                        places.append(place + 1)
                case Op.LOOK:
                    if self.looks(instruction.name, instruction.look, at):
                        places.append(place + 1)
        self.steps += len(seen)
        if self.steps > MAX_STEPS:
            raise ExpressionError("the regular expression is too much work for so long an answer")
        return found

    def holds(self, name: str, at: int) -> bool:
        text, size = self.text, len(self.text)
        match name:
            case "^":
                return at == 0
            case "$":
                return at == size or (at == size - 1 and text[at] == "\n")
            case "end":
                return at == size
        before = at > 0 and is_word(text[at - 1])
        after = at < size and is_word(text[at])
        return (before != after) == (name == "b")

    def looks(self, name: str, program: Program, at: int) -> bool:
        if name.endswith("ahead"):
            found = self.ends(program, at, None)
        else:
            found = any(self.ends(program, start, at) for start in range(at, -1, -1))
        return found != name.startswith("not")
