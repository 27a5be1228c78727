"""This engine and JavaRosa compute the same with the values at the edges of what each function takes."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from xml.sax.saxutils import quoteattr

import pytest

from forms.errors import FormError
from forms.xpath.functions import EAGER, LAZY
from tests.support.form_generator_calls import CALLS, make_expression
from tests.support.javarosa import JavaRosa, JavaRosaError
from tests.support.javarosa_compare import environment
from tests.support.xforms import definition, leaves, xform

pytestmark = [pytest.mark.xdist_group("javarosa")]
Evaluate = Callable[[Sequence[str]], list[str]]
TRUTH = {"true": "1", "false": "0"}
REFUSED = "refused: "
# Of a moment, of chance, of a form or its nodes: the forms at random have them, or tests of their own.
ELSEWHERE = (
    *("now", "today", "random", "uuid", "version", "property", "once", "date", "date-time", "jr:itext", "instance"),
    *("jr:choice-name", "pulldata", "position", "last", "current", "count", "count-non-empty", "sum", "randomize"),
    *(
        "indexed-repeat",
        "name",
        "local-name",
        "area",
        "enclosed-area",
        "geofence",
        "distance",
        "floor",
        "ceiling",
        "substring",
    ),
)


def form_of(expressions: Sequence[str]) -> bytes:
    """A form that computes each into a node."""
    names = [f"e{n}" for n in range(len(expressions))]
    binds = "".join(
        f"<bind nodeset='/data/{name}' type='string' calculate={quoteattr(expression)}/>"
        for name, expression in zip(names, expressions, strict=True)
    )
    return xform("".join(f"<{name}/>" for name in names), binds)


def ours(expressions: Sequence[str]) -> list[str]:
    values = leaves(definition(form_of(expressions)).start(environment()))
    return [values[f"/data/e{n}"] for n in range(len(expressions))]


def each(evaluate: Evaluate, expressions: Sequence[str]) -> list[str]:
    """The values; where an expression is refused, that."""
    try:
        return evaluate(expressions)
    except (FormError, JavaRosaError) as problem:
        if len(expressions) == 1:
            return [f"{REFUSED}{problem}"]
        half = len(expressions) // 2
        return each(evaluate, expressions[:half]) + each(evaluate, expressions[half:])


def same(mine: str, other: str) -> bool:
    if mine.startswith(REFUSED) or other.startswith(REFUSED):
        return mine.startswith(REFUSED) and other.startswith(REFUSED)
    if other in (mine, TRUTH.get(mine)):
        # bool
        return True
    try:
        # number-text
        return math.isclose(float(mine), float(other), rel_tol=1e-9, abs_tol=1e-9)
    except ValueError:
        return False


def differences(java: JavaRosa, random: Random, count: int) -> Iterator[str]:
    def theirs(expressions: Sequence[str]) -> list[str]:
        script = {"form": form_of(expressions).decode(), "plain": True, "steps": [["dump"]]}
        values = {one["ref"]: one["value"] for one in java.run(script)[0]}
        return [values[f"/data/e{n}"] for n in range(len(expressions))]

    for _ in range(count // 40):
        expressions = [make_expression(random) for _ in range(40)]
        for expression, mine, other in zip(
            expressions, each(ours, expressions), each(theirs, expressions), strict=True
        ):
            if not same(mine, other):
                yield f"{expression}: we {mine!r}, JavaRosa {other!r}"


def test_both_engines_compute_the_same(java: JavaRosa, seed: int) -> None:
    assert list(differences(java, Random(f"{seed}:expressions"), 4000)) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_both_engines_compute_the_same_very_often(java: JavaRosa, seed: int) -> None:
    assert list(differences(java, Random(f"{seed}:soak"), 200_000)) == []


def test_every_function_is_called() -> None:
    called = set(re.findall(r"([a-z][a-z0-9-]*)\(", " ".join(" ".join(calls) for calls in CALLS.values())))
    assert sorted(EAGER.keys() | LAZY.keys()) == sorted(called | set(ELSEWHERE))
