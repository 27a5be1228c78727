"""Text of two writing directions on one line: codes, numbers and Vietnamese names within Arabic.

The Unicode Bidirectional Algorithm (UAX #9) orders a line well as long as it knows where foreign parts begin and end.
A follow-up code that begins with a digit, a phone number with spaces or an address with commas does not tell it: on a
right-to-left line their parts change places. So such parts are put into isolates before a line is laid out.
"""

import re
import unicodedata
from functools import lru_cache

_LRI, _PDI = "\u2066", "\u2069"
_RIGHT = frozenset({"R", "AL"})
# A part runs from a sign, letter or digit to the last letter or digit before the next right-to-left letter.
_RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_PART = re.compile(rf"(?:[+#−-](?=\d))?[^\W_{_RTL_LETTERS}](?:[^{_RTL_LETTERS}\n]*[^\W_{_RTL_LETTERS}])?%?")
_BRACKETS = {"(": ")", "[": "]"}


@lru_cache(maxsize=1024)
def is_right_to_left(text: str) -> bool:
    """Whether a paragraph is one of a right-to-left script.

    UAX #9 takes the first letter for it. A sentence may begin with a name or a code, though: then it is right-to-left
    when it has more letters of such a script than others.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    right = sum(kind in _RIGHT for kind in kinds)
    first = next((kind for kind in kinds if kind == "L" or kind in _RIGHT), "L")
    return first in _RIGHT or right > kinds.count("L")


def isolated(text: str) -> str:
    """The paragraph to lay out: a right-to-left one with its left-to-right parts in isolates, any other as it is."""
    if not is_right_to_left(text):
        return text
    pieces: list[str] = []
    at = 0
    for match in _PART.finditer(text):
        end = match.end()
        for opening, closing in _BRACKETS.items():
            # "Uỷ ban (xã)": the bracket that closes belongs to the part as well.
            if match.group().count(opening) > match.group().count(closing) and text.startswith(closing, end):
                end += 1
        pieces += [text[at : match.start()], _LRI, text[match.start() : end], _PDI]
        at = end
    return "".join([*pieces, text[at:]])
