"""Numbers of persons: the 12 digits of a citizen, the 9 of the old CMND.

A citizen number is PPP G YY NNNNNN: province (or country) of birth registration, sex and century (even men, odd women;
0 and 1 for 19xx, 2 and 3 for 20xx …), year of birth, six further digits; there is no check digit (Decree
137/2015/ND-CP and Circular 59/2021/TT-BCA as other programs cite them; the original texts were not checked). What does
not fit the person is a reason to look twice, not to refuse: numbers with mistakes inside were issued and are valid.
"""

from dataclasses import dataclass
from datetime import date

from kiosk.cards.dates import today_or_none
from kiosk.cards.errors import CardUnreadable, Unreadable
from kiosk.cards.model import Oddity
from kiosk.cards.provinces import PROVINCE_NAMES
from kiosk.cards.text import digits_of

CITIZEN_DIGITS = 12
CMND_DIGITS = 9


@dataclass(frozen=True, slots=True, repr=False)
class CitizenNumber:
    """A citizen number and what is written inside it.

    province is the name of before July 2025, "" when the code is no province's.
    """

    number: str
    province_code: str
    province: str
    sex: str
    birth_year: int

    def __repr__(self) -> str:
        """Without the number: a repr ends up in logs."""
        return "<CitizenNumber>"

    def oddities(self, *, sex: str = "", birth_date: str = "") -> tuple[Oddity, ...]:
        """What does not fit the sex ("male", "female") and the birth date (reduced ISO 8601) given, "" for unknown."""
        found = []
        if not self.province:
            found.append(Oddity.PROVINCE_UNKNOWN)
        if sex and sex != self.sex:
            found.append(Oddity.SEX_DIFFERS)
        if birth_date and int(birth_date[:4]) != self.birth_year:
            found.append(Oddity.BIRTH_YEAR_DIFFERS)
        return tuple(found)


def parse_citizen_number(text: str, today: date | None = None) -> CitizenNumber:
    """A citizen number as typed or scanned; blanks, dots and hyphens are left out.

    Raises CardUnreadable (empty, too long, bad number) when it has not 12 digits, or names a year of birth to come.
    """
    number = _digits(text)
    if len(number) != CITIZEN_DIGITS:
        raise CardUnreadable(Unreadable.BAD_NUMBER)
    century_and_sex = int(number[3])
    birth_year = 1900 + century_and_sex // 2 * 100 + int(number[4:6])
    now = today_or_none(today)
    if now is not None and birth_year > now.year:
        raise CardUnreadable(Unreadable.BAD_NUMBER)
    code = number[:3]
    return CitizenNumber(
        number, code, PROVINCE_NAMES.get(code, ""), "female" if century_and_sex % 2 else "male", birth_year
    )


def parse_identity_number(text: str, today: date | None = None) -> str:
    """A citizen number or an old CMND number, digits only. Raises CardUnreadable (empty, too long, bad number)."""
    number = _digits(text)
    if len(number) == CMND_DIGITS:
        return number
    return parse_citizen_number(number, today).number


def _digits(text: str) -> str:
    if not text.strip():
        raise CardUnreadable(Unreadable.EMPTY)
    if len(text) > 64:
        raise CardUnreadable(Unreadable.TOO_LONG)
    number = digits_of(text)
    if not number:
        raise CardUnreadable(Unreadable.BAD_NUMBER)
    return number
