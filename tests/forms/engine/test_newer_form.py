"""A draft in a newer form: whatever became of the form, every answer is in the session or in the report."""

import re
from collections import Counter

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forms.contract import LostAnswer
from forms.engine.definition import Definition
from forms.engine.session import Session
from forms.errors import FormError
from tests.support.xforms import definition, environment, inputs, leaves, start, xform

NAMES = "abcde"
LEAVES = [
    "text",
    "int",
    "date",
    "one",
    "many",
    "other choices",
    "filtered",
    "trigger",
    "readonly",
    "computed",
    "hidden",
]
KINDS = [*LEAVES, "nothing", "group", "repeat", "two", "hidden group", "irrelevant"]
SELECTS = {"one": ("select1", "xyz"), "many": ("select", "xyz"), "other choices": ("select1", "yw")}
ANSWERS = st.sampled_from(["", "x", "y", "x z", "5", "2024-02-29", "chữ", "OK", "12 x"])


def field(path: str, kind: str) -> tuple[str, str, str]:
    """The node, its binds and its control."""
    if kind == "nothing":
        return "", "", ""
    attributes = {
        "int": "type='int'",
        "date": "type='date'",
        "readonly": "readonly='true()'",
        "computed": "calculate=\"concat('=', /data/filter)\"",
        "irrelevant": "relevant='false()'",
    }.get(kind)
    bind = f"<bind nodeset='{path}' {attributes}/>" if attributes else ""
    return f"<{path.rpartition('/')[2]}/>", bind, control(path, kind)


def control(path: str, kind: str) -> str:
    if kind in SELECTS:
        name, values = SELECTS[kind]
        items = "".join(f"<item><label>{value}</label><value>{value}</value></item>" for value in values)
        return f"<{name} ref='{path}'>{items}</{name}>"
    if kind == "filtered":
        nodeset = "instance('l')/root/item[name != /data/filter]"
        itemset = f'<itemset nodeset="{nodeset}"><value ref="name"/><label ref="name"/></itemset>'
        return f"<select ref='{path}'>{itemset}</select>"
    if kind == "trigger":
        return f"<trigger ref='{path}'><label>x</label></trigger>"
    return "" if kind in ("hidden", "computed") else inputs(path)


def part(name: str, kind: str, inner: tuple[str, str]) -> tuple[str, str, str]:
    path = f"/data/{name}"
    if kind in ("group", "hidden group", "repeat", "two"):
        parts = [field(f"{path}/{child}", what) for child, what in zip("pq", inner, strict=True)]
        nodes, binds, body = ("".join(one) for one in zip(*parts, strict=True))
        if kind in ("group", "hidden group"):
            hide = f"<bind nodeset='{path}' relevant='false()'/>" if kind == "hidden group" else ""
            return f"<{name}>{nodes}</{name}>", hide + binds, f"<group ref='{path}'>{body}</group>"
        count = " jr:count='2'" if kind == "two" else ""
        repeat = f"<group ref='{path}'><repeat nodeset='{path}'{count}>{body}</repeat></group>"
        return f"<{name}>{nodes or '<p/>'}</{name}>", binds, repeat
    return field(path, kind)


Shape = list[tuple[str, tuple[str, str]]]
SHAPES: st.SearchStrategy[Shape] = st.lists(
    st.tuples(st.sampled_from(KINDS), st.tuples(st.sampled_from(LEAVES), st.sampled_from(LEAVES))),
    min_size=len(NAMES),
    max_size=len(NAMES),
)
MODEL = "<instance id='l'><root><item><name>x</name></item><item><name>y</name></item></root></instance>"


def form(shape: Shape, version: str) -> Definition:
    parts = [part(name, kind, inner) for name, (kind, inner) in zip(NAMES, shape, strict=True)]
    nodes, binds, body = ("".join(one) for one in zip(*parts, strict=True))
    return definition(xform(f"<filter/>{nodes}", binds, inputs("/data/filter") + body, model=MODEL, version=version))


def fill_in(session: Session, answers: list[str]) -> Counter[tuple[str, str]]:
    """Answers whatever takes one; what is there afterwards that was answered, by path without positions."""
    session.answer("/data/filter", "z")
    for name in NAMES:
        try:
            session.add_repeat(f"/data/{name}")
            session.add_repeat(f"/data/{name}")
        except FormError:
            continue
    refs = [ref for ref in leaves(session) if ref != "/data/filter" and "meta" not in ref]
    answered = set()
    for place, ref in enumerate(refs):
        try:
            session.answer(ref, answers[place % len(answers)])
        except FormError:
            continue
        answered.add(ref)
    return counted({ref: value for ref, value in leaves(session).items() if ref in answered and value})


