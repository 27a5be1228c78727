"""Words that do not fit the smallest screen are found before an elder sees half of them."""

import pytest

from forms.pack.room import CHOICE, HEADING, fault


@pytest.mark.parametrize(
    "text", ["", "Họ, chữ đệm, tên của ông/bà", "Trên thẻ ghi: ${address_on_card_that_is_very_long}"]
)
def test_what_fits_is_left_in_peace(text: str) -> None:
    assert fault(text, HEADING) == ""


def test_too_many_lines_are_counted() -> None:
    assert "takes 4 lines" in fault("Ông/bà ghi giúp họ tên " * 4, HEADING)
    assert fault("Ông/bà ghi giúp họ tên " * 4, CHOICE) != ""


def test_a_word_wider_than_the_screen_is_named() -> None:
    assert "'Donaudampfschifffahrtsgesellschaft' is wider" in fault("Die Donaudampfschifffahrtsgesellschaft", HEADING)


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert fault("MMMMM " * 12, HEADING) != ""
    assert fault("iiiii " * 12, HEADING) == ""
