"""Every syllable that can be spelt, with its tones, and the keys that type it: written down apart from the composer."""

import unicodedata
from collections.abc import Iterator
from itertools import permutations

from ui.keyboard.composer import Method
from ui.keyboard.letters import Mark, ToneStyle


def _split(text: str) -> list[str]:
    return text.split()


ONSETS = ["", *_split("b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x")]
RHYMES: dict[str, int] = {
    rhyme.replace("^", ""): rhyme.index("^") - 1
    for rhyme in _split(
        """
        a^ a^c a^ch a^i a^m a^n a^ng a^nh a^o a^p a^t a^u a^y ă^c ă^m ă^n ă^ng ă^p ă^t â^c â^m â^n â^ng â^p
        â^t â^u â^y e^ e^c e^m e^n e^ng e^o e^p e^t ê^ ê^ch ê^m ê^n ê^nh ê^p ê^t ê^u i^ i^a i^ch i^m i^n i^nh
        i^p i^t i^u iê^c iê^m iê^n iê^ng iê^p iê^t iê^u o^ o^c o^i o^m o^n o^ng o^p o^t o^a oa^c oa^ch oa^i
        oa^m oa^n oa^ng oa^nh oa^o oa^p oa^t oa^y oă^c oă^m oă^n oă^ng oă^t o^e oe^n oe^o oe^t oo^ng oo^c ô^
        ô^c ô^i ô^m ô^n ô^ng ô^p ô^t ơ^ ơ^i ơ^m ơ^n ơ^p ơ^t u^ u^a u^c u^i u^m u^n u^ng u^p u^t uâ^n uâ^ng
        uâ^t uâ^y uê^ uê^ch uê^nh uô^c uô^i uô^m uô^n uô^ng uô^t uơ^ u^y uy^a uy^ch uy^nh uy^p uy^t uy^u uyê^n
        uyê^t ư^ ư^a ư^c ư^i ư^ng ư^t ư^u ươ^c ươ^i ươ^m ươ^n ươ^ng ươ^p ươ^t ươ^u y^ yê^m yê^n yê^ng yê^t
        yê^u
        """
    )
}
"""Rhyme → the place of its tone in the old style (^ stands behind it above)."""
TONES: tuple[Mark | None, ...] = (None, Mark.ACUTE, Mark.GRAVE, Mark.HOOK, Mark.TILDE, Mark.DOT)
TONES_ON_STOPS: tuple[Mark | None, ...] = (None, Mark.ACUTE, Mark.DOT)
SIGNS = {Mark.ACUTE: "\u0301", Mark.GRAVE: "\u0300", Mark.HOOK: "\u0309", Mark.TILDE: "\u0303", Mark.DOT: "\u0323"}
_KEYS: dict[Method, dict[str, str]] = {
    "telex": {**dict(zip(SIGNS, "sfrxj", strict=True)), "ă": "w", "ơ": "w", "ư": "w"},
    "vni": {**dict(zip(SIGNS, "12345", strict=True)), "ă": "8", "ơ": "7", "ư": "7", "â": "6", "ê": "6", "ô": "6"},
}
_BASE = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
_MOVED = {"oa": 1, "oe": 1, "uy": 1}
Parts = tuple[str, str, Mark | None]


def syllables(style: ToneStyle) -> Iterator[tuple[Parts, str]]:
    """((onset, rhyme, tone), as it is written)."""
    for onset in ONSETS:
        for rhyme, place in RHYMES.items():
            if not _meet(onset, rhyme):
                continue
            for tone in TONES_ON_STOPS if rhyme.endswith(("c", "ch", "p", "t")) else TONES:
                at = _MOVED.get(rhyme, place) if style == "new" else place
                letters = [*rhyme]
                if tone is not None:
                    letters[at] += SIGNS[tone]
                yield (onset, rhyme, tone), unicodedata.normalize("NFC", onset + "".join(letters))


def _meet(onset: str, rhyme: str) -> bool:
    first = _BASE.get(rhyme[0], rhyme[0])
    if rhyme == "uơ":
        return onset in ("h", "kh", "th")
    if onset in ("gh", "ngh"):
        return first in "ei"
    if onset in ("c", "g", "ng"):
        return first not in "eiy"
    if onset == "k":
        return first in "eiy" and rhyme[0:2] != "yê"
    if onset == "gi":
        return first not in "iy" and rhyme[:2] not in ("oa", "oă", "oe", "oo", "uâ", "uê", "uy", "uơ")
    if onset == "qu":
        return first in "aei" and rhyme != "ia" and rhyme[:2] != "iê"
    return first != "y" or (not onset or rhyme == "y")


def keys_of(onset: str, rhyme: str, tone: Mark | None, method: Method) -> set[str]:
    """Key orders that people use: marks at once or at the end, the tone after its vowel, at the end, or between."""
    table = _KEYS[method]
    stroke = "d" if method == "telex" else "9"
    start = onset.replace("đ", f"d{stroke}")
    bare = "".join(_BASE.get(letter, letter) for letter in rhyme)
    tone_key = table[tone] if tone is not None else ""
    if "oo" in rhyme:
        # Meant as two letters: the third o takes the roof of the second off again.
        return {start + (rhyme.replace("oo", "ooo") if method == "telex" else rhyme) + tone_key}
    marks = "".join(dict.fromkeys(_mark_key(letter, table) for letter in rhyme if letter in _BASE))
    at_once = "".join(_BASE.get(letter, letter) + _mark_key(letter, table) for letter in rhyme)
    found = {start + at_once + tone_key}
    found |= {start + bare + "".join(order) for order in permutations([marks, tone_key])}
    if onset == "đ":
        found.add("d" + at_once + tone_key + stroke)
    end = len(at_once)
    while end and at_once[end - 1] in "cghmnpt":
        end -= 1
    found.add(start + at_once[:end] + tone_key + at_once[end:])
    return found


def _mark_key(letter: str, table: dict[str, str]) -> str:
    if letter not in _BASE:
        return ""
    return table.get(letter, _BASE[letter])
