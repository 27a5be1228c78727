"""The table of departures in docs/forms-engine.md tells the truth about JavaRosa: each thing it says of it is tried."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from tests.support.departures import BINDS, DATA, EXPRESSIONS
from tests.support.javarosa import JavaRosa, JavaRosaError, why_not
from tests.support.xforms import inputs, xform

pytestmark = [pytest.mark.xdist_group("javarosa")]
DOCS = Path(__file__).parents[3] / "docs" / "forms-engine.md"
TRUTH = {"true": "1", "false": "0"}


def value(java: JavaRosa, expression: str) -> str:
    """What JavaRosa computes into a string, or why it cannot."""
    data = DATA if "/data/x" in expression else DATA.replace("<x>1</x><x>2</x>", "")
    calculate = f"<bind nodeset='/data/result' type='string' calculate={quoteattr(expression)}/>"
    form = xform(f"{data}<result/>", BINDS + calculate)
    try:
        dump = java.run({"form": form.decode(), "plain": True, "steps": [["dump"]]})[0]
    except JavaRosaError as problem:
        return str(problem)
    return str(next(one["value"] for one in dump if one["ref"] == "/data/result"))


@pytest.mark.parametrize(("row", "expression", "ours"), EXPRESSIONS, ids=[row for row, _, _ in EXPRESSIONS])
def test_javarosa_computes_something_else(java: JavaRosa, row: str, expression: str, ours: str) -> None:
    theirs = value(java, expression)
    if row == "bool":
        assert (ours, theirs) == ("true", "1")
    else:
        assert TRUTH.get(ours, ours) != theirs


def repeat(path: str, inside: str, attributes: str = "") -> str:
    return f'<group ref="{path}"><repeat nodeset="{path}"{attributes}>{inside}</repeat></group>'


LIST = "<instance id='l'><root><item><name>x</name><g>1</g></item><item><name>y</name><g>2</g></item></root></instance>"


def select(name: str, key: str) -> str:
    return (
        f"<select1 ref='{name}'><itemset nodeset=\"instance('l')/root/item[{key}]\"><value ref='name'/>"
        "<label ref='name'/></itemset></select1>"
    )


COUNTED = inputs("/data/a", "/data/b") + repeat("/data/r", inputs("/data/r/x"), ' jr:count="/data/a"')
TEMPLATE = "<a>2</a><b/><r jr:template=''><x/></r>"
INT = '<bind nodeset="/data/a" type="int"{}/>'
Step = Sequence[str]


def values(dump: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {one["ref"]: one["value"] for one in dump}


def has(ref: str) -> Callable[[Any], bool]:
    def check(dump: Any) -> bool:
        return ref in values(dump)

    return check


def fails(result: Any) -> bool:
    return "error" in result


def choices(count: int) -> Callable[[Any], bool]:
    def check(result: Any) -> bool:
        return len(result) == count

    return check


def reads(label: str) -> Callable[[Any], bool]:
    def check(result: Any) -> bool:
        return bool(result[0]["label"] == label)

    return check


def keeps(ref: str, text: str) -> Callable[[Any], bool]:
    def check(dump: Any) -> bool:
        return values(dump)[ref] == text

    return check


def written(text: str) -> Callable[[Any], bool]:
    def check(result: Any) -> bool:
        return text in result["xml"]

    return check


def asks_for(ref: str) -> Callable[[Any], bool]:
    def check(result: Any) -> bool:
        return bool(result["errors"] == [{"ref": ref, "verdict": "required"}])

    return check


MARKED_UP = "<item><label>x <h:b>b</h:b> y</label><value>1</value></item>"

# row, form, steps, and what holds of what the last one prints.
BEHAVIOURS: list[tuple[str, bytes, list[Step], Callable[[Any], bool]]] = [
    (
        "count-shrink",
        xform(TEMPLATE, INT.format(""), COUNTED),
        [("set", "/data/a", "1"), ("dump",)],
        has("/data/r[2]/x"),
    ),
    (
        "count-irrelevant",
        xform(TEMPLATE, INT.format(" relevant=\"/data/b = ''\""), COUNTED),
        [("set", "/data/b", "x"), ("set", "/data/r[2]/x", "1"), ("dump",)],
        keeps("/data/r[2]/x", "1"),
    ),
    (
        "instance-order",
        xform("<o><r><x/></r><a/></o>", body=repeat("/data/o", repeat("/data/o/r", inputs("/data/o/r/x")))),
        [("remove", "/data/o[1]/r[1]"), ("add", "/data/o[1]/r"), ("xml",)],
        written("<a /><r>"),
    ),
    (
        "repeat-readonly",
        xform(TEMPLATE, '<bind nodeset="/data/r" readonly="/data/b != \'\'"/>', repeat("/data/r", inputs("/data/r/x"))),
        [("add", "/data/r")],
        fails,
    ),
    (
        "required-readonly",
        xform("<a/>", '<bind nodeset="/data/a" required="true()" readonly="true()"/>', inputs("/data/a")),
        [("finalize",)],
        asks_for("/data/a"),
    ),
    (
        "choice-cache",
        xform(
            "<a>1</a><b/><c/>",
            "<bind nodeset='/data/a' relevant=\"/data/c = ''\"/>",
            inputs("/data/a", "/data/c") + select("/data/b", "g = /data/a"),
            model=LIST,
        ),
        [("set", "/data/c", "x"), ("choices", "/data/b")],
        choices(1),
    ),
    (
        "stale-choice",
        xform(
            "<b/><a>1</a><c/>",
            "<bind nodeset='/data/c' calculate='/data/b'/>",
            select("/data/b", "g = /data/a") + inputs("/data/a"),
            model=LIST,
        ),
        [("set", "/data/b", "x"), ("set", "/data/a", "2"), ("dump",)],
        keeps("/data/c", "x"),
    ),
    (
        "predicate-path",
        xform(
            "<r><a>1</a><b/></r><r><a>2</a><b/></r>",
            body=repeat("/data/r", inputs("/data/r/a") + select("/data/r/b", "not(g != /data/r/a)")),
            model=LIST,
        ),
        [("choices", "/data/r[1]/b")],
        fails,
    ),
    ("default-namespace", xform("<a>1</a>"), [("finalize",)], written('<data id="test" version="1" xmlns:orx')),
    (
        "date-stored",
        xform(
            "<day>2026-11-23</day><a/>",
            '<bind nodeset="/data/day" type="date"/><bind nodeset="/data/a" type="string" calculate="/data/day"/>',
        ),
        [("dump",)],
        keeps("/data/a", "2026-11-23T00:00:00.000+07:00"),
    ),
    (
        "dead-path",
        xform("<a/>", '<bind nodeset="/data/a" type="int" calculate="count(/data/nowhere)"/>'),
        [("dump",)],
        keeps("/data/a", "0"),
    ),
    (
        "mark-up",
        xform("<a/>", "", f"<select1 ref='/data/a'><label>A</label>{MARKED_UP}</select1>"),
        [("choices", "/data/a")],
        reads('x <n0:b xmlns:n0="http://www.w3.org/1999/xhtml">b</n0:b> y'),
    ),
    (
        "unknown-inside",
        xform("<a/>", "", "<input ref='/data/a'><label>A</label><thing/></input>"),
        [("dump",)],
        has("/data/a"),
    ),
    (
        "group-action",
        xform(
            "<g><a/></g>",
            "",
            "<group ref='/data/g'><label>G</label><setvalue event='odk-instance-first-load' ref='/data/g/a' value='1'/>"
            + inputs("/data/g/a")
            + "</group>",
        ),
        [("dump",)],
        keeps("/data/g/a", ""),
    ),
    (
        "first-load",
        xform(
            "<a/><b/>",
            "<bind nodeset='/data/a' calculate=\"'computed'\"/>",
            model="<setvalue event='odk-instance-first-load' ref='/data/b' value='/data/a'/>",
        ),
        [("dump",)],
        keeps("/data/b", ""),
    ),
    (
        "not-a-choice",
        xform("<a/>", body="<select1 ref='/data/a'><item><label>X</label><value>x</value></item></select1>"),
        [("set", "/data/a", "y"), ("dump",)],
        keeps("/data/a", "y"),
    ),
    (
        "nfc",
        xform("<a/>", body=inputs("/data/a")),
        [("set", "/data/a", "E\u0302"), ("dump",)],
        keeps("/data/a", "E\u0302"),
    ),
    (
        "pattern",
        xform("<a/>", "<bind nodeset='/data/a' calculate=\"regex('aa', '(a)\\1')\"/>"),
        [("dump",)],
        keeps("/data/a", "1"),
    ),
    (
        "readonly",
        xform("<a/>", '<bind nodeset="/data/a" readonly="true()"/>', inputs("/data/a")),
        [("set", "/data/a", "x"), ("dump",)],
        keeps("/data/a", "x"),
    ),
    (
        "count-non-empty",
        xform("<a/>", "<bind nodeset='/data/a' calculate=\"count-non-empty(instance('l')/root/item/g)\"/>", model=LIST),
        [("dump",)],
        fails,
    ),
    (
        "untranslated",
        xform(
            "<a/>",
            body="<select1 ref='/data/a'><item><label ref=\"jr:itext('t')\"/><value>x</value></item></select1>",
            model="<itext><translation lang='vi'><text id='t'><value>Một</value></text></translation>"
            "<translation lang='en'><text id='t'><value>-</value></text></translation></itext>",
        ),
        [("language", "en"), ("choices", "/data/a")],
        reads("-"),
    ),
    (
        "count-limit",
        xform("<a/><b/><r jr:template=''><x/></r>", INT.format(""), COUNTED),
        [("set", "/data/a", "1100"), ("dump",)],
        has("/data/r[1100]/x"),
    ),
]


@pytest.mark.parametrize(("row", "form", "steps", "holds"), BEHAVIOURS, ids=[row for row, *_ in BEHAVIOURS])
def test_javarosa_does_what_the_table_says_of_it(
    java: JavaRosa, row: str, form: bytes, steps: list[Step], holds: Callable[[Any], bool]
) -> None:
    try:
        printed = java.run({"form": form.decode(), "plain": True, "steps": steps})
    except JavaRosaError as problem:
        printed = [{"error": str(problem)}]
    assert holds(printed[-1]), printed[-1]


def test_every_row_of_the_table_is_tried() -> None:
    table = DOCS.read_text("utf-8").partition("## Departures from JavaRosa 5\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
    assert sorted(rows) == sorted(
        [*(str(one[0]) for one in EXPRESSIONS), *(str(one[0]) for one in BEHAVIOURS), "zone-history"]
    )


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_javarosa_knows_the_offsets_of_long_ago() -> None:
    form = xform("<a/>", "<bind nodeset='/data/a' type='string' calculate=\"decimal-date-time('1950-03-04')\"/>")
    with JavaRosa(zone="Asia/Ho_Chi_Minh") as java:
        dump = java.run({"form": form.decode(), "plain": True, "steps": [["dump"]]})[0]
    # Eight hours then, seven now: the row zone-history.
    assert float(values(dump)["/data/a"]) == pytest.approx(-7243 - 8 / 24)
