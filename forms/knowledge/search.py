"""Finding a procedure by the words people have for it, while they type.

An index over a few thousand texts, held in memory. A question need not match in full: "làm giấy khai sinh cho cháu"
is found by the two syllables that are rare. What counts: how rare a word is, in which text it stands (a name weighs
more than a summary), whether neighbours stand together, and whether a whole name or by-name was typed. Accents may be
left out; where they are typed they count, so that "thuê nhà" (to rent) is not "thuế nhà" (a tax).

SQLite's FTS5 was looked at: it keeps đ, knows no by-names, and ranks pairs of syllables as if they were apart.
"""

import itertools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest

from forms.knowledge.spelling import bare, is_a_slip, is_accented, one_less, pairs, unkeyed, words_of

MAX_QUESTION = 200  # characters
MAX_WORDS = 16
_PAIR = 2.5  # how much more a pair weighs than a word
_OTHER_ACCENTS = 0.45
_BEGINS = 0.8
_SLIP = 0.55
_WHOLE = 6.0  # for a by-name or a title that stands whole in the question
_ENOUGH = 0.45  # the share of the question's weight that has to be found
_FAR_BEHIND = 0.12  # what scores less than this share of the best is not shown
_NOTHING = (0.0, 0.0)
_MANY = 24  # words that a beginning may stand for
# Said in every question, and telling nothing.
_FILLERS = """
    a anh ba bac bi cac cai can chau chi cho chu co con cua da dang de di duoc em giay gi ha hay hoi la lam len loi
    ma minh moi mot muon nao nay nguoi nhu nhung o ong roi sao tai thi thu thua toi to tuc u va vao ve voi xin
    and for get how i my need of the want
"""
_EMPTY = frozenset(_FILLERS.split())
_LIGHT = 0.15  # what such a word still weighs


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found.

    Attributes:
        key: given back.
        texts: (weight, text); each text is one name, by-name or summary.
        favour: multiplies the score, for what is more likely meant.
    """

    key: str
    texts: tuple[tuple[float, str], ...]
    favour: float = 1.0


@dataclass(slots=True)
class _Postings:
    """Where a term stands: entry number to the greatest weight of a text that has it."""

    places: dict[int, float] = field(default_factory=dict)
    rarity: float = 0.0

    def add(self, number: int, weight: float) -> None:
        if weight > self.places.get(number, 0.0):
            self.places[number] = weight


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question.

    terms: what it can stand for in the index, with how well. weight: how much it says. most: what one of its terms may
    say; a beginning says as little as all that it may become together. strict: whether its accents count.
    """

    typed: str
    terms: tuple[tuple[str, float], ...]
    weight: float
    most: float
    strict: bool


