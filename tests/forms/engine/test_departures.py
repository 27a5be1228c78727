"""Where this engine and JavaRosa 5 differ on purpose: each row of the table in docs/forms-engine.md, one test."""

import re
from pathlib import Path

import pytest
from lxml import etree

from forms.contract import Verdict
from forms.errors import FormError
from forms.xpath.functions import EAGER, LAZY
from tests.support.departures import BINDS, DATA, EXPRESSIONS
from tests.support.xforms import evaluate, inputs, leaves, start, xform, xlsform

DOCS = Path(__file__).parents[3] / "docs" / "forms-engine.md"


@pytest.mark.parametrize(
    ("expression", "value"), [case[1:] for case in EXPRESSIONS], ids=[case[0] for case in EXPRESSIONS]
)
def test_an_expression_that_javarosa_sees_differently(expression: str, value: str) -> None:
    assert evaluate(expression, DATA, BINDS) == value


def departs_untranslated() -> None:
    survey = [{"type": "text", "name": "a", "label::vi": "Tên", "hint::vi": "Như trên thẻ", "label::en": "Name"}]
    session = start(xlsform(survey, settings={"default_language": "vi"}))
    session.set_language("en")
    assert session.question("/data/a").hint == "Như trên thẻ"


SELECT = (
    "<select1 ref='/data/b'><itemset nodeset=\"instance('l')/root/item[g = /data/a]\"><value ref='name'/>"
    "<label ref='name'/></itemset></select1>"
)
LIST = "<instance id='l'><root><item><name>x</name><g>1</g></item><item><name>y</name><g>2</g></item></root></instance>"


def departs_stale_choice() -> None:
    session = start(xform("<a>1</a><b/>", "", inputs("/data/a") + SELECT, model=LIST))
    session.answer("/data/b", "x")
    session.answer("/data/a", "2")
    assert leaves(session)["/data/b"] == ""


def departs_not_a_choice() -> None:
    session = start(xform("<a>1</a><b/>", "", inputs("/data/a") + SELECT, model=LIST))
    assert session.answer("/data/b", "y").verdict is Verdict.TYPE


def departs_nfc() -> None:
    session = start(xform("<a/>", "", inputs("/data/a")))
    session.answer("/data/a", "Ẩ\x07")
    assert session.question("/data/a").value == "Ẩ"


def departs_count_limit() -> None:
    repeat = f'<group ref="/data/r"><repeat nodeset="/data/r" jr:count="/data/a">{inputs("/data/r/x")}</repeat></group>'
    session = start(xform("<a/><r><x/></r>", '<bind nodeset="/data/a" type="int"/>', inputs("/data/a") + repeat))
    session.answer("/data/a", "123456")
    assert session.repeats("/data/r") == 1000


def departs_pattern() -> None:
    with pytest.raises(FormError):
        evaluate(r"regex('aa', '(a)\1')")


def departs_first_load() -> None:
    action = "<setvalue event='odk-instance-first-load' ref='/data/b' value='/data/a'/>"
    session = start(xform("<a/><b/>", "<bind nodeset='/data/a' calculate=\"'computed'\"/>", model=action))
    assert leaves(session)["/data/b"] == "computed"


def departs_readonly() -> None:
    session = start(xform("<a/>", '<bind nodeset="/data/a" readonly="true()"/>', inputs("/data/a")))
    with pytest.raises(FormError):
        session.answer("/data/a", "x")


COPY = '<bind nodeset="/data/a" type="string" calculate="/data/day"/>'


def repeat(path: str, inside: str, attributes: str = "") -> str:
    return f'<group ref="{path}"><repeat nodeset="{path}"{attributes}>{inside}</repeat></group>'


def departs_predicate_path() -> None:
    select = SELECT.replace("/data/a", "/data/r/a").replace("/data/b", "/data/r/b")
    session = start(xform("<r><a>1</a><b/></r><r><a>2</a><b/></r>", body=repeat("/data/r", select), model=LIST))
    assert [[choice.value for choice in session.choices(f"/data/r[{n}]/b")] for n in (1, 2)] == [["x"], ["y"]]


def departs_count_shrink() -> None:
    body = inputs("/data/a") + repeat("/data/r", inputs("/data/r/x"), ' jr:count="/data/a"')
    session = start(xform("<a>2</a><r jr:template=''><x/></r>", '<bind nodeset="/data/a" type="int"/>', body))
    session.answer("/data/a", "1")
    assert session.repeats("/data/r") == 1


def departs_count_irrelevant() -> None:
    body = inputs("/data/a", "/data/b") + repeat("/data/r", inputs("/data/r/x"), ' jr:count="/data/a"')
    binds = '<bind nodeset="/data/a" type="int" relevant="/data/b = \'\'"/>'
    session = start(xform("<a>2</a><b/><r jr:template=''><x/></r>", binds, body))
    session.answer("/data/b", "x")
    assert session.repeats("/data/r") == 0


