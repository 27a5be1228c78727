"""The events that another system can be told of."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """The type of an event, as it stands in its body.

    Attributes:
        RECEIVED: a new dossier. AMENDED: the resident sent it again before an officer had it.
        CORRECTED: the resident answered a correction. STATE_CHANGED: an officer, or a system, did something.
        OVERDUE: the day it is due has passed. SILENT, BACK: a kiosk is not heard of, and is heard of again.
        RESTORED: the portal was restored from a backup: whoever follows it reads everything anew. Always told.
        TEST: somebody pressed the button. Always told.
    """

    RECEIVED = "dossier.received"
    AMENDED = "dossier.amended"
    CORRECTED = "dossier.corrected"
    STATE_CHANGED = "dossier.state_changed"
    OVERDUE = "dossier.overdue"
    SILENT = "kiosk.silent"
    BACK = "kiosk.back"
    RESTORED = "portal.restored"
    TEST = "portal.test"


# Those that can be chosen, with their names.
NAMES = {
    Kind.RECEIVED: _("A new dossier has arrived"),
    Kind.AMENDED: _("A resident changed what was sent"),
    Kind.CORRECTED: _("A resident answered a correction"),
    Kind.STATE_CHANGED: _("The state of a dossier changed"),
    Kind.OVERDUE: _("A dossier is overdue"),
    Kind.SILENT: _("A kiosk is silent"),
    Kind.BACK: _("A kiosk is heard of again"),
}
