"""Functions that reach into the form: its texts, choices, properties and lists."""

from collections.abc import Sequence

from forms.errors import ExpressionError
from forms.xpath.context import Context
from forms.xpath.functions.registry import function
from forms.xpath.values import Value, to_string
from forms.xpath.work import counted


@function("pulldata", 4, 4)
def _pulldata(context: Context, arguments: Sequence[Value]) -> Value:
    """``pulldata(instance, wanted element, query element, query)``: from the first row that fits, else nothing."""
    name, wanted, key, query = (to_string(argument) for argument in arguments)
    document = context.host.instance(name)
    if document is None:
        raise ExpressionError(f"pulldata(): there is no instance {name!r}")
    for root in document.children("*"):
        rows = root.find("*", key, query)
        if rows is None:
            rows = [row for row in counted(root.children("*")) if row.text_of(key) == query]
        for row in rows:
            return row.text_of(wanted) or ""
    return ""


@function("jr:itext", 1, 1)
def _itext(context: Context, arguments: Sequence[Value]) -> Value:
    return context.host.itext(to_string(arguments[0]), context.current)


@function("jr:choice-name", 2, 2)
def _choice_name(context: Context, arguments: Sequence[Value]) -> Value:
    return context.host.choice_label(context.current, to_string(arguments[0]), to_string(arguments[1]).strip())


@function("property", 1, 1)
def _property(context: Context, arguments: Sequence[Value]) -> Value:
    return context.host.property(to_string(arguments[0]))


@function("version", 0, 0)
def _version(context: Context, _arguments: Sequence[Value]) -> Value:
    return context.host.version()
