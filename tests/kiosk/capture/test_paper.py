"""A page from the camera to the file that is kept."""

import numpy as np
import pytest

from kiosk.capture import paper, picture
from kiosk.capture.sheet import WHOLE
from tests.support.photographs import jpeg, page, photograph


def test_a_photograph_becomes_a_straight_page_of_bounded_size() -> None:
    rng = np.random.default_rng(11)
    taken = paper.open_page(photograph(rng, page(rng)).jpeg())
    assert taken.found
    kept = picture.read(paper.kept(taken))
    assert abs(kept.shape[0] / kept.shape[1] - 297 / 210) < 0.02
    assert len(paper.kept(taken)) < picture.KEPT_BYTES


def test_corners_and_turns_can_be_set_by_hand_in_any_order() -> None:
    rng = np.random.default_rng(12)
    taken = paper.take_page(photograph(rng, page(rng)).image)
    turned = paper.turned(taken)
    assert turned.flat.shape[:2] == taken.flat.shape[1::-1]
    whole = paper.with_corners(turned, WHOLE)
    assert not whole.found
    assert whole.flat.shape[0] > whole.flat.shape[1]
    back = paper.turned(paper.turned(paper.turned(whole)))
    assert back.flat.shape[:2] == picture.shrink(taken.photograph, picture.LONG_SIDE).shape[:2]


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_it_stops_when_nobody_waits_any_more(after: int) -> None:
    asked = iter([True] * after + [False] * 10)
    with pytest.raises(paper.Cancelled):
        paper.open_page(jpeg(page(np.random.default_rng(1))), lambda: next(asked))


def test_a_page_says_nothing_of_what_is_on_it() -> None:
    assert "array" not in repr(paper.take_page(page(np.random.default_rng(1))))