class Index:
    """Built once, then asked from any thread."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._bare: dict[str, _Postings] = defaultdict(_Postings)
        self._exact: dict[str, _Postings] = defaultdict(_Postings)
        self._names: dict[tuple[str, ...], list[tuple[int, float, tuple[str, ...]]]] = defaultdict(list)
        self._longest = 1
        for number, entry in enumerate(self.entries):
            for weight, text in entry.texts:
                self._read(number, weight, words_of(text))
        self._bare, self._exact = dict(self._bare), dict(self._exact)
        self._weigh()
        self._sorted = sorted(term for term in self._bare if " " not in term)
        self._slips = _slip_table(self._sorted)
        self._terms_for: Callable[[str, bool], tuple[tuple[str, float], ...]] = lru_cache(4096)(self._find_terms)

    def search(self, question: str, limit: int = 24) -> list[str]:
        """The keys that fit, best first; none for a question without words.

        The last word may go on: it is taken for the beginning of one as well.
        """
        asked = words_of(question[:MAX_QUESTION])[:MAX_WORDS]
        if not asked:
            return []
        words = self._understood(asked, typing=question[-1:].isalnum())
        scores: dict[int, float] = defaultdict(float)
        found: dict[int, float] = defaultdict(float)
        for word in words:
            for number, (score, share) in self._matches(word).items():
                scores[number] += score
                found[number] += share
        for first, second in itertools.pairwise(words):
            for number, score in self._pair_matches(first, second).items():
                scores[number] += score
        for number, score in self._whole_names([self._meant(word) for word in words]).items():
            scores[number] += score
        return self._best(scores, found, _ENOUGH * sum(word.weight for word in words), limit)

    def _best(self, scores: dict[int, float], found: dict[int, float], enough: float, limit: int) -> list[str]:
        fitting = [
            (score * self.entries[number].favour, -number)
            for number, score in scores.items()
            if found[number] >= enough
        ]
        least = _FAR_BEHIND * max(fitting, default=(0.0, 0))[0]
        return [self.entries[-number].key for score, number in nlargest(limit, fitting) if score >= least]

    def _understood(self, asked: list[str], *, typing: bool) -> list["_Word"]:
        words: list[_Word] = []
        for position, typed in enumerate(asked):
            plain, unfinished = bare(typed), typing and position == len(asked) - 1
            terms = self._terms_for(plain, unfinished)
            parts = () if terms else self._parted(plain)
            if parts:
                words += [self._word(part, ((part, 1.0),)) for part in parts]
            else:
                words.append(self._word(typed, terms, unfinished=unfinished))
        return words

    def _word(self, typed: str, terms: tuple[tuple[str, float], ...], *, unfinished: bool = False) -> "_Word":
        meant = [len(self._bare[term].places) for term, quality in terms if unfinished or quality < 1]
        most = math.log(len(self.entries) / (1 + sum(meant)) + 1.0) if meant else math.inf
        known = [min(self._bare[term].rarity, most) * quality for term, quality in terms]
        weight = max(known, default=math.log(len(self.entries) + 1))
        # Half a word, and a word that nothing holds with these accents, contradict nothing.
        strict = len(typed) > 1 and is_accented(typed) and typed in self._exact
        return _Word(typed, terms, weight, most, strict)

    def _read(self, number: int, weight: float, words: list[str]) -> None:
        plain = [bare(word) for word in words]
        for accented_terms, plain_terms in ((words, plain), (list(pairs(words)), list(pairs(plain)))):
            for accented, folded in zip(accented_terms, plain_terms, strict=True):
                self._bare[folded].add(number, weight)
                self._exact[accented].add(number, weight)
        if words and weight > 1:
            self._names[tuple(plain)].append((number, weight, tuple(words)))
            self._longest = max(self._longest, len(words))

    def _weigh(self) -> None:
        """Rare terms say more (inverse document frequency); empty words say next to nothing."""
        total = len(self.entries) + 1
        for table in (self._bare, self._exact):
            for term, postings in table.items():
                rarity = max(math.log(total / (len(postings.places) + 0.5)), 0.2)
                postings.rarity = rarity * (_LIGHT if bare(term) in _EMPTY else 1.0)

    def _matches(self, word: "_Word") -> dict[int, tuple[float, float]]:
        """Entry number to (score, share of the question's weight that was found)."""
        found: dict[int, tuple[float, float]] = {}
        for term, quality in word.terms:
            share = min(self._bare[term].rarity, word.most) * quality * (_OTHER_ACCENTS if word.strict else 1.0)
            for number, weight in self._bare[term].places.items():
                if share * weight > found.get(number, _NOTHING)[0]:
                    found[number] = (share * weight, share)
        if word.strict:
            for number, weight in self._exact[word.typed].places.items():
                found[number] = max(found.get(number, _NOTHING), (word.weight * weight, word.weight))
        return found

    def _meant(self, word: "_Word") -> str:
        """The word as typed, or what it is most likely a slip of."""
        if bare(word.typed) in self._bare or not word.terms:
            return word.typed
        return max(word.terms, key=lambda term: (term[1], len(self._bare[term[0]].places)))[0]

    def _pair_matches(self, first: "_Word", second: "_Word") -> dict[int, float]:
        found: dict[int, float] = {}
        exact = self._exact.get(f"{first.typed} {second.typed}", _Postings()).places
        accented = first.strict or second.strict
        for (term, quality), (after, quality_after) in itertools.product(first.terms, second.terms):
            postings = self._bare.get(f"{term} {after}")
            if postings is None:
                continue
            share = postings.rarity * _PAIR * quality * quality_after
            for number, weight in postings.places.items():
                doubt = _OTHER_ACCENTS if accented and number not in exact else 1.0
                found[number] = max(found.get(number, 0.0), share * weight * doubt)
        return found

    def _whole_names(self, typed: list[str]) -> dict[int, float]:
        """What is due to names that stand whole in the question: the longer, the more."""
        found: dict[int, float] = {}
        plain = [bare(word) for word in typed]
        for start in range(len(plain)):
            for end in range(start + 1, min(start + self._longest, len(plain)) + 1):
                telling = sum(word not in _EMPTY for word in plain[start:end])
                for number, weight, name in self._names.get(tuple(plain[start:end]), ()):
                    doubt = 1.0 if _fits(typed[start:end], name) else _OTHER_ACCENTS**2
                    found[number] = max(found.get(number, 0.0), _WHOLE * weight * telling * doubt)
        return found

    def _find_terms(self, word: str, unfinished: bool) -> tuple[tuple[str, float], ...]:
        """The terms of the index that a typed bare word can stand for, with how well."""
        terms: dict[str, float] = {}
        if word in self._bare:
            terms[word] = 1.0
        for term in self._beginning_with(word) if unfinished else ():
            terms.setdefault(term, _BEGINS)
        for guess in (unkeyed(word), *self._near(word)) if word not in terms and len(word) > 1 else ():
            if guess in self._bare:
                terms.setdefault(guess, _SLIP)
        return tuple(terms.items())

    def _parted(self, word: str) -> tuple[str, ...]:
        """Two syllables typed without a blank: "khaisinh"; () when it is no such pair."""
        cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        return max(
            (cut for cut in cuts if " ".join(cut) in self._bare),
            key=lambda cut: len(self._bare[" ".join(cut)].places),
            default=(),
        )

    def _beginning_with(self, beginning: str) -> list[str]:
        """The commonest terms that go on from it."""
        start = bisect_left(self._sorted, beginning)
        end = bisect_left(self._sorted, beginning + chr(0x10FFFF), start)
        return nlargest(_MANY, self._sorted[start:end], key=lambda term: len(self._bare[term].places))

    def _near(self, word: str) -> list[str]:
        if len(word) < 3:
            return []
        near = {term for cut in one_less(word) for term in self._slips.get(cut, ())}
        return sorted(term for term in near if is_a_slip(word, term))


def _fits(typed: list[str], name: tuple[str, ...]) -> bool:
    """Whether no accent that was typed contradicts the name."""
    return all(not is_accented(word) or word == meant for word, meant in zip(typed, name, strict=True))


def _slip_table(terms: list[str]) -> dict[str, list[str]]:
    """From each term with one letter less to the term, so that slips are looked up instead of compared with all."""
    table: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        if 3 <= len(term) <= 16:
            for cut in one_less(term):
                table[cut].append(term)
    return dict(table)
