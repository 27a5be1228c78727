"""Telling a scanner that acts as a keyboard from a person who types.

Most cheap scanners "type" what they read, a few milliseconds between letters, and end with Enter. No driver tells us,
so the time between letters does. Letters are held back until it is clear who typed them: at most MAX_GAP, which a
person does not notice. Take the time from the key event, not from the moment it is handled: a busy program would turn
typing into a burst.
"""

from dataclasses import dataclass

MAX_GAP = 0.05  # seconds; a fast typist's letters are 80 ms apart, a slow scanner's 30 ms
MIN_SCAN = 9  # a follow-up code alone; no person types nine letters with less than MAX_GAP between all of them
MAX_SCAN = 4000  # more is counted and not kept
_TERMINATORS = frozenset("\r\n\t")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came out: letters that a person typed (to be passed on, in order), or a whole scan, or nothing yet."""

    typed: str = ""
    scan: str | None = None


_NOTHING = Heard()


class WedgeListener:
    """Feed it every key press with its time in seconds (any monotonic clock), and call idle() when MAX_GAP passed.

    A scan longer than MAX_SCAN comes out cut at MAX_SCAN + 1, so that who reads it sees that it was too long. Holding a
    key down repeats one letter quickly; that is typing.
    """

    def __init__(self) -> None:
        self._held: list[str] = []
        self._last = float("-inf")

    @property
    def holds(self) -> bool:
        """Letters are waiting; idle() is due MAX_GAP after the last of them."""
        return bool(self._held)

    def feed(self, letter: str, at: float) -> Heard:
        """One key press: a letter, or Enter or Tab as its character."""
        before = self.idle(at)
        if letter in _TERMINATORS:
            return self._end(letter, before)
        if len(self._held) <= MAX_SCAN:
            self._held.append(letter)
        self._last = at
        return before

    def idle(self, at: float) -> Heard:
        """Nothing came since the last letter: gives out what was held when the gap is over."""
        if not self._held or at - self._last <= MAX_GAP:
            return _NOTHING
        return self._give_out()

    def forget(self) -> None:
        """Drop what is held: the visit ended."""
        self._held.clear()

    def _end(self, terminator: str, before: Heard) -> Heard:
        if not self._held:  # Enter by itself, perhaps behind letters that were just given out
            return Heard(before.typed + terminator) if before.scan is None else before
        heard = self._give_out()
        return heard if heard.scan is not None else Heard(heard.typed + terminator)

    def _give_out(self) -> Heard:
        text = "".join(self._held)
        self._held.clear()
        if len(text) >= MIN_SCAN and len(set(text)) > 1:
            return Heard(scan=text)
        return Heard(typed=text)
