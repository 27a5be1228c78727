"""A whole procedure goes to a spreadsheet and back without losing a fact, and what is wrong in it is said by sheet."""

import shutil
from datetime import date, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook

from forms.errors import PackError
from forms.pack import build_pack, check_pack, export_xlsx, import_xlsx
from forms.pack.facts import fact_sheets, procedure_toml
from forms.pack.reading import parse_procedure, read_procedure
from tests.support.packs import BIRTH, PACKS, PROCEDURE_TOML, write_pack
from tests.support.payment import PAYMENT_TOML

FOLDERS = sorted(path for path in PACKS.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_fact_comes_back(folder: Path) -> None:
    procedure = read_procedure(folder)
    assert parse_procedure(procedure_toml(fact_sheets(procedure)), folder.name) == procedure


def test_the_account_comes_back(tmp_path: Path) -> None:
    procedure = read_procedure(write_pack(tmp_path / "9.000001", procedure=PROCEDURE_TOML + PAYMENT_TOML))
    assert procedure.payment is not None
    assert parse_procedure(procedure_toml(fact_sheets(procedure)), "trial") == procedure


def test_a_workbook_alone_makes_a_whole_pack(tmp_path: Path) -> None:
    export_xlsx(BIRTH, tmp_path / "birth.xlsx")
    made = tmp_path / "made" / "1.001193"
    import_xlsx(tmp_path / "birth.xlsx", made)
    build_pack(made)
    assert check_pack(made) == []
    assert read_procedure(made) == read_procedure(BIRTH)
    assert (made / "form.xml").read_bytes() == (BIRTH / "form.xml").read_bytes()
    assert (made / "declaration.txt").read_text() == (BIRTH / "declaration.txt").read_text()


def test_what_did_not_change_keeps_its_comments(tmp_path: Path) -> None:
    shutil.copytree(BIRTH, tmp_path / "copy")
    export_xlsx(BIRTH, tmp_path / "birth.xlsx")
    import_xlsx(tmp_path / "birth.xlsx", tmp_path / "copy")
    assert (tmp_path / "copy" / "procedure.toml").read_bytes() == (BIRTH / "procedure.toml").read_bytes()


@cache
def exported() -> bytes:
    """The workbook of the trial pack, which takes half a second to write."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        export_xlsx(write_pack(Path(folder) / "9.000001"), path)
        return path.read_bytes()


def workbook(tmp_path: Path) -> tuple[Path, Path]:
    path = tmp_path / "form.xlsx"
    path.write_bytes(exported())
    return write_pack(tmp_path / "9.000001"), path


def set_fact(path: Path, key: str, column: str, value: object) -> None:
    book = load_workbook(path)
    sheet = book["procedure"]
    columns = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == key)
    row[columns.index(column)].value = value  # type: ignore[assignment]  # whatever a person may write
    book.save(path)


def test_a_changed_fact_arrives_and_what_a_spreadsheet_made_of_it_is_understood(tmp_path: Path) -> None:
    folder, path = workbook(tmp_path)
    set_fact(path, "fee", "vi", "8.000 đồng.")
    set_fact(path, "working_days", "value", 3.0)
    set_fact(path, "cutoff", "value", time(16, 30))
    set_fact(path, "effective_from", "value", date(2026, 8, 1))
    set_fact(path, "signature", "value", "no")
    import_xlsx(path, folder)
    procedure = read_procedure(folder)
    assert procedure.fee.text.vi == "8.000 đồng."
    assert (procedure.time_limit.working_days, procedure.time_limit.cutoff) == (3, time(16, 30))
    assert (procedure.effective_from, procedure.signature) == (date(2026, 8, 1), False)


@pytest.mark.parametrize(
    ("key", "column", "value", "said"),
    [
        ("fee", "key", "price", "'price' is no key of this sheet"),
        ("summary", "key", "title", "title is there twice"),
        ("working_days", "value", "ba", "working_days should be a number"),
        ("cutoff", "value", "3 giờ", "cutoff should be a time"),
        ("effective_from", "value", "01/07/2026", "effective_from should be a date"),
        ("signature", "value", "có", "signature should be yes or no"),
        ("version", "value", "1", "version should look like"),
        ("title", "key", None, "'' is no key of this sheet"),
    ],
)
def test_what_cannot_be_is_said_by_key_and_nothing_is_written(
    tmp_path: Path, key: str, column: str, value: object, said: str
) -> None:
    folder, path = workbook(tmp_path)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    set_fact(path, key, column, value)
    with pytest.raises(PackError, match=said):
        import_xlsx(path, folder)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_column_that_nobody_knows_is_named(tmp_path: Path) -> None:
    folder, path = workbook(tmp_path)
    book = load_workbook(path)
    sheet = book["papers"]
    sheet.cell(1, sheet.max_column + 1).value = "colour"
    sheet.cell(2, sheet.max_column).value = "red"
    book.save(path)
    with pytest.raises(PackError, match="papers: 'colour' is no column of this sheet"):
        import_xlsx(path, folder)


def test_a_workbook_of_a_form_alone_leaves_the_facts_as_they_are(tmp_path: Path) -> None:
    folder, path = workbook(tmp_path)
    book = load_workbook(path)
    for name in ("procedure", "legal_basis", "papers", "persons", "warnings", "declaration"):
        del book[name]
    book.save(path)
    before = (folder / "procedure.toml").read_bytes()
    import_xlsx(path, folder)
    assert (folder / "procedure.toml").read_bytes() == before
    with pytest.raises(PackError, match=r"procedure\.toml is missing"):
        import_xlsx(path, tmp_path / "9.000002")
