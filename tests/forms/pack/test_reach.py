"""A question that nobody can ever see is found; one that somebody may see is left in peace."""

import pytest

from forms.pack.blocks import expand
from forms.pack.build import read_form_source
from forms.pack.reach import reach_findings, reference_findings
from forms.pack.sheets import FormSource, Row
from tests.support.packs import PACKS

CHOICES = {"colour": [{"name": "red"}, {"name": "blue"}]}
FOLDERS = sorted(path for path in PACKS.iterdir() if path.is_dir())


def found(*rows: Row) -> list[str]:
    first: Row = {"type": "select_one colour", "name": "colour"}
    many: Row = {"type": "select_multiple colour", "name": "many"}
    return list(reach_findings(FormSource([first, many, *rows], CHOICES)))


def question(relevant: str, name: str = "q", **cells: str) -> Row:
    return {"type": "text", "name": name, "relevant": relevant, **cells}


@pytest.mark.parametrize(
    ("relevant", "reason"),
    [
        ("false()", "its condition is false()"),
        ("1 = 2", "1 is not 2"),
        ("${colour} = 'green'", "'green' is none of the choices of ${colour}"),
        ("'green' = ${colour}", "'green' is none of the choices"),
        ("selected(${colour}, 'green')", "'green' is none of the choices"),
        ("${many} != '' and ${colour} = 'green'", "'green' is none of the choices"),
        ("${colour} = 'red' and ${colour} = 'blue'", "would have to be 'red' and 'blue' at once"),
        ("${colour} = 'green' or false()", "none of the choices of ${colour} and its condition is false()"),
        ("(${colour} = 'red') and (${many} != '' and ${colour} = 'blue')", "at once"),
        ("${q} = 'x'", "its condition asks its own answer, ${q}"),
    ],
)
def test_what_can_never_be_true_is_found(relevant: str, reason: str) -> None:
    (finding,) = found(question(relevant))
    assert finding.startswith("q (row 4): can never be reached, as ")
    assert reason in finding


@pytest.mark.parametrize(
    "relevant",
    [
        "",
        "true()",
        "1 = 1",
        "${colour} = 'red'",
        "${colour} = ''",
        "${colour} != 'green'",
        "${colour} = 'green' or ${colour} = 'red'",
        "${colour} = 'red' or ${colour} = 'blue'",
        "not(${colour} = 'green')",
        "selected(${many}, 'red') and selected(${many}, 'blue')",
        "${colour} = ${many}",
        "${colour} = concat('gre', 'en')",
        "what is this",
    ],
)
def test_what_may_be_true_is_left_in_peace(relevant: str) -> None:
    assert found(question(relevant)) == []


def test_conditions_of_groups_count_and_what_is_inside_is_said_once() -> None:
    group: Row = {"type": "begin_group", "name": "g", "relevant": "${colour} = 'red'"}
    end: Row = {"type": "end_group"}
    (finding,) = found(group, question("${colour} = 'blue'"), end)
    assert finding.startswith("q (row 5)")
    (finding,) = found({**group, "relevant": "false()"}, question("", "a"), question("", "b"), end)
    assert finding.startswith("g (row 4)")


def test_what_depends_on_an_unreachable_question_is_unreachable() -> None:
    lost = found(question("false()", "a"), question("${a} = 'x'", "b"), question("${a} = ''", "c"))
    assert [finding.partition(" ")[0] for finding in lost] == ["a", "b"]


def test_a_repeat_of_no_rows_is_unreachable() -> None:
    (finding,) = found({"type": "begin_repeat", "name": "r", "repeat_count": "0"}, {"type": "end_repeat"})
    assert finding.startswith("r (row 4)")


@pytest.mark.parametrize("column", ["relevant", "constraint", "calculation", "label::vi", "hint::en"])
def test_a_name_that_no_row_has_is_found(column: str) -> None:
    rows: list[Row] = [{"type": "text", "name": "a"}, {"type": "text", "name": "b", column: "${a} and ${nobody}"}]
    assert list(reference_findings(FormSource(rows))) == [f"b (row 3): {column} names ${{nobody}}, which is no row"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_question_of_the_packs_that_run_can_be_reached(folder: object) -> None:
    source = expand(read_form_source(PACKS / str(folder).rpartition("/")[2]), "form.toml")
    assert [*reach_findings(source), *reference_findings(source)] == []
