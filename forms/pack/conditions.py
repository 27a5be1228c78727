"""Which papers and warnings count for the answers given so far."""

from collections.abc import Iterator, Mapping

from forms.contract import FormSession
from forms.errors import UnknownReference
from forms.pack.model import PackWarning, Paper, Person, Procedure, Text


def holds(session: FormSession, when: str) -> bool:
    """Whether an XPath condition of a pack is true of the answers now; "" always is. Raises FormError."""
    return not when or session.value_of(f"boolean({when})") == "true"


def papers_for(procedure: Procedure, session: FormSession) -> tuple[Paper, ...]:
    """The papers this resident has to bring."""
    return tuple(paper for paper in procedure.papers if holds(session, paper.when))


def warnings_for(procedure: Procedure, session: FormSession) -> tuple[PackWarning, ...]:
    """What this resident should be told."""
    return tuple(warning for warning in procedure.warnings if holds(session, warning.when))


def persons_for(procedure: Procedure, session: FormSession) -> tuple[Person, ...]:
    """Whose card may still be scanned. A person asked about in a repeat is there once for each instance, numbered."""
    persons = (person for person in procedure.persons if holds(session, person.when))
    return tuple(one for person in persons for one in _each(person, session))


def _each(person: Person, session: FormSession) -> Iterator[Person]:
    repeat = _repeat_around(next(iter(person.fields.values()), ""), session)
    if not repeat:
        yield person
        return
    for number in range(1, session.repeats(repeat) + 1):
        yield Person(
            id=f"{person.id}-{number}",
            label=Text(f"{person.label.vi} {number}", f"{person.label.en} {number}", person.label.verified),
            fields=_of_instance(person.fields, repeat, number),
            told=_of_instance(person.told, repeat, number),
            may_be=person.may_be,
        )


def _of_instance(refs: Mapping[str, str], repeat: str, number: int) -> dict[str, str]:
    return {
        name: f"{repeat}[{number}]{ref.removeprefix(repeat)}" if ref.startswith(f"{repeat}/") else ref
        for name, ref in refs.items()
    }


def _repeat_around(ref: str, session: FormSession) -> str:
    """The outermost repeat a reference lies in, "" when in none."""
    steps = ref.split("/")
    for depth in range(3, len(steps)):
        above = "/".join(steps[:depth])
        try:
            session.repeats(above)
        except UnknownReference:
            continue
        return above
    return ""