def departs_instance_order() -> None:
    session = start(xform("<r><x/></r><a/>", body=repeat("/data/r", inputs("/data/r/x")) + inputs("/data/a")))
    session.remove_repeat("/data/r[1]")
    session.add_repeat("/data/r")
    assert list(leaves(session)) == ["/data/r[1]/x", "/data/a"]


def departs_repeat_readonly() -> None:
    binds = '<bind nodeset="/data/r" readonly="false()"/>'
    session = start(xform("<r><x/></r>", binds, repeat("/data/r", inputs("/data/r/x"))))
    assert session.add_repeat("/data/r") == "/data/r[2]"


def departs_required_readonly() -> None:
    session = start(xform("<a/>", '<bind nodeset="/data/a" required="true()" readonly="true()"/>', inputs("/data/a")))
    assert session.finalise(instance_id="uuid:1")


def departs_choice_cache() -> None:
    binds = "<bind nodeset='/data/a' relevant=\"/data/c = ''\"/>"
    session = start(xform("<a>1</a><b/><c/>", binds, inputs("/data/a", "/data/c") + SELECT, model=LIST))
    assert session.choices("/data/b")
    session.answer("/data/c", "x")
    assert not session.choices("/data/b")


def departs_dead_path() -> None:
    with pytest.raises(FormError):
        evaluate("count(/data/nowhere)")


def departs_zone_history() -> None:
    assert evaluate("decimal-date-time('1950-03-04')") == "-7243.291666666667"


def departs_date_stored() -> None:
    session = start(xform("<day>2026-11-23</day><a/>", '<bind nodeset="/data/day" type="date"/>' + COPY))
    assert leaves(session)["/data/a"] == "2026-11-23"


def departs_count_non_empty() -> None:
    binds = "<bind nodeset='/data/a' calculate=\"count-non-empty(instance('l')/root/item/g)\"/>"
    assert leaves(start(xform("<a/>", binds, model=LIST)))["/data/a"] == "2"


def departs_default_namespace() -> None:
    written = start(xform("<a>1</a>")).finalise(instance_id="uuid:1")
    assert etree.fromstring(written).tag == "{http://www.w3.org/2002/xforms}data"


def departs_mark_up() -> None:
    item = "<item><label>x <h:b>đậm</h:b> y</label><value>1</value></item>"
    session = start(xform("<a/>", "", f"<select1 ref='/data/a'>{item}</select1>"))
    assert session.choices("/data/a")[0].label == "x đậm y"


def departs_unknown_inside() -> None:
    with pytest.raises(FormError, match="<thing> in <input>"):
        start(xform("<a/>", "", "<input ref='/data/a'><thing/></input>"))


def departs_group_action() -> None:
    action = "<setvalue event='odk-instance-first-load' ref='/data/g/a' value=\"'x'\"/>"
    session = start(xform("<g><a/></g>", "", f"<group ref='/data/g'>{action}{inputs('/data/g/a')}</group>"))
    assert leaves(session)["/data/g/a"] == "x"


OTHERS = {
    "mark-up": departs_mark_up,
    "unknown-inside": departs_unknown_inside,
    "group-action": departs_group_action,
    "untranslated": departs_untranslated,
    "stale-choice": departs_stale_choice,
    "not-a-choice": departs_not_a_choice,
    "nfc": departs_nfc,
    "count-limit": departs_count_limit,
    "pattern": departs_pattern,
    "first-load": departs_first_load,
    "readonly": departs_readonly,
    "predicate-path": departs_predicate_path,
    "count-shrink": departs_count_shrink,
    "count-irrelevant": departs_count_irrelevant,
    "instance-order": departs_instance_order,
    "repeat-readonly": departs_repeat_readonly,
    "required-readonly": departs_required_readonly,
    "choice-cache": departs_choice_cache,
    "default-namespace": departs_default_namespace,
    "dead-path": departs_dead_path,
    "zone-history": departs_zone_history,
    "date-stored": departs_date_stored,
    "count-non-empty": departs_count_non_empty,
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_behaviour_that_javarosa_has_differently(name: str) -> None:
    OTHERS[name]()


def section(title: str) -> str:
    return DOCS.read_text("utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_every_row_of_the_table_has_its_test_and_every_test_its_row() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", section("Departures from JavaRosa 5"), re.MULTILINE)
    assert sorted(rows) == sorted([*(case[0] for case in EXPRESSIONS), *OTHERS])


def test_the_list_of_functions_is_the_library() -> None:
    named = re.findall(r"`([a-z0-9:-]+)`", section("Functions"))
    assert sorted(named) == sorted(EAGER.keys() | LAZY.keys())
