"""A VietQR says what the specification says, and nothing that is not one is taken for it.

The vectors are put together here by hand from the specifications: EMVCo's list of objects and NAPAS's template. The
checksum is worked out bit by bit, which the program does not do.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.payment import MAX_AMOUNT, Transfer, VietQrUnreadable, read_vietqr, vietqr
from forms.payment.vietqr import checksum


def crc_bit_by_bit(data: bytes) -> str:
    """CRC-16 with the polynomial x^16 + x^12 + x^5 + 1, from FFFF, nothing reflected."""
    register = 0xFFFF
    for byte in data:
        for bit in range(7, -1, -1):
            carry = (register >> 15) ^ (byte >> bit & 1)
            register = (register << 1 & 0xFFFF) ^ (0x1021 if carry else 0)
    return f"{register:04X}"


def finished(text: str) -> str:
    """The text with object 63; "|" only keeps the objects apart for the eye."""
    text = text.replace("|", "")
    return f"{text}6304{crc_bit_by_bit(f'{text}6304'.encode())}"


# 38: 00 = A000000727 (14), 01 = {00 = 970499 (10), 01 = account}, 02 = QRIBFTTA (12)
TEN_DIGITS = "38540010A00000072701240006970499011000112233440208QRIBFTTA"
ONE_DIGIT = "38450010A00000072701150006970499010170208QRIBFTTA"
NINETEEN = "38630010A00000072701330006970499011912345678901234567890208QRIBFTTA"
VECTORS = [
    (Transfer("970499", "0011223344"), "000201010211" + TEN_DIGITS + "53037045802VN"),
    (Transfer("970499", "0011223344", 1), "000201010212" + TEN_DIGITS + "5303704540115802VN"),
    (Transfer("970499", "0011223344", 1250000), "000201010212" + TEN_DIGITS + "5303704540712500005802VN"),
    (
        Transfer("970499", "0011223344", 50000, "K7Q234RTX", "THUE DAT K7Q234RTX"),
        "000201010212" + TEN_DIGITS + "53037045405500005802VN62350509K7Q234RTX0818THUE DAT K7Q234RTX",
    ),
    (
        Transfer("970499", "7", MAX_AMOUNT, purpose="A"),
        "000201010212" + ONE_DIGIT + "530370454129999999999995802VN62050801A",
    ),
    (Transfer("970499", "1234567890123456789"), "000201010211" + NINETEEN + "53037045802VN"),
]


def test_the_checksum_is_the_one_of_the_specification() -> None:
    """29B1 is the known check value of this CRC over the digits one to nine."""
    assert crc_bit_by_bit(b"123456789") == "29B1"
    assert checksum("123456789") == "29B1"


@pytest.mark.parametrize(("transfer", "text"), VECTORS)
def test_the_text_is_what_the_specification_makes_of_a_transfer(transfer: Transfer, text: str) -> None:
    assert vietqr(transfer) == finished(text)
    assert read_vietqr(finished(text)) == transfer


PLAIN = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz0123456789 .-", max_size=25)


@given(
    st.builds(
        Transfer,
        st.from_regex(r"[0-9]{6}", fullmatch=True).filter(str.isascii),
        st.text("ABCXYZabcxyz0123456789", min_size=1, max_size=19),
        st.none() | st.integers(1, MAX_AMOUNT),
        PLAIN,
        PLAIN,
    )
)
def test_every_transfer_is_read_back(transfer: Transfer) -> None:
    assert read_vietqr(vietqr(transfer)) == transfer


@given(st.integers(0, len(finished(VECTORS[3][1])) - 1), st.sampled_from("0123456789AZ"))
def test_no_single_wrong_character_passes(place: int, wrong: str) -> None:
    text = finished(VECTORS[3][1])
    changed = text[:place] + wrong + text[place + 1 :]
    if changed != text:
        with pytest.raises(VietQrUnreadable):
            read_vietqr(changed)


@given(st.text(max_size=600))
def test_any_text_is_a_transfer_or_refused(text: str) -> None:
    with pytest.raises(VietQrUnreadable):
        read_vietqr(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("000201010211" + TEN_DIGITS + "53038405802VN", "not a payment in đồng"),
        ("000201010211" + TEN_DIGITS.replace("A000000727", "A000000775") + "53037045802VN", "not a transfer to an"),
        ("000201010211" + TEN_DIGITS.replace("QRIBFTTA", "QRIBFTTC") + "53037045802VN", "not a transfer to an"),
        ("000201010211" + TEN_DIGITS + "5303704540812500.005802VN", "whole number of đồng"),
        ("000201010211" + TEN_DIGITS + "5303704540105802VN", "amount should be between"),
        ("000201010211" + TEN_DIGITS + TEN_DIGITS + "53037045802VN", "there twice"),
        ("000201010211" + TEN_DIGITS + "53037045802VNAB", "does not begin with its name and length"),
        ("000201010211" + TEN_DIGITS + "53037045802VN6299ABC", "cut off"),
    ],
)
def test_what_is_something_else_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(VietQrUnreadable, match=said):
        read_vietqr(finished(text))


@pytest.mark.parametrize(
    "change",
    [
        {"bank": "97049"},
        {"bank": "97049a"},
        {"account": ""},
        {"account": "1" * 20},
        {"account": "12 34"},
        {"amount": 0},
        {"amount": -1},
        {"amount": MAX_AMOUNT + 1},
        {"reference": "Mã số"},
        {"purpose": "x" * 26},
        {"purpose": "nộp thuế"},
    ],
)
def test_what_no_app_would_read_alike_is_not_put_into_a_code(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="should"):
        Transfer(**{"bank": "970499", "account": "0011223344", **change})  # type: ignore[arg-type]  # wrong on purpose
