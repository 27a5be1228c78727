"""One cycle after another against a portal behind a real socket: exactly one effect for each revision."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sync import outbox
from sync.errors import Busy, Cause, NoAnswer, Refused, ShutOut
from sync.protocol.encoding import hash_of
from sync.states import DossierState, InvalidTransition, SendState
from tests.support.fault_proxy import Fault
from tests.support.revisions import make_revision

S = SendState


def _effects(portal):
    assert all(times == 1 for times in portal.stored_times.values())
    return len(portal.revisions)


def test_a_dossier_is_sent_on_the_portals_signed_word(kiosk, portal):
    made = kiosk.add()
    report = kiosk.engine.cycle()
    assert (report.failure, report.acknowledged) == (None, 1)
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert portal.revisions[made.dossier, 1] == made.body
    assert kiosk.told("acknowledged") == [("acknowledged", str(made.dossier), 1, made.hash)]
    assert outbox.counts(kiosk.db) == outbox.Counts()


def test_pictures_go_up_and_then_the_body_is_named_again(kiosk, portal):
    made = kiosk.add(pictures=(b"a" * 200_000, b"b" * 5000))
    report = kiosk.engine.cycle()
    assert (report.uploaded, report.acknowledged) == (2, 1)
    assert portal.blobs == made.files
    kinds = [(method, target.split("/")[2]) for method, target in portal.requests if method == "PUT"]
    assert kinds == [("PUT", "dossiers"), ("PUT", "attachments"), ("PUT", "attachments"), ("PUT", "dossiers")]


def test_bodies_before_pictures_oldest_first(kiosk, portal):
    heavy = kiosk.add(pictures=(b"scan",))
    light = [kiosk.add() for _ in range(3)]
    kiosk.engine.cycle()
    puts = [target for method, target in portal.requests if method == "PUT"]
    bodies = [f"/v1/dossiers/{made.dossier}/revisions/1" for made in (heavy, *light)]
    again = f"{bodies[0]}?held={heavy.hash}"
    assert puts == [*bodies, f"/v1/attachments/{heavy.blobs[0].sha256}", again]


def test_news_come_before_pictures(kiosk, portal):
    kiosk.add(pictures=(b"scan",))
    kiosk.engine.cycle()
    asked = [target.split("?")[0] for _, target in portal.requests]
    assert asked.index("/v1/changes") < next(n for n, target in enumerate(asked) if "attachments" in target)


def test_a_picture_shared_by_two_revisions_goes_up_once(kiosk, portal):
    first = kiosk.add(pictures=(b"scan",))
    kiosk.settle()
    outbox.supersede(kiosk.db, first.dossier, at=kiosk.time.now())
    second = kiosk.add(dossier=first.dossier, code=first.code, number=2, parent=first.hash)
    with kiosk.db.atomic():
        kiosk.db.execute(
            "INSERT INTO outbox_blob (dossier, number, position, sha256, size) VALUES (?, 2, 0, ?, ?)",
            [str(first.dossier), first.blobs[0].sha256, first.blobs[0].size],
        )
    kiosk.settle()
    assert kiosk.state(second) is S.ACKNOWLEDGED
    assert sum(method == "PUT" and "attachments" in target for method, target in portal.requests) == 1


def test_a_backlog_goes_in_bulk(kiosk, portal):
    made = [kiosk.add() for _ in range(60)]
    report = kiosk.engine.cycle()
    assert report.acknowledged == 60
    assert all(kiosk.state(each) is S.ACKNOWLEDGED for each in made)
    assert _effects(portal) == 60
    assert sum(target == "/v1/revisions" for _, target in portal.requests) == 1
    assert not [target for method, target in portal.requests if method == "PUT"]


@pytest.mark.parametrize("limit", [9000, 100])
def test_a_bulk_that_is_too_large_for_something_on_the_way_is_halved(kiosk, portal, limit):
    portal.bulk_limit = limit
    for _ in range(30):
        kiosk.add()
    assert kiosk.engine.cycle().acknowledged == 30
    assert _effects(portal) == 30


def test_a_portal_without_the_bulk_form_gets_them_one_by_one(kiosk, portal):
    portal.bulk = False
    for _ in range(25):
        kiosk.add()
    assert kiosk.engine.cycle().acknowledged == 25


def test_one_bad_revision_in_a_bulk_holds_up_no_other(kiosk, portal):
    made = [kiosk.add() for _ in range(25)]
    portal.revisions[made[3].dossier, 1] = b"other"
    portal.received.add(made[7].dossier)
    report = kiosk.engine.cycle()
    assert (report.acknowledged, report.parked) == (23, 2)
    assert {reason for *_, reason in kiosk.told("parked")} == {"other-bytes", "already-received"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "malformed"), (409, "already-received"), (413, "too-large"), (422, "bad-signature"), (418, "status-418")],
)
def test_a_refused_revision_is_parked_and_the_queue_goes_on(kiosk, portal, status, kind):
    bad = kiosk.add()
    portal.trouble["PUT", f"/v1/dossiers/{bad.dossier}"] = status, kind
    good = kiosk.add()
    kiosk.settle()
    assert (kiosk.state(bad), kiosk.state(good)) == (S.PARKED, S.ACKNOWLEDGED)
    assert kiosk.told("parked") == [("parked", str(bad.dossier), 1, kind)]
    assert outbox.entries(kiosk.db)[0].reason == kind
    kiosk.engine.cycle()
    assert kiosk.state(bad) is S.PARKED

    portal.trouble.clear()
    outbox.release(kiosk.db, bad.dossier, 1, at=kiosk.time.now())
    kiosk.engine.cycle()
    assert kiosk.state(bad) is S.ACKNOWLEDGED


def test_bytes_that_are_changed_on_the_way_are_read_again_whatever_failed_before(kiosk, portal, proxy):
    """Only refusals count towards being parked; a line that breaks often does not."""
    made = kiosk.add()
    for _ in range(4):
        proxy.plan(Fault(), Fault(up_after=0))
        proxy.cut_all()
        kiosk.time.pass_(1000)
        kiosk.engine.cycle()
    portal.trouble["PUT", f"/v1/dossiers/{made.dossier}"] = 400, "malformed"
    kiosk.time.pass_(1000)
    kiosk.engine.cycle()
    assert kiosk.state(made) is not S.PARKED
    portal.trouble.clear()
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED


def test_a_busy_portal_is_left_alone(kiosk, portal):
    made = kiosk.add()
    kiosk.engine.cycle()
    second = kiosk.add()
    portal.busy = 1
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, Busy)
    assert report.failure.retry_after == 7
    assert report.contact
    assert (kiosk.state(made), kiosk.state(second)) == (S.ACKNOWLEDGED, S.WAITING)
    kiosk.engine.cycle()
    assert kiosk.state(second) is S.ACKNOWLEDGED


def test_a_revoked_kiosk_keeps_everything(kiosk, portal):
    made = kiosk.add()
    portal.revoked = True
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, ShutOut)
    assert report.failure.reason == "revoked"
    assert kiosk.state(made) is S.WAITING
    portal.revoked = False
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.ACKNOWLEDGED


def test_nothing_left_the_kiosk_is_not_unknown(kiosk, proxy):
    made = kiosk.add()
    kiosk.engine.cycle()
    second = kiosk.add()
    proxy.close()
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, NoAnswer)
    assert report.failure.cause in (Cause.OFFLINE, Cause.CUT)
    if report.failure.nothing_left:
        assert kiosk.state(second) is S.WAITING
    assert kiosk.state(made) is S.ACKNOWLEDGED
    third = kiosk.add()
    report = kiosk.engine.cycle()
    assert report.failure.nothing_left
    assert kiosk.state(third) is S.WAITING
    assert not report.contact


def test_a_lost_reply_is_unknown_and_asked_before_anything_is_sent_again(kiosk, portal, proxy):
    kiosk.engine.cycle()
    proxy.cut_all()
    made = kiosk.add()
    proxy.plan(Fault(down_after=0))
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, NoAnswer)
    assert not report.failure.nothing_left
    assert kiosk.state(made) is S.UNKNOWN
    assert (made.dossier, 1) in portal.revisions
    portal.requests.clear()
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert [method for method, target in portal.requests if "dossiers" in target] == ["GET"]


def test_a_captive_portal_never_makes_a_dossier_sent(kiosk, portal, proxy):
    made = [kiosk.add() for _ in range(30)]
    proxy.always(Fault(captive=True))
    for _ in range(5):
        report = kiosk.engine.cycle()
        assert report.failure.cause is Cause.CAPTIVE
        assert not report.contact
        kiosk.time.pass_(1000)
    assert all(kiosk.state(each) in (S.WAITING, S.UNKNOWN) for each in made)
    assert not kiosk.told()
    proxy.always(None)
    kiosk.settle()
    assert all(kiosk.state(each) is S.ACKNOWLEDGED for each in made)
    assert _effects(portal) == 30


def test_an_unsigned_acknowledgement_proves_nothing(kiosk, portal, monkeypatch):
    """The whole of the portal's answer, passed on by somebody without its key."""
    made = kiosk.add()
    honest = portal.handle

    def forged(*request):
        reply = honest(*request)
        return replace(reply, headers={**reply.headers, "Portal-Signature": "A" * 86})

    monkeypatch.setattr(portal, "handle", forged)
    for _ in range(3):
        assert kiosk.engine.cycle().failure.cause is Cause.CAPTIVE
    assert kiosk.state(made) in (S.WAITING, S.UNKNOWN)
    assert not kiosk.told()


