"""Dossiers on a stick, from a whole kiosk to a real portal and back, and everything that happens to sticks."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.catalogue.updates import standing
from kiosk.link import Link, SyncStatus, Why, why
from kiosk.settings import read_settings
from kiosk.transfer import Transfer
from kiosk.types import Receipt
from sync.bundles import stick
from sync.bundles.answering import Applied
from sync.bundles.errors import BundleError, Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn
from sync.states import DossierState, SendState
from tests.support import kiosks
from tests.support.joined import cycle
from tests.support.pictures import png
from tests.support.portal import PASSWORD, SITE, Officer, Portal
from ui.cli import main
from ui.cli.first_run import enrol

ANSWERS = b"<data><name>Nguy\xe1\xbb\x85n Th\xe1\xbb\x8b Lan</name></data>"


@pytest.fixture(scope="module")
def real_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    running = Portal(tmp_path_factory.mktemp("portal") / "data")
    running.do("add_site", SITE, "Xã Đạ Một")
    running.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield running
    assert running.forsake() == 0


@pytest.fixture
def member(home: Path, real_portal: Portal, first_start: tuple[Path, object]) -> Iterator[Kiosk]:
    """Enrolled once, and never on the network again: its sync is not started."""
    shutil.copytree(first_start[0], home)
    kiosk = Kiosk.open(home)
    enrol(kiosk, real_portal.url, str(real_portal.do("new_enrolment_code", SITE)), "Máy 1")
    yield kiosk
    kiosk.close()


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def dossier(kiosk: Kiosk, answers: bytes = ANSWERS, *, scan: bool = False) -> Receipt:
    draft = kiosks.begin(kiosk, answers)
    if scan:
        kiosk.attachments.add(draft.dossier, "", png(), "giay.png")
    return kiosks.finish(kiosk, draft, answers)


def stored(portal: Portal, *dossiers: object) -> int:
    with closing(sqlite3.connect(portal.data / "portal.sqlite3", timeout=20)) as db:
        named = [str(each).replace("-", "") for each in dossiers]
        marks = ",".join("?" * len(named))
        asked = f"SELECT count(*) FROM registry_revision WHERE dossier IN ({marks})"
        return int(db.execute(asked, named).fetchone()[0])


def folder_of(kiosk: Kiosk, drive: Path) -> Path:
    return drive / f"ho-so-{kiosk.identity.prefix}"


def round_trip(kiosk: Kiosk, portal: Portal, drive: Path) -> Applied:
    kiosk.transfer.export(drive)
    portal.do("import_bundle", str(folder_of(kiosk, drive)))
    return kiosk.transfer.take_answer(drive)


def test_a_dossier_goes_to_the_portal_and_the_officers_answer_comes_back(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    receipt = dossier(member, scan=True)
    made = member.transfer.export(drive)
    assert (made.revisions, made.attachments) == (1, 1)
    taken = real_portal.do("import_bundle", str(made.folder))
    assert (taken["new"], taken["refused"]) == (1, 0)
    brought = member.transfer.take_answer(drive)
    assert brought.acknowledged == 1
    assert member.dossiers.view(receipt.code).state is DossierState.SENT

    officer = Officer(real_portal, "lan")
    assert officer.login().status_code == 302
    page = f"/desk/{SITE}/{receipt.dossier}/"
    found = officer.get(f"/desk/?q={receipt.code}").text
    assert "Nguyễn Thị Lan" in found, page
    # The next round brings what happened meanwhile, and nothing twice.
    assert officer.act(receipt, "accept", official_number="H38.01-0801", promised_on="").status_code == 302
    again = round_trip(member, real_portal, drive)
    assert (again.acknowledged, again.parked, again.events) == (0, 0, 1)
    view = member.dossiers.view(receipt.code)
    assert (view.state, view.official_number) == (DossierState.RECEIVED, "H38.01-0801")
    assert stored(real_portal, receipt.dossier) == 1


def test_a_correction_is_asked_for_and_answered_by_stick(member: Kiosk, real_portal: Portal, drive: Path) -> None:
    receipt = dossier(member)
    round_trip(member, real_portal, drive)
    officer = Officer(real_portal, "lan")
    officer.login()
    assert officer.act(receipt, "accept", official_number="H38.01-0802", promised_on="").status_code == 302
    asked = {**officer.seen(receipt), "comment-0": "Viết đủ họ và tên", "note": ""}
    assert officer.send(f"{officer.path(receipt)}correct/", asked).status_code == 302
    assert round_trip(member, real_portal, drive).events == 2
    assert member.dossiers.view(receipt.code).state is DossierState.NEEDS_CORRECTION
    draft = member.dossiers.correct(receipt.code, kiosks.PIN)
    assert [flag.comment for flag in draft.flagged] == ["Viết đủ họ và tên"]
    kiosks.finish(member, draft, ANSWERS.replace(b"Lan", b"Mai"))
    assert round_trip(member, real_portal, drive).acknowledged == 1
    assert "Nguyễn Thị Mai" in officer.get(officer.path(receipt)).text
    assert stored(real_portal, receipt.dossier) == 2


def test_reading_a_stick_twice_changes_nothing_at_either_end(member: Kiosk, real_portal: Portal, drive: Path) -> None:
    receipts = [dossier(member) for _ in range(3)]
    folder = member.transfer.export(drive).folder
    first, second = (real_portal.do("import_bundle", str(folder)) for _ in range(2))
    assert (first["new"], first["known"], second["new"], second["known"]) == (3, 0, 0, 3)
    assert member.transfer.take_answer(drive).acknowledged == 3
    before = [member.dossiers.view(receipt.code) for receipt in receipts]
    again = member.transfer.take_answer(drive)
    assert (again.acknowledged, again.parked, again.events) == (0, 0, 0)
    assert [member.dossiers.view(receipt.code) for receipt in receipts] == before
    assert stored(real_portal, *(receipt.dossier for receipt in receipts)) == 3


def test_a_dossier_that_goes_both_ways_is_one_whichever_arrives_first(
    member: Kiosk, real_portal: Portal, drive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = dossier(member), dossier(member)
    folder = member.transfer.export(drive).folder
    assert cycle(member).acknowledged == 2  # a network appears: what may have arrived is asked about, then sent
    taken = real_portal.do("import_bundle", str(folder))
    assert (taken["new"], taken["known"]) == (0, 2)
    assert member.transfer.take_answer(drive).acknowledged == 0

    third = dossier(member)
    member.transfer.export(drive)
    assert real_portal.do("import_bundle", str(folder))["new"] == 1
    caplog.clear()
    assert cycle(member).acknowledged == 1  # the answer never came back: the portal says that it has it
    assert not [each for each in caplog.messages if each.startswith("PUT") or "POST /v1/revisions" in each]
    assert member.transfer.take_answer(drive).acknowledged == 0
    assert stored(real_portal, first.dossier, second.dossier, third.dossier) == 3


def test_what_lies_on_a_stick_cannot_be_read_by_whoever_finds_it(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    dossier(member, scan=True)
    folder = member.transfer.export(drive).folder
    real_portal.do("import_bundle", str(folder))
    assert not kiosks.bytes_in(drive, "Nguyễn Thị Lan", "Nguyễn")
    assert not [path for path in folder.rglob("*") if path.is_file() and path.read_bytes().startswith(b"\x89PNG")]


def test_what_went_onto_a_stick_is_not_taken_back_by_an_amendment(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    """It may arrive in somebody's pocket: the next revision follows it, and no two heads grow."""
    receipt = dossier(member)
    folder = member.transfer.export(drive).folder
    (entry,) = member.sync.entries()
    assert entry.state is SendState.UNKNOWN
    draft = member.dossiers.amend_by_code(receipt.code, kiosks.PIN)
    changed = ANSWERS.replace(b"Lan", b"Mai")
    kiosks.finish(member, draft, changed)
    assert real_portal.do("import_bundle", str(folder))["new"] == 1
    folder = member.transfer.export(drive).folder
    assert real_portal.do("import_bundle", str(folder))["new"] == 1
    assert member.transfer.take_answer(drive).acknowledged >= 1
    assert stored(real_portal, receipt.dossier) == 2
    with closing(sqlite3.connect(real_portal.data / "portal.sqlite3", timeout=20)) as db:
        asked = "SELECT heads FROM registry_dossier WHERE id = ?"
        assert db.execute(asked, [str(receipt.dossier).replace("-", "")]).fetchone() == (1,)


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


