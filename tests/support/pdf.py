"""Small PDFs to print, and eyes for those that come out: sizes, texts, pixels as a receipt printer makes them."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4


def pdf(width_mm: float, height_mm: float, pages: int = 1) -> bytes:
    """Pages with a word on each."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(width_mm * MM, height_mm * MM), invariant=1)
    for page in range(pages):
        canvas.drawString(10, 10, f"page {page + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def roll_pdf(height_mm: float = 200) -> bytes:
    """One page of an 80 mm roll."""
    return pdf(80, height_mm)


def a4_pdf(pages: int = 1) -> bytes:
    """Sheets of A4."""
    return pdf(210, 297, pages)


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    with pypdfium2.PdfDocument(data) as document:
        return [(width / MM, height / MM) for width, height in (page.get_size() for page in document)]


def page_texts(data: bytes) -> list[str]:
    """The text of each page, lines in the order they were drawn."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def rendered(data: bytes, dpi: float = 203.2, page: int = 0) -> Image.Image:
    """A page in grey at the resolution of a receipt printer."""
    with pypdfium2.PdfDocument(data) as document:
        # pdfium rounds the picture's size up: a hair less, or a whole number of dots would become one more.
        picture: Image.Image = document[page].render(scale=dpi / 72 * (1 - 1e-6), grayscale=True).to_pil()
        return picture.copy()
