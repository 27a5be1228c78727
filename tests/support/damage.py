"""A kiosk that went through a day, the power that failed, and what a dying disk does to the store."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.store import backup
from kiosk.types import Draft, Receipt
from tests.support.kiosks import Clock, Portal, begin, finish

PAGE = 4096
JPEG = b"\xff\xd8\xff" + b"picture " * 400


@dataclass
class Day:
    """A home as the power left it. early: finished before the copy; late: after it, with a picture.

    half: a form that was begun before the copy and went on after it; fresh: one that was begun after it.
    """

    home: Path
    early: Receipt
    late: Receipt
    picture: str
    half: Draft
    fresh: Draft
    last_codes: set[str]


HALF, HALF_LATER, FRESH = (f"<data><name>{name}</name></data>".encode() for name in ("Nửa", "Nửa sau", "Mới"))


def lived(kiosk: Kiosk, clock: Clock, portal: Portal, crashed: Path) -> Day:
    """Live the day in kiosk, and leave a home in crashed as a power cut would: with the log, nothing closed."""
    early = finish(kiosk, begin(kiosk))
    half = begin(kiosk, HALF)
    clock.forward(minutes=5)
    kiosk.back_up()
    kiosk.store.checkpoint()
    clock.forward(minutes=20)
    portal.acknowledge(kiosk, early.dossier, 1)
    kiosk.drafts.save(half.dossier, HALF_LATER, "/data/name")
    draft = begin(kiosk)
    picture = kiosk.attachments.add(draft.dossier, "p", JPEG, "giấy.jpg").sha256
    late = finish(kiosk, draft)
    fresh = begin(kiosk, FRESH)
    codes = {row[0] for row in kiosk.store.call(lambda db: db.execute("SELECT code FROM dossier").fetchall())}
    shutil.copytree(kiosk.home, crashed)
    return Day(crashed, early, late, picture, half, fresh, codes)


def torn(page: int) -> Callable[[Path], None]:
    """One page (from 1) of which a sector was written anew and the rest was not; the log had been moved in before."""

    def damage(home: Path) -> None:
        path = backup.store_path(home)
        data = bytearray(path.read_bytes())
        place = min(page, len(data) // PAGE) - 1
        data[place * PAGE + 512 : place * PAGE + 1024] = bytes(512)
        path.write_bytes(data)

    return damage


def cut(home: Path) -> None:
    """The second half of the file is gone."""
    path = backup.store_path(home)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def headless(home: Path) -> None:
    """The first sectors hold something else."""
    path = backup.store_path(home)
    path.write_bytes(b"EFI PART" * 128 + path.read_bytes()[1024:])


def emptied(home: Path) -> None:
    """The file is there, and nothing in it."""
    backup.store_path(home).write_bytes(b"")
    no_log(home)


def gone(home: Path) -> None:
    """Somebody removed it."""
    backup.store_path(home).unlink()
    no_log(home)


def no_log(home: Path) -> None:
    """The log is gone."""
    for sidecar in ("-wal", "-shm"):
        Path(f"{backup.store_path(home)}{sidecar}").unlink(missing_ok=True)
