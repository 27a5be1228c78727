"""What people type with here and now: the way of the keys on the screen, and of the keyboard that may be plugged in.

One for the application, because it is a person's choice and not a field's. It lasts for a visit; nothing that is typed
is kept in it. No Qt: fields ask it, the keyboard on the screen sets it.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from ui.keyboard.composer import Method
from ui.keyboard.letters import ToneStyle


class Way(StrEnum):
    """How the keys on the screen give Vietnamese letters. MARKS: letters, and a row of marks to put on them."""

    MARKS = "marks"
    TELEX = "telex"
    VNI = "vni"


class Kind(StrEnum):
    """What a field takes; it decides which keys are shown, and whether capitals, marks and suggestions help.

    LINES: the machine-readable lines of a card.
    """

    TEXT = "text"
    NAME = "name"
    PLACE = "place"
    SEARCH = "search"
    EMAIL = "email"
    CODE = "code"
    LINES = "lines"
    DIGITS = "digits"
    DECIMAL = "decimal"
    PHONE = "phone"


COMPOSED = frozenset({Kind.TEXT, Kind.NAME, Kind.PLACE, Kind.SEARCH})
_METHODS: Mapping[Way, Method] = {Way.TELEX: "telex", Way.VNI: "vni"}
_SYSTEM_METHODS = ("ibus", "fcitx", "uim", "scim")
_SYSTEM_VARIABLES = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "GTK_IM_MODULE")


def system_composes(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the desktop has an input method of its own, which would compose what ours has composed already."""
    said = " ".join(environment.get(name, "") for name in _SYSTEM_VARIABLES).casefold()
    return any(name in said for name in _SYSTEM_METHODS)


class Typing:
    """What is typed with.

    Attributes:
        way: of the keys on the screen.
        hardware: how a plugged-in keyboard composes; None leaves its letters as they are.
        tone_style: "old" writes hòa, "new" hoà.
        pressed: called with a field and whether it had the focus already, when a finger or the mouse pressed it.
        keyed: called when a letter came from a plugged-in keyboard.
    """

    def __init__(self) -> None:
        self.pressed: Callable[[Any, bool], None] | None = None
        self.keyed: Callable[[], None] | None = None
        self._from_screen = False
        self.configure(None)

    def configure(self, hardware: Method | None, way: Way = Way.MARKS, tone_style: ToneStyle = "old") -> None:
        """What each visit begins with."""
        self._begin: tuple[Method | None, Way] = (hardware, way)
        self.tone_style: ToneStyle = tone_style
        self.reset()

    def reset(self) -> None:
        """A new visit: as configured."""
        self.hardware: Method | None
        self.hardware, self.way = self._begin

    def choose(self, way: Way) -> None:
        """The resident's way. Who asks for Telex or VNI means it for a plugged-in keyboard as well."""
        self.way = way
        if self._begin[0] is not None and way in _METHODS:
            self.hardware = _METHODS[way]

    def method(self) -> Method | None:
        """How the key that is being pressed is composed; None: not at all."""
        return _METHODS.get(self.way) if self._from_screen else self.hardware

    @property
    def on_screen(self) -> bool:
        """Whether the key that is being pressed is one on the screen."""
        return self._from_screen

    @contextmanager
    def from_screen(self) -> Iterator[None]:
        """What is typed within comes from keys on the screen."""
        self._from_screen = True
        try:
            yield
        finally:
            self._from_screen = False


TYPING = Typing()
"""The one of this application."""
