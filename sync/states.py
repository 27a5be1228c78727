"""The states of a dossier and of its sending: two closed enums, one transition table.

A dossier's state says what has happened to the resident's matter. A sending's state says what this kiosk knows about
one revision on the wire; what it does not know is "unknown", never "failed".
"""

from enum import StrEnum


class DossierState(StrEnum):
    """Where a dossier stands.

    DRAFT: being filled in; nothing has left the kiosk.
    READY: finalised, receipt printed, waiting in the outbox.
    SENT: the portal's signed acknowledgement is here.
    RECEIVED: an officer accepted it and gave the official number; the resident can no longer amend.
    NEEDS_CORRECTION: an officer flagged questions; the resident answers just those.
    PROCESSING: being worked on; a date is promised.
    RESULT_READY: the result can be collected.
    RETURNED: the result was handed over.
    REFUSED: refused with a reason.
    WITHDRAWN: the resident took it back.
    EXPIRED: a draft nobody came back for; its answers are gone.
    """

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    RECEIVED = "received"
    NEEDS_CORRECTION = "needs-correction"
    PROCESSING = "processing"
    RESULT_READY = "result-ready"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class SendState(StrEnum):
    """What this kiosk knows about one revision on its way up.

    WAITING: not tried, or known not to have arrived.
    SENDING: a request is under way now.
    UNKNOWN: a request may or may not have arrived; the portal is asked before anything is sent again.
    ACKNOWLEDGED: the portal's signed acknowledgement is stored.
    PARKED: the portal refused it for a reason that a person must look at; the queue goes on without it.
    SUPERSEDED: a newer revision of the same dossier took its place before it was sent.
    """

    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    ACKNOWLEDGED = "acknowledged"
    PARKED = "parked"
    SUPERSEDED = "superseded"


_D = DossierState

TRANSITIONS: dict[DossierState, frozenset[DossierState]] = {
    # An amendment that is given up goes back to where it was: ready, or sent.
    _D.DRAFT: frozenset({_D.READY, _D.SENT, _D.EXPIRED, _D.WITHDRAWN}),
    _D.READY: frozenset({_D.SENT, _D.DRAFT, _D.WITHDRAWN}),
    _D.SENT: frozenset({_D.RECEIVED, _D.DRAFT, _D.NEEDS_CORRECTION, _D.REFUSED, _D.WITHDRAWN}),
    _D.RECEIVED: frozenset({_D.NEEDS_CORRECTION, _D.PROCESSING, _D.RESULT_READY, _D.REFUSED, _D.WITHDRAWN}),
    # The corrected answers are finalised as a new revision: ready, sent, then the officer goes on.
    _D.NEEDS_CORRECTION: frozenset({_D.READY, _D.RECEIVED, _D.PROCESSING, _D.REFUSED, _D.WITHDRAWN}),
    _D.PROCESSING: frozenset({_D.NEEDS_CORRECTION, _D.RESULT_READY, _D.REFUSED, _D.WITHDRAWN}),
    _D.RESULT_READY: frozenset({_D.RETURNED}),
    _D.RETURNED: frozenset(),
    _D.REFUSED: frozenset(),
    _D.WITHDRAWN: frozenset(),
    _D.EXPIRED: frozenset(),
}


_S = SendState

SEND_TRANSITIONS: dict[SendState, frozenset[SendState]] = {
    # Acknowledged straight from waiting, unknown or parked: the acknowledgement came by another way (a bundle).
    _S.WAITING: frozenset({_S.SENDING, _S.ACKNOWLEDGED, _S.PARKED, _S.SUPERSEDED}),
    _S.SENDING: frozenset({_S.ACKNOWLEDGED, _S.WAITING, _S.UNKNOWN, _S.PARKED}),
    _S.UNKNOWN: frozenset({_S.ACKNOWLEDGED, _S.WAITING, _S.PARKED}),
    # The portal was restored from a backup: it is asked again whether it still has what it acknowledged.
    _S.ACKNOWLEDGED: frozenset({_S.UNKNOWN}),
    _S.PARKED: frozenset({_S.WAITING, _S.ACKNOWLEDGED, _S.SUPERSEDED}),
    _S.SUPERSEDED: frozenset(),
}


class InvalidTransition(ValueError):
    """A change of state that the table does not allow."""

    def __init__(self, current: DossierState | SendState, wanted: DossierState | SendState) -> None:
        subject = "a dossier" if isinstance(current, DossierState) else "a sending"
        super().__init__(f"{subject} cannot go from {current.value} to {wanted.value}")
        self.current = current
        self.wanted = wanted


def check_transition(current: DossierState, wanted: DossierState) -> None:
    """Raise InvalidTransition unless the table allows current → wanted."""
    if wanted not in TRANSITIONS[current]:
        raise InvalidTransition(current, wanted)


def check_send_transition(current: SendState, wanted: SendState) -> None:
    """Raise InvalidTransition unless the table allows current → wanted."""
    if wanted not in SEND_TRANSITIONS[current]:
        raise InvalidTransition(current, wanted)
