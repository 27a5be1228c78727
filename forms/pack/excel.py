"""A pack as a spreadsheet, for people who write XLSForms in Excel or LibreOffice, and back.

Besides the sheets of an XLSForm the workbook has the facts about the procedure (forms.pack.facts) and the lines of its
declaration. Other XLSForm tools pass over those; a workbook of theirs, which has none, replaces the form alone.

What comes back is the same text again: cells are strings, blocks and shared lists are folded as they were
(forms.pack.blocks). The comment that form.toml begins with stays; others are not in the spreadsheet and are lost on the
way back.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from forms.errors import PackError
from forms.pack.blocks import expand, fold
from forms.pack.build import derived_settings, read_form_source, workbook
from forms.pack.facts import COLUMNS, PROCEDURE_SHEET, fact_sheets, procedure_toml
from forms.pack.facts import SHEETS as FACT_SHEETS
from forms.pack.model import DECLARATION, FORM_SOURCE, PROCEDURE, Procedure
from forms.pack.reading import parse_procedure, read_procedure
from forms.pack.sheets import LANGUAGES, FormSource, Row, columns_of, write_source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORM_SHEETS = ("survey", "choices", "settings")
DECLARATION_SHEET = "declaration"
MAX_FILE = 16 * 1024 * 1024
MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 400_000
_SAID = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
# What every form needs: the head of the sheets of a form that uses none of it yet.
FORM_COLUMNS = {
    "survey": (
        *("type", "name", "required", "relevant", "appearance", "constraint", "default", "calculation"),
        *(f"{column}::{language}" for column in _SAID for language in LANGUAGES),
    ),
    "choices": ("list_name", "name", *(f"label::{language}" for language in LANGUAGES)),
}
# Digits that are a name: a spreadsheet that takes them for a number drops the zeros they begin with.
NAMES_OF_DIGITS = frozenset({"account", "bank_bin"})
ROOM = 300  # rows that are text before anybody types in them
TEXT_FORMAT = "@"
# openpyxl writes what a workbook's XML cannot hold as _xHHHH_ on reading only; such characters are refused instead.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def export_xlsx(folder: Path, path: Path) -> None:
    """Write a pack as an XLSForm workbook with its facts. Raises PackError when its sources cannot be used."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    place = f"{folder.name}/{FORM_SOURCE}"
    procedure = read_procedure(folder)
    form = workbook(expand(read_form_source(folder), place), procedure)
    sheets: dict[str, list[Row]] = {name: form[name] for name in FORM_SHEETS}  # type: ignore[misc]  # rows, not headers
    sheets |= fact_sheets(procedure)
    template = folder / DECLARATION
    if template.is_file():
        # An empty line is a row too, so every row has its number.
        lines = template.read_text(encoding="utf-8").splitlines()
        sheets[DECLARATION_SHEET] = [{"number": str(n), "line": line} for n, line in enumerate(lines, start=1)]
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        _fill(sheet, rows, place, _head(name, rows))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for letter in "ABCDE":
            sheet.column_dimensions[letter].width = 24
        sheet.freeze_panes = "A2"
    book.save(path)


def _head(name: str, rows: list[Row]) -> list[str]:
    if name in FORM_SHEETS:
        return columns_of([*rows, dict.fromkeys(FORM_COLUMNS.get(name, ()), "")])
    return list(dict.fromkeys((*COLUMNS.get(name, ()), *(column for row in rows for column in row))))


def _fill(sheet: "Worksheet", rows: list[Row], place: str, columns: list[str]) -> None:
    """Every cell is text, those that an author will write as well: a date, a time, an account stay what was typed."""
    for column in range(1, len(columns) + 1):
        for number in range(2, ROOM if sheet.title in COLUMNS else 2):
            sheet.cell(number, column).number_format = TEXT_FORMAT
    for number, values in enumerate([columns, *([row.get(c, "") for c in columns] for row in rows)], start=1):
        for column, value in enumerate(values, start=1):
            if NOT_IN_XML.search(value):
                raise PackError(place, [f"{columns[column - 1]} holds a character that a spreadsheet cannot hold"])
            if value:
                # As a string, or "= 1" would become a formula.
                cell = sheet.cell(number, column)
                cell.value = value
                cell.data_type = "s"


