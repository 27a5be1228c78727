"""A long backlog goes in several bulk calls, each signed as one. Whatever breaks, nothing is taken for sent that was
not, and nothing is stored twice.
"""

from collections import Counter

import pytest

from sync import outbox, worklist
from sync.engine import one_thread
from sync.errors import Busy, NoAnswer
from sync.protocol.answers import read_ack
from sync.protocol.encoding import canonical_json, read_json_object
from sync.states import SendState
from tests.support.fault_proxy import Fault
from tests.support.sync_kiosk import SyncKiosk, Threadless

S = SendState
SIZE = 25


@pytest.fixture(autouse=True)
def _smaller_bulks(monkeypatch):
    monkeypatch.setattr(worklist, "BULK_REVISIONS", SIZE)


@pytest.fixture(params=["in a thread", "at once"])
def kiosk(request, portal, transport, tmp_path):
    """Its calls go in a thread, as in life, or while it waits, which is the same each time."""
    beside = one_thread if request.param == "in a thread" else Threadless
    made = SyncKiosk(tmp_path / "kiosk.db", portal.kiosk, portal.public_keys, transport, beside=beside)
    yield made
    made.close()


def states(kiosk, made):
    return Counter(kiosk.state(each) for each in made)


def bulks(portal):
    return sum(target == "/v1/revisions" for _, target in portal.requests)


def all_once(kiosk, portal, made):
    assert states(kiosk, made) == {S.ACKNOWLEDGED: len(made)}
    assert portal.stored_times == {(each.dossier, 1): 1 for each in made}
    assert len(kiosk.told("acknowledged")) == len(made)


def test_a_long_backlog_goes_in_bulks_and_every_acknowledgement_is_kept_as_a_proof(kiosk, portal):
    made = [kiosk.add() for _ in range(4 * SIZE)]
    report = kiosk.engine.cycle()
    assert (report.failure, report.acknowledged) == (None, 4 * SIZE)
    assert bulks(portal) == 4
    all_once(kiosk, portal, made)
    proofs = dict(kiosk.db.execute("SELECT dossier, ack FROM outbox").fetchall())
    for each in made:
        ack = read_ack(bytes(proofs[str(each.dossier)]), portal.sign_key.verify_key)
        assert (ack.dossier, ack.number, ack.hash) == (str(each.dossier), 1, each.hash)


def test_what_was_claimed_behind_a_call_that_broke_off_was_not_tried(kiosk, portal, proxy):
    """Only the call under way may have arrived; the next one never left, so it is neither unknown nor a failure."""
    kiosk.engine.cycle()
    made = [kiosk.add() for _ in range(3 * SIZE)]
    proxy.cut_all()
    proxy.plan(Fault(down_after=0))
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, NoAnswer)
    assert states(kiosk, made) == {S.UNKNOWN: SIZE, S.WAITING: 2 * SIZE}
    attempts = kiosk.db.execute("SELECT state, max(attempts) FROM outbox GROUP BY state ORDER BY state").fetchall()
    assert [tuple(row) for row in attempts] == [("unknown", 1), ("waiting", 0)]
    kiosk.settle()
    all_once(kiosk, portal, made)


@pytest.mark.parametrize("calls", [0, 1, 2])
def test_a_portal_that_becomes_busy_gets_the_rest_later(kiosk, portal, calls):
    kiosk.engine.cycle()
    made = [kiosk.add() for _ in range(4 * SIZE)]
    honest, count = portal._bulk, [0]

    def busy_after(body):
        count[0] += 1
        return honest(body) if count[0] <= calls else (503, {"type": "busy"}, {"Retry-After": "7"})

    portal._bulk = busy_after
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, Busy)
    assert report.acknowledged == calls * SIZE
    wanted = {S.ACKNOWLEDGED: calls * SIZE, S.WAITING: (4 - calls) * SIZE}
    assert states(kiosk, made) == {state: many for state, many in wanted.items() if many}
    portal._bulk = honest
    kiosk.settle()
    all_once(kiosk, portal, made)


