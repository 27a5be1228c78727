"""The machine-readable lines on the back of a citizen's card: three lines of thirty (TD1).

Layout and check digits: ICAO Doc 9303 part 3, section 4.9, and part 5, section 4.2. Vietnam writes the last nine digits
of the citizen number as the document number and the whole number, with its own check digit, into the optional data.
"""

from datetime import date

from kiosk.cards.dates import reduced_date, today_or_none
from kiosk.cards.errors import CardUnreadable, Unreadable
from kiosk.cards.model import CardData, Oddity
from kiosk.cards.number import parse_citizen_number
from kiosk.cards.text import clean_scan

_LINE = 30
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """The check digit over text: weights 7, 3, 1; letters count from 10; < counts nothing."""
    values = (_LETTERS.find(c) if c != "<" else 0 for c in text)
    return str(sum(value * _WEIGHTS[i % 3] for i, value in enumerate(values)) % 10)


def parse_mrz(text: str, today: date | None = None) -> CardData:
    """Number, name without accents, birth date and sex from the three lines, with or without line breaks.

    Raises CardUnreadable: TORN when lines are missing or a check digit does not fit.
    """
    first, second, third = _lines(clean_scan(text))
    number_part, optional = first[5:15], first[15:30]
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    checks = (
        (number_part[:9], number_part[9]),
        (optional[:12], optional[14]),
        (second[0:6], second[6]),
        (second[8:14], second[14]),
        (composite, second[29]),
    )
    if any(check_digit(part) != digit for part, digit in checks):
        raise CardUnreadable(Unreadable.TORN)
    number = parse_citizen_number(optional[:12], today)
    if number.number[3:] != number_part[:9]:
        raise CardUnreadable(Unreadable.BAD_NUMBER)
    birth_date = _birth_date(second[0:6], number.birth_year, today)
    sex = {"M": "male", "F": "female"}.get(second[7], "")
    return CardData(
        id_number=number.number,
        full_name=" ".join(third.replace("<", " ").split()).title(),
        birth_date=birth_date,
        sex=sex or number.sex,
        oddities=(*number.oddities(sex=sex, birth_date=birth_date), Oddity.NAME_WITHOUT_ACCENTS),
    )


def _lines(plain: str) -> tuple[str, str, str]:
    joined = "".join(plain.upper().split())
    if not joined.startswith("IDVNM") or set(joined) - set(_LETTERS) - {"<"}:
        raise CardUnreadable(Unreadable.NOT_A_CARD)
    if len(joined) != 3 * _LINE:
        raise CardUnreadable(Unreadable.TORN)
    return joined[:_LINE], joined[_LINE : 2 * _LINE], joined[2 * _LINE :]


def _birth_date(digits: str, year_inside: int, today: date | None) -> str:
    """YYMMDD, where << stands for an unknown month or day. The century comes from the citizen number."""
    year, month, day = digits[:2], digits[2:4].replace("<", "0"), digits[4:].replace("<", "0")
    if not (year + month + day).isdigit():
        raise CardUnreadable(Unreadable.BAD_DATE)
    now = today_or_none(today)
    return reduced_date(year_inside // 100 * 100 + int(year), int(month), int(day), now)
