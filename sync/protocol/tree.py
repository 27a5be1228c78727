"""Many things under one signature, each provable by itself: the Merkle tree of RFC 9162 section 2.1, over SHA-256.

The root stands for all leaves in their order. A leaf's path is what it takes to come from that leaf to the root, so
leaf, path and a signature over the root prove one thing without the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sync.protocol.encoding import from_base64, to_base64
from sync.protocol.errors import MalformedError

HASH = 32
# Leaf and inner node are hashed differently, so that neither can be passed off as the other.
_LEAF, _NODE = b"\0", b"\1"
_LARGEST = 1 << 32  # leaves; far beyond any call


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands. path: hashes of 32 bytes, one behind the other, from the leaf's neighbour upwards."""

    index: int
    size: int
    path: bytes

    def as_json(self) -> dict[str, Any]:
        """As it stands beside what it proves."""
        return {"index": self.index, "size": self.size, "path": to_base64(self.path)}


def place_in(value: Mapping[str, Any]) -> Place:
    """The reverse of Place.as_json; other keys are left alone. Raises MalformedError."""
    index, size, path = (value.get(name) for name in ("index", "size", "path"))
    if type(index) is not int or type(size) is not int or not isinstance(path, str):
        raise MalformedError("not a place in a tree")
    return Place(index, size, from_base64(path))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root (RFC 9162 section 2.1.1). There has to be a leaf."""
    return _levels(leaves)[-1][0]


def grow(leaves: Sequence[bytes]) -> tuple[bytes, list[Place]]:
    """The root, and the place of every leaf (section 2.1.3.1). There has to be a leaf."""
    levels = _levels(leaves)
    paths: list[list[bytes]] = [[] for _ in leaves]
    for height, level in enumerate(levels[:-1]):
        for index, path in enumerate(paths):
            neighbour = (index >> height) ^ 1
            if neighbour < len(level):  # else it stands alone, and goes up as it is
                path.append(level[neighbour])
    return levels[-1][0], [Place(index, len(leaves), b"".join(path)) for index, path in enumerate(paths)]


def climb(leaf: bytes, place: Place) -> bytes:
    """The root that leaf and place lead to (section 2.1.3.2). Raises MalformedError when there is no such place."""
    number, last = place.index, place.size - 1
    if not 0 <= number <= last or len(place.path) % HASH or place.size > _LARGEST:
        raise MalformedError("no such place in a tree")
    found = sha256(_LEAF + leaf).digest()
    for begin in range(0, len(place.path), HASH):
        neighbour = place.path[begin : begin + HASH]
        if last == 0:
            raise MalformedError("a path that is longer than the tree is high")
        if number & 1 or number == last:
            found = sha256(_NODE + neighbour + found).digest()
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = sha256(_NODE + found + neighbour).digest()
        number, last = number >> 1, last >> 1
    if last:
        raise MalformedError("a path that is shorter than the tree is high")
    return found


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """All hashes, from the leaves up. An odd one at the end of a level goes up as it is."""
    level = [sha256(_LEAF + leaf).digest() for leaf in leaves]
    levels = [level]
    while len(level) > 1:
        above = [sha256(_NODE + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = above + level[len(above) * 2 :]
        levels.append(level)
    return levels
