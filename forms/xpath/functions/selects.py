"""Select functions of the ODK XForms specification. A select's value is a list separated by spaces."""

from collections.abc import Sequence

from forms.xpath.context import Context
from forms.xpath.functions.registry import function
from forms.xpath.values import Value, to_number, to_string


@function("selected", 2, 2)
def _selected(_context: Context, arguments: Sequence[Value]) -> Value:
    chosen, wanted = to_string(arguments[0]).split(), to_string(arguments[1]).strip()
    return wanted in chosen if wanted else not chosen


@function("selected-at", 2, 2)
def _selected_at(_context: Context, arguments: Sequence[Value]) -> Value:
    chosen, index = to_string(arguments[0]).split(), to_number(arguments[1])
    return chosen[int(index)] if 0 <= index < len(chosen) else ""


@function("count-selected", 1, 1)
def _count_selected(_context: Context, arguments: Sequence[Value]) -> Value:
    return float(len(to_string(arguments[0]).split()))
