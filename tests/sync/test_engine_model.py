"""A stateful model of outbox and engine: whatever the line, the power and the portal do, the promises hold.

No acknowledged revision is lost; each revision has one effect; the queue is never wedged; two kiosks that amend the
same dossier end with the portal's word. The databases are the real ones (encrypted, on disk); the portal is the model;
between them a transport that loses, repeats, delays and changes requests and replies, and lets somebody else answer. A
kiosk may be switched off at every commit; attachments go in pieces of a few bytes.
"""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from sync import outbox, uploads
from sync.errors import Cause, NoAnswer, NotOurPortal
from sync.feed import EPOCH
from sync.protocol.answers import NONCE_HEADER
from sync.protocol.encoding import hash_of
from sync.states import DossierState, SendState
from sync.transport import Answer, sorted_out
from tests.support.model_portal import TOKEN, ModelPortal, Reply
from tests.support.revisions import KioskKeys, Made
from tests.support.sync_kiosk import SyncKiosk

FAULTS = (
    "none",
    "refused",
    "lost-request",
    "lost-reply",
    "twice",
    "captive",
    "late",
    "changed-request",
    "changed-reply",
)
KEYS = KioskKeys()
COLLEAGUE = KioskKeys(prefix="223")
WHICH = st.integers(0, 1)


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
        self.late: list[tuple[str, str, bytes, dict[str, str]]] = []

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
        request = method, target, _changed(body or b"") if fault == "changed-request" else body or b"", headers or {}
        if fault == "late":
            self.late.append(request)
            raise NoAnswer(Cause.TIMEOUT, nothing_left=False)
        reply = self._deliver(*request)
        if fault == "twice":
            reply = self._deliver(*request)
        while self.late:
            self._deliver(*self.late.pop(0))
        self.power()
        if fault == "lost-reply":
            raise NoAnswer(Cause.TIMEOUT, nothing_left=False)
        if fault == "changed-reply":
            raise NotOurPortal(reply.status)  # its signature does not fit any more
        return sorted_out(Answer(reply.status, reply.body, reply.headers))

    def _deliver(self, method: str, target: str, data: bytes, more: dict[str, str]) -> Reply:
        headers = {"Authorization": f"Bearer {TOKEN}", NONCE_HEADER: "n" * 22, **more}
        return self.portal.handle(method, target, headers, data)


def _changed(body: bytes) -> bytes:
    return body[:-5] + b"?" + body[-4:] if len(body) > 8 else body


