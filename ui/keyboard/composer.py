"""Telex and VNI: from the keys pressed to Vietnamese letters, as people who type them daily expect.

The rules are those of the common input methods: marks and tones may be typed anywhere after the letter they belong
to; the same key twice takes the mark back and gives the key; a word that cannot be Vietnamese comes out as typed. The
brackets that some methods use for ơ and ư stay brackets. Everything that comes out is in NFC.
"""

import unicodedata
from typing import Literal

from ui.keyboard.letters import TONE_OF, Mark, ToneStyle, onset_length, pair_up, put_mark, render, take_mark, tone_place
from ui.keyboard.syllables import LONGEST, VOWELS, could_begin, ends_in_stop

Method = Literal["telex", "vni"]

_TELEX_TONES = {"s": Mark.ACUTE, "f": Mark.GRAVE, "r": Mark.HOOK, "x": Mark.TILDE, "j": Mark.DOT}
_VNI_TONES = {"1": Mark.ACUTE, "2": Mark.GRAVE, "3": Mark.HOOK, "4": Mark.TILDE, "5": Mark.DOT}
_VNI_MARKS = {"6": Mark.ROOF, "7": Mark.HORN, "8": Mark.BREVE, "9": Mark.STROKE}
_NOT_BEFORE_STOPS = frozenset({Mark.GRAVE, Mark.HOOK, Mark.TILDE})


def compose(keys: str, method: Method, tone_style: ToneStyle = "old") -> str:
    """The text that the keys give, word by word. tone_style: "old" writes hòa and thúy, "new" hoà and thuý."""
    typed = unicodedata.normalize("NFC", keys)
    out: list[str] = []
    word = Word(method, tone_style)
    for key in typed:
        if word.takes(key):
            word.press(key)
        else:
            out += (word.text(), key)
            word = Word(method, tone_style)
    out.append(word.text())
    return unicodedata.normalize("NFC", "".join(out))


class Composer:
    """Composing while somebody types: after each key, what to take away before the cursor and what to put there."""

    def __init__(self, method: Method, tone_style: ToneStyle = "old") -> None:
        self.method: Method = method
        self.tone_style: ToneStyle = tone_style
        self._word = Word(method, tone_style)
        self.text = ""

    def press(self, key: str) -> tuple[int, str]:
        """One key. Returns how many characters before the cursor go, and the text that comes in their place."""
        if not self._word.takes(key):
            self.forget()
            return 0, key
        before = self.text
        self._word.press(key)
        self.text = self._word.text()
        same = 0
        while same < min(len(before), len(self.text)) and before[same] == self.text[same]:
            same += 1
        return len(before) - same, self.text[same:]

    def rub_out(self) -> None:
        """The last character of the word was deleted. What is left of it can be marked on."""
        left = self.text[:-1]
        self.forget()
        for letter in left:
            self._word.press(letter)
        self.text = left

    def forget(self) -> None:
        """The word is finished, or the cursor went elsewhere."""
        self._word = Word(self.method, self.tone_style)
        self.text = ""


