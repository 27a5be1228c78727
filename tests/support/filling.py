"""Fills in real forms through the engine, as a screen does."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from forms.contract import Environment, FormSession, Verdict
from forms.pack import Pack

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM)
INSTANCE = "uuid:01930000-0000-7000-8000-000000000000"


def environment(now: datetime = NOW, properties: Mapping[str, str] | None = None) -> Environment:
    """A world that stands still."""
    return Environment(
        now=lambda: now,
        new_uuid=lambda: "01930000-0000-7000-8000-000000000000",
        random=lambda: 0.5,
        properties=properties or {},
    )


def start(
    pack: Pack, language: str = "vi", now: datetime = NOW, properties: Mapping[str, str] | None = None
) -> FormSession:
    """A new session."""
    return pack.form().start(environment(now, properties), language)


def refs(session: FormSession) -> dict[str, str]:
    """References that are on a page now, by their last step."""
    return {ref.rpartition("/")[2]: ref for page in session.pages() for ref in page.refs}


def answer(session: FormSession, **answers: str) -> None:
    """Answer questions by name, in order; each must be on a page by then, and its answer fit."""
    for name, value in answers.items():
        on_pages = refs(session)
        assert name in on_pages, f"{name} is not asked"
        outcome = session.answer(on_pages[name], value)
        assert outcome.verdict is Verdict.VALID, f"{name} = {value!r}: {outcome.verdict} {outcome.message}"


def verdict(session: FormSession, name: str, value: str) -> tuple[Verdict, str]:
    """What the form says to one answer."""
    outcome = session.answer(refs(session)[name], value)
    return outcome.verdict, outcome.message


def unanswered(session: FormSession) -> list[str]:
    """Names of what still keeps the form from being finalised."""
    return [problem.ref.rpartition("/")[2] for problem in session.problems()]


def finalise(session: FormSession) -> bytes:
    """The submission; fails with what is missing."""
    assert not unanswered(session), unanswered(session)
    return session.finalise(instance_id=INSTANCE)