def import_xlsx(path: Path, folder: Path) -> None:
    """Replace what a pack says by what a workbook says; build_pack has to follow.

    A workbook with the sheet procedure is a whole pack and may make a new folder; one without it replaces the form of a
    pack that is there. Nothing is written unless all of it can be. Raises PackError when the workbook cannot be read,
    belongs to another procedure, or has a sheet this project does not use.
    """
    sheets = _read(path)
    facts = procedure_toml(sheets) if sheets.get(PROCEDURE_SHEET) else None
    procedure = read_procedure(folder) if facts is None else parse_procedure(facts, path.name)
    settings = (sheets["settings"] or [{}])[0]
    derived = derived_settings(procedure)
    here = read_procedure(folder).code if (folder / PROCEDURE).is_file() else procedure.code
    for code in (procedure.code, settings.get("form_id", procedure.code)):
        if code != here:
            raise PackError(path.name, [f"form_id is {code}, but this pack is {here}"])
    if settings.get("default_language") == LANGUAGES[0]:
        settings = {key: value for key, value in settings.items() if key != "default_language"}
    imported = FormSource(
        survey=sheets["survey"],
        choices=_by_list(sheets["choices"], path.name),
        settings={key: value for key, value in settings.items() if key not in derived},
    )
    before = read_form_source(folder) if (folder / FORM_SOURCE).is_file() else FormSource()
    texts = {FORM_SOURCE: write_source(fold(imported, before, f"{folder.name}/{FORM_SOURCE}"))}
    if facts is not None and not _says(folder, procedure):
        texts[PROCEDURE] = facts
    if DECLARATION_SHEET in sheets:
        texts[DECLARATION] = "".join(f"{row.get('line', '')}\n" for row in sheets[DECLARATION_SHEET])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        _write(folder / name, text)


def _says(folder: Path, procedure: Procedure) -> bool:
    """Whether procedure.toml says the same already: then it keeps its comments."""
    try:
        return read_procedure(folder) == procedure
    except PackError:
        return False


def _write(target: Path, text: str) -> None:
    opening = ""
    if target.is_file() and target.suffix == ".toml":
        opening = _opening_comment(target.read_text(encoding="utf-8"))
    partial = target.with_suffix(".partial")
    partial.write_text(opening + text, encoding="utf-8")
    partial.replace(target)


def _opening_comment(text: str) -> str:
    """The lines of comment that a file begins with, and the empty line after them."""
    lines = list(takewhile(lambda line: line.startswith("#"), text.splitlines()))
    return "\n".join([*lines, "", ""]) if lines else ""


def _by_list(rows: list[Row], place: str) -> dict[str, list[Row]]:
    lists: dict[str, list[Row]] = {}
    for number, row in enumerate(rows, start=2):
        if "list_name" not in row:
            raise PackError(place, [f"choices, row {number}: list_name is missing"])
        lists.setdefault(row["list_name"], []).append({k: v for k, v in row.items() if k != "list_name"})
    return lists


def _read(path: Path) -> dict[str, list[Row]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    data = path.read_bytes()
    _refuse_bomb(data, path.name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=False, data_only=True)
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise PackError(path.name, [f"cannot be read as a workbook: {error}"]) from error
    unused = [sheet.title for sheet in book.worksheets if sheet.title in ("entities", "external_choices", "osm")]
    if unused:
        raise PackError(path.name, [f"the sheet {title} is not used here" for title in unused])
    if "survey" not in book.sheetnames:
        raise PackError(path.name, ["has no sheet named survey"])
    sheets = {name: _stripped(_rows(book[name])) for name in FACT_SHEETS if name in book.sheetnames}
    if PROCEDURE_SHEET in sheets:
        _refuse_lost_zeros(book[PROCEDURE_SHEET], path.name)
    if DECLARATION_SHEET in book.sheetnames:
        sheets[DECLARATION_SHEET] = _rows(book[DECLARATION_SHEET])
    return sheets | {name: _rows(book[name]) if name in book.sheetnames else [] for name in FORM_SHEETS}


def _refuse_bomb(data: bytes, place: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise PackError(place, [f"is not a workbook: {error}"]) from error
    if len(data) > MAX_FILE or unpacked > MAX_UNPACKED:
        raise PackError(place, ["is too large for a form"])


def _rows(sheet: "Worksheet") -> list[Row]:
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        raise PackError(sheet.title, [f"has more than {MAX_CELLS} cells"])
    lines = sheet.iter_rows(values_only=True)
    columns = [_text(value).strip() for value in next(lines, ())]
    rows = [_row(columns, line) for line in lines]
    return [row for row in rows if row]


def _stripped(rows: list[Row]) -> list[Row]:
    """Without the blanks around a cell, which nobody sees in a spreadsheet."""
    stripped = ({column: cell.strip() for column, cell in row.items()} for row in rows)
    return [kept for row in stripped if (kept := {column: cell for column, cell in row.items() if cell})]


def _refuse_lost_zeros(sheet: "Worksheet", place: str) -> None:
    """Money must not go to an account of which a spreadsheet dropped the first digits. Raises PackError."""
    for line in sheet.iter_rows(values_only=True):
        key = _text(next(iter(line), None)).strip()
        if key in NAMES_OF_DIGITS and any(isinstance(value, int | float) for value in line[1:]):
            words = "is stored as a number, so zeros at its beginning are lost: format the cell as text, then type it"
            raise PackError(place, [f"{PROCEDURE_SHEET}: {key} {words}"])


def _row(columns: list[str], line: Iterable[object]) -> Row:
    cells = {column: _text(value) for column, value in zip(columns, line, strict=False) if column}
    return {column: cell for column, cell in cells.items() if cell}


def _text(value: object) -> str:
    """A cell as an XLSForm means it: 1 for 1.0, yes and no for what a spreadsheet made of TRUE and FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value))
