"""An official can take a form to a spreadsheet and back without losing a cell."""

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from forms.errors import PackError
from forms.pack import check_pack, export_xlsx, import_xlsx, new_pack
from forms.pack.build import EMPTY_GROUP, compile_form, read_form_source
from forms.pack.reading import read_procedure
from forms.pack.sheets import FormSource, write_source
from tests.support.packs import BIRTH, PENSION, write_pack


@pytest.mark.parametrize("folder", [BIRTH, PENSION])
def test_the_real_forms_come_back_unchanged(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    export_xlsx(folder, tmp_path / "form.xlsx")
    import_xlsx(tmp_path / "form.xlsx", copy)
    assert read_form_source(copy) == read_form_source(folder)
    assert compile_form(copy) == compile_form(folder)
    first = (folder / "form.toml").read_text().partition("\n\n")[0]
    assert first.startswith("# ")
    assert (copy / "form.toml").read_text().startswith(first + "\n\n")


def test_the_spreadsheet_alone_is_a_whole_xlsform(tmp_path: Path) -> None:
    """It opens in other XLSForm tools: no blocks, every list, form id and version."""
    from pyxform.xls2xform import convert

    export_xlsx(BIRTH, tmp_path / "form.xlsx")
    xform = convert(str(tmp_path / "form.xlsx"), form_name="data", pretty_print=True).xform
    assert EMPTY_GROUP.sub("", xform) == compile_form(BIRTH)


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
).map(lambda text: unicodedata.normalize("NFC", text))


# A workbook takes longer to write and read than many cells of it: few examples, with as many cells as 30 small ones.
@given(st.lists(cells, min_size=1, max_size=40))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_a_cell_comes_back(tmp_path: Path, texts: list[str]) -> None:
    survey = [{"type": "text", "name": f"q{n}", "label::vi": text} for n, text in enumerate(texts)]
    folder = write_pack(tmp_path / "trial", form=write_source(FormSource(survey)))
    export_xlsx(folder, tmp_path / "form.xlsx")
    import_xlsx(tmp_path / "form.xlsx", folder)
    assert read_form_source(folder).survey == survey


def test_numbers_and_ticks_that_excel_made_are_read_as_meant(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "trial")
    book = Workbook()
    book.remove(book.worksheets[0])
    survey = book.create_sheet("survey")
    survey.append(["type", "name", "label::vi", "required", "default"])
    survey.append(["integer", "copies", "Số bản", True, 2.0])
    survey.append([None, None, None, None, None])
    book.save(tmp_path / "form.xlsx")
    import_xlsx(tmp_path / "form.xlsx", folder)
    assert read_form_source(folder).survey == [
        {"type": "integer", "name": "copies", "label::vi": "Số bản", "required": "yes", "default": "2"}
    ]


def test_an_expression_is_text_and_not_a_formula(tmp_path: Path) -> None:
    form = '[[survey]]\ntype = "text"\nname = "a"\nlabel.vi = "=1+1"\n'
    folder = write_pack(tmp_path / "trial", form=form)
    export_xlsx(folder, tmp_path / "form.xlsx")
    cell = load_workbook(tmp_path / "form.xlsx")["survey"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_form_of_another_procedure_is_refused(tmp_path: Path) -> None:
    export_xlsx(PENSION, tmp_path / "form.xlsx")
    shutil.copytree(BIRTH, tmp_path / "copy")
    with pytest.raises(PackError, match=r"form_id is 1\.014027, but this pack is 1\.001193"):
        import_xlsx(tmp_path / "form.xlsx", tmp_path / "copy")
    assert read_form_source(tmp_path / "copy") == read_form_source(BIRTH)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"type,name\ntext,a\n"])
def test_what_is_not_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = write_pack(tmp_path / "trial")
    (tmp_path / "form.xlsx").write_bytes(content)
    with pytest.raises(PackError):
        import_xlsx(tmp_path / "form.xlsx", folder)


