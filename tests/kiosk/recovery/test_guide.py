"""Whatever happens to the store's file: what was finished is sent once, what was typed comes back, no code twice."""

import shutil
from pathlib import Path

import pytest

from kiosk.app import Kiosk, restore
from kiosk.errors import NotFound, StoreDamaged, StoreInUse
from kiosk.recovery.guide import Recovery
from kiosk.store import backup, keys
from kiosk.store.driver import open_encrypted
from sync.protocol.encoding import hash_of
from sync.states import DossierState, SendState
from tests.support.damage import FRESH, HALF, HALF_LATER, cut, emptied, gone, headless, no_log, torn
from tests.support.kiosks import PIN, begin, finish


def checkpointed(home):
    """The log moved into the file, as SQLite does it by itself every thousand pages."""
    db = open_encrypted(backup.store_path(home), keys.load_or_create(home, store_exists=True).key)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    db.conn.close()


def state_of(kiosk, dossier, number=1):
    return kiosk.store.call(
        lambda db: db.execute(
            "SELECT state FROM outbox WHERE dossier = ? AND number = ?", [str(dossier), number]
        ).fetchone()[0]
    )


def assert_nothing_is_used_twice(kiosk, day):
    assert state_of(kiosk, day.early.dossier) in (SendState.UNKNOWN, SendState.ACKNOWLEDGED), "asked before it is sent"
    assert not day.last_codes & {kiosk.store.transaction(kiosk.identity.next_code) for _ in range(50)}
    assert kiosk.store.call(lambda db: db.execute("PRAGMA foreign_key_check").fetchall()) == []


def assert_everything_came_back(kiosk, day):
    assert kiosk.drafts.resume(day.half.code, PIN).xml == HALF_LATER
    assert kiosk.drafts.resume(day.fresh.code, PIN).xml == FRESH
    assert kiosk.dossiers.view(day.late.code).state is DossierState.READY
    assert kiosk.dossiers.view(day.early.code).state is DossierState.SENT
    assert state_of(kiosk, day.late.dossier) == SendState.UNKNOWN
    assert kiosk.attachments.read(day.late.dossier, day.picture)
    assert_nothing_is_used_twice(kiosk, day)


@pytest.mark.parametrize("damage", [headless, torn(1)], ids=["header", "torn first page"])
@pytest.mark.parametrize("logged", [True, False], ids=["log", "no log"])
def test_a_file_whose_beginning_is_bad_gives_all_it_has(day, clock, damage, logged):
    if not logged:
        checkpointed(day.home)
    damage(day.home)
    if not logged:
        with pytest.raises(StoreDamaged):
            Kiosk.open(day.home, now=clock)
    mended = restore(day.home, now=clock)
    assert (mended.found.brought.dossiers, mended.found.brought.drafts) == (2, 2)
    assert mended.found.brought.unsure == 0
    kiosk = Kiosk.open(day.home, now=clock)
    assert_everything_came_back(kiosk, day)
    kiosk.close()


@pytest.mark.parametrize("seed", [0, 2, 5])
def test_with_pages_torn_what_can_be_read_comes_back_and_the_rest_is_as_in_the_copy(day, clock, seed):
    checkpointed(day.home)
    pages = backup.store_path(day.home).stat().st_size // 4096
    for page in range(2 + seed, pages + 1, 7):
        torn(page)(day.home)
    mended = restore(day.home, now=clock)
    assert mended.found.damage is not None
    assert mended.found.damage.bad > 1
    kiosk = Kiosk.open(day.home, now=clock)
    assert kiosk.drafts.resume(day.half.code, PIN).xml in (HALF, HALF_LATER)
    assert kiosk.dossiers.view(day.early.code).number == 1
    assert_nothing_is_used_twice(kiosk, day)
    again = finish(kiosk, begin(kiosk))
    assert again.code not in day.last_codes
    kiosk.close()


