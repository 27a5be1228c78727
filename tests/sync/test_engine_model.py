"""A stateful model of outbox and engine: whatever the line, the power and the portal do, the promises hold.

No acknowledged revision is lost; each revision has one effect; the queue is never wedged. The database is the real one
(encrypted, on disk); the portal is the model; between them a transport that loses requests and replies, repeats
requests, and lets somebody else answer. The kiosk may be switched off at every commit.
"""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from sync import outbox
from sync.errors import Cause, NoAnswer, NotOurPortal
from sync.feed import EPOCH
from sync.protocol.answers import NONCE_HEADER
from sync.protocol.encoding import hash_of
from sync.states import DossierState, SendState
from sync.transport import Answer, sorted_out
from tests.support.model_portal import TOKEN, ModelPortal, Reply
from tests.support.revisions import KioskKeys, Made
from tests.support.sync_kiosk import SyncKiosk

FAULTS = ("none", "refused", "lost-request", "lost-reply", "twice", "captive")
KEYS = KioskKeys()


class PowerCut(BaseException):
    """The plug is pulled: nothing of the program runs any more, not even a clause that tidies up."""


class Power:
    """Goes away after so many steps of the program, a step being a transaction or a request."""

    def __init__(self) -> None:
        self.steps: int | None = None

    def __call__(self) -> None:
        if self.steps is None:
            return
        if self.steps == 0:
            raise PowerCut
        self.steps -= 1


class Line:
    """A transport over a planned line. Faults are used up one a request; then the line is well."""

    def __init__(self, portal: ModelPortal, power: Power) -> None:
        self.portal = portal
        self.power = power
        self.faults: list[str] = []

    def exchange(
        self, method: str, target: str, body: bytes | None = None, *, limit: int = 0, headers: Any = None
    ) -> Answer:
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "refused":
            raise NoAnswer(Cause.OFFLINE, nothing_left=True)
        if fault == "captive":
            raise NotOurPortal(200)
        if fault == "lost-request":
            raise NoAnswer(Cause.CUT, nothing_left=False)
        reply = self._deliver(method, target, body or b"", headers or {})
        if fault == "twice":
            reply = self._deliver(method, target, body or b"", headers or {})
        self.power()
        if fault == "lost-reply":
            raise NoAnswer(Cause.TIMEOUT, nothing_left=False)
        return sorted_out(Answer(reply.status, reply.body, reply.headers))

    def _deliver(self, method: str, target: str, data: bytes, more: dict[str, str]) -> Reply:
        headers = {"Authorization": f"Bearer {TOKEN}", NONCE_HEADER: "n" * 22, **more}
        return self.portal.handle(method, target, headers, data)


