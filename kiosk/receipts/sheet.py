"""Laying blocks of text and a QR code onto an 80 mm roll or A5 sheets.

A roll is one page, as long as its text. Sizes are in points; text is at least 12 pt, which gives capitals of 3 mm in
Noto Sans (cap height 0.714 em).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kiosk.receipts.model import SlipForm
from kiosk.receipts.words import SlipWords

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph

MM = 72 / 25.4
DOT = MM / 8  # thermal printers have 8 dots a millimetre (203.2 dpi)
QUIET_MODULES = 4
MIN_QR_MM = 25
LARGEST_QR = 22
"""The version (size) of the finest code on an 80 mm roll: 105 modules of five dots each."""
FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
_MIN_MODULE_DOTS = 7
_LEADING = 1.3
_FRAME = 4  # between a frame and its text
_LOCK = Lock()  # reportlab keeps its fonts in module-wide tables


@dataclass(frozen=True, slots=True)
class Paper:
    """Width, height (None: as long as the text), margins, and the sizes of text that fit it."""

    width: float
    height: float | None
    side: float
    edge: float
    body: float
    title: float
    code: float


PAPERS = {
    SlipForm.ROLL_80MM: Paper(80 * MM, None, 4 * MM, 4 * MM, body=12, title=15, code=33),
    SlipForm.A5: Paper(148 * MM, 210 * MM, 14 * MM, 12 * MM, body=12, title=18, code=44),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. style: one of those in _STYLES; mark: what stands before an item."""

    style: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """before and after: space in points."""

    before: float = 0
    after: float = 3
    bold: bool = False
    centred: bool = False
    framed: bool = False


_STYLES = {
    "site": _Look(after=4, bold=True, centred=True),
    "title": _Look(before=4, after=6, bold=True, centred=True),
    "notice": _Look(before=6, after=10, bold=True, centred=True, framed=True),
    "heading": _Look(before=9, after=2, bold=True),
    "strong": _Look(bold=True),
    "body": _Look(),
    "centred": _Look(centred=True),
    "item": _Look(after=4),
    "code": _Look(after=4, bold=True, centred=True),
}


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code with its quiet zone, centred."""

    content: str


Block = Line | QrCode


def qr_modules(content: str) -> list[list[bool]]:
    """Rows of modules, True is dark, without the quiet zone; error correction M, or L where M would be too fine.

    ValueError for more than LARGEST_QR holds with either.
    """
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    for correction in (ERROR_CORRECT_M, ERROR_CORRECT_L):
        code = QRCode(error_correction=correction, border=0)
        code.add_data(content)
        try:
            if code.best_fit() <= LARGEST_QR:
                code.make()
                return [[bool(module) for module in row] for row in code.get_matrix()]
        except (DataOverflowError, ValueError) as error:
            raise ValueError(f"{len(content)} characters are too many for a QR code") from error
    raise ValueError(f"{len(content)} characters are too many for a QR code that is read easily")


def render(blocks: Sequence[Block], form: SlipForm, title: str, words: SlipWords) -> bytes:
    """A PDF of the blocks; the same blocks give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    with _LOCK:
        _register_fonts()
        paper = PAPERS[form]
        pieces = [_Piece(block, paper) for block in blocks]
        pages = _paginate(pieces, paper)
        height = paper.height or _whole_millimetres(sum(piece.height for piece in pieces) + 2 * paper.edge)
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=(paper.width, height), invariant=1, pageCompression=1)
        canvas.setTitle(title)
        for number, page in enumerate(pages, 1):
            top = height - paper.edge
            for piece in page:
                top -= piece.height
                piece.draw(canvas, top)
            if len(pages) > 1:
                canvas.setFont(REGULAR, paper.body)
                canvas.drawCentredString(paper.width / 2, paper.edge, words("page", page=number, pages=len(pages)))
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