@pytest.mark.parametrize("sheet", ["entities", "external_choices"])
def test_sheets_that_would_be_lost_are_refused(tmp_path: Path, sheet: str) -> None:
    folder = write_pack(tmp_path / "trial")
    export_xlsx(folder, tmp_path / "form.xlsx")
    book = load_workbook(tmp_path / "form.xlsx")
    book.create_sheet(sheet)
    book.save(tmp_path / "form.xlsx")
    with pytest.raises(PackError, match=f"the sheet {sheet} is not used here"):
        import_xlsx(tmp_path / "form.xlsx", folder)


def test_a_choice_without_its_list_is_named_by_row(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "trial")
    export_xlsx(folder, tmp_path / "form.xlsx")
    book = load_workbook(tmp_path / "form.xlsx")
    book["choices"]["A3"] = None
    book.save(tmp_path / "form.xlsx")
    with pytest.raises(PackError, match="choices, row 3: list_name is missing"):
        import_xlsx(tmp_path / "form.xlsx", folder)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A new pack and, beside it, its workbook."""
    folder = tmp_path / "fresh"
    new_pack("1.999999", folder)
    export_xlsx(folder, folder.with_suffix(".xlsx"))
    return folder


def test_a_new_workbook_has_every_column_that_its_guide_names(fresh: Path) -> None:
    """An official fills in cells and leaves the first rows alone (docs/huong-dan-goi-thu-tuc.md)."""
    book = load_workbook(fresh.with_suffix(".xlsx"))
    heads = {sheet.title: {cell.value for cell in sheet[1]} for sheet in book.worksheets}
    assert {"list_name", "name", "label::vi", "label::en"} <= heads["choices"]
    assert {"relevant", "constraint", "constraint_message::vi"} <= heads["survey"]
    assert {"when", "when_text::vi", "when_text::en", "always", "capture", "verified"} <= heads["papers"]
    assert {"effective_from", "effective_to", "effective_verified"} <= heads["legal_basis"]
    assert heads["warnings"] == {"when", "vi", "en", "verified"}


def test_a_finding_names_the_row_of_the_sheet(fresh: Path) -> None:
    sheet = load_workbook(fresh.with_suffix(".xlsx"))["survey"]
    (marked,) = [line for line in sheet.iter_rows() if any("FILL IN" in str(cell.value) for cell in line)]
    findings = [finding.message for finding in check_pack(fresh) if "request_text" in finding.message]
    assert findings
    assert all(f"(row {marked[0].row})" in text for text in findings)


@pytest.mark.parametrize("value", [11223344, 11223344.0])
def test_an_account_that_became_a_number_is_refused(fresh: Path, value: float) -> None:
    """0011223344 and 11223344 are two accounts."""
    book = load_workbook(fresh.with_suffix(".xlsx"))
    book["procedure"].append(["account", value])
    book.save(fresh.with_suffix(".xlsx"))
    with pytest.raises(PackError, match="account is stored as a number"):
        import_xlsx(fresh.with_suffix(".xlsx"), fresh)


def test_cells_for_facts_are_text_before_anybody_types(fresh: Path) -> None:
    sheet = load_workbook(fresh.with_suffix(".xlsx"))["procedure"]
    assert {sheet.cell(row, 2).number_format for row in range(2, 60)} == {"@"}


def test_blanks_around_a_fact_are_nobodys_intention(fresh: Path) -> None:
    book = load_workbook(fresh.with_suffix(".xlsx"))
    for line in book["procedure"].iter_rows():
        if line[0].value == "title":
            line[2].value, line[3].value = "  Cấp giấy \n", "A paper "
    book.save(fresh.with_suffix(".xlsx"))
    import_xlsx(fresh.with_suffix(".xlsx"), fresh)
    assert (read_procedure(fresh).title.vi, read_procedure(fresh).title.en) == ("Cấp giấy", "A paper")
