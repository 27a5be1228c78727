"""The portal's end: publishing, renewing, keys that are away, and a portal that was restored from a backup."""

import shutil
from datetime import timedelta

import pytest
from tuf.api.metadata import Metadata, Root

from sync.portal.catalogue import KeysAway
from tests.support.catalogues import Published, Reader

PACK = "packs/1.001193-2026110101.zip"


@pytest.fixture
def published(tmp_path):
    made = Published(tmp_path / "portal")
    made.publish({PACK: b"first form"})
    return made


@pytest.fixture
def reader(tmp_path, published):
    return Reader(tmp_path / "kiosk", published)


def _take_away(published, into, *names):
    into.mkdir(exist_ok=True)
    for name in names:
        shutil.move(published.keys / f"{name}.pem", into / f"{name}.pem")


def test_publishing_the_same_again_changes_nothing(published):
    before = {path: path.read_bytes() for path in published.folder.rglob("*") if path.is_file()}
    assert not published.publish({PACK: b"first form"})
    assert before == {path: path.read_bytes() for path in published.folder.rglob("*") if path.is_file()}


def test_the_keys_are_nobody_elses_and_two_of_three_make_a_root(published):
    keys = sorted(published.keys.iterdir())
    assert len(keys) == 5
    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}
    root = Metadata[Root].from_file(str(published.folder / "metadata" / "1.root.json")).signed
    assert (len(root.roles["root"].keyids), root.roles["root"].threshold) == (3, 2)


def test_an_untended_portal_goes_on_being_believed(reader, published):
    """Years without a change: roots, lists and timestamps are signed anew while kiosks look in."""
    for _ in range(27):
        published.now += timedelta(days=29)
        published.publish({PACK: b"first form"})
        reader.update()
    assert (published.folder / "metadata" / "2.root.json").is_file()


def test_with_the_keys_in_a_drawer_it_serves_on_and_publishes_nothing(reader, published, tmp_path):
    drawer = tmp_path / "drawer"
    _take_away(published, drawer, "root-1", "root-2", "root-3", "targets")
    published.now += timedelta(days=5)
    with pytest.raises(KeysAway):
        published.publish({PACK: b"second form"})
    reader.update()  # its timestamp was renewed
    assert reader.shelf.files[PACK] == b"first form"
    shutil.copy(published.keys / "online.pem", drawer)
    assert published.publish({PACK: b"second form"}, drawer)
    reader.update()
    assert reader.shelf.files[PACK] == b"second form"


def test_the_portal_keeps_the_online_key_and_the_others_come_on_a_stick(reader, published, tmp_path):
    from sync.portal.catalogue import Repository

    drawer = tmp_path / "drawer"
    _take_away(published, drawer, "root-1", "root-2", "root-3", "targets")
    published.now += timedelta(minutes=1)
    with_stick = Repository(published.folder, drawer, published.now, published.keys)
    assert with_stick.publish({PACK: b"second form"}, published.sign_key)
    reader.update()
    assert reader.shelf.files[PACK] == b"second form"
    assert not (drawer / "online.pem").exists()


def test_a_portal_restored_from_a_backup_is_not_older(reader, published, tmp_path):
    backup = shutil.copytree(published.folder, tmp_path / "backup")
    published.publish({PACK: b"second form"})
    reader.update()
    shutil.rmtree(published.folder)
    shutil.copytree(backup, published.folder)
    published.publish({PACK: b"third form"})
    assert [each.name for each in reader.update().kept] == [PACK]


def test_a_portal_that_lost_the_folder_and_has_its_keys_is_believed(reader, published):
    reader.update()
    shutil.rmtree(published.folder)
    published.publish({PACK: b"second form"})
    reader.update()
    assert reader.shelf.files[PACK] == b"second form"


def test_one_that_lost_its_keys_too_is_not(reader, published):
    from sync.catalogue.errors import CatalogueRefused

    reader.update()
    shutil.rmtree(published.root)
    published.publish({PACK: b"second form"})
    with pytest.raises(CatalogueRefused):
        reader.update()


def test_old_files_go_after_a_month_and_no_sooner(published):
    import os

    def files():
        return {path.name for path in (published.folder / "targets").rglob("*.zip")}

    first = files()
    published.publish({PACK: b"second form"})
    assert first < files()
    month_ago = (published.now - timedelta(days=31)).timestamp()
    for path in published.folder.rglob("*"):
        if path.is_file():
            os.utime(path, (month_ago, month_ago))
    published.publish({PACK: b"second form"})
    assert not first & files()
    assert len(files()) == 1


def test_an_interrupted_publication_is_finished_by_the_next(reader, published, monkeypatch):
    from sync.portal import catalogue

    written = catalogue._replace

    def cut(path, data):
        if "snapshot" in path.name:
            raise OSError("power cut")
        written(path, data)

    monkeypatch.setattr(catalogue, "_replace", cut)
    with pytest.raises(OSError, match="power cut"):
        published.publish({PACK: b"second form"})
    reader.update()
    assert reader.shelf.files[PACK] == b"first form"
    monkeypatch.setattr(catalogue, "_replace", written)
    published.publish({PACK: b"second form"})
    reader.update()
    assert reader.shelf.files[PACK] == b"second form"
