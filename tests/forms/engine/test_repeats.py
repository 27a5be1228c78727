"""Repeats: the same instance is meant, numbers move up, counts grow and shrink, totals follow."""

import time

import pytest

from forms.contract import PageKind
from forms.errors import FormError, UnknownReference
from tests.support.xforms import definition, environment, inputs, leaves, start, xform, xlsform

MEMBERS = xform(
    "<member><name/><age/><is_adult/><place/><total/><before/></member><all/><count/><oldest/>",
    """
    <bind nodeset="/data/member/age" type="int"/>
    <bind nodeset="/data/member/is_adult" calculate="if(/data/member/age &gt;= 18, '1', '0')"/>
    <bind nodeset="/data/member/name" relevant="/data/member/is_adult = '1'"/>
    <bind nodeset="/data/member/place" type="int" calculate="position(..)"/>
    <bind nodeset="/data/member/total" type="int" calculate="sum(../../member/age)"/>
    <bind nodeset="/data/member/before" type="int"
          calculate="coalesce(/data/member[position() = position(current()/..) - 1]/before, 0) + ../age"/>
    <bind nodeset="/data/all" type="int" calculate="sum(/data/member/age)"/>
    <bind nodeset="/data/count" type="int" calculate="count(/data/member)"/>
    <bind nodeset="/data/oldest" calculate="indexed-repeat(/data/member/age, /data/member, 2)"/>
    """,
    f"""<group ref="/data/member"><label>Thành viên</label><repeat nodeset="/data/member">
    {inputs("/data/member/age", "/data/member/name")}</repeat></group>""",
)


def test_an_absolute_path_inside_a_repeat_means_the_same_instance() -> None:
    session = start(MEMBERS)
    session.add_repeat("/data/member")
    session.answer("/data/member[1]/age", "20")
    session.answer("/data/member[2]/age", "5")
    assert session.question("/data/member[1]/name").relevant
    assert not session.question("/data/member[2]/name").relevant


def test_totals_positions_and_running_sums_follow_additions_and_removals() -> None:
    session = start(MEMBERS)
    for age in ("20", "5", "40"):
        if session.value_of("/data/member[last()]/age"):
            session.add_repeat("/data/member")
        session.answer(f"/data/member[{session.repeats('/data/member')}]/age", age)
    values = leaves(session)
    assert values["/data/all"] == "65"
    assert values["/data/oldest"] == "5"
    assert [values[f"/data/member[{n}]/before"] for n in (1, 2, 3)] == ["20", "25", "65"]
    session.remove_repeat("/data/member[1]")
    values = leaves(session)
    assert (values["/data/all"], values["/data/count"], values["/data/oldest"]) == ("45", "2", "40")
    assert [values[f"/data/member[{n}]/place"] for n in (1, 2)] == ["1", "2"]
    assert [values[f"/data/member[{n}]/total"] for n in (1, 2)] == ["45", "45"]
    assert [values[f"/data/member[{n}]/before"] for n in (1, 2)] == ["5", "45"]


def test_an_answer_in_one_instance_does_not_touch_the_others() -> None:
    session = start(MEMBERS)
    session.add_repeat("/data/member")
    session.answer("/data/member[1]/age", "20")
    changed = session.answer("/data/member[1]/age", "21").changed
    assert not any(ref.startswith("/data/member[2]") and not ref.endswith(("total", "before")) for ref in changed)


def test_every_instance_can_go_and_one_can_come_back() -> None:
    session = start(MEMBERS)
    session.remove_repeat("/data/member[1]")
    assert session.repeats("/data/member") == 0
    assert [page.kind for page in session.pages()] == [PageKind.REPEAT]
    with pytest.raises(UnknownReference):
        session.question("/data/member[1]/age")
    assert session.add_repeat("/data/member") == "/data/member[1]"
    assert session.question("/data/member[1]/age").value == ""


COUNTED = """<group ref="/data/r"><repeat nodeset="/data/r" jr:count="/data/n">{}</repeat></group>"""


