"""Every line of the paper forms has its question: docs/fields.md says which, and this keeps it true."""

import re
from pathlib import Path

import pytest

from forms.pack.check import bind_types
from tests.support.packs import PACKS

FIELDS = Path(__file__).resolve().parents[3] / "docs" / "fields.md"
# What only serves the screen, the scanner or the print; and the parents' documents, named by their first questions.
INTERNAL = re.compile(
    r".*(_card_note|_on_card|_text|_entered|/\w*born_(earliest|latest)|/age_at_\w+|/instanceID)|/data/declared/.*"
)
DOCUMENT = re.compile(r"/data/(mother|father)/\1_document/.*")


TABLES = [
    ("1.000656", 20),
    ("1.000894", 18),
    ("1.001193", 28),
    ("1.001612", 15),
    ("1.001731", 15),
    ("1.001939", 18),
    ("1.004194", 16),
    ("1.004222", 16),
    ("1.004873", 19),
    ("1.007695", 32),
    ("1.012783", 15),
    ("1.014027", 12),
    ("2.000635", 17),
    ("2.000815", 7),
    ("PAKN", 10),
]


@pytest.fixture(params=TABLES, ids=lambda param: param[0])
def traced(request: pytest.FixtureRequest) -> tuple[str, list[str], set[str]]:
    """Code, lines of the table, and every reference named in the section."""
    code, lines = request.param
    section = next(part for part in FIELDS.read_text(encoding="utf-8").split("\n## ") if part.startswith(code))
    rows = [row for row in section.splitlines() if row.startswith("| ") and not row.startswith("| line of")]
    assert len(rows) == lines
    return code, rows, {f"/data/{ref}" for ref in re.findall(r"`([^`]+)`", section)}


def test_every_line_of_the_form_is_asked_or_computed(traced: tuple[str, list[str], set[str]]) -> None:
    code, rows, refs = traced
    types = bind_types((PACKS / code / "form.xml").read_text(encoding="utf-8"))
    assert all("`" in row.split("|")[2] for row in rows)
    assert refs - types.keys() == set(), "named, but not in the form"


def test_nothing_is_asked_without_a_reason_on_that_page(traced: tuple[str, list[str], set[str]]) -> None:
    """Personal data may be asked only where a form or the law needs it."""
    code, _, refs = traced
    types = bind_types((PACKS / code / "form.xml").read_text(encoding="utf-8"))
    asked = {ref for ref, kind in types.items() if kind != "group" and not INTERNAL.fullmatch(ref)}
    assert {ref for ref in asked - refs if not DOCUMENT.fullmatch(ref)} == set()
