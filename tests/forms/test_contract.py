"""The contract between the form engine and whoever shows a form, kept by the engine as forms.contract says it."""

import inspect
import threading
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.contract import (
    Answered,
    Control,
    FormDefinition,
    FormSession,
    PageKind,
    Problem,
    Progress,
    Question,
    SummaryRow,
    Verdict,
)
from forms.engine import load_form
from forms.engine.definition import Definition
from forms.engine.session import Session
from forms.errors import FormError, FormSyntaxError, NotComplete, UnknownReference
from tests.support.xforms import environment, xform, xlsform


def page(name: str, label: str, **more: str) -> dict[str, str]:
    return {"type": "begin_group", "name": name, "label": label, "appearance": "field-list", **more}


SURVEY = [
    {"type": "text", "name": "name", "label": "Tên", "required": "yes", "required_message": "Xin ghi tên."},
    {"type": "select_one yn", "name": "family", "label": "Có gia đình?"},
    {"type": "begin_group", "name": "home", "label": "Nơi ở", "relevant": "${family} = 'y'"},
    page("address", "Địa chỉ"),
    {"type": "text", "name": "street", "label": "Đường"},
    {"type": "begin_group", "name": "inner", "label": "Nhà"},
    {"type": "text", "name": "number", "label": "Số nhà", "relevant": "${street} != ''"},
    {"type": "end_group"},
    {"type": "end_group"},
    {"type": "text", "name": "phone", "label": "Điện thoại"},
    {"type": "begin_repeat", "name": "member", "label": "Thành viên"},
    {"type": "integer", "name": "age", "label": "Tuổi", "constraint": ". < 130", "constraint_message": "Nhỏ hơn 130."},
    {"type": "begin_repeat", "name": "card", "label": "Thẻ"},
    page("details", "Chi tiết"),
    {"type": "text", "name": "number", "label": "Số thẻ"},
    {"type": "note", "name": "adult", "label": "Người lớn", "relevant": "${age} > 17"},
    {"type": "end_group"},
    {"type": "end_repeat"},
    {"type": "end_repeat"},
    {"type": "end_group"},
    page("children", "Các con"),
    {"type": "integer", "name": "count", "label": "Mấy con?"},
    {"type": "begin_repeat", "name": "child", "label": "Con"},
    {"type": "text", "name": "given", "label": "Tên con"},
    {"type": "end_repeat"},
    {"type": "end_group"},
    {"type": "calculate", "name": "sum", "calculation": "count(${member})"},
    {"type": "text", "name": "last", "label": "Ghi thêm", "readonly": "${name} = 'khoá'"},
]
FORM = load_form(xlsform(SURVEY, [{"list_name": "yn", "name": name, "label": name} for name in "yn"]), {})


def begin() -> FormSession:
    return FORM.start(environment())


# The Protocols.


def as_definition(form: Definition) -> FormDefinition:
    """Read by the type checker: a Definition is a FormDefinition."""
    return form


def as_session(session: Session) -> FormSession:
    """Read by the type checker: a Session is a FormSession."""
    return session


@pytest.mark.parametrize(("promised", "kept"), [(FormDefinition, Definition), (FormSession, Session)])
def test_every_promise_is_kept_with_the_same_arguments(promised: type, kept: type) -> None:
    names = [name for name, member in vars(promised).items() if not name.startswith("_") and member is not None]
    assert names
    for name in names:
        wanted, there = getattr(promised, name), getattr(kept, name)
        assert isinstance(there, property) == isinstance(wanted, property), name
        if not isinstance(wanted, property):
            wanted_parameters = inspect.signature(wanted).parameters
            assert list(inspect.signature(there).parameters) == list(wanted_parameters), name
            for parameter in wanted_parameters:
                ours = inspect.signature(there).parameters[parameter]
                assert (ours.kind, ours.default) == (
                    wanted_parameters[parameter].kind,
                    wanted_parameters[parameter].default,
                ), f"{name}({parameter})"


def test_the_engine_needs_nothing_but_the_contract_to_be_used() -> None:
    session = begin()
    assert isinstance(session.answer("/data/name", "Lan"), Answered)
    assert isinstance(session.question("/data/name"), Question)
    assert all(isinstance(row, SummaryRow) for row in session.summary())
    assert (FORM.form_id, FORM.version, FORM.title, FORM.languages) == ("test", "1", "Test", ())
    assert session.language == ""


