"""Languages of the interface: source strings in English through tr(), translations as Qt Linguist files.

Conventions: self.tr("One whole sentence") in classes of Qt; QCoreApplication.translate("context", "…") elsewhere. No
f-string and no concatenation inside; named places such as {count} are filled with .format() afterwards. After a change
of texts: ``python -m ui.i18n update``, translate in assets/i18n, ``python -m ui.i18n release``.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ui.theme.files import asset

SOURCE = "en"
PSEUDO = "pseudo"
_NAMES = (("vi", "Tiếng Việt"), ("en", "English"))
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})
_LANGUAGE, _TRANSLATOR = "kiosk-language", "kiosk-translator"


def languages() -> Sequence[tuple[str, str]]:
    """The languages offered: code, and the name in the language itself."""
    return _NAMES


def current() -> str:
    """The language installed last; the source language before."""
    app = QCoreApplication.instance()
    return str(app.property(_LANGUAGE) or SOURCE) if app is not None else SOURCE


class PseudoTranslator(QTranslator):
    """Stands for a language longer than any: finds text that is cut off, or that nobody marked for translation."""

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return "Ẫ" + source + "·" * (len(source) * 2 // 5) + "Ễ"

    def isEmpty(self) -> bool:
        return False


def install(app: QCoreApplication, language: str) -> None:
    """Switch the interface to a language; "pseudo" is the pseudo-locale. Screens made from then on are in it.

    Raises ValueError for a language that has no translation here.
    """
    translator = _translator(app, language)
    before = app.property(_TRANSLATOR)
    if isinstance(before, QTranslator):
        app.removeTranslator(before)
    if translator is not None:
        app.installTranslator(translator)
    app.setProperty(_TRANSLATOR, translator)
    app.setProperty(_LANGUAGE, language)
    QLocale.setDefault(QLocale(SOURCE if language == PSEUDO else language))
    if isinstance(app, QApplication):
        right = language in _RIGHT_TO_LEFT
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)


def _translator(app: QCoreApplication, language: str) -> QTranslator | None:
    if language == SOURCE:
        return None
    if language == PSEUDO:
        return PseudoTranslator(app)
    translator = QTranslator(app)
    path = asset("i18n", f"kiosk_{language}.qm")
    if language not in dict(_NAMES) or not translator.load(str(path)):
        raise ValueError(f"no translation for {language!r} in {path.parent}")
    return translator
