"""An address from a card gives a commune only when there is no doubt, and loses nothing otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.knowledge import commune, communes, province
from kiosk.cards import AddressGuess, match_address

OLD, NEW = "2021-04-25", "2025-07-01"


@pytest.mark.parametrize(
    ("text", "issued_on", "expected"),
    [
        ("Số 5, Hàng Bột, Đống Đa, Hà Nội", NEW, ("Thành phố Hà Nội", "Phường Đống Đa", "Số 5, Hàng Bột")),
        ("Số 5, Phường Đống Đa, TP. Hà Nội", OLD, ("Thành phố Hà Nội", "Phường Đống Đa", "Số 5")),
        ("Số 12, P. Hải Châu, TP Đà Nẵng, Việt Nam", "", ("Thành phố Đà Nẵng", "Phường Hải Châu", "Số 12")),
        ("Xã Cần Giờ, TP.HCM", "", ("Thành phố Hồ Chí Minh", "Xã Cần Giờ", "")),
        ("thôn 3, xã di linh, tỉnh lâm đồng", "", ("Tỉnh Lâm Đồng", "Xã Di Linh", "thôn 3")),
    ],
)  # fmt: skip
def test_an_address_of_two_tiers_gives_the_commune(text, issued_on, expected):
    guess = match_address(text, issued_on)
    assert (province(guess.province).name, commune(guess.commune).name, guess.detail) == expected


@pytest.mark.parametrize(
    ("text", "issued_on"),
    [
        ("Số 5, Ngõ 12, Hàng Bột, Đống Đa, Hà Nội", OLD),  # Đống Đa was a district then
        ("Số 5, Ngõ 12, Hàng Bột, Đống Đa, Hà Nội", ""),
        ("Phường Đống Đa, Quận Đống Đa, Hà Nội", NEW),
        ("Xã Không Có Thật, Hà Nội", NEW),
        ("Hà Nội", NEW),
    ],
)
def test_doubt_leaves_the_commune_open_and_the_text_whole(text, issued_on):
    assert match_address(text, issued_on) == AddressGuess("01", "", text)


def test_accents_and_kind_tell_communes_of_one_spelling_apart():
    assert commune(match_address("Xã Ba Tơ, Quảng Ngãi").commune).name == "Xã Ba Tơ"
    assert commune(match_address("Xã Ba Tô, Quảng Ngãi").commune).name == "Xã Ba Tô"
    assert match_address("Xã Ba To, Quảng Ngãi").commune == ""
    assert commune(match_address("Phường Mỹ Tho, Đồng Tháp").commune).name == "Phường Mỹ Tho"


def test_a_province_that_was_merged_away_is_not_guessed():
    assert match_address("Xã Nam Sách, Hải Dương") == AddressGuess("", "", "Xã Nam Sách, Hải Dương")


def test_every_commune_of_the_country_is_found_by_its_own_name():
    for row in communes():
        guess = match_address(f"Số 1, {row.name}, {province(row.province).name}")
        assert (guess.province, guess.commune, guess.detail) == (row.province, row.code, "Số 1")


@given(st.text(st.characters(exclude_categories=()), max_size=500), st.sampled_from(["", OLD, NEW]))
def test_any_text_has_an_answer_that_keeps_it(text, issued_on):
    guess = match_address(text, issued_on)
    if not guess.commune:
        assert guess.detail == " ".join(text[:400].split())
