"""The board to take away: CSV and XLSX of its tables, and the week on paper for the leader."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from forms.layout.markup import read_markup
from forms.layout.markup import value as text
from sync.portal.board.tables import Board, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ON_PAPER = ("tong-hop", "xa", "thu-tuc", "tuoi", "ngon-ngu", "hai-long", "ca-truc")
_COLUMNS_ON_PAPER = 6
_LINES_ON_PAPER = 60


def as_csv(board: Board) -> bytes:
    """All tables below each other, with a byte order mark for Excel; a cell it would compute gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("From"), board.period.first.isoformat(), _("to"), board.period.last.isoformat()])
    for table in board.tables:
        writer.writerow([])
        writer.writerow([table.title])
        writer.writerow(table.head)
        for label, figures in table.lines:
            cells = (label, *figures)
            writer.writerow([f"'{c}" if isinstance(c, str) and c.startswith(_FORMULA) else c for c in cells])
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(board: Board) -> bytes:
    """A sheet for each table; figures as numbers, texts never as formulas."""
    from openpyxl import Workbook

    book = Workbook()
    for place, table in enumerate(board.tables):
        sheet = book.active if place == 0 else book.create_sheet()
        assert sheet is not None  # noqa: S101 - a new book has a sheet
        sheet.title = table.key
        lines: list[tuple[int | str, ...]] = [
            (table.title,),
            table.head,
            *((name, *rest) for name, rest in table.lines),
        ]
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line, start=1):
                cell = sheet.cell(number, column, _plain(value))
                if isinstance(value, str):
                    cell.data_type = "s"
        sheet.column_dimensions["A"].width = 50
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: int | str) -> int | str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def as_pdf(board: Board, place: str) -> bytes:
    """The report of a period; place: the commune, or how many there are."""
    from forms.layout.paper import draw

    title = _("Report on the support with public services")
    return draw(read_markup("\n".join(_lines(board, place, title))), title, place)


def _lines(board: Board, place: str, title: str) -> Iterator[str]:
    first, last = board.period.first.strftime("%d/%m/%Y"), board.period.last.strftime("%d/%m/%Y")
    yield "@header"
    yield f"@title {text(title)}"
    yield f"@center {text(place)}"
    # gettext finds no text inside of an f-string.
    days = _("From %(first)s to %(last)s") % {"first": first, "last": last}
    yield f"@center {text(days)}"
    for table in board.tables:
        if table.key in _ON_PAPER:
            yield "@space 4"
            yield "@keep 30"
            yield f"**{text(table.title)}**"
            yield "@space 1"
            yield from _table(table)
    yield "@space 4"
    words = _("Figures are about the dossiers that arrived in these days, and say where they stand now.")
    yield f"@small {text(words)}"


def _table(table: Table) -> Iterator[str]:
    """As many columns as fit; the others are in the files."""
    columns = min(len(table.head), _COLUMNS_ON_PAPER)
    widths = f"(3{',1' * (columns - 1)})"
    yield f"@head{widths} {' | '.join(text(cell) for cell in table.head[:columns])}"
    for label, figures in table.lines[:_LINES_ON_PAPER]:
        yield f"@table{widths} {' | '.join(text(str(cell)) for cell in (label, *figures)[:columns])}"
