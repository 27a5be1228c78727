"""Number functions of the ODK XForms specification."""

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from forms.errors import ExpressionError
from forms.xpath.context import Context
from forms.xpath.functions.registry import function
from forms.xpath.numbers import NAN, number_of
from forms.xpath.values import Value, is_nodes, texts, to_number


@function("number", 0, 1)
def _number(context: Context, arguments: Sequence[Value]) -> Value:
    return to_number(arguments[0]) if arguments else to_number(context.node.text())


@function("random", 0, 0)
def _random(context: Context, _arguments: Sequence[Value]) -> Value:
    return context.host.random()


@function("int", 1, 1)
def _int(_context: Context, arguments: Sequence[Value]) -> Value:
    number = to_number(arguments[0])
    return float(math.trunc(number)) if math.isfinite(number) else number


@function("floor", 1, 1)
def _floor(_context: Context, arguments: Sequence[Value]) -> Value:
    number = to_number(arguments[0])
    return float(math.floor(number)) if math.isfinite(number) else number


@function("ceiling", 1, 1)
def _ceiling(_context: Context, arguments: Sequence[Value]) -> Value:
    number = to_number(arguments[0])
    return float(math.ceil(number)) if math.isfinite(number) else number


@function("round", 1, 2)
def _round(_context: Context, arguments: Sequence[Value]) -> Value:
    """Halves go up (XPath 1.0): round(-2.5) is -2. The number is taken as it is written, so round(1.005, 2) is 1.01."""
    number = to_number(arguments[0])
    places = to_number(arguments[1]) if len(arguments) == 2 else 0.0
    if not math.isfinite(number):
        return number
    if places != places:
        # As JavaRosa: no number of places is none.
        places = 0.0
    if abs(places) > 30:
        return NAN
    exact = Decimal(repr(number)).scaleb(int(places))
    whole = (
        exact.quantize(Decimal(1), ROUND_HALF_UP if number >= 0 else ROUND_HALF_DOWN) if abs(exact) < 10**27 else exact
    )
    return float(whole.scaleb(-int(places)))


def _known(arguments: Sequence[Value]) -> list[float]:
    """The numbers among the arguments; blanks and text do not count."""
    numbers: list[float] = []
    for argument in arguments:
        if isinstance(argument, float):
            numbers.append(argument)
        else:
            numbers += map(number_of, texts(argument))
    return [number for number in numbers if number == number]


@function("sum", 1, 1)
def _sum(_context: Context, arguments: Sequence[Value]) -> Value:
    if not is_nodes(arguments[0]):
        raise ExpressionError("sum() needs a node-set")
    return math.fsum(_known(arguments))


@function("max", 1, None)
def _max(_context: Context, arguments: Sequence[Value]) -> Value:
    return max(_known(arguments), default=NAN)


@function("min", 1, None)
def _min(_context: Context, arguments: Sequence[Value]) -> Value:
    return min(_known(arguments), default=NAN)


@function("pow", 2, 2)
def _pow(_context: Context, arguments: Sequence[Value]) -> Value:
    return _guarded(math.pow, to_number(arguments[0]), to_number(arguments[1]))


@function("atan2", 2, 2)
def _atan2(_context: Context, arguments: Sequence[Value]) -> Value:
    return math.atan2(to_number(arguments[0]), to_number(arguments[1]))


@function("pi", 0, 0)
def _pi(_context: Context, _arguments: Sequence[Value]) -> Value:
    return math.pi


def _guarded(calculate: Callable[..., float], *numbers: float) -> float:
    """IEEE 754 results where Python raises."""
    try:
        return float(calculate(*numbers))
    except OverflowError:
        return math.inf
    except ValueError:
        return NAN


def _log(number: float) -> float:
    return -math.inf if number == 0 else math.log(number)


def _log10(number: float) -> float:
    return -math.inf if number == 0 else math.log10(number)


def _exp10(number: float) -> float:
    return math.pow(10, number)


def _declare(name: str, calculate: Callable[[float], float]) -> None:
    @function(name, 1, 1)
    def _run(_context: Context, arguments: Sequence[Value]) -> Value:
        return _guarded(calculate, to_number(arguments[0]))


_SIMPLE: dict[str, Callable[[float], float]] = {
    "abs": math.fabs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "exp10": _exp10,
    "log": _log,
    "log10": _log10,
}
for _name, _calculate in _SIMPLE.items():
    _declare(_name, _calculate)
