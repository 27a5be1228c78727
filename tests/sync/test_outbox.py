"""The outbox on the real encrypted database: unique names, order, superseding, retention."""

from datetime import timedelta
from uuid import uuid4

import pytest

from sync import outbox, worklist
from sync.outbox import AlreadyQueued, Counts
from sync.protocol.answers import Ack
from sync.protocol.encoding import hash_of
from sync.protocol.revision import Blob
from sync.states import InvalidTransition, SendState
from sync.worklist import Ask, AskAll, Send, Upload
from tests.support.sync_kiosk import START, open_database

S = SendState


@pytest.fixture
def db(tmp_path):
    opened = open_database(tmp_path / "kiosk.db")
    yield opened
    opened.conn.close()


def put(db, dossier=None, number=1, body=None, blobs=()):
    dossier = dossier or uuid4()
    body = body or f"{dossier} {number}".encode()
    outbox.enqueue(db, dossier, number, body, blobs, at=START)
    return dossier


def state(db, dossier, number=1):
    row = db.execute("SELECT state FROM outbox WHERE dossier = ? AND number = ?", [str(dossier), number]).fetchone()
    return S(row[0])


def acknowledge(db, dossier, number=1):
    body = f"{dossier} {number}".encode()
    return worklist.acknowledge(
        db, (dossier, number), Ack(str(dossier), number, hash_of(body), START), b"proof", at=START
    )


def letters(work):
    assert isinstance(work, Send)
    return work.letters


def keys(work):
    return [letter.key for letter in letters(work)]


def test_the_row_joins_the_callers_transaction(db):
    def finalise():
        with db.atomic():
            put(db)
            raise RuntimeError("the receipt could not be made")

    with pytest.raises(RuntimeError):
        finalise()
    assert outbox.counts(db) == Counts()


def test_a_number_holds_one_body_for_ever(db):
    dossier = put(db)
    assert outbox.enqueue(db, dossier, 1, f"{dossier} 1".encode(), at=START) == hash_of(f"{dossier} 1".encode())
    with pytest.raises(AlreadyQueued):
        outbox.enqueue(db, dossier, 1, b"other", at=START)
    assert outbox.counts(db).waiting == 1


def test_a_number_begins_at_one(db):
    with pytest.raises(Exception, match="CHECK"):
        outbox.enqueue(db, uuid4(), 0, b"x", at=START)


def test_oldest_first_one_at_a_time(db):
    first, second = put(db), put(db)
    work = worklist.claim(db, at=START)
    assert keys(work) == [(first, 1)]
    assert state(db, first) is S.SENDING
    assert keys(worklist.claim(db, at=START)) == [(second, 1)]
    assert worklist.claim(db, at=START) is None


def test_unknown_is_asked_before_anything_is_sent(db):
    first, second = put(db), put(db)
    worklist.claim(db, at=START)
    worklist.mark_unknown(db, [(first, 1)], at=START)
    assert worklist.claim(db, at=START) == AskAll((Ask((first, 1), hash_of(f"{first} 1".encode())),))
    assert keys(worklist.claim(db, at=START, held={(first, 1)})) == [(second, 1)]


@pytest.mark.parametrize(("waiting", "sent"), [(20, 1), (21, 21), (150, 100)])
def test_bulk_begins_with_a_backlog_and_is_bounded(db, waiting, sent):
    made = [put(db) for _ in range(waiting)]
    work = worklist.claim(db, at=START)
    assert keys(work) == [(dossier, 1) for dossier in made[:sent]]


def test_a_bulk_fits_into_the_documented_bytes(db):
    from sync.protocol.encoding import canonical_json, to_base64

    for number in range(30):
        put(db, body=bytes(1_000_000) + bytes([number]))
    work = worklist.claim(db, at=START)
    assert 1 < len(letters(work)) < 30
    assert (
        len(canonical_json({"revisions": [to_base64(letter.body) for letter in letters(work)]})) <= worklist.BULK_BYTES
    )


def test_what_failed_twice_goes_alone(db):
    made = [put(db) for _ in range(30)]
    for failures in range(worklist.ALONE_AFTER):
        assert len(letters(worklist.claim(db, at=START))) == 30, failures
        worklist.mark_unknown(db, [(dossier, 1) for dossier in made], at=START)
        for dossier in made:
            worklist.back_to_waiting(db, (dossier, 1), at=START)
    assert keys(worklist.claim(db, at=START)) == [(made[0], 1)]


