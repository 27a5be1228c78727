"""With sticks besides the lines the same promises hold; and the model would see it if they did not."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sync import feed, outbox, worklist
from sync.bundles import answering
from sync.states import SendState
from tests.support.stick_model import WithSticks


@pytest.fixture(autouse=True)
def _small_bulks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "BULK_FROM", 5)
    monkeypatch.setattr(worklist, "BULK_REVISIONS", 7)


def run(examples: int) -> None:
    run_state_machine_as_test(
        WithSticks,
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


def test_the_promises_hold_with_sticks_in_anybodys_pocket() -> None:
    run(12)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_they_hold_for_longer() -> None:
    run(500)


def an_old_answer_comes_after_a_restore(model: WithSticks) -> None:
    """The kiosk has heard of the restore, and not yet sent again what the portal has lost."""
    model.finalise(0, 0)
    model.kiosks[0].settle()
    model.portal.tell(next(iter(model.portal.revisions))[0], "note", note="x")
    model.kiosks[0].settle()
    model.back_up_the_portal()
    model.finalise(0, 1)
    model.write_a_stick(0)
    model.the_portal_takes_the_stick(0)
    model.restore_the_portal()
    model.switch_off_and_on(0)  # so that it greets the portal first
    model.try_to_send(0, ["none", *9 * ["refused"]], 1000)
    model.bring(0, model.answers[0][0])


def what_is_on_a_stick_is_amended(model: WithSticks) -> None:
    model.finalise(0, 0)
    (dossier, _), made = next(iter(model.made[0].items()))
    model.write_a_stick(0)
    model.next_revision(0, dossier)
    model.the_portal_takes_the_stick(0)
    assert model.kiosks[0].state(made) is not SendState.SUPERSEDED
    model.lines[0].was_late = False  # nothing of this is late: there must be one head


def go(way) -> None:
    model = WithSticks()
    try:
        way(model)
        model.one_effect_for_each_revision()
        model.acknowledged_means_stored()
        model.nothing_finalised_disappears()
    finally:
        model.teardown()


def test_the_model_notices_an_acknowledgement_of_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    go(an_old_answer_comes_after_a_restore)
    blind = SimpleNamespace(is_former=lambda *_: False, enter_epoch=lambda *_: None, fetch=feed.fetch)
    monkeypatch.setattr(answering, "feed", blind)
    with pytest.raises(AssertionError):
        go(an_old_answer_comes_after_a_restore)


def test_the_model_notices_when_what_is_carried_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    go(what_is_on_a_stick_is_amended)

    def stays_waiting(db, key, *, at):
        db.execute("UPDATE outbox SET state = 'waiting' WHERE dossier = ? AND number = ?", (str(key[0]), key[1]))

    monkeypatch.setattr(outbox, "carry", stays_waiting)
    with pytest.raises(AssertionError):
        go(what_is_on_a_stick_is_amended)
