"""A copy of the kiosk's folder shows no name, number or answer: before, during and after, and deleted means gone."""

import logging
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from kiosk.app import Kiosk, restore
from kiosk.store import backup, keys
from kiosk.store.scrubbing import scrub
from tests.support.kiosks import PIN, begin, bytes_in, finish

NAME, NUMBER, PAPER, NOTE = "Nguyễn Thị Ẩn Danh", "079312004567", "giấy của bà Ẩn.jpg", "Xin ghi đủ họ tên bà Ẩn"
NEEDLES = (NAME, NUMBER, PAPER, NOTE, PIN + "-4711")
ANSWERS = f"<data><name>{NAME}</name><number>{NUMBER}</number></data>".encode()
_PAGE, _RESERVED, _IV = 4096, 80, 16


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Where this process and SQLite would put temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_no_file_shows_anything_of_a_whole_visit(home, clock, portal, scratch, caplog):
    caplog.set_level(logging.DEBUG)
    kiosk = Kiosk.open(home, now=clock)
    kiosk.identity.store_enrolment(portal.enrolment())
    draft = begin(kiosk, ANSWERS)
    kiosk.attachments.add(draft.dossier, "p", b"\xff\xd8\xff" + NAME.encode(), PAPER)
    # Sorting past the cache is what would make SQLite write temporary files.
    kiosk.store.call(
        lambda db: db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
            "SELECT count(*) FROM (SELECT i, xml FROM n, draft ORDER BY xml, i DESC)"
        ).fetchone()
    )
    places = [home, scratch]
    assert [bytes_in(place, *NEEDLES) for place in places] == [[], []], "while the answers are in the log"
    finish(kiosk, draft, ANSWERS)
    portal.acknowledge(kiosk, draft.dossier, 1)
    portal.asks(kiosk, draft.dossier, f"/data/{NUMBER}", instance=ANSWERS.decode())
    kiosk.back_up()
    assert [bytes_in(place, *NEEDLES) for place in places] == [[], []], "after finalising and a copy"
    kiosk.drafts.end_visit()
    kiosk.close()
    assert [bytes_in(place, *NEEDLES) for place in places] == [[], []], "after the visit"
    assert any((home / "backups").iterdir())
    assert not [needle for needle in NEEDLES if needle in caplog.text]


def test_the_search_would_find_what_is_not_encrypted(tmp_path):
    """So the test above can fail."""
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE t (v)")
    plain.execute("INSERT INTO t VALUES (?)", [ANSWERS])
    plain.commit()
    plain.close()
    assert len(bytes_in(tmp_path, NAME, NUMBER)) == 2


def pages(path: Path, key: bytes) -> bytes:
    """The pages of a SQLCipher file, decrypted with OpenSSL (AES-256-CBC, raw key, IV in each page's reserve)."""
    data, plain = path.read_bytes(), b""
    for start in range(0, len(data), _PAGE):
        page = data[start : start + _PAGE]
        body = page[16 if start == 0 else 0 : _PAGE - _RESERVED]
        iv = page[_PAGE - _RESERVED : _PAGE - _RESERVED + _IV]
        command = ["openssl", "enc", "-d", "-aes-256-cbc", "-nopad", "-K", key.hex(), "-iv", iv.hex()]
        plain += subprocess.run(command, input=body, capture_output=True, check=True).stdout
    return plain


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to decrypt the pages with")
@pytest.mark.parametrize("way", ["discarded", "expired", "dropped"])
def test_what_was_wiped_is_in_no_page_even_with_the_key(kiosk, home, portal, clock, way):
    key = keys.load_or_create(home, store_exists=True).key
    draft = begin(kiosk, ANSWERS * 40)
    if way == "dropped":
        finish(kiosk, draft, ANSWERS * 40)
        portal.acknowledge(kiosk, draft.dossier, 1)
    kiosk.store.checkpoint()
    assert NAME.encode() in pages(kiosk.store.path, key), "it was there"
    if way == "discarded":
        kiosk.drafts.discard(draft.dossier)
    for _ in range(30):
        clock.forward(days=1)
        kiosk.drafts.expire()
    kiosk.dossiers.drop_readable()
    kiosk.drafts.end_visit()
    assert kiosk.store.path.with_name("store.db-wal").stat().st_size == 0
    left = pages(kiosk.store.path, key)
    assert b"dossier" in left, "the pages were decrypted"
    assert NAME.encode() not in left
    assert NUMBER.encode() not in left


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to decrypt the pages with")
@pytest.mark.parametrize("way", ["discarded", "dropped"])
def test_what_was_wiped_is_in_no_copy_either_the_day_after(kiosk, home, portal, clock, way):
    """Without this it would lie in the copies for three more days of use."""
    key = keys.load_or_create(home, store_exists=True).key
    draft = begin(kiosk, ANSWERS * 40)
    kept = begin(kiosk, b"<data><name>Still here</name></data>" * 40)
    picture = kiosk.attachments.add(draft.dossier, "p", b"\xff\xd8\xff" + NAME.encode(), PAPER)
    if way == "dropped":
        finish(kiosk, draft, ANSWERS * 40)
        portal.acknowledge(kiosk, draft.dossier, 1)
    copy = kiosk.back_up()
    assert NAME.encode() in pages(copy, key), "it was there"
    if way == "discarded":
        kiosk.drafts.discard(draft.dossier)
    clock.forward(days=8)
    kiosk.drafts.end_visit()
    kiosk.store.call(lambda db: db.execute("SELECT 1").fetchone())
    for each in [kiosk.store.path, *backup.backups(home)]:
        left = pages(each, key)
        assert b"dossier" in left, "the pages were decrypted"
        assert NAME.encode() not in left, each.name
        assert NUMBER.encode() not in left, each.name
        assert PAPER.encode() not in left, each.name
    assert b"Still here" in pages(copy, key), "what others began is still in the copy"
    assert not [path for path in home.rglob("*") if path.name == picture.sha256]
    assert kiosk.drafts.get(kept.dossier).xml


def test_a_copy_from_which_something_was_wiped_is_still_good_to_restore(kiosk, home, clock):
    kept, given_up = begin(kiosk), begin(kiosk, ANSWERS)
    kiosk.back_up()
    kiosk.drafts.discard(given_up.dossier)
    assert kiosk.store.call(lambda db: scrub(db, home, keys.load_or_create(home, store_exists=True).key)) == 1
    assert kiosk.store.call(lambda db: scrub(db, home, keys.load_or_create(home, store_exists=True).key)) == 0, "once"
    kiosk.close()
    kiosk.store.path.unlink()
    restore(home, now=clock)
    again = Kiosk.open(home, now=clock)
    assert again.drafts.resume(kept.code, PIN).xml == kept.xml
    again.close()
