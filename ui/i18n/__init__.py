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
    """Carries the packs as a property of the application."""

    def __init__(self, packs: tuple[LanguagePack, ...]) -> None:
        self.packs = packs


def packs() -> tuple[LanguagePack, ...]:
    """The languages offered, with their fonts given to Qt. Read once for an application."""
    app = QCoreApplication.instance()
    kept = app.property(_PACKS) if app is not None else None
    if isinstance(kept, _Packs):
        return kept.packs
    folder = app.property(_FOLDER) if app is not None else None
    found = tuple(pack for pack in find(Path(folder) if folder else None, shipped()) if _has_font(pack))
    if app is not None:
        app.setProperty(_PACKS, _Packs(found))
    if isinstance(app, QApplication):
        renew_font(app)
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
    return next((pack.forms for pack in packs() if pack.code == language), "vi")


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
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def _translator(app: QCoreApplication, language: str) -> tuple[QTranslator | None, bool]:
    if language == PSEUDO:
        return PseudoTranslator(app), False
    known = {pack.code: pack for pack in packs()}
    if language not in known:
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
    "use_folder",
]