@pytest.mark.parametrize("status", [500, 502, 504, 301, 202])
def test_a_portal_in_trouble_leaves_a_revision_unknown(kiosk, portal, status):
    made, other = kiosk.add(), kiosk.add()
    portal.trouble["PUT", f"/v1/dossiers/{made.dossier}"] = status, "about:blank"
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, Refused)
    assert kiosk.state(made) is S.UNKNOWN
    kiosk.engine.cycle()
    assert kiosk.state(other) is S.ACKNOWLEDGED, "one that always fails must not hold up the others"
    portal.trouble.clear()
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert _effects(portal) == 2


def test_an_acknowledgement_of_other_bytes_parks(kiosk, portal):
    """A kiosk restored from an image numbers anew: the portal has the number, with other bytes."""
    made = kiosk.add()
    other = make_revision(kiosk.keys, portal.box_key.public_key, dossier=made.dossier, code=made.code)
    portal.revisions[made.dossier, 1] = other.body
    kiosk.db.execute("UPDATE outbox SET state = 'unknown' WHERE number = 1")
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.PARKED


def test_a_signed_answer_with_somebody_elses_acknowledgement_is_not_believed(kiosk, portal):
    made, other = kiosk.add(), kiosk.add()
    kiosk.engine.cycle()
    third = kiosk.add()
    portal.put = lambda body, key=None: (200, portal.ack(other.body))
    kiosk.engine.cycle()
    assert kiosk.state(third) is S.UNKNOWN
    assert len(kiosk.told("acknowledged")) == 2
    assert kiosk.state(made) is S.ACKNOWLEDGED


