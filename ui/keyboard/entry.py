"""Between a key and a field: composes Telex and VNI where the cursor is, whichever keyboard the key is on.

Only letters that were just typed are composed. What stood in the field before (a name read from a card) is never
touched, nor what somebody comes back to with the cursor.
"""

import unicodedata
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.keyboard.composer import Composer
from ui.keyboard.letters import Mark, mark_word
from ui.keyboard.typing import COMPOSED, TYPING, Kind

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Field(Protocol):
    """A field, as far as typing goes."""

    kind: Kind

    def before_cursor(self) -> str:
        """The text of the line before the cursor; "" while something is selected."""

    def replace_before(self, count: int, text: str) -> None:
        """Put text in the place of the last count characters before the cursor, as if it had been typed."""


class Entry:
    """Takes the keys of one field."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._composer: Composer | None = None

    def take(self, event: QKeyEvent) -> bool:
        """Deal with a key press; False leaves it to the field."""
        text = event.text()
        letter = len(text) == 1 and text.isprintable() and not event.modifiers() & _COMMANDS
        if not letter:
            self._other_key(Qt.Key(event.key()))
            return False
        if event.isAutoRepeat():
            # A finger that rests on a key means one letter. Deleting and moving do repeat.
            return True
        if not TYPING.on_screen and TYPING.keyed is not None:
            TYPING.keyed()
        return self._letter(text)

    def mark(self, mark: Mark) -> bool:
        """Put a mark on the word before the cursor; False when no letter of it takes the mark."""
        self.forget()
        word = last_word(self._field.before_cursor())
        marked = mark_word(word, mark, TYPING.tone_style)
        if marked == word:
            return False
        self._replace(word, marked)
        return True

    def forget(self) -> None:
        """What was typed so far is finished; of it nothing is kept here."""
        self._composer = None

    def _letter(self, text: str) -> bool:
        method = TYPING.method() if self._field.kind in COMPOSED else None
        if method is None:
            self.forget()
            return False
        composer = self._composer
        if composer is None or composer.method != method:
            composer = self._composer = Composer(method, TYPING.tone_style)
        before = self._field.before_cursor()
        if not before.endswith(composer.text):
            composer.forget()
        away, put = composer.press(text)
        if not away and put == text:
            return False
        self._field.replace_before(away, put)
        return True

    def _other_key(self, key: Qt.Key) -> None:
        composer = self._composer
        if composer is None or key in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
            return
        if key is Qt.Key.Key_Backspace and composer.text and self._field.before_cursor().endswith(composer.text):
            composer.rub_out()
        else:
            self.forget()

    def _replace(self, word: str, by: str) -> None:
        same = 0
        while same < min(len(word), len(by)) and word[same] == by[same]:
            same += 1
        self._field.replace_before(len(word) - same, by[same:])


def last_word(text: str) -> str:
    """The letters at the end of text."""
    at = len(text)
    while at and (text[at - 1].isalpha() or unicodedata.category(text[at - 1]).startswith("M")):
        at -= 1
    return text[at:]
