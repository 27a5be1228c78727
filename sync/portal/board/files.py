"""The board to take away: CSV and XLSX of its tables, and the week on paper for the leader."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.layout.markup import read_markup
from forms.layout.markup import value as text
from sync.portal.board.tables import COLUMNS, Board, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ON_PAPER = ("tong-hop", "xa", "thu-tuc", "tuoi", "ngon-ngu", "hai-long", "ca-truc")
_SUMMARY, _COMMUNES, _PROCEDURES = "tong-hop", "xa", "thu-tuc"
_LINES_ON_PAPER, _PROCEDURES_ON_PAPER = 60, 12
_HALVES = "(5,2,2,5,2,2)"
_NARROW = 6  # columns, from which on each is narrow
# Every dossier that was sent is in exactly one of the others (ADR 19).
_PARTS = {
    "sent": gettext_lazy("Sent"),
    "in_time": gettext_lazy("In time"),
    "overdue": gettext_lazy("Overdue"),
    "waiting": gettext_lazy("With the resident"),
    "on_time": gettext_lazy("On time"),
    "late": gettext_lazy("Late"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


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


def as_pdf(board: Board, before: Board, place: str) -> bytes:
    """The report of a period, beside the one before it; place: the commune, or how many there are."""
    from forms.layout.paper import draw

    title = _("Report on the support with public services")
    return draw(read_markup("\n".join(_lines(board, before, place, title))), title, place)


def _lines(board: Board, before: Board, place: str, title: str) -> Iterator[str]:
    yield "@header"
    yield f"@title {text(title)}"
    yield f"@center {text(place)}"
    yield f"@center {text(_days(board))}"
    earlier = {table.key: table for table in before.tables}
    for table in board.tables:
        if table.key in _ON_PAPER and not (table.key == _COMMUNES and len(table.lines) == 1):  # it is the summary
            yield "@space 4"
            yield "@keep 45"
            yield f"**{text(table.title)}**"
            yield "@space 1"
            yield from _summary(table, earlier[table.key]) if table.key == _SUMMARY else _table(_shorter(table))
    yield "@space 4"
    words = _("Figures are about the dossiers that arrived in these days, and say where they stand now.")
    yield f"@small {text(words)}"
    words = _("Days before: %(days)s.") % {"days": _days(before)}
    yield f"@small {text(words)}"


def _days(board: Board) -> str:
    first, last = board.period.first.strftime("%d/%m/%Y"), board.period.last.strftime("%d/%m/%Y")
    # gettext finds no text inside of an f-string.
    return _("From %(first)s to %(last)s") % {"first": first, "last": last} if first != last else first


def _summary(table: Table, before: Table) -> Iterator[str]:
    """Each figure with that of the days before, in two halves beside each other."""
    earlier = dict(before.lines)
    cells = [(label, *figures, *earlier.get(label, ("–",))) for label, figures in table.lines]
    half = -(-len(cells) // 2)
    head = (*table.head, _("Days before"))
    yield f"@head{_HALVES} {' | '.join(text(cell) for cell in (*head, *head))}"
    for left, right in zip_longest(cells[:half], cells[half:], fillvalue=("", "", "")):
        yield f"@table{_HALVES} {' | '.join(text(str(cell)) for cell in (*left, *right))}"


def _shorter(table: Table) -> Table:
    """What fits on a page: the parts that every dossier is in one of, under short names, and the longest lines."""
    names = {str(COLUMNS[key]): str(name) for key, name in _PARTS.items()}
    kept = [place for place, name in enumerate(table.head[1:]) if name in names]
    if len(kept) < len(_PARTS):  # another kind of table
        return replace(table, lines=table.lines[:_LINES_ON_PAPER])
    head = (table.head[0], *(names[table.head[1 + place]] for place in kept))
    lines = [(label, tuple(figures[place] for place in kept)) for label, figures in table.lines]
    most = _PROCEDURES_ON_PAPER if table.key == _PROCEDURES else _LINES_ON_PAPER
    shown, rest = lines[:most], lines[most:]
    if rest:
        sums = zip(*(figures for _label, figures in rest), strict=True)
        shown.append((_("Others"), tuple(sum(int(figure) for figure in column) for column in sums)))
    return replace(table, head=head, lines=tuple(shown))


def _table(table: Table) -> Iterator[str]:
    widths = f"(4{',1' * (len(table.head) - 1)})" if len(table.head) < _NARROW else f"(3{',1' * (len(table.head) - 1)})"
    yield f"@head{widths} {' | '.join(text(cell) for cell in table.head)}"
    for label, figures in table.lines:
        yield f"@table{widths} {' | '.join(text(str(cell)) for cell in (label, *figures))}"
