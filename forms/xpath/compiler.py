"""Turns a syntax tree into a closure that is evaluated as often as the form needs it."""

from forms.errors import ExpressionError, UnsupportedFeature
from forms.xpath import tree
from forms.xpath.context import Context, Evaluate
from forms.xpath.functions import EAGER, LAZY
from forms.xpath.nodes import Node
from forms.xpath.operators import Number, compile_chain, compile_number
from forms.xpath.order import in_document_order
from forms.xpath.paths import compile_filter, compile_path
from forms.xpath.scope import Scope
from forms.xpath.values import Value


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
            index = scope.single(expression) if scope.single is not None else None
            return compile_path(expression, scope, compile_tree) if index is None else _single(index)
        case tree.Filter():
            return compile_filter(expression, scope, compile_tree)
        case tree.Negate(operand):
            return _negate(compile_number(operand, scope, compile_tree))
        case tree.Union(parts):
            return _union([compile_tree(part, scope) for part in parts])
        case tree.Chain():
            return compile_chain(expression, scope, compile_tree)
        case tree.Call():
            return _call(expression, scope)


def _constant(value: Value) -> Evaluate:
    def evaluate(_context: Context) -> Value:
        return value

    return evaluate


def _single(index: int) -> Evaluate:
    def single(context: Context) -> Value:
        found = context.host.singles[index]
        return (found,) if found.live else ()

    return single


def _negate(operand: Number) -> Evaluate:
    def evaluate(context: Context) -> Value:
        return -operand(context)

    return evaluate


def _union(parts: list[Evaluate]) -> Evaluate:
    def evaluate(context: Context) -> Value:
        found: list[Node] = []
        for part in parts:
            value = part(context)
            if isinstance(value, str | float | bool):
                raise ExpressionError("| joins node-sets only")
            found += value
        return in_document_order(found)

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