def test_two_heads_are_both_sent(kiosk, portal):
    first = kiosk.add()
    one = kiosk.add(dossier=first.dossier, code=first.code, number=2, parent=first.hash)
    two = kiosk.add(dossier=first.dossier, code=first.code, number=3, parent=first.hash)
    kiosk.settle()
    assert all(kiosk.state(made) is S.ACKNOWLEDGED for made in (first, one, two))
    assert _effects(portal) == 3


def test_revisions_of_one_dossier_go_in_order_and_hold_up_no_other(kiosk, portal):
    first = kiosk.add()
    second = kiosk.add(dossier=first.dossier, code=first.code, number=2, parent=first.hash)
    other = kiosk.add()
    portal.trouble["PUT", f"/v1/dossiers/{first.dossier}/revisions/1"] = 500, "about:blank"
    for _ in range(3):
        kiosk.engine.cycle()
    assert kiosk.state(first) is S.UNKNOWN
    assert kiosk.state(second) is S.WAITING
    assert kiosk.state(other) is S.ACKNOWLEDGED
    portal.trouble.clear()
    kiosk.settle()
    assert list(portal.revisions)[-2:] == [(first.dossier, 1), (first.dossier, 2)]


def test_missing_pictures_that_never_satisfy_do_not_spin(kiosk, portal):
    made = kiosk.add(pictures=(b"scan",))
    other = kiosk.add()
    portal.put = lambda body, key=None: (
        type(portal).put(portal, body, key)
        if body == other.body
        else (424, {"type": "missing-attachments", "missing": list(made.files)})
    )
    before = len(portal.requests)
    kiosk.engine.cycle()
    assert len(portal.requests) - before < 12
    assert kiosk.state(other) is S.ACKNOWLEDGED
    assert kiosk.state(made) is S.WAITING


