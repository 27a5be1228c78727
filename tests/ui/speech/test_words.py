"""What is written is not what is said: numbers, codes, dates and abbreviations are heard as people compare them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.speech.words import language_of, spoken


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("Số 001155083417", "vi", "Số 0 0 1, 1 5 5, 0 8 3, 4 1 7"),
        ("Số cũ 012345678.", "vi", "Số cũ 0 1 2, 3 4 5, 6 7 8."),
        ("Mã của ông bà: ABC-DEFGH-J", "vi", "Mã của ông bà: A B C, D E F G H, J"),
        ("K7Q-4XW2M-P", "en", "K 7 Q, 4 X W 2 M, P"),
        ("ngày 15/08/1955", "vi", "ngày 15 tháng 8 năm 1955"),
        ("Sinh 01/06/2021", "vi", "Sinh ngày 1 tháng 6 năm 2021"),
        ("on 15/08/1955", "en", "on 15, 8, 1955"),
        ("Lệ phí 12.000 đồng", "vi", "Lệ phí 12000 đồng"),
        ("1.250.000 đồng", "vi", "1250000 đồng"),
        ("trước 15:00", "vi", "trước 15 giờ"),
        ("lúc 7:30", "vi", "lúc 7 giờ 30"),
        ("gọi 0912 345 678", "vi", "gọi 0 9 1, 2 3 4, 5 6 7, 8"),
        ("Thủ tục 1.001193", "vi", "Thủ tục 1, 0 0 1, 1 9 3"),
        ("Năm 1955 có 5 người", "vi", "Năm 1955 có 5 người"),
        ("Thẻ CCCD do UBND xã", "vi", "Thẻ căn cước công dân do ủy ban nhân dân xã"),
        ("Nhấn “Tiếp tục”.", "vi", "Nhấn Tiếp tục."),
        ("Mẫu 04-HT", "vi", "Mẫu 0 4, H T"),
        ("COVID-19", "en", "C O V I D, 1 9"),
        ("", "vi", ""),
    ],
)
def test_a_sentence_as_it_is_heard(written: str, language: str, said: str) -> None:
    assert spoken(written, language) == said


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_citizen_number_is_never_said_as_one_number(number: int) -> None:
    twelve = f"{number:012d}"
    said = spoken(f"Số {twelve} ghi trên thẻ", "vi")
    digits = [part for part in said.replace(",", " ").split() if part.isdigit()]
    assert digits == list(twelve)


@given(st.text(max_size=80), st.sampled_from(["vi", "en", "ar"]))
def test_any_text_can_be_said(text: str, language: str) -> None:
    said = spoken(text, language)
    letters = [each for each in unicodedata.normalize("NFC", text) if each.isdigit() and each.isascii()]
    heard = [each for each in said if each.isdigit() and each.isascii()]
    # Leading zeros of days, months and hours are not said.
    assert [each for each in heard if each != "0"] == [each for each in letters if each != "0"]


@pytest.mark.parametrize(
    ("text", "interface", "voice"),
    [
        ("Họ tên của ông bà", "vi", "vi"),
        ("Your name", "en", "en"),
        ("Họ tên của ông bà", "ar", "vi"),
        ("Your name", "ar", "en"),
        ("ما اسمك؟", "ar", "ar"),
        ("12", "ar", "ar"),
        ("ឈ្មោះ", "km", "km"),
        ("Số căn cước", "km", "vi"),
    ],
)
def test_a_form_keeps_its_own_voice_under_another_interface(text: str, interface: str, voice: str) -> None:
    assert language_of(text, interface) == voice
