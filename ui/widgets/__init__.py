"""The building blocks of every screen. They know sizes and people, not forms or dossiers."""

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
from ui.widgets.guard import MOVING_ON, TapGuard
from ui.widgets.labels import Body, Heading, Hint, IconText, InlineError, Subheading, Text
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
    "ChromeButton",
    "DestructiveButton",
    "ErrorSummary",
    "Heading",
    "Hint",
    "IconButton",
    "IconText",
    "InlineError",
    "LinkButton",
    "PrimaryButton",
    "Screen",
    "ScrollArea",
    "SecondaryButton",
    "Sending",
    "StatusBar",
    "Subheading",
    "TapGuard",
    "Text",
    "Trouble",
]
