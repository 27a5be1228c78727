"""Splits an XPath expression into tokens.

The one thing that is not a matter of characters alone is XPath's rule 3.7: whether ``*`` multiplies and whether
``and``, ``or``, ``div`` and ``mod`` are operators depends on the token before them.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from forms.errors import ExpressionError, FormTooLarge

# Longest expression an honest form has: pyxform output of a thousand-branch if() stays below it.
MAX_LENGTH = 200_000

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<literal>"[^"]*"|'[^']*')
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
  | (?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\],@.|+\-=<>*/$])
    """,
    re.VERBOSE,
)
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ","})


class Kind(Enum):
    """What a token is, as far as characters and the token before it tell."""

    NUMBER = auto()
    LITERAL = auto()
    NAME = auto()
    OPERATOR = auto()
    SYMBOL = auto()
    END = auto()


class Token(NamedTuple):
    """text of a LITERAL is without its quotes; at counts characters from 0."""

    kind: Kind
    text: str
    at: int


_OPERATOR_SYMBOLS = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "/", "//"})


def _expects_operand(previous: Token | None) -> bool:
    if previous is None or previous.kind is Kind.OPERATOR:
        return True
    return previous.kind is Kind.SYMBOL and previous.text in _BEFORE_OPERAND


def _classify(group: str, text: str, at: int, previous: Token | None) -> Token:
    if group == "number":
        return Token(Kind.NUMBER, text, at)
    if group == "literal":
        return Token(Kind.LITERAL, text[1:-1], at)
    operand = _expects_operand(previous)
    if group == "name":
        if not operand and text in _OPERATOR_NAMES:
            return Token(Kind.OPERATOR, text, at)
        return Token(Kind.NAME, text, at)
    if text == "*":
        return Token(Kind.NAME if operand else Kind.OPERATOR, text, at)
    return Token(Kind.OPERATOR if text in _OPERATOR_SYMBOLS else Kind.SYMBOL, text, at)


def tokenize(source: str) -> list[Token]:
    """The tokens of an expression, ending in two END tokens.

    Raises ExpressionError at a character that begins no token, FormTooLarge past MAX_LENGTH.
    """
    if len(source) > MAX_LENGTH:
        raise FormTooLarge(f"an expression of {len(source)} characters; at most {MAX_LENGTH} are read")
    tokens: list[Token] = []
    at, end = 0, len(source)
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            raise ExpressionError(f"unexpected {source[at]!r} at character {at + 1} of {shorten(source)}")
        group = match.lastgroup or ""
        if group != "space":
            tokens.append(_classify(group, match.group(), at, tokens[-1] if tokens else None))
        at = match.end()
    return [*tokens, Token(Kind.END, "", end), Token(Kind.END, "", end)]


def shorten(source: str, limit: int = 120) -> str:
    """The expression in quotes, cut for a message."""
    text = " ".join(source.split())
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"
