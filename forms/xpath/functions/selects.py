"""Select functions of the ODK XForms specification. A select's value is a list separated by spaces."""

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
    chosen, wanted = _chosen(arguments[0]), to_string(arguments[1]).strip()
    return wanted in chosen if wanted else not chosen


# The name JavaRosa had for it first.
function("is-selected", 2, 2)(_selected)


@function("selected-at", 2, 2)
def _selected_at(_context: Context, arguments: Sequence[Value]) -> Value:
    chosen, index = _chosen(arguments[0]), to_number(arguments[1])
    return chosen[int(index)] if 0 <= index < len(chosen) else ""


@function("count-selected", 1, 1)
def _count_selected(_context: Context, arguments: Sequence[Value]) -> Value:
    return float(len(_chosen(arguments[0])))
