"""The catalogue: what is known of each procedure that people may ask for, also of those that have no form here.

One row is one card: national code, official title, what people call it, who is competent, where to go. What is not
known stays empty. The file that came with the program is catalogue.csv (NOTICE.md says where it comes from); a portal
publishes a newer one in the same form, which is read by the same function and trusted as little.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from forms.errors import KnowledgeError

FILE = "catalogue.csv"
MAX_BYTES = 8 * 1024 * 1024  # 2,300 procedures take about 0.6 MB
MAX_CARDS = 20_000
MAX_TEXT = 2000  # the longest official title has 919 characters
_HEAD = ["code", "title", "plain", "plain_en", "level", "field", "decision", "place", "verified"]
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,31}")


class Place(StrEnum):
    """Where a resident goes.

    COMMUNE: the commune's public administration service centre, which also takes what others decide (Decree
    118/2025/ND-CP). POLICE: the police of the commune. INSURANCE: the social insurance or its agents. TREASURY: the
    state treasury.
    """

    COMMUNE = "commune"
    POLICE = "police"
    TAX = "tax"
    CUSTOMS = "customs"
    INSURANCE = "insurance"
    COURT = "court"
    TREASURY = "treasury"


class Level(StrEnum):
    """Who decides; a procedure may be done at several levels."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one procedure; "" for what is not.

    Attributes:
        code: the national code, "1.004222".
        title: the official title, Vietnamese.
        plain, plain_en: how a resident would call it.
        levels: who decides.
        field: the official field, "Hộ tịch".
        decision: the decision that publishes the procedure.
        place: where to go.
        verified: whether a source confirms the place; if not, the screen says to ask the officer.
    """

    code: str
    title: str
    plain: str
    plain_en: str
    levels: tuple[Level, ...]
    field: str
    decision: str
    place: Place
    verified: bool

    def in_language(self, language: str) -> str:
        """What to show as its name: plain words, else the official title, else the field and the code."""
        if language != "vi" and self.plain_en:
            return self.plain_en
        return self.plain or self.title or f"{self.field or 'Thủ tục'} {self.code}"


@cache
def cards() -> tuple[Card, ...]:
    """The cards that came with the program, by code."""
    return read_cards((Path(__file__).parent / FILE).read_bytes())


def read_cards(data: bytes) -> tuple[Card, ...]:
    """The cards of a catalogue file, which may come from a portal. Raises KnowledgeError, naming the line."""
    if len(data) > MAX_BYTES:
        raise KnowledgeError("the file is too large", FILE)
    found: dict[str, Card] = {}
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        if next(rows, None) != _HEAD:
            raise KnowledgeError(f"the columns have to be {', '.join(_HEAD)}", FILE)
        for row in rows:
            card = _card(row, f"{FILE} line {rows.line_num}")
            if card.code in found:
                raise KnowledgeError("the code stands in it twice", f"{FILE} line {rows.line_num}")
            if len(found) == MAX_CARDS:
                raise KnowledgeError(f"more than {MAX_CARDS} procedures", FILE)
            found[card.code] = card
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError("the file cannot be read as CSV in UTF-8", FILE) from error
    return tuple(found[code] for code in sorted(found))


def _card(row: list[str], where: str) -> Card:
    if len(row) != len(_HEAD):
        raise KnowledgeError(f"a row has {len(_HEAD)} columns", where)
    code, title, plain, plain_en, levels, field, decision, place, verified = row
    if not _CODE.fullmatch(code):
        raise KnowledgeError("a code has letters, digits and dots", where)
    for text in row:
        if len(text) > MAX_TEXT or not _is_plain(text):
            raise KnowledgeError("a text is too long, holds signs that cannot be shown, or is not NFC", where)
    try:
        return Card(
            code,
            title,
            plain,
            plain_en,
            tuple(Level(level) for level in levels.split("+") if level),
            field,
            decision,
            Place(place),
            {"yes": True, "no": False}[verified],
        )
    except (ValueError, KeyError) as error:
        raise KnowledgeError("the level, the place, or yes and no is not one of those there are", where) from error


def _is_plain(text: str) -> bool:
    """Shown as it is: one line, composed, no control or direction characters."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text)
