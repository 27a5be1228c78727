"""The form as a spreadsheet, for people who write XLSForms in Excel or LibreOffice, and back.

What comes back is the same text again: cells are strings, blocks and shared lists are folded as they were
(forms.pack.blocks). The comment that form.toml begins with stays; others are not in the spreadsheet and are lost on the
way back.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from forms.errors import PackError
from forms.pack.blocks import expand, fold
from forms.pack.build import derived_settings, read_form_source, workbook
from forms.pack.model import FORM_SOURCE
from forms.pack.reading import read_procedure
from forms.pack.sheets import LANGUAGES, FormSource, Row, columns_of, write_source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_FILE = 16 * 1024 * 1024
MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 400_000
# openpyxl writes what a workbook's XML cannot hold as _xHHHH_ on reading only; such characters are refused instead.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def export_xlsx(folder: Path, path: Path) -> None:
    """Write the form of a pack as an XLSForm workbook. Raises PackError when the source cannot be used."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    place = f"{folder.name}/{FORM_SOURCE}"
    sheets = workbook(expand(read_form_source(folder), place), read_procedure(folder))
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in ("survey", "choices", "settings"):
        sheet = book.create_sheet(name)
        rows: list[Row] = sheets[name]  # type: ignore[assignment]  # the other values are headers
        _fill(sheet, rows, place)
        for cell in sheet[1] if rows else ():
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    book.save(path)


def _fill(sheet: "Worksheet", rows: list[Row], place: str) -> None:
    columns = columns_of(rows)
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
    """Replace the form of a pack by that of an XLSForm workbook; build_pack has to follow.

    The pack's procedure.toml must be there. Raises PackError when the workbook cannot be read, belongs to another
    procedure, or has a sheet this project does not use.
    """
    procedure = read_procedure(folder)
    sheets = _read(path)
    settings = (sheets["settings"] or [{}])[0]
    derived = derived_settings(procedure)
    if settings.get("form_id", procedure.code) != procedure.code:
        raise PackError(path.name, [f"form_id is {settings['form_id']}, but this pack is {procedure.code}"])
    if settings.get("default_language") == LANGUAGES[0]:
        settings = {key: value for key, value in settings.items() if key != "default_language"}
    imported = FormSource(
        survey=sheets["survey"],
        choices=_by_list(sheets["choices"], path.name),
        settings={key: value for key, value in settings.items() if key not in derived},
    )
    place = f"{folder.name}/{FORM_SOURCE}"
    target = folder / FORM_SOURCE
    before, opening = FormSource(), ""
    if target.is_file():
        before, opening = read_form_source(folder), _opening_comment(target.read_text(encoding="utf-8"))
    partial = target.with_suffix(".partial")
    partial.write_text(opening + write_source(fold(imported, before, place)), encoding="utf-8")
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
    return {name: _rows(book[name]) if name in book.sheetnames else [] for name in ("survey", "choices", "settings")}


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
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value))