class KioskAndPortal(RuleBasedStateMachine):
    """Rules are what people, the line and the power do; invariants are the promise on the receipt."""

    def __init__(self) -> None:
        super().__init__()
        # In memory where that exists: it is the engine that is tried here, not the disk.
        self.folder = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self.portal = ModelPortal(KEYS, (COLLEAGUE,))
        self.power = Power()
        self.lines = [Line(self.portal, self.power) for _ in range(2)]
        self.kiosks = [
            SyncKiosk(Path(self.folder.name) / f"{number}.db", keys, self.portal.public_keys, self.lines[number])
            for number, keys in enumerate((KEYS, COLLEAGUE))
        ]
        for kiosk in self.kiosks:
            kiosk.power = self.power
        self.made: list[dict[tuple[UUID, int], Made]] = [{}, {}]
        self.backup: tuple[dict, list, dict] | None = None

    def teardown(self) -> None:
        try:
            self.settles_in_the_end()
        finally:
            for kiosk in self.kiosks:
                kiosk.close()
            self.folder.cleanup()

    @rule(which=WHICH, pictures=st.integers(0, 2))
    def finalise(self, which: int, pictures: int) -> None:
        made = self.kiosks[which].add(pictures=tuple(b"scan %d" % number for number in range(pictures)))
        self.made[which][made.dossier, 1] = made

    @rule(which=WHICH)
    def finalise_a_backlog(self, which: int) -> None:
        for _ in range(21):
            self.finalise(which, 0)

    @precondition(lambda self: self.made[0] or self.made[1])
    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        which = data.draw(st.sampled_from([number for number in (0, 1) if self.made[number]]))
        dossier = data.draw(st.sampled_from(sorted({key[0] for key in self.made[which]})))
        if dossier in self.portal.received:
            return
        kiosk = self.kiosks[which]
        code = next(made.code for key, made in self.made[which].items() if key[0] == dossier)
        with kiosk.db.atomic():
            outbox.supersede(kiosk.db, dossier, at=kiosk.time.now())
            number, parent = outbox.next_number(kiosk.db, dossier), outbox.parent_for(kiosk.db, dossier)
            made = kiosk.add(dossier=dossier, code=code, number=number, parent=parent)
        self.made[which][dossier, number] = made

    @precondition(lambda self: self.portal.revisions)
    @rule(which=WHICH, data=st.data())
    def amend_at_the_other_kiosk(self, which: int, data: st.DataObject) -> None:
        """The resident goes to another house; the first kiosk may not know, and may use the same number."""
        dossier, newest = data.draw(st.sampled_from(sorted(self.portal.revisions)))
        mine = any(key[0] == dossier for key in self.made[which])
        if mine or dossier in self.portal.received:
            return
        newest = max(number for each, number in self.portal.revisions if each == dossier)
        before = self.made[1 - which][dossier, newest]
        made = self.kiosks[which].add(dossier=dossier, code=before.code, number=newest + 1, parent=before.hash)
        self.made[which][dossier, newest + 1] = made

    @rule(which=WHICH, faults=st.lists(st.sampled_from(FAULTS), max_size=8), seconds=st.integers(0, 1000))
    def try_to_send(self, which: int, faults: list[str], seconds: int) -> None:
        self.lines[which].faults = faults
        self.kiosks[which].time.pass_(seconds)
        self.kiosks[which].engine.cycle()
        self.lines[which].faults = []

    @rule(
        which=WHICH,
        steps=st.integers(0, 14),
        faults=st.lists(st.sampled_from(FAULTS), max_size=3),
        seconds=st.integers(0, 1000),
    )
    def power_cut_while_sending(self, which: int, steps: int, faults: list[str], seconds: int) -> None:
        """Before or after any commit; also when the portal has done it and the kiosk has not noted it."""
        kiosk = self.kiosks[which]
        self.lines[which].faults = faults
        kiosk.time.pass_(seconds)
        self.power.steps = steps
        try:
            kiosk.engine.cycle()
        except PowerCut:
            kiosk.db.rollback()
        finally:
            self.power.steps = None
        self.lines[which].faults = []
        kiosk.new_engine()

    @rule(which=WHICH)
    def switch_off_and_on(self, which: int) -> None:
        self.kiosks[which].new_engine()

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
            assert body in [made[key].body for made in self.made if key in made]

    @invariant()
    def acknowledged_means_stored(self) -> None:
        """Except between the portal's restore and the kiosk's next contact, when neither can know."""
        for which, kiosk in enumerate(self.kiosks):
            if outbox.note(kiosk.db, EPOCH) == self.portal.epoch:
                for key in self._in_state(which, SendState.ACKNOWLEDGED):
                    assert self.portal.revisions.get(key) == self.made[which][key].body

    @invariant()
    def nothing_finalised_disappears(self) -> None:
        for which, kiosk in enumerate(self.kiosks):
            rows = kiosk.db.execute("SELECT dossier, number, hash FROM outbox").fetchall()
            kept = {(UUID(row[0]), row[1]): row[2] for row in rows}
            assert kept == {key: made.hash for key, made in self.made[which].items()}

    def _in_state(self, which: int, *states: SendState) -> set[tuple[UUID, int]]:
        marks = ",".join("?" * len(states))
        rows = (
            self.kiosks[which]
            .db.execute(f"SELECT dossier, number FROM outbox WHERE state IN ({marks})", [s.value for s in states])
            .fetchall()
        )
        return {(UUID(row[0]), row[1]) for row in rows}

    def settles_in_the_end(self) -> None:
        """The lines come back and stay: everything ends acknowledged, superseded, or parked for a reason."""
        self.portal.busy = 0
        for which, kiosk in enumerate(self.kiosks):
            self.lines[which].faults = []
            kiosk.settle()
            self._look_at_parked(which)
            kiosk.settle()
        for which in (0, 1):
            self._has_settled(which)

    def _look_at_parked(self, which: int) -> None:
        """What was changed on the way three times in a row is parked; a person looks at it and releases it."""
        kiosk = self.kiosks[which]
        for entry in outbox.entries(kiosk.db):
            if entry.state is SendState.PARKED and entry.reason == "malformed":
                outbox.release(kiosk.db, entry.dossier, entry.number, at=kiosk.time.now())

    def _has_settled(self, which: int) -> None:
        assert not self._in_state(which, SendState.WAITING, SendState.SENDING, SendState.UNKNOWN)
        for key in self._in_state(which, SendState.ACKNOWLEDGED):
            assert hash_of(self.portal.revisions[key]) == self.made[which][key].hash
        for key in self._in_state(which, SendState.PARKED):
            elsewhere = key in self.portal.revisions and self.portal.revisions[key] != self.made[which][key].body
            assert elsewhere or key[0] in self.portal.received
        newest = dict(sorted(self.made[which]))
        for dossier, number in newest.items():
            assert (dossier, number) in self.portal.revisions or dossier in self.portal.received


def test_the_promises_hold_whatever_happens(monkeypatch):
    for name, size in (("FIRST", 16), ("SMALLEST", 8), ("LARGEST", 64)):
        monkeypatch.setattr(uploads, name, size)
    run_state_machine_as_test(
        KioskAndPortal,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Shrinking replays hundreds of databases; thirty steps can be read as they are.
            phases=[phase for phase in Phase if phase is not Phase.shrink],
        ),
    )