@pytest.mark.parametrize("missing", [["0" * 64], [], None, "x", [1]])
def test_a_424_that_names_nothing_of_ours_parks(kiosk, portal, missing):
    made = kiosk.add(pictures=(b"scan",))
    portal.put = lambda body, key=None: (424, {"type": "missing-attachments", "missing": missing})
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.PARKED


def test_a_lost_picture_parks_its_dossier_only(kiosk):
    made, other = kiosk.add(pictures=(b"scan",)), kiosk.add(pictures=(b"other",))
    del kiosk.pictures.files[made.blobs[0].sha256]
    kiosk.engine.cycle()
    assert (kiosk.state(made), kiosk.state(other)) == (S.PARKED, S.ACKNOWLEDGED)
    assert kiosk.told("parked")[0][3] == "attachment-lost"


def test_a_damaged_picture_is_not_sent_for_ever(kiosk):
    made = kiosk.add(pictures=(b"scan",))
    name = made.blobs[0].sha256
    kiosk.pictures.files[name] = bytes(len(kiosk.pictures.files[name]))
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.PARKED
    assert kiosk.told("parked")[0][3] == "bad-hash"


def test_a_picture_over_the_limit_parks(kiosk, portal):
    portal.largest_blob = 1000
    made = kiosk.add(pictures=(b"s" * 5000,))
    kiosk.engine.cycle()
    assert kiosk.told("parked") == [("parked", str(made.dossier), 1, "too-large")]


def test_a_picture_whose_reply_was_lost_is_not_sent_twice(kiosk, portal, proxy, monkeypatch):
    made = kiosk.add(pictures=(b"s" * 300_000,))
    honest = portal.handle
    cut: list[str] = []

    def forgetful(method, target, headers, body):
        reply = honest(method, target, headers, body)
        if method == "PUT" and "attachments" in target and not cut:
            cut.append(target)
            proxy.cut_all()
        return reply

    monkeypatch.setattr(portal, "handle", forgetful)
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, NoAnswer)
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert [method for method, target in portal.requests if "attachments" in target] == ["PUT", "HEAD", "PATCH"]
    assert portal.blob_bytes == made.blobs[0].size


def test_events_are_applied_with_their_cursor(kiosk, portal):
    made = kiosk.add()
    kiosk.engine.cycle()
    portal.tell(made.dossier, state=DossierState.RECEIVED, official_number="H01")
    portal.tell(made.dossier, "note", note="Mời ông/bà đến")
    assert kiosk.engine.cycle().applied == 2
    assert kiosk.engine.cycle().applied == 0
    assert [number for _, _, number, _ in kiosk.told("event")] == [1, 2]


