"""All fifteen procedures say what residents ask: what, how, why, which papers, how much, how long, by which law."""

import re
from pathlib import Path

import pytest

from forms.pack.blocks import expand
from forms.pack.build import read_form_source
from forms.pack.form_check import SILENT, STRUCTURE, TYPED
from forms.pack.model import Procedure, Text
from forms.pack.reading import read_procedure
from forms.pack.sheets import Row
from tests.support.packs import PACKS

FOLDERS = sorted(path for path in PACKS.iterdir() if path.is_dir())
LANGUAGES = ("vi", "en")
# Paper forms with rows for several people, parcels' co-owners or documents.
REPEATS = {
    "1.001612": ("line", "member"),
    "1.001939": ("member",),
    "1.004194": ("member",),
    "1.004222": ("member",),
    "1.004873": ("stay",),
    "1.007695": ("co_user",),
    "1.012783": ("member", "other_paper", "parcel"),
    "2.000815": ("document",),
}
# Received after 15:00, answered on the next working day (Civil Status Law; Decree 23/2015 for certified copies).
SAME_DAY = {"1.000656", "1.000894", "1.001193", "2.000635", "2.000815"}


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda path: path.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def procedure(folder: Path) -> Procedure:
    return read_procedure(folder)


@pytest.fixture(scope="module")
def questions(folder: Path) -> list[Row]:
    rows = expand(read_form_source(folder), folder.name).survey
    return [row for row in rows if row["type"] not in (*STRUCTURE, *SILENT, "note")]


def lacking(questions: list[Row], *columns: str) -> list[str]:
    """Names of questions without one of the columns in both languages."""
    wanted = [f"{column}::{language}" for column in columns for language in LANGUAGES]
    return [row["name"] for row in questions if any(not row.get(column, "").strip() for column in wanted)]


def test_there_are_fifteen() -> None:
    assert len(FOLDERS) == 15


def test_every_question_has_a_label_help_and_a_reason(questions: list[Row]) -> None:
    assert lacking(questions, "label", "hint", "guidance_hint") == []


def test_every_typed_answer_has_a_rule_and_every_rule_a_sentence(questions: list[Row]) -> None:
    typed = [row for row in questions if row["type"] in TYPED]
    assert [row["name"] for row in typed if "constraint" not in row] == []
    assert lacking([row for row in questions if "constraint" in row], "constraint_message") == []
    required = [row for row in questions if row.get("required", "no") != "no"]
    assert required
    assert lacking(required, "required_message") == []


def test_what_is_typed_freely_has_an_example_or_says_where_to_look(questions: list[Row]) -> None:
    """An example begins with the word; else the help says what to write, or when to skip."""
    free = [row for row in questions if row["type"] == "text"]
    told = re.compile(r"Ví dụ|\d|[Nn]ếu|bỏ qua|[Gg]hi |[Xx]em |[Cc]hép ")
    assert [row["name"] for row in free if not told.search(row["hint::vi"])] == []


def test_rows_of_the_paper_form_are_repeats(folder: Path) -> None:
    rows = expand(read_form_source(folder), folder.name).survey
    found = {row["name"] for row in rows if row["type"] == "begin_repeat"}
    assert found == set(REPEATS.get(folder.name, ()))


def said(text: Text) -> bool:
    return bool(text.vi.strip() and text.en.strip())


def test_fee_time_authority_and_steps_are_said_in_both_languages(procedure: Procedure) -> None:
    texts = [procedure.title, procedure.summary, procedure.form_name, procedure.authority]
    texts += [procedure.fee.text, procedure.time_limit.text, *procedure.fee.exemptions]
    texts += [*procedure.next_steps, *procedure.consent_purposes]
    assert all(said(text) for text in texts)
    assert procedure.fee.exemptions
    assert procedure.next_steps
    assert procedure.consent_purposes


def test_the_time_limit_counts_working_days_and_knows_the_cut_off(procedure: Procedure) -> None:
    limit = procedure.time_limit
    assert (limit.working_days == 0) is (procedure.code in SAME_DAY)
    assert (limit.cutoff is not None) is (procedure.code in SAME_DAY)
    if limit.cutoff is not None:
        assert (limit.cutoff.hour, limit.cutoff.minute) == (15, 0)
        assert "15 giờ" in limit.text.vi


def test_a_paper_with_a_condition_says_it_in_words(procedure: Procedure) -> None:
    assert procedure.papers
    for paper in procedure.papers:
        assert said(paper.name), paper.id
        assert bool(paper.when) is False or said(paper.when_text), paper.id


def test_every_law_has_its_date_or_says_that_it_is_not_confirmed(procedure: Procedure) -> None:
    assert procedure.legal_basis
    for basis in procedure.legal_basis:
        assert said(basis.text)
        assert basis.effective_from is not None or not basis.effective_verified, basis.text.vi


def test_dates_from_general_knowledge_are_marked(procedure: Procedure) -> None:
    """Only these dates stand in a source that was read."""
    confirmed = ("03/2026/QH16", "335/2026/NĐ-CP", "86/2024/TT-BTC")
    for basis in procedure.legal_basis:
        assert basis.effective_verified is any(number in basis.text.vi for number in confirmed), basis.text.vi


def test_the_civil_status_law_changes_without_a_gap(procedure: Procedure) -> None:
    old = [basis for basis in procedure.legal_basis if "60/2014/QH13" in basis.text.vi]
    new = [basis for basis in procedure.legal_basis if "03/2026/QH16" in basis.text.vi]
    assert len(old) == len(new)
    for before, after in zip(old, new, strict=True):
        assert before.effective_to is not None
        assert after.effective_from is not None
        assert (after.effective_from - before.effective_to).days == 1
