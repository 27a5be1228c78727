"""Text from scanners: bounded, composed, without what a scanner adds or loses."""

import unicodedata

from kiosk.cards.errors import CardUnreadable, Unreadable

MAX_SCAN = 2000  # the largest card payload seen is under 400 characters
MAX_NAME = 200
MAX_ADDRESS = 400
_NAME_SIGNS = frozenset(" '’-.·")
# Letters that a scanner or a code page put where a Vietnamese letter was.
_LOST = frozenset("?\ufffd\u25a1")


def clean_scan(text: str) -> str:
    """What was scanned, in NFC, without control characters at its ends. Raises CardUnreadable (empty, too long)."""
    if len(text) > MAX_SCAN:
        raise CardUnreadable(Unreadable.TOO_LONG)
    plain = unicodedata.normalize("NFC", _undo_mojibake(text.strip(" \t\r\n\0\ufeff\x02\x03\x04\x1d")))
    if not plain:
        raise CardUnreadable(Unreadable.EMPTY)
    return plain


def _undo_mojibake(text: str) -> str:
    """UTF-8 that a scanner's driver read as Latin-1 or Windows-1252, read again as UTF-8.

    Text that merely holds accented Latin-1 letters is not valid UTF-8 as bytes, so it stays as it is.
    """
    if text.isascii():
        return text
    try:
        return b"".join(_western_byte(c) for c in text).decode("utf-8")
    except UnicodeError:
        return text


def _western_byte(letter: str) -> bytes:
    """Windows-1252, whose five unassigned places drivers fill as Latin-1 does. Raises UnicodeError."""
    try:
        return letter.encode("cp1252")
    except UnicodeError:
        return letter.encode("latin-1")


def clean_name(text: str) -> str:
    """A person's name: one blank between words, capital initials when it was all capitals.

    Any letters of any script, apostrophes, hyphens and dots pass. Raises CardUnreadable (damaged text, bad name).
    """
    name = " ".join(text.split())
    if _LOST & set(name):
        raise CardUnreadable(Unreadable.DAMAGED_TEXT)
    if len(name) > MAX_NAME:
        raise CardUnreadable(Unreadable.BAD_NAME)
    signs = {c for c in name if unicodedata.category(c)[0] not in "LM"}
    if not signs <= _NAME_SIGNS or not set(name) - signs:
        raise CardUnreadable(Unreadable.BAD_NAME)
    # str.title() also raises the letter after an apostrophe, as in H'Hen and K'Brơi.
    return unicodedata.normalize("NFC", name.title()) if name.isupper() else name


def clean_address(text: str) -> str:
    """An address on one line, otherwise as printed. Raises CardUnreadable (damaged text, too long)."""
    address = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
    if len(address) > MAX_ADDRESS:
        raise CardUnreadable(Unreadable.TOO_LONG)
    if _LOST & set(address):
        raise CardUnreadable(Unreadable.DAMAGED_TEXT)
    return address


def digits_of(text: str) -> str:
    """The ASCII digits of a number that was typed with blanks, dots or hyphens; "" when anything else is in it."""
    plain = unicodedata.normalize("NFKC", text[:64])
    kept = "".join(c for c in plain if not c.isspace() and c not in ".-–—")
    return kept if kept.isascii() and kept.isdigit() else ""
