"""The syntax tree of an XPath expression: immutable, no behaviour.

Operators of one precedence level are kept in one flat Chain, so that a sum of a thousand terms is not a thousand levels
deep.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Axis(StrEnum):
    """Axes that are evaluated; the remaining ones of XPath 1.0 are refused by the parser."""

    CHILD = "child"
    SELF = "self"
    PARENT = "parent"
    ATTRIBUTE = "attribute"
    DESCENDANT = "descendant"
    DESCENDANT_OR_SELF = "descendant-or-self"
    ANCESTOR = "ancestor"
    ANCESTOR_OR_SELF = "ancestor-or-self"
    FOLLOWING_SIBLING = "following-sibling"
    PRECEDING_SIBLING = "preceding-sibling"


class Start(StrEnum):
    """Where a path begins when not at an expression: at the root, or at the context node."""

    ROOT = "root"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """name is "*" for any element and "node()" for any node."""

    axis: Axis
    name: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    start: "Start | Expression"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A primary expression with predicates: ``instance('x')[1]``, ``(/a/b)[2]``."""

    primary: "Expression"
    predicates: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Negate:
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Chain:
    """first, then (operator, operand) pairs of one precedence level, left to right."""

    first: "Expression"
    rest: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True, slots=True)
class Union:
    parts: tuple["Expression", ...]


Expression: TypeAlias = Number | Literal | Path | Filter | Call | Negate | Chain | Union