class Word:
    """One word while its keys come in."""

    def __init__(self, method: Method = "telex", tone_style: ToneStyle = "old") -> None:
        self._method = method
        self._tone_style = tone_style
        self._keys = ""
        self._letters: list[str] = []
        self._tone: Mark | None = None
        self._changed = False
        self._undone = False
        self._roof_undone = False
        self._literal = False
        self._paired = False
        self._from_w: int | None = None

    def takes(self, key: str) -> bool:
        """Whether a key belongs to a word: a letter, a sign on one, and in VNI a digit after a letter."""
        if key.isalpha() or unicodedata.category(key).startswith("M"):
            return True
        return self._method == "vni" and key.isascii() and key.isdigit() and bool(self._keys)

    def press(self, key: str) -> None:
        """The next key of the word."""
        self._keys += key
        if self._literal or not self._still_spelt() or not self._is_mark(key):
            self._append(key)

    def text(self) -> str:
        """The word as it stands: composed, or as typed when that is no syllable."""
        if not self._changed or not (self._undone or self._spelt()):
            return self._keys
        return render(self._letters, self._tone, self._tone_style)

    # Keys

    def _is_mark(self, key: str) -> bool:
        return self._telex(key) if self._method == "telex" else self._vni(key)

    def _telex(self, key: str) -> bool:
        low = key.lower()
        if low in _TELEX_TONES:
            return self._put_tone(_TELEX_TONES[low], key)
        if low == "z":
            return self._take_tone(key)
        if low == "d":
            return self._stroke(key)
        if low in ("a", "e", "o"):
            return self._put(Mark.ROOF, key, low)
        return low == "w" and (self._put(Mark.HORN, key) or self._insert_horn(key))

    def _vni(self, key: str) -> bool:
        if key in _VNI_TONES:
            return self._put_tone(_VNI_TONES[key], key)
        if key == "0":
            return self._take_tone(key)
        mark = _VNI_MARKS.get(key)
        if mark is Mark.STROKE:
            return self._stroke(key)
        return mark is not None and self._put(mark, key)

    def _append(self, key: str) -> None:
        bare = unicodedata.normalize("NFD", key)
        tone = next((TONE_OF[sign] for sign in bare if sign in TONE_OF), None)
        if tone is not None:
            self._literal = self._literal or self._tone is not None
            self._tone = tone
            key = unicodedata.normalize("NFC", "".join(sign for sign in bare if sign not in TONE_OF))
        elif self._tone is not None:
            # The tone may have to move on: "thú" and "y" are "thúy".
            self._changed = True
        self._letters.append(key)
        joined = pair_up(self._letters)
        if joined is not None and self._could(joined):
            self._letters, self._changed, self._paired = joined, True, True

    # Tones

    def _put_tone(self, tone: Mark, key: str) -> bool:
        if tone_place(self._letters, self._tone_style) is None or not self._could(self._letters):
            return False
        if tone in _NOT_BEFORE_STOPS and ends_in_stop("".join(self._letters).lower()):
            return False
        if self._tone is tone:
            self._tone = None
            self._undo(key)
        else:
            self._tone, self._changed = tone, True
        return True

    def _take_tone(self, key: str) -> bool:
        if self._tone is None:
            if self._changed and self._keys[:-1].endswith(key):
                self._undo(key)
                return True
            return False
        self._tone, self._changed = None, True
        return True

    def _undo(self, key: str) -> None:
        """The same key again: its mark is gone already, the key itself comes instead, and so does what follows."""
        self._letters.append(key)
        self._changed = self._undone = self._literal = True

    # Marks on letters

    def _put(self, mark: Mark, key: str, only: str = "") -> bool:
        if mark is Mark.ROOF and self._roof_undone:
            return False
        if mark is Mark.HORN and self._paired:
            # "dduwocw": the second horn was put on already, when the c came.
            self._paired = False
            return True
        with_breve = self._method == "telex" and mark is Mark.HORN
        marked = put_mark(self._letters, mark, only=only, with_breve=with_breve)
        if marked is not None and self._could(marked):
            self._letters, self._changed = marked, True
            return True
        taken = take_mark(self._letters, mark, only=only, with_breve=with_breve)
        if taken is None:
            return False
        if self._from_w is not None:
            del taken[self._from_w]
        self._letters = taken
        self._undo(key)
        # "goong" is typed with three o, and still takes its tone.
        self._literal = mark is not Mark.ROOF
        self._roof_undone = mark is Mark.ROOF
        return True

    def _insert_horn(self, key: str) -> bool:
        """A w where no vowel is yet stands for ư."""
        if any(letter.lower() in VOWELS for letter in self._letters[onset_length(self._letters) :]):
            return False
        with_horn = [*self._letters, "Ư" if key.isupper() else "ư"]
        if not self._could(with_horn):
            return False
        self._from_w = len(self._letters)
        self._letters, self._changed = with_horn, True
        return True

    def _stroke(self, key: str) -> bool:
        low = "".join(self._letters).lower()
        if not any(letter in VOWELS for letter in low):
            # Abbreviations such as QĐ and ĐKKD have no vowel and are no syllable.
            at = len(low) - 1 if key.isalpha() else max(low.rfind("d"), low.rfind("đ"))
        else:
            at = 0
        if not 0 <= at < len(low) or low[at] not in "dđ":
            return False
        if low[at] == "đ":
            self._letters[at] = "D" if self._letters[at].isupper() else "d"
            self._undo(key)
            return True
        stroked = [*self._letters]
        stroked[at] = "Đ" if stroked[at].isupper() else "đ"
        if at == 0 and any(letter in VOWELS for letter in low) and not self._could(stroked):
            return False
        self._letters, self._changed = stroked, True
        return True

    # Spelling

    def _still_spelt(self) -> bool:
        """Whether a key may be a mark at all: not once the letters are no Vietnamese any more."""
        if len(self._letters) > LONGEST:
            return False
        return self._could(self._letters) or not any(letter.lower() in VOWELS for letter in self._letters)

    def _could(self, letters: list[str]) -> bool:
        return could_begin("".join(letters).lower())

    def _spelt(self) -> bool:
        text = "".join(self._letters).lower()
        if not any(letter in VOWELS for letter in text):
            return self._tone is None
        return could_begin(text) and not (self._tone in _NOT_BEFORE_STOPS and ends_in_stop(text))
