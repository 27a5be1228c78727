"""The grammar: whatever is written as a tree is read back as that tree, and no text brings the parser down."""

from hypothesis import given
from hypothesis import strategies as st

from forms.errors import FormError
from forms.xpath import tree
from forms.xpath.parser import parse
from forms.xpath.tree import Axis, Start, Step

NAMES = st.sampled_from(["a", "b-c", "đơn", "div", "and", "or", "mod", "x.y", "p:q"])


def steps(expressions: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tuple[Step, ...]]:
    predicates = st.lists(expressions, max_size=2).map(tuple)
    named = st.builds(Step, st.just(Axis.CHILD), NAMES, predicates)
    others = st.sampled_from(
        [Step(Axis.SELF, "node()"), Step(Axis.PARENT, "node()"), Step(Axis.ATTRIBUTE, "a"), Step(Axis.CHILD, "*")]
    )
    return st.lists(named | others, min_size=1, max_size=3).map(tuple)


def chain(operators: list[str], inner: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tree.Expression]:
    rest = st.lists(st.tuples(st.sampled_from(operators), inner), min_size=1, max_size=3).map(tuple)
    return st.builds(tree.Chain, inner, rest)


def extend(inner: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tree.Expression]:
    start = st.sampled_from([Start.ROOT, Start.CONTEXT])
    arguments = st.lists(inner, max_size=3).map(tuple)
    return (
        st.builds(tree.Path, start, steps(inner))
        | st.builds(tree.Call, st.sampled_from(["f", "jr:itext", "string-length"]), arguments)
        | chain(["or"], inner)
        | chain(["and"], inner)
        | chain(["=", "!="], inner)
        | chain(["<", "<=", ">", ">="], inner)
        | chain(["+", "-"], inner)
        | chain(["*", "div", "mod"], inner)
        | st.builds(tree.Negate, inner)
        | st.builds(tree.Union, st.lists(inner, min_size=2, max_size=3).map(tuple))
    )


LEAVES = st.builds(tree.Number, st.integers(0, 10_000).map(float)) | st.builds(
    tree.Literal, st.text(st.characters(exclude_characters="'\"", exclude_categories=["Cs"]), max_size=5)
)
EXPRESSIONS = st.recursive(LEAVES, extend, max_leaves=15)


def write(expression: tree.Expression) -> str:
    """An expression as text, every operand in parentheses."""
    match expression:
        case tree.Number(value):
            return f"{value:.0f}"
        case tree.Literal(value):
            return f"'{value}'"
        case tree.Path(start, path):
            return ("/" if start is Start.ROOT else "") + "/".join(write_step(step) for step in path)
        case tree.Call(name, arguments):
            return f"{name}({', '.join(write(one) for one in arguments)})"
        case tree.Negate(operand):
            return f"-({write(operand)})"
        case tree.Chain(first, rest):
            return f"({write(first)})" + "".join(f" {operator} ({write(operand)})" for operator, operand in rest)
        case tree.Union(parts):
            return " | ".join(f"({write(part)})" for part in parts)
    raise AssertionError(expression)


def write_step(step: Step) -> str:
    short = {(Axis.SELF, "node()"): ".", (Axis.PARENT, "node()"): ".."}
    text = short.get((step.axis, step.name)) or ("@" if step.axis is Axis.ATTRIBUTE else "") + step.name
    return text + "".join(f"[{write(predicate)}]" for predicate in step.predicates)


@given(EXPRESSIONS)
def test_a_written_tree_is_read_back_as_it_was(expression: tree.Expression) -> None:
    assert parse(write(expression)) == expression


@given(st.text(st.sampled_from(list("ab1.'\"()[]/@*|+-=<>!:,$ \t")), max_size=30) | st.text(max_size=30))
def test_no_text_does_more_than_raise_a_form_error(source: str) -> None:
    try:
        parse(source)
    except FormError:
        return


def test_operators_bind_as_xpath_orders_them() -> None:
    assert parse("1 + 2 * 3 = 7 and 2 > 1 or x") == parse("(((1 + (2 * 3)) = 7) and (2 > 1)) or x")


def test_a_name_like_an_operator_is_a_name_where_an_operand_stands() -> None:
    assert parse("div div mod") == tree.Chain(
        tree.Path(Start.CONTEXT, (Step(Axis.CHILD, "div"),)),
        (("div", tree.Path(Start.CONTEXT, (Step(Axis.CHILD, "mod"),))),),
    )
    assert parse("* * *") == tree.Chain(
        tree.Path(Start.CONTEXT, (Step(Axis.CHILD, "*"),)), (("*", tree.Path(Start.CONTEXT, (Step(Axis.CHILD, "*"),))),)
    )
