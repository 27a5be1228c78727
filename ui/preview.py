"""A procedure as residents will see it, for its author: in a window to try, or as pictures of every page.

No kiosk, store or portal is behind it: answers are kept nowhere and nothing can be sent.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from forms.contract import FormSession
from forms.engine import walk
from forms.pack import Pack
from ui import i18n, theme
from ui.form import CHECK, FormController, FormScreen, screen_for
from ui.screens.opening import environment
from ui.theme import DisplayProfile
from ui.window import KioskWindow

LANGUAGES = ("vi", "en")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Display:
    """What a form is shown on: pixels, pixels per millimetre, the resident's text size."""

    name: str
    width: int
    height: int
    profile: DisplayProfile
    text_scale: float


DISPLAYS = (
    Display("kiosk", 1920, 1080, DisplayProfile(4.03), 1.0),
    Display("tablet", 1280, 800, DisplayProfile(5.88, compact=True), 1.5),
)


def forget(_xml: bytes, _page: str, done: Callable[[], None], _failed: Callable[[Exception], None]) -> None:
    """A save function for a controller whose answers go nowhere."""
    done()


class Preview(QObject):
    """The form in a window of its own, from the first question to the check page and round again.

    Signals:
        displayed(str): a page is shown; its key.
    """

    displayed = Signal(str)

    def __init__(self, application: QApplication, pack: Pack, language: str = "vi") -> None:
        super().__init__()
        self._application = application
        self._pack = pack
        self._language = language
        self.window = KioskWindow(windowed=True)
        self.window.setWindowTitle(f"{pack.code} {pack.version}")
        self.window.allow_close()
        self.controller = self._start()

    def show(self) -> None:
        """Put the window on the screen."""
        theme.apply(self._application)
        i18n.install(self._application, self._language)
        self._show_page()
        self.window.present()

    def close(self) -> None:
        """End the preview."""
        self.controller.close()
        self.window.close()
        if (page := self.window.page) is not None:
            self.window.discard(page)

    def _start(self) -> FormController:
        controller = FormController(self._pack.form().start(environment(), self._language), forget)
        controller.moved.connect(self._show_page)
        controller.completed.connect(self._again)
        controller.left.connect(self._again)
        return controller

    @Slot()
    def _show_page(self) -> None:
        screen = screen_for(self.controller)
        screen.set_leave(visible=False)
        screen.language_chosen.connect(self._set_language)
        screen.text_size_chosen.connect(self._set_text_scale)
        self.window.show_page(screen)
        self.displayed.emit(self.controller.place)

    @Slot()
    def _again(self) -> None:
        self.controller.close()
        self.controller = self._start()
        self._show_page()

    @Slot(str)
    def _set_language(self, language: str) -> None:
        self._language = language
        i18n.install(self._application, language)
        self.controller.set_language(language)
        self._show_page()

    @Slot(float)
    def _set_text_scale(self, scale: float) -> None:
        theme.apply(self._application, text_scale=scale)
        self._show_page()


def take_pictures(application: QApplication, pack: Pack, folder: Path) -> Iterator[Path]:
    """A PNG of every page in both languages and on both displays, and the declaration, blank and filled, as PDF.

    Pages are those that made-up answers lead to (forms.engine.walk), numbered in the order met. Yields each file when
    it is written. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for display in DISPLAYS:
        theme.apply(application, text_scale=display.text_scale, profile=display.profile)
        for language in LANGUAGES:
            i18n.install(application, language)
            for number, (name, screen) in enumerate(_screens(pack, language), start=1):
                path = folder / f"{display.name}-{language}-{number:02}-{name}.png"
                yield _draw(application, screen, display, path)
    yield from _declarations(pack, folder)


def _screens(pack: Pack, language: str) -> Iterator[tuple[str, FormScreen]]:
    last: FormSession | None = None
    for session, page in walk(pack.form(), language):
        last = last or session
        name = _NOT_PLAIN.sub("-", page.key.removeprefix("/data/")).strip("-")
        yield name, _screen(session, page.key)
    if last is not None:
        yield "check", _screen(last, CHECK)


def _screen(session: FormSession, place: str) -> FormScreen:
    controller = FormController(session, forget)
    controller.place = place
    screen = screen_for(controller)
    controller.setParent(screen)
    return screen


def _draw(application: QApplication, screen: FormScreen, display: Display, path: Path) -> Path:
    # In a window without a layout, as in the kiosk: the display decides the size, never the page.
    window = QWidget()
    window.resize(display.width, display.height)
    screen.setParent(window)
    screen.setGeometry(window.rect())
    window.show()
    application.processEvents()
    picture = window.grab()
    window.close()
    window.deleteLater()
    if not picture.save(str(path), "PNG"):
        raise OSError(f"{path} cannot be written")
    return path


def _declarations(pack: Pack, folder: Path) -> Iterator[Path]:
    from forms.layout import render_declaration

    if pack.declaration() is None:
        return
    # The first session has been answered to its end when all pages have been met.
    answered, *_ = [session for session, _page in walk(pack.form())]
    blank, filled = render_declaration(pack, b"", blank=True), render_declaration(pack, answered.draft())
    for name, data in (("blank", blank), ("filled", filled)):
        path = folder / f"declaration-{name}.pdf"
        path.write_bytes(data)
        yield path