# Typed errors.


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("question", ("/data/nosuch",), UnknownReference),
        ("question", ("/data/home",), UnknownReference),
        ("question", ("/data/sum",), UnknownReference),
        ("question", ("/data/home/member[2]/age",), UnknownReference),
        ("question", ("/data/name[1]",), UnknownReference),
        ("question", ("../data/name",), UnknownReference),
        ("question", ("",), UnknownReference),
        ("choices", ("/data/nosuch",), UnknownReference),
        ("answer", ("/data/nosuch", "x"), UnknownReference),
        ("answer", ("/data/last", "x"), FormError),
        ("add_repeat", ("/data/name",), UnknownReference),
        ("add_repeat", ("/data/home/member[1]",), UnknownReference),
        ("insert_repeat", ("/data/home/member",), UnknownReference),
        ("remove_repeat", ("/data/home/member",), UnknownReference),
        ("insert_repeat", ("/data/home/member[7]",), UnknownReference),
        ("insert_repeat", ("/data/name",), UnknownReference),
        ("remove_repeat", ("/data/home/member[7]",), UnknownReference),
        ("remove_repeat", ("/data/name",), UnknownReference),
        ("repeats", ("/data/name",), UnknownReference),
        ("progress", ("/data/nosuch",), UnknownReference),
        ("value_of", ("1 +",), FormError),
        ("value_of", ("/data/nosuch",), FormError),
    ],
)
def test_a_request_that_cannot_be_met_is_a_typed_error_and_changes_nothing(
    method: str, arguments: tuple[str, ...], error: type[FormError]
) -> None:
    session = begin()
    session.answer("/data/name", "khoá")
    before = session.draft()
    with pytest.raises(error):
        getattr(session, method)(*arguments)
    assert session.draft() == before


def test_where_the_form_decides_about_instances_nobody_else_does() -> None:
    body = "<group ref='/data/r'><repeat nodeset='/data/r' jr:count='2'><input ref='/data/r/x'/></repeat></group>"
    session = load_form(xform("<r><x/></r>", "", body), {}).start(environment())
    for method, ref in (("add_repeat", "/data/r"), ("insert_repeat", "/data/r[1]"), ("remove_repeat", "/data/r[1]")):
        with pytest.raises(FormError) as refused:
            getattr(session, method)(ref)
        assert refused.value.where == ref


def test_finalising_says_every_problem_in_page_order() -> None:
    session = begin()
    session.answer("/data/family", "y")
    session.answer("/data/home/member[1]/age", "200")
    with pytest.raises(NotComplete) as refused:
        session.finalise(instance_id="uuid:1")
    assert refused.value.problems == session.problems()
    assert refused.value.problems == (
        Problem("/data/name", "/data/name", "Tên", Verdict.REQUIRED, "Xin ghi tên."),
        Problem("/data/home/member[1]/age", "/data/home/member[1]/age", "Tuổi", Verdict.CONSTRAINT, "Nhỏ hơn 130."),
    )


def test_a_form_that_is_none_and_a_draft_that_is_none_are_form_errors() -> None:
    with pytest.raises(FormSyntaxError):
        load_form(b"<x/>")
    with pytest.raises(FormSyntaxError):
        FORM.resume(b"<x/>", environment())


# Navigation.


def keys(session: FormSession) -> list[str]:
    return [one.key for one in session.pages()]


def test_pages_come_in_the_order_of_the_form_with_nested_groups_and_repeats() -> None:
    session = begin()
    assert keys(session) == ["/data/name", "/data/family", "/data/children", "/data/children/child", "/data/last"]
    session.answer("/data/family", "y")
    assert keys(session) == [
        "/data/name",
        "/data/family",
        "/data/home/address",
        "/data/home/phone",
        "/data/home/member[1]/age",
        "/data/home/member[1]/card[1]/details",
        "/data/home/member[1]/card",
        "/data/home/member",
        "/data/children",
        "/data/children/child",
        "/data/last",
    ]
    session.add_repeat("/data/home/member")
    session.add_repeat("/data/home/member[2]/card")
    assert keys(session)[4:11] == [
        "/data/home/member[1]/age",
        "/data/home/member[1]/card[1]/details",
        "/data/home/member[1]/card",
        "/data/home/member[2]/age",
        "/data/home/member[2]/card[1]/details",
        "/data/home/member[2]/card",
        "/data/home/member",
    ]


