"""Pictures of identity documents are recognised, and papers are not taken for one."""

import numpy as np
import pytest

from kiosk.capture.identity import Identity
from kiosk.capture.paper import take_page
from tests.support.photographs import A4, CARD, machine_readable, page, photograph, with_qr

CARD_TEXT = "001155083417|012345678|Phạm Thị Lựu|15081955|Nữ|Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội|01062021"

SEED = 20261123  # fixed: how often something is found is a rate, and a test of a rate must not be a lottery


def test_a_card_is_known_by_its_code() -> None:
    rng = np.random.default_rng(SEED)
    card = with_qr(page(rng, CARD, 9), CARD_TEXT, 260)
    assert take_page(photograph(rng, card, fill=0.7, tilt=0.03).image).identity is Identity.CERTAIN


def test_a_copy_of_a_card_on_a_sheet_is_known_by_its_code() -> None:
    rng = np.random.default_rng(SEED)
    sheet = with_qr(page(rng, A4, 20), CARD_TEXT, 330)
    assert take_page(photograph(rng, sheet, fill=0.9, tilt=0.03).image).identity is Identity.CERTAIN


@pytest.mark.parametrize(("lines", "letters", "size"), [(3, 30, CARD), (2, 44, (1250, 880))])
@pytest.mark.parametrize("quarter_turns", [0, 1, 2])
def test_machine_readable_lines_are_known_by_their_shape(lines: int, letters: int, size, quarter_turns: int) -> None:
    rng = np.random.default_rng(SEED)
    sheet = np.rot90(machine_readable(rng, lines, letters, size), quarter_turns).copy()
    assert take_page(photograph(rng, sheet, fill=0.75).image).identity is Identity.CERTAIN


def test_something_of_a_cards_proportions_is_only_a_reason_to_ask() -> None:
    rng = np.random.default_rng(SEED)
    assert take_page(photograph(rng, page(rng, CARD, 12), fill=0.6).image).identity is Identity.LIKELY


@pytest.mark.parametrize("size", [A4, (1748, 1240), (1240, 1240)])
@pytest.mark.parametrize("code", ["", "https://dichvucong.gov.vn/tra-cuu", "K7M-4F2-9QX.abc"])
def test_papers_are_not_taken_for_a_card(size, code: str) -> None:
    rng = np.random.default_rng(SEED)
    sheet = with_qr(page(rng, size), code, 240) if code else page(rng, size)
    assert take_page(photograph(rng, sheet, fill=0.85).image).identity is Identity.NONE
