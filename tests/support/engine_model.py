"""A stateful model: two kiosks, a portal, the lines between, and the power; what may happen, and what must hold.

The databases are the real ones (encrypted, on disk), and so are outbox and engine; the portal is the model. Between are
lines that lose, repeat, delay and change requests and replies, and let somebody else answer. A kiosk may be
switched off at every commit, and put back to an older image of its disk; the portal may be restored from a backup;
residents go on at the other kiosk; officers receive, write, and ask for corrections. Attachments go in pieces of a few
bytes. tests/sync/test_engine_model.py runs it, also with faults planted in the engine.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sync import outbox
from sync.errors import Cause, NoAnswer, NotOurPortal
from sync.feed import EPOCH
from sync.protocol.answers import NONCE_HEADER
from sync.protocol.changes import FlaggedItem
from sync.protocol.encoding import hash_of
from sync.protocol.revision import read_revision
from sync.states import DossierState, SendState
from sync.transport import Answer, sorted_out
from tests.support.model_portal import TOKEN, ModelPortal, Reply
from tests.support.revisions import KioskKeys, Made
from tests.support.sync_kiosk import SyncKiosk, open_database

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
    """Goes away after so many steps of the program, a step being a transaction or a request.

    now: of the example that runs, for faults that are planted in the middle of something.
    """

    now: ClassVar["Power"]

    def __init__(self) -> None:
        self.steps: int | None = None
        Power.now = self

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
        self.was_late = False

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
            self.was_late = True
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
        self.ever: dict[tuple[UUID, int], set[bytes]] = {}
        self.codes: dict[UUID, str] = {}
        self.several_heads: set[UUID] = set()
        self.backup: tuple[dict, list, dict] | None = None
        self.images: list[dict[tuple[UUID, int], Made] | None] = [None, None]

    def teardown(self) -> None:
        try:
            self.settles_in_the_end()
        finally:
            for kiosk in self.kiosks:
                kiosk.close()
            self.folder.cleanup()

    @rule(which=WHICH, pictures=st.integers(0, 2))
    def finalise(self, which: int, pictures: int) -> None:
        self._remember(which, self.kiosks[which].add(pictures=tuple(b"scan %d" % n for n in range(pictures))))

    def _remember(self, which: int, made: Made) -> None:
        self.made[which][made.dossier, made.number] = made
        self.ever.setdefault((made.dossier, made.number), set()).add(made.body)
        self.codes[made.dossier] = made.code

    @rule(which=WHICH)
    def finalise_a_backlog(self, which: int) -> None:
        for _ in range(21):
            self.finalise(which, 0)

    @precondition(lambda self: self.made[0] or self.made[1])
    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        which = data.draw(st.sampled_from([number for number in (0, 1) if self.made[number]]))
        dossier = data.draw(st.sampled_from(sorted({key[0] for key in self.made[which]})))
        if dossier not in self.portal.received:
            self.next_revision(which, dossier)

    def next_revision(self, which: int, dossier: UUID, **more: Any) -> None:
        """The resident amends or answers at this kiosk."""
        kiosk = self.kiosks[which]
        with kiosk.db.atomic():
            outbox.supersede(kiosk.db, dossier, at=kiosk.time.now())
            number, parent = outbox.next_number(kiosk.db, dossier), outbox.parent_for(kiosk.db, dossier)
            made = kiosk.add(dossier=dossier, code=self.codes[dossier], number=number, parent=parent, **more)
        self._remember(which, made)

    @precondition(lambda self: self.portal.revisions)
    @rule(which=WHICH, data=st.data())
    def amend_at_the_other_kiosk(self, which: int, data: st.DataObject) -> None:
        """The resident goes to another house; the first kiosk may not know, and may use the same number."""
        dossier, newest = data.draw(st.sampled_from(sorted(self.portal.revisions)))
        mine = any(key[0] == dossier for key in self.made[which])
        if mine or dossier in self.portal.received:
            return
        newest = max(number for each, number in self.portal.revisions if each == dossier)
        parent = hash_of(self.portal.revisions[dossier, newest])
        self.several_heads.add(dossier)
        self._remember(
            which,
            self.kiosks[which].add(dossier=dossier, code=self.codes[dossier], number=newest + 1, parent=parent),
        )

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

    @precondition(lambda self: self.portal.revisions)
    @rule(data=st.data(), kind=st.sampled_from(("note", "correction")))
    def officer_writes(self, data: st.DataObject, kind: str) -> None:
        dossier = data.draw(st.sampled_from(sorted({key[0] for key in self.portal.revisions})))
        if kind == "note":
            self.portal.tell(dossier, "note", note="Mời ông/bà đến nhận.")
        elif dossier in self.portal.received:
            items = (FlaggedItem("/data/name", "Họ và tên", "Thiếu dấu"),)
            name = f"correction-{len(self.portal.events)}"
            self.portal.tell(dossier, "correction", note="", correction=name, items=items)

    @rule(which=WHICH, data=st.data())
    def resident_answers_a_correction(self, which: int, data: st.DataObject) -> None:
        """Where the kiosk has heard of it."""
        told = {UUID(each[1]) for each in self.kiosks[which].told("event") if each[3] == "correction"}
        if told:
            dossier = data.draw(st.sampled_from(sorted(told)))
            self.next_revision(which, dossier, corrects="correction")

    @rule(which=WHICH)
    def take_an_image_of_a_kiosk(self, which: int) -> None:
        kiosk, file = self.kiosks[which], Path(self.folder.name) / f"{which}.db"
        kiosk.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copy(file, file.with_suffix(".image"))
        self.images[which] = dict(self.made[which])

    @precondition(lambda self: any(image is not None for image in self.images))
    @rule(which=WHICH)
    def put_a_kiosk_back_to_its_image(self, which: int) -> None:
        """What it made since is known to the portal at most; its numbers may be given out a second time."""
        image = self.images[which]
        if image is None:
            return
        kiosk, file = self.kiosks[which], Path(self.folder.name) / f"{which}.db"
        kiosk.db.conn.close()
        for ending in (".db-wal", ".db-shm"):
            file.with_suffix(ending).unlink(missing_ok=True)
        shutil.copy(file.with_suffix(".image"), file)
        kiosk.db = open_database(file)
        kiosk.new_engine()
        self.several_heads |= {dossier for dossier, _ in self.made[which]}
        self.made[which] = dict(image)

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
            assert body in self.ever[key]

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
            assert hash_of(self.portal.revisions.get(key, b"")) == self.made[which][key].hash
        for key in self._in_state(which, SendState.PARKED):
            elsewhere = key in self.portal.revisions and self.portal.revisions[key] != self.made[which][key].body
            assert elsewhere or key[0] in self.portal.received
        newest = dict(sorted(self.made[which]))
        for dossier, number in newest.items():
            assert (dossier, number) in self.portal.revisions or dossier in self.portal.received
        for dossier in newest:
            if (dossier, 1) in self.made[which]:
                self._has_heard(which, dossier)
            if dossier not in self.several_heads and not self.lines[which].was_late:
                self._is_a_chain(dossier)

    def _has_heard(self, which: int, dossier: UUID) -> None:
        """The kiosk where it began was told all that the portal says, in order, and that was the last it heard."""
        events = [(event.id, event.kind) for event in self.portal.events if event.dossier == dossier]
        told = [(each[2], each[3]) for each in self.kiosks[which].told("event") if each[1] == str(dossier)]
        assert told[len(told) - len(events) :] == events

    def _is_a_chain(self, dossier: UUID) -> None:
        """At one kiosk, each revision that arrived follows the one before: there are not two heads for nothing."""
        before = None
        for key in sorted(key for key in self.portal.revisions if key[0] == dossier):
            body = self.portal.revisions[key]
            assert read_revision(body).header.parent == before
            before = hash_of(body)
