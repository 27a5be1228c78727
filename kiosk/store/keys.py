"""Who keeps the key of the store, and how it comes back when the machine dies.

In this order: a credential that systemd hands to the service ($CREDENTIALS_DIRECTORY/dbkey, from
LoadCredentialEncrypted=), a file that systemd-creds encrypted to this machine (to its TPM where there is one), and a
file with mode 0600. Only the TPM protects a stolen PC: the host key of systemd-creds and the key file lie on the same
disk as the store. doctor reports which one it is.

The key is also wrapped under a recovery code (scrypt, then SecretBox) that is printed once, so that a dead board does
not lose the dossiers that were not sent yet.
"""

import binascii
import json
import os
import secrets
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.pwhash import scrypt
from nacl.secret import SecretBox

from kiosk.errors import KeyUnavailable, WrongKey, WrongRecoveryCode
from kiosk.store.driver import KEY_BYTES
from kiosk.store.files import private_folder, sync_folder, write_whole
from sync.protocol.followup import ALPHABET

CREDENTIAL = "dbkey"
_TIMEOUT = 20
_RECOVERY_LENGTH = 25  # of 30 letters: 122 bits
_GROUP = 5
_OPS, _MEMORY = scrypt.OPSLIMIT_INTERACTIVE, scrypt.MEMLIMIT_INTERACTIVE


class Custody(StrEnum):
    """Where the key comes from.

    CREDENTIAL: handed in by systemd; whether a TPM is behind it is the unit's business.
    TPM: encrypted by systemd-creds to this machine's TPM. A stolen disk does not open; nor does another board.
    HOST: encrypted by systemd-creds to a secret on the same disk. A copy of the kiosk's folder does not open, a
        stolen PC does.
    FILE: a file with mode 0600 beside the store. Degraded: only other users of this machine are kept out.
    """

    CREDENTIAL = "credential"
    TPM = "tpm"
    HOST = "host"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The 256-bit key and where it came from."""

    key: bytes
    custody: Custody

    def __repr__(self) -> str:
        return f"StoreKey(custody={self.custody.value!r})"  # the key never reaches a log


@dataclass(frozen=True, slots=True)
class CustodyReport:
    """For the doctor: how the key is kept, without reading it. custody is None before the first start."""

    custody: Custody | None
    has_tpm: bool
    has_recovery: bool


def key_folder(home: Path) -> Path:
    """Where the wrapped keys are."""
    return home / "keys"


def load_or_create(home: Path, *, store_exists: bool) -> StoreKey:
    """The key of the store in home; a new one only when there is no store yet.

    Raises KeyUnavailable when there is a store and no key, WrongKey when the key is not the store's.
    """
    found = _load(home)
    if found is None:
        if store_exists:
            raise KeyUnavailable("the store is here and its key is not: use the recovery code")
        return _keep(home, secrets.token_bytes(KEY_BYTES))
    expected = _read(key_folder(home) / "fingerprint")
    if expected is None:
        write_whole(key_folder(home) / "fingerprint", _fingerprint(found.key))
    elif store_exists and expected != _fingerprint(found.key):
        raise WrongKey(f"the key from {found.custody.value} is not the one this store was made with")
    return found


def report(home: Path) -> CustodyReport:
    """How the key is kept now."""
    folder = key_folder(home)
    custody: Custody | None = None
    if _credential_path() is not None:
        custody = Custody.CREDENTIAL
    elif (folder / "dbkey.tpm.cred").exists():
        custody = Custody.TPM
    elif (folder / "dbkey.host.cred").exists():
        custody = Custody.HOST
    elif (folder / "dbkey").exists():
        custody = Custody.FILE
    return CustodyReport(custody, has_tpm(), (folder / "recovery.json").exists())


def new_recovery_code(home: Path, key: bytes) -> str:
    """Wrap the key under a new code and return the code, as printed; a former code no longer works."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(_RECOVERY_LENGTH))
    salt = secrets.token_bytes(scrypt.SALTBYTES)
    sealed = SecretBox(_stretch(plain, salt, _OPS, _MEMORY)).encrypt(key)
    wrapped = {"v": 1, "kdf": "scrypt", "ops": _OPS, "memory": _MEMORY, "salt": salt.hex(), "box": sealed.hex()}
    write_whole(key_folder(home) / "recovery.json", json.dumps(wrapped).encode())
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def open_recovery(home: Path, code: str) -> bytes:
    """The key, unwrapped. Raises WrongRecoveryCode."""
    plain = "".join(letter for letter in code.upper()[:200] if letter in ALPHABET)
    data = _read(key_folder(home) / "recovery.json")
    if data is None:
        raise WrongRecoveryCode("no key was wrapped for recovery here")
    try:
        wrapped = json.loads(data)
        salt, box = bytes.fromhex(wrapped["salt"]), bytes.fromhex(wrapped["box"])
        if (wrapped["ops"], wrapped["memory"]) != (_OPS, _MEMORY):
            raise WrongRecoveryCode("the wrapped key was made with another work factor")
        return SecretBox(_stretch(plain, salt, _OPS, _MEMORY)).decrypt(box)
    except (ValueError, KeyError, TypeError, CryptoError) as error:
        raise WrongRecoveryCode("the recovery code does not open the wrapped key") from error


