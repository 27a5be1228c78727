"""procedure.toml as sheets of a spreadsheet, so that a whole procedure can be written without seeing a text format.

The sheet ``procedure`` has a fact a row (key, value, vi, en, verified); what there may be several of (exemption,
next_step, consent_purpose, unverified) has several rows. Laws, papers, persons and warnings have sheets of their own.
Columns are named as the keys of procedure.toml (docs/packs.md); yes and no stand for true and false.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from types import MappingProxyType

from forms.errors import PackError
from forms.pack.model import LegalBasis, PackWarning, Paper, Person, Procedure, Text
from forms.pack.reading import CARD_FIELDS, TOLD_FIELDS
from forms.pack.sheets import Row, toml_string

PROCEDURE_SHEET = "procedure"
TABLES = ("legal_basis", "papers", "persons", "warnings")
SHEETS = (PROCEDURE_SHEET, *TABLES)
# The head of each sheet, whatever is used of it: an author cannot fill in a column that is not there.
COLUMNS = MappingProxyType(
    {
        PROCEDURE_SHEET: ("key", "value", "vi", "en", "verified"),
        "legal_basis": ("vi", "en", "verified", "effective_from", "effective_to", "effective_verified"),
        "papers": ("id", "vi", "en", "verified", "kind", "always", "when", "when_text::vi", "when_text::en", "capture"),
        "persons": ("id", "vi", "en", "when", "may_be", *CARD_FIELDS, *TOLD_FIELDS),
        "warnings": ("when", "vi", "en", "verified"),
    }
)
STRINGS = ("code", "version", "category")
LISTS = ("life_events", "keywords")
TEXTS = ("title", "summary", "form_name", "authority")
DATES = ("effective_from", "effective_to")
# Row of the sheet -> list in procedure.toml.
REPEATED = MappingProxyType(
    {"next_step": "next_steps", "consent_purpose": "consent_purposes", "unverified": "unverified"}
)
PAYMENT = ("bank_bin", "account", "account_name", "purpose", "amount")
ONCE = frozenset(
    {*STRINGS, *LISTS, *TEXTS, *DATES, *PAYMENT, "bank", "signature", "fee", "time_limit", "working_days", "cutoff"}
)
# Column of the sheet persons -> table of a person in procedure.toml.
PERSON_FIELDS = MappingProxyType(dict.fromkeys(CARD_FIELDS, "fields") | dict.fromkeys(TOLD_FIELDS, "told"))
KEYS = ONCE | {"exemption", *REPEATED}


def fact_sheets(procedure: Procedure) -> dict[str, list[Row]]:
    """The sheets of a procedure, by name; a cell that says nothing is left out."""
    return {
        PROCEDURE_SHEET: [{k: v for k, v in row.items() if v} for row in _facts(procedure)],
        "legal_basis": [_law(basis) for basis in procedure.legal_basis],
        "papers": [_paper(paper) for paper in procedure.papers],
        "persons": [_person(person) for person in procedure.persons],
        "warnings": [_warning(warning) for warning in procedure.warnings],
    }


def _facts(procedure: Procedure) -> Iterator[Row]:
    for key in STRINGS:
        yield {"key": key, "value": getattr(procedure, key)}
    for key in TEXTS:
        yield {"key": key, **_text(getattr(procedure, key))}
    for key in LISTS:
        yield {"key": key, "value": ", ".join(getattr(procedure, key))}
    for key in DATES:
        if getattr(procedure, key) is not None:
            yield {"key": key, "value": getattr(procedure, key).isoformat()}
    yield {"key": "signature", "value": "yes" if procedure.signature else "no"}
    yield {"key": "fee", **_text(procedure.fee.text)}
    yield from ({"key": "exemption", **_text(exemption)} for exemption in procedure.fee.exemptions)
    yield {"key": "time_limit", **_text(procedure.time_limit.text)}
    yield {"key": "working_days", "value": str(procedure.time_limit.working_days)}
    if procedure.time_limit.cutoff is not None:
        yield {"key": "cutoff", "value": procedure.time_limit.cutoff.isoformat()}
    for key, name in REPEATED.items():
        yield from ({"key": key, **_text(text)} for text in getattr(procedure, name))
    if procedure.payment is not None:
        yield {"key": "bank", **_text(procedure.payment.bank)}
        yield from ({"key": key, "value": getattr(procedure.payment, key)} for key in PAYMENT)


def _text(text: Text) -> Row:
    return {"vi": text.vi, "en": text.en, **({} if text.verified else {"verified": "no"})}


def _law(basis: LegalBasis) -> Row:
    dates = {key: getattr(basis, key) for key in DATES}
    row = {**_text(basis.text), **{key: value.isoformat() for key, value in dates.items() if value is not None}}
    return row if basis.effective_verified else {**row, "effective_verified": "no"}


def _paper(paper: Paper) -> Row:
    row = {"id": paper.id, **_text(paper.name), "kind": paper.kind, "when": paper.when}
    row |= {"when_text::vi": paper.when_text.vi, "when_text::en": paper.when_text.en}
    row |= {"always": "yes" if paper.always else "", "capture": "yes" if paper.capture else ""}
    return {key: value for key, value in row.items() if value}


def _person(person: Person) -> Row:
    row = {"id": person.id, **_text(person.label), "when": person.when, "may_be": ", ".join(person.may_be)}
    row |= {**person.fields, **person.told}
    return {key: value for key, value in row.items() if value}


def _warning(warning: PackWarning) -> Row:
    return {"when": warning.when, **_text(warning.text)}


def procedure_toml(sheets: Mapping[str, list[Row]]) -> str:
    """procedure.toml from its sheets; what is missing or wrong in it, read_procedure says. Raises PackError.

    What cannot be written down at all is said here, by sheet and key.
    """
    facts = sheets[PROCEDURE_SHEET]
    _refuse_unknown(facts)
    parts = [
        "\n".join(_top(facts)),
        *(_section(name, lines) for name, lines in _sections(facts) if lines),
        *(f"[[{name}]]\n" + "\n".join(_table(name, row)) for name in TABLES for row in sheets.get(name, ())),
        *(f"[[{list_}]]\n" + "\n".join(_own(row)) for key, list_ in REPEATED.items() for row in _of(facts, key)),
    ]
    return "\n\n".join(parts) + "\n"


def _refuse_unknown(facts: list[Row]) -> None:
    unknown = sorted({row.get("key", "") for row in facts} - KEYS)
    if unknown:
        raise PackError(PROCEDURE_SHEET, [f"{key!r} is no key of this sheet" for key in unknown])
    twice = sorted(key for key in ONCE if len(_of(facts, key)) > 1)
    if twice:
        raise PackError(PROCEDURE_SHEET, [f"{key} is there twice" for key in twice])


def _of(facts: Iterable[Row], key: str) -> list[Row]:
    return [row for row in facts if row.get("key") == key]


def _value(facts: list[Row], key: str) -> str:
    return next((row.get("value", "") for row in _of(facts, key)), "")


def _top(facts: list[Row]) -> Iterator[str]:
    for key in STRINGS:
        yield f"{key} = {toml_string(_value(facts, key))}"
    for key in TEXTS:
        yield from (f"{key}.{line}" for row in _of(facts, key) for line in _own(row))
    for key in LISTS:
        yield f"{key} = [{', '.join(map(toml_string, _words(_value(facts, key))))}]"
    for key in DATES:
        if value := _value(facts, key):
            yield f"{key} = {_date(PROCEDURE_SHEET, key, value)}"
    if value := _value(facts, "signature"):
        yield f"signature = {_boolean(PROCEDURE_SHEET, 'signature', value)}"


def _words(cell: str) -> list[str]:
    """What stands in a cell with commas between."""
    return [word.strip() for word in cell.split(",") if word.strip()]


def _sections(facts: list[Row]) -> Iterator[tuple[str, list[str]]]:
    exemptions = ["{ " + ", ".join(_own(row)) + " }" for row in _of(facts, "exemption")]
    fee = [line for row in _of(facts, "fee") for line in _own(row)]
    if exemptions:
        fee.append("exemptions = [\n" + "".join(f"  {entry},\n" for entry in exemptions) + "]")
    yield "fee", fee
    yield "time_limit", [line for row in _of(facts, "time_limit") for line in _own(row)] + list(_limit(facts))
    account = [f"{key} = {toml_string(value)}" for key in PAYMENT if (value := _value(facts, key))]
    yield "payment", account + [f"bank.{line}" for row in _of(facts, "bank") for line in _own(row)]


def _limit(facts: list[Row]) -> Iterator[str]:
    if days := _value(facts, "working_days"):
        if not (days.isascii() and days.isdigit()):
            raise PackError(PROCEDURE_SHEET, [f"working_days should be a number, not {days!r}"])
        yield f"working_days = {int(days)}"
    if cutoff := _value(facts, "cutoff"):
        try:
            yield f"cutoff = {time.fromisoformat(cutoff).isoformat()}"
        except ValueError:
            raise PackError(PROCEDURE_SHEET, [f"cutoff should be a time such as 15:00, not {cutoff!r}"]) from None


def _section(name: str, lines: list[str]) -> str:
    return f"[{name}]\n" + "\n".join(lines)


def _table(sheet: str, row: Row) -> Iterator[str]:
    """A row of a table: its columns in any order, those of a text and a date as what they are."""
    fields = {key: value for key, value in row.items() if key in PERSON_FIELDS} if sheet == "persons" else {}
    for key, value in row.items():
        if key in fields or key in ("vi", "en", "verified"):
            continue
        if key == "may_be" and sheet == "persons":
            yield f"may_be = [{', '.join(map(toml_string, _words(value)))}]"
        elif key in DATES:
            yield f"{key} = {_date(sheet, key, value)}"
        elif key in ("always", "capture", "effective_verified"):
            yield f"{key} = {_boolean(sheet, key, value)}"
        elif key in ("id", "kind", "when", "when_text::vi", "when_text::en"):
            yield f"{key.replace('::', '.')} = {toml_string(value)}"
        else:
            raise PackError(sheet, [f"{key!r} is no column of this sheet"])
    yield from _own(row)
    yield from (f"{PERSON_FIELDS[key]}.{key} = {toml_string(value)}" for key, value in fields.items())


def _own(row: Row) -> Iterator[str]:
    """vi, en and verified of a row."""
    yield f"vi = {toml_string(row.get('vi', ''))}"
    yield f"en = {toml_string(row.get('en', ''))}"
    if value := row.get("verified", ""):
        yield f"verified = {_boolean(row.get('key', ''), 'verified', value)}"


def _date(sheet: str, key: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise PackError(sheet, [f"{key} should be a date such as 2026-07-01, not {value!r}"]) from None


def _boolean(sheet: str, key: str, value: str) -> str:
    if value not in ("yes", "no"):
        raise PackError(sheet, [f"{key} should be yes or no, not {value!r}"])
    return "true" if value == "yes" else "false"
