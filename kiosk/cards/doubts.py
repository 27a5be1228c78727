"""What to look at twice in the answers: a citizen number that does not fit sex, year of birth or province, a
telephone number in a range that no network has, and a tax code whose check digit is another.

Warnings for a person to look at, never a block: numbers with mistakes inside were issued and are valid, and new ranges
are opened before this program knows of them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.cards.errors import CardUnreadable
from kiosk.cards.model import Oddity
from kiosk.cards.number import CITIZEN_DIGITS, parse_citizen_number

if TYPE_CHECKING:
    from forms.contract import FormSession
    from forms.pack import Procedure, Text

_COMPARED = frozenset({"id_number", "birth_date", "sex"})
PHONE, TAX_CODE = "phone", "tax-code"  # the appearances by which forms mark such questions
_YEAR = 4  # digits; a birth date may be no more than its year


@dataclass(frozen=True, slots=True)
class Doubt:
    """person: whose number; ref: the question that asks for it."""

    person: "Text"
    ref: str
    oddity: Oddity


def doubts_about(procedure: "Procedure", session: "FormSession") -> tuple[Doubt, ...]:
    """What to look at twice, for each person of the procedure whose citizen number was given. Raises FormError."""
    from forms.pack import persons_for

    found: list[Doubt] = []
    for person in persons_for(procedure, session):
        said = {name: session.value_of(ref) for name, ref in person.fields.items() if name in _COMPARED}
        found += [Doubt(person.label, person.fields["id_number"], oddity) for oddity in _oddities(said)]
    return tuple(found)


def odd_numbers(session: "FormSession") -> tuple[str, ...]:
    """The labels of the questions with a telephone number or tax code that, as far as is known, nobody has."""
    from kiosk.cards.contact import NumberUnreadable, parse_phone, parse_tax_code

    parsers = {PHONE: parse_phone, TAX_CODE: parse_tax_code}
    found = []
    for row in session.summary():
        question = session.question(row.ref)
        for parse in (parsers[each] for each in parsers.keys() & question.appearances if question.value):
            try:
                parse(question.value)
            except NumberUnreadable:
                found.append(row.label)
    return tuple(found)


def _oddities(said: dict[str, str]) -> tuple[Oddity, ...]:
    number, birth = said.get("id_number", ""), said.get("birth_date", "")
    if len(number) != CITIZEN_DIGITS:
        return ()
    try:
        citizen = parse_citizen_number(number)
    except CardUnreadable:
        # A year of birth to come: the number cannot fit any birth date.
        return (Oddity.BIRTH_YEAR_DIFFERS,)
    year = birth[:_YEAR]
    known = birth if len(year) == _YEAR and year.isascii() and year.isdigit() else ""
    return citizen.oddities(sex=said.get("sex", ""), birth_date=known)
