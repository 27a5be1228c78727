"""Copies of the store, and the way back from a damaged one."""

import pytest

from kiosk.app import Kiosk, restore
from kiosk.errors import StoreDamaged
from kiosk.store import backup, keys
from kiosk.store.driver import open_encrypted
from tests.support.kiosks import PIN, begin, finish


def key_of(home):
    return keys.load_or_create(home, store_exists=True).key


def damage(home):
    path = backup.store_path(home)
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def test_a_copy_is_made_each_day_and_three_are_kept(home, clock):
    for _ in range(5):
        for _ in range(2):
            Kiosk.open(home, now=clock).close()
        clock.forward(days=1)
    names = [path.name for path in backup.backups(home)]
    assert [name.split("-")[2] for name in names] == ["20261127", "20261126", "20261125"]
    assert len(list(backup.backup_folder(home).iterdir())) == 3


def test_a_kiosk_that_is_never_switched_off_copies_between_residents(kiosk, clock, home):
    before = len(backup.backups(home))
    for _ in range(2):
        clock.forward(days=1)
        kiosk.drafts.end_visit()
    kiosk.store.checkpoint()
    assert len(backup.backups(home)) == before + 2


def test_a_clock_that_goes_backwards_does_not_cost_the_newest_copy(kiosk, clock, home):
    clock.forward(days=-3000)
    newest = kiosk.back_up()
    for _ in range(2):
        kiosk.back_up()
    assert newest in backup.backups(home)


def test_a_copy_is_a_whole_store_under_the_same_key(kiosk, home):
    draft = begin(kiosk)
    copy = kiosk.back_up()
    db = open_encrypted(copy, key_of(home))
    assert db.execute("SELECT xml FROM draft WHERE dossier = ?", [str(draft.dossier)]).fetchone()[0] == draft.xml
    db.conn.close()


def test_a_damaged_store_comes_back_from_the_newest_copy_that_is_whole(kiosk, home, clock):
    draft = begin(kiosk)
    kiosk.back_up()
    clock.forward(hours=1)
    newest = kiosk.back_up()
    kiosk.close()
    damage(home)
    newest.write_bytes(newest.read_bytes()[:-100])
    with pytest.raises(StoreDamaged):
        Kiosk.open(home, now=clock)
    aside = restore(home, now=clock).kept
    assert (aside / "store.db").read_bytes().startswith(bytes(4096)), "the damaged file is kept for whoever can mend it"
    again = Kiosk.open(home, now=clock)
    assert again.drafts.resume(draft.code, PIN).xml == draft.xml
    again.close()


def test_after_a_restore_no_code_is_given_out_twice(kiosk, home, clock):
    """Receipts were printed after the copy was made: their codes are in people's hands."""
    kiosk.back_up()
    printed = {finish(kiosk, begin(kiosk)).code for _ in range(20)}
    kiosk.close()
    damage(home)
    restore(home, now=clock)
    again = Kiosk.open(home, now=clock)
    assert not printed & {again.store.transaction(again.identity.next_code) for _ in range(200)}
    again.close()


def test_a_copy_that_fails_leaves_no_half_file_and_the_visit_goes_on(kiosk, home, clock, monkeypatch, caplog):
    def full(_copy, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "check", full)
    clock.forward(days=1)
    before = backup.backups(home)
    assert not kiosk.store.call(lambda db: backup.back_up_daily(db, home, key_of(home), clock()))
    assert backup.backups(home) == before
    assert len(list(backup.backup_folder(home).iterdir())) == len(before)
    assert begin(kiosk).xml
