"""Compiles the operators of XPath 1.0.

Most expressions of forms compare one node with a number or a text. What kind of value an operand has is often plain
from the syntax tree; then the comparison is one step without the rules for node-sets (XPath 1.0 section 3.4), which
come to the same: a node that is irrelevant is no answer, and no answer is no number.
"""

from collections.abc import Callable
from math import fmod
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import TypeAlias

from forms.xpath import tree
from forms.xpath.context import Context, Evaluate
from forms.xpath.numbers import NAN
from forms.xpath.scope import Scope
from forms.xpath.tree import Axis, Start
from forms.xpath.values import Value, compare, equal, not_equal, to_boolean, to_number

Compile: TypeAlias = Callable[[tree.Expression, Scope], Evaluate]
Number: TypeAlias = Callable[[Context], float]
Text: TypeAlias = Callable[[Context], str]

# Functions that always give a number.
_NUMERIC = frozenset(
    {"abs", "count", "count-non-empty", "count-selected", "int", "number", "position", "round", "string-length", "sum"}
)
_SELF = tree.Step(Axis.SELF, "node()")


def compile_chain(chain: tree.Chain, scope: Scope, compile_tree: Compile) -> Evaluate:
    """A closure for operators of one level."""
    level = chain.rest[0][0]
    operands = (chain.first, *(operand for _, operand in chain.rest))
    if level in ("and", "or"):
        return _logic([compile_tree(operand, scope) for operand in operands], stop_at=level == "or")
    if level not in _COMPARISONS:
        return _arithmetic(chain, scope, compile_tree)
    if len(operands) == 2:
        plain = _plain_comparison(level, operands[0], operands[1], scope, compile_tree)
        if plain is not None:
            return plain
    return _compare(
        compile_tree(chain.first, scope), [(operator, compile_tree(operand, scope)) for operator, operand in chain.rest]
    )


def _logic(operands: list[Evaluate], *, stop_at: bool) -> Evaluate:
    def evaluate(context: Context) -> Value:
        for operand in operands:
            if to_boolean(operand(context)) is stop_at:
                return stop_at
        return not stop_at

    return evaluate


# Operands whose kind is plain.


def _is_number(expression: tree.Expression) -> bool:
    match expression:
        case tree.Number() | tree.Negate():
            return True
        case tree.Chain(_, rest):
            return rest[0][0] in _ARITHMETIC
        case tree.Call(name):
            return name in _NUMERIC
    return False


def _is_self(expression: tree.Expression) -> bool:
    return (
        isinstance(expression, tree.Path) and expression.start is Start.CONTEXT and tuple(expression.steps) == (_SELF,)
    )


def _is_node(expression: tree.Expression, scope: Scope) -> bool:
    """Whether an expression is the context node, or a node outside repeats: one, or none when it is irrelevant."""
    if not isinstance(expression, tree.Path):
        return False
    return _is_self(expression) or (scope.single is not None and scope.single(expression) is not None)


def compile_number(expression: tree.Expression, scope: Scope, compile_tree: Compile) -> Number:
    """A closure for an expression as a number."""
    if isinstance(expression, tree.Number):
        return _constant(expression.value)
    if _is_self(expression):
        return _own_number
    if isinstance(expression, tree.Path) and scope.single is not None:
        index = scope.single(expression)
        if index is not None:
            return _number_at(index)
    evaluate = compile_tree(expression, scope)

    def converted(context: Context) -> float:
        return to_number(evaluate(context))

    return converted


def _constant(value: float) -> Number:
    def constant(_context: Context) -> float:
        return value

    return constant


def _own_number(context: Context) -> float:
    return context.node.number()


def _number_at(index: int) -> Number:
    def number(context: Context) -> float:
        node = context.host.singles[index]
        return node.number() if node.live else NAN

    return number


