"""Languages of the interface: source strings in English through tr(), translations as Qt Linguist files.

Conventions: self.tr("One whole sentence") in classes of Qt; QCoreApplication.translate("context", "…") elsewhere. No
f-string and no concatenation inside; named places filled with .format() afterwards.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ui.theme.files import asset

SOURCE = "en"
_NAMES = (("vi", "Tiếng Việt"), ("en", "English"))
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})
_state: dict[str, object] = {"language": SOURCE, "translator": None}


def languages() -> Sequence[tuple[str, str]]:
    """The languages offered: code, and the name in the language itself."""
    return _NAMES


def current() -> str:
    """The language installed last; the source language before."""
    return str(_state["language"])


class PseudoTranslator(QTranslator):
    """Stands for a language that is longer than any: finds text that is cut, or that nobody marked for translation."""

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return "Ẫ" + source + "·" * (len(source) * 2 // 5) + "Ễ"

    def isEmpty(self) -> bool:
        return False


def install(app: QCoreApplication, language: str) -> None:
    """Switch the interface to a language; "pseudo" is the pseudo-locale.

    Raises ValueError for a language that has no translation here.
    """
    translator: QTranslator | None
    if language == SOURCE:
        translator = None
    elif language == "pseudo":
        translator = PseudoTranslator(app)
    else:
        translator = QTranslator(app)
        path = asset("i18n", f"kiosk_{language}.qm")
        if language not in dict(_NAMES) or not translator.load(str(path)):
            raise ValueError(f"no translation for {language!r} in {path.parent}")
    before = _state["translator"]
    if isinstance(before, QTranslator):
        app.removeTranslator(before)
    if translator is not None:
        app.installTranslator(translator)
    _state["language"], _state["translator"] = language, translator
    QLocale.setDefault(QLocale("en" if language == "pseudo" else language))
    if isinstance(app, QApplication):
        right = language in _RIGHT_TO_LEFT
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
