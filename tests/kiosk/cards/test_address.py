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
    ("text", "expected"),
    [
        ("Tổ 3, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội", ("Phường Hồng Hà", "Tổ 3")),
        ("Tổ 3, Phúc Xá, Ba Đình, Hà Nội", ("Phường Hồng Hà", "Tổ 3")),
        ("Số 1, P. 5, Q. 3, TP HCM", ("Phường Bàn Cờ", "Số 1")),
        ("Phường 05, Quận 3, TP.HCM", ("Phường Bàn Cờ", "")),
        ("bến nghé, q.1, hồ chí minh", ("Phường Sài Gòn", "")),
        ("Thôn 4, Côn Đảo, Bà Rịa - Vũng Tàu", ("Đặc khu Côn Đảo", "Thôn 4")),
        ("Xóm 1, An Sơn, Nam Sách, Hải Dương", ("Xã Thái Tân", "Xóm 1")),
    ],
)
def test_an_address_of_three_tiers_gives_the_commune_of_today(text, expected):
    guess = match_address(text, OLD)
    assert (commune(guess.commune).name, guess.detail, guess.choices) == (*expected, ())


def test_a_commune_that_was_split_is_asked_about():
    guess = match_address("Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội", OLD)
    assert (guess.province, guess.commune, guess.detail) == ("01", "", "Số 12")
    assert [commune(code).name for code in guess.choices] == ["Phường Hoàn Kiếm", "Phường Cửa Nam"]


def test_where_both_readings_fit_a_person_is_asked():
    """Without the day of issue "Phường Hai Bà Trưng, …" may be three tiers or a street and two tiers."""
    guess = match_address("Số 5, Hàng Bột, Phường Đống Đa, Hà Nội", OLD)
    assert commune(guess.commune).name == "Phường Đống Đa"
    asked = match_address("Số 5, Hàng Bột, Đống Đa, Hà Nội", "")
    assert asked.commune == ""
    assert len(asked.choices) > 1


@pytest.mark.parametrize(
    ("text", "issued_on"),
    [
        ("Phường Đống Đa, Quận Đống Đa, Hà Nội", NEW),
        ("Phường Không Có Thật, Quận Đống Đa, Hà Nội", OLD),
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


def test_a_province_that_was_merged_away_leads_to_that_of_today():
    guess = match_address("Xã Không Có Thật, Hải Dương")
    assert province(guess.province).name == "Thành phố Hải Phòng"
    assert (guess.commune, guess.detail) == ("", "Xã Không Có Thật, Hải Dương")


def test_every_commune_of_the_country_is_found_by_its_own_name():
    for row in communes():
        guess = match_address(f"Số 1, {row.name}, {province(row.province).name}")
        assert (guess.province, guess.commune, guess.detail) == (row.province, row.code, "Số 1")


@given(st.text(st.characters(exclude_categories=()), max_size=500), st.sampled_from(["", OLD, NEW]))
def test_any_text_has_an_answer_that_keeps_it(text, issued_on):
    guess = match_address(text, issued_on)
    if not guess.commune and not guess.choices:
        assert guess.detail == " ".join(text[:400].split())