def test_events_of_dossiers_of_others_are_skipped(kiosk, portal):
    from uuid import uuid4

    made = kiosk.add()
    kiosk.engine.cycle()
    portal.tell(uuid4(), state=DossierState.RECEIVED)
    portal.tell(made.dossier, state=DossierState.RECEIVED)
    assert kiosk.engine.cycle().applied == 1


def test_many_pages_are_followed(kiosk, portal):
    made = kiosk.add()
    kiosk.engine.cycle()
    for _ in range(450):
        portal.tell(made.dossier, "note", note="x")
    assert kiosk.engine.cycle().applied == 450
    assert [number for _, _, number, _ in kiosk.told("event")] == list(range(1, 451))


@pytest.mark.parametrize("error", [InvalidTransition(DossierState.SENT, DossierState.RETURNED), ValueError("?")])
def test_an_event_that_cannot_be_applied_is_set_aside(kiosk, portal, error):
    made = kiosk.add()
    kiosk.engine.cycle()
    bad = portal.tell(made.dossier, state=DossierState.RETURNED)
    portal.tell(made.dossier, state=DossierState.RECEIVED)
    kiosk.sink.refuse = lambda event: error if event.id == bad.id else None
    kiosk.engine.cycle()
    assert [number for _, _, number, _ in kiosk.told("event")] == [2]
    assert kiosk.db.execute("SELECT event, kind FROM unapplied_event").fetchall() == [(1, "state")]


def test_a_kind_of_a_later_version_is_set_aside(kiosk, portal):
    made = kiosk.add()
    kiosk.engine.cycle()
    portal.tell(made.dossier, "appointment")
    kiosk.engine.cycle()
    assert kiosk.db.execute("SELECT kind FROM unapplied_event").fetchall() == [("appointment",)]


def test_a_fault_of_ours_leaves_the_cursor_and_still_sends(kiosk, portal):
    made = kiosk.add()
    kiosk.engine.cycle()
    portal.tell(made.dossier, state=DossierState.RECEIVED)
    scan = kiosk.add(pictures=(b"scan",))
    kiosk.sink.refuse = lambda event: RuntimeError("a bug")
    with pytest.raises(RuntimeError):
        kiosk.engine.cycle()
    assert kiosk.state(scan) is S.ACKNOWLEDGED
    assert not kiosk.told("event")
    kiosk.sink.refuse = lambda event: None
    kiosk.engine.cycle()
    assert len(kiosk.told("event")) == 1


