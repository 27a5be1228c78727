"""Drafts: any state comes back exactly, and a newer form says what it has no place for."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.contract import LostAnswer, Verdict
from forms.engine.session import Session
from forms.errors import FormError, FormSyntaxError, FormTooLarge
from tests.support.xforms import NOW, Clock, definition, environment, inputs, leaves, xform

LIST = "name,label,group\n" + "".join(f"c{n},Xã {n},g{n % 3}\n" for n in range(9))
SOURCE = xform(
    """<text/><number/><group/><choice/><many/><secret/><random/><stamp/><kids/>
    <r><x/><y/><s><z/></s></r><total/><g><a/><b/></g>""",
    """
    <bind nodeset="/data/number" type="int"/>
    <bind nodeset="/data/secret" relevant="/data/number &gt; 5"/>
    <bind nodeset="/data/random" calculate="random()"/>
    <bind nodeset="/data/stamp" type="date" calculate="today()"/>
    <bind nodeset="/data/kids" type="int"/>
    <bind nodeset="/data/r/y" calculate="concat(/data/r/x, position(..), /data/text)"/>
    <bind nodeset="/data/r/s" relevant="../x != ''"/>
    <bind nodeset="/data/total" type="int" calculate="count(/data/r) + sum(/data/r/x)"/>
    <bind nodeset="/data/g" relevant="selected(/data/many, 'c1')"/>
    <bind nodeset="/data/g/b" calculate="if(/data/g/a = '', 'none', once(uuid()))"/>
    """,
    inputs("/data/text", "/data/number", "/data/group", "/data/secret", "/data/g/a")
    + """<select1 ref="/data/choice"><itemset nodeset="instance('list')/root/item[group = /data/group]">
    <value ref="name"/><label ref="label"/></itemset></select1>
    <select ref="/data/many"><itemset nodeset="randomize(instance('list')/root/item)">
    <value ref="name"/><label ref="label"/></itemset></select>
    <group ref="/data/r"><repeat nodeset="/data/r">"""
    + inputs("/data/r/x", "/data/r/s/z")
    + "</repeat></group>",
    model='<instance id="list" src="jr://file-csv/list.csv"/>',
)
FORM = definition(SOURCE, {"list.csv": LIST.encode()})

QUESTIONS = ["text", "number", "group", "choice", "many", "secret", "g/a", "r[1]/x", "r[2]/x", "r[1]/s/z", "r[3]/s/z"]
ANSWERS = st.sampled_from(["", "3", "7", "g1", "g2", "c1", "c2", "c1 c4", "c4 c1"]) | st.text(max_size=12)
ACTIONS = st.lists(
    st.tuples(st.just("set"), st.sampled_from(QUESTIONS), ANSWERS)
    | st.just(("add", "", ""))
    | st.tuples(st.just("remove"), st.sampled_from(["1", "2", "3"]), st.just("")),
    max_size=15,
)


def act(session: Session, actions: list[tuple[str, str, str]]) -> None:
    for action, where, value in actions:
        try:
            if action == "set":
                session.answer(f"/data/{where}", value)
            elif action == "add":
                session.add_repeat("/data/r")
            else:
                session.remove_repeat(f"/data/r[{where}]")
        except FormError:
            continue


def everything(session: Session) -> list[object]:
    """All that a screen or a submission could tell."""
    questions = [session.question(ref) for page in session.pages() for ref in page.refs if page.kind != "repeat"]
    choices = [session.choices("/data/choice"), session.choices("/data/many")]
    return [leaves(session), session.pages(), questions, choices, session.problems(), session.summary()]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ACTIONS)
def test_any_state_comes_back_exactly(actions: list[tuple[str, str, str]]) -> None:
    session = FORM.start(environment())
    act(session, actions)
    draft = session.draft()
    again, lost = FORM.resume(draft, environment(seed=99))
    assert lost == ()
    assert everything(again) == everything(session)
    assert again.draft() == draft


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ACTIONS, ACTIONS)
def test_a_resumed_session_goes_on_as_the_first_would_have(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    world = environment()
    session = FORM.start(world)
    act(session, before)
    again, _ = FORM.resume(session.draft(), world)
    act(session, after)
    act(again, after)
    volatile = {"/data/random", "/data/g/b"}
    first, second = leaves(session), leaves(again)
    assert {ref: first[ref] for ref in first if ref not in volatile} == {
        ref: second[ref] for ref in second if ref not in volatile
    }


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ACTIONS)
def test_what_is_computed_step_by_step_is_what_is_computed_at_once(actions: list[tuple[str, str, str]]) -> None:
    """Incremental recomputation forgets nothing: computing everything anew changes nothing."""
    session = FORM.start(environment())
    act(session, actions)
    volatile = {"/data/random", "/data/g/b"}
    before = {ref: value for ref, value in leaves(session).items() if ref not in volatile}
    session.state.mark_everything()
    session.state.settle()
    assert {ref: value for ref, value in leaves(session).items() if ref not in volatile} == before


def test_irrelevant_answers_survive_the_draft() -> None:
    session = FORM.start(environment())
    session.answer("/data/number", "7")
    session.answer("/data/secret", "kept")
    session.answer("/data/number", "1")
    again, _ = FORM.resume(session.draft(), environment())
    again.answer("/data/number", "8")
    assert again.question("/data/secret").value == "kept"


def test_a_draft_taken_up_the_next_day_knows_the_day() -> None:
    session = FORM.start(environment())
    again, _ = FORM.resume(session.draft(), environment(Clock(NOW + timedelta(days=1))))
    assert leaves(again)["/data/stamp"] == "2026-11-24"
    assert leaves(again)["/data/random"] == leaves(session)["/data/random"]


def test_a_newer_form_takes_what_fits_and_reports_the_rest() -> None:
    old = definition(
        xform(
            "<name/><age/><job/><town/><old><x/></old><r><y/></r>",
            "",
            inputs("/data/name", "/data/age", "/data/job", "/data/town"),
        )
    )
    session = old.start(environment())
    for ref, value in (
        ("/data/name", "Lan"),
        ("/data/age", "bảy mươi"),
        ("/data/job", "nông dân"),
        ("/data/town", "t9"),
    ):
        session.answer(ref, value)
    session.state.singles[[node.path for node in old.form.nodes].index("/data/old/x")].value = "cũ"
    new = definition(
        xform(
            "<extra>mặc định</extra><name/><age/><job/><town/><sum/>",
            """<bind nodeset="/data/age" type="int"/><bind nodeset="/data/sum" calculate="concat(/data/name, '!')"/>""",
            inputs("/data/name", "/data/age", "/data/extra")
            + '<select1 ref="/data/job"><item><label>A</label><value>a</value></item></select1>'
            + """<select1 ref="/data/town"><itemset nodeset="instance('list')/root/item"><value ref="name"/>
            <label ref="label"/></itemset></select1>""",
            model='<instance id="list" src="jr://file-csv/list.csv"/>',
            version="2",
        ),
        {"list.csv": LIST.encode()},
    )
    again, lost = new.resume(session.draft(), environment())
    assert set(lost) == {
        LostAnswer("/data/age", "bảy mươi", "the form asks for another kind of answer now"),
        LostAnswer("/data/old/x", "cũ", "the form has no such question any more"),
        LostAnswer("/data/job", "nông dân", "it is no longer among the choices"),
        LostAnswer("/data/town", "t9", "it is no longer among the choices"),
    }
    assert leaves(again) == {
        "/data/extra": "mặc định",
        "/data/name": "Lan",
        "/data/age": "",
        "/data/job": "",
        "/data/town": "",
        "/data/sum": "Lan!",
    }
    assert b'version="2"' in again.draft()


def test_a_submission_can_be_taken_up_again_for_a_correction() -> None:
    session = FORM.start(environment())
    session.answer("/data/text", "Đặng")
    session.add_repeat("/data/r")
    session.answer("/data/r[2]/x", "5")
    submission = session.finalise(instance_id="uuid:1")
    again, lost = FORM.resume(submission, environment())
    assert lost == ()
    assert (again.question("/data/text").value, again.question("/data/r[2]/x").value) == ("Đặng", "5")
    again.answer("/data/text", "Đặng Văn")
    corrected = again.finalise(instance_id="uuid:2", deprecated_id="uuid:1").decode()
    assert "<orx:instanceID>uuid:2</orx:instanceID><orx:deprecatedID>uuid:1</orx:deprecatedID>" in corrected


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (b"", FormSyntaxError),
        (b"<data id='other'/>", FormSyntaxError),
        (b"<!DOCTYPE data [<!ENTITY e 'x'>]><data id='test'>&e;</data>", FormSyntaxError),
        (b"<data id='test' xmlns='http://www.w3.org/2002/xforms'>" + b"<text>" * 200, FormError),
        (b"x" * (41 * 1024 * 1024), FormTooLarge),
    ],
)
def test_what_is_not_a_draft_of_this_form_is_refused(draft: bytes, error: type[FormError]) -> None:
    with pytest.raises(error):
        FORM.resume(draft, environment())


@given(st.text())
def test_any_text_can_be_answered_saved_and_read_back(text: str) -> None:
    session = FORM.start(environment())
    assert session.answer("/data/text", text).verdict is Verdict.VALID
    stored = session.question("/data/text").value
    again, _ = FORM.resume(session.draft(), environment())
    assert again.question("/data/text").value == stored
    assert FORM.resume(session.finalise(instance_id="uuid:1"), environment())[0].question("/data/text").value == stored
