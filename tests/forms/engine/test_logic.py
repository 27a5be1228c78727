"""Relevance, calculates, constraints and required: computed in the right order, after every answer, and only then."""

import pytest

from forms.contract import Verdict
from forms.errors import CyclicCalculation, FormError, UnknownReference
from tests.support.xforms import Clock, inputs, leaves, start, xform

PEOPLE = xform(
    "<age/><adult/><g><job/><pay/></g><note/>",
    """
    <bind nodeset="/data/age" type="int" constraint=". &gt;= 0 and . &lt; 130" jr:constraintMsg="Tuổi từ 0 đến 129."/>
    <bind nodeset="/data/adult" calculate="if(/data/age &gt;= 18, 'yes', 'no')"/>
    <bind nodeset="/data/g" relevant="/data/adult = 'yes'"/>
    <bind nodeset="/data/g/job" required="true()" jr:requiredMsg="Xin cho biết nghề."/>
    <bind nodeset="/data/g/pay" type="decimal" relevant="/data/g/job != ''" readonly="/data/g/job = 'none'"/>
    <bind nodeset="/data/note" calculate="concat('pay ', /data/g/pay)"/>
    """,
    inputs("/data/age", "/data/g/job", "/data/g/pay"),
)


def test_what_is_relevant_follows_the_answers_through_a_calculate() -> None:
    session = start(PEOPLE)
    assert not session.question("/data/g/job").relevant
    session.answer("/data/age", "20")
    assert session.question("/data/g/job").relevant
    assert not session.question("/data/g/pay").relevant
    session.answer("/data/g/job", "nurse")
    assert session.question("/data/g/pay").relevant
    session.answer("/data/age", "17")
    assert not session.question("/data/g/pay").relevant


def test_an_answer_that_became_irrelevant_is_kept_but_not_seen() -> None:
    session = start(PEOPLE)
    session.answer("/data/age", "20")
    session.answer("/data/g/job", "nurse")
    session.answer("/data/g/pay", "7.5")
    assert session.value_of("/data/note") == "pay 7.5"
    session.answer("/data/age", "5")
    assert session.value_of("/data/note") == "pay "
    assert session.question("/data/g/pay").value == "7.5"
    assert b"7.5" not in session.finalise(instance_id="uuid:1")
    session.answer("/data/age", "50")
    assert session.value_of("/data/note") == "pay 7.5"


def test_changed_names_everything_whose_state_changed_and_nothing_else() -> None:
    session = start(PEOPLE)
    answered = session.answer("/data/age", "20")
    assert answered.changed == {"/data/age", "/data/adult", "/data/g", "/data/g/job"}
    assert session.answer("/data/age", "21").changed == {"/data/age"}
    assert session.answer("/data/age", "21").changed == frozenset()


def test_a_value_that_breaks_the_constraint_is_stored_and_reported() -> None:
    session = start(PEOPLE)
    answered = session.answer("/data/age", "200")
    assert (answered.verdict, answered.message) == (Verdict.CONSTRAINT, "Tuổi từ 0 đến 129.")
    assert session.question("/data/age").value == "200"


def test_a_value_of_another_type_is_reported_and_not_stored() -> None:
    session = start(PEOPLE)
    session.answer("/data/age", "30")
    assert session.answer("/data/age", "ba mươi").verdict is Verdict.TYPE
    assert session.question("/data/age").value == "30"


def test_required_counts_only_where_it_is_relevant() -> None:
    session = start(PEOPLE)
    assert session.problems() == ()
    session.answer("/data/age", "20")
    (problem,) = session.problems()
    assert (problem.ref, problem.verdict, problem.message) == ("/data/g/job", Verdict.REQUIRED, "Xin cho biết nghề.")
    session.answer("/data/age", "3")
    assert session.problems() == ()


def test_what_is_read_only_now_takes_no_answer() -> None:
    session = start(PEOPLE)
    session.answer("/data/age", "20")
    session.answer("/data/g/job", "none")
    assert session.question("/data/g/pay").readonly
    with pytest.raises(FormError):
        session.answer("/data/g/pay", "1")


def test_a_chain_of_calculates_comes_out_in_one_go_whatever_the_order_of_the_binds() -> None:
    count = 60
    instance = "<a/>" + "".join(f"<c{n}/>" for n in range(count))
    binds = "".join(
        f'<bind nodeset="/data/c{n}" type="int" calculate="{"/data/a" if n == 0 else f"/data/c{n - 1}"} + 1"/>'
        for n in reversed(range(count))
    )
    session = start(xform(instance, binds + '<bind nodeset="/data/a" type="int"/>', inputs("/data/a")))
    session.answer("/data/a", "1")
    assert session.value_of(f"/data/c{count - 1}") == str(count + 1)


