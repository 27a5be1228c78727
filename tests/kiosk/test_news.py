"""News from the portal: every edge of the transition table, twice the same, out of order, about nobody."""

from dataclasses import replace
from uuid import uuid4

import pytest

from kiosk import register
from kiosk.types import DossierState
from sync.states import TRANSITIONS, InvalidTransition
from tests.support.kiosks import begin, finish

D = DossierState
EDGES = [(current, wanted) for current, all_wanted in TRANSITIONS.items() for wanted in sorted(all_wanted)]

# How each state is reached through the services, from what stands before it.
WAYS: dict[DossierState, tuple[DossierState, ...]] = {
    D.RECEIVED: (D.RECEIVED,),
    D.PROCESSING: (D.RECEIVED, D.PROCESSING),
    D.RESULT_READY: (D.RECEIVED, D.RESULT_READY),
    D.NEEDS_CORRECTION: (D.RECEIVED, D.NEEDS_CORRECTION),
}


def reach(kiosk, portal, state):
    draft = begin(kiosk)
    if state is D.DRAFT:
        return draft
    finish(kiosk, draft)
    if state is D.READY:
        return draft
    portal.acknowledge(kiosk, draft.dossier, 1)
    for step in WAYS.get(state, ()):
        go(kiosk, portal, draft, step)
    return draft


def go(kiosk, portal, draft, wanted):
    """Take an edge the way it is taken in a visit."""
    dossier, state = draft.dossier, kiosk.dossiers.view(draft.code).state
    if wanted is D.DRAFT:
        kiosk.dossiers.amend(dossier)
    elif wanted is D.EXPIRED or (state, wanted) == (D.DRAFT, D.WITHDRAWN):
        end_draft(kiosk, dossier, wanted)
    elif wanted is D.READY:
        if state is D.NEEDS_CORRECTION:
            kiosk.dossiers.correct_by_staff(draft.code, kiosk.initial.staff_code)
        finish(kiosk, kiosk.drafts.get(dossier))
    elif wanted is D.SENT:
        portal.acknowledge(kiosk, dossier, 1)
        if state is D.DRAFT:
            kiosk.drafts.discard(dossier)
    elif wanted is D.NEEDS_CORRECTION:
        portal.asks(kiosk, dossier, "/data/name", correction=f"c{next(portal.events)}")
    else:
        portal.says(kiosk, dossier, wanted)


def end_draft(kiosk, dossier, wanted):
    if wanted is D.WITHDRAWN:
        kiosk.drafts.discard(dossier)
        return
    for _ in range(30):
        kiosk.now.forward(days=1)
        kiosk.drafts.expire()


@pytest.mark.parametrize(("current", "wanted"), EDGES, ids=[f"{a.value} to {b.value}" for a, b in EDGES])
def test_an_edge_of_the_table(kiosk, portal, current, wanted):
    if (current, wanted) == (D.DRAFT, D.SENT):
        # Only an amendment goes back to sent: the first revision must have been finalised before.
        draft = reach(kiosk, portal, D.READY)
        kiosk.dossiers.amend(draft.dossier)
    else:
        draft = reach(kiosk, portal, current)
    assert kiosk.dossiers.view(draft.code).state is current
    go(kiosk, portal, draft, wanted)
    assert kiosk.dossiers.view(draft.code).state is wanted


BACKWARDS = [
    (current, wanted)
    for current in (D.RESULT_READY, D.RETURNED, D.REFUSED, D.WITHDRAWN)
    for wanted in (D.RECEIVED, D.PROCESSING, D.NEEDS_CORRECTION)
]


@pytest.mark.parametrize(("current", "wanted"), BACKWARDS)
def test_what_the_table_does_not_allow_is_set_aside_and_changes_nothing(kiosk, portal, current, wanted):
    draft = reach(kiosk, portal, D.RESULT_READY if current is D.RETURNED else D.SENT)
    go(kiosk, portal, draft, D.RECEIVED) if current is D.RESULT_READY else None
    portal.says(kiosk, draft.dossier, current)
    before = kiosk.dossiers.view(draft.code)
    with pytest.raises(InvalidTransition):
        portal.says(kiosk, draft.dossier, wanted)
    assert kiosk.dossiers.view(draft.code) == before


