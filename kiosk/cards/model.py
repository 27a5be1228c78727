"""What an identity card gives us, and what looked odd about it."""

from dataclasses import dataclass, fields
from enum import StrEnum


class Oddity(StrEnum):
    """Something to look at twice; never a reason to refuse a card.

    SEX_DIFFERS: the sex printed is not the one inside the citizen number.
    BIRTH_YEAR_DIFFERS: the year of birth printed is not the one inside the citizen number.
    PROVINCE_UNKNOWN: the first three digits are no province's code.
    BIRTH_DATE_PARTIAL: the card has no full date of birth.
    NAME_WITHOUT_ACCENTS: the name comes from the machine-readable lines, which have no Vietnamese letters.
    """

    SEX_DIFFERS = "sex-differs"
    BIRTH_YEAR_DIFFERS = "birth-year-differs"
    PROVINCE_UNKNOWN = "province-unknown"
    BIRTH_DATE_PARTIAL = "birth-date-partial"
    NAME_WITHOUT_ACCENTS = "name-without-accents"


@dataclass(frozen=True, slots=True, repr=False)
class CardData:
    """One card, ready to be put into a form. Every text is NFC; "" stands for what the card does not say.

    Attributes:
        id_number: 12 digits, or the 9 of an old CMND.
        old_id_number: the earlier CMND number, 9 digits.
        full_name: as printed; a name in capitals is written with capital initials.
        birth_date: ISO 8601, reduced when the card knows less: ``1955-08-15``, ``1955-08``, ``1955``.
        sex: "male" or "female".
        address: as printed, on old cards in the three tiers of before 1 July 2025.
        issued_on: ISO 8601 date.
        oddities: for a person to look at.
    """

    id_number: str
    full_name: str = ""
    birth_date: str = ""
    sex: str = ""
    address: str = ""
    issued_on: str = ""
    old_id_number: str = ""
    oddities: tuple[Oddity, ...] = ()

    def __repr__(self) -> str:
        """Names the fields that are filled and not what is in them: a repr ends up in logs."""
        filled = ", ".join(f.name for f in fields(self) if f.name != "oddities" and getattr(self, f.name))
        return f"<CardData with {filled}>"
