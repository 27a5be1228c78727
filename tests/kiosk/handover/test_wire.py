"""The sealed bytes: what is wrong with them is named before a PIN is asked for, and nobody opens them without one."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from sync.bundles import handover
from sync.bundles.errors import BundleError, Foreign, Torn
from sync.bundles.handover import Cost, Inside, NotThisPin, Over, TooNew
from sync.protocol.followup import mint

KEY, OTHER = b"k" * 32, b"o" * 32
SIGN = SigningKey(b"s" * 32)
CODE = mint("K7M", 12, b"secret")
DOSSIER = UUID("01930000-0000-7000-8000-000000000001")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LAST_DAY = date(2026, 11, 30)
CHEAP = Cost(10, 1)
PIN = "482913"
INSIDE = Inside(DOSSIER, handover.sign_permit(CODE, DOSSIER, SIGN), b"r" * 64, b"the draft")
SEALED = handover.seal(CODE, INSIDE, PIN, KEY, LAST_DAY, CHEAP)


def marked(changed: bytes) -> bytes:
    """What somebody with the commune's key could make of it."""
    return changed + handover._mark(changed, KEY)


def test_the_pin_opens_it_and_nothing_else_does() -> None:
    outside = handover.look(SEALED, KEY, NOW)
    assert (outside.code, outside.until) == (CODE, datetime(2026, 12, 1, tzinfo=UTC))
    assert handover.unseal(outside, PIN, KEY) == INSIDE
    for pin in ("482914", "", PIN + "0"):
        with pytest.raises(NotThisPin):
            handover.unseal(outside, pin, KEY)


def test_the_pin_alone_does_not_open_it_either() -> None:
    """Whoever finds a slip lacks the commune's key: every one of the million PINs can be tried, and none opens it."""
    outside = handover.look(SEALED, KEY, NOW)
    with pytest.raises(NotThisPin):
        handover.unseal(outside, PIN, OTHER)


def test_nothing_of_the_draft_or_the_dossier_is_legible() -> None:
    assert b"the draft" not in SEALED
    assert DOSSIER.bytes not in SEALED


def test_two_seals_of_one_draft_have_nothing_in_common() -> None:
    again = handover.seal(CODE, INSIDE, PIN, KEY, LAST_DAY, CHEAP)
    assert again[32:] != SEALED[32:]
    assert handover.look(again, KEY, NOW).name != handover.look(SEALED, KEY, NOW).name


@pytest.mark.parametrize("size", [0, 1, 2, 40, len(SEALED) - 1])
def test_what_is_cut_short_is_torn(size: int) -> None:
    with pytest.raises(Torn):
        handover.look(SEALED[:size], KEY, NOW)


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_one_changed_byte_is_noticed(place: int, change: int) -> None:
    data = bytearray(SEALED)
    data[place] ^= change
    with pytest.raises(BundleError):
        handover.look(bytes(data), KEY, NOW)


@given(st.binary(max_size=400))
def test_whatever_is_scanned_is_refused_by_name(data: bytes) -> None:
    for each in (data, marked(data), marked(SEALED[:8] + data), marked(bytes((0x4B, 1)) + data)):
        with pytest.raises(BundleError):
            handover.look(each, KEY, NOW)


def test_another_commune_a_newer_version_and_a_day_too_late_are_told_apart() -> None:
    with pytest.raises(Foreign):
        handover.look(SEALED, OTHER, NOW)
    with pytest.raises(TooNew):
        handover.look(SEALED[:1] + b"\2" + SEALED[2:], KEY, NOW)
    until = datetime(2026, 12, 1, tzinfo=UTC)
    handover.look(SEALED, KEY, until - timedelta(seconds=1))
    with pytest.raises(Over) as over:
        handover.look(SEALED, KEY, until)
    assert over.value.until == until


@pytest.mark.parametrize("cost", [(30, 1), (18, 200), (0, 1), (16, 0)])
def test_a_header_cannot_ask_for_more_memory_or_time_than_a_kiosk_spends(cost: tuple[int, int]) -> None:
    with pytest.raises(Torn):
        handover.look(marked(SEALED[:6] + bytes(cost) + SEALED[8:-16]), KEY, NOW)


def test_the_usual_cost_of_a_try_is_memory_hard() -> None:
    assert Cost() == Cost(memory=18, passes=3)  # libsodium's MODERATE: 256 MiB, three passes


@given(st.binary(max_size=300))
def test_digits_come_back_as_the_same_bytes(data: bytes) -> None:
    digits = handover.to_digits(data)
    assert len(digits) == handover.digits_of(len(data))
    if data:
        assert digits.isdigit()
        assert handover.from_digits(digits) == data


@pytest.mark.parametrize("text", ["", "12a", "９９９", "9" * 17, "1", "12", "0" * 5000, "1" * 19])
def test_other_digits_are_torn(text: str) -> None:
    with pytest.raises(Torn):
        handover.from_digits(text)


def test_a_permit_is_for_one_code_and_one_dossier_by_one_kiosk() -> None:
    permit = handover.show_permit(INSIDE.permit)
    key, other = SIGN.verify_key, SigningKey(b"x" * 32).verify_key
    assert handover.is_permitted(permit, CODE, DOSSIER, key)
    assert not handover.is_permitted(permit, CODE, DOSSIER, other)
    assert not handover.is_permitted(permit, mint("K7M", 13, b"secret"), DOSSIER, key)
    assert not handover.is_permitted(permit, CODE, UUID(int=DOSSIER.int + 1), key)
    for text in ("", "AAAA", "*", permit[:-2], permit + "=="):
        assert not handover.is_permitted(text, CODE, DOSSIER, key)
