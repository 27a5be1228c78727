"""How the whole interface looks during a visit: language, text size, colours. Each is the resident's, for this visit.

The buttons for them are at the same place on every page; the next resident finds the kiosk's own language, normal
letters and light colours.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui import i18n, theme

if TYPE_CHECKING:
    from ui.app import KioskApp
    from ui.widgets import Screen


class Appearance(QObject):
    """Belongs to one application; listens to the fixed buttons of every screen."""

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app

    def start(self, packs: Path, profile: theme.DisplayProfile | None) -> None:
        """The look of a kiosk that nobody has touched. packs: the folder of dropped-in language packs."""
        i18n.use_folder(self._app.application, packs)
        i18n.install(self._app.application, self._app.visit.interface)
        theme.apply(self._app.application, profile=profile)

    def reset(self) -> None:
        """As the visit says; called when it was wiped."""
        visit = self._app.visit
        i18n.install(self._app.application, visit.interface)
        theme.apply(self._app.application, theme.load_theme(visit.theme), visit.text_scale)

    def listen_to(self, screen: "Screen") -> None:
        """Answer the fixed buttons of a screen."""
        screen.language_chosen.connect(self.set_language)
        screen.languages_wanted.connect(self.offer_languages)
        screen.text_size_chosen.connect(self.set_text_scale)
        screen.theme_chosen.connect(self.set_theme)

    @Slot()
    def offer_languages(self) -> None:
        """Cover the page with the list of languages."""
        from ui.screens.languages import LanguagesScreen

        screen = LanguagesScreen()
        screen.closed.connect(self._app.covers.take_away)
        self._app.covers.show(screen)

    @Slot(str)
    def set_language(self, language: str) -> None:
        """Change the language of everything shown."""
        app, visit = self._app, self._app.visit
        app.covers.take_away()
        if language == visit.interface:
            return
        self._leaving()
        # First: a language that cannot be loaded leaves everything as it was.
        i18n.install(app.application, language)
        visit.interface, visit.language = language, i18n.forms_language(language)
        draft, forms = visit.draft, visit.language
        if draft is not None:
            drafts = app.kiosk.drafts
            app.service(lambda: drafts.set_language(draft.dossier, forms))
        app.refresh()

    @Slot(float)
    def set_text_scale(self, scale: float) -> None:
        """Change the size of all text. A cover follows as it is; the page is made again."""
        visit = self._app.visit
        if scale == visit.text_scale:
            return
        self._leaving()
        visit.text_scale = scale
        theme.apply(self._app.application, text_scale=scale)
        self._app.refresh()

    @Slot(str)
    def set_theme(self, name: str) -> None:
        """Change the colours."""
        visit = self._app.visit
        if name == visit.theme:
            return
        self._leaving()
        visit.theme = name
        theme.apply(self._app.application, theme.load_theme(name), visit.text_scale)
        self._app.refresh()

    def _leaving(self) -> None:
        step = self._app.flow.current
        if step is not None:
            step.leaving()
