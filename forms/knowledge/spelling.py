"""How typed Vietnamese words are compared: with or without accents, old or new tone places, slips of the finger."""

import itertools
import re
import unicodedata
from collections.abc import Iterable

from forms.knowledge.text import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SIGNS = re.compile(r"[^\w]+")
_DOUBLED = (("aa", "a"), ("ee", "e"), ("oo", "o"), ("dd", "d"), ("w", ""))
_KEYED_TONES = "sfrxj"


def words_of(text: str) -> list[str]:
    """The words of a text in the form in which they are compared: lower case, no signs, each tone at its word's end.

    So "hoà" and "hòa" are the same word, while "má" and "mà" are not.
    """
    words = _SIGNS.sub(" ", unicodedata.normalize("NFC", text).casefold()).replace("_", " ").split()
    return [word if word.isascii() else _tone_last(word) for word in words]


def bare(word: str) -> str:
    """A word of words_of() without accents."""
    return word if word.isascii() else fold(word)


def is_accented(word: str) -> bool:
    """Whether whoever typed the word gave accents."""
    return not word.isascii()


def unkeyed(word: str) -> str:
    """A bare word whose Telex keys were not composed: "giaays" is "giay", "ddor" is "do"."""
    for doubled, single in _DOUBLED:
        word = word.replace(doubled, single)
    return word[:-1] if len(word) > 2 and word[-1] in _KEYED_TONES else word


def one_less(word: str) -> set[str]:
    """The word, and all that is left when one letter is taken out. Two words with one in common are a slip apart."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def is_a_slip(typed: str, meant: str) -> bool:
    """Whether one letter left out, put in, changed, or two exchanged lead from one word to the other."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, rest_meant = typed[first:], meant[first:]
    return (
        rest[1:] == rest_meant
        or rest == rest_meant[1:]
        or rest[1:] == rest_meant[1:]
        or (len(rest) > 1 and rest[:2] == rest_meant[1::-1] and rest[2:] == rest_meant[2:])
    )


def pairs(words: list[str]) -> Iterable[str]:
    """Neighbours: most Vietnamese words are two syllables, so a pair says much more than its parts."""
    return (f"{first} {second}" for first, second in itertools.pairwise(words))


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tones
