"""A scanned receipt proves itself; what a scanner or a hand did to it is undone or said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from kiosk.receipts import ReceiptProblem, ReceiptRead, ReceiptUnreadable
from kiosk.receipts.reading import read_receipt
from sync.protocol.followup import ALPHABET, make_token, mint, show_code

KEY, OTHER = SigningKey(b"k" * 32), SigningKey(b"o" * 32)
CODE, FOREIGN = mint("K7M", 3, b"s"), mint("ZZ2", 3, b"s")
TOKEN = make_token(CODE, KEY)
LINK = f"https://dvc.example.vn/h/{TOKEN}"


def read(text: str) -> ReceiptRead:
    return read_receipt(text, KEY.verify_key, "K7M")


def problem(text: str) -> tuple[ReceiptProblem, str]:
    with pytest.raises(ReceiptUnreadable) as caught:
        read(text)
    return caught.value.reason, caught.value.code


@pytest.mark.parametrize(
    "text", [TOKEN, LINK, f"{LINK}/", f" {LINK}\r\n", f"\ufeff{TOKEN}", f"http://10.0.0.1:8000/h/{TOKEN}"]
)
def test_our_own_receipt_is_proven(text: str):
    assert read(text) == ReceiptRead(CODE, proven=True, ours=True)


@pytest.mark.parametrize("text", [TOKEN.swapcase(), LINK.swapcase()])
def test_caps_lock_on_a_scanner_that_types_is_undone(text: str):
    assert read(text) == ReceiptRead(CODE, proven=True, ours=True)


@pytest.mark.parametrize(
    "text", [TOKEN.upper(), TOKEN.lower(), LINK.upper(), TOKEN[:-1], TOKEN[:40], TOKEN[:12], LINK[:-30]]
)
def test_a_destroyed_signature_still_gives_the_code_to_confirm(text: str):
    assert problem(text) == (ReceiptProblem.TORN, CODE)


@pytest.mark.parametrize(
    "text", [CODE, show_code(CODE), show_code(CODE).lower(), " ".join(CODE), f"{show_code(CODE)}."]
)
def test_a_typed_code_proves_nothing(text: str):
    assert read(text) == ReceiptRead(CODE, proven=False, ours=True)


def test_a_receipt_of_another_kiosk_cannot_be_checked_here():
    assert read(make_token(FOREIGN, OTHER)) == ReceiptRead(FOREIGN, proven=False, ours=False)
    assert read(FOREIGN) == ReceiptRead(FOREIGN, proven=False, ours=False)


def test_a_code_from_before_the_kiosk_was_enrolled_again_is_still_proven():
    assert read_receipt(TOKEN, KEY.verify_key, "NEW") == ReceiptRead(CODE, proven=True, ours=True)


def test_a_forged_receipt_of_ours_is_told():
    assert problem(make_token(CODE, OTHER)) == (ReceiptProblem.FORGED, CODE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", ReceiptProblem.EMPTY),
        (" \n", ReceiptProblem.EMPTY),
        ("https://vneid.gov.vn/", ReceiptProblem.NOT_A_RECEIPT),
        ("001155012345|012345678|Nguyễn Thị Mận|15081955|Nữ|Hà Nội|25042021", ReceiptProblem.CARD),
        ("WIFI:T:WPA;S:x;P:y;;|", ReceiptProblem.NOT_A_RECEIPT),
        ("K7M-ABC", ReceiptProblem.CODE_LENGTH),
        (CODE + "2", ReceiptProblem.CODE_LENGTH),
        ("K7M-0BCDE-F", ReceiptProblem.CODE_LETTERS),
        ("mã của tôi", ReceiptProblem.CODE_LETTERS),
        ("A" * 300, ReceiptProblem.NOT_A_RECEIPT),
        ("A" * 10_000_000, ReceiptProblem.TOO_LONG),
    ],
)
def test_each_wrong_text_has_its_reason(text: str, reason: ReceiptProblem):
    assert problem(text)[0] is reason


@given(st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_mistyped_letter_is_noticed(position: int, letter: str):
    if CODE[position] != letter:
        assert problem(CODE[:position] + letter + CODE[position + 1 :]) == (ReceiptProblem.CODE_MISTYPED, "")


@given(st.integers(0, len(LINK) - 1), st.sampled_from("abXY29-_./|"))
def test_one_changed_letter_never_proves_anything_else(position: int, letter: str):
    text = LINK[:position] + letter + LINK[position + 1 :]
    try:
        found = read(text)
    except ReceiptUnreadable:
        return
    assert found.code == CODE or not found.proven


@given(st.text(st.characters(exclude_categories=()), max_size=450))
def test_nothing_but_receipt_unreadable_ever_comes_out(text: str):
    try:
        found = read(text)
    except ReceiptUnreadable:
        return
    assert not found.proven


@pytest.mark.parametrize("reissue", [1, 2, 9])
@pytest.mark.parametrize(("code", "ours"), [(CODE, True), (FOREIGN, False)])
def test_a_receipt_that_the_portal_replaced_is_proven(reissue: int, code: str, ours: bool):
    link = f"https://dvc.example.vn/h/{make_token(code, OTHER, reissue)}"
    portal = OTHER.verify_key
    assert read_receipt(link, KEY.verify_key, "K7M", portal) == ReceiptRead(code, proven=True, ours=ours)
    stranger = SigningKey(b"s" * 32).verify_key
    if ours:
        with pytest.raises(ReceiptUnreadable):
            read_receipt(link, KEY.verify_key, "K7M", stranger)
    else:
        assert not read_receipt(link, KEY.verify_key, "K7M", stranger).proven