def test_a_count_grows_and_shrinks_the_repeat() -> None:
    source = xform(
        "<n/><r><x/></r><sum/>",
        '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/sum" calculate="sum(/data/r/x)"/>',
        inputs("/data/n") + COUNTED.format(inputs("/data/r/x")),
    )
    session = start(source)
    assert session.repeats("/data/r") == 0
    session.answer("/data/n", "3")
    for n in (1, 2, 3):
        session.answer(f"/data/r[{n}]/x", "10")
    assert session.value_of("/data/sum") == "30"
    session.answer("/data/n", "1")
    assert (session.repeats("/data/r"), session.value_of("/data/sum")) == (1, "10")
    with pytest.raises(FormError):
        session.add_repeat("/data/r")


def test_a_mistyped_count_does_not_make_a_million_instances() -> None:
    source = xform(
        "<n/><r><x/></r>",
        '<bind nodeset="/data/n" type="int"/>',
        inputs("/data/n") + COUNTED.format(inputs("/data/r/x")),
    )
    session = start(source)
    session.answer("/data/n", "999999999")
    assert session.repeats("/data/r") == 1000
    session.answer("/data/n", "-4")
    assert session.repeats("/data/r") == 0


def test_repeats_inside_repeats_keep_to_their_own() -> None:
    source = xform(
        "<h><n/><p><x/><y/></p><sum/></h>",
        """<bind nodeset="/data/h/n" type="int"/><bind nodeset="/data/h/sum" calculate="sum(/data/h/p/x)"/>
        <bind nodeset="/data/h/p/y" calculate="concat(position(../..), '.', position(..), ':', /data/h/n)"/>""",
        f"""<group ref="/data/h"><repeat nodeset="/data/h">{inputs("/data/h/n")}
        <group ref="/data/h/p"><repeat nodeset="/data/h/p" jr:count="/data/h/n">{inputs("/data/h/p/x")}</repeat></group>
        </repeat></group>""",
    )
    session = start(source)
    session.add_repeat("/data/h")
    session.answer("/data/h[1]/n", "1")
    session.answer("/data/h[2]/n", "2")
    session.answer("/data/h[1]/p[1]/x", "1")
    session.answer("/data/h[2]/p[1]/x", "10")
    session.answer("/data/h[2]/p[2]/x", "20")
    values = leaves(session)
    assert (values["/data/h[1]/sum"], values["/data/h[2]/sum"]) == ("1", "30")
    assert values["/data/h[2]/p[2]/y"] == "2.2:2"
    session.remove_repeat("/data/h[1]")
    assert leaves(session)["/data/h[1]/p[2]/y"] == "1.2:2"


def test_a_template_gives_new_instances_their_values() -> None:
    source = xform(
        '<r jr:template=""><x>5</x></r>',
        "",
        f'<group ref="/data/r"><repeat nodeset="/data/r">{inputs("/data/r/x")}</repeat></group>',
    )
    session = start(source)
    assert session.repeats("/data/r") == 0
    session.add_repeat("/data/r")
    assert session.question("/data/r[1]/x").value == "5"


def test_a_dynamic_default_of_pyxform_fills_each_new_instance() -> None:
    source = xlsform(
        [
            {"type": "text", "name": "village", "label": "Thôn", "default": "concat('Thôn ', 1)"},
            {"type": "begin_repeat", "name": "r", "label": "R"},
            {"type": "text", "name": "x", "label": "X", "default": "concat(${village}, '!')"},
            {"type": "end_repeat"},
        ]
    )
    session = start(source)
    assert session.question("/data/r[1]/x").value == "Thôn 1!"
    session.answer("/data/village", "Thôn 2")
    session.add_repeat("/data/r")
    assert session.question("/data/r[1]/x").value == "Thôn 1!"
    assert session.question("/data/r[2]/x").value == "Thôn 2!"


def test_a_count_that_depends_on_its_own_instances_settles() -> None:
    """The "one more?" pattern: the last instance says whether another follows."""
    source = xlsform(
        [
            {
                "type": "begin_repeat",
                "name": "r",
                "label": "R",
                "repeat_count": "count(${r}[./again = 'y']) + 1",
            },
            {"type": "text", "name": "again", "label": "Another?"},
            {"type": "end_repeat"},
        ]
    )
    session = start(source)
    assert session.repeats("/data/r") == 1
    session.answer("/data/r[1]/again", "y")
    assert session.repeats("/data/r") == 2
    session.answer("/data/r[1]/again", "n")
    assert session.repeats("/data/r") == 1