@pytest.mark.parametrize(
    "binds",
    [
        '<bind nodeset="/data/a" calculate="/data/a + 1"/>',
        '<bind nodeset="/data/a" calculate="/data/b"/><bind nodeset="/data/b" calculate="/data/a"/>',
        '<bind nodeset="/data/a" relevant="/data/b = 1"/><bind nodeset="/data/b" relevant="/data/a = 1"/>',
        '<bind nodeset="/data/a" relevant="/data/b = 1"/><bind nodeset="/data/b" calculate="/data/a"/>',
        '<bind nodeset="/data/g" relevant="/data/g/c = 1"/>',
    ],
)
def test_a_circle_is_refused_when_the_form_is_read(binds: str) -> None:
    with pytest.raises(CyclicCalculation, match="/data/"):
        start(xform("<a/><b/><g><c/></g>", binds, inputs("/data/a", "/data/b", "/data/g/c")))


def test_once_keeps_what_it_gave_first() -> None:
    source = xform(
        "<a/><b/>", '<bind nodeset="/data/b" calculate="once(concat(/data/a, random()))"/>', inputs("/data/a")
    )
    session = start(source)
    first = session.value_of("/data/b")
    session.answer("/data/a", "changed")
    assert session.value_of("/data/b") == first


def test_types_decide_how_a_calculate_is_written() -> None:
    binds = """
    <bind nodeset="/data/int" type="int" calculate="7 div 2"/>
    <bind nodeset="/data/dec" type="decimal" calculate="7 div 2"/>
    <bind nodeset="/data/date" type="date" calculate="today() + 1"/>
    <bind nodeset="/data/day" type="date" calculate="now()"/>
    <bind nodeset="/data/bool" type="boolean" calculate="1 = 1"/>
    <bind nodeset="/data/text" type="string" calculate="1 = 1"/>
    <bind nodeset="/data/nan" type="string" calculate="number('x')"/>
    """
    session = start(xform("<int/><dec/><date/><day/><bool/><text/><nan/>", binds))
    assert list(leaves(session).values()) == ["3", "3.5", "2026-11-24", "2026-11-23", "true", "true", ""]


def test_the_clock_is_the_environments() -> None:
    clock = Clock()
    binds = (
        '<bind nodeset="/data/late" calculate="today() - /data/born &gt; 60"/><bind nodeset="/data/born" type="date"/>'
    )
    session = start(xform("<born/><late/>", binds, inputs("/data/born")), clock=clock)
    session.answer("/data/born", "2026-10-01")
    assert session.value_of("/data/late") == "false"
    session.answer("/data/born", "2026-09-23")
    assert session.value_of("/data/late") == "true"


def test_preloads_come_from_the_environment() -> None:
    binds = """
    <bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
    <bind nodeset="/data/end" type="dateTime" jr:preload="timestamp" jr:preloadParams="end"/>
    <bind nodeset="/data/today" type="date" jr:preload="date" jr:preloadParams="today"/>
    <bind nodeset="/data/device" jr:preload="property" jr:preloadParams="deviceid"/>
    <bind nodeset="/data/meta/instanceID" jr:preload="uid"/>
    """
    source = xform("<start/><end/><today/><device/><meta><instanceID/></meta>", binds)
    session = start(source, properties={"deviceid": "kiosk-7"})
    values = list(leaves(session).values())
    assert values[:4] == ["2026-11-23T08:30:00.000+07:00", "", "2026-11-23", "kiosk-7"]
    assert values[4].startswith("uuid:")
    assert b"<end>2026-11-23T08:30:00.000+07:00</end>" in session.finalise(instance_id="uuid:9")


def test_a_reference_that_is_not_there_is_a_typed_error() -> None:
    session = start(PEOPLE)
    for ref in ("/data/nosuch", "/data/g", "/data/age[2]", "/data/age/", "age", "", "/data/age[1]"):
        with pytest.raises(UnknownReference):
            session.question(ref)


