"""The text of a form reads back as it was written, whatever is in its cells."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import PackError
from forms.pack.blocks import expand, fold
from forms.pack.build import read_form_source
from forms.pack.sheets import FormSource, columns_of, read_source, write_source
from tests.support.packs import BIRTH, PENSION

cells = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
columns = st.sampled_from(
    ["type", "name", "label::vi", "label::en", "hint::vi", "bind::jr:preload", "with::card", "chú"]
)
rows = st.dictionaries(columns, cells, min_size=1)


@given(
    st.lists(rows, max_size=4), st.dictionaries(st.sampled_from(["a", "danh sách", "x.y"]), st.lists(rows, max_size=3))
)
def test_any_cells_survive(survey: list[dict[str, str]], choices: dict[str, list[dict[str, str]]]) -> None:
    source = FormSource(survey, choices, {"default_language": "vi"})
    assert read_source(write_source(source), "x") == source


@pytest.mark.parametrize("folder", [BIRTH, PENSION])
def test_the_committed_forms_are_written_the_way_the_writer_writes(folder) -> None:
    """Otherwise a round trip through a spreadsheet would show up as hundreds of changed lines."""
    text = (folder / "form.toml").read_text(encoding="utf-8")
    without_comments = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")).lstrip()
    assert write_source(read_form_source(folder)) == without_comments


def test_one_hint_is_one_line_of_a_difference() -> None:
    source = read_form_source(BIRTH)
    before = write_source(source).splitlines()
    next(row for row in source.survey if row.get("name") == "copies")["hint::en"] = "Changed"
    after = write_source(source).splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_columns_come_in_the_usual_order() -> None:
    assert columns_of([{"label::en": "x", "zzz": "x", "name": "x"}, {"type": "x", "label::vi": "x"}]) == [
        "type",
        "name",
        "label::vi",
        "label::en",
        "zzz",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "survey = 3",
        "[[survey]]\ntype = 1",
        "[[survey]]\nlabel.vi = 1",
        "x = 1",
        "[",
        "choices = 1",
        "settings = 1",
        "survey = [1]",
    ],
)
def test_what_is_not_a_form_is_refused(text: str) -> None:
    with pytest.raises(PackError):
        read_source(text, "form.toml")


def test_a_block_becomes_rows_and_rows_become_the_block_again() -> None:
    source = read_form_source(BIRTH)
    expanded = expand(source, "x")
    assert not any(row["type"].startswith("block") for row in expanded.survey)
    assert {"mother_document_number", "mother_residence_on_card"} <= {row.get("name") for row in expanded.survey}
    assert fold(expanded, source, "x") == source


def test_a_block_that_was_changed_in_a_spreadsheet_stays_as_it_was_changed() -> None:
    source = read_form_source(BIRTH)
    expanded = expand(source, "x")
    changed = next(row for row in expanded.survey if row.get("name") == "requester_phone")
    changed["hint::vi"] = "Số khác"
    folded = fold(expanded, source, "x")
    assert changed in folded.survey
    assert sum(row["type"] == "block phone" for row in folded.survey) == 0
    assert sum(row["type"].startswith("block") for row in folded.survey) > 10


def test_shared_lists_are_added_only_where_used() -> None:
    expanded = expand(FormSource([{"type": "select_one yes_no", "name": "a"}]), "x")
    assert list(expanded.choices) == ["yes_no"]


def test_a_list_of_its_own_wins_over_the_shared_one() -> None:
    own = [{"name": "maybe", "label::vi": "Có lẽ"}]
    expanded = expand(FormSource([{"type": "select_one yes_no", "name": "a"}], {"yes_no": own}), "x")
    assert expanded.choices == {"yes_no": own}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"type": "block wings", "name": "a"}, "there is no such block"),
        ({"type": "block phone"}, "name is needed by the block"),
    ],
)
def test_a_block_used_wrongly_says_so(row: dict[str, str], said: str) -> None:
    if "name" in row:
        row = {**row, "label::vi": "x"}
    with pytest.raises(PackError, match=said):
        expand(FormSource([row]), "x")
