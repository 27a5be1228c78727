"""What one resident's visit holds in memory, and nothing else does. wipe() at its end leaves nothing of it."""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.types import DossierView, Draft, StaffSession
    from ui.form.controller import FormController

DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")
TEXT_SCALES = (1.0, 1.25, 1.5)


@dataclass
class Visit:
    """The visit under way.

    Attributes:
        language, text_scale: what the resident chose.
        pack: the procedure chosen.
        ticked: ids of the papers that the resident said they have.
        draft: the dossier being filled in or corrected.
        controller: the form of that draft, with its session.
        amending: the dossier was finalised before, so that the receipt keeps its code.
        followed: the dossier whose state is on the screen, and its PIN's answer.
        staff: the volunteer's session while the staff area is open.
        assisted_by: who typed for the resident; "" when nobody did.
    """

    language: str = DEFAULT_LANGUAGE
    text_scale: float = 1.0
    pack: "Pack | None" = None
    ticked: set[str] = field(default_factory=set)
    draft: "Draft | None" = None
    controller: "FormController | None" = None
    amending: bool = False
    followed: "DossierView | None" = None
    staff: "StaffSession | None" = None
    assisted_by: str = ""

    def wipe(self) -> None:
        """Back to the values of a kiosk nobody has touched."""
        fresh = Visit()
        for each in fields(self):
            setattr(self, each.name, getattr(fresh, each.name))
