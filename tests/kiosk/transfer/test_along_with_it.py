"""What travels along with the dossiers and their answer: procedures, days off, settings, notices."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.catalogue.updates import standing
from kiosk.settings import read_settings
from sync.states import DossierState
from tests.support import kiosks
from tests.support.portal import Portal
from tests.support.sticks import dossier, folder_of, round_trip


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
