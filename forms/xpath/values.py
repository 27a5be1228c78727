"""The four types of XPath 1.0 in Python (str, float, bool, list of nodes) and the conversions between them.

They follow XPath 1.0 section 4 as the ODK XForms specification extends it: number() reads dates, and a node-set as a
boolean is its string value as a boolean ("since node values are always obtained as strings").
"""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import TypeAlias

from forms.xpath.dates import days_of
from forms.xpath.nodes import Node
from forms.xpath.numbers import NAN, number_of
from forms.xpath.work import counted, spend

Value: TypeAlias = str | float | bool | Sequence[Node]


def to_string(value: Value) -> str:
    """string() of XPath 1.0; numbers are written without exponent."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return write_number(value)
    return value[0].text() if value else ""


def write_number(number: float) -> str:
    """A number as XPath 1.0 writes it: ``2``, ``0.1``, ``-Infinity``, never ``1e21``."""
    if number != number:
        return "NaN"
    if number in (math.inf, -math.inf):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    text = repr(number)
    return format(Decimal(text), "f") if "e" in text else text


def to_number(value: Value) -> float:
    """number(): anything that is neither a number nor a date is NaN."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, str):
        return number_of(value)
    return value[0].number() if value else NAN


def to_boolean(value: Value) -> bool:
    """boolean(); a node-set is true when its string value is not empty."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and value == value
    return to_string(value) != ""


def is_nodes(value: Value) -> bool:
    """Whether a value is a node-set."""
    return not isinstance(value, str | float | bool)


def texts(value: Value) -> list[str]:
    """The string value of every node, or the one string."""
    if isinstance(value, str | float | bool):
        return [to_string(value)]
    return [node.text() for node in counted(value)]


def _operands(value: Value) -> list[str]:
    """The strings to compare of a node-set. No node at all (irrelevant, say) compares as an empty answer does."""
    return texts(value) or [""]


def equal(left: Value, right: Value) -> bool:
    """The = of XPath 1.0 section 3.4."""
    left_nodes, right_nodes = is_nodes(left), is_nodes(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if not left_nodes and not right_nodes:
        if isinstance(left, float) or isinstance(right, float):
            return to_number(left) == to_number(right)
        return left == right
    if left_nodes and right_nodes:
        return not set(_operands(left)).isdisjoint(_operands(right))
    nodes, single = (left, right) if left_nodes else (right, left)
    if isinstance(single, float):
        return any(to_number(text) == single for text in _operands(nodes))
    return to_string(single) in _operands(nodes)


def not_equal(left: Value, right: Value) -> bool:
    """The != of XPath 1.0 section 3.4, which is not the opposite of = for node-sets."""
    left_nodes, right_nodes = is_nodes(left), is_nodes(right)
    if isinstance(left, bool) or isinstance(right, bool) or not (left_nodes or right_nodes):
        return not equal(left, right)
    if left_nodes and right_nodes:
        return len({*_operands(left), *_operands(right)}) > 1
    nodes, single = (left, right) if left_nodes else (right, left)
    if isinstance(single, float):
        return any(to_number(text) != single for text in _operands(nodes))
    wanted = to_string(single)
    return any(text != wanted for text in _operands(nodes))


def compare(operator: str, left: Value, right: Value) -> bool:
    """``<``, ``<=``, ``>`` and ``>=`` of XPath 1.0: always numeric, node-sets by any of their nodes.

    A date and a dateTime are compared by their days, so that something that happened this morning is ``<= today()``.
    """
    test = _ORDER[operator]
    if isinstance(left, float | bool) or isinstance(right, float | bool):
        return any(test(one, other) for one in _numbers(left) for other in _numbers(right))
    firsts, seconds = texts(left), texts(right)
    if len(firsts) > 1 and len(seconds) > 1:
        spend(len(firsts) * len(seconds))
    return any(
        test(*_both_days(one, other) or (to_number(one), to_number(other))) for one in firsts for other in seconds
    )


def _numbers(value: Value) -> list[float]:
    return [to_number(text) for text in texts(value)] if is_nodes(value) else [to_number(value)]


def _both_days(one: str, other: str) -> tuple[float, float] | None:
    """The days of a date and a dateTime, None for any other two."""
    if (len(one) == 10 and other[10:11] == "T") or (len(other) == 10 and one[10:11] == "T"):
        first, second = days_of(one[:10]), days_of(other[:10])
        if first is not None and second is not None:
            return first, second
    return None


_ORDER: dict[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
