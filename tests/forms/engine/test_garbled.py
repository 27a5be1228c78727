"""Forms and drafts with anything in them: read, or refused with a form error, and never anything else."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forms.engine import load_form
from forms.errors import FormError
from tests.support.xforms import definition, environment, inputs, xform, xlsform

FORM = xlsform(
    [
        {"type": "text", "name": "name", "label::vi": "Tên", "label::en": "Name", "required": "yes"},
        {
            "type": "select_one c",
            "name": "one",
            "label::vi": "Một ${name}",
            "label::en": "One",
            "choice_filter": "g=${name}",
        },
        {"type": "begin_repeat", "name": "r", "label::vi": "R", "label::en": "R", "repeat_count": "2"},
        {"type": "integer", "name": "age", "label::vi": "Tuổi", "label::en": "Age", "constraint": ". < 130"},
        {"type": "calculate", "name": "sum", "calculation": "sum(${age})"},
        {"type": "end_repeat"},
        {"type": "range", "name": "level", "label::vi": "Mức", "label::en": "Level", "default": "today()"},
    ],
    [{"list_name": "c", "name": "a", "label::vi": "A", "label::en": "A", "g": "x"}],
    {"default_language": "vi"},
)
PARTS = FORM.decode().split("<")
WORDS = sorted(
    {"", "x", "/data/name", "jr:itext('x')", "int", "1", "true()", "..", "/", 'name="a"', "{", "\ud800", "//*", "-1"}
    | {word for part in PARTS for word in part.replace(">", " ").split()}
)
CHANGES = st.lists(
    st.tuples(st.integers(0, len(PARTS) * 4), st.sampled_from(WORDS), st.sampled_from(WORDS)), max_size=4
)


def begin(source: bytes) -> None:
    try:
        session = load_form(source, {}).start(environment())
        for page in session.pages():
            for ref in page.refs:
                if page.kind != "repeat":
                    session.question(ref)
                    session.choices(ref)
        session.summary()
        session.draft()
    except FormError:
        return


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES, st.lists(st.integers(1, len(PARTS) - 1), max_size=3))
def test_a_form_with_other_words_and_without_some_tags(changes: list[tuple[int, str, str]], without: list[int]) -> None:
    parts = [part for place, part in enumerate(PARTS) if place not in without]
    for place, old, new in changes:
        at = place % len(parts)
        parts[at] = parts[at].replace(old, new, 1) if old else f"{parts[at]}{new}"
    begin("<".join(parts).encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(FORM)))
@example(b"\xff\xfe<\x00", 0)
@example(b"<?xml version='1.0' encoding='utf-16'?>", 0)
def test_a_form_with_bytes_in_it(more: bytes, at: int) -> None:
    begin(FORM[:at] + more + FORM[at:])
    begin(more)


REPEAT = f"<group ref='/data/r'><repeat nodeset='/data/r'>{inputs('/data/r/b', '/data/r/c')}</repeat></group>"
CHILD = xform("<a/><r><b/><c/></r>", "<bind nodeset='/data/r/c' type='int'/>", inputs("/data/a") + REPEAT)
DRAFT_FORM = definition(CHILD)
DRAFT = DRAFT_FORM.start(environment()).draft()
NAMES = st.sampled_from(["a", "r", "b", "c", "z", "data", "orx:meta", "orx:instanceID"])
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_characters="<>&\"'"), max_size=5),
    lambda inner: st.lists(
        st.tuples(NAMES, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"), max_size=5
    ).map("".join),
    max_leaves=12,
)


@settings(deadline=None)
@given(TREES, st.booleans())
def test_a_draft_with_other_nodes(inside: str, other: bool) -> None:
    head, _, _ = DRAFT.decode().partition("<a/>")
    draft = f"{head}{inside}</data>"
    if other:
        draft = draft.replace('form="', 'form="0')
    try:
        session, lost = DRAFT_FORM.resume(draft.encode(), environment())
    except FormError:
        return
    again, lost_again = DRAFT_FORM.resume(session.draft(), environment())
    assert (again.draft(), lost_again) == (session.draft(), ())
    assert all(one.value for one in lost)


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(DRAFT)))
def test_a_draft_with_bytes_in_it(more: bytes, at: int) -> None:
    try:
        DRAFT_FORM.resume(DRAFT[:at] + more + DRAFT[at:], environment())
    except FormError:
        return
