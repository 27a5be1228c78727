"""Draws blocks on A4 pages with the margins of Decree 30/2020."""

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from forms.layout.fonts import FACES, register, width_of
from forms.layout.markup import CLOSE, OPEN, SQUARE, TICKED, Block, read_inline
from forms.layout.signature import read_signature
from forms.layout.typeset import Line, Placed, break_lines, line_width, place

LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 15 * mm, 20 * mm, 20 * mm
WIDTH = A4[0] - LEFT - RIGHT
BODY, TABLE, SMALL, TITLE, FOOT = 13.0, 11.5, 10.5, 14.0, 9.0
LEADING = 1.38
INDENT = 10 * mm
GUTTER = 5 * mm
PADDING = 1.2 * mm
TABLE_ROW = 7.5 * mm  # the least height of a ruled row: somebody may have to write in it
QR = 28 * mm
ROUNDING = 0.01  # points
SIGNING_ROOM = 20 * mm
SIGNING_SHARE = 0.6  # of the width, for place, date and signature
SIGNING_HEIGHT = (2 * BODY + SMALL) * LEADING + SIGNING_ROOM
_SIGNING = (LEFT + WIDTH * (1 - SIGNING_SHARE), WIDTH * SIGNING_SHARE)
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


class Paper:
    """A PDF in the making. The same blocks give the same bytes."""

    def __init__(self, title: str, footer: str, signature: bytes | None = None) -> None:
        register()
        self._out = io.BytesIO()
        self._canvas = Canvas(
            self._out,
            pagesize=A4,
            invariant=1,
            lang="vi-VN",
            # Else Helvetica would be listed, not embedded. The stub wrongly asks for a number.
            initialFontName=FACES["regular"],  # type: ignore[arg-type]  # a name, as reportlab reads it
        )
        self._canvas.setTitle(title)
        self._footer = footer
        self._signature = read_signature(signature) if signature else None
        self._page = 1
        self._y = A4[1] - TOP
        self._lowest = self._y
        self._start_page()

    def add(self, blocks: Iterable[Block]) -> None:
        """Draw blocks below each other, on as many pages as they need."""
        waiting = tuple(blocks)
        for index, block in enumerate(waiting):
            if block.kind == "keep" and not block.cells[0]:
                self._keep(_height_of(_to_signature(waiting[index + 1 :])))
            else:
                self._draw(block)

    def finish(self) -> bytes:
        """The PDF; nothing can be added afterwards."""
        self._canvas.save()
        return self._out.getvalue()

    def _draw(self, block: Block) -> None:
        text = block.cells[0]
        match block.kind:
            case "header":
                self._header()
            case "title":
                self._centred(text, TITLE, "bold", LEFT, WIDTH)
            case "center":
                self._centred(text, BODY, "regular", LEFT, WIDTH)
            case "right":
                # Place and date stay on the page of the signature below them.
                lines = len(break_lines(read_inline(text), BODY, _SIGNING[1]))
                self._keep(lines * BODY * LEADING + SIGNING_HEIGHT)
                self._centred(text, BODY, "regular", *_SIGNING)
            case "row" | "columns":
                self._row(block)
            case "head" | "table":
                self._table(block)
            case "sign":
                self._sign(block.cells)
            case "small":
                self._paragraph(text, SMALL, "italic")
            case "qr":
                self._qr(text)
            case "space":
                self._y -= float(text) * mm
            case "keep":
                self._keep(float(text) * mm)
            case kind:
                self._paragraph(text, BODY, "regular", INDENT if kind == "indent" else 0.0)

    def _header(self) -> None:
        self._centred(COUNTRY, BODY, "bold", LEFT, WIDTH)
        self._centred(MOTTO, TITLE, "bold", LEFT, WIDTH)
        wide = width_of(MOTTO, "bold", TITLE)
        y = self._y - TITLE * 0.25
        self._canvas.setLineWidth(0.8)
        self._canvas.line(LEFT + (WIDTH - wide) / 2, y, LEFT + (WIDTH + wide) / 2, y)
        self._y -= 2 * mm

    def _paragraph(self, text: str, size: float, face: str, indent: float = 0.0) -> None:
        for line in break_lines(read_inline(text, face), size, WIDTH, indent):
            self._next_line(size)
            self._pieces(place(line, size, WIDTH), LEFT, size)

    def _centred(self, text: str, size: float, face: str, left: float, width: float) -> None:
        for line in break_lines(read_inline(text, face), size, width):
            self._next_line(size)
            self._one_centred(line, size, left, width)

    def _one_centred(self, line: Line, size: float, left: float, width: float) -> None:
        if any(piece.leader for word in line.words for piece in word):
            self._pieces(place(line, size, width), left, size)
        else:
            wide = line_width(line, size)
            self._pieces(place(line, size, wide), left + (width - wide) / 2, size)

    def _row(self, block: Block) -> None:
        centred = block.kind == "columns"
        size = SMALL if centred else BODY
        columns = _columns(block, GUTTER)
        cells = [break_lines(read_inline(cell), size, width) for cell, width in zip(block.cells, columns, strict=True)]
        for number in range(max(len(lines) for lines in cells)):
            self._next_line(size)
            x = LEFT
            for lines, width in zip(cells, columns, strict=True):
                if number < len(lines) and centred:
                    self._one_centred(lines[number], size, x, width)
                elif number < len(lines):
                    self._pieces(place(lines[number], size, width), x, size)
                x += width + GUTTER

    def _table(self, block: Block) -> None:
        """A ruled row; one that is higher than a page goes on in a further row."""
        columns = _columns(block, 0.0)
        face = "bold" if block.kind == "head" else "regular"
        cells = [_cell_lines(cell, face, width - 2 * PADDING) for cell, width in zip(block.cells, columns, strict=True)]
        most = int((A4[1] - TOP - BOTTOM - 2 * PADDING) / (TABLE * LEADING))
        for start in range(0, max(len(lines) for lines in cells), most):
            part = [lines[start : start + most] for lines in cells]
            self._ruled(part, columns, centred=block.kind == "head")

    def _ruled(self, cells: list[list[Line]], columns: list[float], *, centred: bool) -> None:
        text_height = max(len(lines) for lines in cells) * TABLE * LEADING
        height = max(TABLE_ROW, text_height + 2 * PADDING)
        self._keep(height)
        top, x = self._y, LEFT
        self._canvas.setLineWidth(0.6)
        for lines, width in zip(cells, columns, strict=True):
            self._canvas.rect(x, top - height, width, height)
            self._y = top - (height - text_height) / 2 + TABLE * 0.3
            for line in lines:
                self._y -= TABLE * LEADING
                if centred:
                    self._one_centred(line, TABLE, x + PADDING, width - 2 * PADDING)
                else:
                    self._pieces(place(line, TABLE, width - 2 * PADDING), x + PADDING, TABLE)
            x += width
        self._y = top - height

    def _sign(self, cells: tuple[str, ...]) -> None:
        title, note, name = (*cells, "", "")[:3]
        lines = len(break_lines(read_inline(name, "bold"), BODY, _SIGNING[1]))
        self._keep(SIGNING_HEIGHT + max(0, lines - 1) * BODY * LEADING)
        self._centred(title, BODY, "bold", *_SIGNING)
        self._centred(note, SMALL, "italic", *_SIGNING)
        self._draw_signature()
        self._y -= SIGNING_ROOM
        self._centred(name, BODY, "bold", *_SIGNING)

    def _draw_signature(self) -> None:
        """In the room between the note and the name, in its own proportions."""
        if self._signature is None:
            return
        wide, high = self._signature.getSize()
        room = SIGNING_ROOM - SMALL * 0.5
        factor = min(room / high, _SIGNING[1] * 0.8 / wide)
        left = _SIGNING[0] + (_SIGNING[1] - wide * factor) / 2
        bottom = self._y - SIGNING_ROOM
        self._canvas.drawImage(self._signature, left, bottom, wide * factor, high * factor, mask="auto")

    def _qr(self, text: str) -> None:
        """Error correction M, a quiet zone of four modules on every side; the text without its marks."""
        from qrcode.constants import ERROR_CORRECT_M
        from qrcode.main import QRCode

        code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
        code.add_data("".join(c for c in text if c not in (OPEN, CLOSE)))
        code.make(fit=True)
        rows = code.get_matrix()
        self._keep(QR)
        self._y -= QR
        side = QR / len(rows)
        path = self._canvas.beginPath()
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    path.rect(LEFT + x * side, self._y + (len(rows) - 1 - y) * side, side, side)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _keep(self, height: float) -> None:
        """Begin a new page unless there is room for height."""
        self._lowest = min(self._lowest, self._y - height)
        if self._y - height < BOTTOM:
            self._new_page()

    def _next_line(self, size: float) -> None:
        if self._y - size * LEADING < BOTTOM:
            self._new_page()
        self._y -= size * LEADING

    def _new_page(self) -> None:
        self._canvas.showPage()
        self._page += 1
        self._y = A4[1] - TOP
        self._start_page()

    def _start_page(self) -> None:
        """The page number from the second page on, at the top as the decree says; the footer below the text."""
        if self._page > 1:
            self._canvas.setFont(FACES["regular"], BODY)
            self._canvas.drawCentredString(LEFT + WIDTH / 2, A4[1] - TOP + 4 * mm, str(self._page))
        if self._footer:
            self._canvas.setFont(FACES["italic"], FOOT)
            self._canvas.drawString(LEFT, BOTTOM - 8 * mm, self._footer)

    def _pieces(self, placed: list[Placed], left: float, size: float) -> None:
        for item in placed:
            x = left + item.x
            if item.piece.leader:
                self._dots(x, item.width, size)
            elif item.piece.box == SQUARE:
                self._square(x, item, size)
            elif item.piece.box:
                self._box(x, size, ticked=item.piece.box == TICKED)
            else:
                self._canvas.setFont(FACES[item.piece.face], size)
                self._canvas.drawString(x, self._y, item.piece.text)

    def _dots(self, x: float, width: float, size: float) -> None:
        self._canvas.setFont(FACES["regular"], size)
        self._canvas.drawString(x, self._y, "." * int(width / width_of(".", "regular", size)))

    def _square(self, x: float, item: Placed, size: float) -> None:
        self._canvas.setLineWidth(0.6)
        self._canvas.rect(x, self._y - size * 0.27, item.width, size * 1.15)
        self._canvas.setFont(FACES[item.piece.face], size)
        self._canvas.drawCentredString(x + item.width / 2, self._y, item.piece.text)

    def _box(self, x: float, size: float, *, ticked: bool) -> None:
        side = size * 0.8
        self._canvas.setLineWidth(0.8)
        self._canvas.rect(x, self._y - size * 0.1, side, side)
        if ticked:
            y = self._y - size * 0.1
            self._canvas.setLineWidth(1.4)
            self._canvas.lines(
                [
                    (x + side * 0.18, y + side * 0.5, x + side * 0.42, y + side * 0.2),
                    (x + side * 0.42, y + side * 0.2, x + side * 0.85, y + side * 0.85),
                ]
            )


