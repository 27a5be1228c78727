"""Drafts again: forms and visits drawn at random, and values that are odd."""

from datetime import timedelta
from random import Random

import pytest

from forms.engine.session import Session
from tests.support.form_generator import make_form
from tests.support.javarosa_compare import Walker
from tests.support.xforms import NOW, Clock, definition, environment, inputs, leaves, xform


def everything(session: Session) -> list[object]:
    """All that a screen or a submission could tell."""
    pages = session.pages()
    questions = [session.question(ref) for page in pages for ref in page.refs if page.kind != "repeat"]
    choices = [session.choices(question.ref) for question in questions]
    return [session.language, leaves(session), pages, questions, choices, session.problems(), session.summary()]


@pytest.mark.parametrize("seed", range(40))
def test_any_visit_to_any_form_comes_back_exactly(seed: int) -> None:
    """Repeats in repeats, counts, cascades, actions, irrelevant answers, both languages."""
    random = Random(seed)
    made = make_form(random)
    form = definition(made.xml.encode(), made.media)
    session = form.start(environment())
    walker = Walker(random, session)
    for _ in range(4):
        walker.walk(4)
        draft = session.draft()
        again, lost = form.resume(draft, environment(seed=9))
        assert lost == ()
        assert everything(again) == everything(session)
        assert again.draft() == draft


@pytest.mark.parametrize("seed", range(40, 60))
def test_what_was_computed_step_by_step_stays_when_all_is_computed_anew(seed: int) -> None:
    random = Random(seed)
    made = make_form(random)
    session = definition(made.xml.encode(), made.media).start(environment())
    Walker(random, session).walk(10)
    before = leaves(session)
    session.state.mark_everything()
    session.state.settle()
    assert leaves(session) == before


ODD = xform(
    "<long/><odd/><wrong>chữ</wrong><blank/><spaces/><at kind='x'/><other/>",
    """<bind nodeset="/data/long" calculate="concat(/data/blank, string-length(/data/spaces))"/>
    <bind nodeset="/data/odd" type="date" calculate="concat('không phải ngày', /data/blank)"/>
    <bind nodeset="/data/wrong" type="int"/>
    <bind nodeset="/data/at/@kind" calculate="concat(/data/blank, '&lt;&#10;&quot;')"/>
    <bind nodeset="/data/other" relevant="if(/data/spaces = '', true(), regex('a', concat('[', /data/spaces)))"/>""",
    inputs("/data/blank", "/data/spaces", "/data/wrong", "/data/other"),
)


@pytest.mark.parametrize("text", [" \n\t ", "x" * 100_000, "<&>\"']]>", "a\r\nb\rc", "\u2028\ufeff\u00a0", "]", "Ẩ"])
def test_odd_values_come_back_as_they_were(text: str) -> None:
    form = definition(ODD)
    session = form.start(environment())
    session.answer("/data/blank", text)
    session.answer("/data/spaces", text)
    draft = session.draft()
    again, lost = form.resume(draft, environment())
    assert lost == ()
    assert again.draft() == draft
    assert everything(again) == everything(session)


def test_a_long_computed_value_comes_back() -> None:
    """Longer than any answer may be."""
    binds = "<bind nodeset='/data/b' calculate='concat(/data/a, /data/a, /data/a)'/>"
    form = definition(xform("<a/><b/>", binds, inputs("/data/a")))
    session = form.start(environment())
    session.answer("/data/a", "x" * 90_000)
    again, lost = form.resume(session.draft(), environment())
    assert (len(leaves(again)["/data/b"]), lost) == (270_000, ())


BILINGUAL = """<itext>
<translation lang="vi"><text id="a"><value>Một</value></text><text id="c"><value>Chọn</value></text></translation>
<translation lang="en"><text id="a"><value>One</value></text><text id="c"><value>Choose</value></text></translation>
</itext>
<instance id="l"><root><item><name>1</name><itextId>a</itextId></item></root></instance>"""
LINGUAL = xform(
    "<q>1</q><name/><label/><month/><random/>",
    """<bind nodeset="/data/name" calculate="jr:choice-name(/data/q, '/data/q')"/>
    <bind nodeset="/data/label" calculate="concat(jr:itext('c'), ' ', /data/name)"/>
    <bind nodeset="/data/month" calculate="format-date('2026-03-01', '%b')"/>
    <bind nodeset="/data/random" calculate="concat(/data/q, random())"/>""",
    """<select1 ref="/data/q"><label ref="jr:itext('c')"/><itemset nodeset="instance('l')/root/item"><value ref="name"/>
    <label ref="jr:itext(itextId)"/></itemset></select1>""",
    model=BILINGUAL,
)


def spoken(session: Session) -> tuple[str, str, str]:
    values = leaves(session)
    return values["/data/name"], values["/data/label"], values["/data/month"]


def test_what_is_computed_from_texts_follows_the_language() -> None:
    session = definition(LINGUAL).start(environment(), "vi")
    assert spoken(session) == ("Một", "Chọn Một", "thg 3")
    before = leaves(session)["/data/random"]
    session.set_language("en")
    assert spoken(session) == ("One", "Choose One", "Mar")
    assert leaves(session)["/data/random"] == before


def test_a_draft_goes_on_in_its_own_language_or_in_the_one_asked_for() -> None:
    form = definition(LINGUAL)
    session = form.start(environment(), "en")
    own, _ = form.resume(session.draft(), environment())
    assert (own.language, spoken(own)) == ("en", ("One", "Choose One", "Mar"))
    other, _ = form.resume(session.draft(), environment(), "vi")
    assert (other.language, spoken(other)) == ("vi", ("Một", "Chọn Một", "thg 3"))
    assert leaves(other)["/data/random"] == leaves(session)["/data/random"]


def test_what_depends_on_the_day_is_right_on_the_next_day() -> None:
    """Not only a value with today() in it: what is relevant by the day, and all that is computed from that."""
    binds = """<bind nodeset="/data/late" relevant="today() - /data/born &gt; 60"/>
    <bind nodeset="/data/late/fee" calculate="8000"/>
    <bind nodeset="/data/sum" calculate="concat('phí: ', /data/late/fee, /data/late/why)"/>"""
    form = definition(xform("<born/><late><why/><fee/></late><sum/>", binds, inputs("/data/born", "/data/late/why")))
    session = form.start(environment())
    session.answer("/data/born", (NOW - timedelta(days=60)).date().isoformat())
    assert leaves(session)["/data/sum"] == "phí: "
    again, _ = form.resume(session.draft(), environment(Clock(NOW + timedelta(days=1))))
    assert leaves(again)["/data/sum"] == "phí: 8000"
    again.answer("/data/late/why", "!")
    back, _ = form.resume(again.draft(), environment())
    assert leaves(back)["/data/sum"] == "phí: "
    once_more, _ = form.resume(back.draft(), environment(Clock(NOW + timedelta(days=2))))
    assert leaves(once_more)["/data/sum"] == "phí: 8000!"


def test_a_load_event_happens_each_time_and_a_first_load_once() -> None:
    model = (
        "<setvalue event='odk-instance-first-load' ref='/data/first' value=\"concat(/data/first, '1')\"/>"
        "<setvalue event='odk-instance-load' ref='/data/each' value=\"concat(/data/each, '1')\"/>"
    )
    form = definition(xform("<first/><each/>", "", inputs("/data/first", "/data/each"), model=model))
    session = form.start(environment())
    assert leaves(session) == {"/data/first": "1", "/data/each": "1"}
    again, _ = form.resume(session.draft(), environment())
    assert leaves(again) == {"/data/first": "1", "/data/each": "11"}
