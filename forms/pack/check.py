"""Finds what is missing from a pack before a resident does."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from forms.contract import Environment, FormSession
from forms.errors import FormError, PackError
from forms.pack.blocks import expand
from forms.pack.build import compile_form, read_form_source
from forms.pack.form_check import form_findings
from forms.pack.model import FORM_COMPILED, FORM_SOURCE, PROCEDURE, Pack, Person, Procedure, Text
from forms.pack.reading import load_pack

XFORMS = "{http://www.w3.org/2002/xforms}"
REFERENCE = re.compile(r"/data(?:/[\w.-]+)+")
# Notes to oneself must not reach a resident as a fact.
DOUBT = re.compile(r"unverified|unconfirmed|chưa xác minh|chưa xác nhận|chưa kiểm chứng|todo|\?\?", re.IGNORECASE)
IDENTITY = re.compile(r"căn cước|chứng minh nhân dân|hộ chiếu|passport|identity card", re.IGNORECASE)
CARD_TYPES = {"birth_date": ("date", "string"), "issued_on": ("date", "string"), "sex": ("string",)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and where: the file, and the row, key or reference in it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def check_pack(folder: Path) -> list[Finding]:
    """Everything that keeps a pack from being given to residents; empty when it is fit."""
    from forms.engine import try_out

    try:
        pack = load_pack(folder)
        source = expand(read_form_source(folder), FORM_SOURCE)
        compiled = compile_form(folder)
    except PackError as error:
        return [Finding(folder.name, finding) for finding in error.findings]
    findings = [*_procedure(pack.procedure), *(Finding(FORM_SOURCE, text) for text in form_findings(source))]
    if (folder / FORM_COMPILED).read_text(encoding="utf-8") != compiled:
        findings.append(Finding(FORM_COMPILED, f"is older than its source; run: kiosk pack build {folder}"))
    types = bind_types(compiled)
    findings += _references(pack.procedure, types)
    try:
        session = pack.form().start(_environment())
        tried = [Finding(FORM_COMPILED, text) for text in try_out(pack.form())]
    except FormError as error:
        return [*findings, Finding(FORM_COMPILED, f"the engine refuses it: {error}")]
    return [*findings, *tried, *_conditions(pack.procedure, session), *_declaration(pack, types)]


def bind_types(compiled: str) -> dict[str, str]:
    """Every reference of a compiled form with its data type; groups have "group"."""
    root = etree.fromstring(compiled.encode(), etree.XMLParser(resolve_entities=False))
    types = {bind.get("nodeset", ""): bind.get("type", "group") for bind in root.iter(f"{XFORMS}bind")}
    for element in (*root.iter(f"{XFORMS}group"), *root.iter(f"{XFORMS}repeat")):
        types.setdefault(element.get("ref") or element.get("nodeset") or "", "group")
    return types


def _procedure(procedure: Procedure) -> Iterator[Finding]:
    for place, text in _texts(procedure, ""):
        yield from (Finding(PROCEDURE, f"{place} {fault}") for fault in _text_faults(text))
    for name in ("legal_basis", "papers", "keywords", "life_events", "next_steps", "consent_purposes"):
        if not getattr(procedure, name):
            yield Finding(PROCEDURE, f"{name} is empty")
    if not procedure.fee.exemptions:
        yield Finding(PROCEDURE, "fee has no exemptions; say who is exempt, or that nobody pays")
    if procedure.effective_to and procedure.effective_to < procedure.effective_from:
        yield Finding(PROCEDURE, "effective_to is before effective_from")
    for name, entries in (("papers", procedure.papers), ("persons", procedure.persons)):
        ids = [entry.id for entry in entries]
        yield from (Finding(PROCEDURE, f"{name}: {id_} is there twice") for id_ in {i for i in ids if ids.count(i) > 1})
    for paper in procedure.papers:
        if paper.when and not paper.when_text.vi:
            yield Finding(PROCEDURE, f"papers: {paper.id} has a condition but when_text does not say it")
        if paper.capture and IDENTITY.search(f"{paper.name.vi} {paper.name.en}"):
            yield Finding(PROCEDURE, f"papers: {paper.id} would keep a picture of an identity document")
    for note in procedure.unverified:
        if note.verified:
            yield Finding(PROCEDURE, f"unverified: {note.vi[:40]!r} needs verified = false")


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
        if text.verified and DOUBT.search(words):
            yield f"{language} sounds unverified, but verified = false is not set"


def _references(procedure: Procedure, types: dict[str, str]) -> Iterator[Finding]:
    for place, when in _whens(procedure):
        for ref in REFERENCE.findall(when):
            if ref not in types:
                yield Finding(PROCEDURE, f"{place}: {ref} is not in the form")
    for person in procedure.persons:
        yield from _person(person, types)


def _person(person: Person, types: dict[str, str]) -> Iterator[Finding]:
    if not person.fields:
        yield Finding(PROCEDURE, f"persons: {person.id} takes nothing from a card")
    for name, ref in person.fields.items():
        if ref not in types:
            yield Finding(PROCEDURE, f"persons: {person.id}.{name}: {ref} is not in the form")
        elif types[ref] not in CARD_TYPES.get(name, ("string",)):
            yield Finding(PROCEDURE, f"persons: {person.id}.{name}: {ref} is of type {types[ref]}")


def _conditions(procedure: Procedure, session: FormSession) -> Iterator[Finding]:
    for place, when in _whens(procedure):
        try:
            session.value_of(f"boolean({when})")
        except FormError as error:
            yield Finding(PROCEDURE, f"{place}: {error}")


def _whens(procedure: Procedure) -> Iterable[tuple[str, str]]:
    yield from ((f"papers: {paper.id}", paper.when) for paper in procedure.papers if paper.when)
    yield from ((f"persons: {person.id}", person.when) for person in procedure.persons if person.when)
    yield from ((f"warnings[{number}]", warning.when) for number, warning in enumerate(procedure.warnings, start=1))


def _declaration(pack: Pack, types: dict[str, str]) -> Iterator[Finding]:
    from forms.layout import render_declaration, template_findings

    template = pack.declaration()
    if template is None:
        return
    problems = template_findings(template, types.keys())
    yield from (Finding("declaration.txt", problem) for problem in problems)
    if not problems:
        try:
            render_declaration(pack, b"", blank=True)
        except (PackError, FormError) as error:
            yield Finding("declaration.txt", str(error))


def _environment() -> Environment:
    return Environment(
        now=lambda: datetime(2026, 7, 1, 9, tzinfo=UTC),
        new_uuid=lambda: "00000000-0000-4000-8000-000000000000",
        random=lambda: 0.5,
    )