def test_a_disk_that_is_full_while_the_next_call_is_under_way_loses_nothing(kiosk, portal, monkeypatch):
    made = [kiosk.add() for _ in range(3 * SIZE)]
    noted = kiosk.sink.acknowledged

    def full(db, ack):
        raise OSError("no space left")

    monkeypatch.setattr(kiosk.sink, "acknowledged", full)
    with pytest.raises(OSError, match="no space"):
        kiosk.engine.cycle()
    assert not kiosk.told()
    assert S.ACKNOWLEDGED not in states(kiosk, made)
    assert S.SENDING not in states(kiosk, made)
    monkeypatch.setattr(kiosk.sink, "acknowledged", noted)
    kiosk.settle()
    all_once(kiosk, portal, made)


def test_stopping_in_the_middle_ends_soon_and_leaves_what_was_under_way_unknown(kiosk, portal, transport):
    made = [kiosk.add() for _ in range(3 * SIZE)]
    honest = portal._bulk

    def stops(body):
        transport.stop()
        return honest(body)

    portal._bulk = stops
    assert isinstance(kiosk.engine.cycle().failure, NoAnswer)
    assert states(kiosk, made) == {S.UNKNOWN: SIZE, S.WAITING: 2 * SIZE}


# One signature for all of them.


def test_a_portal_of_an_earlier_version_takes_a_signed_bulk_and_answers_in_its_way(kiosk, portal):
    portal.batches = False
    made = [kiosk.add() for _ in range(2 * SIZE)]
    assert kiosk.engine.cycle().acknowledged == 2 * SIZE
    all_once(kiosk, portal, made)


def test_a_kiosk_of_an_earlier_version_is_answered_in_its_way(portal, transport, tmp_path):
    old = SyncKiosk(tmp_path / "old.db", portal.kiosk, portal.public_keys, transport, signs_batches=False)
    made = [old.add() for _ in range(2 * SIZE)]
    assert old.engine.cycle().acknowledged == 2 * SIZE
    all_once(old, portal, made)
    old.close()


def test_a_bulk_that_was_changed_on_the_way_goes_again_in_smaller_ones(kiosk, portal):
    made = [kiosk.add() for _ in range(2 * SIZE)]
    honest, count = portal._bulk, [0]

    def changed(body):
        count[0] += 1
        if count[0] > 1:
            return honest(body)
        call = read_json_object(body)
        call["revisions"][3] = call["revisions"][4]
        return honest(canonical_json(call))

    portal._bulk = changed
    assert kiosk.engine.cycle().failure is None
    all_once(kiosk, portal, made)


def test_a_damaged_row_is_parked_and_does_not_keep_the_others(kiosk, portal):
    """Its bytes are no longer those of its hash, so no signature over a bulk with it can fit."""
    made = [kiosk.add() for _ in range(2 * SIZE)]
    kiosk.db.execute("UPDATE outbox SET body = ? WHERE id = 5", [b"not what was finalised"])
    kiosk.settle()
    assert states(kiosk, made) == {S.ACKNOWLEDGED: 2 * SIZE - 1, S.PARKED: 1}
    assert outbox.entries(kiosk.db)[0].reason == "malformed"


def test_acknowledgements_without_the_portals_signature_over_them_prove_nothing(kiosk, portal):
    """The answer as a whole is signed; but what would be kept as a proof is none."""
    made = [kiosk.add() for _ in range(SIZE)]
    honest = portal._bulk

    def unproved(body):
        status, value, more = honest(body)
        return status, {**value, "signature": "A" * 86}, more

    portal._bulk = unproved
    kiosk.engine.cycle()
    assert S.ACKNOWLEDGED not in states(kiosk, made)
    assert not kiosk.told()
    portal._bulk = honest
    kiosk.settle()
    all_once(kiosk, portal, made)


def test_an_acknowledgement_of_other_bytes_in_a_bulk_is_noticed(kiosk, portal):
    made = [kiosk.add() for _ in range(SIZE)]
    other = kiosk.add()
    honest = portal.put

    def confused(body, key=None):
        return (201, portal.ack(other.body)) if body == made[2].body else honest(body, key)

    portal.put = confused
    kiosk.engine.cycle()
    assert kiosk.state(made[2]) is S.UNKNOWN
    assert states(kiosk, made)[S.ACKNOWLEDGED] == SIZE - 1
