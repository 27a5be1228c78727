"""Scans of cards fill a form; whatever else is scanned gets a reason, quickly, and nothing else."""

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from kiosk.cards import CardData, CardUnreadable, Oddity, Unreadable, parse_card_qr
from sync.protocol.followup import make_token, mint

TODAY = date(2026, 11, 23)
CARD = "001155012345|012345678|Nguyễn Thị Mận|15081955|Nữ|Số 5, Ngõ 12, Hàng Bột, Đống Đa, Hà Nội|25042021"
CARD_WITHOUT_CMND = "048048000123||Trần Văn Hòa|02091948|Nam|K10/2 Trưng Nữ Vương, Bình Hiên, Hải Châu|10082021"


def read(text: str) -> CardData:
    return parse_card_qr(text, TODAY)


def reason(text: str) -> Unreadable:
    with pytest.raises(CardUnreadable) as caught:
        read(text)
    assert text[:12] not in str(caught.value) or len(text) < 4  # errors end up in logs
    return caught.value.reason


def with_field(index: int, value: str) -> str:
    fields = CARD.split("|")
    fields[index] = value
    return "|".join(fields)


def test_a_card_fills_every_field():
    card = read(CARD)
    assert (card.id_number, card.old_id_number) == ("001155012345", "012345678")
    assert (card.full_name, card.birth_date, card.sex) == ("Nguyễn Thị Mận", "1955-08-15", "female")
    assert card.address == "Số 5, Ngõ 12, Hàng Bột, Đống Đa, Hà Nội"
    assert card.issued_on == "2021-04-25"
    assert card.oddities == ()


def test_a_card_without_cmnd():
    card = read(CARD_WITHOUT_CMND)
    assert (card.old_id_number, card.sex, card.birth_date) == ("", "male", "1948-09-02")


@pytest.mark.parametrize("extra", ["|", "||||", "|Nguyễn Văn A|Trần Thị B|", "|||x" * 5])
def test_fields_behind_the_seventh_of_newer_cards_are_left_alone(extra):
    assert read(CARD + extra) == read(CARD)


@pytest.mark.parametrize("around", ["\r\n", "\t", "\ufeff", " ", "\x02", "\x1d\n"])
def test_what_scanners_add_at_the_ends_is_dropped(around):
    assert read(around + CARD + around) == read(CARD)


def test_decomposed_letters_are_composed():
    card = read(unicodedata.normalize("NFD", CARD))
    assert card == read(CARD)
    assert unicodedata.is_normalized("NFC", card.full_name + card.address)


def test_utf8_read_with_a_western_code_page_is_put_right():
    latin = CARD.encode().decode("latin-1")
    assert read(latin) == read(CARD)
    windows = "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c for c in latin)
    assert windows != latin
    assert read(windows) == read(CARD)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("NGUYỄN THỊ MẬN", "Nguyễn Thị Mận"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("K'BRƠI", "K'Brơi"),
        ("Nguyễn  Thị   Mận", "Nguyễn Thị Mận"),
        ("Y Bhăm Êban", "Y Bhăm Êban"),
        ("Đặng Ơ", "Đặng Ơ"),
    ],
)
def test_names_are_taken_as_printed_and_capitals_become_initials(printed, expected):
    assert read(with_field(2, printed)).full_name == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("01011955", "1955-01-01"), ("1955", "1955"), ("00001955", "1955"), ("00081955", "1955-08"), ("", "")],
)
def test_a_birth_date_is_as_full_as_the_card_knows_it(printed, expected):
    card = read(with_field(3, printed))
    assert card.birth_date == expected
    assert (Oddity.BIRTH_DATE_PARTIAL in card.oddities) == (len(expected) < 10)


@pytest.mark.parametrize("printed", ["31021955", "15131955", "15001955", "24112026", "15081555", "1508195", "hôm nay"])
def test_a_date_that_cannot_be_is_refused(printed):
    assert reason(with_field(3, printed)) is Unreadable.BAD_DATE


def test_a_dead_clock_does_not_put_every_card_into_the_future():
    assert parse_card_qr(CARD, date(1970, 1, 1)).birth_date == "1955-08-15"


