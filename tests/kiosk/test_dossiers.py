"""Finalising, amending, correcting and dropping dossiers, on a real store and with real seals."""

import pytest

from kiosk import audit
from kiosk.errors import AnswersTooLarge, NotFound, NothingToCorrect, NotNow, TooLate, WrongPin
from kiosk.types import DossierState, DraftKind, SendState
from sync import outbox
from sync.protocol.followup import check_token, split_token
from sync.protocol.revision import check_signature
from tests.support.kiosks import CONSENT, PIN, begin, finish

OLD = b"<data><name>A</name></data>"
NEW = b"<data><name>B</name></data>"


def test_finalising_gives_a_receipt_and_a_revision_only_the_portal_can_read(kiosk, portal, clock):
    draft = begin(kiosk)
    paper = kiosk.attachments.add(draft.dossier, "birth-certificate", b"\xff\xd8\xff picture", "giấy.jpg")
    receipt = finish(kiosk, draft)
    code, signature = split_token(receipt.link)
    check_token(code, signature, kiosk.identity.sign_key.verify_key)
    assert (receipt.code, receipt.number, receipt.sent) == (draft.code, 1, False)
    assert receipt.link.startswith("https://portal.example.vn/h/")

    revision, content, body = portal.open(kiosk, draft.dossier, 1)
    check_signature(body, kiosk.identity.sign_key.verify_key)
    assert revision.header.parent is None
    assert (revision.header.code, revision.header.kiosk) == (draft.code, "kiosk-1")
    assert [blob.sha256 for blob in revision.header.attachments] == [paper.sha256]
    assert content.instance == "<data id='s'><name>A</name></data>"
    assert content.consent["text_version"] == CONSENT.text_version
    assert content.papers[0].name == "giấy.jpg"
    assert content.corrects == ""
    assert kiosk.dossiers.view(draft.code).state is DossierState.READY
    assert kiosk.dossiers.outgoing().waiting == 1


def test_a_receipt_can_be_asked_for_again(kiosk):
    draft = begin(kiosk)
    with pytest.raises(NotFound):
        kiosk.dossiers.receipt(draft.dossier)
    assert finish(kiosk, draft) == kiosk.dossiers.receipt(draft.dossier)


def test_finalising_twice_makes_one_revision(kiosk):
    draft = begin(kiosk)
    finish(kiosk, draft)
    with pytest.raises(NotFound):
        finish(kiosk, draft)
    assert kiosk.dossiers.outgoing().waiting == 1


def test_when_anything_fails_nothing_was_finalised(kiosk, monkeypatch):
    """One transaction: a fault at its very end leaves the draft, an empty outbox and no audit row."""
    draft = begin(kiosk)

    def broken(*_args, **_kwargs):
        raise RuntimeError("the last row")

    monkeypatch.setattr("kiosk.register.add_history", broken)
    with pytest.raises(RuntimeError):
        finish(kiosk, draft)
    monkeypatch.undo()
    assert kiosk.drafts.get(draft.dossier) == draft
    assert kiosk.dossiers.outgoing().waiting == 0
    assert kiosk.dossiers.view(draft.code).state is DossierState.DRAFT
    events = kiosk.store.call(lambda db: [row[0] for row in db.execute("SELECT event FROM audit").fetchall()])
    assert "finalised" not in events
    assert finish(kiosk, draft).number == 1


def test_answers_that_do_not_fit_are_refused_and_kept(kiosk, seed):
    import random

    draft = begin(kiosk)
    noise = random.Random(seed).randbytes(1_500_000).hex().encode()
    with pytest.raises(AnswersTooLarge):
        finish(kiosk, draft, b"<data>" + noise + b"</data>")
    assert kiosk.drafts.get(draft.dossier).xml == draft.xml


