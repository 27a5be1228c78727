"""How everything looks: tokens in millimetres and points, turned into pixels of the display at hand."""

from ui.theme.current import IN_FUSION, TEXT_SCALES, Look, apply, look
from ui.theme.files import asset
from ui.theme.icons import known_icon, pixmap
from ui.theme.profile import CARD_WIDTH_MM, DisplayProfile
from ui.theme.tokens import Theme, load_theme, theme_names

__all__ = [
    "CARD_WIDTH_MM",
    "IN_FUSION",
    "TEXT_SCALES",
    "DisplayProfile",
    "Look",
    "Theme",
    "apply",
    "asset",
    "known_icon",
    "load_theme",
    "look",
    "pixmap",
    "theme_names",
]
