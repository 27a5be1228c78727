"""Names of states and acts, as officers and residents read them."""

from django.utils.translation import gettext_lazy as _

from sync.states import DossierState

STATES = {
    DossierState.SENT: _("New"),
    DossierState.RECEIVED: _("Received"),
    DossierState.NEEDS_CORRECTION: _("Waiting for a correction"),
    DossierState.PROCESSING: _("Being worked on"),
    DossierState.RESULT_READY: _("Result ready"),
    DossierState.RETURNED: _("Result handed over"),
    DossierState.REFUSED: _("Refused"),
    DossierState.WITHDRAWN: _("Withdrawn"),
}
ACTS = {
    "accept": _("Received the dossier"),
    "ask-correction": _("Asked for a correction"),
    "promise": _("Promised a date"),
    "ready": _("Marked the result as ready"),
    "returned": _("Handed the result over"),
    "refuse": _("Refused"),
    "note": _("Wrote to the resident"),
    "opened": _("Opened the dossier"),
    "paper-opened": _("Opened a paper"),
    "arrived": _("Arrived from the kiosk"),
}
