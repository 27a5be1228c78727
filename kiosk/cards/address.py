"""From an address as a card prints it to the province and commune of today, where there is no doubt.

Since 1 July 2025 an address has two tiers above the street, before it had three; cards print both without saying which,
and often without "phường" or "quận". "Đống Đa, Hà Nội" ends an old address in the district Đống Đa and a new one in
the ward Đống Đa. So a commune of two tiers is only given when the text names its kind or the card is newer than that.
An address of three tiers leads to the communes that its old one went into (forms.knowledge.old_communes); where that
was split, or where both readings fit, the choices are given and a person is asked.
"""

import re
from dataclasses import dataclass
from functools import cache

from forms.knowledge import Commune, communes, fold, provinces
from forms.knowledge.old_communes import province_of_old, successors
from kiosk.cards.text import MAX_ADDRESS

TWO_TIERS_SINCE = "2025-07-01"
_PROVINCE_KIND = re.compile(r"(?:tinh|thanh pho|tp)[. ]+")
_COMMUNE_KIND = re.compile(r"(phuong|xa|dac khu|p\.|x\.)\s*(?=.)")
_SHORT_KINDS = {"p.": "phuong", "x.": "xa"}
_DISTRICT = re.compile(r"(?:quan|huyen|thi xa|q\.|h\.|tx\.|thanh pho|tp\.?) ?\S")
_OTHER_PROVINCE_NAMES = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "thua thien hue": "hue"}


@dataclass(frozen=True, slots=True, repr=False)
class AddressGuess:
    """province and commune: official codes (forms.knowledge), "" unless certain.

    detail: what is left for the line "số nhà, đường, thôn"; the whole text when no commune was found.
    choices: the communes it can be when it is not certain, most likely first; detail is then what is left for any.
    """

    province: str
    commune: str
    detail: str
    choices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the address: a repr ends up in logs."""
        return "<AddressGuess>"


def match_address(text: str, issued_on: str = "") -> AddressGuess:
    """The province and commune named by an address, each only when certain.

    issued_on: the day the card was issued (ISO 8601), "" when not known. Never raises.
    """
    whole = " ".join(text[:MAX_ADDRESS].split())
    parts = [part.strip() for part in whole.split(",")]
    if len(parts) > 1 and fold(parts[-1]) == "viet nam":
        parts.pop()
    province = _province(parts[-1])
    if not province or len(parts) < 2:
        return AddressGuess(province, "", whole)
    newer = issued_on >= TWO_TIERS_SINCE
    today = "" if any(_is_district(part) for part in parts[:-1]) else _commune(parts[-2], province, two_tiers=newer)
    old = successors(parts[-1], parts[-2], parts[-3]) if len(parts) > 2 and not (newer and today) else ()
    if today and not old:
        return AddressGuess(province, today, ", ".join(parts[:-2]))
    codes = tuple(dict.fromkeys((*(row.code for row in old), *((today,) if today else ()))))
    detail = ", ".join(parts[:-3])
    if not codes:  # an island district that had no communes
        codes, detail = tuple(row.code for row in successors(parts[-1], parts[-2], "")), ", ".join(parts[:-2])
    if len(codes) == 1:
        return AddressGuess(province, codes[0], detail)
    return AddressGuess(province, "", detail if codes else whole, codes)


def _province(text: str) -> str:
    name = fold(text)
    match = _PROVINCE_KIND.match(name)
    bare = name[match.end() :] if match else name
    return _province_codes().get(_OTHER_PROVINCE_NAMES.get(bare, bare), "") or province_of_old(text)


def _commune(text: str, province: str, *, two_tiers: bool) -> str:
    """The one commune of that name; letters with accents count when they tell two communes apart."""
    folded = fold(text)
    kind_given = _COMMUNE_KIND.match(folded)
    if not kind_given and not two_tiers:
        return ""
    kind = _SHORT_KINDS.get(kind_given[1], kind_given[1]) if kind_given else ""
    name = folded[kind_given.end() :] if kind_given else folded
    found = [row for row in _communes_by_name().get((province, name), ()) if fold(row.name).startswith(kind)]
    if len(found) > 1:
        found = [row for row in found if text.lower().endswith(row.name.partition(" ")[2].lower())]
    return found[0].code if len(found) == 1 else ""


def _is_district(part: str) -> bool:
    return bool(_DISTRICT.match(fold(part)))


@cache
def _province_codes() -> dict[str, str]:
    return {_PROVINCE_KIND.sub("", fold(row.name), count=1): row.code for row in provinces()}


@cache
def _communes_by_name() -> dict[tuple[str, str], list[Commune]]:
    table: dict[tuple[str, str], list[Commune]] = {}
    for row in communes():
        table.setdefault((row.province, _COMMUNE_KIND.sub("", fold(row.name), count=1)), []).append(row)
    return table
