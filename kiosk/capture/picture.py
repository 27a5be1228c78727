"""Decoding what cameras, scanners and sticks give, and encoding what is kept.

Before a decoder is let at a file, its own header must promise a size that fits into memory: a few kilobytes can unfold
to gigabytes. PNG is rebuilt from the chunks that carry pixels, JPEG is bounded in its scans; everything else in the
file (EXIF, GPS, profiles, comments, thumbnails) is left behind, because what is kept is encoded anew.
"""

import struct
import zlib
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.capture.errors import PictureRefused, Refusal

Image: TypeAlias = NDArray[np.uint8]
"""Rows × columns × 3, blue, green, red; or rows × columns when it is said to be grey."""

MAX_FILE = 10 << 20
MAX_JPEG_PIXELS = 120_000_000  # decoded at a half or a quarter, so no more than 32 million are in memory
MAX_PNG_PIXELS = 40_000_000
MAX_DECODED = 32_000_000
MAX_SIDE = 30_000
MIN_SIDE = 120
LONG_SIDE = 2600  # A4 at 220 dots an inch, at which small print can be read
KEPT_BYTES = 3 << 20
_QUALITIES = (82, 74, 64, 52)
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXEL_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_MAX_SCANS = 40  # a progressive JPEG has some ten; each costs a pass over all pixels
# Start of frame: all of C0 to CF but the tables DHT (C4), JPG (C8) and DAC (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN, _END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"


def read(data: bytes) -> Image:
    """The picture in a JPEG or PNG file, upright, at most MAX_DECODED pixels. Raises PictureRefused."""
    if len(data) > MAX_FILE:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS)
    if data.startswith(b"\xff\xd8\xff"):
        image = _decode_jpeg(data)
    elif data.startswith(_PNG):
        image = _decode_png(data)
    else:
        raise PictureRefused(Refusal.NOT_A_PICTURE)
    if image is None or image.ndim != 3:
        raise PictureRefused(Refusal.DAMAGED)
    if min(image.shape[:2]) < MIN_SIDE:
        raise PictureRefused(Refusal.TOO_SMALL)
    return image


def encode(image: Image, long_side: int = LONG_SIDE, most: int = KEPT_BYTES) -> bytes:
    """A JPEG of at most most bytes, with nothing in it but the pixels."""
    small = shrink(image, long_side)
    while True:
        for quality in _QUALITIES:
            done, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if done and len(data) <= most:
                return data.tobytes()
        small = shrink(small, max(small.shape[:2]) * 3 // 4)


def shrink(image: Image, long_side: int) -> Image:
    """The image with its longer side at most long_side."""
    factor = long_side / max(image.shape[:2])
    if factor >= 1:
        return image
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def grey(image: Image) -> Image:
    """Brightness only."""
    return image if image.ndim == 2 else as_image(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def turn(image: Image) -> Image:
    """A quarter turn clockwise."""
    return as_image(cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE))


def as_image(array: object) -> Image:
    """What OpenCV returns, as the 8-bit array it is."""
    return np.asarray(array, dtype=np.uint8)


def _decode_jpeg(data: bytes) -> Image | None:
    width, height = _jpeg_size(data)
    _check_size(width, height, MAX_JPEG_PIXELS)
    if data.count(_START_OF_SCAN) > _MAX_SCANS:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS)
    if data.rfind(_END_OF_IMAGE) < data.rfind(_START_OF_SCAN):
        raise PictureRefused(Refusal.DAMAGED)
    flag = cv2.IMREAD_COLOR
    if width * height > MAX_DECODED:
        flag = cv2.IMREAD_REDUCED_COLOR_2
    if width * height > 4 * MAX_DECODED:
        flag = cv2.IMREAD_REDUCED_COLOR_4
    return _decoded(data, flag)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the start of frame. Raises PictureRefused."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return int(width), int(height)
        if marker == 0xDA:
            break
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    raise PictureRefused(Refusal.DAMAGED)


def _decode_png(data: bytes) -> Image | None:
    kept, colour = _png_pixels(data)
    if _PNG_CHANNELS.get(colour) in (2, 4):
        return _on_white(_decoded(kept, cv2.IMREAD_UNCHANGED))
    return _decoded(kept, cv2.IMREAD_COLOR)


def _png_pixels(data: bytes) -> tuple[bytes, int]:
    """The file with only the chunks that carry pixels, and its colour type. Raises PictureRefused."""
    kept, at, colour = bytearray(_PNG), len(_PNG), -1
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            break
        if colour < 0:
            if name != b"IHDR" or length != 13:
                break
            width, height, _depth, colour = struct.unpack_from(">IIBB", data, at + 8)
            _check_size(width, height, MAX_PNG_PIXELS)
        if name in _PIXEL_CHUNKS:
            kept += data[at:end]
        if name == b"IEND":
            return bytes(kept), colour
        at = end
    raise PictureRefused(Refusal.DAMAGED)


def _check_size(width: int, height: int, most: int) -> None:
    if not width or not height:
        raise PictureRefused(Refusal.DAMAGED)
    if width * height > most or max(width, height) > MAX_SIDE:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS)


def _decoded(data: bytes, flag: int) -> Image | None:
    try:
        image = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), flag)
    except cv2.error:
        return None
    if image is None:
        return None
    # Sixteen bits a channel come only from IMREAD_UNCHANGED.
    return as_image(image // 256 if image.dtype == np.uint16 else image)


def _on_white(image: Image | None) -> Image | None:
    """A picture with transparency, laid on white paper: dropping it would leave black writing on black."""
    if image is None or image.ndim != 3 or image.shape[2] != 4:
        return image
    alpha = image[:, :, 3:].astype(np.uint16)
    blended = (image[:, :, :3].astype(np.uint16) * alpha + 255 * (255 - alpha)) // 255
    return as_image(blended)
