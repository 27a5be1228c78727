"""Languages of the interface: source strings in English through tr(), translations as Qt Linguist files.

Conventions: self.tr("One whole sentence") in classes of Qt; QCoreApplication.translate("context", "…") elsewhere. No
f-string and no concatenation inside; named places such as {count} are filled with .format() afterwards. After a change
of texts: ``python -m ui.i18n update``, translate in assets/i18n, ``python -m ui.i18n release``.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ui.i18n.packs import LanguagePack, LanguagePackRefused, find, shipped
from ui.i18n.translators import PseudoTranslator, translator_for
from ui.theme.current import renew_font
from ui.theme.fonts import register_family

SOURCE = "en"
PSEUDO = "pseudo"
_LANGUAGE, _TRANSLATOR, _PACKS, _FOLDER = "kiosk-language", "kiosk-translator", "kiosk-packs", "kiosk-pack-folder"


class _Packs:
    """Carries the packs as a property of the application. drawn: their fonts were given to Qt."""

    def __init__(self, packs: tuple[LanguagePack, ...], *, drawn: bool) -> None:
        self.packs = packs
        self.drawn = drawn


def packs() -> tuple[LanguagePack, ...]:
    """The languages offered, with their fonts given to Qt. Read once for an application."""
    kept = _known()
    if kept.drawn:
        return kept.packs
    found = tuple(pack for pack in kept.packs if _has_font(pack))
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_PACKS, _Packs(found, drawn=True))
    if isinstance(app, QApplication):
        renew_font(app)
    return found


def shown() -> tuple[str, str]:
    """The language shown now: its name in its own words, and a short form of it."""
    code = current()
    return next(((each.name, each.short) for each in _known().packs if each.code == code), (code, code[:1].upper()))


def _known() -> _Packs:
    """The packs there are. Fonts of scripts that are not shown are not read for the first page."""
    app = QCoreApplication.instance()
    kept = app.property(_PACKS) if app is not None else None
    if isinstance(kept, _Packs):
        return kept
    folder = app.property(_FOLDER) if app is not None else None
    found = _Packs(find(Path(folder) if folder else None, shipped()), drawn=False)
    if app is not None:
        app.setProperty(_PACKS, found)
    return found


def use_folder(app: QCoreApplication, folder: Path | None) -> None:
    """Look for dropped-in packs in folder too, from now on."""
    app.setProperty(_FOLDER, str(folder) if folder is not None else "")
    app.setProperty(_PACKS, None)


def languages() -> Sequence[tuple[str, str]]:
    """The languages offered: code, and the name in the language itself."""
    return tuple((pack.code, pack.name) for pack in packs())


def current() -> str:
    """The language installed last; the source language before."""
    app = QCoreApplication.instance()
    return str(app.property(_LANGUAGE) or SOURCE) if app is not None else SOURCE


def forms_language(language: str) -> str:
    """The language of forms, prints and packs' texts while the interface is in a language: "vi" or "en"."""
    return next((pack.forms for pack in _known().packs if pack.code == language), "vi")


def install(app: QCoreApplication, language: str) -> None:
    """Switch the interface to a language; "pseudo" is the pseudo-locale. Screens made from then on are in it.

    Raises ValueError for a language that has no translation here.
    """
    translator, right_to_left = _translator(app, language)
    before = app.property(_TRANSLATOR)
    if isinstance(before, QTranslator):
        app.removeTranslator(before)
    if translator is not None:
        app.installTranslator(translator)
    app.setProperty(_TRANSLATOR, translator)
    app.setProperty(_LANGUAGE, language)
    QLocale.setDefault(QLocale(SOURCE if language == PSEUDO else language))
    if isinstance(app, QApplication):
        renew_font(app)
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def _translator(app: QCoreApplication, language: str) -> tuple[QTranslator | None, bool]:
    if language == PSEUDO:
        return PseudoTranslator(app), False
    known = {pack.code: pack for pack in _known().packs}
    if language not in known or not _has_font(known[language]):
        raise ValueError(f"no translation for {language!r}; there are {', '.join(known)}")
    pack = known[language]
    return translator_for(pack, known.get(pack.forms), app), pack.right_to_left


def _has_font(pack: LanguagePack) -> bool:
    """Give the pack's font to Qt. A damaged one of a dropped-in pack takes the pack out of the list."""
    if not pack.fonts:
        return True
    try:
        register_family(pack.family, pack.fonts)
    except RuntimeError:
        if pack.dropped_in:
            return False
        raise
    return True


__all__ = [
    "PSEUDO",
    "SOURCE",
    "LanguagePack",
    "LanguagePackRefused",
    "current",
    "forms_language",
    "install",
    "languages",
    "packs",
    "shown",
    "use_folder",
]
