"""Made-up answers find what fails on answers only, and name the place."""

import pytest

from forms.engine import try_out
from forms.errors import FormError
from tests.support.xforms import definition, inputs, xform, xlsform

SOUND = xlsform(
    [
        {"type": "text", "name": "name", "label": "Tên ${name2}"},
        {"type": "calculate", "name": "name2", "calculation": "concat(${name}, '!')"},
        {"type": "date", "name": "day", "label": "Ngày", "constraint": ". <= today()"},
        {"type": "begin_repeat", "name": "r", "label": "R"},
        {"type": "select_one c", "name": "one", "label": "Một"},
        {"type": "rank c", "name": "order", "label": "Thứ tự"},
        {"type": "end_repeat"},
        {"type": "select_multiple c", "name": "many", "label": "Nhiều"},
        {"type": "geoshape", "name": "land", "label": "Đất"},
        {"type": "range", "name": "level", "label": "Mức", "parameters": "start=1 end=5 step=1"},
        {"type": "acknowledge", "name": "ok", "label": "Đồng ý"},
        {"type": "image", "name": "photo", "label": "Ảnh"},
    ],
    [{"list_name": "c", "name": name, "label": name} for name in "abc"],
)

CHAIN = """<bind nodeset="/data/a" type="int"/><bind nodeset="/data/b" type="int" relevant="/data/a = '1'"/>
<bind nodeset="/data/c" relevant="/data/b != 0" constraint="digest(., ../b) = ''"/>"""


def test_nothing_is_found_in_a_sound_form() -> None:
    assert try_out(definition(SOUND)) == []


@pytest.mark.parametrize(
    ("instance", "binds", "body", "place"),
    [
        (
            "<a/><b/>",
            "<bind nodeset='/data/b' calculate=\"if(/data/a = '', '', digest('x', /data/a))\"/>",
            inputs("/data/a"),
            "bind /data/b calculate: digest()",
        ),
        (
            "<a/><b/>",
            "<bind nodeset='/data/a' constraint=\"regex(., concat('[', .))\"/>",
            inputs("/data/a"),
            "bind /data/a constraint",
        ),
        (
            "<a/><r><b/></r>",
            "<bind nodeset='/data/r/b' calculate=\"if(position(..) = 2, sum('x'), 1)\"/>",
            inputs("/data/a")
            + f"<group ref='/data/r'><repeat nodeset='/data/r'>{inputs('/data/r/b')}</repeat></group>",
            "bind /data/r/b calculate: sum()",
        ),
        (
            "<a/><b/><c/>",
            CHAIN,
            inputs("/data/a", "/data/b", "/data/c"),
            "bind /data/c constraint",
        ),
        (
            "<a/><b/>",
            "",
            "<input ref='/data/a'><label>x <output value=\"if(/data/b = '', '', sum(/data/b + 1))\"/></label></input>"
            + inputs("/data/b"),
            "<output> of /data/a: sum()",
        ),
        (
            "<a/><b/>",
            "",
            "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value='sum(1)'/></input>",
            "sum()",
        ),
        ("<a>x</a>", "<bind nodeset='/data/a' type='int'/>", inputs("/data/a"), "/data/a: 'x' is no int"),
        (
            "<a>x</a>",
            "",
            "<select1 ref='/data/a'><item><label>y</label><value>y</value></item></select1>",
            "/data/a: it begins with 'x'",
        ),
        (
            "<a/><b/><c/>",
            "",
            "".join(
                f"<input ref='/data/{one}'><setvalue event='xforms-value-changed' ref='/data/{other}'"
                f" value=\"concat(/data/{one}, 'x')\"/></input>"
                for one, other in (("a", "b"), ("b", "a"))
            ),
            "set each other off",
        ),
    ],
)
def test_what_fails_on_an_answer_is_found(instance: str, binds: str, body: str, place: str) -> None:
    findings = try_out(definition(xform(instance, binds, body)))
    assert findings
    assert all(place in finding for finding in findings)


def test_a_form_that_cannot_begin_says_so() -> None:
    form = definition(xform("<a/>", "<bind nodeset='/data/a' calculate='sum(1)'/>"))
    with pytest.raises(FormError, match="bind /data/a calculate"):
        try_out(form)