def counted(values: dict[str, str]) -> Counter[tuple[str, str]]:
    return Counter((re.sub(r"\[\d+\]", "", ref), value) for ref, value in values.items())


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SHAPES, SHAPES, st.lists(ANSWERS, min_size=1, max_size=9))
@example([("repeat", ("text", "text"))] * 5, [("two", ("int", "text"))] * 5, ["x", "5"])
@example([("text", ("text", "text"))] * 5, [("group", ("int", "text"))] * 5, ["x", "5"])
@example([("text", ("text", "text"))] * 5, [("computed", ("int", "text"))] * 5, ["x", "5"])
def test_every_answer_is_in_the_session_or_in_the_report(old: Shape, new: Shape, answers: list[str]) -> None:
    session = form(old, "1").start(environment())
    given_answers = fill_in(session, answers)
    again, lost = form(new, "2").resume(session.draft(), environment())
    kept = counted({ref: value for ref, value in leaves(again).items() if value})
    reported = Counter((re.sub(r"\[\d+\]", "", one.ref), one.value) for one in lost)
    missing = {answer: count for answer, count in given_answers.items() if kept[answer] + reported[answer] < count}
    assert missing == {}
    assert all(one.reason for one in lost)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SHAPES, st.lists(ANSWERS, min_size=1, max_size=9))
def test_a_newer_version_of_the_same_form_reports_nothing(shape: Shape, answers: list[str]) -> None:
    session = form(shape, "1").start(environment())
    fill_in(session, answers)
    again, lost = form(shape, "2").resume(session.draft(), environment())
    assert lost == ()
    assert leaves(again) == leaves(session)


def test_what_was_computed_is_no_answer_and_is_not_reported() -> None:
    old = [("computed", ("text", "text")), *[("nothing", ("text", "text"))] * 4]
    new = [("nothing", ("text", "text"))] * 5
    session = form(old, "1").start(environment())
    assert leaves(session)["/data/a"] == "="
    assert form(new, "2").resume(session.draft(), environment())[1] == ()


def test_a_question_that_the_form_fills_in_itself_now_gives_its_answer_back() -> None:
    old = [("text", ("text", "text")), *[("nothing", ("text", "text"))] * 4]
    new = [("computed", ("text", "text")), *[("nothing", ("text", "text"))] * 4]
    session = form(old, "1").start(environment())
    session.answer("/data/a", "của tôi")
    again, lost = form(new, "2").resume(session.draft(), environment())
    assert lost == (LostAnswer("/data/a", "của tôi", "the form fills this in itself now"),)
    assert leaves(again)["/data/a"] == "="


def test_a_form_changed_without_a_new_version_is_still_another_form() -> None:
    """While a pack is being written its version often stays; a draft knows the text of the form that wrote it."""
    old = definition(xform("<a/>", "", inputs("/data/a")))
    new = definition(
        xform("<a/><b/>", "<bind nodeset='/data/b' calculate=\"concat(/data/a, '!')\"/>", inputs("/data/a"))
    )
    session = old.start(environment())
    session.answer("/data/a", "x")
    again, lost = new.resume(session.draft(), environment())
    assert (leaves(again), lost) == ({"/data/a": "x", "/data/b": "x!"}, ())


def test_what_is_new_in_a_form_begins_as_in_a_new_instance() -> None:
    old = definition(xform("<a/>", "", inputs("/data/a")))
    new = definition(
        xform(
            "<a/><b/><c/><d>cố định</d>",
            "<bind nodeset='/data/c' jr:preload='uid'/>",
            inputs("/data/a", "/data/b", "/data/d"),
            model="<setvalue event='odk-instance-first-load' ref='/data/b' value=\"concat(/data/a, '?')\"/>"
            "<setvalue event='odk-instance-first-load' ref='/data/a' value=\"'anew'\"/>",
            version="2",
        )
    )
    session = old.start(environment())
    session.answer("/data/a", "x")
    again, lost = new.resume(session.draft(), environment())
    values = leaves(again)
    assert lost == ()
    assert (values["/data/a"], values["/data/b"], values["/data/d"]) == ("x", "x?", "cố định")
    assert values["/data/c"].startswith("uuid:")


def test_a_correction_finds_what_the_submission_left_out_as_it_was_in_the_beginning() -> None:
    form = definition(
        xform(
            "<a/><b/><c>1</c>",
            "<bind nodeset='/data/b' relevant=\"/data/a = 'y'\"/><bind nodeset='/data/c' relevant=\"/data/a = 'y'\"/>",
            inputs("/data/a", "/data/b", "/data/c"),
            model="<setvalue event='odk-instance-first-load' ref='/data/b' value=\"'default'\"/>",
        )
    )
    session = form.start(environment())
    session.answer("/data/a", "n")
    again, lost = form.resume(session.finalise(instance_id="uuid:1"), environment())
    assert lost == ()
    again.answer("/data/a", "y")
    assert leaves(again) == {"/data/a": "y", "/data/b": "default", "/data/c": "1"}


def test_an_irrelevant_answer_that_is_no_choice_any_more_is_reported() -> None:
    """It would come back, unasked, when its question is relevant again."""

    def select(values: str) -> bytes:
        items = "".join(f"<item><label>{value}</label><value>{value}</value></item>" for value in values)
        return xform(
            "<a/><b/>",
            "<bind nodeset='/data/b' relevant=\"/data/a = 'y'\"/>",
            f"{inputs('/data/a')}<select1 ref='/data/b'>{items}</select1>",
            version=values,
        )

    session = start(select("xy"))
    session.answer("/data/a", "y")
    session.answer("/data/b", "x")
    session.answer("/data/a", "n")
    again, lost = definition(select("yz")).resume(session.draft(), environment())
    assert lost == (LostAnswer("/data/b", "x", "it is no longer among the choices"),)
    assert leaves(again)["/data/b"] == ""
