"""A blurred or dark picture is told from a good one, whatever is on the page."""

import cv2
import numpy as np
import pytest

from kiosk.capture.paper import take_page
from kiosk.capture.quality import look_at
from tests.support.photographs import page, photograph

SEED = 20261123  # fixed: how often something is found is a rate, and a test of a rate must not be a lottery


@pytest.mark.parametrize("lines", [34, 18, 5])
def test_a_sharp_photograph_passes_and_a_blurred_one_is_noticed(lines: int) -> None:
    rng = np.random.default_rng(SEED)
    sheet = page(rng, lines=34)
    sheet[sheet.shape[0] * lines // 40 :] = 248
    sharp = take_page(photograph(rng, sheet).image).quality
    blurred = take_page(photograph(rng, sheet, blur=4.0).image).quality
    assert not sharp.blurred, sharp
    assert blurred.blurred, blurred
    assert not sharp.dark


def test_faint_writing_is_not_called_blurred() -> None:
    faint = np.clip(page(np.random.default_rng(1)).astype(int) // 4 + 180, 0, 255).astype(np.uint8)
    assert not look_at(faint).blurred
    assert look_at(cv2.GaussianBlur(faint, (0, 0), 5)).blurred


def test_a_dark_photograph_is_noticed() -> None:
    rng = np.random.default_rng(SEED)
    assert take_page(photograph(rng, page(rng), light=0.25).image).quality.dark
    assert not take_page(photograph(rng, page(rng), light=0.8).image).quality.dark


def test_an_empty_page_is_neither() -> None:
    quality = look_at(np.full((1000, 700, 3), 245, np.uint8))
    assert not quality.blurred
    assert not quality.dark


def test_a_picture_of_few_pixels_is_blurred() -> None:
    tiny = cv2.resize(page(np.random.default_rng(1)), (310, 438), interpolation=cv2.INTER_AREA)
    assert look_at(tiny).blurred
