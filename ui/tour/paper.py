"""Reading printed papers back: the QR code of a receipt, as a scanner would."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from ui.tour.stages import StageFailed

DOTS_PER_POINT = 203 / 72  # a receipt printer's resolution


def render(pdf: Path, page: int = 0) -> QImage:
    """A page as a receipt printer draws it, in greys on white."""
    document = QPdfDocument()
    if document.load(str(pdf)) is not QPdfDocument.Error.None_:
        raise StageFailed(f"{pdf.name} is no PDF")
    size = document.pagePointSize(page) * DOTS_PER_POINT
    drawn = document.render(page, QSize(round(size.width()), round(size.height())))
    document.close()
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    from PySide6.QtGui import QPainter

    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet.convertToFormat(QImage.Format.Format_Grayscale8)


def read_qr(pdf: Path) -> str:
    """What the QR code on a printed paper says. Raises StageFailed when it cannot be read."""
    import zxingcpp

    image = render(pdf)
    pixels = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    codes = zxingcpp.read_barcodes(pixels)
    if len(codes) != 1:
        raise StageFailed(f"{len(codes)} QR codes can be read on {pdf.name}")
    return str(codes[0].text)