def test_an_amendment_before_sending_takes_the_place_of_what_waits(kiosk, portal):
    draft = begin(kiosk)
    finish(kiosk, draft)
    amended = kiosk.dossiers.amend(draft.dossier)
    assert (amended.xml, amended.number, amended.kind) == (OLD, 2, DraftKind.AMENDMENT)
    assert (amended.code, amended.deprecated_id) == (draft.code, None)
    assert amended.instance_id != draft.instance_id
    receipt = finish(kiosk, amended, NEW)
    assert (receipt.code, receipt.number) == (draft.code, 2)
    out = kiosk.dossiers.outgoing()
    assert (out.waiting, out.parked) == (1, 0)
    revision, content, _ = portal.open(kiosk, draft.dossier, 2)
    assert "B" in content.instance
    assert revision.header.parent is None, "the portal never had what this one replaces"
    portal.acknowledge(kiosk, draft.dossier, 2)
    assert kiosk.dossiers.view(draft.code).state is DossierState.SENT


def test_an_amendment_after_sending_names_what_it_follows(kiosk, portal):
    draft = begin(kiosk)
    finish(kiosk, draft)
    ack = portal.acknowledge(kiosk, draft.dossier, 1)
    amended = kiosk.dossiers.amend_by_code(draft.code, PIN)
    assert amended.deprecated_id == draft.instance_id
    finish(kiosk, amended, NEW)
    revision, _, _ = portal.open(kiosk, draft.dossier, 2)
    assert revision.header.parent == ack.hash
    assert kiosk.dossiers.view(draft.code).state is DossierState.READY
    assert not kiosk.dossiers.receipt(draft.dossier).sent


def test_an_amendment_needs_the_pin(kiosk):
    draft = begin(kiosk)
    finish(kiosk, draft)
    with pytest.raises(WrongPin):
        kiosk.dossiers.amend_by_code(draft.code, "4711")
    assert kiosk.dossiers.amend_by_staff(draft.code, kiosk.initial.staff_code).number == 2


@pytest.mark.parametrize("sent", [False, True])
def test_an_amendment_that_is_given_up_loses_nothing(kiosk, portal, sent):
    draft = begin(kiosk)
    paper = kiosk.attachments.add(draft.dossier, "p", b"%PDF-1.7")
    finish(kiosk, draft)
    if sent:
        portal.acknowledge(kiosk, draft.dossier, 1)
    before = kiosk.dossiers.view(draft.code)
    kiosk.dossiers.amend(draft.dossier)
    kiosk.drafts.save(draft.dossier, NEW, "")
    kiosk.attachments.remove(draft.dossier, paper.sha256)
    kiosk.attachments.add(draft.dossier, "p", b"%PDF-2.0")
    kiosk.drafts.discard(draft.dossier)
    assert kiosk.dossiers.view(draft.code) == before
    assert kiosk.dossiers.readable(draft.dossier) == OLD
    assert [each.sha256 for each in kiosk.attachments.list(draft.dossier)] == [paper.sha256]
    assert kiosk.attachments.read(draft.dossier, paper.sha256) == b"%PDF-1.7"
    assert [path.name for path in (kiosk.home / "attachments").glob("*/*")] == [paper.sha256]
    assert kiosk.dossiers.outgoing().waiting == (0 if sent else 1)


def test_an_amendment_that_is_forgotten_goes_back_by_itself(kiosk, clock):
    draft = begin(kiosk)
    finish(kiosk, draft)
    kiosk.dossiers.amend(draft.dossier)
    for _ in range(30):
        clock.forward(days=1)
        kiosk.drafts.expire()
    view = kiosk.dossiers.view(draft.code)
    assert (view.state, view.sending) == (DossierState.READY, SendState.WAITING)


def test_what_was_sent_while_it_was_being_amended_is_sent(kiosk, portal):
    draft = begin(kiosk)
    finish(kiosk, draft)
    amended = kiosk.dossiers.amend(draft.dossier)
    ack = portal.acknowledge(kiosk, draft.dossier, 1)
    finish(kiosk, amended, NEW)
    assert portal.open(kiosk, draft.dossier, 2)[0].header.parent == ack.hash
    kiosk.dossiers.amend(draft.dossier)
    kiosk.drafts.discard(draft.dossier)
    assert kiosk.dossiers.view(draft.code).state is DossierState.READY


