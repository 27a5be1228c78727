"""The store: one thread, one transaction at a time, damage and a full disk told by name, nothing lost."""

import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from kiosk.app import Kiosk
from kiosk.errors import DiskFull, StoreClosed, StoreDamaged, StoreInUse, StoreTooNew
from kiosk.store import backup, schema
from kiosk.store.driver import Database, OperationalError, open_encrypted
from kiosk.store.store import Store
from tests.support.kiosks import begin

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "store.db", KEY)
    store.call(lambda db: db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, v TEXT) STRICT"))
    yield store
    store.close()


def test_the_file_has_no_header_of_sqlite(store):
    store.checkpoint()
    assert not store.path.read_bytes().startswith(b"SQLite")


def test_every_thread_is_served_on_the_one_that_owns_the_connection(store):
    def add(n):
        store.call(lambda db: db.execute("INSERT INTO t (n) VALUES (?)", [n]))
        return store.call(lambda _db: threading.current_thread().name)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(add, range(200))) == {"database"}
    assert store.call(lambda db: db.execute("SELECT count(*) FROM t").fetchone()[0]) == 200


def test_a_call_within_a_call_is_part_of_its_transaction(store):
    def outer(db):
        db.execute("INSERT INTO t (n) VALUES (1)")
        store.call(lambda inner: inner.execute("INSERT INTO t (n) VALUES (2)"))
        raise LookupError("undo both")

    with pytest.raises(LookupError):
        store.transaction(outer)
    assert store.call(lambda db: db.execute("SELECT count(*) FROM t").fetchone()[0]) == 0


def test_a_transaction_left_open_is_undone_and_the_next_caller_is_safe(store):
    def careless(db):
        db.execute("BEGIN")
        db.execute("INSERT INTO t (n) VALUES (1)")
        raise KeyError

    with pytest.raises(KeyError):
        store.call(careless)
    store.transaction(lambda db: db.execute("INSERT INTO t (n) VALUES (2)"))
    assert store.call(lambda db: db.execute("SELECT n FROM t").fetchall()) == [(2,)]


def number(_db: Database, n: int) -> int:
    return n


def test_what_is_queued_before_closing_is_done(tmp_path):
    store = Store(tmp_path / "s.db", KEY)
    done = [store.submit(partial(number, n=n)) for n in range(50)]
    store.close()
    store.close()
    assert [each.result() for each in done] == list(range(50))
    with pytest.raises(StoreClosed):
        store.call(lambda db: None)


def test_two_processes_never_share_a_store(store):
    with pytest.raises(StoreInUse):
        Store(store.path, KEY)


def test_its_settings_are_the_ones_that_survive_a_power_cut(store):
    def read(db):
        return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")]

    assert store.call(read) == ["wal", 2, 1]


def test_nothing_deleted_stays_in_the_log_after_a_checkpoint(store):
    store.call(lambda db: db.execute("INSERT INTO t VALUES (1, 'x')"))
    store.checkpoint()
    assert store.path.with_name("store.db-wal").stat().st_size == 0


@pytest.mark.parametrize("where", [0, 0.5, 0.999])
def test_a_damaged_file_is_named_and_left_as_it_is(kiosk, home, clock, where):
    begin(kiosk)
    kiosk.close()
    path = backup.store_path(home)
    data = bytearray(path.read_bytes())
    position = int(len(data) * where)
    data[position : position + 16] = bytes(16)
    path.write_bytes(data)
    with pytest.raises(StoreDamaged) as damaged:
        Kiosk.open(home, now=clock)
    assert damaged.value.path == path
    assert len(damaged.value.backups) == 1
    assert path.read_bytes() == data


def test_a_file_of_something_else_is_not_touched(tmp_path):
    path = tmp_path / "store.db"
    path.write_bytes(b"a letter to my grandmother\n" * 500)
    with pytest.raises(StoreDamaged):
        Store(path, KEY)
    assert path.read_bytes().startswith(b"a letter")


