"""Fills in a form with made-up answers, to find what fails on answers only: before a resident does.

An expression can be right on an empty form and fail on an answer (a regular expression put together from answers, an
algorithm of digest() that is chosen, a text that grows). A session goes on then and notes it; here the notes are
collected.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from random import Random
from typing import TypeVar

from forms.contract import (
    Control,
    DataType,
    Environment,
    FormDefinition,
    FormSession,
    Page,
    PageKind,
    Question,
    Verdict,
)
from forms.engine.definition import Definition
from forms.engine.session import Session
from forms.errors import FormError

T = TypeVar("T")

_NOW = datetime(2026, 11, 23, 8, 30, tzinfo=timezone(timedelta(hours=7)))
# Ways to answer a form, and pages answered in each: later pages appear because of earlier answers.
VARIANTS = 4
MAX_PAGES = 600
# For pictures every choice is made once, until so many times in a row nothing new came.
WALKS = 24
_IDLE_WALKS = 4
_INSTANCES = 2
_TYPED = (DataType.STRING, DataType.INT, DataType.DECIMAL)
# What follows "Ví dụ:" or "Example:" in a hint.
_EXAMPLE = re.compile(r"(?:Ví dụ|Example): ([^.;(]+)")
_CHOOSING = (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK)

_SAMPLES: dict[DataType, tuple[str, ...]] = {
    DataType.STRING: ("Nguyễn Thị Ẩn", "079123456789", "a", "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~"),
    DataType.INT: ("1", "0", "70", "-1"),
    DataType.DECIMAL: ("1", "0", "2.5", "-0.5"),
    DataType.BOOLEAN: ("true", "false"),
    DataType.DATE: ("2026-11-01", "1950-06-15", "2026-11-23", "2027-01-31"),
    DataType.TIME: ("08:30:00.000+07:00", "00:00:00.000+07:00"),
    DataType.DATE_TIME: ("2026-11-01T08:30:00.000+07:00", "1950-06-15T00:00:00.000+07:00"),
    DataType.GEOPOINT: ("10.77 106.7 0 0", "-10.5 -106.25 12.5 3"),
    DataType.GEOTRACE: ("10.77 106.7 0 0;10.78 106.71 0 0",),
    DataType.GEOSHAPE: ("10.77 106.7 0 0;10.78 106.71 0 0;10.77 106.71 0 0;10.77 106.7 0 0",),
    DataType.BARCODE: ("8934563138165",),
    DataType.BINARY: ("a.jpg",),
    DataType.INTENT: ("a",),
}

# What the rules of usual questions let through: a phone number, a year, a passport, an address of e-mail, a serial.
_SPECIAL: dict[DataType, tuple[str, ...]] = {
    DataType.STRING: ("0912345678", "1955", "C1234567", "hoa@example.vn", "BA 123456", "001155083417", "123456789"),
    DataType.INT: ("2026",),
    DataType.DECIMAL: ("100",),
}


def try_out(form: FormDefinition) -> list[str]:
    """What is wrong with a form, one sentence each with its place; [] when nothing is.

    Raises FormError when the form cannot even be started, TypeError for a form of another engine.
    """
    if not isinstance(form, Definition):
        raise TypeError(form)
    found: dict[str, str] = {}
    for variant in range(VARIANTS):
        language = _pick(form.languages, variant) if form.languages else ""
        session = form.start(_environment(variant), language)
        for where, message in (*_wrong_defaults(session), *_fill_in(session, variant)):
            # What is wrong at a place is said once, whatever was answered.
            found.setdefault(where, message)
    return [*form.form.warnings, *(f"{where}: {message}" for where, message in found.items())]


def walk(form: FormDefinition, language: str = "") -> Iterator[tuple[FormSession, Page]]:
    """Every page that made-up answers lead to, once, in a session that stands before it; for pictures of a form.

    A repeat gets one instance. Raises TypeError for a form of another engine.
    """
    if not isinstance(form, Definition):
        raise TypeError(form)
    shown: set[str] = set()
    idle = 0
    for variant in range(WALKS):
        before = len(shown)
        session = form.start(_environment(variant), language)
        done: set[str] = set()
        for _ in range(MAX_PAGES):
            page = next((page for page in session.pages() if page.key not in done), None)
            if page is None:
                break
            done.add(page.key)
            if page.key not in shown:
                shown.add(page.key)
                yield session, page
            if page.kind is PageKind.REPEAT and not session.repeats(page.key):
                session.add_repeat(page.key)
            for ref in page.refs:
                _give_fitting(session, ref, variant)
        idle = idle + 1 if len(shown) == before else 0
        if idle == _IDLE_WALKS:
            return


def _environment(variant: int) -> Environment:
    def now() -> datetime:
        return _NOW

    def new_uuid() -> str:
        return f"00000000-0000-4000-8000-{variant:012d}"

    return Environment(now=now, new_uuid=new_uuid, random=Random(variant).random)  # noqa: S311 - made-up answers


def _pick(values: tuple[T, ...], variant: int) -> T:
    return values[variant % len(values)]


def _wrong_defaults(session: Session) -> Iterator[tuple[str, str]]:
    """Selects that begin with what is not a choice; a filter may let it in later, so only where there is none."""
    for node in session.state.document.walk():
        question = node.schema.question
        if question is None or question.control not in _CHOOSING:
            continue
        chosen = session.state.choices.chosen(node)
        if not chosen or (question.itemset is not None and question.itemset.nodeset.reads):
            continue
        if not session.state.choices.values(node).issuperset(chosen):
            yield node.ref, f"it begins with {node.value!r}, which is not among its choices"


def _fill_in(session: Session, variant: int) -> Iterator[tuple[str, str]]:
    """Answers page by page what there is by then; the faults after each answer."""
    done: set[str] = set()
    for _ in range(MAX_PAGES):
        page = next((page for page in session.pages() if page.key not in done), None)
        if page is None:
            break
        done.add(page.key)
        if page.kind is PageKind.REPEAT:
            if session.repeats(page.key) < _INSTANCES:
                session.add_repeat(page.key)
                done.discard(page.key)
            yield from session.state.faults.items()
            continue
        for ref in page.refs:
            yield from _answer(session, ref, variant)
    session.summary()
    session.problems()
    session.state.finish()
    yield from session.state.faults.items()


def _answer(session: Session, ref: str, variant: int) -> Iterator[tuple[str, str]]:
    try:
        _give(session, ref, variant)
        session.question(ref)
    except FormError as problem:
        yield ref, str(problem)
    yield from session.state.faults.items()


def _give_fitting(session: Session, ref: str, variant: int) -> None:
    """Give the example of the hint, else the first made-up answer that the form takes: pictures look like real ones."""
    with suppress(FormError):  # try_out tells faults
        question = session.question(ref)
        if question.control is Control.SELECT_ONE and not question.readonly:
            values = [choice.value for choice in session.choices(ref)]
            if values:
                session.answer(ref, values[variant % len(values)])
            return
        kind = question.type
        if kind in _TYPED and (example := _EXAMPLE.search(question.hint)):
            session.answer(ref, example.group(1).strip())
            if session.question(ref).verdict is Verdict.VALID:
                return
        for number in range(variant, variant + len(_SAMPLES[kind]) + len(_SPECIAL.get(kind, ()))):
            _give(session, ref, number)
            if session.question(ref).verdict is Verdict.VALID:
                return


def _give(session: Session, ref: str, variant: int) -> None:
    question = session.question(ref)
    if not question.readonly:
        session.answer(ref, _sample(session, question, variant))


def _sample(session: Session, question: Question, variant: int) -> str:
    match question.control:
        case Control.TRIGGER:
            return "OK"
        case control if control in _CHOOSING:
            values = tuple(choice.value for choice in session.choices(question.ref))
            if not values:
                return ""
            if question.control is Control.SELECT_ONE:
                return _pick((values[0], values[-1], values[len(values) // 2]), variant)
            return " ".join(values) if variant % 2 else values[-1]
        case Control.RANGE:
            return question.parameters["end" if variant % 2 else "start"]
    return _pick(_SAMPLES[question.type] + _SPECIAL.get(question.type, ()), variant)