def test_an_expression_that_fails_on_an_answer_does_not_pass_and_loses_nothing() -> None:
    binds = """<bind nodeset="/data/a" constraint="regex(., /data/p)"/>"""
    session = start(xform("<a/><p>[0-9]+</p>", binds, inputs("/data/a", "/data/p")))
    assert session.answer("/data/a", "12").verdict is Verdict.VALID
    session.answer("/data/p", "[0-9")
    assert session.question("/data/a").verdict is Verdict.CONSTRAINT
    assert session.question("/data/a").value == "12"


def test_a_hidden_node_takes_what_a_card_knows_and_a_computed_one_does_not() -> None:
    session = start(xform("<hidden/><sum/>", '<bind nodeset="/data/sum" calculate="concat(/data/hidden, \'!\')"/>'))
    assert "/data/sum" in session.answer("/data/hidden", "từ thẻ").changed
    assert session.value_of("/data/sum") == "từ thẻ!"
    with pytest.raises(FormError):
        session.answer("/data/sum", "x")


def test_read_only_and_relevance_come_down_from_groups() -> None:
    binds = """<bind nodeset="/data/g" relevant="/data/a != ''" readonly="/data/a = 'lock'"/>
    <bind nodeset="/data/g/b" required="true()" constraint=". != 'x'"/>"""
    session = start(xform("<a/><g><b/></g>", binds, inputs("/data/a", "/data/g/b")))
    assert session.problems() == ()
    session.answer("/data/a", "1")
    assert [problem.verdict for problem in session.problems()] == [Verdict.REQUIRED]
    session.answer("/data/g/b", "x")
    assert [problem.verdict for problem in session.problems()] == [Verdict.CONSTRAINT]
    session.answer("/data/a", "lock")
    assert session.question("/data/g/b").readonly
    session.answer("/data/a", "")
    assert session.problems() == ()


def test_a_value_is_computed_after_the_relevance_it_reads() -> None:
    """In one go, whatever the order in the form."""
    binds = """<bind nodeset="/data/c" calculate="concat(/data/b, '|')"/>
    <bind nodeset="/data/b" relevant="/data/a = 1"/>
    <bind nodeset="/data/a" calculate="/data/q + 1"/>"""
    session = start(xform("<c/><b>kept</b><a/><q/>", binds, inputs("/data/q", "/data/b")))
    session.answer("/data/q", "0")
    assert session.value_of("/data/c") == "kept|"
    session.answer("/data/q", "1")
    assert session.value_of("/data/c") == "|"


def test_two_binds_of_a_node_add_up() -> None:
    binds = "<bind ref='/data/a' type='int' required='true()'/><bind nodeset='/data/a' constraint='. &gt; 5'/>"
    session = start(xform("<a/>", binds, inputs("/data/a")))
    assert session.question("/data/a").verdict is Verdict.REQUIRED
    assert session.answer("/data/a", "x").verdict is Verdict.TYPE
    assert session.answer("/data/a", "3").verdict is Verdict.CONSTRAINT


def test_what_cannot_be_evaluated_is_shown_rather_than_hidden() -> None:
    binds = """<bind nodeset="/data/b" relevant="if(/data/a = '', true(), regex('x', /data/a))"/>"""
    session = start(xform("<a/><b/>", binds, inputs("/data/a", "/data/b")))
    session.answer("/data/a", "y")
    assert not session.question("/data/b").relevant
    session.answer("/data/a", "(y)\\1")
    assert session.question("/data/b").relevant
    assert "bind /data/b relevant" in session.state.faults
    session.answer("/data/a", "x")
    assert session.question("/data/b").relevant
    assert session.state.faults == {}


def test_a_default_takes_the_spelling_of_its_type_and_what_is_of_no_type_is_none() -> None:
    binds = """<bind nodeset="/data/a" type="int"/><bind nodeset="/data/b" type="dateTime"/>
    <bind nodeset="/data/c" type="int"/>"""
    session = start(xform("<a> 007 </a><b>2026-01-02T03:04</b><c>chữ</c><d> chữ </d>", binds))
    assert list(leaves(session).values()) == ["7", "2026-01-02T03:04:00.000+07:00", "", "chữ"]


def test_an_end_is_filled_in_at_the_end() -> None:
    clock = Clock()
    binds = "<bind nodeset='/data/end' type='dateTime' jr:preload='timestamp' jr:preloadParams='end'/>"
    session = start(xform("<end/>", binds), clock=clock)
    clock.now = clock.now.replace(hour=17)
    assert b"<end>2026-11-23T17:30:00.000+07:00</end>" in session.finalise(instance_id="uuid:1")
