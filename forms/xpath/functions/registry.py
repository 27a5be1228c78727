"""How a function is declared, so that the compiler, the feature matrix and the tests read the same table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from forms.xpath.context import Context, Evaluate
from forms.xpath.values import Value

Run: TypeAlias = Callable[[Context, Sequence[Value]], Value]
Build: TypeAlias = Callable[[Sequence[Evaluate]], Evaluate]


@dataclass(frozen=True, slots=True)
class Eager:
    """A function that is handed the values of its arguments. most is None for any number."""

    least: int
    most: int | None
    run: Run


@dataclass(frozen=True, slots=True)
class Lazy:
    """A function that decides which of its arguments to evaluate, and where."""

    least: int
    most: int | None
    build: Build


EAGER: dict[str, Eager] = {}
LAZY: dict[str, Lazy] = {}


def function(name: str, least: int, most: int | None) -> Callable[[Run], Run]:
    """Declares an eager function."""

    def declare(run: Run) -> Run:
        EAGER[name] = Eager(least, most, run)
        return run

    return declare


def lazy_function(name: str, least: int, most: int | None) -> Callable[[Build], Build]:
    """Declares a lazy function."""

    def declare(build: Build) -> Build:
        LAZY[name] = Lazy(least, most, build)
        return build

    return declare
