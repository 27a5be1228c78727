"""Blocks: rows that many procedures ask in the same words (a name, an address, an identity document).

A row ``type = "block address"`` is replaced by the rows of ``blocks/address.toml`` before the form is compiled. In a
block ``<column>`` stands for that cell of the row that uses it; a cell that is nothing but a placeholder is left out
where the user has no such cell, and a row with ``only_with = "card"`` where the user has no ``with.card``. A block's
``[settings]`` are the cells its user may leave out. A block may use others. Lists of choices that a form does not
define itself come from ``blocks/choices.toml``, and those of one block alone from its own file.

A spreadsheet shows the rows themselves. On the way back a run of rows that still equals its block becomes the one row
again; a run that somebody changed stays as it is, because the change was meant for this form alone.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from forms.errors import PackError
from forms.pack.sheets import FormSource, Row, read_source

HERE = Path(__file__).parent / "blocks"
BLOCK = re.compile(r"block ([a-z_]+)")
PLACEHOLDER = re.compile(r"<([a-z_]+(?:::[a-z_]+)?)>")
ONLY_WITH = "only_with"
SELECT = re.compile(r"(?:select_one|select_multiple|rank) ([A-Za-z0-9_]+)(?: or_other)?")


def expand(source: FormSource, place: str) -> FormSource:
    """The source with rows for blocks, and with the shared lists it uses. Raises PackError."""
    survey = [row for user in source.survey for row in _rows(user, place)]
    used = [name for row in survey if (match := SELECT.fullmatch(row.get("type", ""))) for name in match.groups()]
    choices = dict(source.choices)
    for name in used:
        if name not in choices and name in shared_choices():
            choices[name] = shared_choices()[name]
    return FormSource(survey, choices, source.settings)


def fold(expanded: FormSource, before: FormSource, place: str) -> FormSource:
    """expanded with the blocks and shared lists of before put back wherever their rows are unchanged."""
    survey = list(expanded.survey)
    for user in before.survey:
        if BLOCK.fullmatch(user.get("type", "")):
            rows = _rows(user, place)
            start = _find(survey, rows)
            if start is not None:
                survey[start : start + len(rows)] = [user]
    choices = {
        name: rows
        for name, rows in expanded.choices.items()
        if name in before.choices or shared_choices().get(name) != rows
    }
    return FormSource(survey, choices, expanded.settings)


def _find(rows: list[Row], run: list[Row]) -> int | None:
    return next((n for n in range(len(rows) - len(run) + 1) if rows[n : n + len(run)] == run), None)


def _rows(user: Row, place: str, inside: tuple[str, ...] = ()) -> list[Row]:
    match = BLOCK.fullmatch(user.get("type", ""))
    if match is None:
        return [user]
    name = match.group(1)
    where = f"{place}: {user['type']} {user.get('name', '')}"
    if "name" not in user:
        raise PackError(where, ["name is needed by the block"])
    if name in inside:
        raise PackError(where, ["the block uses itself"])
    block = _block(name, where)
    cells = {**block.settings, **user}
    rows = [row for row in block.survey if ONLY_WITH not in row or f"with::{row[ONLY_WITH]}" in cells]
    return [deep for row in rows for deep in _rows(_filled(row, cells, where), where, (*inside, name))]


def _filled(row: Row, user: Row, where: str) -> Row:
    cells = {}
    for column, cell in row.items():
        if column == ONLY_WITH:
            continue
        whole = PLACEHOLDER.fullmatch(cell)
        if whole and whole.group(1) not in user:
            continue
        missing = [name for name in PLACEHOLDER.findall(cell) if name not in user]
        if missing:
            raise PackError(where, [f"{name} is needed by the block" for name in missing])
        cells[column] = PLACEHOLDER.sub(lambda found: user[found.group(1)], cell)
    return cells


def block_names() -> Iterable[str]:
    """The blocks there are."""
    return sorted(path.stem for path in HERE.glob("*.toml") if path.stem != "choices")


def _block(name: str, where: str) -> FormSource:
    if name not in block_names():
        raise PackError(where, [f"there is no such block; there are {', '.join(block_names())}"])
    return _read(name)


@cache
def shared_choices() -> dict[str, list[Row]]:
    """Lists of choices that every form may use."""
    return {list_: rows for name in ("choices", *block_names()) for list_, rows in _read(name).choices.items()}


@cache
def _read(name: str) -> FormSource:
    return read_source((HERE / f"{name}.toml").read_text(encoding="utf-8"), f"blocks/{name}.toml")