def test_a_full_disk_says_so_and_keeps_what_was_saved(kiosk):
    """SQLite's own bound on the file stands for the disk: the same SQLITE_FULL, the same way back."""
    draft = begin(kiosk)

    def bound(db: Database) -> None:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()

    kiosk.store.call(bound)
    with pytest.raises(DiskFull):
        kiosk.drafts.save(draft.dossier, b"<data>" + b"x" * 500_000 + b"</data>", "")
    assert kiosk.drafts.get(draft.dossier).xml == draft.xml
    kiosk.store.call(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
    kiosk.drafts.save(draft.dossier, b"<data>" + b"x" * 500_000 + b"</data>", "")


@pytest.fixture
def small_disk(tmp_path):
    """Two megabytes of a real file system."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_on_a_disk_that_is_really_full_the_last_answers_stay(small_disk):
    store = Store(small_disk / "store.db", KEY)
    store.call(lambda db: db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, v TEXT) STRICT"))
    shown: list[int] = []
    with pytest.raises(DiskFull):
        fill(store, shown)
    saved = len(shown)
    assert store.call(lambda db: db.execute("SELECT count(*) FROM t").fetchone()[0]) == saved > 10
    with pytest.raises(DiskFull):
        store.call(partial(add_noise, n=saved))
    store.close()
    (small_disk / "store.db-shm").unlink(missing_ok=True)
    again = Store(small_disk / "store.db", KEY)
    assert again.call(lambda db: db.execute("SELECT count(*) FROM t").fetchone()[0]) == saved
    again.close()


def fill(store: Store, shown: list[int]) -> None:
    for n in range(10_000):
        store.call(partial(add_noise, n=n))
        shown.append(n)


def add_noise(db: Database, n: int) -> None:
    db.execute("INSERT INTO t VALUES (?, ?)", [n, "x" * 20_000])


def test_a_store_of_a_newer_program_is_refused_and_not_changed(kiosk, home, clock):
    kiosk.store.transaction(
        lambda db: db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', '2031-telepathy', '')"
        )
    )
    kiosk.close()
    with pytest.raises(StoreTooNew):
        Kiosk.open(home, now=clock)


def test_migrations_run_once_in_order_and_all_or_nothing(kiosk, home, clock, monkeypatch):
    from kiosk.store.driver import Migrations

    draft = begin(kiosk)
    assert kiosk.store.call(schema.applied) == schema.NAMES
    kiosk.close()

    newer = Migrations("kiosk")
    for each in schema.migrations._migrations:
        newer(name=each.name)(each.fn)

    @newer(name="2027-good")
    def _good(db: Database) -> None:
        db.execute("CREATE TABLE good (n INTEGER) STRICT")

    @newer(name="2027-bad")
    def _bad(db: Database) -> None:
        db.execute("CREATE TABLE bad (n INTEGER) STRICT")
        db.execute("CREATE TABLE bad (n INTEGER) STRICT")

    monkeypatch.setattr(schema, "migrations", newer)
    monkeypatch.setattr(schema, "NAMES", [*schema.NAMES, "2027-good", "2027-bad"])
    with pytest.raises(OperationalError):
        Kiosk.open(home, now=clock)
    assert [path.name.endswith("-migration.db") for path in backup.backups(home)].count(True) == 1
    monkeypatch.undo()

    from kiosk.store import keys

    db = open_encrypted(backup.store_path(home), keys.load_or_create(home, store_exists=True).key)
    assert db.table("good").exists()
    assert not db.table("bad").exists()
    assert db.execute("SELECT xml FROM draft").fetchall() == [(draft.xml,)]
    db.conn.close()


def test_the_migrations_that_were_released_are_never_renamed(tmp_path):
    """A name that changes would run again on every kiosk there is."""
    assert schema.NAMES[:6] == [
        "2026-11-identity",
        "2026-11-dossiers",
        "2026-11-portal-words",
        "2026-11-proofs",
        "sync_0001_outbox",
        "2026-11-staff",
    ]
