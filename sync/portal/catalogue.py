"""The portal's end of the catalogue: a TUF repository in a folder, with its keys. No Django here.

Three keys may sign the root, and two must; whoever has that many decides which keys count. One key signs the list of
targets; another, which a portal needs at hand day and night, only that the list is still the newest. The former four
can be taken away, on a stick in a drawer: the portal then goes on serving what was published with them.
"""

import fcntl
import io
import logging
import os
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.repository import Repository as TufRepository

from sync.bundles import stick
from sync.catalogue.names import ANCHOR, METADATA, TARGETS, TIMESTAMP, sign_anchor
from sync.folders import sync_folder
from sync.portal.registry import files
from sync.protocol.encoding import hash_of

log = logging.getLogger("sync.portal")

ROOT_KEYS = ("root-1", "root-2", "root-3")
ROOT_THRESHOLD = 2
TARGETS_KEY, ONLINE_KEY = "targets", "online"
_KEYS = {"root": ROOT_KEYS, "targets": (TARGETS_KEY,), "snapshot": (ONLINE_KEY,), "timestamp": (ONLINE_KEY,)}
# How long each is good for, and how much of that is left when it is signed anew.
_LASTS = {"root": 1095, "targets": 730, "snapshot": 90, "timestamp": 7}
_RENEWED = {"root": 365, "targets": 365, "snapshot": 45, "timestamp": 6}
FOR_A_STICK = 30  # days that the timestamp of a carried copy is good for
_KEEP_OLD = timedelta(days=30)


class KeysAway(Exception):
    """There is something to publish, and the key for it is not here."""


