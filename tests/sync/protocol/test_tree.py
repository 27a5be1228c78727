"""One signature over many things proves each of them, and nothing else."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.errors import MalformedError
from sync.protocol.tree import Place, climb, grow, place_in, root_of

LEAVES = st.lists(st.binary(max_size=40), min_size=1, max_size=40)


def by_the_letter(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, as it is written there."""
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = _split(len(leaves))
    return sha256(b"\1" + by_the_letter(leaves[:k]) + by_the_letter(leaves[k:])).digest()


def path_by_the_letter(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if m < k:
        return [*path_by_the_letter(m, leaves[:k]), by_the_letter(leaves[k:])]
    return [*path_by_the_letter(m - k, leaves[k:]), by_the_letter(leaves[:k])]


def _split(n: int) -> int:
    """The largest power of two that is smaller than n."""
    return 1 << ((n - 1).bit_length() - 1)


@given(LEAVES)
def test_root_and_paths_are_those_of_the_rfc(leaves: list[bytes]) -> None:
    root, places = grow(leaves)
    assert root == root_of(leaves) == by_the_letter(leaves)
    for index, place in enumerate(places):
        assert place == Place(index, len(leaves), b"".join(path_by_the_letter(index, leaves)))
        assert climb(leaves[index], place) == root
        assert place_in(place.as_json()) == place


@given(LEAVES, st.data())
def test_no_other_leaf_and_no_other_place_leads_to_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    root, places = grow(leaves)
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = (
        data.draw(st.integers(0, len(leaves) - 1).filter(lambda n: leaves[n] != leaves[index]))
        if len(set(leaves)) > 1
        else None
    )
    if other is not None:
        assert climb(leaves[other], places[index]) != root
    path = places[index].path
    for changed in (path + b"\0" * 32, path[:-32] if path else b"\0" * 32, path[1:]):
        try:
            found = climb(leaves[index], Place(index, len(leaves), changed))
        except MalformedError:
            continue
        assert found != root or changed == path


@given(st.binary(min_size=64, max_size=64))
def test_an_inner_node_is_no_leaf(node: bytes) -> None:
    """Else two leaves could be passed off as one that nobody signed."""
    pair = [node[:32], node[32:]]
    assert root_of(pair) != root_of([b"".join(sha256(b"\0" + leaf).digest() for leaf in pair)])


@pytest.mark.parametrize(
    "place", [Place(-1, 1, b""), Place(1, 1, b""), Place(0, 0, b""), Place(0, 2, b""), Place(0, 1 << 40, b"")]
)
def test_a_place_that_is_in_no_tree_is_refused(place: Place) -> None:
    with pytest.raises(MalformedError):
        climb(b"leaf", place)


@pytest.mark.parametrize(
    "value", [{}, {"index": 0, "size": 1}, {"index": True, "size": 1, "path": ""}, {"index": 0, "size": 1, "path": "="}]
)
def test_what_is_no_place_is_malformed(value: dict[str, object]) -> None:
    with pytest.raises(MalformedError):
        place_in(value)