@pytest.mark.parametrize("damage", [cut, emptied, gone], ids=["cut", "empty", "gone"])
def test_a_file_that_lost_its_end_or_everything(day, clock, damage):
    checkpointed(day.home)
    damage(day.home)
    with pytest.raises(StoreDamaged):
        Kiosk.open(day.home, now=clock)
    mended = restore(day.home, now=clock)
    assert mended.found.in_copy == 2
    kiosk = Kiosk.open(day.home, now=clock)
    assert kiosk.drafts.resume(day.half.code, PIN).xml in (HALF, HALF_LATER)
    assert_nothing_is_used_twice(kiosk, day)
    kiosk.close()


def test_without_a_copy_the_damaged_file_alone_is_enough_while_it_says_who_we_are(day, clock):
    checkpointed(day.home)
    shutil.rmtree(backup.backup_folder(day.home))
    path = backup.store_path(day.home)
    key = keys.load_or_create(day.home, store_exists=True).key
    db = open_encrypted(path, key)
    leaf = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'audit'").fetchone()[0]
    db.conn.close()
    torn(leaf)(day.home)
    with pytest.raises(StoreDamaged):
        Kiosk.open(day.home, now=clock)
    mended = restore(day.home, now=clock)
    assert mended.found.copy_at is None
    kiosk = Kiosk.open(day.home, now=clock)
    assert_everything_came_back(kiosk, day)
    kiosk.close()


def test_without_a_copy_and_without_its_first_page_nothing_is_touched(day, clock):
    checkpointed(day.home)
    shutil.rmtree(backup.backup_folder(day.home))
    headless(day.home)
    before = {path: path.read_bytes() for path in day.home.rglob("*") if path.is_file()}
    with pytest.raises(NotFound):
        restore(day.home, now=clock)
    assert {path: path.read_bytes() for path in day.home.rglob("*") if path.is_file()} == before


def test_a_log_that_is_gone_is_noticed_and_no_number_goes_back(day, clock):
    """The file alone passes every check: it is whole, only older than the receipts in people's hands."""
    no_log(day.home)
    kiosk = Kiosk.open(day.home, now=clock)
    assert kiosk.store.log_lost
    assert not day.last_codes & {kiosk.store.transaction(kiosk.identity.next_code) for _ in range(50)}
    kiosk.close()
    again = Kiosk.open(day.home, now=clock)
    assert not again.store.log_lost
    again.close()


def test_a_dossier_whose_newest_state_is_lost_does_not_use_a_number_again(kiosk, clock, portal, tmp_path):
    """It was finished and sent after the copy was made; the copy knows only its draft."""
    draft = begin(kiosk)
    kiosk.attachments.add(draft.dossier, "p", b"\xff\xd8\xff1", "a.jpg")
    kiosk.back_up()
    finish(kiosk, draft)
    portal.acknowledge(kiosk, draft.dossier, 1)
    home = tmp_path / "crashed"
    shutil.copytree(kiosk.home, home)
    gone(home)
    mended = restore(home, now=clock)
    assert mended.found.brought.unsure == 1
    again = Kiosk.open(home, now=clock)
    receipt = finish(again, again.drafts.get(draft.dossier))
    assert receipt.number > 1
    revision, content, _ = portal.open(again, draft.dossier, receipt.number)
    assert revision.header.number == receipt.number
    assert len(content.papers) == 1, "its picture came along under the new number"
    again.close()


def test_a_sealed_revision_that_is_not_ours_is_not_brought(day, clock):
    """A page that can be read was written here; still nothing goes up that does not prove itself."""
    checkpointed(day.home)
    key = keys.load_or_create(day.home, store_exists=True).key
    db = open_encrypted(backup.store_path(day.home), key)
    whose = [str(day.late.dossier)]
    body = (
        db.execute("SELECT body FROM outbox WHERE dossier = ?", whose).fetchone()[0].replace(b"1.001193", b"1.001194")
    )
    db.execute("UPDATE outbox SET body = ?, hash = ? WHERE dossier = ?", [body, hash_of(body), *whose])
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    db.conn.close()
    restore(day.home, now=clock)
    kiosk = Kiosk.open(day.home, now=clock)
    assert kiosk.store.call(lambda db: db.execute("SELECT count(*) FROM outbox").fetchone()[0]) == 1
    kiosk.close()


