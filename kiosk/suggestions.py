"""What may be meant by the letters typed so far: parts of names, communes, streets. Accents need not be typed.

The lists are fixed: what residents type is never learnt, counted or kept, so nobody finds the name of the one before.
Of the streets there are those that nearly every town has; no list of all of them may be passed on.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.knowledge import commune, communes, fold, provinces

NAMES = Path(__file__).with_name("names.toml")
STREETS = Path(__file__).with_name("streets.toml")
MOST = 3
_LONGEST_PLACE = 6
_SHORTEST_PLACE = 3
_BEFORE_A_STREET = frozenset({"đường", "duong", "phố", "pho"})
"""As written, since Dương is a name."""
_NO_STREET_AFTER = frozenset({"dan", "khu", "thanh"})
"""Tổ dân phố, khu phố, thành phố."""


@dataclass(frozen=True, slots=True)
class Offer:
    """label: what is shown. text: what is put in the place of the last `replaces` characters."""

    label: str
    text: str
    replaces: int


@dataclass(frozen=True, slots=True)
class _Place:
    """folded: with its kind, and without."""

    folded: tuple[str, str]
    label: str
    province: str


class Suggestions:
    """For one kiosk. site: the code of its commune, whose province comes first; "" when it is no commune's."""

    def __init__(self, site: str = "") -> None:
        self._province = _province_of(site)

    def names(self, before: str) -> tuple[Offer, ...]:
        """Parts of a name that begin with the word being typed. before: the name so far."""
        words = before.split(" ")
        typed = words[-1]
        if not typed or not typed.isalpha():
            return ()
        start = fold(typed)
        known = [name for folded, name in _pool(min(2, sum(map(bool, words[:-1])))) if folded.startswith(start)]
        known.sort(key=lambda name: not name.casefold().startswith(typed.casefold()))
        shown = [name.upper() if len(typed) > 1 and typed.isupper() else name for name in known]
        return tuple(Offer(name, f"{name} ", len(typed)) for name in shown if name != typed)[:MOST]

    def places(self, before: str) -> tuple[Offer, ...]:
        """Communes and provinces that begin with the last words typed. before: the address so far."""
        part = before.rpartition(",")[2].lstrip()
        words = part.split(" ")
        for first in range(max(0, len(words) - _LONGEST_PLACE), len(words)):
            typed = " ".join(words[first:])
            wanted = fold(typed)
            if len(wanted) < _SHORTEST_PLACE:
                continue
            found = [place for place in _places() if any(each.startswith(wanted) for each in place.folded)]
            found.sort(key=lambda place: (place.province != self._province, *_rank(place, wanted)))
            if found:
                return tuple(Offer(place.label, place.label, len(typed)) for place in found if place.label != typed)[
                    :MOST
                ]
        return ()

    @staticmethod
    def streets(before: str) -> tuple[Offer, ...]:
        """Streets that begin with the words typed after "đường" or "phố". before: the address so far."""
        words = before.rpartition(",")[2].split(" ")
        kinds = [at for at in range(len(words)) if _is_street(words[max(0, at - 1) : at + 1])]
        typed = " ".join(words[kinds[-1] + 1 :]) if kinds else ""
        wanted = fold(typed)
        if not wanted.strip():
            return ()
        found = [street for folded, street in _streets() if folded.startswith(wanted) and street != typed]
        return tuple(Offer(street, street, len(typed)) for street in found)[:MOST]


def _is_street(words: Sequence[str]) -> bool:
    *before, word = words
    return word.casefold() in _BEFORE_A_STREET and not any(fold(each) in _NO_STREET_AFTER for each in before)


@cache
def _streets() -> tuple[tuple[str, str], ...]:
    names = tomllib.loads(STREETS.read_text("utf-8"))["names"]
    return tuple((fold(name), name) for name in names)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(NAMES.read_text("utf-8"))
    return {part: tuple(dict.fromkeys(names)) for part, names in table.items()}


@cache
def _pool(words_before: int) -> tuple[tuple[str, str], ...]:
    """Which parts of a name may come next, folded and as written, after no word, one or more.

    Names are short: the second word may be the given name already.
    """
    lists = _lists()
    order = (("family",), ("middle", "given"), ("given", "middle"))[words_before]
    return tuple((fold(name), name) for name in dict.fromkeys(name for part in order for name in lists[part]))


@cache
def _places() -> tuple[_Place, ...]:
    whole = [_Place((fold(each.name), _bare(each.name)), each.name, each.code) for each in provinces()]
    names = {each.code: each.name for each in provinces()}
    parts = [
        _Place((fold(each.name), _bare(each.name)), f"{each.name}, {names[each.province]}", each.province)
        for each in communes()
    ]
    return (*whole, *parts)


def _rank(place: _Place, wanted: str) -> tuple[bool, int]:
    """Those whose own name begins so before those whose kind does ("phu" is hardly "phường"); short ones first."""
    return not place.folded[1].startswith(wanted), len(place.label)


def _bare(name: str) -> str:
    """A name without its kind: people say "Xuân Hương", not "phường Xuân Hương"."""
    folded = fold(name)
    for kind in ("phuong ", "xa ", "dac khu ", "tinh ", "thanh pho "):
        if folded.startswith(kind):
            return folded.removeprefix(kind)
    return folded


def _province_of(site: str) -> str:
    try:
        return commune(site).province
    except KeyError:
        return site if any(each.code == site for each in provinces()) else ""
