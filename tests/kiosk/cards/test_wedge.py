"""A scanner that types is told from a person who types, and neither loses a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards.wedge import MAX_GAP, MAX_SCAN, Heard, WedgeListener


def play(keys: list[tuple[str, float]]) -> tuple[str, list[str]]:
    """Key presses with the gap before each; what was typed and what was scanned in the end."""
    listener, now, typed, scans = WedgeListener(), 100.0, "", []

    def take(heard: Heard) -> None:
        nonlocal typed
        typed += heard.typed
        if heard.scan is not None:
            scans.append(heard.scan)

    for letter, gap in keys:
        now += gap
        take(listener.feed(letter, now))
    take(listener.idle(now + 1))
    assert not listener.holds
    return typed, scans


def keys(text: str, gap: float) -> list[tuple[str, float]]:
    return [(letter, gap) for letter in text]


def test_a_scan_with_enter_is_one_scan_and_no_enter():
    assert play(keys("001155012345|x|y\r", 0.008)) == ("", ["001155012345|x|y"])


def test_a_scan_without_enter_is_given_out_when_it_is_over():
    assert play(keys("001155012345", 0.008)) == ("", ["001155012345"])


@pytest.mark.parametrize("gap", [0.06, 0.08, 0.2, 1.0])
def test_typing_is_typing(gap):
    assert play(keys("Nguyễn Thị Mận\r", gap)) == ("Nguyễn Thị Mận\r", [])


def test_two_keys_rolled_over_each_other_are_typing():
    assert play([("a", 0.3), ("n", 0.02), ("h", 0.3), ("\r", 0.01)]) == ("anh\r", [])


def test_a_key_held_down_is_typing():
    assert play(keys("0" * 60, 0.033)) == ("0" * 60, [])


def test_a_scan_after_typing_leaves_the_typing_alone():
    assert play([*keys("Mận", 0.2), ("1", 0.2), *keys("23456789012\n", 0.01)]) == ("Mận", ["123456789012"])


def test_a_flood_is_cut_where_the_readers_see_that_it_is_too_long():
    typed, scans = play(keys("ab" * 50_000 + "\r", 0.0001))
    assert typed == ""
    assert len(scans[0]) == MAX_SCAN + 1


def test_forgetting_drops_what_is_held():
    listener = WedgeListener()
    listener.feed("1", 0.0)
    assert listener.holds
    listener.forget()
    assert listener.idle(9.0) == Heard()


@given(st.lists(st.tuples(st.sampled_from("abc1|\r"), st.floats(0.0001, 0.3)), max_size=60))
def test_every_letter_comes_out_once_and_in_order(presses):
    listener, now, out = WedgeListener(), 0.0, ""
    for letter, gap in presses:
        now += gap
        heard = listener.feed(letter, now)
        out += heard.typed + (heard.scan or "")
    rest = listener.idle(now + 1)
    out += rest.typed + (rest.scan or "")
    assert out.replace("\r", "") == "".join(letter for letter, _ in presses if letter != "\r")
    typed, _ = play(presses)
    if all(gap > MAX_GAP for _, gap in presses):
        assert typed == "".join(letter for letter, _ in presses)
