"""Which papers and warnings count for the answers given so far."""

from forms.contract import FormSession
from forms.pack.model import PackWarning, Paper, Person, Procedure


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
    """Whose card may still be scanned."""
    return tuple(person for person in procedure.persons if holds(session, person.when))
