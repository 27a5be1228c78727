"""Letters, their marks and tones: where a mark goes, where a tone goes, and what the row of marks does by hand."""

import unicodedata
from enum import StrEnum
from typing import Literal

from ui.keyboard.syllables import MARKED, VOWELS, could_begin, unmarked

ToneStyle = Literal["old", "new"]


class Mark(StrEnum):
    """What can be put on a letter. The first five are tones."""

    ACUTE = "acute"
    GRAVE = "grave"
    HOOK = "hook"
    TILDE = "tilde"
    DOT = "dot"
    ROOF = "roof"
    HORN = "horn"
    BREVE = "breve"
    STROKE = "stroke"


TONES = {
    Mark.ACUTE: "\u0301",
    Mark.GRAVE: "\u0300",
    Mark.HOOK: "\u0309",
    Mark.TILDE: "\u0303",
    Mark.DOT: "\u0323",
}
TONE_OF = {sign: mark for mark, sign in TONES.items()}
_ON_LETTERS = {
    Mark.ROOF: {"a": "â", "e": "ê", "o": "ô"},
    Mark.HORN: {"u": "ư", "o": "ơ"},
    Mark.BREVE: {"a": "ă"},
    Mark.STROKE: {"d": "đ"},
}
_OPEN_PAIRS = frozenset({"oa", "oe", "uy"})
_LONE_HORN_AFTER = frozenset({"h", "th", "kh"})
"""Before a bare uơ, as in thuở and huơ; everywhere else u and o take the horn together."""


def mark_word(word: str, mark: Mark, tone_style: ToneStyle = "old") -> str:
    """A word with a mark put on it by hand: on the last letter that takes it. The same mark again takes it off.

    Names of any language may be marked, so spelling only decides between letters that could all take it. A word
    without such a letter comes back as it was.
    """
    letters, tone = split_word(word)
    if mark in TONES:
        if tone_place(letters, tone_style) is None:
            return word
        return render(letters, None if tone is mark else mark, tone_style)
    marked = _horns_by_hand(letters) if mark is Mark.HORN else None
    marked = marked or put_mark(letters, mark)
    if marked is None or not could_begin("".join(marked).lower()):
        nearest = put_nearest(letters, mark)
        marked = nearest if nearest is not None else marked
    if marked is None:
        marked = take_mark(letters, mark)
    return render(marked, tone, tone_style) if marked is not None else word


def _horns_by_hand(letters: list[str]) -> list[str] | None:
    """By hand "thuo" becomes "thươ", since most go on to thương; once more makes it "thuơ", as in thuở."""
    text = "".join(letters).lower()
    if text[:-2] in _LONE_HORN_AFTER and text.endswith(("uo", "ươ")):
        return _with(letters, {len(text) - 2: "ư" if text.endswith("uo") else "u", len(text) - 1: "ơ"})
    return None


def split_word(word: str) -> tuple[list[str], Mark | None]:
    """The letters of a word with their own marks, and its tone (the last one, when it has several)."""
    letters, tone = [], None
    for letter in unicodedata.normalize("NFC", word):
        bare = unicodedata.normalize("NFD", letter)
        tone = next((TONE_OF[sign] for sign in bare if sign in TONE_OF), tone)
        letters.append(unicodedata.normalize("NFC", "".join(sign for sign in bare if sign not in TONE_OF)))
    return letters, tone


def render(letters: list[str], tone: Mark | None, tone_style: ToneStyle) -> str:
    """Letters and tone as text in NFC."""
    place = tone_place(letters, tone_style) if tone is not None else None
    parts = [letter + TONES[tone] if tone and index == place else letter for index, letter in enumerate(letters)]
    return unicodedata.normalize("NFC", "".join(parts))


def tone_place(letters: list[str], tone_style: ToneStyle) -> int | None:
    """The index of the letter that carries the tone; None without a vowel."""
    text = "".join(letters).lower()
    if len(text) != len(letters):
        return None
    start, end = _nucleus(text)
    if start == end:
        return None
    marked = [index for index in range(start, end) if text[index] in MARKED]
    if marked:
        return marked[-1] + (1 if text[marked[-1] : end] == "ưo" else 0)
    length = end - start
    if length == 1:
        return start
    if length == 2 and end == len(text):
        return start + (1 if tone_style == "new" and text[start:end] in _OPEN_PAIRS else 0)
    return start + 1