def _to_signature(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands before the next signature, and the signature. Without one, all there is."""
    end = next((number for number, block in enumerate(blocks, 1) if block.kind == "sign"), len(blocks))
    return blocks[:end]


def _height_of(blocks: tuple[Block, ...]) -> float:
    """The room that blocks take below each other, in points; 0 when no page has so much."""
    trial = Paper("", "")
    top = trial._y
    trial.add(blocks)
    return top - min(trial._lowest, trial._y) + ROUNDING if trial._page == 1 else 0.0


def _columns(block: Block, gutter: float) -> list[float]:
    """The widths of a block's cells."""
    parts = block.widths if len(block.widths) == len(block.cells) else (1,) * len(block.cells)
    room = WIDTH - gutter * (len(parts) - 1)
    return [room * part / sum(parts) for part in parts]


def _cell_lines(cell: str, face: str, width: float) -> list[Line]:
    """The lines of a ruled cell: where an answer is missing there is room for as many lines, not dots."""
    words = read_inline(cell, face)
    kept = [[piece for piece in word if not piece.leader] for word in words]
    room = sum(piece.extra_lines for word in words for piece in word)
    return break_lines([word for word in kept if word], TABLE, width) + [Line()] * room


def draw(blocks: Iterable[Block], title: str, footer: str = "", signature: bytes | None = None) -> bytes:
    """Blocks as a PDF; signature: PNG for the places to sign."""
    paper = Paper(title, footer, signature)
    paper.add(blocks)
    return paper.finish()