def test_a_body_that_the_portal_holds_goes_alone_and_is_only_named(db):
    made = [put(db, blobs=(Blob("a" * 64, 10),)), *(put(db) for _ in range(30))]
    assert len(letters(worklist.claim(db, at=START))) == 31
    worklist.not_tried(db, [(dossier, 1) for dossier in made[1:]], at=START)
    assert worklist.mark_missing(db, (made[0], 1), {"a" * 64}, body_held=True, at=START)
    worklist.uploaded(db, "a" * 64)
    (letter,) = letters(worklist.claim(db, at=START))
    assert (letter.key, letter.held) == ((made[0], 1), True)
    worklist.back_to_waiting(db, (made[0], 1), at=START)
    assert not any(letter.held for letter in letters(worklist.claim(db, at=START)))


def test_what_never_left_counts_as_not_tried(db):
    made = [put(db) for _ in range(30)]
    work = worklist.claim(db, at=START)
    worklist.not_tried(db, keys(work), at=START)
    assert len(letters(worklist.claim(db, at=START))) == 30
    assert made


def test_revisions_of_a_dossier_wait_for_each_other_and_for_nobody_else(db):
    dossier = put(db)
    put(db, dossier, 2)
    other = put(db)
    assert keys(worklist.claim(db, at=START)) == [(dossier, 1)]
    assert keys(worklist.claim(db, at=START)) == [(other, 1)]
    assert worklist.claim(db, at=START) is None
    acknowledge(db, dossier)
    assert keys(worklist.claim(db, at=START)) == [(dossier, 2)]


@pytest.mark.parametrize("settled", [S.PARKED, S.ACKNOWLEDGED])
def test_a_settled_revision_holds_up_no_later_one(db, settled):
    dossier = put(db)
    put(db, dossier, 2)
    worklist.claim(db, at=START)
    if settled is S.PARKED:
        worklist.park(db, (dossier, 1), "too-large", at=START)
    else:
        acknowledge(db, dossier)
    assert keys(worklist.claim(db, at=START)) == [(dossier, 2)]


def test_pictures_wait_for_all_bodies(db):
    blob = Blob(hash_of(b"scan"), 4)
    heavy = put(db, blobs=(blob,))
    worklist.claim(db, at=START)
    assert worklist.mark_missing(db, (heavy, 1), {blob.sha256}, at=START) is True
    light = put(db)
    assert keys(worklist.claim(db, at=START)) == [(light, 1)]
    assert worklist.claim(db, at=START, uploads=False) is None
    assert worklist.claim(db, at=START) == Upload((heavy, 1), blob.sha256, 4, tried=False)
    assert worklist.claim(db, at=START) == Upload((heavy, 1), blob.sha256, 4, tried=True)
    assert outbox.counts(db).attachments == 1
    worklist.uploaded(db, blob.sha256)
    assert keys(worklist.claim(db, at=START)) == [(heavy, 1)]
    assert worklist.mark_missing(db, (heavy, 1), {blob.sha256}, at=START) is False
    assert outbox.counts(db).attachments == 1


def test_superseding_takes_back_what_has_certainly_not_arrived(db):
    dossier = put(db)
    assert outbox.supersede(db, dossier, at=START)
    assert state(db, dossier) is S.SUPERSEDED
    assert outbox.next_number(db, dossier) == 2
    assert outbox.parent_for(db, dossier) is None
    assert worklist.claim(db, at=START) is None


def test_superseding_leaves_what_may_have_arrived(db):
    dossier = put(db)
    worklist.claim(db, at=START)
    assert not outbox.supersede(db, dossier, at=START)
    assert state(db, dossier) is S.SENDING
    worklist.recover(db)
    assert not outbox.supersede(db, dossier, at=START)
    assert state(db, dossier) is S.UNKNOWN
    assert outbox.parent_for(db, dossier) == hash_of(f"{dossier} 1".encode())


def test_the_parent_is_what_the_portal_has_not_what_was_superseded(db):
    dossier = put(db)
    worklist.claim(db, at=START)
    acknowledge(db, dossier)
    put(db, dossier, 2)
    outbox.supersede(db, dossier, at=START)
    assert outbox.parent_for(db, dossier) == hash_of(f"{dossier} 1".encode())
    assert outbox.next_number(db, dossier) == 3
    assert outbox.state_of(db, dossier) is S.SUPERSEDED


