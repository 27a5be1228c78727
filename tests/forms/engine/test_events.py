"""Actions: setvalue when a form is first opened, when an answer changes, when an instance is added."""

from forms.engine.session import Session
from tests.support.xforms import definition, environment, inputs, leaves, start, xform, xlsform


def test_first_load_happens_once_and_not_again_for_a_draft() -> None:
    source = xform(
        "<a/><b/>",
        "<setvalue event='odk-instance-first-load' ref='/data/a' value='uuid()'/>"
        "<setvalue event='xforms-ready' ref='/data/b'>chữ</setvalue>",
        inputs("/data/a"),
    )
    form = definition(source)
    session = form.start(environment())
    assert leaves(session) == {"/data/a": "00000000-0000-4000-8000-000000000001", "/data/b": "chữ"}
    again, _ = form.resume(session.draft(), environment(seed=5))
    assert leaves(again) == leaves(session)


def triggered() -> Session:
    return start(
        xlsform(
            [
                {"type": "text", "name": "name", "label": "Tên"},
                {"type": "calculate", "name": "when", "calculation": "concat('v', ${count})", "trigger": "${name}"},
                {"type": "integer", "name": "count", "label": "Số"},
            ]
        )
    )


def test_a_value_change_sets_off_its_action_and_nothing_else_does() -> None:
    session = triggered()
    session.answer("/data/count", "1")
    assert leaves(session)["/data/when"] == ""
    session.answer("/data/name", "Lan")
    assert leaves(session)["/data/when"] == "v1"
    session.answer("/data/count", "2")
    session.answer("/data/name", "Lan")
    assert leaves(session)["/data/when"] == "v1"
    session.answer("/data/name", "Huệ")
    assert leaves(session)["/data/when"] == "v2"


def test_actions_set_each_other_off_to_an_end() -> None:
    body = """
    <input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b" value="/data/a + 1"/></input>
    <input ref="/data/b"><setvalue event="xforms-value-changed" ref="/data/c" value="/data/b + 1"/></input>
    <input ref="/data/c"/>"""
    session = start(xform("<a/><b/><c/>", "", body))
    session.answer("/data/a", "1")
    assert session.question("/data/c").value == "3"


def test_an_action_inside_a_repeat_means_its_own_instance() -> None:
    body = """<group ref="/data/r"><repeat nodeset="/data/r">
    <input ref="/data/r/x"><setvalue event="xforms-value-changed" ref="/data/r/y" value="concat(../x, '!')"/></input>
    </repeat></group>"""
    session = start(xform("<r><x/><y/></r>", "", body))
    session.add_repeat("/data/r")
    session.answer("/data/r[2]/x", "hai")
    assert leaves(session) == {"/data/r[1]/x": "", "/data/r[1]/y": "", "/data/r[2]/x": "hai", "/data/r[2]/y": "hai!"}


def test_an_entity_gets_its_attributes() -> None:
    source = xform(
        """<name/><meta><entity dataset="people" create="1" id=""><label/></entity></meta>""",
        """<bind nodeset="/data/meta/entity/@id" type="string"/>
        <setvalue event="odk-instance-first-load" ref="/data/meta/entity/@id" value="uuid()"/>
        <bind nodeset="/data/meta/entity/@create" calculate="if(/data/name != '', '1', '')"/>
        <bind nodeset="/data/meta/entity/label" calculate="/data/name"/>""",
        inputs("/data/name"),
    )
    session = start(source)
    session.answer("/data/name", "Lan")
    written = session.finalise(instance_id="uuid:1").decode()
    assert '<entity dataset="people" create="1" id="00000000-0000-4000-8000-000000000001">' in written
    assert "<label>Lan</label>" in written


def test_actions_happen_wherever_they_stand_in_the_body() -> None:
    def action(ref: str) -> str:
        return f"<setvalue event='odk-instance-first-load' ref='{ref}' value=\"'{ref[-1]}'\"/>"

    body = f"""{action("/data/a")}<group ref="/data/g">{action("/data/g/b")}<input ref="/data/g/b">{action("/data/g/c")}
    <label>B</label></input></group>"""
    assert leaves(start(xform("<a/><g><b/><c/></g>", "", body))) == {"/data/a": "a", "/data/g/b": "b", "/data/g/c": "c"}


def test_an_answer_that_is_taken_back_sets_off_what_waits_for_it() -> None:
    items = "<item><name>x</name><g>1</g></item><item><name>y</name><g>2</g></item>"
    model = f"<instance id='l'><root>{items}</root></instance>"
    body = """<input ref="/data/g"><label>G</label></input><select1 ref="/data/a"><label>A</label>
    <setvalue event="xforms-value-changed" ref="/data/b" value="concat('now ', /data/a)"/>
    <itemset nodeset="instance('l')/root/item[g = /data/g]"><value ref="name"/><label ref="name"/></itemset>
    </select1>"""
    session = start(xform("<g>1</g><a/><b/>", "", body, model=model))
    session.answer("/data/a", "x")
    assert leaves(session)["/data/b"] == "now x"
    assert "/data/b" in session.answer("/data/g", "2").changed
    assert leaves(session) == {"/data/g": "2", "/data/a": "", "/data/b": "now "}
