"""The QR code of a citizen's card.

Cards of 2021 to June 2024 (CCCD) hold seven fields between bars: number, old CMND number or nothing, name, date of
birth, sex, permanent residence, date of issue. Cards since July 2024 (Căn cước) begin with the same fields and have
more behind them, which are left alone (that layout is not confirmed by a published specification).
"""

from datetime import date

from kiosk.cards.dates import parse_card_date
from kiosk.cards.errors import CardUnreadable, Unreadable
from kiosk.cards.model import CardData, Oddity
from kiosk.cards.number import CITIZEN_DIGITS, CMND_DIGITS, parse_citizen_number
from kiosk.cards.text import clean_address, clean_name, clean_scan
from sync.protocol.errors import MalformedError
from sync.protocol.followup import split_token

_FIELDS = 7
_MOST_FIELDS = 24
_SEXES = {"nam": "male", "nữ": "female", "nu": "female"}


def parse_card_qr(text: str, today: date | None = None) -> CardData:
    """The data of a card from the text that a scanner read in its QR code.

    Raises CardUnreadable, and nothing else, with a reason that the screen can put into words.
    """
    plain = clean_scan(text)
    fields = _split(plain)
    number = parse_citizen_number(fields[0], today)
    name = clean_name(fields[2])
    birth_date = parse_card_date(fields[3], today)
    sex = _SEXES.get(fields[4].strip().lower(), "")
    address = clean_address(fields[5])
    issued_on = _issued_on(fields, birth_date, today)
    oddities = number.oddities(sex=sex, birth_date=birth_date)
    if len(birth_date) < len("1955-08-15"):
        oddities = (*oddities, Oddity.BIRTH_DATE_PARTIAL)
    old = fields[1].strip()
    return CardData(
        id_number=number.number,
        full_name=name,
        birth_date=birth_date,
        sex=sex or number.sex,
        address=address,
        issued_on=issued_on,
        old_id_number=old if _is_number(old, CMND_DIGITS) or _is_number(old, CITIZEN_DIGITS) else "",
        oddities=oddities,
    )


def _split(plain: str) -> list[str]:
    """At least seven fields of which the first is a citizen number."""
    fields = plain.split("|", _MOST_FIELDS)
    if len(fields) > _MOST_FIELDS:
        raise CardUnreadable(Unreadable.NOT_A_CARD)
    first = fields[0].strip()
    begins_like_card = _is_number(first, CITIZEN_DIGITS)
    if len(fields) >= _FIELDS:
        if begins_like_card:
            return [first, *fields[1:]]
        raise CardUnreadable(Unreadable.BAD_NUMBER if first.isdigit() else Unreadable.NOT_A_CARD)
    if begins_like_card or (len(fields) > 1 and first.isdigit()):
        raise CardUnreadable(Unreadable.TORN)
    raise CardUnreadable(Unreadable.RECEIPT if _is_receipt(plain) else Unreadable.NOT_A_CARD)


def _issued_on(fields: list[str], birth_date: str, today: date | None) -> str:
    text = fields[6].strip()
    if len(fields) == _FIELDS and text.isdigit() and len(text) < len("25042021"):
        raise CardUnreadable(Unreadable.TORN)
    issued_on = parse_card_date(text, today)
    if issued_on and birth_date and issued_on[:4] < birth_date[:4]:
        raise CardUnreadable(Unreadable.BAD_DATE)
    return issued_on


def _is_number(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _is_receipt(plain: str) -> bool:
    try:
        split_token(plain)
    except MalformedError:
        return False
    return True
