"""Turns a syntax tree into a closure that is evaluated as often as the form needs it."""

from collections.abc import Callable
from math import fmod
from operator import add, mul, sub

from forms.errors import ExpressionError, UnsupportedFeature
from forms.xpath import tree
from forms.xpath.context import Context, Evaluate
from forms.xpath.functions import EAGER, LAZY
from forms.xpath.paths import compile_filter, compile_path
from forms.xpath.scope import Scope
from forms.xpath.values import NAN, Value, compare, equal, not_equal, to_boolean, to_number


def compile_tree(expression: tree.Expression, scope: Scope) -> Evaluate:
    """A closure for an expression.

    Raises UnsupportedFeature for a function this engine does not have, ExpressionError for a wrong number of arguments.
    """
    match expression:
        case tree.Number(value):
            return _constant(value)
        case tree.Literal(value):
            return _constant(value)
        case tree.Path():
            fast = scope.shortcut(expression) if scope.shortcut else None
            return fast or compile_path(expression, scope, compile_tree)
        case tree.Filter():
            return compile_filter(expression, scope, compile_tree)
        case tree.Negate(operand):
            return _negate(compile_tree(operand, scope))
        case tree.Union(parts):
            return _union([compile_tree(part, scope) for part in parts])
        case tree.Chain():
            return _chain(expression, scope)
        case tree.Call():
            return _call(expression, scope)


def _constant(value: Value) -> Evaluate:
    def evaluate(_context: Context) -> Value:
        return value

    return evaluate


def _negate(operand: Evaluate) -> Evaluate:
    def evaluate(context: Context) -> Value:
        return -to_number(operand(context))

    return evaluate


def _union(parts: list[Evaluate]) -> Evaluate:
    def evaluate(context: Context) -> Value:
        found = {}
        for part in parts:
            value = part(context)
            if isinstance(value, str | float | bool):
                raise ExpressionError("| joins node-sets only")
            found.update({id(node): node for node in value})
        return list(found.values())

    return evaluate


def _call(call: tree.Call, scope: Scope) -> Evaluate:
    arguments = tuple(compile_tree(argument, scope) for argument in call.arguments)
    lazy = LAZY.get(call.name)
    if lazy is not None:
        _check_count(call, lazy.least, lazy.most)
        return lazy.build(arguments)
    function = EAGER.get(call.name)
    if function is None:
        raise UnsupportedFeature(f"the function {call.name}()")
    _check_count(call, function.least, function.most)
    run = function.run

    def evaluate(context: Context) -> Value:
        return run(context, [argument(context) for argument in arguments])

    return evaluate


def _check_count(call: tree.Call, least: int, most: int | None) -> None:
    count = len(call.arguments)
    if count < least or (most is not None and count > most):
        wanted = str(least) if most == least else f"at least {least}" if most is None else f"{least} to {most}"
        raise ExpressionError(f"{call.name}() takes {wanted} arguments, not {count}")


def _chain(chain: tree.Chain, scope: Scope) -> Evaluate:
    first = compile_tree(chain.first, scope)
    rest = [(operator, compile_tree(operand, scope)) for operator, operand in chain.rest]
    level = rest[0][0]
    if level in ("and", "or"):
        return _logic([first, *(operand for _, operand in rest)], stop_at=level == "or")
    if level in _COMPARISONS:
        return _compare(first, rest)
    return _arithmetic(first, rest)


def _logic(operands: list[Evaluate], *, stop_at: bool) -> Evaluate:
    def evaluate(context: Context) -> Value:
        for operand in operands:
            if to_boolean(operand(context)) is stop_at:
                return stop_at
        return not stop_at

    return evaluate


def _less(left: Value, right: Value) -> bool:
    return compare("<", left, right)


def _less_or_equal(left: Value, right: Value) -> bool:
    return compare("<=", left, right)


def _more(left: Value, right: Value) -> bool:
    return compare(">", left, right)


def _more_or_equal(left: Value, right: Value) -> bool:
    return compare(">=", left, right)


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
    if len(steps) == 1:
        test, second = steps[0]

        def single(context: Context) -> Value:
            return test(first(context), second(context))

        return single

    def evaluate(context: Context) -> Value:
        value = first(context)
        for test, operand in steps:
            value = test(value, operand(context))
        return value

    return evaluate


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


def _arithmetic(first: Evaluate, rest: list[tuple[str, Evaluate]]) -> Evaluate:
    steps = [(_ARITHMETIC[operator], operand) for operator, operand in rest]

    def evaluate(context: Context) -> Value:
        value = to_number(first(context))
        for operate, operand in steps:
            value = operate(value, to_number(operand(context)))
        return value

    return evaluate
