"""The building blocks of every screen. They know sizes and people, not forms or dossiers.

Each is imported when it is first asked for: the first page, which has to be there at once, needs only a few.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.widgets.buttons import (
        BackButton,
        Button,
        ChoiceButton,
        ChromeButton,
        DestructiveButton,
        IconButton,
        LinkButton,
        PrimaryButton,
        SecondaryButton,
    )
    from ui.widgets.choices import ChoiceList, Option, SearchList
    from ui.widgets.datefield import DateField
    from ui.widgets.dates import DateFault, DateReading, Precision
    from ui.widgets.fields import DigitsField, TextArea, TextField, set_wrong
    from ui.widgets.guard import MOVING_ON, TapGuard
    from ui.widgets.labels import Body, Heading, Hint, IconText, InlineError, Subheading, Text
    from ui.widgets.panels import Expander, Notice, Panel, Progress
    from ui.widgets.pinpad import PinPad
    from ui.widgets.screen import Screen
    from ui.widgets.scroll import ScrollArea
    from ui.widgets.status import Sending, StatusBar
    from ui.widgets.summary import ErrorSummary, Trouble

__all__ = [
    "MOVING_ON",
    "BackButton",
    "Body",
    "Button",
    "ChoiceButton",
    "ChoiceList",
    "ChromeButton",
    "DateFault",
    "DateField",
    "DateReading",
    "DestructiveButton",
    "DigitsField",
    "ErrorSummary",
    "Expander",
    "Heading",
    "Hint",
    "IconButton",
    "IconText",
    "InlineError",
    "LinkButton",
    "Notice",
    "Option",
    "Panel",
    "PinPad",
    "Precision",
    "PrimaryButton",
    "Progress",
    "Screen",
    "ScrollArea",
    "SearchList",
    "SecondaryButton",
    "Sending",
    "StatusBar",
    "Subheading",
    "TapGuard",
    "Text",
    "TextArea",
    "TextField",
    "Trouble",
    "set_wrong",
]

_MODULES = {
    "buttons": (
        "BackButton",
        "Button",
        "ChoiceButton",
        "ChromeButton",
        "DestructiveButton",
        "IconButton",
        "LinkButton",
        "PrimaryButton",
        "SecondaryButton",
    ),
    "choices": (
        "ChoiceList",
        "Option",
        "SearchList",
    ),
    "datefield": ("DateField",),
    "dates": (
        "DateFault",
        "DateReading",
        "Precision",
    ),
    "fields": (
        "DigitsField",
        "TextArea",
        "TextField",
        "set_wrong",
    ),
    "guard": (
        "MOVING_ON",
        "TapGuard",
    ),
    "labels": (
        "Body",
        "Heading",
        "Hint",
        "IconText",
        "InlineError",
        "Subheading",
        "Text",
    ),
    "panels": (
        "Expander",
        "Notice",
        "Panel",
        "Progress",
    ),
    "pinpad": ("PinPad",),
    "screen": ("Screen",),
    "scroll": ("ScrollArea",),
    "status": (
        "Sending",
        "StatusBar",
    ),
    "summary": (
        "ErrorSummary",
        "Trouble",
    ),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