def test_what_lies_on_a_stick_is_told_as_such_until_the_answer_is_back(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    """Where no network comes, "no connection" would send the volunteer to look at cables."""
    dossier(member)
    member.transfer.export(drive)
    outgoing = member.dossiers.outgoing()
    assert (outgoing.unknown, outgoing.carried) == (1, 1)
    away = SyncStatus(Link.OFFLINE, unknown=1, carried=1)
    assert why(away) is Why.CARRIED
    dossier(member)
    assert why(replace(away, waiting=1)) is Why.OFFLINE
    member.transfer.export(drive)
    real_portal.do("import_bundle", str(folder_of(member, drive)))
    assert member.transfer.take_answer(drive).acknowledged == 2
    assert (member.dossiers.outgoing().unknown, member.dossiers.outgoing().carried) == (0, 0)


def test_only_what_is_plugged_in_and_writable_is_offered(member: Kiosk, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/gone vfat rw 0 0\ntmpfs {os.sep}tmp tmpfs rw 0 0\n")
    assert Transfer(member).sticks(mounts) == ()


def test_the_commands_say_what_happened_and_what_to_do(
    member: Kiosk, real_portal: Portal, drive: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier(member)
    member.close()
    assert main(["export", str(drive), "--home", str(home)]) == 0
    assert "1 dossiers and 0 papers are on the stick" in capsys.readouterr().out
    assert main(["import", str(drive), "--home", str(home)]) == 1
    assert "is this the right stick?" in capsys.readouterr().err
    (folder,) = drive.glob("ho-so-*")
    real_portal.do("import_bundle", str(folder))
    assert main(["import", str(drive), "--home", str(home)]) == 0
    assert "the portal has 1 more dossiers" in capsys.readouterr().out


def test_an_acknowledgement_from_before_a_restore_is_not_believed(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    """The portal has forgotten what it said then. Believing it, the kiosk would never send the dossier again."""
    first, second = dossier(member), dossier(member)
    old = drive.with_name("old")
    member.transfer.export(drive)
    real_portal.do("import_bundle", str(folder_of(member, drive)))
    shutil.copytree(drive, old)
    member.transfer.take_answer(drive)
    real_portal.do("begin_epoch")
    dossier(member)
    again = round_trip(member, real_portal, drive)
    assert again.acknowledged == 1
    # Those that the former portal had are asked about: the next stick carries them once more.
    assert member.dossiers.outgoing().unknown == 2
    with pytest.raises(Outdated):
        member.transfer.take_answer(old)
    assert member.dossiers.outgoing().unknown == 2
    assert round_trip(member, real_portal, drive).acknowledged == 2
    assert {member.dossiers.view(each.code).state for each in (first, second)} == {DossierState.SENT}


def test_every_trouble_of_a_stick_is_a_bundle_error() -> None:
    assert all(
        issubclass(kind, BundleError) for kind in (Foreign, NotThere, Outdated, StickFull, StickUnwritable, Torn)
    )


def test_packs_and_days_off_come_on_the_stick_with_the_answer(member: Kiosk, real_portal: Portal, drive: Path) -> None:
    """The portal's own catalogue, checked by its key; what came with the program is not taken again."""
    knowledge = real_portal.data / "knowledge"
    knowledge.mkdir(exist_ok=True)
    days = "date,kind,name,verified\n2031-01-02,off,Ngày nghỉ,no\n"
    (knowledge / "holidays.csv").write_text(days, encoding="utf-8")
    dossier(member)
    member.transfer.export(drive)
    real_portal.do("import_bundle", str(folder_of(member, drive)))
    before = member.catalogue.calendar()
    member.transfer.take_answer(drive)
    assert member.catalogue.calendar() is before
    member.drafts.end_visit()
    assert member.catalogue.calendar() != before
    assert (member.home / "knowledge" / "holidays.csv").read_text(encoding="utf-8") == days
    assert not (member.home / "packs" / ".archives").exists()


def test_a_changed_catalogue_on_a_stick_is_refused_and_the_answer_counts(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    receipt = dossier(member)
    member.transfer.export(drive)
    real_portal.do("import_bundle", str(folder_of(member, drive)))
    for path in (folder_of(member, drive) / "catalogue" / "metadata").iterdir():
        path.write_bytes(path.read_bytes()[:-40] + b"x" * 40)
    assert member.transfer.take_answer(drive).acknowledged == 1
    assert member.dossiers.view(receipt.code).state is DossierState.SENT
    assert member.store.call(standing).trouble == "forged"


def set_afar(portal: Portal, kiosk: Kiosk, version: int, values: dict[str, object]) -> None:
    """What the fleet page writes down (tests/sync/portal/test_settings_afar.py presses its button)."""
    mine = f"prefix = '{kiosk.identity.prefix}'"
    said = json.dumps(values, ensure_ascii=False)
    portal.sql(f"UPDATE registry_kiosk SET settings = '{said}', settings_version = {version} WHERE {mine}")


def test_a_kiosk_that_is_never_on_a_network_gets_its_settings_with_the_answer(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    """In force between two residents, over the file of the machine, and told back on the next stick."""
    (member.home / "settings.toml").write_text('hotline = "0263 1"\n[speech]\nspeed = 90\n')
    assert not round_trip(member, real_portal, drive).new_settings
    set_afar(real_portal, member, 1, {"hotline": "1022, phím một", "place.lights": "off", "capture.camera": "x"})
    assert round_trip(member, real_portal, drive).new_settings
    assert read_settings(member.home).hotline == "0263 1"
    member.drafts.end_visit()
    settings = read_settings(member.home)
    assert (settings.hotline, settings.speed, settings.camera) == ("1022, phím một", 90, "")
    assert member.fleet.in_force == 1
    assert not member.transfer.take_answer(drive).new_settings
    assert not kiosks.bytes_in(drive, "1022, phím một")  # nobody who finds the stick reads them


def test_an_old_stick_brings_no_old_settings_back(member: Kiosk, real_portal: Portal, drive: Path) -> None:
    for version, hotline in ((1, "1"), (2, "2")):
        set_afar(real_portal, member, version, {"hotline": hotline})
        assert round_trip(member, real_portal, drive).new_settings
        if version == 1:
            shutil.copytree(drive, drive.with_name("old"))
    assert not member.transfer.take_answer(drive.with_name("old")).new_settings
    member.drafts.end_visit()
    assert read_settings(member.home).hotline == "2"
    # A portal that was put back to a backup counts from a lower number, and speaks later all the same.
    set_afar(real_portal, member, 1, {"hotline": "3"})
    assert round_trip(member, real_portal, drive).new_settings
    member.drafts.end_visit()
    assert (read_settings(member.home).hotline, member.fleet.in_force) == ("3", 1)


def test_an_answer_of_a_portal_that_tells_no_settings_leaves_them(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    set_afar(real_portal, member, 1, {"hotline": "1022"})
    round_trip(member, real_portal, drive)
    assert not member.fleet.take_carried(b"")
    assert not member.fleet.take_carried(b"[]")
    assert not member.fleet.take_carried(b'{"version": true, "values": {}, "at": "9999"}')
    member.drafts.end_visit()
    assert read_settings(member.home).hotline == "1022"


def test_notices_travel_along_once_and_whoever_finds_the_stick_reads_none(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    """Also where there is no dossier to carry: the board counts the house that has no network, too."""
    for number in range(150):
        member.notices.add("visit", {"procedure": f"9.{number:06}", "event": "visit"})
    member.notices.add("help", {"place": "gian-bep"})
    made = member.transfer.export(drive)
    assert b"gian-bep" not in b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    for _ in range(2):
        real_portal.do("import_bundle", str(made.folder))
    with closing(sqlite3.connect(real_portal.data / "portal.sqlite3", timeout=20)) as db:
        kiosk = member.identity.kiosk_id.replace("-", "")
        count = "SELECT count(*) FROM registry_notice WHERE kiosk_id = ? AND kind IN ('visit', 'help')"
        assert db.execute(count, [kiosk]).fetchone()[0] == 151
    assert member.notices.waiting() == 151, "kept until the answer is here"
    member.transfer.take_answer(drive)
    assert member.notices.waiting() == 0
    member.transfer.take_answer(drive)
    assert member.transfer.export(drive).size == 0, "nothing is carried again"


def test_notices_that_were_changed_on_the_way_are_refused_and_carried_again(
    member: Kiosk, real_portal: Portal, drive: Path
) -> None:
    member.notices.add("visit", {"procedure": "9.000001", "event": "visit"})
    made = member.transfer.export(drive)
    (file,) = (made.folder / "notices").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(LookupError, match="changed on the way"):
        real_portal.do("import_bundle", str(made.folder))
    member.transfer.export(drive)
    real_portal.do("import_bundle", str(made.folder))
    member.transfer.take_answer(drive)
    assert member.notices.waiting() == 0
