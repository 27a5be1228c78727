"""A drawn signature on a declaration: the one picture a declaration can hold, so it is read with care."""

import io
import struct

from reportlab.lib.utils import ImageReader

MAX_BYTES = 400_000
MAX_SIDE = 3000
_PNG = b"\x89PNG\r\n\x1a\n"


def read_signature(data: bytes) -> ImageReader | None:
    """The picture, or None for what is no PNG of a signature's size: the place then stays empty."""
    if len(data) > MAX_BYTES or not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        return None
    try:
        image = ImageReader(io.BytesIO(data))
        image.getRGBData()  # type: ignore[no-untyped-call]  # reportlab's stubs leave it open; it decodes all
    except (OSError, ValueError, SyntaxError):
        return None
    return image
