"""Telephone numbers and tax codes as people type them."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from kiosk.cards.errors import CardUnreadable
from kiosk.cards.number import CITIZEN_DIGITS, parse_citizen_number
from kiosk.cards.text import digits_of
from kiosk.errors import KioskError

_MAX_LENGTH = 64


class NumberProblem(StrEnum):
    """Why a number was not taken; each has its own sentence on the screen.

    CHECK_DIGIT: all digits are there and one of them is wrong.
    """

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NOT_A_PHONE = "not-a-phone"
    NOT_A_TAX_CODE = "not-a-tax-code"
    CHECK_DIGIT = "check-digit"


class NumberUnreadable(KioskError):
    """This text is no such number. It does not carry the text."""

    def __init__(self, reason: NumberProblem) -> None:
        super().__init__(f"not readable as a number: {reason.value}")
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class Phone:
    """A telephone number that can exist. e164 is ``+84912345678``, national ``0912 345 678``; mobile takes messages."""

    e164: str
    national: str
    mobile: bool

    def __repr__(self) -> str:
        """Without the number: a repr ends up in logs."""
        return "<Phone>"


def parse_phone(text: str) -> Phone:
    """A Vietnamese number, or a foreign one that begins with +. Raises NumberUnreadable."""
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

    plain = unicodedata.normalize("NFKC", _bounded(text))
    try:
        number = phonenumbers.parse(plain, "VN")
    except NumberParseException as error:
        raise NumberUnreadable(NumberProblem.NOT_A_PHONE) from error
    if number.extension or not phonenumbers.is_valid_number(number):
        raise NumberUnreadable(NumberProblem.NOT_A_PHONE)
    kind = phonenumbers.number_type(number)
    reachable = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if kind not in reachable:
        raise NumberUnreadable(NumberProblem.NOT_A_PHONE)
    return Phone(
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        kind != PhoneNumberType.FIXED_LINE,
    )


def parse_tax_code(text: str) -> str:
    """A tax code in its usual form: ``0100233488``, ``0314409058-002``, or a citizen number.

    Since 1 July 2025 a person's or household's tax code is the citizen number, which has no check digit (Circular
    86/2024/TT-BTC, article 5). Raises NumberUnreadable.
    """
    from stdnum.exceptions import InvalidChecksum, ValidationError
    from stdnum.vn import mst

    digits = digits_of(_bounded(text))
    if len(digits) == CITIZEN_DIGITS:
        try:
            return parse_citizen_number(digits).number
        except CardUnreadable as error:
            raise NumberUnreadable(NumberProblem.NOT_A_TAX_CODE) from error
    try:
        return str(mst.format(mst.validate(digits)))
    except InvalidChecksum as error:
        raise NumberUnreadable(NumberProblem.CHECK_DIGIT) from error
    except ValidationError as error:
        raise NumberUnreadable(NumberProblem.NOT_A_TAX_CODE) from error


def _bounded(text: str) -> str:
    if len(text) > _MAX_LENGTH:
        raise NumberUnreadable(NumberProblem.TOO_LONG)
    if not text.strip():
        raise NumberUnreadable(NumberProblem.EMPTY)
    return text.strip()