def test_what_is_set_aside_is_complete_and_still_encrypted(day, clock):
    checkpointed(day.home)
    cut(day.home)
    damaged = backup.store_path(day.home).read_bytes()
    mended = restore(day.home, now=clock)
    assert (mended.kept / "store.db").read_bytes() == damaged
    files = [path for path in day.home.rglob("*") if path.name == day.picture]
    assert len(files) == 1, "in its place when it was brought, beside the damaged store when not"
    names = {path.name for path in day.home.iterdir()}
    assert not [name for name in names if name.startswith(".")], "nothing of the looking is left"
    assert "Nửa".encode() not in b"".join(path.read_bytes() for path in mended.kept.rglob("*") if path.is_file())


def test_looking_changes_nothing_and_nobody_can_open_meanwhile(day, clock):
    checkpointed(day.home)
    cut(day.home)
    before = {path: path.read_bytes() for path in day.home.rglob("*") if path.is_file()}
    with Recovery(day.home, now=clock) as recovery:
        recovery.look()
        with pytest.raises(StoreInUse):
            Kiosk.open(day.home, now=clock)
    after = {path: path.read_bytes() for path in day.home.rglob("*") if path.is_file()}
    assert after == before


def test_the_audit_goes_on_without_a_gap(day, clock):
    from kiosk import audit

    checkpointed(day.home)
    torn(1)(day.home)
    restore(day.home, now=clock)
    kiosk = Kiosk.open(day.home, now=clock)
    assert kiosk.store.call(audit.first_broken) is None
    events = kiosk.store.call(lambda db: [row[0] for row in db.execute("SELECT event FROM audit").fetchall()])
    assert events.count("store-restored") == 1
    assert events.count("revision") == 2
    kiosk.close()


def test_what_goes_to_another_server_comes_back_by_its_hash(day, clock):
    """It is not sealed to the portal and not signed by us."""
    checkpointed(day.home)
    db = open_encrypted(backup.store_path(day.home), keys.load_or_create(day.home, store_exists=True).key)
    body = b"<data id='form'/>"
    db.execute(
        "UPDATE outbox SET destination = 'odk', body = ?, hash = ? WHERE dossier = ?",
        [body, hash_of(body), str(day.late.dossier)],
    )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    db.conn.close()
    torn(1)(day.home)
    restore(day.home, now=clock)
    kiosk = Kiosk.open(day.home, now=clock)
    select = "SELECT destination, body, state FROM outbox WHERE dossier = ?"
    row = kiosk.store.call(lambda db: db.execute(select, [str(day.late.dossier)]).fetchone())
    assert tuple(row) == ("odk", body, SendState.UNKNOWN)
    assert kiosk.store.call(lambda db: db.execute("SELECT count(*) FROM outbox_blob").fetchone()[0]) == 1
    kiosk.close()


@pytest.mark.parametrize("where", [(backup, "put_in_place"), (type(Path()), "replace")], ids=["before", "between"])
def test_a_power_cut_in_the_middle_of_it_costs_another_try_and_nothing_else(day, clock, monkeypatch, where):
    """Cut just before the mended store takes its place: the log is away then, but not from what was kept."""
    torn(1)(day.home)

    class Cut(Exception):
        pass

    def cut_here(*_):
        raise Cut

    with Recovery(day.home, now=clock) as recovery:
        recovery.look()
        with monkeypatch.context() as patched:
            patched.setattr(*where, cut_here)
            with pytest.raises(Cut):
                recovery.carry_out()
    with pytest.raises(StoreDamaged):
        Kiosk.open(day.home, now=clock)
    mended = restore(day.home, now=clock)
    assert mended.found.brought.dossiers == 2, "what was only in the log is there"
    kiosk = Kiosk.open(day.home, now=clock)
    assert_everything_came_back(kiosk, day)
    kiosk.close()


def test_a_home_whose_store_is_gone_is_no_first_start(day, clock):
    """A new identity would be made, and the dossiers of the copies be nobody's."""
    gone(day.home)
    (day.home / "store.db-salt").unlink()
    with pytest.raises(StoreDamaged):
        Kiosk.open(day.home, now=clock)
