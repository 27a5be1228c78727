"""Printers, portal and the keeper of the key: the doctor says what is, also when nothing is."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.doctor import Level
from kiosk.doctor.services import (
    examine_encryption,
    examine_portal,
    examine_printers,
    examine_settings,
    on_encrypted_disk,
)
from kiosk.settings import FILE_NAME, Settings
from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER, sign_response
from sync.protocol.encoding import canonical_json, to_instant
from tests.support.http_portal import served
from tests.support.kiosks import Portal
from tests.support.model_portal import Reply
from tests.support.printing import ROLL_QUEUE, SHEET_QUEUE, PrintRig

KEEPS_NOTHING = "# PreserveJobFiles Yes\nPreserveJobFiles No\n"


@pytest.fixture
def cupsd_conf(tmp_path: Path) -> Path:
    path = tmp_path / "cupsd.conf"
    path.write_text(KEEPS_NOTHING)
    return path


@pytest.mark.xdist_group("cups")
def test_real_printers_are_seen_with_their_troubles(
    rig: PrintRig, tmp_path: Path, cupsd_conf: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CUPS_SERVER", rig.server)
    (found,) = examine_printers(tmp_path, Settings(), "en", cupsd_conf)
    assert (found.level, found.text) == (Level.OK, f"Printers: {SHEET_QUEUE}, {ROLL_QUEUE}.")
    rig.command("cupsdisable", ROLL_QUEUE)
    try:
        (found,) = examine_printers(tmp_path, Settings(receipt_printer=ROLL_QUEUE), "vi", cupsd_conf)
        assert (found.level, found.text) == (Level.WARN, f"Máy in {ROLL_QUEUE} cần người xem: đang dừng.")
        (found,) = examine_printers(tmp_path, Settings(receipt_printer=SHEET_QUEUE), "vi", cupsd_conf)
        assert found.level is Level.OK
    finally:
        rig.command("cupsenable", ROLL_QUEUE)
    (found,) = examine_printers(tmp_path, Settings(declaration_printer="gone"), "en", cupsd_conf)
    assert (found.level, "gone" in found.text) == (Level.BAD, True)
    cupsd_conf.write_text("LogLevel warn\n")
    keeps = examine_printers(tmp_path, Settings(), "en", cupsd_conf)[1]
    assert "PreserveJobFiles No" in keeps.advice


def test_no_printer_means_files_in_a_folder(tmp_path: Path):
    (found,) = examine_printers(tmp_path, Settings(), "en")
    assert found.level is Level.WARN
    assert str(tmp_path / "printed") in found.text


def test_a_folder_that_was_asked_for_is_no_warning(tmp_path: Path):
    (found,) = examine_printers(tmp_path, Settings(receipt_printer="folder", declaration_printer="folder"), "en")
    assert found.level is Level.OK


def test_a_print_service_that_settings_need_and_is_down_is_bad(tmp_path: Path):
    (found,) = examine_printers(tmp_path, Settings(receipt_printer="roll80"), "vi")
    assert found.level is Level.BAD


def test_a_mistake_in_the_settings_is_a_finding(tmp_path: Path):
    assert examine_settings(tmp_path, "en") == []
    (tmp_path / FILE_NAME).write_text("hotlines = 1")
    (found,) = examine_settings(tmp_path, "en")
    assert (found.subject, found.level, "hotlines" in found.text) == ("settings", Level.BAD, True)


@contextmanager
def portal_on(kiosk: Kiosk, portal: Portal, offset: timedelta = timedelta(), status: int = 200, signed: bool = True):
    """The kiosk's portal, with its clock off by offset."""

    def handle(method, target, headers, body):
        content = canonical_json({"now": to_instant(datetime.now(UTC) + offset)})
        lower = {name.lower(): value for name, value in headers.items()}
        nonce = lower[NONCE_HEADER.lower()]
        signature = sign_response(portal.sign_key, nonce, method, target, status, content)
        return Reply(status, {SIGNATURE_HEADER: signature} if signed else {}, content)

    with served(handle) as url:
        kiosk.identity.store_enrolment(replace(portal.enrolment(), portal_url=url))
        yield examine_portal(kiosk.identity, datetime.now(UTC), "en")


def test_the_portal_is_reached_and_tells_the_time(kiosk: Kiosk, portal: Portal):
    with portal_on(kiosk, portal, timedelta(minutes=10)) as examined:
        assert examined.finding.level is Level.OK
        assert examined.offset == pytest.approx(600, abs=5)


def test_somebody_else_in_place_of_the_portal_is_told_and_its_clock_not_believed(kiosk: Kiosk, portal: Portal):
    with portal_on(kiosk, portal, timedelta(days=400), signed=False) as examined:
        assert "in place of" in examined.finding.text
        assert examined.offset is None


def test_a_revoked_kiosk_is_told(kiosk: Kiosk, portal: Portal):
    with portal_on(kiosk, portal, status=403) as examined:
        assert examined.finding.level is Level.BAD


def test_a_portal_out_of_reach_is_no_disaster(kiosk: Kiosk, portal: Portal):
    with portal_on(kiosk, portal):
        pass
    examined = examine_portal(kiosk.identity, datetime.now(UTC), "vi")
    assert examined.finding.level is Level.WARN
    assert "sẽ gửi sau" in examined.finding.text


def test_a_kiosk_without_a_portal_is_bad():
    assert examine_portal(None, datetime.now(UTC), "en").finding.level is Level.BAD


def keep_key(home: Path, name: str) -> None:
    (home / "keys").mkdir(parents=True)
    (home / "keys" / name).write_bytes(b"x")
    (home / "keys" / "recovery.json").write_bytes(b"{}")


@pytest.mark.parametrize(
    ("name", "level"), [("dbkey.tpm.cred", Level.OK), ("dbkey.host.cred", Level.BAD), ("dbkey", Level.BAD)]
)
def test_only_a_tpm_keeps_a_key_from_a_thief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, level: Level):
    monkeypatch.setattr("kiosk.doctor.services.on_encrypted_disk", lambda _: False)
    keep_key(tmp_path, name)
    (found,) = examine_encryption(tmp_path, "en")
    assert found.level is level


def test_an_encrypted_disk_does_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, line in (("findmnt", "/dev/mapper/root"), ("lsblk", "crypt\npart\ndisk")):
        (tools / name).write_text(f"#!/bin/sh\nprintf '{line}\\n'\n")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/bin:/usr/bin")
    keep_key(tmp_path, "dbkey")
    (found,) = examine_encryption(tmp_path, "vi")
    assert (found.level, "LUKS" in found.text) == (Level.OK, True)


def test_a_plain_disk_is_not_taken_for_an_encrypted_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert not on_encrypted_disk(Path("/proc/1"))
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not on_encrypted_disk(tmp_path)


def test_a_missing_recovery_code_is_told(tmp_path: Path):
    keep_key(tmp_path, "dbkey.tpm.cred")
    (tmp_path / "keys" / "recovery.json").unlink()
    assert [found.level for found in examine_encryption(tmp_path, "en")] == [Level.OK, Level.WARN]


def test_before_the_first_start_the_machine_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.doctor.services.on_encrypted_disk", lambda _: False)
    monkeypatch.setattr("kiosk.store.keys.has_tpm", lambda: False)
    assert examine_encryption(tmp_path, "en")[0].level is Level.BAD
    monkeypatch.setattr("kiosk.store.keys.has_tpm", lambda: True)
    assert examine_encryption(tmp_path, "en")[0].level is Level.OK
