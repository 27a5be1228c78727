"""The answers in a revision, as a person reads them: laid out by the procedure's own form.

Instances come from outside. They are read without entities or a network, and a form that cannot take one in never
keeps an officer from its answers: then the values are shown as they stand in the XML.
"""

import logging
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from lxml import etree

from forms.contract import Environment
from forms.errors import FormError
from forms.knowledge import fold
from sync.portal.registry import procedures

if TYPE_CHECKING:
    from forms.pack import Pack, Paper
    from sync.portal.registry.models import Dossier, Revision

log = logging.getLogger("sync.portal")
_LONGEST_NAME, _MOST_NAMES = 120, 30
_MOST_LEAVES = 5_000  # a form asks some hundred questions
_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED = re.compile(r"<([^\s<>/!?]*name)[\s/>]")
_of_thread = threading.local()
_OUR_OWN = frozenset({"meta"})  # bookkeeping of the form, not answers


@dataclass(frozen=True, slots=True)
class Row:
    """A question and its answer. section: the headings above it, outermost first, in one line."""

    ref: str
    section: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """The answers in the order of the form. as_form is False when they are shown as in the XML."""

    rows: tuple[Row, ...]
    as_form: bool


def lay_out(procedure: str, revision: "Revision", language: str) -> Laid:
    """The answers of a revision, in a language of its form."""
    pack = procedures.pack_for(procedure, revision.pack_version)
    rows = _by_form(pack, revision, language) if pack else None
    return Laid(rows, as_form=True) if rows is not None else Laid(_as_written(revision.instance), as_form=False)


def _by_form(pack: "Pack", revision: "Revision", language: str) -> tuple[Row, ...] | None:
    # The moment it was finalised, so that what depends on "today" comes out as the resident saw it.
    environment = Environment(lambda: revision.created_at, lambda: str(uuid4()), lambda: 0.5)
    try:
        session, lost = pack.form().resume(revision.instance.encode(), environment, language)
        rows = [Row(row.ref, " › ".join(row.sections), row.label, _readable(row.text)) for row in session.summary()]
    except FormError as error:
        log.warning("pack %s %s cannot show a revision: %s", pack.code, pack.version, type(error).__name__)
        return None
    return (*rows, *(Row(answer.ref, "", answer.ref, answer.value) for answer in lost))


def _readable(text: str) -> str:
    """A whole date, which forms keep as 1990-05-02, as people and the official system write it."""
    return f"{text[8:]}/{text[5:7]}/{text[:4]}" if _WHOLE_DATE.fullmatch(text) else text


def _as_written(instance: str) -> tuple[Row, ...]:
    root = _parse(instance)
    if root is None:
        return (Row("/", "", "XML", instance),)
    rows = tuple(
        Row(path, " › ".join(path.split("/")[2:-1]), _name(leaf), (leaf.text or "").strip())
        for path, leaf in _leaves(root, f"/{_name(root)}")
    )
    return rows if len(rows) < _MOST_LEAVES else (*rows, Row("/", "", "…", "…"))


def _leaves(element: etree._Element, path: str) -> Iterator[tuple[str, etree._Element]]:
    """The elements without children, with their paths; positions only where a name is repeated.

    At most _MOST_LEAVES of them, and of the children of one: what a kiosk sends is to cost no more than a form does.
    """
    waiting, left = [(element, path)], _MOST_LEAVES
    while waiting and left:
        element, path = waiting.pop()
        if len(element) == 0:
            left -= 1
            yield path, element
            continue
        children = [child for child in islice(element.iterchildren("*"), left) if _name(child) not in _OUR_OWN]
        many, seen = Counter(_name(child) for child in children), Counter[str]()
        steps = []
        for child in children:
            name = _name(child)
            seen[name] += 1
            steps.append((child, f"{path}/{name}[{seen[name]}]" if many[name] > 1 else f"{path}/{name}"))
        waiting.extend(reversed(steps))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _parser() -> etree.XMLParser:
    """One for each thread: making it anew costs as much as reading a form's answers."""
    parser: etree.XMLParser | None = getattr(_of_thread, "parser", None)
    if parser is None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        _of_thread.parser = parser
    return parser


