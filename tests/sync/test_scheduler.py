"""When to try next: patient, spread out, obedient to Retry-After, and at once when a person asks."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.scheduler import AWAY, BASE, CAP, IDLE, SHORTEST, SPREAD, Scheduler, backoff, place_in_line

WALL = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def scheduler(seed):
    made = Scheduler("kiosk-1", Random(seed))
    made.start(100.0, WALL, None)
    return made


@given(st.integers(0, 10_000), st.integers())
def test_backoff_stays_within_its_bound(failures, seed):
    pause = backoff(failures, Random(seed))
    assert SHORTEST <= pause <= min(CAP, BASE * 2.0 ** min(max(failures, 1) - 1, 20))


def test_backoff_is_full_jitter(seed):
    """Even over the whole range, so that kiosks that failed together do not come back together."""
    random = Random(seed)
    pauses = sorted(backoff(20, random) for _ in range(4000))
    for quarter in range(1, 4):
        assert abs(pauses[quarter * 1000] - CAP * quarter / 4) < CAP * 0.05


def test_places_in_line_are_even_and_stay(seed):
    places = sorted(place_in_line(f"kiosk-{number}-{seed}") for number in range(4000))
    for quarter in range(1, 4):
        assert abs(places[quarter * 1000] - SPREAD * quarter / 4) < SPREAD * 0.05
    assert place_in_line("kiosk-1") == place_in_line("kiosk-1")
    assert all(0 <= place < SPREAD for place in places)


def test_a_new_kiosk_speaks_at_once(scheduler):
    assert scheduler.wait(100.0) == 0


@pytest.mark.parametrize(
    ("last_contact", "in_line"),
    [
        (WALL - timedelta(minutes=59), False),
        (WALL - timedelta(minutes=61), True),
        (WALL - timedelta(days=7), True),
        (WALL + timedelta(days=1), True),
    ],
)
def test_after_an_hour_away_it_waits_for_its_place_in_line(seed, last_contact, in_line):
    scheduler = Scheduler("kiosk-1", Random(seed))
    scheduler.start(100.0, WALL, last_contact)
    assert scheduler.wait(100.0) == pytest.approx(place_in_line("kiosk-1") if in_line else 0.0)


def test_a_person_does_not_wait_in_line(seed):
    scheduler = Scheduler("kiosk-1", Random(seed))
    scheduler.start(100.0, WALL, WALL - timedelta(days=7))
    scheduler.send_now(101.0)
    assert scheduler.wait(101.0) == 0


def test_retry_after_is_obeyed_by_everybody(scheduler):
    scheduler.failed(100.0, retry_after=60)
    assert scheduler.wait(100.0) >= 60
    scheduler.send_now(101.0)
    assert scheduler.wait(101.0) == pytest.approx(59)
    scheduler.network_back(102.0)
    assert scheduler.wait(102.0) == pytest.approx(58)
    assert scheduler.wait(161.0) == 0


def test_kiosks_told_the_same_do_not_come_back_together(seed):
    random = Random(seed)
    dues = set()
    for _ in range(200):
        scheduler = Scheduler("k", random)
        scheduler.failed(0.0, retry_after=30)
        dues.add(scheduler.due)
    assert len(dues) == 200
    assert min(dues) >= 30


def test_the_bound_grows_and_a_success_forgets(scheduler):
    for _ in range(12):
        scheduler.failed(100.0)
        assert 0 < scheduler.wait(100.0) <= CAP
    assert scheduler.failures == 12
    scheduler.succeeded(200.0)
    assert scheduler.failures == 0
    assert IDLE * 0.75 <= scheduler.wait(200.0) <= IDLE * 1.25
    scheduler.failed(300.0)
    assert scheduler.wait(300.0) <= BASE


def test_a_held_back_revision_is_due_before_the_idle_poll(scheduler):
    scheduler.succeeded(100.0, again_in=4.0)
    assert scheduler.wait(100.0) == 4.0
    scheduler.succeeded(100.0, again_in=0.0)
    assert scheduler.wait(100.0) == SHORTEST
    scheduler.succeeded(100.0, again_in=9999.0)
    assert scheduler.wait(100.0) <= IDLE * 1.25


def test_new_work_goes_at_once_on_a_good_line_and_waits_on_a_bad_one(scheduler):
    scheduler.succeeded(100.0)
    scheduler.new_work(101.0)
    assert scheduler.wait(101.0) == 0
    scheduler.failed(101.0)
    due = scheduler.due
    scheduler.new_work(101.1)
    assert scheduler.due == due


def test_new_work_does_not_jump_the_line_after_an_outage(seed):
    scheduler = Scheduler("kiosk-1", Random(seed))
    scheduler.start(100.0, WALL, WALL - timedelta(days=7))
    scheduler.new_work(100.0)
    assert scheduler.wait(100.0) == pytest.approx(place_in_line("kiosk-1"))


def test_the_network_is_back_after_a_short_while(scheduler):
    scheduler.succeeded(100.0)
    for _ in range(10):
        scheduler.failed(200.0)
    scheduler.network_back(300.0)
    assert scheduler.wait(300.0) == 0


def test_the_network_is_back_after_a_national_outage(scheduler):
    """Every kiosk hears of it in the same second."""
    scheduler.succeeded(100.0)
    scheduler.due = 100.0 + 10 * AWAY
    scheduler.network_back(100.0 + 2 * AWAY)
    assert scheduler.wait(100.0 + 2 * AWAY) == pytest.approx(place_in_line("kiosk-1"))


def test_shut_out_looks_again_now_and_then(scheduler):
    scheduler.shut_out(100.0)
    assert CAP * 0.75 <= scheduler.wait(100.0) <= CAP * 1.25
