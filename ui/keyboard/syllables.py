"""What a Vietnamese syllable looks like, so that the composer knows when a key is a mark and when it is a letter.

The tables follow the spelling taught in school: an onset and a rhyme. They are about spelling alone: a syllable that
nobody says may still be spelt. Words of highland names (Krông, Drăng) are listed one by one: their onsets, taken as
rules, would turn English words into something else.
"""

from functools import cache
from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VOWELS = frozenset("aăâeêioôơuưy")
MARKED = frozenset("ăâêôơư")
ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
_ONSETS = frozenset(ONSETS)
_ONSETS_BEGUN = frozenset(onset[: end + 1] for onset in ONSETS for end in range(len(onset)))
RHYMES = _words(
    """
    a ac ach ai ak am an ang anh ao ap at au ay  ăc ăk ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu  iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot  oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt
    oe oem oen oeo oet  oong ooc  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơk ơm ơn ơp ơt
    u ua uc ui uk um un ung up ut  uân uâng uât uây  uê uêch uênh  uôc uôi uôm uôn uông uôt  uơ
    uy uya uych uynh uyp uyt uyu uyên uyêt  ư ưa ưc ưi ưk ưm ưng ưt ưu  ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """
)
_RHYMES_AFTER_QU = _words("ych yn ynh yt yu")
HIGHLAND = _words(
    """
    avương bhăng brâu brăm cuôr dliê drăng drăk drông dơk đakrông đal hmông hrê hru hrăng jut khăl khươl kmăl knuêc knôp
    krông krêl krai kră kơ kông mnông ngok nuôl pek plô plông plây pnôn pnông prông puch păh păl rađê rôk rvê srê sro
    stiêng săk teh xrê xtiêng
    """
)
"""Words of names of places and peoples that no onset and rhyme above make up, without their tones."""

_UNMARK = str.maketrans("ăâêôơưđ", "aaeooud")
_STOPS = ("c", "ch", "k", "p", "t")


def unmarked(text: str) -> str:
    """Small toneless letters without their marks."""
    return text.translate(_UNMARK)


def ends_in_stop(text: str) -> bool:
    """Whether a small toneless syllable ends in c, ch, k, p or t: then it takes the tones sắc and nặng alone."""
    return text.endswith(_STOPS)


LONGEST = 8
"""Letters of the longest word above (đakrông), and one more."""


def could_begin(text: str) -> bool:
    """Whether a syllable may begin with text: small toneless letters, the marks of some perhaps still to come.

    "tuon" may: it is on its way to "tuôn" or "tương". Not cached: a cache would keep parts of what residents typed.
    """
    if len(text) > LONGEST:
        return False
    if not text or text in _ONSETS_BEGUN or text in _begun_rhymes() or text in _begun_highland():
        return True
    return any(text[:length] in _ONSETS and _fit(text[:length], text[length:]) for length in (1, 2, 3))


def _fit(onset: str, rest: str) -> bool:
    if not rest:
        return True
    known = rest in _begun_rhymes() or (onset == "qu" and rest in _begun_after_qu())
    first = unmarked(rest[0])
    if onset in ("gh", "ngh"):
        return known and first in "ei"
    if onset in ("c", "ng"):
        return known and first not in "eiy"
    if onset == "g":
        return known and first not in "ey"
    if onset == "gi":
        return known and first not in "iy"
    if onset == "qu":
        return known and first != "u"
    return known and (first != "y" or rest == "y")


def _beginnings(words: tuple[str, ...]) -> frozenset[str]:
    """All that one may have typed on the way to one of the words, with any of its marks still to come."""
    found = set()
    for word in words:
        for letters in product(*({letter, unmarked(letter)} for letter in word)):
            found |= {"".join(letters[: end + 1]) for end in range(len(letters))}
    return frozenset(found)


@cache
def _begun_rhymes() -> frozenset[str]:
    return _beginnings(RHYMES)


@cache
def _begun_after_qu() -> frozenset[str]:
    return _beginnings(_RHYMES_AFTER_QU)


@cache
def _begun_highland() -> frozenset[str]:
    return _beginnings(HIGHLAND)