NESTED = (
    inputs("/data/r/x") + f'<group ref="/data/r/s"><repeat nodeset="/data/r/s">{inputs("/data/r/s/y")}</repeat></group>'
)


def nested(instance: str) -> bytes:
    return xform(instance, "", f'<group ref="/data/r"><repeat nodeset="/data/r">{NESTED}</repeat></group>')


def test_a_new_instance_begins_as_the_template_says() -> None:
    session = start(
        nested('<r jr:template=""><x>5</x><s jr:template=""><y>7</y></s></r><r><x>6</x><s><y>8</y></s></r>')
    )
    session.add_repeat("/data/r")
    session.add_repeat("/data/r[2]/s")
    assert leaves(session) == {
        "/data/r[1]/x": "6",
        "/data/r[1]/s[1]/y": "8",
        "/data/r[2]/x": "5",
        "/data/r[2]/s[1]/y": "7",
    }


def test_without_a_template_a_new_instance_is_blank_whatever_the_first_one_begins_with() -> None:
    session = start(nested("<r><x>5</x><s><y>7</y></s></r>"))
    session.add_repeat("/data/r")
    assert session.question("/data/r[2]/x").value == ""
    assert session.repeats("/data/r[2]/s") == 0


def test_a_draft_keeps_the_instances_that_were_added_without_a_template() -> None:
    form = definition(nested("<r><x>5</x><s><y>7</y></s></r>"))
    session = form.start(environment())
    session.add_repeat("/data/r")
    session.answer("/data/r[2]/x", "9")
    session.add_repeat("/data/r[2]/s")
    session.answer("/data/r[2]/s[1]/y", "10")
    again, lost = form.resume(session.draft(), environment())
    assert not lost
    assert leaves(again) == leaves(session)


COUNTED_GROUP = xform(
    "<has/><g><n/><r jr:template=''><x/></r></g>",
    "<bind nodeset='/data/g' relevant=\"/data/has = '1'\"/><bind nodeset='/data/g/n' type='int'/>",
    inputs("/data/has")
    + f'<group ref="/data/g">{inputs("/data/g/n")}<group ref="/data/g/r"><repeat nodeset="/data/g/r" '
    f'jr:count="/data/g/n">{inputs("/data/g/r/x")}</repeat></group></group>',
)


def test_what_was_said_of_counted_instances_comes_back_with_the_group_around_them() -> None:
    session = start(COUNTED_GROUP)
    session.answer("/data/has", "1")
    session.answer("/data/g/n", "2")
    session.answer("/data/g/r[2]/x", "Lan")
    session.answer("/data/has", "0")
    assert "<x>Lan" not in session.finalise(instance_id="uuid:1").decode()
    session.answer("/data/has", "1")
    assert session.question("/data/g/r[2]/x").value == "Lan"


def test_a_count_that_begins_in_an_irrelevant_group_makes_its_instances_when_the_group_appears() -> None:
    session = start(COUNTED_GROUP.replace(b"<n/>", b"<n>3</n>"))
    assert session.repeats("/data/g/r") == 0
    session.answer("/data/has", "1")
    assert session.repeats("/data/g/r") == 3


def test_a_relative_path_over_ones_own_repeat_follows_every_instance() -> None:
    source = xform(
        "<r><x/><all/><many/></r>",
        '<bind nodeset="/data/r/x" type="int"/><bind nodeset="/data/r/all" calculate="sum(../../r/x)"/>'
        '<bind nodeset="/data/r/many" calculate="count(current()/../../r)"/>',
        f'<group ref="/data/r"><repeat nodeset="/data/r">{inputs("/data/r/x")}</repeat></group>',
    )
    session = start(source)
    session.add_repeat("/data/r")
    session.answer("/data/r[2]/x", "7")
    values = leaves(session)
    assert [values[f"/data/r[{n}]/all"] for n in (1, 2)] == ["7", "7"]
    assert [values[f"/data/r[{n}]/many"] for n in (1, 2)] == ["2", "2"]


