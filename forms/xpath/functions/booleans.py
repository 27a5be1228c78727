"""Boolean functions of the ODK XForms specification."""

from collections.abc import Sequence

from forms.errors import ExpressionError
from forms.xpath.context import Context, Evaluate
from forms.xpath.functions.registry import function, lazy_function
from forms.xpath.values import Value, is_nodes, texts, to_boolean, to_number, to_string


@function("true", 0, 0)
def _true(_context: Context, _arguments: Sequence[Value]) -> Value:
    return True


@function("false", 0, 0)
def _false(_context: Context, _arguments: Sequence[Value]) -> Value:
    return False


@function("boolean", 1, 1)
def _boolean(_context: Context, arguments: Sequence[Value]) -> Value:
    return to_boolean(arguments[0])


@function("not", 1, 1)
def _not(_context: Context, arguments: Sequence[Value]) -> Value:
    return not to_boolean(arguments[0])


@function("boolean-from-string", 1, 1)
def _boolean_from_string(_context: Context, arguments: Sequence[Value]) -> Value:
    return to_string(arguments[0]) in ("true", "1")


@lazy_function("if", 3, 3)
def _if(arguments: Sequence[Evaluate]) -> Evaluate:
    condition, then, otherwise = arguments

    def evaluate(context: Context) -> Value:
        return then(context) if to_boolean(condition(context)) else otherwise(context)

    return evaluate


@lazy_function("coalesce", 1, None)
def _coalesce(arguments: Sequence[Evaluate]) -> Evaluate:
    def evaluate(context: Context) -> Value:
        for argument in arguments:
            value = argument(context)
            if value == value if isinstance(value, float) else to_string(value):
                return value
        return ""

    return evaluate


@lazy_function("once", 1, 1)
def _once(arguments: Sequence[Evaluate]) -> Evaluate:
    calculation = arguments[0]

    def evaluate(context: Context) -> Value:
        return context.current.text() or calculation(context)

    return evaluate


def _is_true(text: str) -> bool:
    """ "evaluate to true (when it converts to a number > 0)"."""
    return to_number(text) > 0 or text == "true"


@function("checklist", 2, None)
def _checklist(_context: Context, arguments: Sequence[Value]) -> Value:
    least, most = to_number(arguments[0]), to_number(arguments[1])
    count = sum(_is_true(text) for argument in arguments[2:] for text in texts(argument))
    return (least < 0 or count >= least) and (most < 0 or count <= most)


@function("weighted-checklist", 2, None)
def _weighted_checklist(_context: Context, arguments: Sequence[Value]) -> Value:
    least, most = to_number(arguments[0]), to_number(arguments[1])
    pairs = list(arguments[2:])
    if len(pairs) == 2 and is_nodes(pairs[0]) and is_nodes(pairs[1]):
        flags, weights = texts(pairs[0]), texts(pairs[1])
    else:
        flags, weights = [to_string(one) for one in pairs[::2]], [to_string(one) for one in pairs[1::2]]
    if len(flags) != len(weights):
        raise ExpressionError("weighted-checklist() needs a weight for each value")
    total = sum(to_number(weight) for flag, weight in zip(flags, weights, strict=True) if _is_true(flag))
    return (least == -1 or total >= least) and (most == -1 or total <= most)
