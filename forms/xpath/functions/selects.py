"""Select functions of the ODK XForms specification. A select's value is a list separated by spaces."""

import math
from collections.abc import Sequence

from forms.xpath.context import Context
from forms.xpath.functions.registry import function
from forms.xpath.values import Value, to_number, to_string
from forms.xpath.work import SHORT, spend


def _chosen(value: Value) -> list[str]:
    text = to_string(value)
    if len(text) > SHORT:
        spend(len(text) >> 3)
    return text.split()


@function("selected", 2, 2)
def _selected(_context: Context, arguments: Sequence[Value]) -> Value:
    """As JavaRosa, the answer to a select-one is found whole: names that come out of a repeat have spaces in them."""
    chosen, wanted = " ".join(_chosen(arguments[0])), " ".join(_chosen(arguments[1]))
    return f" {wanted} " in f" {chosen} " if wanted else not chosen


# The name JavaRosa had for it first.
function("is-selected", 2, 2)(_selected)


@function("selected-at", 2, 2)
def _selected_at(_context: Context, arguments: Sequence[Value]) -> Value:
    """As JavaRosa, a place that is no number is the first."""
    chosen, index = _chosen(arguments[0]), to_number(arguments[1])
    place = 0 if index != index else math.trunc(max(-1.0, min(index, float(len(chosen)))))
    return chosen[place] if 0 <= place < len(chosen) else ""


@function("count-selected", 1, 1)
def _count_selected(_context: Context, arguments: Sequence[Value]) -> Value:
    return float(len(_chosen(arguments[0])))
