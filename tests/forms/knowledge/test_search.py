"""What people type finds what they mean, whether the accents, the spelling or the blanks are right or not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.knowledge.search import MAX_QUESTION, Entry, Index
from forms.knowledge.spelling import bare, is_a_slip, unkeyed, words_of

ENTRIES = (
    Entry("birth", ((8, "Đăng ký khai sinh"), (7, "giấy khai sinh"), (1, "Cho trẻ mới sinh"))),
    Entry("death", ((8, "Đăng ký khai tử"), (7, "giấy chứng tử"))),
    Entry("rent", ((8, "Đăng ký tạm trú"), (7, "thuê nhà"))),
    Entry("tax", ((8, "Khai thuế đất"), (7, "thuế nhà"))),
    Entry("book", ((8, "Cấp đổi Giấy chứng nhận"), (7, "sổ đỏ"))),
    Entry("filler-1", ((4, "Thủ tục hải quan đối với hàng hóa"),)),
    Entry("filler-2", ((4, "Hỗ trợ phát triển sản xuất cộng đồng"),)),
    Entry("filler-3", ((4, "Công bố mở cảng cá"),)),
)
INDEX = Index(ENTRIES)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("khai sinh", "birth"),
        ("KHAI SINH", "birth"),
        ("khai sin", "birth"),
        ("khai s", "birth"),
        ("khaisinh", "birth"),
        ("khia sinh", "birth"),
        ("khai sihn", "birth"),
        ("giaays khai sinh", "birth"),
        ("làm giấy khai sinh cho cháu", "birth"),
        ("chứng tử", "death"),
        ("thuế nhà", "tax"),
        ("thuê nhà", "rent"),
        ("nhà cho thuê", "rent"),
        ("so do", "book"),
        ("soor ddor", "book"),
        ("sổ đ", "book"),
        ("hải quan", "filler-1"),
        ("hàng hoá", "filler-1"),  # the tone in its new place
    ],
)
def test_the_first_is_what_was_meant(question, first):
    assert INDEX.search(question)[0] == first


def test_composed_and_decomposed_letters_are_the_same():
    assert INDEX.search(unicodedata.normalize("NFD", "thuế nhà")) == INDEX.search("thuế nhà")


@pytest.mark.parametrize("question", ["", "   ", "?!…", "xyzzy", "khai xyzzy plugh"])
def test_what_fits_nothing_finds_nothing(question):
    assert INDEX.search(question) == []


def test_only_as_many_as_asked_for():
    assert len(INDEX.search("đăng ký", limit=2)) == 2


def test_what_is_favoured_comes_first_among_equals():
    entries = (Entry("a", ((5, "đăng ký xe"),)), Entry("b", ((5, "đăng ký xe"),), favour=1.2))
    assert Index(entries).search("đăng ký xe") == ["b", "a"]


@given(st.text(max_size=2 * MAX_QUESTION))
def test_any_text_is_a_question(question):
    found = INDEX.search(question)
    assert len(found) == len(set(found))
    assert found == INDEX.search(question)


@given(st.sampled_from([text for entry in ENTRIES for _, text in entry.texts]))
def test_a_name_finds_its_procedure_with_and_without_accents(name):
    owners = {entry.key for entry in ENTRIES if any(text == name for _, text in entry.texts)}
    assert INDEX.search(name)[0] in owners
    assert owners & set(INDEX.search(" ".join(bare(word) for word in words_of(name))))


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("khia", "khai", True),
        ("kha", "khai", True),
        ("khaii", "khai", True),
        ("khoi", "khai", True),
        ("khai", "khai", True),
        ("hiak", "khai", False),
        ("kh", "khai", False),
        ("kahi", "khia", False),
    ],
)
def test_a_slip_is_one_letter_or_two_exchanged(typed, meant, slip):
    assert is_a_slip(typed, meant) is slip
    assert is_a_slip(meant, typed) is slip


@pytest.mark.parametrize(("keys", "word"), [("giaays", "giay"), ("ddor", "do"), ("nhaf", "nha"), ("huwowng", "huong")])
def test_telex_keys_that_nobody_composed_are_understood(keys, word):
    assert unkeyed(keys) == word
