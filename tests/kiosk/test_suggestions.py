"""Suggestions: found without accents, right for their place, and never learnt."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.knowledge import fold
from kiosk.suggestions import MOST, NAMES, Suggestions, _lists

LAM_DONG, XUAN_HUONG = "68", "24781"


@pytest.fixture(scope="module")
def here() -> Suggestions:
    return Suggestions(XUAN_HUONG)


def texts(suggestions: Suggestions, before: str) -> list[str]:
    return [offer.text for offer in suggestions.names(before)]


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("ng", "Nguyễn "),
        ("Tr", "Trần "),
        ("đ", "Đặng "),
        ("d", "Dương "),
        ("Nguyễn t", "Thị "),
        ("Nguyễn v", "Văn "),
        ("Nguyễn Thị huo", "Hương "),
        ("Trần Văn hùn", "Hùng "),
        ("NGU", "NGUYỄN "),
    ],
)
def test_the_part_of_a_name_that_is_meant_comes_first(here: Suggestions, before: str, first: str) -> None:
    assert texts(here, before)[0] == first


@pytest.mark.parametrize("before", ["", "Nguyễn ", "12", "Nguyễn Thị 1", "Qqq", "ng-"])
def test_nothing_is_suggested_where_nothing_fits(here: Suggestions, before: str) -> None:
    assert texts(here, before) == []


def test_a_word_that_is_whole_is_not_suggested_again(here: Suggestions) -> None:
    assert "Nguyễn " not in texts(here, "Nguyễn")


def test_a_suggestion_takes_the_place_of_the_word_that_was_begun(here: Suggestions) -> None:
    offer = here.names("Nguyễn Thị huo")[0]
    assert offer.replaces == len("huo")


@pytest.mark.parametrize(
    ("before", "found", "replaces"),
    [
        ("Thôn 3 di l", "Xã Di Linh, Tỉnh Lâm Đồng", 4),
        ("Số 12, xuan huong", "Phường Xuân Hương - Đà Lạt, Tỉnh Lâm Đồng", 10),
        ("phường xuân hươ", "Phường Xuân Hương - Đà Lạt, Tỉnh Lâm Đồng", 15),
        ("12 Trần Phú, lam don", "Tỉnh Lâm Đồng", 7),
    ],
)
def test_communes_are_found_in_an_address(here: Suggestions, before: str, found: str, replaces: int) -> None:
    offers = here.places(before)
    assert offers[0].label == found
    assert offers[0].replaces == replaces


def test_the_communes_of_the_own_province_come_first() -> None:
    at_home, elsewhere = Suggestions(XUAN_HUONG).places("phu"), Suggestions("79").places("phu")
    assert at_home[0].label.startswith(("Xã Phú", "Phường Phú", "Đặc khu Phú"))
    assert at_home[0].label.endswith("Tỉnh Lâm Đồng")
    assert elsewhere[0].label.endswith("Thành phố Hồ Chí Minh")


@pytest.mark.parametrize("before", ["", "12", "Số 12,", "ab", "xyzxyz"])
def test_no_place_is_suggested_where_none_fits(here: Suggestions, before: str) -> None:
    assert here.places(before) == ()


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_at_most_three_in_nfc_that_fit_before_the_cursor(before: str) -> None:
    suggestions = Suggestions(LAM_DONG)
    for offers in (suggestions.names(before), suggestions.places(before)):
        assert len(offers) <= MOST
        for offer in offers:
            assert unicodedata.is_normalized("NFC", offer.text)
            assert 0 < offer.replaces <= len(before)


def test_the_lists_are_in_nfc_and_say_where_they_come_from() -> None:
    for names in _lists().values():
        assert all(unicodedata.is_normalized("NFC", name) and name == name.strip() for name in names)
        assert len(names) > 50
    assert "Written by hand" in NAMES.read_text("utf-8")


def test_nothing_is_learnt() -> None:
    before = dict(vars(Suggestions()))
    suggestions = Suggestions()
    for _ in range(50):
        suggestions.names("Zzyzx")
        suggestions.places("Zzyzx Zzyzx")
    assert vars(suggestions) == before
    assert suggestions.names("Zzy") == ()


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("Số 12 đường le l", "Lê Lợi"),
        ("12/3 Đường Trần H", "Trần Hưng Đạo"),
        ("Thôn 2, phố hai ba", "Hai Bà Trưng"),
        ("duong 30", "30 Tháng 4"),
    ],
)
def test_a_street_is_suggested_after_its_kind(before: str, first: str) -> None:
    offers = Suggestions().streets(before)
    assert offers[0].text == first
    typed = before[len(before) - offers[0].replaces :]
    assert before.endswith(typed)
    assert fold(first).startswith(fold(typed))


@pytest.mark.parametrize(
    "before", ["", "đường ", "ông Dương l", "tổ dân phố 3", "le loi", "đường Lê Lợi", "đường Lê Lợi, x"]
)
def test_no_street_is_suggested_elsewhere(before: str) -> None:
    assert Suggestions().streets(before) == ()
