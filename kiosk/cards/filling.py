"""What is known of a person, into the questions of a form; and out of them again, for the next form of the same visit.

A person is known by their card, or because somebody typed them. What no card says is known by the last part of a
question's name (requester_phone, owner_phone: the phone), as packs name their questions after the person; where they do
not (a phone of the family, a day of death), the pack says which question it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.contract import Control, DataType, FormSession, Question
from forms.errors import UnknownReference
from forms.pack import TOLD_FIELDS, Person
from kiosk.cards.model import CardData

_DATE_LENGTH = len("2026-11-23")
_ON_CARD = "_on_card"
_ADDRESS_PARTS = ("province", "commune", "detail")
# Cards issued from this day on are called Căn cước, those before Căn cước công dân (Law 26/2023/QH15).
_IDENTITY_CARD_FROM = "2024-07-01"


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """A person that was told of once in this visit.

    Attributes:
        card: what a card says, or the same from the questions of a form.
        more: what no card says, by the names of forms.pack.TOLD_FIELDS ("phone").
        address: province, commune and detail of today, by those names; empty when only card.address is known.
        scanned: a card was read.
    """

    card: CardData
    more: Mapping[str, str] = field(default_factory=dict)
    address: Mapping[str, str] = field(default_factory=dict)
    scanned: bool = False

    def __repr__(self) -> str:
        """Nothing of the person."""
        return f"<Known {self.card!r}>"

    def same_as(self, other: "Known") -> bool:
        """By number where both have one, else by name and date of birth."""
        mine, theirs = self.card, other.card
        if mine.id_number and theirs.id_number:
            return mine.id_number == theirs.id_number
        born = not mine.birth_date or not theirs.birth_date or mine.birth_date == theirs.birth_date
        return born and mine.full_name.casefold() == theirs.full_name.casefold()


def remember(known: Sequence[Known], person: Known) -> list[Known]:
    """The known persons with one more, or with what is new about one of them; a card's word counts most."""
    for index, each in enumerate(known):
        if each.same_as(person):
            first, second = (each, person) if each.scanned or not person.scanned else (person, each)
            return [*known[:index], _merged(first, second), *known[index + 1 :]]
    return [*known, person]


def persons_in(persons: Sequence[Person], session: FormSession) -> tuple[Known, ...]:
    """The persons of a form that have a name by now."""
    found = (_person_in(person, session) for person in persons)
    return tuple(person for person in found if person is not None)


def candidates(
    persons: Sequence[Person], person: Person, session: FormSession, known: Sequence[Known]
) -> tuple[Known, ...]:
    """Whom a person of a form may be: who is in no other place of it, and those of the form that the pack names.

    persons: all of the form, now. A card's word of somebody comes before what was typed of them.
    """
    named = [each for each in persons if each.id in person.may_be]
    here = persons_in([each for each in persons if each not in named], session)
    typed = persons_in(named, session)
    found: list[Known] = []
    for each in (*(one for one in known if any(one.same_as(two) for two in typed)), *typed, *known):
        if not any(each.same_as(one) for one in (*here, *found)):
            found.append(each)
    return tuple(found)


def answers_for(session: FormSession, person: Person, known: Known) -> Iterator[tuple[str, str]]:
    """The answers that a form can take for a person, as (reference, value).

    Give each to the form before taking the next: what can be answered depends on the answers before. What a question
    cannot take (a year where a date is asked, a choice that is not offered) is left out.
    """
    for ref, value in _wanted(session, person, known):
        question = _question(session, ref)
        if value and question is not None and _takes(session, question, value):
            yield ref, value


def _wanted(session: FormSession, person: Person, known: Known) -> Iterator[tuple[str, str]]:
    number = person.fields.get("id_number", "")
    if known.card.id_number and number.endswith("_number") and not _value(session, f"{number[:-7]}_type"):
        for kind in _kinds(known.card):
            yield f"{number[:-7]}_type", kind
    address = person.fields.get("address", "")
    for name, ref in person.fields.items():
        if name != "address" or not known.address:
            yield ref, str(getattr(known.card, name))
    for part in _ADDRESS_PARTS if address.endswith(_ON_CARD) else ():
        yield _part(address, part), known.address.get(part, "")
    refs = _told(person)
    for name, value in known.more.items():
        if not _value(session, refs[name]):
            yield refs[name], value


def _kinds(card: CardData) -> tuple[str, ...]:
    """What a form may call the card; a form offers one of the first two, or the last."""
    if len(card.id_number) == 9:
        return ("old_identity_card",)
    if not card.issued_on:
        return ("citizen",)
    return ("identity_card" if card.issued_on >= _IDENTITY_CARD_FROM else "citizen_card", "citizen")


def _person_in(person: Person, session: FormSession) -> Known | None:
    values = {name: _value(session, ref) for name, ref in person.fields.items()}
    if not values.get("full_name"):
        return None
    # A choice named otherwise than on cards is no sex.
    sex = values.get("sex", "") if values.get("sex") in ("male", "female") else ""
    card = CardData(
        id_number=values.get("id_number", ""),
        full_name=values["full_name"],
        birth_date=values.get("birth_date", ""),
        sex=sex,
        address=values.get("address", ""),
        issued_on=values.get("issued_on", ""),
    )
    address = person.fields.get("address", "")
    more = {name: value for name, ref in _told(person).items() if (value := _value(session, ref))}
    home = {}
    if address.endswith(_ON_CARD):
        home = {part: value for part in _ADDRESS_PARTS if (value := _value(session, _part(address, part)))}
    return Known(card, more, home if home.get("commune") else {})


def _told(person: Person) -> dict[str, str]:
    """The questions for what no card says; some of them are in no form."""
    base = person.fields.get("full_name", "").removesuffix("_name")
    return {name: f"{base}_{name}" for name in TOLD_FIELDS} | dict(person.told)


def _merged(first: Known, second: Known) -> Known:
    """Everything first says, and what only second says."""
    names = ("id_number", "full_name", "birth_date", "sex", "address", "issued_on", "old_id_number")
    missing = {name: getattr(second.card, name) for name in names if not getattr(first.card, name)}
    return Known(
        replace(first.card, **missing),
        {**second.more, **first.more},
        first.address or second.address,
        first.scanned or second.scanned,
    )


def _takes(session: FormSession, question: Question, value: str) -> bool:
    if question.type is DataType.DATE and len(value) != _DATE_LENGTH:
        return False
    if question.control is Control.SELECT_ONE:
        return any(choice.value == value for choice in session.choices(question.ref))
    return True


def _question(session: FormSession, ref: str) -> Question | None:
    try:
        return session.question(ref)
    except UnknownReference:
        return None


def _value(session: FormSession, ref: str) -> str:
    question = _question(session, ref)
    return question.value if question is not None and question.relevant else ""


def _part(ref: str, part: str) -> str:
    """The question for a part of the address that a card's text lies beside (forms/pack/blocks/address.toml)."""
    group = ref.removesuffix(_ON_CARD)
    return f"{group}/{group.rpartition('/')[2]}_{part}"
