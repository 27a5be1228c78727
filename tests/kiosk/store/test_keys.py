"""Key custody: one key per store, several places to keep it, and a way back when the machine dies."""

import stat
import subprocess

import pytest

from kiosk.app import Kiosk, recover
from kiosk.errors import KeyUnavailable, StoreDamaged, WrongKey, WrongRecoveryCode
from kiosk.store import keys
from kiosk.store.keys import Custody
from tests.support.kiosks import PIN, begin


@pytest.fixture
def no_systemd(monkeypatch, tmp_path):
    """A machine without systemd-creds: nothing is on the PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def has_systemd_creds() -> bool:
    try:
        done = subprocess.run(
            ["systemd-creds", "encrypt", "--with-key=host", "--name=x", "-", "-"],
            input=b"x",
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0


def test_without_systemd_the_key_is_a_file_for_nobody_else(home, no_systemd):
    made = keys.load_or_create(home, store_exists=False)
    file = keys.key_folder(home) / "dbkey"
    assert made.custody is Custody.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert keys.load_or_create(home, store_exists=True) == made
    assert keys.report(home).custody is Custody.FILE


@pytest.mark.skipif(not has_systemd_creds(), reason="systemd-creds cannot encrypt for this user here")
def test_with_systemd_creds_no_file_holds_the_key(home):
    made = keys.load_or_create(home, store_exists=False)
    assert made.custody in (Custody.HOST, Custody.TPM)
    for file in home.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert made.key not in data
            assert made.key.hex().encode() not in data
    assert keys.load_or_create(home, store_exists=True) == made


@pytest.mark.skipif(not has_systemd_creds(), reason="systemd-creds cannot encrypt for this user here")
def test_a_key_encrypted_to_another_machine_asks_for_the_recovery_code(home, clock):
    kiosk = Kiosk.open(home, now=clock)
    assert kiosk.initial is not None
    code = kiosk.initial.recovery_code
    kiosk.close()
    (wrapped,) = keys.key_folder(home).glob("dbkey.*.cred")
    wrapped.write_bytes(wrapped.read_bytes()[:-8] + b"AAAAAAA\n")
    with pytest.raises(KeyUnavailable):
        Kiosk.open(home, now=clock)
    recover(home, code)
    Kiosk.open(home, now=clock).close()


def test_systemd_hands_the_key_in(home, tmp_path, monkeypatch):
    (tmp_path / "dbkey").write_bytes(bytes(range(32)))
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    made = keys.load_or_create(home, store_exists=False)
    assert (made.key, made.custody) == (bytes(range(32)), Custody.CREDENTIAL)
    (tmp_path / "dbkey").write_bytes(bytes(range(32)).hex().encode() + b"\n")
    assert keys.load_or_create(home, store_exists=True).key == bytes(range(32))
    (tmp_path / "dbkey").write_bytes(b"too short")
    with pytest.raises(KeyUnavailable):
        keys.load_or_create(home, store_exists=True)


def test_a_store_never_gets_a_second_key(home, clock, no_systemd):
    Kiosk.open(home, now=clock).close()
    (keys.key_folder(home) / "dbkey").unlink()
    with pytest.raises(KeyUnavailable):
        Kiosk.open(home, now=clock)
    assert (home / "store.db").exists()


def test_another_key_is_told_from_a_damaged_store(home, clock, no_systemd):
    Kiosk.open(home, now=clock).close()
    file = keys.key_folder(home) / "dbkey"
    file.write_bytes(bytes(32).hex().encode())
    with pytest.raises(WrongKey):
        Kiosk.open(home, now=clock)
    (keys.key_folder(home) / "fingerprint").unlink()
    with pytest.raises(StoreDamaged):
        Kiosk.open(home, now=clock)


def test_the_recovery_code_brings_everything_back_on_a_new_board(kiosk, home, clock):
    draft = begin(kiosk)
    assert kiosk.initial is not None
    code = kiosk.initial.recovery_code
    kiosk.close()
    for file in keys.key_folder(home).glob("dbkey*"):
        file.unlink()
    with pytest.raises(WrongRecoveryCode):
        recover(home, "22222-22222-22222-22222-22222")
    recover(home, f"  {code.lower().replace('-', ' ')} ")
    again = Kiosk.open(home, now=clock)
    assert again.drafts.resume(draft.code, PIN).xml == draft.xml
    again.close()


def test_a_new_recovery_code_voids_the_former(kiosk, home):
    former = kiosk.initial.recovery_code
    new = kiosk.new_recovery_code()
    with pytest.raises(WrongRecoveryCode):
        keys.open_recovery(home, former)
    assert keys.open_recovery(home, new)


def test_a_hostile_wrapped_key_is_refused_without_being_worked_on(kiosk, home):
    file = keys.key_folder(home) / "recovery.json"
    for data in (b"", b"[]", b"{}", b'{"ops": 1, "memory": 99999999999, "salt": "00", "box": "00"}'):
        file.write_bytes(data)
        with pytest.raises(WrongRecoveryCode):
            keys.open_recovery(home, kiosk.initial.recovery_code)


def test_the_key_reaches_no_log(home, no_systemd):
    made = keys.load_or_create(home, store_exists=False)
    assert made.key.hex() not in repr(made)
    assert repr(made.key) not in repr(made)
