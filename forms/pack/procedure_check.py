"""Finds what is missing from procedure.toml: translations, exemptions, conditions in words, dates of laws."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from forms.pack.model import MARK, Paper, Procedure, Text

# Notes to oneself must not reach a resident as a fact.
DOUBT = re.compile(r"unverified|unconfirmed|chưa xác minh|chưa xác nhận|chưa kiểm chứng|todo|\?\?", re.IGNORECASE)
IDENTITY = re.compile(r"căn cước|chứng minh nhân dân|hộ chiếu|passport|identity card", re.IGNORECASE)
# What the screens have a name and a picture for.
LIFE_EVENTS = (
    *("birth", "child", "marriage", "death", "old-age", "moving", "papers", "land", "housing"),
    *("health", "support", "poverty", "disability", "work", "petition"),
)
NEEDED = ("legal_basis", "papers", "keywords", "life_events", "next_steps", "consent_purposes")


def procedure_findings(procedure: Procedure) -> Iterator[str]:
    """One sentence a finding, which begins with the key it is about."""
    for place, text in _texts(procedure, ""):
        yield from (f"{place} {fault}" for fault in _text_faults(text))
    yield from (f"{name} is empty" for name in NEEDED if not getattr(procedure, name))
    yield from (f"keywords: {word!r} still has to be written" for word in procedure.keywords if MARK.search(word))
    for event in procedure.life_events:
        if event not in LIFE_EVENTS:
            yield f"life_events: {event!r} has no name on the screens; use some of {', '.join(LIFE_EVENTS)}"
    if not procedure.fee.exemptions:
        yield "fee has no exemptions; say who is exempt, or that nobody pays"
    if procedure.effective_to and procedure.effective_to < procedure.effective_from:
        yield "effective_to is before effective_from"
    for name, entries in (("papers", procedure.papers), ("persons", procedure.persons)):
        ids = [entry.id for entry in entries]
        yield from (f"{name}: {id_} is there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1}))
    for paper in procedure.papers:
        yield from (f"papers: {paper.id} {fault}" for fault in _paper(paper))
    for number, basis in enumerate(procedure.legal_basis, start=1):
        if basis.effective_from is None and basis.effective_verified:
            yield f"legal_basis[{number}] has no effective_from; where it is not known, say effective_verified = false"
    for note in procedure.unverified:
        if note.verified:
            yield f"unverified: {note.vi[:40]!r} needs verified = false"


def _paper(paper: Paper) -> Iterator[str]:
    if paper.when and not paper.when_text.vi:
        yield "has a condition but when_text does not say it"
    if not paper.when and not paper.always:
        yield "has no condition: say when it is needed, or always = true"
    if paper.when and paper.always:
        yield "is always needed and has a condition: keep one of the two"
    if paper.capture and IDENTITY.search(f"{paper.name.vi} {paper.name.en}"):
        yield "would keep a picture of an identity document"


def _texts(value: object, place: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, tuple):
        for number, entry in enumerate(value, start=1):
            yield from _texts(entry, f"{place}[{number}]")
    elif is_dataclass(value):
        for field in fields(value):
            optional = field.name == "when_text" and getattr(value, field.name) == Text("", "")
            if not optional:
                yield from _texts(getattr(value, field.name), f"{place}.{field.name}".lstrip("."))


def _text_faults(text: Text) -> Iterator[str]:
    for language, words in (("vi", text.vi), ("en", text.en)):
        if not words.strip():
            yield f"has no {language}"
        if not unicodedata.is_normalized("NFC", words):
            yield f"{language} is not in NFC"
        if MARK.search(words):
            yield f"{language} still has to be written: {words[:50]}"
        if text.verified and DOUBT.search(words):
            yield f"{language} sounds unverified, but verified = false is not set"