def test_an_amendment_under_way_goes_on_when_it_is_opened_again(kiosk):
    draft = begin(kiosk)
    finish(kiosk, draft)
    kiosk.dossiers.amend(draft.dossier)
    kiosk.drafts.save(draft.dossier, NEW, "/data/name")
    assert kiosk.dossiers.amend_by_code(draft.code, PIN).xml == NEW
    assert kiosk.drafts.resume(draft.code, PIN).xml == NEW


def test_after_an_officer_received_it_nothing_is_amended(kiosk, portal):
    draft = begin(kiosk)
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    assert kiosk.dossiers.view(draft.code).can_amend
    portal.says(kiosk, draft.dossier, DossierState.RECEIVED, official_number="H26-0001")
    assert not kiosk.dossiers.view(draft.code).can_amend
    with pytest.raises(TooLate):
        kiosk.dossiers.amend(draft.dossier)


def test_an_amendment_that_an_officer_overtook_says_so_and_keeps_what_was_typed(kiosk, portal):
    draft = begin(kiosk)
    finish(kiosk, draft)
    amended = kiosk.dossiers.amend(draft.dossier)
    portal.acknowledge(kiosk, draft.dossier, 1)
    portal.says(kiosk, draft.dossier, DossierState.RECEIVED)
    kiosk.drafts.save(draft.dossier, NEW, "")
    with pytest.raises(TooLate):
        finish(kiosk, amended, NEW)
    assert kiosk.drafts.get(draft.dossier).xml == NEW
    assert kiosk.drafts.open_drafts() == ()
    kiosk.drafts.discard(draft.dossier)
    assert kiosk.dossiers.view(draft.code).state is DossierState.RECEIVED


def asked_to_correct(kiosk, portal, instance=""):
    draft = begin(kiosk)
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    portal.says(kiosk, draft.dossier, DossierState.RECEIVED, official_number="H26-0001")
    portal.asks(kiosk, draft.dossier, "/data/name", instance=instance)
    return draft