def _parse(instance: str) -> etree._Element | None:
    try:
        root = etree.fromstring(instance.encode(), _parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.internalDTD is not None else root


def names_in(procedure: str, pack_version: str, instance: str) -> tuple[str, ...]:
    """Names of people: first those whose cards the procedure can scan, in its order, then whatever is called a name."""
    pack, root = procedures.pack_for(procedure, pack_version), _parse(instance)
    if root is None:
        return ()
    persons = pack.procedure.persons if pack else ()
    found = [_at(root, person.fields["full_name"]) for person in persons if "full_name" in person.fields]
    called = _called_names(instance)
    found += [
        element
        for element in islice(root.iter(*called) if called else (), _MOST_LEAVES)
        if element.tag.endswith("name") and _OUR_OWN.isdisjoint(map(_name, element.iterancestors()))
    ]
    names = (
        " ".join((leaf.text or "").split())[:_LONGEST_NAME] for leaf in found if leaf is not None and not len(leaf)
    )
    return tuple(dict.fromkeys(name for name in names if name))[:_MOST_NAMES]


def _called_names(instance: str) -> list[str]:
    """The tags that may end in "name", for the XML library to look for: it is quicker than asking each element."""
    found = {name.rpartition(":")[2] for name in _NAMED.findall(instance)}
    return [f"{{*}}{name}" for name in found] if len(found) <= _MOST_NAMES else ["*"]


def _at(root: etree._Element, ref: str) -> etree._Element | None:
    """The one element at a path such as /data/child/full_name; None when there is none, or several."""
    element = root
    for step in ref.split("/")[2:]:
        there = list(islice(element.iterchildren(f"{{*}}{step}"), 2))
        if len(there) != 1:
            return None
        element = there[0]
    return element


def papers_of(procedure: str, revision: "Revision") -> list[tuple["Paper", bool]]:
    """The papers of the procedure that this resident needs, or sent a picture of; and whether there is one.

    All of them when it cannot be told which are needed.
    """
    pack = procedures.pack_for(procedure, revision.pack_version)
    if pack is None:
        return []
    sent = {str(item["paper"]) for item in revision.papers}
    environment = Environment(lambda: revision.created_at, lambda: str(uuid4()), lambda: 0.5)
    try:
        session, _ = pack.form().resume(revision.instance.encode(), environment, "vi")
        needed = {
            paper.id
            for paper in pack.procedure.papers
            if not paper.when or session.value_of(f"boolean({paper.when})") == "true"
        }
    except FormError:
        needed = {paper.id for paper in pack.procedure.papers}
    return [(paper, paper.id in sent) for paper in pack.procedure.papers if paper.id in needed | sent]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who sent a dossier, as far as the form asks. The texts are "" when it does not.

    numbers: of identity cards, of everybody whose card the procedure can scan; births: their years.
    """

    full_name: str
    address: str
    phone: str
    email: str
    numbers: frozenset[str]
    births: frozenset[int]


def contact(procedure: str, revision: "Revision") -> Contact:
    """Read from the instance by the procedure's own list of persons; the first that has a name is the sender."""
    pack, root = procedures.pack_for(procedure, revision.pack_version), _parse(revision.instance)
    values: dict[str, str] = {}
    if root is not None:
        leaves = _leaves(root, f"/{_name(root)}")
        values = {path: " ".join((leaf.text or "").split())[: _LONGEST_NAME * 3] for path, leaf in leaves}
    persons = [dict(person.fields) for person in pack.procedure.persons] if pack else []
    sender = next((fields for fields in persons if values.get(fields.get("full_name", ""))), {})
    return Contact(
        full_name=values.get(sender.get("full_name", ""), "") or next(iter(_named(values, "name")), ""),
        address=_address(values, sender.get("address", "")),
        phone=next(iter(_named(values, "phone")), ""),
        email=next(iter(_named(values, "email")), ""),
        numbers=frozenset(_all(values, persons, "id_number")),
        births=frozenset(int(day[:4]) for day in _all(values, persons, "birth_date") if day[:4].isdecimal()),
    )


def _named(values: dict[str, str], ending: str) -> Iterator[str]:
    return (value for ref, value in values.items() if value and ref.rpartition("/")[2].endswith(ending))


def _all(values: dict[str, str], persons: list[dict[str, str]], field: str) -> Iterator[str]:
    refs = (fields[field] for fields in persons if field in fields)
    return (values[ref] for ref in refs if values.get(ref))


def _address(values: dict[str, str], on_card: str) -> str:
    """As the resident chose it; as the card bears it (X_on_card, beside the block X) when nothing was chosen."""
    block = on_card.removesuffix("_on_card")
    chosen = f"{block}/{block.rpartition('/')[2]}_text"
    found = [values.get(chosen, ""), values.get(on_card, "")]
    found += [value for ending in ("residence_text", "address_text", "home_text") for value in _named(values, ending)]
    return next((value for value in found if value), "")


def search_text(dossier: "Dossier") -> str:
    """Everything a dossier can be found by, folded."""
    return searchable(dossier.code, dossier.official_number, dossier.names)


def searchable(code: str, official_number: str, names: Iterable[str]) -> str:
    """The same, of what it can be found by."""
    return fold(" ".join([code, official_number, *names]))