def test_a_page_says_its_kind_its_questions_and_where_it_stands() -> None:
    session = begin()
    session.answer("/data/family", "y")
    pages = {one.key: one for one in session.pages()}
    address = pages["/data/home/address"]
    assert (address.kind, address.refs, address.title, address.sections) == (
        PageKind.GROUP,
        ("/data/home/address/street",),
        "Địa chỉ",
        ("Nơi ở",),
    )
    session.answer("/data/home/address/street", "Lê Lợi")
    pages = {one.key: one for one in session.pages()}
    assert pages["/data/home/address"].refs == ("/data/home/address/street", "/data/home/address/inner/number")
    details = pages["/data/home/member[1]/card[1]/details"]
    assert (details.title, details.sections) == ("Chi tiết", ("Nơi ở", "Thành viên 1", "Thẻ 1"))
    grow = pages["/data/home/member"]
    assert (grow.kind, grow.refs, grow.title) == (PageKind.REPEAT, ("/data/home/member[1]",), "Thành viên")


def test_a_repeat_inside_one_page_grows_on_the_page_after_it() -> None:
    session = begin()
    session.add_repeat("/data/children/child")
    pages = {one.key: one for one in session.pages()}
    assert pages["/data/children"].refs == (
        "/data/children/count",
        "/data/children/child[1]/given",
        "/data/children/child[2]/given",
    )
    assert pages["/data/children/child"].kind is PageKind.REPEAT


ANSWERS = st.lists(
    st.one_of(
        st.tuples(st.just("/data/family"), st.sampled_from(["y", "n", ""])),
        st.tuples(st.just("/data/home/address/street"), st.sampled_from(["", "Lê Lợi"])),
        st.tuples(st.just("/data/home/member[1]/age"), st.sampled_from(["", "5", "30"])),
        st.tuples(
            st.sampled_from(["add", "remove", "insert"]), st.sampled_from(["/data/home/member", "/data/children/child"])
        ),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(ANSWERS)
def test_progress_is_right_whatever_appears_and_disappears(steps: list[tuple[str, str]]) -> None:
    """Pages are there once each, hold only what is relevant, and count from 1 to their number without a gap."""
    session = begin()
    for what, value in steps:
        try:
            if what == "add":
                session.add_repeat(value)
            elif what == "remove":
                session.remove_repeat(f"{value}[1]")
            elif what == "insert":
                session.insert_repeat(f"{value}[1]")
            else:
                session.answer(what, value)
        except UnknownReference:
            continue
        pages = session.pages()
        assert len({one.key for one in pages}) == len(pages)
        assert [session.progress(one.key) for one in pages] == [
            Progress(place, len(pages)) for place in range(1, len(pages) + 1)
        ]
        questions = [session.question(ref) for one in pages if one.kind is not PageKind.REPEAT for ref in one.refs]
        assert all(question.relevant for question in questions)
        homes = [one.key for one in pages if one.kind is not PageKind.REPEAT for _ in one.refs]
        assert [question.page for question in questions] == homes
        assert {problem.page for problem in session.problems()} <= {one.key for one in pages}
        assert [row.ref for row in session.summary() if not row.readonly] == [
            question.ref for question in questions if question.control is not Control.NOTE
        ]


def test_what_changed_is_named_by_its_reference_after_the_answer() -> None:
    session = begin()
    changed = session.answer("/data/family", "y").changed
    assert {"/data/family", "/data/home", "/data/home/address/street", "/data/home/member[1]/age"} <= changed
    assert "/data/name" not in changed
    assert session.answer("/data/family", "y").changed == frozenset()


# Sharing.


def fill_in(number: int) -> bytes:
    session = FORM.start(environment(seed=number))
    for place in range(20):
        session.answer("/data/name", f"Lan {number} {place}")
        session.answer("/data/family", "yn"[place % 2])
        session.answer("/data/home/member[1]/age", str(place))
        session.add_repeat("/data/home/member")
        session.pages()
        session.summary()
        session.value_of(f"concat(/data/name, '{place}')")
    session.answer("/data/last", "hết")
    return FORM.resume(session.draft(), environment())[0].finalise(instance_id=f"uuid:{number}")


def test_one_definition_serves_many_threads() -> None:
    expected = [fill_in(number) for number in range(8)]
    results: dict[int, bytes] = {}
    start = threading.Barrier(8)

    def work(number: int) -> None:
        start.wait()
        results[number] = fill_in(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [results.get(number) for number in range(8)] == expected


def test_time_and_ids_come_from_the_environment_alone() -> None:
    """Two sessions in the same world are the same to the last byte."""
    assert fill_in(3) == fill_in(3)
    assert isinstance(environment().now(), datetime)
