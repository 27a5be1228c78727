"""Finds conditions that can never be true, as far as the form alone decides it.

A question behind such a condition is on no page, and nobody notices until an officer misses the answer. Decided are
``false()`` and unequal numbers; a select compared with what is none of its choices; one select wanted to be two things
at once, the conditions of the groups around it counted in; a condition on a question that is unreachable itself, or
that stands behind this very condition. Whatever else an expression says is taken to be possible.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.errors import FormError
from forms.pack.blocks import SELECT
from forms.pack.sheets import FIRST_ROW, FormSource, Row
from forms.xpath import tree
from forms.xpath.parser import parse

NAMED = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_EXPRESSIONS = (
    "relevant",
    "constraint",
    "required",
    "read_only",
    "calculation",
    "choice_filter",
    "default",
    "repeat_count",
)
_TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_VARIABLE = "answer-of"  # ${x} is read as /answer-of/x


@dataclass(slots=True)
class _Row:
    """A row and what stands around it. wanted: conditions of the row and of its groups, from the outside in."""

    row: Row
    wanted: list[tree.Expression]
    inside: list[str] = field(default_factory=list)


def reference_findings(source: FormSource) -> Iterator[str]:
    """``${name}`` that names no row."""
    names = {row["name"] for row in source.survey if "name" in row}
    for number, row in enumerate(source.survey, start=FIRST_ROW):
        for column, cell in row.items():
            if column.partition("::")[0] not in (*_EXPRESSIONS, *_TRANSLATED):
                continue
            for name in dict.fromkeys(NAMED.findall(cell)):
                if name not in names:
                    where = f"{row.get('name') or row.get('type', '')} (row {number})"
                    yield f"{where}: {column} names ${{{name}}}, which is no row"


def reach_findings(source: FormSource) -> Iterator[str]:
    """Rows that nobody can ever see, each with the reason."""
    survey = source.survey
    places = _places(survey)
    choices = {row["name"]: found for row in survey if "name" in row and (found := _choices(row, source)) is not None}
    lost: set[str] = set()
    for number, row in enumerate(survey, start=FIRST_ROW):
        place = places.get(number)
        if place is None:
            continue
        if lost.intersection(place.inside):
            lost.add(row["name"])  # said at its group
        elif reason := _reason(place, choices, lost):
            lost.add(row["name"])
            yield f"{row['name']} (row {number}): can never be reached, as {reason}"


def _places(survey: list[Row]) -> dict[int, _Row]:
    """Named rows with their conditions, by number of the row. Conditions that cannot be read are left out."""
    around: list[tuple[str, list[tree.Expression]]] = []
    found = {}
    for number, row in enumerate(survey, start=FIRST_ROW):
        kind = row.get("type", "")
        if kind.startswith("end_"):
            if around:
                around.pop()
            continue
        own = _parsed(row.get("relevant", ""))
        if row.get("repeat_count", "").strip() == "0":
            own.append(tree.Call("false", ()))
        wanted = [condition for _, conditions in around for condition in conditions] + own
        if "name" in row:
            found[number] = _Row(row, wanted, [name for name, _ in around])
        if kind.startswith("begin_"):
            around.append((row.get("name", ""), own))
    return found


def _parsed(expression: str) -> list[tree.Expression]:
    if not expression.strip():
        return []
    try:
        return [parse(NAMED.sub(rf" /{_VARIABLE}/\1 ", expression))]
    except FormError:  # the engine says what is wrong with it
        return []


def _choices(row: Row, source: FormSource) -> frozenset[str] | None:
    """The values a select of one can have; None for anything else."""
    kind = row.get("type", "")
    match = SELECT.fullmatch(kind)
    if (
        not match
        or not kind.startswith("select_one ")
        or kind.endswith("or_other")
        or match.group(1) not in source.choices
    ):
        return None
    return frozenset(choice.get("name", "") for choice in source.choices[match.group(1)])


def _reason(place: _Row, choices: dict[str, frozenset[str]], lost: set[str]) -> str:
    """Why it cannot be reached; "" when it may be."""
    name = place.row["name"]
    is_group = place.row.get("type", "").startswith("begin_")
    equal: dict[str, str] = {}
    for part in [part for condition in place.wanted for part in _conjuncts(condition)]:
        if reason := _never(part, choices, lost):
            return reason
        comparison = _comparison(part)
        if comparison is None:
            continue
        asked, value = comparison
        if asked == name and value and not is_group:
            return f"its condition asks its own answer, ${{{name}}}"
        if asked in choices and equal.setdefault(asked, value) != value:
            return f"${{{asked}}} would have to be {equal[asked]!r} and {value!r} at once"
    return ""


def _conjuncts(expression: tree.Expression) -> Iterator[tree.Expression]:
    if isinstance(expression, tree.Chain) and all(operator == "and" for operator, _ in expression.rest):
        for part in (expression.first, *(operand for _, operand in expression.rest)):
            yield from _conjuncts(part)
    else:
        yield expression


def _never(expression: tree.Expression, choices: dict[str, frozenset[str]], lost: set[str]) -> str:
    """Why one condition is never true; "" when it may be."""
    match expression:
        case tree.Call("false", ()):
            return "its condition is false()"
        case tree.Chain(tree.Number(left), (("=", tree.Number(right)),)) if left != right:
            return f"{left:g} is not {right:g}"
        case tree.Chain(first, rest) if rest and all(operator == "or" for operator, _ in rest):
            reasons = [_all(part, choices, lost) for part in (first, *(operand for _, operand in rest))]
            return " and ".join(dict.fromkeys(reasons)) if all(reasons) else ""
    comparison = _comparison(expression)
    if comparison is None:
        return ""
    asked, value = comparison
    if value and asked in choices and value not in choices[asked]:
        return f"{value!r} is none of the choices of ${{{asked}}}"
    return f"${{{asked}}} can never be reached" if value and asked in lost else ""


def _all(expression: tree.Expression, choices: dict[str, frozenset[str]], lost: set[str]) -> str:
    return next((reason for part in _conjuncts(expression) if (reason := _never(part, choices, lost))), "")


def _comparison(expression: tree.Expression) -> tuple[str, str] | None:
    """The question and the value of ``${x} = 'value'`` or ``selected(${x}, 'value')``."""
    match expression:
        case tree.Chain(tree.Path() as path, (("=", tree.Literal(value)),)):
            return _named(path, value)
        case tree.Chain(tree.Literal(value), (("=", tree.Path() as path),)):
            return _named(path, value)
        case tree.Call("selected", (tree.Path() as path, tree.Literal(value))):
            return _named(path, value)
    return None


def _named(path: tree.Path, value: str) -> tuple[str, str] | None:
    names = [step.name for step in path.steps]
    return (names[1], value) if len(names) == 2 and names[0] == _VARIABLE else None