def test_the_portal_may_be_steps_ahead(kiosk, portal):
    draft = reach(kiosk, portal, D.SENT)
    portal.says(kiosk, draft.dossier, D.RESULT_READY, official_number="H26-1", promised_on="2026-12-01")
    view = kiosk.dossiers.view(draft.code)
    assert (view.state, view.official_number, view.promised_on) == (D.RESULT_READY, "H26-1", "2026-12-01")


def test_no_way_leads_back_through_a_draft():
    for current in D:
        for wanted in D:
            try:
                steps = register.steps_to(current, wanted)
            except InvalidTransition:
                continue
            assert D.DRAFT not in steps[:-1]
            assert not steps or steps[-1] is wanted


def test_an_event_that_comes_twice_changes_nothing(kiosk, portal):
    """After the portal was restored from a backup all events come again, perhaps under other numbers."""
    draft = reach(kiosk, portal, D.SENT)
    events = [
        portal.says(kiosk, draft.dossier, D.RECEIVED, official_number="H26-1"),
        portal.asks(kiosk, draft.dossier, "/data/name"),
        portal.says(kiosk, draft.dossier, D.PROCESSING),
    ]
    before = kiosk.dossiers.view(draft.code)
    for event in events:
        portal.tell(kiosk, replace(event, id=event.id + 1000))
    assert kiosk.dossiers.view(draft.code) == before


def test_an_acknowledgement_that_comes_twice_changes_nothing(kiosk, portal):
    draft = reach(kiosk, portal, D.READY)
    ack = portal.acknowledge(kiosk, draft.dossier, 1)
    before = kiosk.dossiers.view(draft.code)
    kiosk.store.transaction(lambda db: kiosk.dossiers.acknowledged(db, ack))
    assert kiosk.dossiers.view(draft.code) == before


def test_an_acknowledgement_of_an_older_revision_does_not_make_the_newer_one_sent(kiosk, portal):
    draft = reach(kiosk, portal, D.READY)
    revision, _, _ = portal.open(kiosk, draft.dossier, 1)

    from datetime import UTC, datetime

    from sync import worklist
    from sync.protocol.answers import Ack

    kiosk.store.transaction(lambda db: worklist.claim(db, at=kiosk.now()))
    finish(kiosk, kiosk.dossiers.amend(draft.dossier))
    ack = Ack(str(draft.dossier), 1, revision.hash, datetime.now(UTC))
    kiosk.store.transaction(lambda db: kiosk.dossiers.acknowledged(db, ack))
    assert kiosk.dossiers.view(draft.code).state is D.READY
    assert not kiosk.dossiers.receipt(draft.dossier).sent


def test_the_portals_word_sent_is_not_believed_without_an_acknowledgement(kiosk, portal):
    draft = reach(kiosk, portal, D.READY)
    portal.says(kiosk, draft.dossier, D.SENT)
    assert kiosk.dossiers.view(draft.code).state is D.READY


def test_a_note_is_shown_without_a_change_of_state(kiosk, portal):
    from sync.protocol.changes import Event

    draft = reach(kiosk, portal, D.SENT)
    portal.tell(kiosk, Event(9, draft.dossier, 1, "note", kiosk.now(), note="Mời bà đến lúc 8 giờ"))
    view = kiosk.dossiers.view(draft.code)
    assert (view.state, view.note, view.history[-1].kind) == (D.SENT, "Mời bà đến lúc 8 giờ", "note")


def test_unknown_kinds_and_unknown_dossiers_are_set_aside(kiosk, portal):
    from sync.protocol.changes import Event

    draft = reach(kiosk, portal, D.SENT)
    for event in (
        Event(1, draft.dossier, 1, "surprise", kiosk.now()),
        Event(2, uuid4(), 1, "note", kiosk.now(), note="x"),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - the engine sets aside whatever is a ValueError
            portal.tell(kiosk, event)


def test_a_draft_that_never_left_cannot_be_decided_on(kiosk, portal):
    draft = begin(kiosk)
    with pytest.raises(ValueError, match="never left"):
        portal.says(kiosk, draft.dossier, D.RECEIVED)
    assert kiosk.drafts.get(draft.dossier) == draft