def test_a_fault_of_ours_with_one_acknowledgement_holds_up_no_other(kiosk, portal):
    bad, good = kiosk.add(), kiosk.add()
    kiosk.db.execute(
        f"CREATE TRIGGER no BEFORE INSERT ON told WHEN new.dossier = '{bad.dossier}'"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(Exception, match="no"):
        kiosk.engine.cycle()
    assert kiosk.state(bad) is S.UNKNOWN
    kiosk.engine.cycle()
    assert kiosk.state(good) is S.ACKNOWLEDGED
    kiosk.db.execute("DROP TRIGGER no")
    kiosk.settle()
    assert kiosk.state(bad) is S.ACKNOWLEDGED
    assert _effects(portal) == 2


def test_a_fault_of_ours_with_one_of_a_bulk_holds_up_no_other(kiosk, portal):
    made = [kiosk.add() for _ in range(25)]
    bad = made[11]
    kiosk.db.execute(
        f"CREATE TRIGGER no BEFORE INSERT ON told WHEN new.dossier = '{bad.dossier}'"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(Exception, match="no"):
        kiosk.engine.cycle()
    kiosk.engine.cycle()
    assert {kiosk.state(each) for each in made if each is not bad} == {S.ACKNOWLEDGED}
    kiosk.db.execute("DROP TRIGGER no")
    kiosk.settle()
    assert kiosk.state(bad) is S.ACKNOWLEDGED
    assert len(kiosk.told("acknowledged")) == 25
    assert _effects(portal) == 25


def test_news_never_overtake_the_acknowledgement(kiosk, portal, proxy):
    """The reply was lost; the officer was quick. The dossier must be sent before it is received."""
    kiosk.engine.cycle()
    made = kiosk.add()
    proxy.cut_all()
    proxy.plan(Fault(down_after=0))
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.UNKNOWN
    portal.tell(made.dossier, state=DossierState.RECEIVED)
    kiosk.engine._books.hold((made.dossier, 1))  # it sits out, the feed does not
    kiosk.engine.cycle()
    assert [what for what, *_ in kiosk.told()] == ["acknowledged", "event"]


def test_a_portal_restored_from_a_backup_is_asked_about_everything_again(kiosk, portal):
    old = kiosk.add()
    kiosk.settle()
    portal.tell(old.dossier, state=DossierState.RECEIVED)
    kiosk.settle()
    backup = dict(portal.revisions), list(portal.events), dict(portal.blobs)
    lost = [kiosk.add(), kiosk.add(pictures=(b"scan",))]
    kiosk.settle()
    portal.tell(lost[0].dossier, "note", note="x")
    kiosk.settle()
    assert all(kiosk.state(made) is S.ACKNOWLEDGED for made in lost)

    portal.restore(*backup)
    assert lost[0].hash not in map(hash_of, portal.revisions.values())
    kiosk.settle()
    for made in (old, *lost):
        assert kiosk.state(made) is S.ACKNOWLEDGED
        assert portal.revisions[made.dossier, 1] == made.body
    assert outbox.note(kiosk.db, "epoch") == "epoch-2"
    assert _effects(portal) == 3


def test_a_restore_before_the_first_look_at_the_feed_is_noticed_too(kiosk, portal):
    """Sent and acknowledged, and the line went before the feed was asked for the first time."""
    made = kiosk.add()
    portal.trouble["GET", "/v1/changes"] = 500, "about:blank"
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    portal.trouble.clear()
    portal.restore({}, [], {})
    kiosk.settle()
    assert portal.revisions[made.dossier, 1] == made.body


def test_what_was_under_way_at_a_power_cut_is_unknown(kiosk, portal):
    made = kiosk.add()
    kiosk.db.execute("UPDATE outbox SET state = 'sending'")
    kiosk.new_engine()
    assert kiosk.state(made) is S.UNKNOWN
    kiosk.engine.cycle()
    assert kiosk.state(made) is S.ACKNOWLEDGED
    assert _effects(portal) == 1


def test_the_offset_of_the_clock_is_learnt_and_believed_by_nobody_else(kiosk, portal):
    portal.now = kiosk.time.now() + timedelta(days=400)
    made = kiosk.add()
    kiosk.engine.cycle()
    assert kiosk.engine.clock_offset == timedelta(days=400)
    assert kiosk.state(made) is S.ACKNOWLEDGED


@pytest.mark.parametrize("jump", [timedelta(days=-9000), timedelta(days=9000)])
def test_a_jumping_clock_wedges_nothing(kiosk, portal, jump):
    made = kiosk.add()
    portal.trouble["PUT", "/v1/dossiers"] = 500, "about:blank"
    kiosk.engine.cycle()
    kiosk.time.wall += jump
    portal.trouble.clear()
    kiosk.time.seconds += 60
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"events":5}'])
def test_a_feed_that_cannot_be_read_does_not_stop_pictures(kiosk, portal, body):
    made = kiosk.add(pictures=(b"scan",))
    portal._changes = lambda query: (200, body, {})
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, Refused)
    assert kiosk.state(made) is S.ACKNOWLEDGED
