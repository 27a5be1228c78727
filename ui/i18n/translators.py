"""Translators besides Qt's own: the pseudo-locale, and one for packs that nobody here has compiled."""

import re
import string

from PySide6.QtCore import QCoreApplication, QTranslator

from ui.i18n.packs import LanguagePack, LanguagePackRefused

_MOST_TIMES_LONGER = 6
_PIECE = 5
_PLACE = re.compile(r"\{[^}]*\}")


class PseudoTranslator(QTranslator):
    """Stands for a language longer than any: finds text that is cut off, or that nobody marked for translation."""

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        more = "·" * (len(_PLACE.sub("", source)) * 2 // 5)
        # In pieces of a word's length, as no language has words of thirty letters on a button.
        pieces = [more[at : at + _PIECE] for at in range(0, len(more), _PIECE)]
        return f"Ẫ{source}{' '.join(pieces)}Ễ"

    def isEmpty(self) -> bool:
        return False


class PackTranslator(QTranslator):
    """A pack's translation, then its fallback, text by text.

    Translations are filled with str.format(): one from outside that names other places than its source ("{count.real}",
    "{x}") would read objects or raise, so it is passed over.
    """

    def __init__(self, first: QTranslator, fallback: QTranslator | None, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._first, self._fallback = first, fallback
        for each in (first, fallback):
            if each is not None:
                each.setParent(self)
        self._known: dict[tuple[str, str], str] = {}

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        key = (context, source)
        if key not in self._known:
            self._known[key] = self._look_up(context, source, disambiguation, n)
        return self._known[key]

    def _look_up(self, context: str, source: str, disambiguation: str | None, n: int) -> str:
        found = str(self._first.translate(context, source, disambiguation, n) or "")
        if found and fits(source, found):
            return found
        if self._fallback is None:
            # Qt takes an empty answer for a translation, so the source is given back.
            return source
        return str(self._fallback.translate(context, source, disambiguation, n) or source)

    def isEmpty(self) -> bool:
        return False


def fits(source: str, translation: str) -> bool:
    """Whether a translation can stand for its source: the same places in braces, and not far longer."""
    if len(translation) > _MOST_TIMES_LONGER * len(source) + 40:
        return False
    try:
        return places(source) == places(translation)
    except ValueError:
        return False


def places(text: str) -> list[tuple[str, str, str]]:
    """The places that str.format() fills: name, format and conversion. Raises ValueError for broken braces."""
    found = string.Formatter().parse(text)
    return sorted((name, form or "", conversion or "") for _words, name, form, conversion in found if name is not None)


def translator_for(pack: LanguagePack, fallback: LanguagePack | None, app: QCoreApplication) -> QTranslator | None:
    """The translator of a pack; None for the source language. Raises LanguagePackRefused when it cannot be loaded."""
    if pack.translation is None:
        return None
    loaded = _load(pack)
    if pack.complete and not pack.dropped_in:
        loaded.setParent(app)
        return loaded
    under = _load(fallback) if fallback is not None and fallback.translation is not None else None
    return PackTranslator(loaded, under, app)


def _load(pack: LanguagePack) -> QTranslator:
    if pack.translation is None:
        raise LanguagePackRefused(f"{pack.code} has no translation")
    try:
        return _InMemory(pack.translation.read_bytes())
    except (OSError, ValueError) as error:
        raise LanguagePackRefused(
            f"the translation of {pack.code} cannot be loaded: compile it with lrelease"
        ) from error


class _InMemory(QTranslator):
    """A compiled catalogue, read whole. Qt would map the file, and one that is replaced or cut short under a running
    kiosk (a pack copied anew, an update) would take the process down at the next text.

    Raises ValueError for data that is no catalogue.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__()
        # Qt keeps the address alone.
        self._data = data
        if not self.load(data):
            raise ValueError("no compiled catalogue")
