"""The three sheets of an XLSForm as text.

Every cell is one line, so that a change of one hint in English is a change of one line; a survey row is one
``[[survey]]`` table, a list of choices one ``choices.NAME`` array with a choice a line. A column with a language,
``label::vi`` in a spreadsheet, is written ``label.vi``.

A row of type ``block NAME`` stands for the rows of that block (see forms.pack.blocks).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from forms.errors import PackError

Row = dict[str, str]

LANGUAGES = ("vi", "en")
TRANSLATED = ("label", "hint", "guidance_hint", "required_message", "constraint_message", "image", "audio", "video")
COLUMNS = (
    "type",
    "list_name",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "required_message",
    "relevant",
    "appearance",
    "parameters",
    "constraint",
    "constraint_message",
    "read_only",
    "default",
    "calculation",
    "trigger",
    "choice_filter",
    "repeat_count",
)
FIRST_ROW = 2  # of the sheet survey, below its head: findings name the row that an official sees
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(slots=True)
class FormSource:
    """survey: rows in order; choices: by name of the list; settings: one row. A row is cells by column."""

    survey: list[Row] = field(default_factory=list)
    choices: dict[str, list[Row]] = field(default_factory=dict)
    settings: Row = field(default_factory=dict)


def read_source(text: str, place: str) -> FormSource:
    """Read the text form. place names the file in findings. Raises PackError."""
    try:
        table = tomllib.loads(unicodedata.normalize("NFC", text))
    except tomllib.TOMLDecodeError as error:
        raise PackError(place, [str(error)]) from error
    unknown = table.keys() - {"survey", "choices", "settings"}
    if unknown:
        raise PackError(place, [f"{key} is not one of survey, choices, settings" for key in sorted(unknown)])
    lists = table.get("choices", {})
    if not isinstance(lists, dict):
        raise PackError(place, ["choices should be a table of lists"])
    choices = {name: _rows(rows, f"{place}: choices.{name}") for name, rows in lists.items()}
    survey = _rows(table.get("survey", []), f"{place}: survey")
    return FormSource(survey, choices, _flat(table.get("settings", {}), f"{place}: settings"))


def _rows(rows: object, place: str) -> list[Row]:
    if not isinstance(rows, list):
        raise PackError(place, ["should be a list of rows"])
    return [_flat(row, f"{place}[{number}]") for number, row in enumerate(rows, start=1)]


def _flat(row: object, place: str) -> Row:
    if not isinstance(row, dict):
        raise PackError(place, ["should be a table of cells"])
    cells: Row = {}
    for key, value in row.items():
        parts = {f"{key}::{k}": v for k, v in value.items()} if isinstance(value, dict) else {key: value}
        for column, cell in parts.items():
            if not isinstance(cell, str):
                raise PackError(place, [f"{column} should be a string"])
            if cell:
                cells[column] = cell
    return cells


def write_source(source: FormSource) -> str:
    """The text form: the same source always gives the same text."""
    parts = []
    if source.settings:
        parts.append("\n".join(["[settings]", *_cells(source.settings)]) + "\n")
    if source.choices:
        parts.append("[choices]\n" + "".join(_choices(name, rows) for name, rows in source.choices.items()))
    parts += ["\n".join(["[[survey]]", *_cells(row)]) + "\n" for row in source.survey]
    return "\n".join(parts)


def columns_of(rows: Iterable[Row]) -> list[str]:
    """Every column that has a cell, in the usual order of an XLSForm."""
    return sorted({column for row in rows for column in row}, key=_column_order)


def _column_order(column: str) -> tuple[int, int, str]:
    name, _, language = column.partition("::")
    place = COLUMNS.index(name) if name in COLUMNS else len(COLUMNS)
    return place, LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), column


def _cells(row: Row) -> list[str]:
    return [f"{_key(column)} = {toml_string(row[column])}" for column in columns_of([row])]


def _choices(name: str, rows: list[Row]) -> str:
    lines = ["  { " + ", ".join(_cells(row)) + " }," for row in rows]
    return "\n".join([f"{_bare(name)} = [", *lines, "]"]) + "\n"


def _key(column: str) -> str:
    name, separator, language = column.partition("::")
    if separator and (name in TRANSLATED or name == "with") and BARE_KEY.fullmatch(language):
        return f"{name}.{language}"
    return _bare(column)


def _bare(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else toml_string(key)


def toml_string(text: str) -> str:
    """A literal string where quotes or backslashes would have to be escaped (XPath, patterns), else a basic one."""
    if ('"' in text or "\\" in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escape(c) for c in escaped) + '"'


def _escape(character: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return short.get(character) or (
        f"\\u{ord(character):04X}" if ord(character) < 0x10000 else f"\\U{ord(character):08X}"
    )