def _compile_text(expression: tree.Expression, scope: Scope) -> Text | None:
    """A closure for a literal or a plain node as a text; None for everything else."""
    if isinstance(expression, tree.Literal):
        value = expression.value

        def literal(_context: Context) -> str:
            return value

        return literal
    if _is_self(expression):
        return _own_text
    index = scope.single(expression) if isinstance(expression, tree.Path) and scope.single is not None else None
    if index is None:
        return None
    place = index

    def text(context: Context) -> str:
        node = context.host.singles[place]
        return node.text() if node.live else ""

    return text


def _own_text(context: Context) -> str:
    return context.node.text()


# Comparisons.


def _plain_comparison(
    operator: str, left: tree.Expression, right: tree.Expression, scope: Scope, compile_tree: Compile
) -> Evaluate | None:
    """A comparison of numbers, or of plain nodes and texts; None when it takes the general rules."""
    plain = [_is_number(one) or _is_node(one, scope) for one in (left, right)]
    if all(plain) and (_is_number(left) or _is_number(right)):
        first = compile_number(left, scope, compile_tree)
        if isinstance(right, tree.Number):
            return _test_constant(_TESTS[operator], first, right.value)
        return _test_numbers(_TESTS[operator], first, compile_number(right, scope, compile_tree))
    if operator in ("=", "!="):
        texts = _compile_text(left, scope), _compile_text(right, scope)
        if texts[0] is not None and texts[1] is not None:
            return _test_texts(texts[0], texts[1], same=operator == "=")
    return None


def _test_constant(test: Callable[[float, float], bool], first: Number, value: float) -> Evaluate:
    def tested(context: Context) -> Value:
        return test(first(context), value)

    return tested


def _test_numbers(test: Callable[[float, float], bool], first: Number, second: Number) -> Evaluate:
    def tested(context: Context) -> Value:
        return test(first(context), second(context))

    return tested


def _test_texts(first: Text, second: Text, *, same: bool) -> Evaluate:
    def tested(context: Context) -> Value:
        return (first(context) == second(context)) is same

    return tested


def _less(left: Value, right: Value) -> bool:
    return compare("<", left, right)


def _less_or_equal(left: Value, right: Value) -> bool:
    return compare("<=", left, right)


def _more(left: Value, right: Value) -> bool:
    return compare(">", left, right)


def _more_or_equal(left: Value, right: Value) -> bool:
    return compare(">=", left, right)


_TESTS: dict[str, Callable[[float, float], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "=": equal,
    "!=": not_equal,
    "<": _less,
    "<=": _less_or_equal,
    ">": _more,
    ">=": _more_or_equal,
}


def _compare(first: Evaluate, rest: list[tuple[str, Evaluate]]) -> Evaluate:
    steps = [(_COMPARISONS[operator], operand) for operator, operand in rest]

    def evaluate(context: Context) -> Value:
        value = first(context)
        for test, operand in steps:
            value = test(value, operand(context))
        return value

    return evaluate


# Arithmetic.


def divide(left: float, right: float) -> float:
    """IEEE 754 division, as XPath 1.0 wants it: infinities and NaN instead of an error."""
    if right == 0:
        if left == 0 or left != left:
            return NAN
        positive = (left > 0) == (str(right)[0] != "-")
        return float("inf") if positive else float("-inf")
    return left / right


def modulo(left: float, right: float) -> float:
    """Remainder with the sign of the dividend (XPath 1.0 section 3.5)."""
    try:
        return float(fmod(left, right))
    except ValueError:
        return NAN


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "div": divide,
    "mod": modulo,
}


def _arithmetic(chain: tree.Chain, scope: Scope, compile_tree: Compile) -> Evaluate:
    first = compile_number(chain.first, scope, compile_tree)
    steps = [(_ARITHMETIC[operator], compile_number(operand, scope, compile_tree)) for operator, operand in chain.rest]
    if len(steps) == 1:
        operate_once, second = steps[0]

        def single(context: Context) -> Value:
            return operate_once(first(context), second(context))

        return single

    def evaluate(context: Context) -> Value:
        value = first(context)
        for operate, operand in steps:
            value = operate(value, operand(context))
        return value

    return evaluate