def _whole_millimetres(height: float) -> float:
    """Upwards, so that modules stay on the printer's dots."""
    return -(-height // MM) * MM


def _paginate(pieces: Sequence["_Piece"], paper: Paper) -> list[list["_Piece"]]:
    """Pages of an A5 slip; a heading never stays behind alone."""
    if paper.height is None:
        return [list(pieces)]
    room = paper.height - 2 * paper.edge - paper.body * _LEADING
    pages: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        if used + piece.height > room and pages[-1]:
            carried = [pages[-1].pop()] if pages[-1][-1].is_heading and len(pages[-1]) > 1 else []
            pages.append(carried)
            used = sum(moved.height for moved in carried)
        pages[-1].append(piece)
        used += piece.height
    return pages


class _Piece:
    """A block measured for a paper."""

    def __init__(self, block: Block, paper: Paper) -> None:
        self._paper = paper
        self._inner = paper.width - 2 * paper.side
        self.is_heading = isinstance(block, Line) and block.style == "heading"
        self._before = self._after = 0.0
        self._paragraph: Paragraph | None = None
        self._modules: list[list[bool]] = []
        if isinstance(block, Line):
            self._measure_text(block)
        else:
            self._modules = qr_modules(block.content)
            # A dot more, to move the code onto the printer's dots.
            self.height = self._module * (len(self._modules) + 2 * QUIET_MODULES) + DOT

    @property
    def _module(self) -> float:
        """Side of a module: whole printer dots, and 25 mm for the whole code at least."""
        count = len(self._modules)
        dots = max(_MIN_MODULE_DOTS, -(-MIN_QR_MM * 8 // count))
        # A hair more, so that a width of whole dots is not taken for less.
        room = int(self._inner / DOT / (count + 2 * QUIET_MODULES) + 1e-6)
        return min(dots, room) * DOT

    def _measure_text(self, line: Line) -> None:
        from reportlab.platypus import Paragraph

        style, self._before, self._after = _style(line.style, self._paper)
        if line.style == "code":
            style.fontSize = min(style.fontSize, _size_on_one_line(line.text, self._inner))
        self._paragraph = Paragraph(escape(line.text), style, bulletText=escape(line.mark) or None)
        self.height = self._paragraph.wrap(self._inner, 1e6)[1] + self._before + self._after

    def draw(self, canvas: "Canvas", bottom: float) -> None:
        """bottom: of the block, in points from the bottom of the page."""
        if self._paragraph is not None:
            self._paragraph.drawOn(canvas, self._paper.side, bottom + self._after)
            return
        side = self._module
        left = (self._paper.width - side * len(self._modules)) / 2
        left = round(left / DOT) * DOT
        top = (bottom + self.height - side * QUIET_MODULES) // DOT * DOT
        path = canvas.beginPath()
        for row, modules in enumerate(self._modules):
            for start, length in _runs(modules):
                path.rect(left + start * side, top - (row + 1) * side, length * side, side)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)


def _runs(modules: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules, so that neighbours show no seam."""
    runs: list[tuple[int, int]] = []
    for index, dark in enumerate(modules):
        if dark and runs and sum(runs[-1]) == index:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((index, 1))
    return runs


def _style(name: str, paper: Paper) -> tuple["ParagraphStyle", float, float]:
    """The paragraph style, and the space before and after it."""
    from reportlab.lib.colors import black
    from reportlab.lib.enums import TA_CENTER, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle

    look = _STYLES[name]
    size = {"title": paper.title, "code": paper.code}.get(name, paper.body)
    style = ParagraphStyle(
        name,
        fontName=BOLD if look.bold else REGULAR,
        fontSize=size,
        leading=size * _LEADING,
        alignment=TA_CENTER if look.centred else TA_LEFT,
        leftIndent=1.5 * size if name == "item" else _FRAME + 1 if look.framed else 0,
        bulletFontName=REGULAR,
        bulletFontSize=size,
        borderWidth=1 if look.framed else 0,
        borderColor=black if look.framed else None,
        borderPadding=_FRAME if look.framed else 0,
        rightIndent=_FRAME + 1 if look.framed else 0,
        splitLongWords=1,
    )
    return style, look.before, look.after


def _size_on_one_line(text: str, width: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    # A hair less, so that rounding does not break the line.
    return float(0.995 * width / stringWidth(text, BOLD, 1))


@cache
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (REGULAR, BOLD):
        file = FONTS / ("NotoSans-Regular.ttf" if name == REGULAR else "NotoSans-Bold.ttf")
        pdfmetrics.registerFont(TTFont(name, file))
