"""Finding a sheet of paper in a photograph, and laying it flat.

Two ways look for it, because each fails where the other works: the edges of the sheet (white paper on a light table)
and its brightness (a dark table, an edge that a hand covers).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.capture.picture import LONG_SIDE, Image, as_image, grey, shrink

CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_WORKING_SIDE = 800
_LEAST_SHARE = 0.15  # of the picture: a smaller sheet is photographed again, nearer
_MOST_SHARE = 0.985  # it fills the picture: there is nothing to cut away
_A4 = 297 / 210
_A4_WITHIN = 0.07
_LEAST_SIDE = 0.05
_LEAST_SUPPORT = 0.55
_SAMPLES, _BESIDE, _STEP = 40, 5, 10  # along each side; pixels to either side of it; of 255
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Corners:
    """The four corners of a sheet, each (across, down) from 0 to 1 of the picture's width and height."""

    top_left: Point = (0.0, 0.0)
    top_right: Point = (1.0, 0.0)
    bottom_right: Point = (1.0, 1.0)
    bottom_left: Point = (0.0, 1.0)

    def points(self) -> tuple[Point, Point, Point, Point]:
        """In the order of CORNERS."""
        return self.top_left, self.top_right, self.bottom_right, self.bottom_left

    def moved(self, corner: str, across: float, down: float) -> "Corners":
        """One corner moved, kept inside the picture; unchanged when the four would no longer enclose a sheet."""
        x, y = getattr(self, corner)
        changed = replace(self, **{corner: (_within(x + across), _within(y + down))})
        return changed if changed.is_sheet() else self

    def is_sheet(self) -> bool:
        """Whether the corners go round a convex area, each side of some length."""
        points = np.array(self.points(), dtype=np.float64)
        sides = np.roll(points, -1, axis=0) - points
        after = np.roll(sides, -1, axis=0)
        turns = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
        return bool(np.all(turns > 0.001) and np.all(np.hypot(sides[:, 0], sides[:, 1]) > _LEAST_SIDE))


WHOLE = Corners()


def find_sheet(image: Image) -> Corners | None:
    """The sheet in a photograph, None when there is none or it fills the picture."""
    small = shrink(image, _WORKING_SIDE)
    height, width = small.shape[:2]
    plain = grey(small)
    best, best_score = None, _LEAST_SUPPORT
    for outline in _outlines(plain):
        quad = _quad(outline)
        if quad is None or not _LEAST_SHARE <= cv2.contourArea(quad) / (width * height) <= _MOST_SHARE:
            continue
        score = _support(plain, quad)
        if score > best_score:
            best, best_score = quad, score
    if best is None:
        return None
    corners = _in_order(best / np.array([width, height], dtype=np.float64))
    return corners if corners.is_sheet() else None


def straighten(image: Image, corners: Corners, long_side: int = LONG_SIDE) -> Image:
    """What is between the corners, as if photographed from straight above."""
    if corners == WHOLE:
        return shrink(image, long_side)
    height, width = image.shape[:2]
    source = np.array(corners.points(), dtype=np.float32) * np.array([width, height], dtype=np.float32)
    across, down = _size(source)
    factor = min(1.0, long_side / max(across, down))
    across, down = max(1, round(across * factor)), max(1, round(down * factor))
    target = np.array([[0, 0], [across, 0], [across, down], [0, down]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    return as_image(cv2.warpPerspective(image, matrix, (across, down), flags=cv2.INTER_AREA))


def _size(source: NDArray[np.float32]) -> tuple[float, float]:
    """Width and height of the flat sheet: its longer edges, and the proportions of A4 where they are near."""
    top_left, top_right, bottom_right, bottom_left = source
    across = max(float(np.linalg.norm(top_right - top_left)), float(np.linalg.norm(bottom_right - bottom_left)))
    down = max(float(np.linalg.norm(bottom_left - top_left)), float(np.linalg.norm(bottom_right - top_right)))
    long, short = max(across, down), max(min(across, down), 1.0)
    if abs(long / short / _A4 - 1) < _A4_WITHIN:
        short = long / _A4
    return (short, long) if down >= across else (long, short)


def _support(plain: Image, quad: NDArray[np.float32]) -> float:
    """How much of the weakest side is a step in brightness, as the edge of a sheet is: 0 to 1."""
    points = quad.astype(np.float64)
    middle = points.mean(axis=0)
    along = np.linspace(0.04, 0.96, _SAMPLES)[:, None]
    supports = []
    for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):
        side = end - start
        normal = np.array([-side[1], side[0]]) / max(float(np.hypot(*side)), 1.0)
        if float(np.dot(normal, middle - start)) < 0:
            normal = -normal
        line = start + along * side
        inside, outside = _brightness(plain, line + _BESIDE * normal), _brightness(plain, line - _BESIDE * normal)
        supports.append(float(np.mean(np.abs(inside - outside) > _STEP)))
    return min(supports)


def _brightness(plain: Image, points: NDArray[np.float64]) -> NDArray[np.float64]:
    columns = np.clip(points[:, 0].round().astype(int), 0, plain.shape[1] - 1)
    rows = np.clip(points[:, 1].round().astype(int), 0, plain.shape[0] - 1)
    return np.asarray(plain[rows, columns], dtype=np.float64)


def _outlines(plain: Image) -> Iterator[NDArray[np.int32]]:
    """Outlines of whatever might be a sheet."""
    bright = as_image(cv2.medianBlur(plain, 7))
    yield from _largest(_bright_areas(bright))
    for factor in (0.5, 1.0):
        yield from _largest(_edges(bright, factor))


def _bright_areas(bright: Image) -> Image:
    _level, mask = cv2.threshold(bright, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    # Writing is darker than the paper: close it, and then open, so that a glare beside the sheet falls off.
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return as_image(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)))


def _edges(bright: Image, factor: float) -> Image:
    middle = float(np.median(bright)) * factor
    found = cv2.Canny(bright, max(8.0, 0.4 * middle), max(20.0, 0.9 * middle))
    return as_image(cv2.dilate(found, np.ones((5, 5), np.uint8)))


def _largest(mask: Image) -> list[NDArray[np.int32]]:
    contours, _tree = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [np.asarray(each, dtype=np.int32) for each in sorted(contours, key=cv2.contourArea, reverse=True)[:3]]


def _quad(outline: NDArray[np.int32]) -> NDArray[np.float32] | None:
    """The four corners of an outline: by ever coarser approximation of its hull; None when it has not four."""
    hull = cv2.convexHull(outline)
    length = cv2.arcLength(hull, closed=True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        rough = cv2.approxPolyDP(hull, share * length, closed=True)
        if len(rough) == 4:
            return np.asarray(rough, dtype=np.float32).reshape(4, 2)
        if len(rough) < 4:
            break
    return None


def _in_order(points: NDArray[np.float64]) -> Corners:
    """The corners by where they lie: clockwise from the one nearest to the top left."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    ring = points[np.argsort(angles)]
    first = int(np.argmin(ring.sum(axis=1)))
    ring = np.clip(np.roll(ring, -first, axis=0), 0.0, 1.0)
    return Corners(*((float(x), float(y)) for x, y in ring))


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))
