"""Whatever the lines, the power and the portal do, the promises hold; and the model would see it if they did not.

No acknowledged revision is lost; each revision has one effect; the queue is never wedged; what officers say arrives, in
order; two kiosks that amend the same dossier end with the portal's word.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sync import engine, feed, outbox, uploads, worklist
from sync.errors import NoAnswer, Refused
from sync.feed import CURSOR
from sync.states import DossierState, SendState
from sync.uploads import Uploads
from tests.support.engine_model import KioskAndPortal, Power
from tests.support.model_portal import ModelPortal


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    """And small bulks, so that a backlog of the model takes several, one behind the other."""
    for name, size in (("FIRST", 16), ("SMALLEST", 8), ("LARGEST", 64)):
        monkeypatch.setattr(uploads, name, size)
    monkeypatch.setattr(worklist, "BULK_FROM", 5)
    monkeypatch.setattr(worklist, "BULK_REVISIONS", 7)
    monkeypatch.setattr(engine, "_SMALL_BULK", 3)


def run(examples):
    run_state_machine_as_test(
        KioskAndPortal,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            # Shrinking replays hundreds of databases; thirty steps can be read as they are.
            phases=[phase for phase in Phase if phase is not Phase.shrink],
        ),
    )


def test_the_promises_hold_whatever_happens():
    run(30)


# The model notices faults: each of these plants one, and the model must fail.


def an_acknowledgement_before_the_commit(monkeypatch):
    """The portal says "stored" and then, now and then, has not stored it."""
    put, count = ModelPortal.put, [0]

    def forgetful(self, body, key=None):
        known = dict(self.revisions)
        status, value = put(self, body, key)
        count[0] += status == 201
        if status == 201 and count[0] % 5 == 0:
            self.revisions = known
        return status, value

    monkeypatch.setattr(ModelPortal, "put", forgetful)


def an_acknowledgement_noted_before_it_came(monkeypatch):
    """The kiosk takes a revision for acknowledged as soon as the request broke off."""

    def optimistic(db, keys, *, at):
        for key in keys:
            outbox.move(db, key, SendState.ACKNOWLEDGED, at=at)

    monkeypatch.setattr(worklist, "mark_unknown", optimistic)


def a_cursor_committed_before_its_events(monkeypatch):
    apply = feed._apply

    def hasty(db, sink, page, at):
        outbox.set_note(db, CURSOR, page.next)
        Power.now()  # the page and its cursor are two transactions, so the power may go between them
        return apply(db, sink, page, at)

    monkeypatch.setattr(feed, "_apply", hasty)


def an_upload_offset_trusted_from_memory(monkeypatch):
    """After a lost answer the next piece follows what was sent, whatever the portal says it has."""

    def step(self, work):
        before = self._at.get(work.sha256)
        try:
            return self._step(work)
        except NoAnswer:
            self._at[work.sha256] = min((before or 0) + self._pieces.size, work.size - 1)
            raise

    def detour(self, work, answer):
        raise Refused(answer.status, answer.problem)

    monkeypatch.setattr(Uploads, "step", step)
    monkeypatch.setattr(Uploads, "_detour", detour)


def what_was_under_way_is_forgotten_at_a_start(monkeypatch):
    monkeypatch.setattr(worklist, "recover", lambda db: 0)


def a_restored_portal_is_not_asked_again(monkeypatch):
    monkeypatch.setattr(worklist, "recheck", lambda db: 0)


def what_may_have_arrived_is_taken_back(monkeypatch):
    """The resident amends, and a revision that may be at the portal counts as never sent."""

    def careless(db, dossier, *, at):
        states = "('waiting', 'parked', 'sending', 'unknown')"
        db.execute(f"UPDATE outbox SET state = 'superseded' WHERE dossier = ? AND state IN {states}", [str(dossier)])
        return True

    monkeypatch.setattr(outbox, "supersede", careless)


def one_that_was_refused_stops_the_queue(monkeypatch):
    claim = worklist.claim

    def stubborn(db, **more):
        return None if outbox.counts(db).parked else claim(db, **more)

    monkeypatch.setattr(worklist, "claim", stubborn)


# A way through the model for each of them on which it shows. By chance the model finds them all, some after hundreds
# of examples; these ways are short, and the same each time.


def five_are_sent(model):
    for _ in range(5):
        model.finalise(0, 0)
    model.try_to_send(0, [], 0)


def a_request_is_lost(model):
    model.finalise(0, 0)
    model.try_to_send(0, ["none", "lost-request"], 0)


def the_power_goes_at_every_step_of_hearing_news(model):
    model.finalise(0, 0)
    model.try_to_send(0, [], 0)
    for steps in range(12):
        model.portal.tell(only(model), "note", note="Mời ông/bà đến nhận.")
        model.power_cut_while_sending(0, steps, [], 1000)


def a_piece_is_lost(model):
    model.finalise(0, 1)
    model.try_to_send(0, ["none", "none", "none", "lost-request"], 0)


def the_power_goes_at_every_step_of_sending(model):
    for steps in range(8):
        model.finalise(0, 0)
        model.power_cut_while_sending(0, steps, [], 1000)


def the_portal_is_restored(model):
    model.back_up_the_portal()
    model.finalise(0, 0)
    model.try_to_send(0, [], 0)
    model.restore_the_portal()


def the_resident_amends_after_a_lost_reply(model):
    model.finalise(0, 0)
    model.try_to_send(0, ["none", "lost-reply"], 0)
    model.next_revision(0, only(model))


def one_is_refused_and_another_follows(model):
    model.finalise(0, 0)
    model.try_to_send(0, [], 0)
    model.portal.tell(only(model), state=DossierState.RECEIVED)
    model.next_revision(0, only(model))
    model.try_to_send(0, [], 1000)
    model.finalise(0, 0)


def only(model):
    return next(iter(model.made[0]))[0]


FAULTS = (
    (an_acknowledgement_before_the_commit, five_are_sent),
    (an_acknowledgement_noted_before_it_came, a_request_is_lost),
    (a_cursor_committed_before_its_events, the_power_goes_at_every_step_of_hearing_news),
    (an_upload_offset_trusted_from_memory, a_piece_is_lost),
    (what_was_under_way_is_forgotten_at_a_start, the_power_goes_at_every_step_of_sending),
    (a_restored_portal_is_not_asked_again, the_portal_is_restored),
    (what_may_have_arrived_is_taken_back, the_resident_amends_after_a_lost_reply),
    (one_that_was_refused_stops_the_queue, one_is_refused_and_another_follows),
)


def go(way):
    model = KioskAndPortal()
    try:
        way(model)
        model.one_effect_for_each_revision()
        model.acknowledged_means_stored()
        model.nothing_finalised_disappears()
    finally:
        model.teardown()


@pytest.mark.parametrize(("plant", "way"), FAULTS)
def test_the_model_notices(monkeypatch, plant, way):
    go(way)
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        go(way)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_the_promises_hold_for_longer():
    run(1000)