def test_a_correction_shows_just_what_was_flagged_and_answers_it(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    view = kiosk.dossiers.view(draft.code)
    assert (view.state, view.can_correct, view.note) == (DossierState.NEEDS_CORRECTION, True, "Xin sửa tên")
    assert [(flag.ref, flag.comment) for flag in view.flags] == [("/data/name", "Viết đủ họ tên")]
    correction = kiosk.dossiers.correct(draft.code, PIN)
    assert correction.flagged == view.flags
    assert (correction.kind, correction.correction, correction.number) == (DraftKind.CORRECTION, "c1", 2)
    assert (correction.xml, correction.deprecated_id) == (OLD, draft.instance_id)
    receipt = finish(kiosk, correction, NEW)
    assert (receipt.code, receipt.number) == (draft.code, 2)
    assert portal.open(kiosk, draft.dossier, 2)[1].corrects == "c1"
    portal.acknowledge(kiosk, draft.dossier, 2)
    after = kiosk.dossiers.view(draft.code)
    assert (after.state, after.flags, after.can_correct) == (DossierState.SENT, (), False)
    assert [entry.kind for entry in after.history] == [
        "started",
        "finalised",
        "sent",
        "state",
        "correction",
        "corrected",
        "sent",
    ]


def test_a_correction_opens_the_sealed_copy_when_ours_was_dropped(kiosk, portal, clock):
    draft = begin(kiosk)
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    clock.forward(days=8)
    assert kiosk.dossiers.drop_readable() == 1
    portal.asks(kiosk, draft.dossier, "/data/name", instance="<data><name>Ẩn</name></data>")
    assert kiosk.dossiers.correct(draft.code, PIN).xml == "<data><name>Ẩn</name></data>".encode()


def test_without_any_copy_a_correction_says_so(kiosk, portal, clock):
    draft = begin(kiosk)
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    clock.forward(days=8)
    kiosk.dossiers.drop_readable()
    portal.asks(kiosk, draft.dossier, "/data/name")
    with pytest.raises(NotFound):
        kiosk.dossiers.correct(draft.code, PIN)
    assert kiosk.dossiers.view(draft.code).state is DossierState.NEEDS_CORRECTION


def test_nothing_is_corrected_unasked(kiosk, portal):
    draft = begin(kiosk)
    finish(kiosk, draft)
    with pytest.raises(NothingToCorrect):
        kiosk.dossiers.correct(draft.code, PIN)


def test_a_correction_begun_goes_on_and_takes_up_what_is_asked_anew(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    kiosk.dossiers.correct(draft.code, PIN)
    kiosk.drafts.save(draft.dossier, NEW, "")
    portal.asks(kiosk, draft.dossier, "/data/name", "/data/date", correction="c2")
    again = kiosk.dossiers.correct(draft.code, PIN)
    assert (again.xml, again.correction, len(again.flagged)) == (NEW, "c2", 2)


def test_an_officer_who_goes_on_without_the_correction_is_told_to_the_resident(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    correction = kiosk.dossiers.correct(draft.code, PIN)
    portal.says(kiosk, draft.dossier, DossierState.PROCESSING, promised_on="2026-12-01")
    with pytest.raises(NothingToCorrect):
        finish(kiosk, correction, NEW)
    kiosk.drafts.discard(draft.dossier)
    view = kiosk.dossiers.view(draft.code)
    assert (view.state, view.promised_on) == (DossierState.PROCESSING, "2026-12-01")


def test_giving_up_a_correction_leaves_it_open(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    kiosk.dossiers.correct(draft.code, PIN)
    kiosk.drafts.discard(draft.dossier)
    assert kiosk.dossiers.view(draft.code).can_correct


def test_a_corrected_answer_can_be_changed_only_while_it_waits(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    finish(kiosk, kiosk.dossiers.correct(draft.code, PIN), NEW)
    amended = kiosk.dossiers.amend(draft.dossier)
    finish(kiosk, amended, OLD)
    assert portal.open(kiosk, draft.dossier, 3)[1].corrects == "c1"
    portal.acknowledge(kiosk, draft.dossier, 3)
    assert not kiosk.dossiers.view(draft.code).can_amend
    with pytest.raises(TooLate):
        kiosk.dossiers.amend(draft.dossier)


def test_a_corrected_answer_sent_while_it_was_being_changed_is_not_sent_again(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    finish(kiosk, kiosk.dossiers.correct(draft.code, PIN), NEW)
    amended = kiosk.dossiers.amend(draft.dossier)
    portal.acknowledge(kiosk, draft.dossier, 2)
    with pytest.raises(TooLate):
        finish(kiosk, amended, OLD)
    kiosk.drafts.discard(draft.dossier)
    assert kiosk.dossiers.view(draft.code).state is DossierState.SENT


def test_papers_are_carried_into_the_next_revision(kiosk, portal):
    draft = begin(kiosk)
    first = kiosk.attachments.add(draft.dossier, "a", b"%PDF-1.7 one")
    second = kiosk.attachments.add(draft.dossier, "b", b"%PDF-1.7 two")
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    amended = kiosk.dossiers.amend(draft.dossier)
    kiosk.attachments.remove(draft.dossier, first.sha256)
    finish(kiosk, amended)
    _, content, _ = portal.open(kiosk, draft.dossier, 2)
    assert [paper.sha256 for paper in content.papers] == [second.sha256]
    assert kiosk.attachments.path(first.sha256).exists(), "revision 1 is still in the outbox with it"


def test_the_readable_copy_is_dropped_after_its_time_and_the_receipt_stays(kiosk, portal, clock):
    draft = begin(kiosk)
    paper = kiosk.attachments.add(draft.dossier, "p", b"%PDF-1.7")
    finish(kiosk, draft)
    clock.forward(days=30)
    assert kiosk.dossiers.drop_readable() == 0, "nothing is dropped before the portal has it"
    portal.acknowledge(kiosk, draft.dossier, 1)
    assert kiosk.dossiers.view(draft.code).readable_until == clock.at + kiosk.dossiers.readable_for
    clock.forward(days=6)
    assert kiosk.dossiers.drop_readable() == 0
    clock.forward(days=1)
    assert kiosk.dossiers.drop_readable() == 1
    assert kiosk.dossiers.drop_readable() == 0
    view = kiosk.dossiers.view(draft.code)
    assert (view.readable, view.readable_until, view.state) == (False, None, DossierState.SENT)
    assert kiosk.dossiers.readable(draft.dossier) is None
    assert not kiosk.attachments.path(paper.sha256).exists()
    assert kiosk.dossiers.receipt(draft.dossier).sent
    assert outbox_body(kiosk, draft.dossier) is None
    with pytest.raises(NotNow):
        kiosk.dossiers.amend(draft.dossier)


def test_the_period_can_be_changed_within_bounds(kiosk, portal):
    kiosk.dossiers.set_readable_for(0)
    draft = begin(kiosk)
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    assert kiosk.dossiers.drop_readable() == 1
    with pytest.raises(ValueError, match="0 to 90"):
        kiosk.dossiers.set_readable_for(91)


def test_papers_whose_file_was_dropped_are_named_again_in_a_correction(kiosk, portal, clock):
    """The portal has the file under its hash; the new revision must still say that it belongs to the dossier."""
    draft = begin(kiosk)
    paper = kiosk.attachments.add(draft.dossier, "p", b"%PDF-1.7")
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    clock.forward(days=8)
    kiosk.dossiers.drop_readable()
    portal.asks(kiosk, draft.dossier, "/data/name", instance="<data/>")
    finish(kiosk, kiosk.dossiers.correct(draft.code, PIN), NEW)
    revision, content, _ = portal.open(kiosk, draft.dossier, 2)
    assert [blob.sha256 for blob in revision.header.attachments] == [paper.sha256]
    assert content.papers[0].sha256 == paper.sha256


def test_a_refused_revision_is_shown_and_can_be_amended(kiosk):
    draft = begin(kiosk)
    finish(kiosk, draft)

    def refuse(db):
        from sync import worklist

        worklist.park(db, (draft.dossier, 1), "too-large", at=kiosk.now())
        kiosk.dossiers.parked(db, draft.dossier, 1, "too-large")

    kiosk.store.transaction(refuse)
    view = kiosk.dossiers.view(draft.code)
    assert (view.sending, view.history[-1].kind) == (SendState.PARKED, "parked")
    finish(kiosk, kiosk.dossiers.amend(draft.dossier), NEW)
    assert kiosk.dossiers.outgoing().waiting == 1
    assert kiosk.dossiers.outgoing().parked == 0


def test_the_audit_is_whole_after_all_of_it(kiosk, portal):
    draft = asked_to_correct(kiosk, portal)
    finish(kiosk, kiosk.dossiers.correct(draft.code, PIN), NEW)
    assert kiosk.store.call(audit.first_broken) is None


def test_the_view_says_nothing_of_what_was_answered(kiosk):
    draft = begin(kiosk, b"<data><name>CANARY</name></data>")
    finish(kiosk, draft, b"<data><name>CANARY</name></data>")
    assert "CANARY" not in repr(kiosk.dossiers.view(draft.code))


def outbox_body(kiosk, dossier):
    assert kiosk.store.call(lambda db: outbox.state_of(db, dossier)) is SendState.ACKNOWLEDGED
    return kiosk.store.call(
        lambda db: db.execute("SELECT body FROM outbox WHERE dossier = ?", [str(dossier)]).fetchone()[0]
    )
