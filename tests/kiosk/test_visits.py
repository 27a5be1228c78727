"""Any order of what residents, officers and power cuts do: the answers and the state are always what they should be."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk import audit
from kiosk.app import Kiosk
from kiosk.types import DossierState, DraftKind
from sync import outbox
from sync.states import SendState
from tests.support.kiosks import PIN, Clock, Portal, begin

D = DossierState


class Visits(RuleBasedStateMachine):
    """One dossier. The model: what was typed last, what was finalised last, and what the portal has and says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock, self.portal = Clock(), Portal()
        self.kiosk = Kiosk.open(Path(self.folder.name) / "kiosk", now=self.clock)
        self.kiosk.identity.store_enrolment(self.portal.enrolment())

    @initialize()
    def start(self) -> None:
        draft = begin(self.kiosk, b"<data>0</data>")
        self.dossier, self.code = draft.dossier, draft.code
        self.state, self.typed = D.DRAFT, b"<data>0</data>"
        self.final: bytes | None = None
        self.drafting: DraftKind | None = DraftKind.NEW
        self.number, self.over = 0, False
        self.acked: set[int] = set()

    @precondition(lambda self: self.drafting)
    @rule(text=st.text("aẩđ<>& ", max_size=30))
    def type(self, text) -> None:
        self.typed = f"<data>{text}</data>".encode()
        self.clock.forward(seconds=1)
        self.kiosk.drafts.save(self.dossier, self.typed, "/data/x")

    @rule()
    def restart(self) -> None:
        home = self.kiosk.home
        self.kiosk.close()
        self.kiosk = Kiosk.open(home, now=self.clock)

    @precondition(lambda self: self.drafting)
    @rule()
    def finalise(self) -> None:
        receipt = self.kiosk.dossiers.finalise(self.dossier, self.typed, self.typed)
        self.number += 1
        assert (receipt.code, receipt.number) == (self.code, self.number)
        self.final, self.drafting, self.state = self.typed, None, D.READY

    @precondition(lambda self: self.drafting in (DraftKind.AMENDMENT, DraftKind.CORRECTION))
    @rule()
    def give_up(self) -> None:
        self.kiosk.drafts.discard(self.dossier)
        if self.drafting is DraftKind.AMENDMENT:
            self.state = D.SENT if self.number in self.acked else D.READY
        self.drafting = None

    @precondition(lambda self: self.drafting is None and self.state in (D.READY, D.SENT) and not self.over)
    @rule()
    def amend(self) -> None:
        draft = self.kiosk.dossiers.amend(self.dossier)
        assert self.final is not None
        assert (draft.xml, draft.number, draft.code) == (self.final, self.number + 1, self.code)
        self.typed, self.drafting, self.state = self.final, DraftKind.AMENDMENT, D.DRAFT

    @precondition(lambda self: self.number and self.number not in self.acked)
    @rule()
    def arrive(self) -> None:
        self.portal.acknowledge(self.kiosk, self.dossier, self.number)
        self.acked.add(self.number)
        if self.state is D.READY:
            self.state = D.SENT

    @precondition(lambda self: self.state is D.SENT and self.number in self.acked and self.drafting is None)
    @rule()
    def ask(self) -> None:
        self.portal.asks(self.kiosk, self.dossier, "/data/x", correction=f"c{self.number}", number=self.number)
        self.state, self.over = D.NEEDS_CORRECTION, True

    @precondition(lambda self: self.state is D.NEEDS_CORRECTION and self.drafting is None)
    @rule()
    def correct(self) -> None:
        draft = self.kiosk.dossiers.correct(self.code, PIN)
        assert self.final is not None
        assert (draft.xml, draft.correction, len(draft.flagged)) == (self.final, f"c{self.number}", 1)
        self.typed, self.drafting = self.final, DraftKind.CORRECTION

    @precondition(lambda self: self.number)
    @rule(data=st.data())
    def say_again(self, data) -> None:
        """Everything the portal ever said may come again."""
        kiosk = self.kiosk
        if self.acked:
            number = data.draw(st.sampled_from(sorted(self.acked)))
            revision, _, _ = self.portal.open(kiosk, self.dossier, number)
            from sync.protocol.answers import Ack

            ack = Ack(str(self.dossier), number, revision.hash, self.clock())
            kiosk.store.transaction(lambda db: kiosk.dossiers.acknowledged(db, ack))

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "dossier"):
            return
        view = self.kiosk.dossiers.view(self.code)
        assert view.state is self.state
        assert view.number == self.number
        if self.drafting:
            assert self.kiosk.drafts.get(self.dossier).xml == self.typed
        if self.final is not None:
            assert self.kiosk.dossiers.readable(self.dossier) == self.final

    @invariant()
    def exactly_the_newest_revision_is_on_its_way(self) -> None:
        if not hasattr(self, "dossier") or not self.number:
            return
        state = self.kiosk.store.call(lambda db: outbox.state_of(db, self.dossier))
        assert state is (SendState.ACKNOWLEDGED if self.number in self.acked else SendState.WAITING)
        assert self.kiosk.dossiers.outgoing().waiting == (0 if self.number in self.acked else 1)

    def teardown(self) -> None:
        assert self.kiosk.store.call(audit.first_broken) is None
        self.kiosk.close()
        self.folder.cleanup()


TestVisits = Visits.TestCase
TestVisits.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
