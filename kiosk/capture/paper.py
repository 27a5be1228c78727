"""A page on its way to a dossier: taken, straightened, judged, and only then encoded. All of it in memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.capture import picture, quality, sheet
from kiosk.capture.errors import CaptureError
from kiosk.capture.identity import Identity, identity_in
from kiosk.capture.picture import Image
from kiosk.capture.quality import Quality
from kiosk.capture.sheet import WHOLE, Corners

_PHOTOGRAPH_SIDE = 4200  # what corners are corrected on; a phone's picture is larger than anybody can see


class Cancelled(CaptureError):
    """Whoever asked does not want it any more."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it would be kept.

    Attributes:
        photograph: what came in, upright.
        corners: what of it is the sheet; WHOLE for all of it.
        found: the corners were found, not set.
        flat: the sheet, straight, turned as wanted.
        turns: quarter turns clockwise.
        quality: of flat.
        identity: whether it shows an identity document.
    """

    photograph: Image
    corners: Corners
    found: bool
    flat: Image
    turns: int
    quality: Quality
    identity: Identity

    def __repr__(self) -> str:
        """Says nothing of what is on it."""
        return f"<Page {self.flat.shape[1]}×{self.flat.shape[0]}>"


def open_page(data: bytes, wanted: Callable[[], bool] = lambda: True) -> Page:
    """A page from a JPEG or PNG file. Raises PictureRefused; Cancelled as soon as wanted() is False."""
    return take_page(picture.read(data), wanted)


def take_page(photograph: Image, wanted: Callable[[], bool] = lambda: True) -> Page:
    """A page from a decoded picture or a frame. Raises Cancelled as soon as wanted() is False."""
    _go_on(wanted)
    small = picture.shrink(photograph, _PHOTOGRAPH_SIDE)
    corners = sheet.find_sheet(small)
    _go_on(wanted)
    flat = sheet.straighten(small, corners or WHOLE)
    _go_on(wanted)
    identity = identity_in(small, flat if corners else None)
    _go_on(wanted)
    return Page(small, corners or WHOLE, corners is not None, flat, 0, quality.look_at(flat), identity)


def with_corners(page: Page, corners: Corners) -> Page:
    """The same page cut at other corners."""
    flat = sheet.straighten(page.photograph, corners)
    for _ in range(page.turns):
        flat = picture.turn(flat)
    return replace(page, corners=corners, found=False, flat=flat, quality=quality.look_at(flat))


def turned(page: Page) -> Page:
    """The same page, a quarter turn clockwise."""
    return replace(page, flat=picture.turn(page.flat), turns=(page.turns + 1) % 4)


def kept(page: Page) -> bytes:
    """The file that is kept of a page: a JPEG without anything but its pixels, at most picture.KEPT_BYTES."""
    return picture.encode(page.flat)


def _go_on(wanted: Callable[[], bool]) -> None:
    if not wanted():
        raise Cancelled("nobody waits for the page any more")
