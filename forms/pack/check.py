"""Finds what is missing from a pack before a resident does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from forms.contract import Environment, FormSession
from forms.errors import FormError, PackError
from forms.pack.blocks import expand
from forms.pack.build import compile_form, read_form_source
from forms.pack.form_check import form_findings
from forms.pack.model import FORM_COMPILED, FORM_SOURCE, PROCEDURE, Pack, Person, Procedure
from forms.pack.procedure_check import procedure_findings
from forms.pack.reading import load_pack, read_procedure
from forms.pack.refusals import refusals
from forms.pack.versions import version_findings

XFORMS = "{http://www.w3.org/2002/xforms}"
REFERENCE = re.compile(r"/data(?:/[\w.-]+)+")
CARD_TYPES = {"birth_date": ("date", "string"), "issued_on": ("date", "string"), "sex": ("string",)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and where: the file, and the row, key or reference in it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def check_pack(folder: Path) -> list[Finding]:
    """Everything that keeps a pack from being given to residents; empty when it is fit.

    What is wrong in one place does not hide the rest: the facts are read when the form cannot be compiled, and all that
    the engine refuses is named.
    """
    try:
        procedure = read_procedure(folder)
        source = expand(read_form_source(folder), FORM_SOURCE)
    except PackError as error:
        return [Finding(folder.name, finding) for finding in error.findings]
    findings = [Finding(PROCEDURE, text) for text in procedure_findings(procedure)]
    findings += [Finding(FORM_SOURCE, text) for text in form_findings(source)]
    try:
        pack = load_pack(folder)
        compiled = compile_form(folder)
    except PackError as error:
        return findings + [Finding(folder.name, finding) for finding in error.findings]
    if (folder / FORM_COMPILED).read_text(encoding="utf-8") != compiled:
        findings.append(Finding(FORM_COMPILED, f"is older than its source; run: kiosk pack build {folder}"))
    findings += [Finding(FORM_COMPILED, text) for text in version_findings(folder, procedure)]
    types = bind_types(compiled)
    return [*findings, *_references(procedure, types), *_engine(pack), *_declaration(pack, types)]


def _engine(pack: Pack) -> list[Finding]:
    """What the engine says to the form, and the form to the conditions of the pack."""
    from forms.engine import try_out

    compiled = (pack.folder / FORM_COMPILED).read_text(encoding="utf-8")
    refused = [Finding(FORM_COMPILED, f"the engine refuses it: {text}") for text in refusals(compiled, pack.media())]
    if refused:
        return refused
    try:
        session = pack.form().start(_environment())
        tried = [Finding(FORM_COMPILED, text) for text in try_out(pack.form())]
    except FormError as error:
        return [Finding(FORM_COMPILED, f"the engine refuses it: {error}")]
    return [*tried, *_conditions(pack.procedure, session)]


def bind_types(compiled: str) -> dict[str, str]:
    """Every reference of a compiled form with its data type; groups have "group"."""
    root = etree.fromstring(compiled.encode(), etree.XMLParser(resolve_entities=False))
    types = {bind.get("nodeset", ""): bind.get("type", "group") for bind in root.iter(f"{XFORMS}bind")}
    for element in (*root.iter(f"{XFORMS}group"), *root.iter(f"{XFORMS}repeat")):
        types.setdefault(element.get("ref") or element.get("nodeset") or "", "group")
    return types


def _references(procedure: Procedure, types: dict[str, str]) -> Iterator[Finding]:
    for place, when in _whens(procedure):
        for ref in REFERENCE.findall(when):
            if ref not in types:
                yield Finding(PROCEDURE, f"{place}: {ref} is not in the form")
    ids = {person.id for person in procedure.persons}
    for person in procedure.persons:
        yield from _person(person, types)
        for other in (other for other in person.may_be if other not in ids - {person.id}):
            yield Finding(PROCEDURE, f"persons: {person.id}.may_be: {other} is no other person of this procedure")


def _person(person: Person, types: dict[str, str]) -> Iterator[Finding]:
    if not person.fields:
        yield Finding(PROCEDURE, f"persons: {person.id} takes nothing from a card")
    for name, ref in person.fields.items():
        if ref not in types:
            yield Finding(PROCEDURE, f"persons: {person.id}.{name}: {ref} is not in the form")
        elif types[ref] not in CARD_TYPES.get(name, ("string",)):
            yield Finding(PROCEDURE, f"persons: {person.id}.{name}: {ref} is of type {types[ref]}")
    for name, ref in person.told.items():
        if ref not in types:
            yield Finding(PROCEDURE, f"persons: {person.id}.{name}: {ref} is not in the form")


def _conditions(procedure: Procedure, session: FormSession) -> Iterator[Finding]:
    for place, when in _whens(procedure):
        try:
            session.value_of(f"boolean({when})")
        except FormError as error:
            yield Finding(PROCEDURE, f"{place}: {error}")


def _whens(procedure: Procedure) -> Iterable[tuple[str, str]]:
    yield from ((f"papers: {paper.id}", paper.when) for paper in procedure.papers if paper.when)
    yield from ((f"persons: {person.id}", person.when) for person in procedure.persons if person.when)
    if procedure.payment is not None and procedure.payment.amount:
        yield "payment.amount", procedure.payment.amount
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
