"""VietQR: a transfer to a bank account as the text of a QR code that every bank app in Vietnam reads.

The text is a list of data objects, each two digits of name, two digits of length and the value (EMVCo, QR Code
Specification for Payment Systems, Merchant-Presented Mode 1.1, section 3), with the merchant account template of NAPAS
in object 38 (NAPAS, VietQR format for fast transfers 247: globally unique identifier A000000727, service QRIBFTTA for
an account, the acquirer's BIN and the account). The đồng has no decimals, so an amount is a whole number.

Lengths count characters while the checksum counts bytes, and apps differ where the two do: everything here is ASCII.
"""

import re
from binascii import crc_hqx
from collections.abc import Iterator
from dataclasses import dataclass

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
STATIC, DYNAMIC = "11", "12"
DONG = "704"  # ISO 4217
COUNTRY = "VN"
MAX_AMOUNT = 10**12 - 1  # 13 characters in EMVCo; what can be put into words is enough
BIN = re.compile(r"[0-9]{6}")
ACCOUNT = re.compile(r"[A-Za-z0-9]{1,19}")
TEXT = re.compile(r"[A-Za-z0-9 .-]{0,25}")
_HEADER = re.compile(r"[0-9]{4}")
_MAX_LENGTH = 512  # the most a payload of this specification may have


class VietQrUnreadable(ValueError):
    """The text is no transfer to an account; the message says where."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a payer's app is told.

    Attributes:
        bank: the bank's BIN, six digits.
        account: the account or card number, at most 19 letters and digits.
        amount: in đồng; None lets the payer type it.
        reference: our follow-up code; purpose: what stands on the bank statement. ASCII, at most 25 characters.
    """

    bank: str
    account: str
    amount: int | None = None
    reference: str = ""
    purpose: str = ""

    def __post_init__(self) -> None:
        for name, pattern in (("bank", BIN), ("account", ACCOUNT), ("reference", TEXT), ("purpose", TEXT)):
            if not pattern.fullmatch(getattr(self, name)):
                raise ValueError(f"{name} should look like {pattern.pattern}")
        if self.amount is not None and not 1 <= self.amount <= MAX_AMOUNT:
            raise ValueError(f"amount should be between 1 and {MAX_AMOUNT} đồng")


def vietqr(transfer: Transfer) -> str:
    """The text of the QR code."""
    beneficiary = _object("00", transfer.bank) + _object("01", transfer.account)
    account = _object("00", NAPAS) + _object("01", beneficiary) + _object("02", TO_ACCOUNT)
    additional = _object("05", transfer.reference) + _object("08", transfer.purpose)
    text = "".join(
        (
            _object("00", "01"),
            _object("01", STATIC if transfer.amount is None else DYNAMIC),
            _object("38", account),
            _object("53", DONG),
            _object("54", "" if transfer.amount is None else str(transfer.amount)),
            _object("58", COUNTRY),
            _object("62", additional),
            "6304",
        )
    )
    return text + checksum(text)


def read_vietqr(text: str) -> Transfer:
    """A transfer from the text of a QR code. Raises VietQrUnreadable for whatever else, however long or odd."""
    if len(text) > _MAX_LENGTH or not text.isascii():
        raise VietQrUnreadable("is too long, or not ASCII")
    if text[-8:-4] != "6304" or checksum(text[:-4]) != text[-4:]:
        raise VietQrUnreadable("the checksum is not that of the text")
    fields = dict(_objects(text))
    if (fields.get("00"), fields.get("53"), fields.get("58")) != ("01", DONG, COUNTRY):
        raise VietQrUnreadable("is not a payment in đồng")
    account = dict(_objects(fields.get("38", "")))
    if (account.get("00"), account.get("02")) != (NAPAS, TO_ACCOUNT):
        raise VietQrUnreadable("is not a transfer to an account by NAPAS")
    beneficiary, additional = dict(_objects(account.get("01", ""))), dict(_objects(fields.get("62", "")))
    amount = fields.get("54")
    if amount is not None and not re.fullmatch(r"[0-9]{1,13}", amount):
        raise VietQrUnreadable("the amount is not a whole number of đồng")
    try:
        return Transfer(
            bank=beneficiary.get("00", ""),
            account=beneficiary.get("01", ""),
            amount=None if amount is None else int(amount),
            reference=additional.get("05", ""),
            purpose=additional.get("08", ""),
        )
    except ValueError as error:
        raise VietQrUnreadable(str(error)) from error


def checksum(text: str) -> str:
    """CRC-16 over the text, object 63's name and length included (EMVCo 4.7.3: ISO/IEC 13239, 1021, from FFFF)."""
    return f"{crc_hqx(text.encode(), 0xFFFF):04X}"


def _object(name: str, value: str) -> str:
    return f"{name}{len(value):02}{value}" if value else ""


def _objects(text: str) -> Iterator[tuple[str, str]]:
    seen = set()
    while text:
        header = text[:4]
        if not _HEADER.fullmatch(header):
            raise VietQrUnreadable("an object does not begin with its name and length")
        name, length = header[:2], int(header[2:])
        value, text = text[4 : 4 + length], text[4 + length :]
        if len(value) != length or name in seen:
            raise VietQrUnreadable(f"object {name} is cut off, or there twice")
        seen.add(name)
        yield name, value
