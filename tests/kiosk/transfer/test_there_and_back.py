"""Dossiers on a stick, from a whole kiosk to a real portal and back."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.link import Link, SyncStatus, Why, why
from sync.bundles.errors import Outdated
from sync.states import DossierState, SendState
from tests.support import kiosks
from tests.support.joined import cycle
from tests.support.portal import SITE, Officer, Portal
from tests.support.sticks import ANSWERS, dossier, folder_of, round_trip, stored
from ui.cli import main


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