def recover(home: Path, code: str) -> StoreKey:
    """Unwrap the key with the recovery code and give it into custody on this machine. Raises WrongRecoveryCode."""
    key = open_recovery(home, code)
    for name in ("dbkey.tpm.cred", "dbkey.host.cred", "dbkey"):
        (key_folder(home) / name).unlink(missing_ok=True)
    return _keep(home, key)


def has_tpm() -> bool:
    """Whether systemd can use a TPM 2.0 here."""
    try:
        done = subprocess.run(
            ["systemd-creds", "has-tpm2", "--quiet"], capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _load(home: Path) -> StoreKey | None:
    folder = key_folder(home)
    sources: tuple[tuple[Custody, Callable[[], bytes | None]], ...] = (
        (Custody.CREDENTIAL, _from_credential),
        (Custody.TPM, lambda: _decrypt(folder / "dbkey.tpm.cred")),
        (Custody.HOST, lambda: _decrypt(folder / "dbkey.host.cred")),
        (Custody.FILE, lambda: _read(folder / "dbkey")),
    )
    for custody, source in sources:
        data = source()
        if data is not None:
            return StoreKey(_as_key(data), custody)
    return None


def _keep(home: Path, key: bytes) -> StoreKey:
    folder = private_folder(key_folder(home))
    write_whole(folder / "fingerprint", _fingerprint(key))
    for custody, with_key, name in (
        (Custody.TPM, "host+tpm2", "dbkey.tpm.cred"),
        (Custody.HOST, "host", "dbkey.host.cred"),
    ):
        if custody is Custody.TPM and not has_tpm():
            continue
        if _encrypt(folder / name, with_key, key):
            return StoreKey(key, custody)
    write_whole(folder / "dbkey", key.hex().encode() + b"\n")
    return StoreKey(key, Custody.FILE)


def _encrypt(path: Path, with_key: str, key: bytes) -> bool:
    """True when systemd-creds wrote the file and can read it back (as root, or with a system that lets users)."""
    command = ["systemd-creds", "encrypt", f"--with-key={with_key}", f"--name={CREDENTIAL}", "-", "-"]
    data = _run(command, key)
    if not data:
        return False
    write_whole(path, data)
    if _decrypt(path, missing_ok=False) == key:
        return True
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    return False


def _decrypt(path: Path, *, missing_ok: bool = True) -> bytes | None:
    data = _read(path)
    if data is None:
        return None
    plain = _run(["systemd-creds", "decrypt", f"--name={CREDENTIAL}", "-", "-"], data)
    if plain is None and missing_ok:
        raise KeyUnavailable("this machine cannot open the key: use the recovery code")
    return plain


def _run(command: list[str], data: bytes) -> bytes | None:
    """What a command answers to data, None when there is no such command or it fails."""
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _credential_path() -> Path | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(folder) / CREDENTIAL if folder else None
    return path if path is not None and path.is_file() else None


def _from_credential() -> bytes | None:
    path = _credential_path()
    return None if path is None else path.read_bytes()


def _as_key(data: bytes) -> bytes:
    """32 raw bytes, or 64 hexadecimal digits. Raises KeyUnavailable."""
    if len(data) == KEY_BYTES:
        return data
    try:
        key = binascii.unhexlify(data.strip())
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnavailable("the key is not 256 bits long")
    return key


def _fingerprint(key: bytes) -> bytes:
    """Tells a wrong key from a damaged file. 64 bits of a hash say nothing about a random 256-bit key."""
    return sha256(b"store-key-fingerprint\n" + key).hexdigest()[:16].encode()


def _stretch(code: str, salt: bytes, ops: int, memory: int) -> bytes:
    return scrypt.kdf(SecretBox.KEY_SIZE, code.encode(), salt, opslimit=ops, memlimit=memory)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise KeyUnavailable(f"{path.name} belongs to another user of this machine") from error
