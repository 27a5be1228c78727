"""A catalogue that a portal has published, and an attacker's hands on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nacl.signing import SigningKey

from sync.catalogue import sources
from sync.catalogue.client import Target, Updated, update
from sync.catalogue.names import SERVED
from sync.portal.catalogue import Repository
from sync.protocol.encoding import hash_of

BEGAN = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass
class Published:
    """A portal's folder. now moves by hand."""

    root: Path
    sign_key: SigningKey = field(default_factory=SigningKey.generate)
    now: datetime = BEGAN

    @property
    def folder(self) -> Path:
        return self.root / "catalogue"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    def publish(self, wanted: Mapping[str, bytes], keys: Path | None = None) -> bool:
        """The time goes on by a minute with each."""
        self.now += timedelta(minutes=1)
        return Repository(self.folder, keys or self.keys, self.now).publish(wanted, self.sign_key)

    def mirror(self, into: Path) -> None:
        self.now += timedelta(minutes=1)
        Repository(self.folder, self.keys, self.now).mirror(into)

    def serve(self, path: str) -> bytes | None:
        """What the portal's call answers."""
        file = self.folder / path
        return file.read_bytes() if SERVED.fullmatch(path) and file.is_file() else None


@dataclass
class Shelf:
    """A keeper that remembers what it was given; names in `refuses` are not taken."""

    files: dict[str, bytes] = field(default_factory=dict)
    refuses: set[str] = field(default_factory=set)

    def has(self, target: Target) -> bool:
        return target.name in self.files and hash_of(self.files[target.name]) == target.sha256

    def keep(self, target: Target, data: bytes) -> None:
        if target.name in self.refuses:
            raise ValueError("not a pack")
        self.files[target.name] = data


@dataclass
class Reader:
    """A kiosk's end over a folder; counts what it reads."""

    home: Path
    published: Published
    shelf: Shelf = field(default_factory=Shelf)
    asked: list[str] = field(default_factory=list)
    bytes: int = 0

    def update(self, folder: Path | None = None, *, at: datetime | None = None) -> Updated:
        source = sources.folder(folder or self.published.folder)

        def counted(path: str, limit: int) -> bytes:
            self.asked.append(path)
            data = source(path, limit)
            self.bytes += len(data)
            return data

        key = self.published.sign_key.verify_key
        return update(self.home, counted, key, self.shelf, at or self.published.now)
