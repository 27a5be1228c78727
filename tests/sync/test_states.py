"""The two tables of states: an edge that is missing or one too many changes what a resident is told."""

import pytest

from sync.states import (
    SEND_TRANSITIONS,
    TRANSITIONS,
    DossierState,
    InvalidTransition,
    SendState,
    check_send_transition,
    check_transition,
)

D, S = DossierState, SendState

EDGES = {
    D.DRAFT: {D.READY, D.SENT, D.EXPIRED, D.WITHDRAWN},  # sent: an amendment is given up
    D.READY: {D.SENT, D.DRAFT, D.WITHDRAWN},
    D.SENT: {D.RECEIVED, D.DRAFT, D.NEEDS_CORRECTION, D.REFUSED, D.WITHDRAWN},
    D.RECEIVED: {D.NEEDS_CORRECTION, D.PROCESSING, D.RESULT_READY, D.REFUSED, D.WITHDRAWN},
    D.NEEDS_CORRECTION: {D.READY, D.RECEIVED, D.PROCESSING, D.REFUSED, D.WITHDRAWN},
    D.PROCESSING: {D.NEEDS_CORRECTION, D.RESULT_READY, D.REFUSED, D.WITHDRAWN},
    D.RESULT_READY: {D.RETURNED},
    D.RETURNED: set(),
    D.REFUSED: set(),
    D.WITHDRAWN: set(),
    D.EXPIRED: set(),
}
SEND_EDGES = {
    S.WAITING: {S.SENDING, S.ACKNOWLEDGED, S.PARKED, S.SUPERSEDED},
    S.SENDING: {S.ACKNOWLEDGED, S.WAITING, S.UNKNOWN, S.PARKED},
    S.UNKNOWN: {S.ACKNOWLEDGED, S.WAITING, S.PARKED},
    S.ACKNOWLEDGED: {S.UNKNOWN},
    S.PARKED: {S.WAITING, S.ACKNOWLEDGED, S.SUPERSEDED},
    S.SUPERSEDED: set(),
}


@pytest.mark.parametrize("current", D)
@pytest.mark.parametrize("wanted", D)
def test_every_edge_of_a_dossier(current, wanted):
    _check(check_transition, current, wanted, wanted in EDGES[current])


@pytest.mark.parametrize("current", S)
@pytest.mark.parametrize("wanted", S)
def test_every_edge_of_a_sending(current, wanted):
    _check(check_send_transition, current, wanted, wanted in SEND_EDGES[current])


def _check(check, current, wanted, allowed):
    if allowed:
        check(current, wanted)
        return
    with pytest.raises(InvalidTransition) as caught:
        check(current, wanted)
    assert (caught.value.current, caught.value.wanted) == (current, wanted)


def test_the_tables_are_complete():
    assert set(TRANSITIONS) == set(D)
    assert set(SEND_TRANSITIONS) == set(S)


def test_what_may_have_arrived_is_never_taken_back():
    """A revision on its way, or of which nothing is known, cannot be superseded: it has to be asked about."""
    for state in (S.SENDING, S.UNKNOWN, S.ACKNOWLEDGED):
        assert S.SUPERSEDED not in SEND_TRANSITIONS[state]


def test_every_sending_that_is_not_settled_can_still_be_acknowledged():
    for state in set(S) - {S.ACKNOWLEDGED, S.SUPERSEDED}:
        assert S.ACKNOWLEDGED in SEND_TRANSITIONS[state]
