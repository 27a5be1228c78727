"""QR codes in pictures: of cards held before a camera, and of cards that somebody photographed by mistake."""

import zxingcpp

from kiosk.capture.picture import Image, grey, shrink

_FRAME_SIDE = 1280  # a frame is looked at many times a second
_MOST_TEXT = 4000
_QR = zxingcpp.barcode_formats_from_str("QRCode")


def qr_texts(image: Image) -> tuple[str, ...]:
    """What the QR codes in a photograph say. Tried at two sizes: full, and without fine grain."""
    plain = grey(image)
    for side in (max(plain.shape[:2]), 1000):
        found = _read(shrink(plain, side))
        if found:
            return found
    return ()


def qr_in_frame(image: Image) -> str:
    """The first QR code in a camera's frame, "" when there is none; quick."""
    return next(iter(_read(shrink(grey(image), _FRAME_SIDE))), "")


def _read(plain: Image) -> tuple[str, ...]:
    codes = zxingcpp.read_barcodes(plain, formats=_QR)
    return tuple(str(code.text)[:_MOST_TEXT] for code in codes if code.valid)
