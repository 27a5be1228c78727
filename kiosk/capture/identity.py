"""Recognising identity documents in pictures, so that they are not kept.

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP count pictures of identity documents as sensitive data, and no procedure
needs one: a card is read by its code. The code on it proves what it is. The machine-readable lines on the back of a
card or in a passport (ICAO Doc 9303 part 3, section 4) show by their shape: two or three long lines of one pitch. The
proportions of a card alone (ISO/IEC 7810 ID-1) are only a reason to ask.
"""

from enum import StrEnum
from itertools import pairwise

import cv2
import numpy as np

from kiosk.capture.codes import qr_texts
from kiosk.capture.picture import Image, as_image, grey, shrink
from kiosk.cards.errors import CardUnreadable, Unreadable
from kiosk.cards.qr import parse_card_qr

_NO_CARD = frozenset({Unreadable.NOT_A_CARD, Unreadable.RECEIPT, Unreadable.EMPTY, Unreadable.TOO_LONG})
_WORKING_WIDTH = 1000
_CARD = 85.60 / 53.98
_CARD_WITHIN = 0.06
_CARD_LINE, _PASSPORT_LINE = 30, 44
_LEAST_WIDE = 0.62  # of the sheet's width
_OFF_PITCH = 0.22  # of a letter's room
_REGULAR = 0.75  # share of the letters that must keep the pitch


class Identity(StrEnum):
    """CERTAIN: an identity document, refused. LIKELY: it has the proportions of a card; the resident is asked."""

    NONE = "none"
    LIKELY = "likely"
    CERTAIN = "certain"


def identity_in(photograph: Image, sheet: Image | None) -> Identity:
    """Whether a picture shows an identity document. sheet: the straightened paper in it, None when none was found."""
    if any(_is_card(text) for text in qr_texts(photograph)):
        return Identity.CERTAIN
    for each in (sheet, photograph):
        if each is not None and any(_machine_lines(turned) for turned in _turned(each)):
            return Identity.CERTAIN
    if sheet is not None:
        height, width = sheet.shape[:2]
        if abs(max(height, width) / min(height, width) / _CARD - 1) < _CARD_WITHIN:
            return Identity.LIKELY
    return Identity.NONE


def _is_card(text: str) -> bool:
    try:
        parse_card_qr(text)
    except CardUnreadable as error:
        return error.reason not in _NO_CARD
    return True


def _turned(image: Image) -> tuple[Image, Image]:
    """As it is, and a quarter turn; upside down the lines have the same shape."""
    plain = grey(image)
    return shrink(plain, _WORKING_WIDTH), shrink(as_image(np.rot90(plain)), _WORKING_WIDTH)


def _machine_lines(plain: Image) -> bool:
    """Two lines of 44 letters below each other, or three of 30."""
    plain = np.ascontiguousarray(plain)
    lines = [each for each in _dense_lines(plain) if _has_pitch(plain, each)]
    lines.sort(key=lambda each: each[1])
    for upper, lower in pairwise(lines):
        (left, top, width, height), (other_left, other_top, other_width, other_height) = upper, lower
        near = top + height < other_top + other_height and other_top - top < 6 * max(height, other_height)
        alike = abs(width - other_width) < 0.08 * width and abs(left - other_left) < 0.08 * width
        if near and alike:
            return True
    return False


def _dense_lines(plain: Image) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, width, height) of long lines of dark letters on something lighter."""
    width = plain.shape[1]
    dark = cv2.morphologyEx(plain, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (25, 25)))
    _level, mask = cv2.threshold(dark, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    # Letters of a line run together, lines stay apart.
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (width // 25, 1)))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    contours, _tree = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [tuple(map(int, cv2.boundingRect(each))) for each in contours]
    return [
        (left, top, wide, high)
        for left, top, wide, high in boxes
        if wide > _LEAST_WIDE * width and 8 <= high < wide / 8
    ]


def _has_pitch(plain: Image, box: tuple[int, int, int, int]) -> bool:
    """Whether the letters in a box stand at one distance, as many as a machine-readable line has."""
    left, top, wide, high = box
    line = plain[max(top - 2, 0) : top + high + 2, left : left + wide]
    _level, ink = cv2.threshold(line, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    _count, _labels, stats, centres = cv2.connectedComponentsWithStats(as_image(ink))
    letters = [
        float(centre[0])
        for stat, centre in zip(stats[1:], centres[1:], strict=True)
        if stat[cv2.CC_STAT_HEIGHT] > 0.3 * high and stat[cv2.CC_STAT_WIDTH] < 3 * high
    ]
    if len(letters) < 20:
        return False
    places = np.sort(np.array(letters))
    return any(_regular(places, count) for count in (_CARD_LINE, _PASSPORT_LINE))


def _regular(places: "np.ndarray[tuple[int], np.dtype[np.float64]]", count: int) -> bool:
    """Whether nearly all places fall on count equal steps from the first to the last."""
    if not 0.75 * count <= len(places) <= count + 1:
        return False
    pitch = (places[-1] - places[0]) / (count - 1)
    steps = (places - places[0]) / pitch
    return bool(np.mean(np.abs(steps - np.round(steps)) < _OFF_PITCH) >= _REGULAR)
