"""Geographic functions of the ODK XForms specification, on a sphere with the Earth's radius at the Equator."""

import math
from collections.abc import Sequence
from itertools import pairwise

from forms.xpath.context import Context
from forms.xpath.functions.registry import function
from forms.xpath.numbers import NAN
from forms.xpath.values import Value, texts

EARTH_RADIUS = 6_378_100.0  # metres


def _points(value: Value) -> list[tuple[float, float]] | None:
    """Latitude and longitude in radians of every point; None when one cannot be read."""
    points = []
    for text in texts(value):
        for part in text.split(";"):
            if not part.strip():
                continue
            try:
                latitude, longitude = (float(number) for number in part.split()[:2])
            except ValueError:
                return None
            points.append((math.radians(latitude), math.radians(longitude)))
    return points


@function("distance", 1, None)
def _distance(_context: Context, arguments: Sequence[Value]) -> Value:
    points = [point for argument in arguments for point in (_points(argument) or ())]
    total = math.fsum(_between(one, other) for one, other in pairwise(points))
    return total * EARTH_RADIUS


def _between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The angle between two points (haversine)."""
    half = (
        math.sin((other[0] - one[0]) / 2) ** 2
        + math.cos(one[0]) * math.cos(other[0]) * math.sin((other[1] - one[1]) / 2) ** 2
    )
    return 2 * math.asin(min(1.0, math.sqrt(half)))


@function("area", 1, 1)
def _area(_context: Context, arguments: Sequence[Value]) -> Value:
    """On the plane of a sinusoidal projection around the first point, as JavaRosa does it."""
    points = _points(arguments[0])
    if points is None:
        return NAN
    if len(points) < 3:
        return 0.0
    south, west = points[0]
    plane = [((longitude - west) * math.cos(latitude), latitude - south) for latitude, longitude in points]
    doubled = math.fsum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(plane))
    return abs(doubled) / 2 * EARTH_RADIUS**2


# The name JavaRosa had for it first.
function("enclosed-area", 1, 1)(_area)


@function("geofence", 2, 2)
def _geofence(_context: Context, arguments: Sequence[Value]) -> Value:
    """Whether a point lies within a shape: a line from it to the east crosses the border an odd number of times."""
    point, shape = _points(arguments[0]), _points(arguments[1])
    if not point or not shape:
        return False
    latitude, longitude = point[0]
    inside = False
    for one, other in pairwise([*shape, shape[0]]):
        if (one[0] > latitude) != (other[0] > latitude):
            crossing = (other[1] - one[1]) * (latitude - one[0]) / (other[0] - one[0]) + one[1]
            inside = inside != (longitude < crossing)
    return inside
