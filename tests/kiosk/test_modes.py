"""Whatever a kiosk writes belongs to its user alone, also where the umask would let others read."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import PICTURES, Kiosk
from kiosk.store.files import empty_folder
from tests.support.kiosks import CONSENT, Portal
from tests.support.pictures import png

EVERYBODY = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def _open_to_others(home: Path) -> list[str]:
    # Procedures are public, and copied as they came.
    paths = [home.parent, home, *(path for path in home.rglob("*") if home / "packs" not in path.parents)]
    return [
        f"{path.relative_to(home.parent)} {path.stat().st_mode:o}" for path in paths if path.stat().st_mode & EVERYBODY
    ]


@pytest.mark.usefixtures("open_umask")
def test_no_file_or_folder_of_a_kiosk_is_open_to_other_users(tmp_path: Path) -> None:
    home = tmp_path / "made" / "on the way"
    kiosk = Kiosk.open(home)
    try:
        kiosk.identity.store_enrolment(Portal().enrolment())
        draft = kiosk.drafts.start(kiosk.catalogue.packs()[0], "vi", CONSENT)
        kiosk.attachments.add(draft.dossier, "birth-certificate", png(), "a.png")
        kiosk.back_up()
        # While it runs: the log and the shared memory of the store are there.
        assert (home / "store.db-wal").exists()
        assert not _open_to_others(home)
    finally:
        kiosk.close()
    assert not _open_to_others(home)


def test_a_link_in_the_scanners_folder_is_deleted_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.jpg").write_bytes(b"1")
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "folder").symlink_to(elsewhere)
    (folder / "file.jpg").symlink_to(elsewhere / "kept.jpg")
    (folder / "scan.jpg").write_bytes(b"2")
    assert empty_folder(folder) == 3
    assert (elsewhere / "kept.jpg").exists()
    assert not list(folder.iterdir())


def test_pictures_that_a_power_cut_left_are_gone_at_the_next_start(kiosk: Kiosk, home: Path) -> None:
    (home / PICTURES).mkdir()
    (home / PICTURES / "scan.jpg").write_bytes(b"a paper")
    kiosk.close()
    Kiosk.open(home).close()
    assert not list((home / PICTURES).iterdir())


def test_a_scanners_folder_that_cannot_be_emptied_stops_nobody(kiosk: Kiosk, home: Path, caplog) -> None:
    (home / PICTURES).write_bytes(b"no folder at all")
    kiosk.drafts.end_visit()
    assert kiosk.drafts.open_drafts() == ()