def test_an_instance_put_between_moves_the_others_up() -> None:
    session = start(MEMBERS)
    session.add_repeat("/data/member")
    for place, age in ((1, "20"), (2, "40")):
        session.answer(f"/data/member[{place}]/age", age)
    assert session.insert_repeat("/data/member[2]") == "/data/member[2]"
    session.answer("/data/member[2]/age", "30")
    values = leaves(session)
    assert [values[f"/data/member[{n}]/age"] for n in (1, 2, 3)] == ["20", "30", "40"]
    assert [values[f"/data/member[{n}]/place"] for n in (1, 2, 3)] == ["1", "2", "3"]
    assert [values[f"/data/member[{n}]/before"] for n in (1, 2, 3)] == ["20", "50", "90"]
    assert (values["/data/count"], values["/data/all"], values["/data/oldest"]) == ("3", "90", "30")
    assert session.insert_repeat("/data/member[1]") == "/data/member[1]"
    assert leaves(session)["/data/member[2]/age"] == "20"


ACTIONS = """<group ref="/data/r"><repeat nodeset="/data/r">
<setvalue event="odk-instance-first-load odk-new-repeat" ref="/data/r/a" value="concat('số ', position(..))"/>
<group ref="/data/r/g"><setvalue event="odk-new-repeat" ref="/data/r/g/b" value="concat(../../a, '!')"/>
<input ref="/data/r/g/b"><label>B</label></input></group></repeat></group>"""


def test_a_new_instance_runs_its_actions_wherever_in_it_they_stand() -> None:
    session = start(xform("<r><a/><g><b/></g></r>", "", ACTIONS))
    session.add_repeat("/data/r")
    session.insert_repeat("/data/r[2]")
    assert leaves(session) == {
        "/data/r[1]/a": "số 1",
        "/data/r[1]/g/b": "",
        "/data/r[2]/a": "số 2",
        "/data/r[2]/g/b": "số 2!",
        "/data/r[3]/a": "số 2",
        "/data/r[3]/g/b": "số 2!",
    }


def test_a_new_instance_is_preloaded() -> None:
    body = f"<group ref='/data/r'><repeat nodeset='/data/r'>{inputs('/data/r/a')}</repeat></group>"
    session = start(xform("<r><a/><id/></r>", "<bind nodeset='/data/r/id' jr:preload='uid'/>", body))
    session.add_repeat("/data/r")
    first, second = leaves(session)["/data/r[1]/id"], leaves(session)["/data/r[2]/id"]
    assert first.startswith("uuid:")
    assert second.startswith("uuid:")
    assert first != second


def test_a_count_may_be_a_number_and_new_instances_come_at_once() -> None:
    """A thousand instances in which each knows the sum of all: marked once, not once an instance."""
    source = xform(
        "<r><x>1</x><sum/></r><all/>",
        """<bind nodeset="/data/r/x" type="int"/><bind nodeset="/data/r/sum" calculate="sum(../../r/x)"/>
        <bind nodeset="/data/all" calculate="sum(/data/r/x)"/>""",
        """<group ref="/data/r"><repeat nodeset="/data/r" jr:count="400">"""
        + inputs("/data/r/x")
        + "</repeat></group>",
    )
    begun = time.perf_counter()
    session = start(source)
    assert session.repeats("/data/r") == 400
    session.answer("/data/r[400]/x", "5")
    assert session.value_of("/data/r[1]/sum") == session.value_of("/data/all")
    assert time.perf_counter() - begun < 10


def test_a_repeat_that_is_fixed_takes_no_instances() -> None:
    repeat = f"<repeat nodeset='/data/r' jr:noAddRemove='true()'>{inputs('/data/r/x')}</repeat>"
    body = f"<group ref='/data/r'>{repeat}</group>"
    session = start(xform("<r><x/></r><r><x/></r>", "", body))
    assert [page.key for page in session.pages()] == ["/data/r[1]/x", "/data/r[2]/x"]
    with pytest.raises(FormError):
        session.add_repeat("/data/r")
    with pytest.raises(FormError):
        session.remove_repeat("/data/r[1]")
