"""How many logical pixels make a millimetre on the display in front of the resident.

Sizes decide whether a 75-year-old hits a button, and displays lie about theirs (EDID is often wrong, a television
reports nothing), so the order is: what the technician configured or calibrated, then the display's own word when it is
believable, then what a display with that many pixels usually is.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

CARD_WIDTH_MM = 85.6
"""Width of an identity card (ISO/IEC 7810 ID-1): held to the screen, it calibrates the profile."""

_BELIEVABLE = (2.5, 12.0)
_MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class DisplayProfile:
    """The display's scale.

    Attributes:
        px_per_mm: logical pixels per millimetre.
        compact: a tablet, where the text of the fixed buttons does not grow with the text size.
    """

    px_per_mm: float
    compact: bool = False

    def __post_init__(self) -> None:
        low, high = _BELIEVABLE
        if not low <= self.px_per_mm <= high:
            raise ValueError(f"{self.px_per_mm} pixels per millimetre is not a display; between {low} and {high}")

    def px(self, mm: float) -> int:
        """Millimetres as whole logical pixels, at least 1 for anything visible."""
        return max(1, round(mm * self.px_per_mm)) if mm > 0 else 0

    def font_px(self, pt: float) -> int:
        """A font size in physical points as pixels, rounded up so that a minimum stays one."""
        exact = pt * _MM_PER_PT * self.px_per_mm
        return -int(-exact // 1)

    @classmethod
    def from_card(cls, card_px: float, *, compact: bool = False) -> "DisplayProfile":
        """Calibrated: card_px is the width at which the drawn card matched a real one."""
        return cls(card_px / CARD_WIDTH_MM, compact)

    @classmethod
    def for_screen(cls, screen: "QScreen", configured: float | None = None) -> "DisplayProfile":
        """The profile for a screen; configured is px_per_mm from the configuration or the calibration."""
        width_px = screen.geometry().width()
        if configured is not None:
            return cls(configured, _is_compact(width_px, configured))
        width_mm = screen.physicalSize().width()
        believed = width_px / width_mm if width_mm > 0 else 0.0
        low, high = _BELIEVABLE
        if not low <= believed <= high:
            believed = 4.03 if width_px >= 1500 else 5.88
        return cls(believed, _is_compact(width_px, believed))


def _is_compact(width_px: int, px_per_mm: float) -> bool:
    return width_px / px_per_mm < 300
