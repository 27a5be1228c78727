"""Everything that happens to sticks on the way: nothing of it costs a dossier."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.transfer import Transfer
from sync.bundles import stick
from sync.bundles.errors import BundleError, Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn
from sync.states import SendState
from tests.support.portal import SITE, Portal
from tests.support.sticks import dossier, folder_of, stored
from ui.cli.first_run import enrol


class Unplugged(Exception):
    pass


def test_a_stick_pulled_out_at_any_step_costs_nothing_but_another_try(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    receipts = [dossier(member, scan=True) for _ in range(3)]
    steps = 0

    def pull_out_after(most: int) -> Callable[[int, int], None]:
        counted = 0

        def step(done: int, whole: int) -> None:
            nonlocal counted, steps
            counted += 1
            steps = max(steps, counted)
            if counted > most:
                raise Unplugged

        return step

    for most in range(12):
        try:
            member.transfer.export(drive, pull_out_after(most))
        except Unplugged:
            with pytest.raises(LookupError, match="no bundle"):
                real_portal.do("import_bundle", str(folder_of(member, drive)))
    assert steps > 6, "the export was never broken off"
    folder = member.transfer.export(drive).folder
    assert real_portal.do("import_bundle", str(folder))["new"] == 3
    assert not list(folder.rglob("*.part"))
    assert member.transfer.take_answer(drive).acknowledged == 3
    assert stored(real_portal, *(receipt.dossier for receipt in receipts)) == 3


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_cut, _flip, Path.unlink])
@pytest.mark.parametrize("what", ["ho-so.json", "revisions/*", "attachments/*", "tra-loi.json"])
def test_a_damaged_stick_is_refused_by_name_and_a_new_export_mends_it(
    member: Kiosk, real_portal: Portal, drive: Path, what: str, harm: Callable[[Path], None]
) -> None:
    receipt = dossier(member, scan=True)
    folder = member.transfer.export(drive).folder
    if what == "tra-loi.json":
        real_portal.do("import_bundle", str(folder))
        harm(folder / what)
        with pytest.raises((Torn, Foreign, NotThere)):
            member.transfer.take_answer(drive)
    else:
        (path,) = folder.glob(what)
        harm(path)
        with pytest.raises(LookupError):
            real_portal.do("import_bundle", str(folder))
        assert stored(real_portal, receipt.dossier) == 0
    member.transfer.export(drive)
    real_portal.do("import_bundle", str(folder))
    assert member.transfer.take_answer(drive).acknowledged == 1
    assert stored(real_portal, receipt.dossier) == 1


def test_a_stick_of_a_stranger_is_refused_at_both_ends(
    member: Kiosk, real_portal: Portal, drive: Path, tmp_path: Path
) -> None:
    dossier(member)
    folder = member.transfer.export(drive).folder
    real_portal.do("import_bundle", str(folder))
    with pytest.raises(NotThere):
        member.transfer.take_answer(tmp_path / "other")
    other = Kiosk.open(tmp_path / "other-home")
    try:
        enrol(other, real_portal.url, str(real_portal.do("new_enrolment_code", SITE)), "Máy 2")
        shutil.copytree(folder, folder_of(other, drive))
        with pytest.raises(Foreign, match="another kiosk"):
            other.transfer.take_answer(drive)
        # A manifest in the name of a colleague, signed by oneself.
        theirs = json.loads((folder / "ho-so.json").read_bytes())
        dossier(other)
        mine = other.transfer.export(drive).folder
        forged = json.loads((mine / "ho-so.json").read_bytes()) | {"kiosk": theirs["kiosk"]}
        (mine / "ho-so.json").write_text(json.dumps(forged, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
        with pytest.raises(LookupError, match="not signed by the kiosk"):
            real_portal.do("import_bundle", str(mine))
    finally:
        other.close()


def test_a_link_on_a_stick_leads_nowhere(member: Kiosk, real_portal: Portal, drive: Path) -> None:
    dossier(member)
    folder = member.transfer.export(drive).folder
    (revision,) = (folder / "revisions").glob("*")
    secret = drive / "secret"
    secret.write_bytes(revision.read_bytes())
    revision.unlink()
    revision.symlink_to(secret)
    with pytest.raises(LookupError, match="cannot be read"):
        real_portal.do("import_bundle", str(folder))


def test_a_full_stick_is_told_before_anything_is_written(
    member: Kiosk, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier(member, scan=True)
    usage = shutil.disk_usage(drive)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(StickFull):
        member.transfer.export(drive)
    assert not [path for path in drive.rglob("*") if path.is_file()]


def test_a_stick_that_forgets_what_is_written_is_given_up(
    member: Kiosk, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier(member)
    monkeypatch.setattr(stick, "is_whole", lambda path, size, digest: False)
    with pytest.raises(Torn):
        member.transfer.export(drive)
    (entry,) = member.sync.entries()
    assert entry.state is SendState.WAITING


@pytest.mark.parametrize("name", ["ho-so.json", "tra-loi.json"])
def test_the_list_and_the_answer_are_read_back_too(
    member: Kiosk, drive: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What is said to be written was read back: also the one file without which the others are nothing."""
    whole = stick.is_whole
    monkeypatch.setattr(stick, "is_whole", lambda path, *rest: path.name != name and whole(path, *rest))
    with pytest.raises(Torn):
        stick.put_bytes(drive / name, b"{}")
    if name == "ho-so.json":
        dossier(member)
        with pytest.raises(Torn):
            member.transfer.export(drive)
        (entry,) = member.sync.entries()
        assert entry.state is SendState.UNKNOWN  # it may lie there all the same


def test_a_stick_that_is_no_folder_is_unwritable(member: Kiosk, drive: Path) -> None:
    (drive / "file").write_text("x")
    with pytest.raises(StickUnwritable):
        member.transfer.export(drive / "file")


def test_a_folder_that_is_not_there_is_not_made(member: Kiosk, drive: Path) -> None:
    """/media/stick when no stick is mounted: the dossiers would lie on this machine's disk, and be called carried."""
    dossier(member)
    with pytest.raises(StickUnwritable):
        member.transfer.export(drive / "not-mounted")
    assert not list(drive.iterdir())
    (entry,) = member.sync.entries()
    assert entry.state is SendState.WAITING


def test_only_what_is_plugged_in_and_writable_is_offered(member: Kiosk, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/gone vfat rw 0 0\ntmpfs {os.sep}tmp tmpfs rw 0 0\n")
    assert Transfer(member).sticks(mounts) == ()


def test_every_trouble_of_a_stick_is_a_bundle_error() -> None:
    assert all(
        issubclass(kind, BundleError) for kind in (Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn)
    )
