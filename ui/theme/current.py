"""The look of the running application: theme, display and text size together. One per QApplication.

Widgets ask look() for sizes when they are made and again at QEvent.StyleChange, which apply() causes everywhere.
"""

from dataclasses import dataclass
from functools import cached_property
from string import Template

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.files import asset
from ui.theme.fonts import families, font
from ui.theme.profile import DisplayProfile
from ui.theme.tokens import Theme, load_theme

TEXT_SCALES = (1.0, 1.25, 1.5)
IN_FUSION = "kiosk-in-fusion"
"""A property (1) of an application that wears the Fusion style. Asking Qt for its style, or setting one, makes Qt for
Python build all enumerations of QStyle: a tenth of the time until the first page is seen."""

_PROPERTY = "kiosk-look"
_QSS_LENGTHS = ("border", "focus", "pad", "radius", "bar", "control")


@dataclass(frozen=True)
class Look:
    """Turns tokens into pixels. text_scale is one of TEXT_SCALES."""

    theme: Theme
    profile: DisplayProfile
    text_scale: float = 1.0

    def px(self, token: str) -> int:
        """A length token of the theme in pixels. Raises KeyError for a name that is none."""
        return self.profile.px(self.theme.mm[token])

    def mm(self, mm: float) -> int:
        """Millimetres in pixels."""
        return self.profile.px(mm)

    def font_px(self, token: str) -> int:
        """A font size token in pixels, at the resident's text size."""
        return self.profile.font_px(self.theme.pt[token] * self.text_scale)

    def chrome_font_px(self) -> int:
        """The text of the fixed buttons. It grows with the text size where there is room for it.

        On a tablet it does not: at 400 mm the smallest text already fills the 0.7 degrees of EN 301 549 5.1.4.
        """
        scale = 1.0 if self.profile.compact else min(self.text_scale, 1.25)
        return self.profile.font_px(self.theme.pt["small"] * scale)

    def colour(self, role: str) -> QColor:
        """A colour of the theme. Raises KeyError for a role that is none."""
        return QColor(self.theme.colours[role])

    def action_font_px(self) -> int:
        """The text of buttons that act. On a tablet it stops growing where their names still fit on two lines.

        There, at 400 mm, its smallest size is already above the 0.7 degrees of EN 301 549 5.1.4.
        """
        scale = min(self.text_scale, 1.1) if self.profile.compact else self.text_scale
        return self.profile.font_px(self.theme.pt["button"] * scale)

    def heading_font_px(self) -> int:
        """The heading. On a tablet it stops growing at 120 %: two lines of it would leave the answer no room, and at
        400 mm it is more than twice the 0.7 degrees of EN 301 549 5.1.4 by then.
        """
        scale = min(self.text_scale, 1.2) if self.profile.compact else self.text_scale
        return self.profile.font_px(self.theme.pt["heading"] * scale)

    @cached_property
    def column_px(self) -> int:
        """How wide text may run: the column token, and no more than the line length in average characters."""
        by_length = self.theme.line_length * self.font_px("body") * 0.56
        return round(min(max(by_length, self.px("column") * 0.6), self.px("column")))

    def font(self, size: str = "body", *, bold: bool = False) -> QFont:
        """A font of ours at a size token."""
        return font(self.font_px(size), bold=bold)


def apply(
    app: QApplication, theme: Theme | None = None, text_scale: float = 1.0, profile: DisplayProfile | None = None
) -> Look:
    """Give the application a look; what is shown already follows.

    Without a theme or a profile the ones before; at first the light theme, and the screen's profile.

    Raises ValueError for a text scale that is not one of TEXT_SCALES.
    """
    if text_scale not in TEXT_SCALES:
        raise ValueError(f"text scale {text_scale} is none of {TEXT_SCALES}")
    kept = app.property(_PROPERTY)
    before = kept if isinstance(kept, Look) else None
    if theme is None:
        theme = before.theme if before is not None else load_theme()
    if profile is None:
        profile = before.profile if before is not None else DisplayProfile.for_screen(QGuiApplication.primaryScreen())
    chosen = Look(theme, profile, text_scale)
    if chosen == before and app.font().families() == families():
        return chosen
    app.setProperty(_PROPERTY, chosen)
    if not app.property(IN_FUSION):
        app.setStyle("Fusion")
        app.setProperty(IN_FUSION, 1)
    app.setFont(chosen.font())
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
    return chosen


def renew_font(app: QApplication) -> None:
    """A font family was added: let what is shown draw with it. Before apply() nothing happens."""
    kept = app.property(_PROPERTY)
    if isinstance(kept, Look) and app.font().families() != families():
        app.setFont(kept.font())


def look() -> Look:
    """The look of the running application. Raises RuntimeError before apply()."""
    app = QApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    if not isinstance(found, Look):
        raise RuntimeError("ui.theme.apply() has not been called")
    return found


def style_sheet(chosen: Look) -> str:
    """The style sheet for a look, from assets/theme/kiosk.qss. Raises KeyError for a token that is not there."""
    names: dict[str, object] = dict(chosen.theme.colours)
    names.update((f"px_{token}", chosen.px(token)) for token in _QSS_LENGTHS)
    names.update((f"font_{token}", chosen.font_px(token)) for token in chosen.theme.pt)
    border, focus = chosen.px("border"), chosen.px("focus")
    names["font_heading"] = chosen.heading_font_px()
    names["font_button"] = chosen.action_font_px()
    names["font_chrome"] = chosen.chrome_font_px()
    names["px_pad_focus"] = max(0, chosen.px("pad") - (focus - border))
    inner = max(chosen.px("control"), round(chosen.font_px("body") * 1.9))
    names["px_field_inner"] = inner - 2 * border
    names["px_field_inner_focus"] = inner - 2 * focus
    return Template(asset("theme", "kiosk.qss").read_text("utf-8")).substitute(names)


def _palette(chosen: Look) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "page",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "secondary",
        QPalette.ColorRole.ButtonText: "on_secondary",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.HighlightedText: "on_primary",
        QPalette.ColorRole.PlaceholderText: "text_soft",
    }
    for role, token in roles.items():
        palette.setColor(role, chosen.colour(token))
    return palette
