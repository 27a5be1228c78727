"""Finds what is missing from the rows of a form: translations, examples, reasons, messages."""

import re
from collections.abc import Iterator

from forms.pack.blocks import SELECT
from forms.pack.model import MARK
from forms.pack.reach import reach_findings, reference_findings
from forms.pack.room import CHOICE, HEADING, Room, fault
from forms.pack.sheets import COLUMNS, FIRST_ROW, LANGUAGES, TRANSLATED, FormSource, Row

STRUCTURE = ("begin_group", "end_group", "begin_repeat", "end_repeat")
SILENT = ("calculate", "hidden", "start", "end", "today", "deviceid", "username", "audit")
TYPED = ("text", "integer", "decimal", "date", "time", "dateTime")
MESSAGES = ("constraint_message", "required_message")
MAX_WORDS = 20
EXPRESSIONS = ("calculation", "constraint", "relevant", "required", "read_only", "choice_filter")
# XPath that the engine knows and JavaRosa, and so ODK Collect, does not.
NOT_IN_ODK = re.compile(r"(?<![\w-])(floor|ceiling|substring|last|name|local-name)\(")
HARSH = re.compile(r"không hợp lệ|lỗi 0x|vui lòng|invalid|illegal|\berror\b", re.IGNORECASE)


def form_findings(source: FormSource) -> Iterator[str]:
    """One sentence a finding, over expanded rows."""
    reasons = _without_reason(source.survey)
    for number, row in enumerate(source.survey, start=FIRST_ROW):
        where = f"{row.get('name') or row.get('type', '')} (row {number})"
        yield from (f"{where}: {text}" for text in _row(row, source))
        if number in reasons:
            yield f"{where}: guidance_hint does not say why it is asked"
    for name, choices in source.choices.items():
        for choice in choices:
            place = f"choices.{name}.{choice.get('name', '?')}"
            yield from (f"{place}: {text}" for text in (*_translations(choice), *_too_long(choice, CHOICE)))
            if not any(column.startswith("label") for column in choice):
                yield f"{place}: has no label"
    used = {match.group(1) for row in source.survey if (match := SELECT.fullmatch(row.get("type", "")))}
    yield from reference_findings(source)
    yield from reach_findings(source)
    yield from (f"choices.{name} is used by no question" for name in sorted(source.choices.keys() - used))


def _without_reason(survey: list[Row]) -> set[int]:
    """Rows that should say why they are asked: each question, but only the first on a page of several."""
    numbers = set()
    on_page = 0
    explained = False
    for number, row in enumerate(survey, start=FIRST_ROW):
        kind = row.get("type", "")
        if kind.startswith("begin_"):
            starts = not on_page and "field-list" in row.get("appearance", "").split()
            on_page += bool(on_page or starts)
            explained = explained and not starts
        elif kind.startswith("end_"):
            on_page = max(0, on_page - 1)
        elif kind not in (*SILENT, "note"):
            if "guidance_hint::vi" not in row and not (on_page and explained):
                numbers.add(number)
            explained = bool(on_page)
    return numbers


def _row(row: Row, source: FormSource) -> Iterator[str]:
    kind = row.get("type", "")
    yield from _columns(row)
    yield from _translations(row)
    yield from (f"{column.replace('::', '.')} still has to be written" for column in row if MARK.search(row[column]))
    for column in EXPRESSIONS:
        if match := NOT_IN_ODK.search(row.get(column, "")):
            yield f"{column} uses {match.group(1)}(), which ODK Collect does not know; see docs/forms-engine.md"
    yield from _too_long(row, HEADING)  # that of a group is the heading of its page
    if kind in STRUCTURE or kind in SILENT:
        return
    if "label::vi" not in row:
        yield "has no label"
    yield from _messages(row)
    if kind == "note":
        return
    if kind in TYPED and "hint::vi" not in row:
        yield "hint gives no example"
    match = SELECT.fullmatch(kind)
    if match and match.group(1) not in source.choices:
        yield f"there is no list of choices named {match.group(1)}"


def _too_long(row: Row, room: Room) -> Iterator[str]:
    for language in LANGUAGES:
        if said := fault(row.get(f"label::{language}", ""), room):
            yield f"label.{language} {said}"


def _columns(row: Row) -> Iterator[str]:
    for column in row:
        name, _, rest = column.partition("::")
        known = name in COLUMNS or name in TRANSLATED or name in ("bind", "body", "instance", "control", "media")
        if not known:
            yield f"{column} is not a column of an XLSForm"
        elif name in TRANSLATED and rest not in LANGUAGES:
            yield f"{column} needs a language, {name}::vi"


def _translations(row: Row) -> Iterator[str]:
    for name in TRANSLATED:
        there = [language for language in LANGUAGES if row.get(f"{name}::{language}", "").strip()]
        if there and len(there) < len(LANGUAGES):
            missing = ", ".join(language for language in LANGUAGES if language not in there)
            yield f"{name} has no {missing}"


def _messages(row: Row) -> Iterator[str]:
    if "constraint" in row and "constraint_message::vi" not in row:
        yield "constraint has no constraint_message"
    if row.get("required", "no") not in ("no", "false()") and "required_message::vi" not in row:
        yield "is required but has no required_message"
    for name in MESSAGES:
        for language in LANGUAGES:
            text = row.get(f"{name}::{language}", "")
            if len(text.split()) > MAX_WORDS:
                yield f"{name}.{language} has more than {MAX_WORDS} words"
            if match := HARSH.search(text):
                yield f"{name}.{language} says {match.group()!r}; say kindly what to do"
