"""From the three tiers of before 1 July 2025 (commune, district, province) to the communes of today.

old_communes.csv has the 10,040 communes of June 2025 and those they went into (resolutions of the National Assembly's
Standing Committee of June 2025, as the source collected them; see NOTICE.md). 471 were split, so they lead to several.
Communes that were merged away before 2025 are not in it: an old card may name one, and then nothing is found.
"""

import csv
import io
import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.knowledge.tables import Commune, commune
from forms.knowledge.text import fold

_KINDS = {
    "province": r"tinh|thanh pho|tp",
    "district": r"quan|huyen|thi xa|thanh pho|tp|tx|q|h",
    "commune": r"phuong|xa|thi tran|tt|p|x",
}
_PATTERNS = {tier: re.compile(rf"(?:({kinds})(?:\s*\.\s*|\s+|(?=\d)))?(.+)") for tier, kinds in _KINDS.items()}
_WRITTEN_OUT = {
    "p": "phuong",
    "x": "xa",
    "tt": "thi tran",
    "q": "quan",
    "h": "huyen",
    "tx": "thi xa",
    "tp": "thanh pho",
}
_OTHER_NAMES = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "sai gon": "ho chi minh", "thua thien hue": "hue"}


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A commune of before July 2025. name "" for the island districts that had none; now: codes, most of it first."""

    province: str
    district: str
    name: str
    now: tuple[str, ...]


def successors(province: str, district: str, name: str) -> tuple[Commune, ...]:
    """The communes that an old one went into, most likely first; none when it is not known.

    The names may lack their kind ("Hàng Bông") or shorten it ("P. Hàng Bông"), accents may be missing. Where that
    leaves several old communes, all that they went into are given. name "": an island district without communes.
    Never raises.
    """
    kind = _part("commune", name)[0]
    # "Phương Liên" and "Quản Bạ" are names, though without accents they begin like "phường" and "quận".
    ways = itertools.product((_part("district", district)[1], fold(district)), (_part("commune", name)[1], fold(name)))
    found = next(filter(None, (_index().get((_part("province", province)[1], *way), ()) for way in ways)), ())
    for fits in (
        lambda row: not kind or fold(row.name).startswith(kind),
        lambda row: _matches_kind("district", district, row.district),
        lambda row: row.name.casefold().endswith(_spoken(name)),
    ):
        found = tuple(row for row in found if fits(row)) or found
    return tuple(dict.fromkeys(commune(code) for row in found for code in row.now))


def province_of_old(name: str) -> str:
    """The code of today's province for the name of one of the 63 of before July 2025, "" when it is not known."""
    return _province_codes().get(_part("province", name)[1], "")


@cache
def old_communes() -> tuple[OldCommune, ...]:
    """All of them."""
    text = (Path(__file__).parent / "old_communes.csv").read_text(encoding="utf-8")
    return tuple(
        OldCommune(row["province"], row["district"], row["commune"], tuple(row["now"].split("+")))
        for row in csv.DictReader(io.StringIO(text))
    )


@cache
def _index() -> dict[tuple[str, str, str], tuple[OldCommune, ...]]:
    table: dict[tuple[str, str, str], list[OldCommune]] = defaultdict(list)
    for row in old_communes():
        district = _part("district", row.district)[1]
        name = _part("commune", row.name)[1]
        table[_part("province", row.province)[1], district, name].append(row)
    return {key: tuple(rows) for key, rows in table.items()}


@cache
def _province_codes() -> dict[str, str]:
    """Provinces were merged as a whole."""
    return {_part("province", row.province)[1]: commune(row.now[0]).province for row in old_communes()}


@cache
def _part(tier: str, text: str) -> tuple[str, str]:
    """(kind written out or "", name), folded; numbers without leading noughts."""
    match = _PATTERNS[tier].fullmatch(fold(text))
    if match is None:
        return "", ""
    kind, name = match[1] or "", match[2]
    name = _OTHER_NAMES.get(name, name) if tier == "province" else name
    return _WRITTEN_OUT.get(kind, kind), name.lstrip("0") or "0"


def _matches_kind(tier: str, text: str, known: str) -> bool:
    kind = _part(tier, text)[0]
    return not kind or fold(known).startswith(kind)


def _spoken(text: str) -> str:
    """The name with its accents and without its kind, to tell "Hương Vân" from "Hương Văn"."""
    plain = text.casefold().strip()
    _, _, rest = plain.partition(" ")
    return rest if rest and _part("commune", text)[0] else plain
