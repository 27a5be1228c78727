"""When the keyboard comes and goes, and what its primary key does on the page beneath.

It comes when a field is pressed, and stays from field to field and from page to page while fields are filled. It goes
when something else takes the focus, at its own key, and at the first letter of a plugged-in keyboard; after that a
press brings it back only in the field that has the focus already.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.settings import Settings, settings_or_defaults
from kiosk.suggestions import Suggestions
from ui.keyboard.composer import Method
from ui.keyboard.room import Room, question_room
from ui.keyboard.typing import TYPING, Kind, Way, system_composes
from ui.theme import look
from ui.widgets.fields import TextArea, TextField
from ui.widgets.screen import Screen

if TYPE_CHECKING:
    from ui.app import KioskApp
    from ui.keyboard.keyboard import Keyboard
    from ui.keyboard.strip import Suggestion

AnyField = TextField | TextArea


class ScreenKeyboard(QObject):
    """The keyboard of one application."""

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self.keyboard: Keyboard | None = None
        self._page: Screen | None = None
        self._room = Room()
        self._continues = True
        self._stays_away = False
        self._suggestions = Suggestions()
        settings = settings_or_defaults(app.options.home)
        self.enabled = settings.screen_keyboard
        TYPING.configure(_hardware(settings), Way(settings.typing), "new" if settings.tone_style == "new" else "old")
        TYPING.pressed = self._pressed
        TYPING.keyed = self._keyed
        app.screen_shown.connect(self._follow)
        app.visit_ended.connect(self._visit_ended)
        app.opened.connect(self._opened)
        app.application.focusChanged.connect(self._focus_changed)
        app.window.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self.keyboard is not None and self.keyboard.isVisible()

    def open_for(self, field: AnyField) -> None:
        """Show the keys for a field of the page that is shown."""
        page = self._page_of(field)
        if page is None or field.isReadOnly():
            return
        keyboard = self.keyboard or self._make()
        if self._page is not page:
            self._give_back()
            self._page = page
        most = self._app.window.height() - page.status.height() - question_room(page, field)
        keyboard.show_for(field, self._go_on(field, page), most)
        self._place()
        keyboard.show()
        keyboard.raise_()
        if self._continues and not keyboard.holds(page.continue_button.label()):
            # A long name would be cut on the key: it puts the keys away, and the button with all of its name is there.
            self._continues = False
            keyboard.set_go_on(self._done())
        self._room.fit(page, field)

    @Slot()
    def close(self) -> None:
        """Put the keys away; the page has its room again."""
        if self.keyboard is not None:
            self.keyboard.hide()
            self.keyboard.drop()
        self._give_back()

    # What happens

    @Slot()
    def _opened(self) -> None:
        self._suggestions = Suggestions(self._app.kiosk.identity.site)

    def _pressed(self, field: object, had_focus: bool) -> None:
        if self.enabled and isinstance(field, TextField | TextArea) and (had_focus or not self._stays_away):
            self.open_for(field)

    def _keyed(self) -> None:
        self._stays_away = True
        if self.is_open:
            # Later: the letter may have been let go by a press that is on its way to a key, and must not reach what
            # lies beneath it.
            QTimer.singleShot(0, self, self.close)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self.is_open or new is None:
            return
        if isinstance(new, TextField | TextArea):
            self.open_for(new)
        else:
            # A page that goes hands its focus on to whatever is next, before the new page takes it.
            QTimer.singleShot(0, self, self._follow)

    @Slot()
    def _follow(self) -> None:
        """Serve the field that has the focus; go when none has."""
        if not self.is_open:
            return
        field = self._app.window.focusWidget()
        if isinstance(field, TextField | TextArea) and self._page_of(field) is not None:
            self.open_for(field)
        else:
            self.close()

    @Slot()
    def _visit_ended(self) -> None:
        self.close()
        self._stays_away = False
        TYPING.reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window changed its size."""
        if event.type() is QEvent.Type.Resize and watched is self._app.window and self.is_open:
            self._place()
        return False

    # The page beneath

    def _make(self) -> "Keyboard":
        # At the first press, not at the start: most of the first page's time would go to it.
        from ui.keyboard.keyboard import Keyboard

        self.keyboard = Keyboard(self._app.window, self._suggest)
        self.keyboard.hide_wanted.connect(self.close)
        self.keyboard.go_on_wanted.connect(self._went_on)
        self.keyboard.grown.connect(self._grown)
        return self.keyboard

    def _place(self) -> None:
        keyboard, page = self.keyboard, self._page
        if keyboard is None or page is None:
            return
        high = keyboard.height_wanted()
        page.make_room(high)
        bottom = page.mapTo(self._app.window, QPoint(0, page.height())).y() - page.status.height()
        keyboard.setGeometry(0, bottom - high, self._app.window.width(), high)

    @Slot()
    def _grown(self) -> None:
        """Suggestions came: the keyboard is higher by their row."""
        field = self.keyboard.field if self.keyboard is not None else None
        if field is not None and self._page is not None and self.is_open:
            self._place()
            self._room.fit(self._page, field)

    def _give_back(self) -> None:
        self._room.give_back()
        page, self._page = self._page, None
        # A page beneath a cover comes back; one that was left may be gone already.
        if page is not None and isValid(page):
            page.make_room(0)

    def _page_of(self, field: AnyField) -> Screen | None:
        page = self._app.window.page
        return page if isinstance(page, Screen) and page.isAncestorOf(field) else None

    def _go_on(self, field: AnyField, page: Screen) -> tuple[str, str]:
        """Text and icon of the primary key."""
        self._continues = False
        if _next_field(field, page) is not None:
            return self.tr("Next box"), "arrow-right"
        self._continues = _goes_on(field, page)
        if self._continues:
            return page.continue_button.label(), page.continue_button.icon_name()
        return self._done()

    def _done(self) -> tuple[str, str]:
        return self.tr("Done"), "check"

    @Slot()
    def _went_on(self) -> None:
        keyboard, page = self.keyboard, self._page
        field = keyboard.field if keyboard is not None else None
        if field is None or page is None:
            return
        after = _next_field(field, page)
        if after is not None:
            after.setFocus()
        elif not self._continues:
            field.settle()
            self.close()
        elif page.continue_button.guard.open():
            page.continue_button.click()

    def _suggest(self, field: AnyField) -> "tuple[Suggestion, ...]":
        from ui.keyboard.strip import Suggestion

        if field.finds is not None:
            return tuple(Suggestion(label, choose=choose) for label, choose in field.finds())
        if field.kind is Kind.NAME:
            found = self._suggestions.names(field.before_cursor())
        elif field.kind is Kind.PLACE:
            before = field.before_cursor()
            found = self._suggestions.streets(before) or self._suggestions.places(before)
        elif field.kind is Kind.TEXT:
            found = self._suggestions.streets(field.before_cursor())
        else:
            return ()
        return tuple(Suggestion(each.label, each.text, each.replaces) for each in found)


def attach(app: "KioskApp") -> ScreenKeyboard:
    """Put the keyboard beside the application."""
    return ScreenKeyboard(app)


def _hardware(settings: Settings) -> Method | None:
    """How a plugged-in keyboard composes: not at all where the system has an input method of its own."""
    if settings.hardware_typing == "vni":
        return "vni"
    if settings.hardware_typing == "telex" or (settings.hardware_typing == "" and not system_composes()):
        return "telex"
    return None


def _goes_on(field: AnyField, page: Screen) -> bool:
    """Whether the page's Continue is what comes after this field. After a search, its finds are."""
    return field.kind is not Kind.SEARCH and page.continue_button.isVisibleTo(page)


def _next_field(field: AnyField, page: Screen) -> AnyField | None:
    """The next field of the page in reading order, without the searches; None after the last."""
    fields = [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, TextField | TextArea) and each.isVisibleTo(page) and each.isEnabled()
    ]

    def place(each: AnyField) -> tuple[int, int]:
        at = each.mapTo(page, QPoint(0, each.height() // 2))
        return at.y() // look().mm(7), at.x()

    fields.sort(key=place)
    at = fields.index(field) if field in fields else len(fields)
    return next(iter(fields[at + 1 :]), None)
