"""The feature matrix says what the engine has: no feature without a test, no test that is not there, no old page."""

import ast
import re
from functools import lru_cache

import pytest

from tests.support.forms_matrix import DOCS, ROOT, Section, sections, write

SECTIONS = sections()
ROWS = [(section, name, test) for section in SECTIONS for name, test in section.rows.items()]


@lru_cache
def source_of(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


@lru_cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse(source_of(file))
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"
    )


def test_the_page_is_up_to_date() -> None:
    assert DOCS.read_text("utf-8") == write(), "python -m tests.support.forms_matrix"


@pytest.mark.parametrize(("section", "name", "test"), ROWS, ids=[f"{one.title}: {name}" for one, name, _ in ROWS])
def test_a_feature_has_a_test_that_is_there_and_speaks_of_it(section: Section, name: str, test: str) -> None:
    path, _, function = test.partition("::")
    assert function in functions_of(path)
    assert any(token in source_of(path) for token in tokens(section, name)), f"{path} never says {name}"


def tokens(section: Section, name: str) -> list[str]:
    """Any of these must stand in the file of a feature's test."""
    match section.title:
        case "XPath: functions":
            return ["randomize=true"] if name == "randomize" else [f"{name}("]
        case "XPath: axes":
            return [f"{name}::"]
        case "XPath: operators":
            return [f" {name} "]
        case "Data types":
            return [f'"{name}"']
        case "Engine" | "Writing":
            return ["def test_"]
    return SAID_OTHERWISE.get(name, _words(name))


SAID_OTHERWISE = {
    "XHTML mark-up": ["<h:b>"],
    "itext: default": ["default="],
    "<…> in <…>": ["<alert> in <input>"],
    "axis …:: in …": ["namespace::"],
    "… in the regular expression …": ["UnsupportedFeature"],
}


def _words(name: str) -> list[str]:
    """The words of a name that a test would use."""
    return [word for word in re.split(r"[…,:()<>\s]+", name) if len(word) > 2] or [name]


SPECIFIED = """
string concat join substr substring-before substring-after translate string-length normalize-space contains starts-with
ends-with uuid digest pulldata if coalesce once true false boolean boolean-from-string not regex checklist
weighted-checklist number random int sum max min round floor ceiling pow log log10 abs sin cos tan asin acos atan atan2
sqrt exp exp10 pi count count-non-empty position last instance current randomize today now format-date format-date-time
date date-time decimal-date-time decimal-time selected selected-at count-selected jr:choice-name jr:itext indexed-repeat
area distance base64-decode name local-name substring
"""


def test_the_library_has_what_the_specification_lists() -> None:
    (functions,) = (section.rows for section in SECTIONS if section.title == "XPath: functions")
    assert set(SPECIFIED.split()) <= set(functions)
