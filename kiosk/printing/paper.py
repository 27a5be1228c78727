"""How many pages a PDF of ours has, how large they are, and what to ask of a queue to get them in true size."""

import re
from dataclasses import dataclass

from kiosk.printing.errors import NotPrintable, TooManyPages

MAX_PAGES = 20
MAX_BYTES = 20 << 20
_MM = 72 / 25.4
_PAGE = re.compile(rb"/Type\s*/Page\b")
_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]{1,12})\s+([0-9.]{1,12})\s*\]")
_SIZE = re.compile(r"_([0-9.]{1,8})x([0-9.]{1,8})(mm|in)$")
_ROLL_WIDTH = 100.0  # millimetres; wider paper is sheets


@dataclass(frozen=True, slots=True)
class PageSize:
    """In millimetres."""

    width: float
    height: float

    @property
    def is_roll(self) -> bool:
        """Laid out for a receipt roll."""
        return self.width <= _ROLL_WIDTH


def measure(pdf: bytes) -> PageSize:
    """The size of the first page. Raises NotPrintable, TooManyPages.

    Reads what reportlab writes: page objects that are not compressed.
    """
    box = _BOX.search(pdf)
    pages = len(_PAGE.findall(pdf))
    if not pdf.startswith(b"%PDF-") or box is None or not pages or len(pdf) > MAX_BYTES:
        raise NotPrintable("not a PDF that this kiosk made")
    if pages > MAX_PAGES:
        raise TooManyPages(pages, MAX_PAGES)
    return PageSize(float(box[1]) / _MM, float(box[2]) / _MM)


def takes_rolls(media: tuple[str, ...]) -> bool:
    """Whether a queue with these media (PWG 5101.1 names) has nothing wider than a receipt roll."""
    widths = [_width(match) for name in media if (match := _SIZE.search(name))]
    return bool(widths) and max(widths) <= _ROLL_WIDTH


def media_options(page: PageSize, media: tuple[str, ...], default: str) -> tuple[str, ...]:
    """Options for lp.

    A roll is asked for in its own length where the queue has a roll and can cut it. A5 is only asked for where it is
    the default: a printer with A4 in its tray would wait for A5 to be put in. Anything else goes on A4, in true size
    when it fits.
    """
    if page.is_roll and takes_rolls(media) and any(name.startswith("custom_max_") for name in media):
        return (f"media=Custom.{page.width:.0f}x{page.height:.0f}mm", "print-scaling=none")
    wanted = "iso_a5_148x210mm" if _is_a5(page) and default.startswith("iso_a5") else "iso_a4_210x297mm"
    return (*((f"media={wanted}",) if wanted in media else ()), "print-scaling=auto-fit")


def _is_a5(page: PageSize) -> bool:
    return abs(page.width - 148) < 2 and abs(page.height - 210) < 2


def _width(match: re.Match[str]) -> float:
    return float(match[1]) * (25.4 if match[3] == "in" else 1)
