"""Guessing follow-up codes is slowed down; a receipt that is scanned and an honest mistake are not."""

from datetime import timedelta

import pytest

from kiosk.app import Kiosk
from kiosk.errors import Locked, NotFound
from kiosk.lookups import EACH, FREE
from kiosk.receipts import ReceiptUnreadable
from sync.protocol.followup import mint
from tests.support.kiosks import Clock


def _unknown(kiosk: Kiosk, text: str) -> str:
    def look(code: str) -> str:
        raise NotFound(code)

    return kiosk.lookups.find(text, kiosk.receipts.read, look)


def _codes(kiosk: Kiosk, count: int) -> list[str]:
    return [mint(kiosk.identity.prefix, number, bytes(32)) for number in range(count)]


def test_five_unknown_codes_are_free_then_it_waits(kiosk: Kiosk, clock: Clock) -> None:
    codes = _codes(kiosk, FREE + 3)
    for code in codes[:FREE]:
        with pytest.raises(NotFound):
            _unknown(kiosk, code)
    with pytest.raises(Locked) as locked:
        _unknown(kiosk, codes[FREE])
    assert locked.value.until is not None
    assert timedelta(0) < locked.value.until - clock() <= EACH
    clock.at += EACH + timedelta(seconds=1)
    with pytest.raises(NotFound):
        _unknown(kiosk, codes[FREE])
    with pytest.raises(Locked):
        _unknown(kiosk, codes[FREE + 1])


def test_the_count_outlives_a_restart_and_runs_off(kiosk: Kiosk, clock: Clock) -> None:
    codes = _codes(kiosk, 2 * FREE)
    for code in codes[:FREE]:
        with pytest.raises(NotFound):
            _unknown(kiosk, code)
    clock.at += EACH * (FREE + 1)
    for code in codes[FREE:]:
        with pytest.raises(NotFound):
            _unknown(kiosk, code)


def test_what_cannot_be_a_code_and_what_is_found_count_nothing(kiosk: Kiosk) -> None:
    (code,) = _codes(kiosk, 1)
    for _ in range(3 * FREE):
        with pytest.raises(ReceiptUnreadable):
            _unknown(kiosk, code[:-1] + ("A" if code[-1] != "A" else "B"))
        assert kiosk.lookups.find(code, kiosk.receipts.read, str.lower) == code.lower()


def test_a_code_of_another_kiosk_counts_nothing(kiosk: Kiosk) -> None:
    foreign = mint("ZZZ", 7, bytes(32))
    assert not foreign.startswith(kiosk.identity.prefix)
    for _ in range(2 * FREE):
        with pytest.raises(NotFound):
            _unknown(kiosk, foreign)
