"""What one resident's visit holds in memory, and nothing else does. wipe() at its end leaves nothing of it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.cards.filling import Known
    from kiosk.types import DossierView, Draft, StaffSession
    from ui.form.controller import FormController

DEFAULT_LANGUAGE = "vi"
DEFAULT_THEME = "light"


class Visit:
    """The visit under way.

    Attributes:
        interface, text_scale, theme: what the resident chose; interface is the language of the screens.
        language: the language of forms, prints and packs' texts meanwhile, "vi" or "en".
        pack: the procedure chosen.
        ticked: ids of the papers that the resident said they have.
        draft: the dossier being filled in or corrected.
        controller: the form of that draft, with its session.
        known: the persons told of in this visit, by a card or typed; offered again, never asked twice.
        offered: (procedure, person) for which they were offered.
        followed: the dossier whose state is on the screen.
        staff: the volunteer's session while the staff area is open.
        assisted_by: who typed for the resident; "" when nobody did.
        usual_scale: the size of text that each resident finds; a setting of the kiosk.
    """

    def __init__(self, usual_scale: float = 1.0) -> None:
        self.interface = DEFAULT_LANGUAGE
        self.language = DEFAULT_LANGUAGE
        self.usual_scale = self.text_scale = usual_scale
        self.theme = DEFAULT_THEME
        self.pack: Pack | None = None
        self.ticked: set[str] = set()
        self.draft: Draft | None = None
        self.controller: FormController | None = None
        self.known: list[Known] = []
        self.offered: set[tuple[str, str]] = set()
        self.followed: DossierView | None = None
        self.staff: StaffSession | None = None
        self.assisted_by = ""

    def wipe(self) -> None:
        """Back to the values of a kiosk nobody has touched."""
        usual_scale = self.usual_scale
        self.__dict__.clear()
        Visit.__init__(self, usual_scale)