def test_a_card_issued_before_birth_is_refused():
    assert reason(with_field(6, "25041921")) is Unreadable.BAD_DATE


def test_what_does_not_fit_the_number_is_pointed_out_and_not_refused():
    assert read(with_field(4, "Nam")).oddities == (Oddity.SEX_DIFFERS,)
    assert read(with_field(3, "15081956")).oddities == (Oddity.BIRTH_YEAR_DIFFERS,)
    assert read(with_field(0, "003155012345")).oddities == (Oddity.PROVINCE_UNKNOWN,)


def test_a_missing_sex_is_the_one_in_the_number():
    assert read(with_field(4, "")).sex == "female"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Unreadable.EMPTY),
        (" \r\n", Unreadable.EMPTY),
        (CARD + "x" * 2000, Unreadable.TOO_LONG),
        ("https://vneid.gov.vn/", Unreadable.NOT_A_CARD),
        ("00020101021138570010A000000727", Unreadable.NOT_A_CARD),
        ("xin chào", Unreadable.NOT_A_CARD),
        ("a|b|c|d|e|f|g", Unreadable.NOT_A_CARD),
        ("001155012345|" + "|" * 40, Unreadable.NOT_A_CARD),
        ("001155012345", Unreadable.TORN),
        ("001155012345|012345678|Nguyễn Thị M", Unreadable.TORN),
        (CARD[:-3], Unreadable.TORN),
        (CARD[3:], Unreadable.BAD_NUMBER),
        (with_field(0, "001455012345"), Unreadable.BAD_NUMBER),  # born 2155
        (with_field(2, ""), Unreadable.BAD_NAME),
        (with_field(2, "12345"), Unreadable.BAD_NAME),
        (with_field(2, "<script>"), Unreadable.BAD_NAME),
        (with_field(2, "Nguyễn" * 40), Unreadable.BAD_NAME),
        (with_field(2, "Nguy?n Th? M?n"), Unreadable.DAMAGED_TEXT),
        (with_field(5, "S\ufffd 5"), Unreadable.DAMAGED_TEXT),
        (with_field(5, "Hà Nội " * 100), Unreadable.TOO_LONG),
    ],
)
def test_each_wrong_scan_has_its_reason(text, expected):
    assert reason(text) is expected


def test_a_receipt_scanned_instead_of_a_card_is_told_apart():
    token = make_token(mint("ABC", 7, b"secret"), SigningKey.generate())
    assert reason(token) is Unreadable.RECEIPT
    assert reason(f"http://10.0.0.1:8000/h/{token}") is Unreadable.RECEIPT


def test_ten_megabytes_are_answered_at_once():
    for text in ("|" * 10_000_000, "0" * 10_000_000, CARD * 100_000, "\u0301" * 10_000_000):
        begun = time.thread_time()
        assert reason(text) is Unreadable.TOO_LONG
        assert time.thread_time() - begun < 0.05


PIECES = st.sampled_from([*CARD.split("|"), "|", "||", "\0", "?", "\ud800", "\u0301", "Ã", "١٢٣", "9" * 12, ""])


@given(st.text(st.characters(exclude_categories=()), max_size=2100) | st.lists(PIECES, max_size=30).map("|".join))
def test_nothing_but_card_unreadable_ever_comes_out(text):
    try:
        card = read(text)
    except CardUnreadable:
        return
    assert len(card.id_number) == 12
    assert unicodedata.is_normalized("NFC", card.full_name + card.address)


@given(st.integers(0, len(CARD) - 1))
def test_a_card_torn_anywhere_is_never_read_as_something_else(length):
    torn, whole = CARD[:length], read(CARD)
    if not torn.endswith("|") or torn.count("|") < 6:
        assert reason(torn) in {Unreadable.EMPTY, Unreadable.NOT_A_CARD, Unreadable.TORN}
        return
    card = read(torn)
    assert (card.full_name, card.birth_date, card.address) == (whole.full_name, whole.birth_date, whole.address)
    assert card.issued_on == ""


def test_a_card_is_not_written_into_logs():
    assert "Mận" not in repr(read(CARD))
    assert "0123" not in repr(read(CARD))
    assert "full_name" in repr(read(CARD))
