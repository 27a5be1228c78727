"""The volunteer's handbook: short answers to what is asked at the kiosk every day.

handbook.toml holds it: chapters, each with entries of a question and an answer, in both languages. The whole file is
checked when it is read, since a newer one may come from a portal.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms.errors import KnowledgeError
from forms.knowledge.questions import LANGUAGES, Words

FILE = "handbook.toml"
MAX_BYTES = 512 * 1024
MAX_CHAPTERS, MAX_ENTRIES = 12, 30
LONGEST_TITLE, LONGEST_PARAGRAPH, MAX_PARAGRAPHS = 80, 600, 12


@dataclass(frozen=True, slots=True)
class HandbookEntry:
    """A question and what to do. verified: whether a source confirms it; if not, the page says to ask the officer."""

    title: Words
    paragraphs: tuple[Words, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries that belong together."""

    title: Words
    entries: tuple[HandbookEntry, ...]


@cache
def handbook() -> tuple[Chapter, ...]:
    """The handbook that came with the program."""
    return read_handbook((Path(__file__).parent / FILE).read_bytes())


def read_handbook(data: bytes) -> tuple[Chapter, ...]:
    """The chapters of a file, in order. Raises KnowledgeError, naming the entry."""
    if len(data) > MAX_BYTES:
        raise KnowledgeError("the file is too large", FILE)
    try:
        source = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"the file cannot be read as TOML: {error}", FILE) from error
    found = tuple(_chapter(table, f"chapter {number}") for number, table in _numbered(source, "chapters", MAX_CHAPTERS))
    if not found:
        raise KnowledgeError("there is no chapter", FILE)
    return found


def _chapter(table: dict[str, Any], place: str) -> Chapter:
    entries = tuple(
        _entry(each, f"{place}, entry {number}") for number, each in _numbered(table, "entries", MAX_ENTRIES)
    )
    if not entries:
        raise KnowledgeError("a chapter has entries", place)
    return Chapter(_words(table, place, LONGEST_TITLE), entries)


def _entry(table: dict[str, Any], place: str) -> HandbookEntry:
    verified = table.get("verified", False)
    if not isinstance(verified, bool):
        raise KnowledgeError("verified is true or false", place)
    paragraphs = tuple(
        _words(each, f"{place}, paragraph {number}", LONGEST_PARAGRAPH)
        for number, each in _numbered(table, "text", MAX_PARAGRAPHS)
    )
    if not paragraphs:
        raise KnowledgeError("an entry has text", place)
    return HandbookEntry(_words(table, place, LONGEST_TITLE), paragraphs, verified)


def _numbered(table: dict[str, Any], name: str, most: int) -> list[tuple[int, dict[str, Any]]]:
    found = table.get(name, [])
    if not isinstance(found, list) or len(found) > most or not all(isinstance(each, dict) for each in found):
        raise KnowledgeError(f"{name} is a list of at most {most} tables", FILE)
    return list(enumerate(found, 1))


def _words(table: dict[str, Any], place: str, longest: int) -> Words:
    texts = [table.get(language) for language in LANGUAGES]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise KnowledgeError(f"a text is missing in {' or '.join(LANGUAGES)}", place)
    vi, en = (unicodedata.normalize("NFC", str(text).strip()) for text in texts)
    if max(len(vi), len(en)) > longest:
        raise KnowledgeError(f"a text has more than {longest} letters", place)
    if not (vi.isprintable() and en.isprintable()):
        raise KnowledgeError("a text is one line of letters", place)
    return Words(vi, en)
