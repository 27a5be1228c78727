"""A meter of work, so that no form and no answer can keep a machine busy for ever.

What a form costs is decided by whoever wrote it: ``//*`` in a predicate in ``//*`` multiplies, a list of ten thousand
rows is asked about by each of a thousand questions. Expressions therefore pay for what they walk over; when an
operation (reading a form, one answer, one page) has used up its allowance, its expressions fail with TooMuchWork.

One unit is about a microsecond: a node visited, a test of a predicate, some dozens of characters copied. The allowance
is a hundred times what the largest honest forms need.
"""

import threading
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from forms.errors import TooMuchWork

# Units that one operation may use: some ten seconds on a slow machine.
ALLOWANCE = 8_000_000
# Lists and texts below these sizes are not worth counting.
FEW = 32
SHORT = 4096

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")


class _Meter(threading.local):
    """left: units that the operation running on this thread may still use."""

    left = ALLOWANCE


_meter = _Meter()


def refill() -> None:
    """A new operation begins on this thread."""
    _meter.left = ALLOWANCE


def charge(units: int) -> None:
    """Counts work that must not be left half done; the next spend() may fail for it."""
    _meter.left -= units


def spend(units: int) -> None:
    """Counts work. Raises TooMuchWork when the allowance is used up."""
    _meter.left -= units
    if _meter.left < 0:
        raise TooMuchWork("too much work")


def exhausted() -> bool:
    """Whether the allowance is used up."""
    return _meter.left < 0


def counted(nodes: Sequence[T]) -> Sequence[T]:
    """The nodes (or other things), paid for."""
    size = len(nodes)
    if size > FEW:
        spend(size)
    return nodes


def counted_text(text: str) -> str:
    """The text, paid for."""
    size = len(text)
    if size > SHORT:
        spend(size >> 6)
    return text


def operation(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """For a method that begins an operation."""

    @wraps(method)
    def begin(self: S, /, *arguments: P.args, **named: P.kwargs) -> R:
        refill()
        return method(self, *arguments, **named)

    return begin