def onset_length(letters: list[str]) -> int:
    """How many letters come before the vowels can: the u of qu and the i of gi belong to the onset."""
    text = "".join(letters).lower()
    if text.startswith(("qu", "gi")) and (text == "gi" or text[2:3] in VOWELS):
        return 2
    return 0


def _nucleus(text: str) -> tuple[int, int]:
    start = 2 if text.startswith(("qu", "gi")) and text[2:3] and text[2] in VOWELS else 0
    while start < len(text) and text[start] not in VOWELS:
        start += 1
    end = start
    while end < len(text) and text[end] in VOWELS:
        end += 1
    return start, end


def put_mark(letters: list[str], mark: Mark, *, only: str = "", with_breve: bool = False) -> list[str] | None:
    """Letters with a mark on the vowel that spelling wants it on; None when there is none to put it on.

    only: the letter meant, as a second o asks for ô alone. with_breve: the key also stands for the breve (w in Telex).
    """
    for changed in _candidates(letters, mark, only, with_breve=with_breve):
        if changed != letters and could_begin("".join(changed).lower()):
            return changed
    return None


def put_nearest(letters: list[str], mark: Mark) -> list[str] | None:
    """Letters with a mark on the last letter that can take it and has it not; None when there is none."""
    table = _ON_LETTERS[mark]
    for index in range(len(letters) - 1, -1, -1):
        bare = unmarked(letters[index].lower())
        if bare in table:
            return None if letters[index].lower() == table[bare] else _with(letters, {index: table[bare]})
    return None


def take_mark(letters: list[str], mark: Mark, *, only: str = "", with_breve: bool = False) -> list[str] | None:
    """Letters without a mark they have; None when they do not have it."""
    signs = set(_ON_LETTERS[mark].values()) | ({"ă"} if with_breve else set())
    wearing = [
        index
        for index, letter in enumerate(letters)
        if letter.lower() in signs and (not only or unmarked(letter.lower()) == only)
    ]
    return _with(letters, {index: unmarked(letters[index].lower()) for index in wearing}) if wearing else None


def pair_up(letters: list[str]) -> list[str] | None:
    """Letters with ươ where uơ or ưo is followed by something; None when there is nothing to pair."""
    text = "".join(letters).lower()
    for index in range(onset_length(letters), len(text) - 2):
        if text[index : index + 2] in ("uơ", "ưo"):
            return _with(letters, {index: "ư", index + 1: "ơ"})
    return None


def _candidates(letters: list[str], mark: Mark, only: str, *, with_breve: bool) -> list[list[str]]:
    text = "".join(letters).lower()
    if len(text) != len(letters):
        return []
    found: list[list[str]] = []
    table = _ON_LETTERS[mark]
    places = [index for index in range(onset_length(letters), len(text)) if unmarked(text[index]) in table]
    if mark is Mark.STROKE:
        return [_with(letters, {index: "đ"}) for index in reversed(places)]
    if mark is not Mark.HORN:
        for index in reversed(places):
            bare = unmarked(text[index])
            if not only or bare == only:
                before = {index - 1: "u"} if index and text[index - 1 : index + 1] in ("ươ", "ưo") else {}
                found.append(_with(letters, {**before, index: table[bare]}))
        return found
    pair = next((index for index in places if unmarked(text[index : index + 2]) == "uo"), None)
    if pair is not None and text[pair : pair + 2] != "ươ":
        alone = {pair: "u", pair + 1: "ơ"}
        if text[:pair] in _LONE_HORN_AFTER and text[pair:] in ("uo", "uơ"):
            return [] if text[pair:] == "uơ" else [_with(letters, alone)]
        found.append(_with(letters, {pair: "ư", pair + 1: "ơ"}))
    elif pair is None:
        found += [_with(letters, {index: table[unmarked(text[index])]}) for index in places]
        if with_breve:
            breves = [index for index in range(onset_length(letters), len(text)) if unmarked(text[index]) == "a"]
            found += [_with(letters, {index: "ă"}) for index in breves]
    return found


def _with(letters: list[str], changes: dict[int, str]) -> list[str]:
    """Letters with some exchanged; capitals stay capitals."""
    changed = [*letters]
    for index, letter in changes.items():
        changed[index] = letter.upper() if letters[index].isupper() else letter
    return changed