class Repository(TufRepository):
    """One catalogue. Every public method may be called by several threads and processes at a time.

    folder: metadata/ and targets/ as they are served. keys: folder of the private keys, PEM, 0600. others: where a key
    is looked for that is not there: the portal's own, when keys is a stick.
    """

    def __init__(self, folder: Path, keys: Path, now: datetime, others: Path | None = None) -> None:
        self._folder = folder
        self._keys = keys
        self._others = others
        self._now = now
        self._lasts = dict(_LASTS)

    def published(self) -> frozenset[str]:
        """Names of the files that are published now."""
        return frozenset(self.open("targets").signed.targets) if self._newest("targets") is not None else frozenset()

    def publish(self, wanted: Mapping[str, bytes], anchor: SigningKey, *, keep: Collection[str] = ()) -> bool:
        """Make these the catalogue, by target name; whether that changed anything. anchor: the portal's own key. keep:
        published files that stay as they are where they are not wanted anew.

        Raises KeysAway when it would, and the key to sign targets is not in the folder of keys; the former ones are
        served on then, and their timestamp is renewed.
        """
        with self._alone():
            self._begin(anchor)
            away: KeysAway | None = None
            changed = False
            try:
                changed = self._put(wanted, keep)
            except KeysAway as error:
                away = error
            self._renew()
            self._sweep()
            if away is not None:
                raise away
            return changed

    def mirror(self, into: Path) -> None:
        """Copy what is published to a folder, for kiosks that no line reaches; it is good for thirty days.

        Raises OSError.
        """
        with self._alone():
            self._lasts["timestamp"] = FOR_A_STICK
            self.do_timestamp(force=True)
            for path in self._current():
                data, target = path.read_bytes(), into / path.relative_to(self._folder)
                if not stick.is_whole(target, len(data), hash_of(data)):
                    stick.write(target, io.BytesIO(data))

    # What python-tuf's Repository needs.

    def open(self, role: str) -> Metadata[Any]:
        """The newest metadata of a role, empty when there is none yet."""
        path = self._newest(role)
        if path is not None:
            return Metadata.from_file(str(path))
        kinds: dict[str, type[Root | Targets | Snapshot | Timestamp]] = {
            "root": Root,
            "targets": Targets,
            "snapshot": Snapshot,
            "timestamp": Timestamp,
        }
        made: Metadata[Any] = Metadata(kinds[role]())
        made.signed.version = 0
        return made

    def close(self, role: str, md: Metadata[Any]) -> None:
        """Sign with every key of the role that is here, and put it beside the former version."""
        md.signed.version = self._next_version(role, md.signed.version)
        md.signed.expires = (self._now + timedelta(days=self._lasts[role])).replace(microsecond=0)
        md.signatures.clear()
        signers = self._signers(role)
        if not signers:
            raise KeysAway(f"no key for {role} is in {self._keys}")
        for signer in signers:
            md.sign(signer, append=True)
        name = TIMESTAMP if role == "timestamp" else f"{md.signed.version}.{role}.json"
        _replace(self._folder / METADATA / name, md.to_bytes())

    @property
    def targets_infos(self) -> dict[str, MetaFile]:
        """For do_snapshot()."""
        return {"targets.json": MetaFile(self.targets().version)}

    @property
    def snapshot_info(self) -> MetaFile:
        """For do_timestamp()."""
        return MetaFile(self.snapshot().version)

    # Ours.

    def _next_version(self, role: str, former: int) -> int:
        """Minutes since 1970, so that a portal that was restored from a backup is not older than what kiosks know.

        Roots have no gaps (TUF specification 5.3).
        """
        return former + 1 if role == "root" else max(former + 1, int(self._now.timestamp()) // 60)

    def _begin(self, anchor: SigningKey) -> None:
        if (self._folder / ANCHOR).is_file():
            return
        if self._newest("root") is None:
            for name in {name for names in _KEYS.values() for name in names}:
                files.create(self._keys / f"{name}.pem", CryptoSigner.generate_ed25519().private_bytes)
            with self.edit_root() as root:
                for role, names in _KEYS.items():
                    for name in names:
                        root.add_key(_signer(self._keys / f"{name}.pem").public_key, role)
                root.roles["root"].threshold = ROOT_THRESHOLD
        first = (self._folder / METADATA / "1.root.json").read_bytes()
        _replace(self._folder / ANCHOR, sign_anchor(first, anchor))

    def _put(self, wanted: Mapping[str, bytes], keep: Collection[str]) -> bool:
        infos = {name: TargetFile.from_data(name, data, ["sha256"]) for name, data in wanted.items()}
        published = self.open("targets")
        infos = {name: info for name, info in published.signed.targets.items() if name in keep} | infos
        if published.signed.version and published.signed.targets == infos:
            return False
        for name, info in infos.items():
            path = self._target(info)
            if name in wanted and not path.exists():
                _replace(path, wanted[name])
        published.signed.targets = infos
        self.close("targets", published)
        log.info("catalogue: version %s with %s files", published.signed.version, len(infos))
        return True

    def _renew(self) -> None:
        """Whatever is about to end, as far as its keys are here."""
        for role in ("root", "targets"):
            if self._ends_soon(role):
                try:
                    self._renew_one(role)
                except KeysAway as error:
                    log.error("catalogue: %s ends soon, and cannot be renewed: %s", role, error)
        if self._newest("targets") is None:
            return
        self.do_snapshot(force=self._ends_soon("snapshot"))
        self.do_timestamp(force=self._ends_soon("timestamp"))

    def _renew_one(self, role: str) -> None:
        if role == "root" and len(self._signers("root")) < ROOT_THRESHOLD:
            raise KeysAway(f"fewer than {ROOT_THRESHOLD} root keys are in {self._keys}")
        with self.edit(role):
            pass

    def _ends_soon(self, role: str) -> bool:
        if self._newest(role) is None:
            return False
        left: timedelta = self.open(role).signed.expires - self._now
        return left < timedelta(days=_RENEWED[role])

    def _sweep(self) -> None:
        """Delete what nobody has been asked to fetch for a month; a kiosk may be in the middle of an older state."""
        current = set(self._current())
        oldest = (self._now - _KEEP_OLD).timestamp()
        for path in self._folder.rglob("*"):
            old = path.is_file() and path.stat().st_mtime < oldest
            if old and path not in current and not path.name.endswith(".root.json") and path.parent != self._folder:
                path.unlink()

    def _current(self) -> list[Path]:
        """The files of the newest state, those of all roots, and the anchor."""
        metadata = self._folder / METADATA
        named = [metadata / TIMESTAMP, *metadata.glob("*.root.json"), self._folder / ANCHOR]
        named += [path for role in ("snapshot", "targets") if (path := self._newest(role)) is not None]
        return named + [self._target(info) for info in self.targets().targets.values()]

    def _target(self, info: TargetFile) -> Path:
        place, _, name = info.path.rpartition("/")
        return self._folder / TARGETS / place / f"{info.hashes['sha256']}.{name}"

    def _newest(self, role: str) -> Path | None:
        metadata = self._folder / METADATA
        if role == "timestamp":
            return metadata / TIMESTAMP if (metadata / TIMESTAMP).is_file() else None
        versions = {int(path.name.partition(".")[0]): path for path in metadata.glob(f"[0-9]*.{role}.json")}
        return versions[max(versions)] if versions else None

    def _signers(self, role: str) -> list[CryptoSigner]:
        places = [place for place in (self._keys, self._others) if place is not None]
        paths = [[place / f"{name}.pem" for place in places] for name in _KEYS[role]]
        found = [next((path for path in each if path.is_file()), None) for each in paths]
        return [_signer(path) for path in found if path is not None]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        files.make_folder(self._folder)
        handle = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _signer(path: Path) -> CryptoSigner:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return CryptoSigner(load_pem_private_key(path.read_bytes(), None))


def _replace(path: Path, data: bytes) -> None:
    """Whole or not at all, also after a power cut."""
    files.make_folder(path.parent)
    passing = path.parent / f".{path.name}.{secrets.token_hex(4)}"
    files.create(passing, data)
    passing.replace(path)
    sync_folder(path.parent)
