"""How wrong the kiosk's clock is, whatever the line's delay."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.clock import TOLERANCE, is_wrong, offset

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("wrong_by", [timedelta(0), timedelta(days=-9000), timedelta(hours=3)])
@pytest.mark.parametrize("delay", [timedelta(0), timedelta(seconds=20)])
def test_the_offset_is_what_to_add(wrong_by, delay):
    asked = NOON + wrong_by
    assert offset(asked, asked + delay, NOON + delay / 2) == -wrong_by


@pytest.mark.parametrize(
    ("by", "wrong"),
    [(None, False), (timedelta(0), False), (TOLERANCE, False), (TOLERANCE * 1.1, True), (-TOLERANCE * 1.1, True)],
)
def test_small_differences_trouble_nobody(by, wrong):
    assert is_wrong(by) is wrong