class KioskAndPortal(RuleBasedStateMachine):
    """Rules are what people, the line and the power do; invariants are the promise on the receipt."""

    def __init__(self) -> None:
        super().__init__()
        # In memory where that exists: it is the engine that is tried here, not the disk.
        self.folder = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self.portal = ModelPortal(KEYS)
        self.power = Power()
        self.line = Line(self.portal, self.power)
        self.kiosk = SyncKiosk(Path(self.folder.name) / "kiosk.db", KEYS, self.portal.public_keys, self.line)
        self.kiosk.power = self.power
        self.made: dict[tuple[UUID, int], Made] = {}
        self.backup: tuple[dict, list, dict] | None = None

    def teardown(self) -> None:
        try:
            self.settles_in_the_end()
        finally:
            self.kiosk.close()
            self.folder.cleanup()

    @rule(pictures=st.integers(0, 2))
    def finalise(self, pictures: int) -> None:
        made = self.kiosk.add(pictures=tuple(b"scan %d" % number for number in range(pictures)))
        self.made[made.dossier, 1] = made

    @rule()
    def finalise_a_backlog(self) -> None:
        for _ in range(21):
            self.finalise(0)

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        dossier = data.draw(st.sampled_from(sorted({key[0] for key in self.made})))
        if dossier in self.portal.received:
            return
        db = self.kiosk.db
        code = self.made[dossier, 1].code
        with db.atomic():
            outbox.supersede(db, dossier, at=self.kiosk.time.now())
            number, parent = outbox.next_number(db, dossier), outbox.parent_for(db, dossier)
            made = self.kiosk.add(dossier=dossier, code=code, number=number, parent=parent)
        self.made[dossier, number] = made

    @rule(faults=st.lists(st.sampled_from(FAULTS), max_size=8), seconds=st.integers(0, 1000))
    def try_to_send(self, faults: list[str], seconds: int) -> None:
        self.line.faults = faults
        self.kiosk.time.pass_(seconds)
        self.kiosk.engine.cycle()
        self.line.faults = []

    @rule(steps=st.integers(0, 14), faults=st.lists(st.sampled_from(FAULTS), max_size=3), seconds=st.integers(0, 1000))
    def power_cut_while_sending(self, steps: int, faults: list[str], seconds: int) -> None:
        """Before or after any commit; also when the portal has done it and the kiosk has not noted it."""
        self.line.faults = faults
        self.kiosk.time.pass_(seconds)
        self.power.steps = steps
        try:
            self.kiosk.engine.cycle()
        except PowerCut:
            self.kiosk.db.rollback()
        finally:
            self.power.steps = None
        self.line.faults = []
        self.kiosk.new_engine()

    @rule()
    def switch_off_and_on(self) -> None:
        self.kiosk.new_engine()

    @rule(requests=st.integers(1, 3))
    def portal_is_busy(self, requests: int) -> None:
        self.portal.busy = requests

    @precondition(lambda self: self.portal.revisions)
    @rule(data=st.data())
    def officer_receives(self, data: st.DataObject) -> None:
        dossier = data.draw(st.sampled_from(sorted({key[0] for key in self.portal.revisions})))
        self.portal.tell(dossier, state=DossierState.RECEIVED)

    @rule()
    def back_up_the_portal(self) -> None:
        portal = self.portal
        self.backup = dict(portal.revisions), list(portal.events), dict(portal.blobs)

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore_the_portal(self) -> None:
        assert self.backup is not None
        self.portal.restore(*self.backup)
        self.portal.received = {e.dossier for e in self.portal.events if e.state is DossierState.RECEIVED}

    @invariant()
    def one_effect_for_each_revision(self) -> None:
        assert all(times == 1 for times in self.portal.stored_times.values())
        for key, body in self.portal.revisions.items():
            assert body == self.made[key].body

    @invariant()
    def acknowledged_means_stored(self) -> None:
        """Except between the portal's restore and the kiosk's next contact, when neither can know."""
        if outbox.note(self.kiosk.db, EPOCH) == self.portal.epoch:
            assert self._in_state(SendState.ACKNOWLEDGED) <= set(self.portal.revisions)

    @invariant()
    def nothing_finalised_disappears(self) -> None:
        rows = self.kiosk.db.execute("SELECT dossier, number, hash FROM outbox").fetchall()
        assert {(UUID(row[0]), row[1]): row[2] for row in rows} == {key: made.hash for key, made in self.made.items()}

    def _in_state(self, *states: SendState) -> set[tuple[UUID, int]]:
        marks = ",".join("?" * len(states))
        rows = self.kiosk.db.execute(
            f"SELECT dossier, number FROM outbox WHERE state IN ({marks})", [s.value for s in states]
        ).fetchall()
        return {(UUID(row[0]), row[1]) for row in rows}

    def settles_in_the_end(self) -> None:
        """The line comes back and stays: everything ends acknowledged, superseded, or parked for a reason."""
        self.line.faults, self.portal.busy = [], 0
        self.kiosk.settle()
        assert not self._in_state(SendState.WAITING, SendState.SENDING, SendState.UNKNOWN)
        for key in self._in_state(SendState.ACKNOWLEDGED):
            assert hash_of(self.portal.revisions[key]) == self.made[key].hash
        for key in self._in_state(SendState.PARKED):
            assert key[0] in self.portal.received
        for key in self._in_state(SendState.SUPERSEDED):
            assert key not in self.portal.revisions
        newest = dict(sorted(self.made))
        for dossier, number in newest.items():
            assert (dossier, number) in self.portal.revisions or dossier in self.portal.received


def test_the_promises_hold_whatever_happens():
    run_state_machine_as_test(
        KioskAndPortal,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Shrinking replays hundreds of databases; thirty steps can be read as they are.
            phases=[phase for phase in Phase if phase is not Phase.shrink],
        ),
    )