def test_a_parked_revision_is_superseded_by_a_better_one(db):
    dossier = put(db)
    worklist.claim(db, at=START)
    worklist.park(db, (dossier, 1), "too-large", at=START)
    assert outbox.supersede(db, dossier, at=START)
    assert outbox.counts(db) == Counts()


def test_release_brings_a_parked_revision_back(db):
    dossier = put(db)
    worklist.claim(db, at=START)
    worklist.park(db, (dossier, 1), "too-large", at=START)
    assert outbox.entries(db)[0].reason == "too-large"
    outbox.release(db, dossier, 1, at=START)
    assert outbox.entries(db)[0].reason == ""
    with pytest.raises(InvalidTransition):
        outbox.release(db, dossier, 1, at=START)


def test_an_acknowledgement_names_the_bytes(db):
    dossier = put(db)
    worklist.claim(db, at=START)
    for wrong in (
        Ack(str(dossier), 1, hash_of(b"other"), START),
        Ack(str(uuid4()), 1, hash_of(f"{dossier} 1".encode()), START),
        Ack(str(dossier), 2, hash_of(f"{dossier} 1".encode()), START),
    ):
        with pytest.raises(ValueError, match="other bytes"):
            worklist.acknowledge(db, (dossier, 1), wrong, b"", at=START)
    assert acknowledge(db, dossier)
    assert not acknowledge(db, dossier)
    assert db.execute("SELECT ack FROM outbox").fetchone()[0] == b"proof"


def test_after_retention_the_bytes_are_gone_and_the_proof_stays(db):
    blob, shared = Blob(hash_of(b"one"), 3), Blob(hash_of(b"two"), 3)
    dossier, other = put(db, blobs=(blob, shared)), put(db, blobs=(shared,))
    worklist.claim(db, at=START)
    assert outbox.drop_bodies(db, dossier) == ()
    acknowledge(db, dossier)
    assert outbox.drop_bodies(db, dossier) == (blob.sha256,)
    row = db.execute("SELECT body, hash, ack FROM outbox WHERE dossier = ?", [str(dossier)]).fetchone()
    assert tuple(row) == (None, hash_of(f"{dossier} 1".encode()), b"proof")
    assert outbox.parent_for(db, dossier) == row[1]
    assert worklist.recheck(db) == 0, "what cannot be sent again is not asked about again"
    assert state(db, other) is S.WAITING


def test_counts_and_entries_say_what_waits_and_since_when(db):
    waiting, sending, unknown, parked = (put(db) for _ in range(4))
    for dossier in (sending, unknown, parked):
        worklist.claim(db, at=START + timedelta(hours=1), held={(waiting, 1)})
        assert state(db, dossier) is S.SENDING
    worklist.mark_unknown(db, [(unknown, 1)], at=START)
    worklist.park(db, (parked, 1), "malformed", at=START)
    assert outbox.counts(db) == Counts(1, 1, 1, 1, 0)
    shown = outbox.entries(db)
    assert [(entry.dossier, entry.state) for entry in shown] == [
        (waiting, S.WAITING),
        (sending, S.SENDING),
        (unknown, S.UNKNOWN),
        (parked, S.PARKED),
    ]
    assert (shown[0].queued_at, shown[0].tried_at, shown[0].attempts) == (START, None, 0)
    assert (shown[1].tried_at, shown[1].attempts) == (START + timedelta(hours=1), 1)


def test_bodies_and_names_are_not_readable_in_the_file(db, tmp_path):
    put(db, body="<name>Nguyễn Thị Ánh</name>".encode())
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Nguyễn".encode() not in data
    assert b"SQLite format" not in data


def test_notes_are_remembered(db):
    assert outbox.note(db, "cursor") == ""
    outbox.set_note(db, "cursor", "a")
    outbox.set_note(db, "cursor", "b")
    assert outbox.note(db, "cursor") == "b"


def test_work_is_claimed_for_one_sender(db):
    assert isinstance(worklist.claim(db, at=START), Send | None)
    dossier = put(db)
    worklist.claim(db, at=START)
    assert worklist.claim(db, at=START) is None
    assert worklist.recover(db) == 1
    assert isinstance(worklist.claim(db, at=START), AskAll)
    assert state(db, dossier) is S.UNKNOWN
