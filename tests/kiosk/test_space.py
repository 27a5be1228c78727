"""A disk that fills up, a real one: pictures are refused while answers are still saved, and nothing is lost at the end.

A tmpfs of a few megabytes stands for the disk; making one needs root.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.errors import DiskFull, NoRoomForPicture
from kiosk.settings import FILE_NAME
from kiosk.space import A_DOSSIER, Level, room, size_of_a_dossier
from kiosk.syncing import Link
from tests.support.kiosks import PIN, begin, finish

MEGABYTE = 1 << 20
PICTURE = b"\xff\xd8\xff" + bytes(MEGABYTE)
SETTINGS = "[disk]\nwarn_mb = 100\nwarn_dossiers = 2\nkeep_mb = 8\n"


@pytest.fixture
def small(tmp_path: Path):
    """A disk of 24 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine lets nobody mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def kiosk(first_start, small, clock, portal):
    home = small / "kiosk"
    shutil.copytree(first_start[0], home)
    (home / FILE_NAME).write_text(SETTINGS)
    kiosk = Kiosk.open(home, now=clock)
    kiosk.identity.store_enrolment(portal.enrolment())
    yield kiosk
    (small / "ballast").unlink(missing_ok=True)
    kiosk.close()


def fill(folder: Path, leave: int) -> None:
    """Somebody else's file takes all but so many bytes."""
    room_left = shutil.disk_usage(folder).free - leave
    with (folder / "ballast").open("wb") as file:
        while room_left > 0:
            file.write(bytes(min(room_left, MEGABYTE)))
            room_left -= MEGABYTE


def again_and_again(what: Callable[[], object], times: int = 200) -> None:
    for _ in range(times):
        what()


def test_pictures_stop_while_answers_still_go_on(kiosk, small):
    draft = begin(kiosk)
    with pytest.raises(NoRoomForPicture):
        again_and_again(lambda: kiosk.attachments.add(draft.dossier, "p", PICTURE), 19)
    kept = kiosk.attachments.list(draft.dossier)
    assert len(kept) > 3
    assert shutil.disk_usage(small).free >= 8 * MEGABYTE - 4096 * 4
    assert room(kiosk.home, A_DOSSIER).level is Level.FULL
    kiosk.drafts.save(draft.dossier, b"<data><name>B</name></data>", "/data/name")
    assert finish(kiosk, kiosk.drafts.get(draft.dossier)).number == 1
    assert [paper.sha256 for paper in kiosk.attachments.list(draft.dossier)] == [paper.sha256 for paper in kept]


def test_it_is_foreseen_in_megabytes_and_in_dossiers(kiosk, small):
    first = room(kiosk.home, A_DOSSIER)
    assert first.level is Level.LOW, "under the megabytes that were set"
    (kiosk.home / FILE_NAME).write_text(
        SETTINGS.replace("warn_dossiers = 2", "warn_dossiers = 0").replace("100", "100")
    )
    assert first.dossiers == (shutil.disk_usage(small).free - 8 * MEGABYTE) // A_DOSSIER
    for _ in range(5):
        draft = begin(kiosk)
        kiosk.attachments.add(draft.dossier, "p", PICTURE[: MEGABYTE // 2])
        finish(kiosk, draft)
    each = kiosk.store.call(size_of_a_dossier)
    assert MEGABYTE // 2 < each < MEGABYTE, "learnt from what is here"


def test_a_disk_that_is_full_to_the_last_byte_loses_nothing(kiosk, small, clock):
    draft = begin(kiosk)
    fill(small, 0)
    with pytest.raises(DiskFull):
        again_and_again(lambda: kiosk.drafts.save(draft.dossier, b"<data>" + os.urandom(2000).hex().encode(), "/"))
    before = kiosk.drafts.get(draft.dossier).xml
    (small / "ballast").unlink()
    assert kiosk.drafts.resume(draft.code, PIN).xml == before
    assert kiosk.drafts.save(draft.dossier, b"<data><name>C</name></data>", "/data/name")


def test_the_volunteer_is_told_that_a_full_disk_stops_the_sending(kiosk, small, portal):
    """The outbox cannot note what is tried, so nothing is tried."""
    finish(kiosk, begin(kiosk))
    kiosk.store.checkpoint()
    fill(small, 0)
    with pytest.raises(DiskFull):
        again_and_again(
            lambda: kiosk.store.call(lambda db: db.execute("INSERT INTO day_seen VALUES (?)", [os.urandom(4000).hex()]))
        )
    kiosk.sync.start()
    ends = time.monotonic() + 60
    while kiosk.sync.status().link is not Link.DISK:
        assert time.monotonic() < ends, kiosk.sync.status()
        time.sleep(0.05)
    assert kiosk.sync.status().room.level is Level.FULL
    assert kiosk.sync.status().unsent == 0 or kiosk.sync.status().waiting == 1
    kiosk.sync.stop()
