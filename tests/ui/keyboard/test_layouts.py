"""The layouts: every row as wide as the next, every letter there, every key where it was in the other way of typing."""

import pytest

from ui.keyboard.layouts import Act, columns_of, rows_for
from ui.keyboard.letters import Mark
from ui.keyboard.typing import Kind, Way


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("compact", [False, True])
def test_every_row_is_as_wide_as_the_layout(kind: Kind, way: Way, compact: bool, signs: bool) -> None:
    rows = rows_for(kind, way, compact=compact, signs=signs)
    assert {round(sum(key.span for key in row), 3) for row in rows} == {round(columns_of(rows), 3)}
    keys = [key for row in rows for key in row if key.act is not Act.GAP]
    assert len(keys) == len(set(keys)), "a key is there twice"
    acts = [key.act for key in keys]
    assert acts.count(Act.GO_ON) == acts.count(Act.HIDE) == acts.count(Act.DELETE) == 1


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NAME, Kind.PLACE, Kind.SEARCH, Kind.EMAIL, Kind.CODE, Kind.LINES])
def test_every_letter_and_every_digit_can_be_typed(kind: Kind, compact: bool) -> None:
    for way in Way:
        typed = "".join(
            key.text
            for signs in (False, True)
            for row in rows_for(kind, way, compact=compact, signs=signs)
            for key in row
            if key.act is Act.TYPE
        )
        assert set("abcdefghijklmnopqrstuvwxyz0123456789-") <= set(typed)
        marks = {key.text for row in rows_for(kind, way, compact=compact) for key in row if key.act is Act.MARK}
        assert marks == (set(Mark) if way is Way.MARKS and kind not in (Kind.EMAIL, Kind.CODE, Kind.LINES) else set())


@pytest.mark.parametrize("compact", [False, True])
def test_letters_stay_where_they_are_in_every_way_of_typing(compact: bool) -> None:
    def places(way: Way) -> dict[str, tuple[int, float]]:
        found = {}
        for number, row in enumerate(rows_for(Kind.TEXT, way, compact=compact)):
            at = 0.0
            for key in row:
                if key.act is Act.TYPE and key.text.isalpha():
                    found[key.text] = (number, at)
                at += key.span
        return found

    assert places(Way.MARKS) == places(Way.TELEX) == places(Way.VNI)
    assert len(places(Way.MARKS)) == 26


def test_numbers_have_the_signs_they_need_and_no_letters() -> None:
    for compact in (False, True):
        for kind, signs in ((Kind.DIGITS, ""), (Kind.DECIMAL, ",-"), (Kind.PHONE, "+")):
            typed = {key.text for row in rows_for(kind, Way.MARKS, compact=compact) for key in row if key.text}
            assert typed == set("0123456789" + signs)
        english = {key.text for row in rows_for(Kind.DECIMAL, Way.MARKS, compact=compact, decimal=".") for key in row}
        assert "." in english
        assert "," not in english


def test_the_lines_of_a_card_have_the_sign_that_fills_them() -> None:
    for compact in (False, True):
        for kind in (Kind.LINES, Kind.CODE):
            typed = {key.text for row in rows_for(kind, Way.MARKS, compact=compact) for key in row}
            assert ("<" in typed) is (kind is Kind.LINES)
