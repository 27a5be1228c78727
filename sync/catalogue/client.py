"""The kiosk's end: what the portal published now, verified, and only what is new of it.

python-tuf does the workflow of the TUF specification 1.0, section 5.3; here are its surroundings: the anchor, a clock
that cannot be set back, and transport errors that stay what they are.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from nacl.signing import VerifyKey

from sync.catalogue.errors import CatalogueRefused, NotPublished
from sync.catalogue.names import ANCHOR, MAX_ANCHOR, MAX_TARGETS, METADATA, TARGETS, largest, read_anchor
from sync.catalogue.sources import Source
from sync.errors import TransportError
from sync.protocol.errors import ProtocolError
from sync.protocol.keys import key_id

if TYPE_CHECKING:
    from tuf.ngclient import FetcherInterface, TargetFile, Updater

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Target:
    """A file of the catalogue. size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Updated:
    """What came of it. offered: all there is. refused: files that were not what was signed, or could not be kept.

    version: of the list; minutes since 1970, when the portal published it.
    """

    offered: tuple[Target, ...]
    kept: tuple[Target, ...]
    refused: tuple[Target, ...]
    version: int = 0


class Keeper(Protocol):
    """Who has the files."""

    def has(self, target: Target) -> bool:
        """Whether this very file is here already."""

    def keep(self, target: Target, data: bytes) -> None:
        """Take it. Raises ValueError or OSError to refuse it; the former one stays in use then."""


def update(folder: Path, source: Source, portal: VerifyKey, keeper: Keeper, at: datetime) -> Updated:
    """Verify what is published and fetch what the keeper does not have.

    folder: keeps what is trusted. portal: the enrolled portal's key. at: the time that counts for expiry; the latest
    one known, because a clock with a dead battery would let a frozen catalogue pass. Raises CatalogueRefused when the
    catalogue as a whole is not taken, TransportError when the portal cannot be reached, OSError for the disk; what was
    kept until then stays kept.
    """
    # Each portal has a folder of its own: versions of two portals' catalogues have nothing to do with each other.
    trusted = folder / key_id(bytes(portal))
    (trusted / METADATA).mkdir(mode=0o700, parents=True, exist_ok=True)
    with _as_ours():
        updater = _updater(trusted, source, portal, at)
        updater.refresh()
        _sync(trusted)
        offered, version = _offered(trusted)
    kept, refused = [], []
    for target in offered:
        if keeper.has(target):
            continue
        try:
            with _as_ours():
                data = _download(updater, target)
            keeper.keep(target, data)
        except (CatalogueRefused, ValueError, OSError) as error:
            log.error("%s is refused: %s", target.name, error)
            refused.append(target)
        else:
            kept.append(target)
    return Updated(offered, tuple(kept), tuple(refused), version)


def _updater(trusted: Path, source: Source, portal: VerifyKey, at: datetime) -> "Updater":
    from tuf.ngclient import Updater

    metadata = str(trusted / METADATA)
    updater = Updater(
        metadata,
        METADATA,
        target_base_url=TARGETS,
        fetcher=_fetcher(source),
        bootstrap=_anchor(trusted, source, portal),
    )
    # No public way to tell the time (python-tuf issue 2359); test_client.py fails if this stops working.
    updater._trusted_set.reference_time = at
    return updater


def _anchor(trusted: Path, source: Source, portal: VerifyKey) -> bytes:
    """The first root metadata: fetched once, checked by the portal's signature each time."""
    kept = trusted / ANCHOR
    try:
        data = kept.read_bytes()
        root = read_anchor(data, portal)
    except (FileNotFoundError, ProtocolError):
        data = source(ANCHOR, MAX_ANCHOR)
        root = read_anchor(data, portal)
        temporary = kept.with_suffix(".part")
        temporary.write_bytes(data)
        temporary.replace(kept)
    return root


def _fetcher(source: Source) -> "FetcherInterface":
    from tuf.api.exceptions import DownloadHTTPError
    from tuf.ngclient import FetcherInterface

    class Fetcher(FetcherInterface):
        """Its addresses are paths within the source."""

        _limit = 0

        @contextmanager
        def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
            self._limit = max_length
            with super().download_file(url, max_length) as file:
                yield file

        def _fetch(self, url: str) -> Iterator[bytes]:
            try:
                return iter((source(url, self._limit),))
            except FileNotFoundError as error:
                raise DownloadHTTPError("there is no such file", 404) from error

    return Fetcher()


def _offered(trusted: Path) -> tuple[tuple[Target, ...], int]:
    """What refresh() has just verified, and its version. Files that this program does not know are left alone."""
    from tuf.api.metadata import Metadata, Targets

    signed = Metadata[Targets].from_file(str(trusted / METADATA / "targets.json")).signed
    files = signed.targets
    if len(files) > MAX_TARGETS:
        raise CatalogueRefused("too-large")
    targets = tuple(
        Target(name, file.hashes["sha256"], file.length)
        for name, file in sorted(files.items())
        if 0 < file.length <= largest(name) and _is_hash(file)
    )
    return targets, signed.version


def _is_hash(file: "TargetFile") -> bool:
    sha256 = file.hashes.get("sha256", "")
    return len(sha256) == 64 and not set(sha256) - set("0123456789abcdef")


def _download(updater: "Updater", target: Target) -> bytes:
    info = updater.get_targetinfo(target.name)
    if info is None:
        raise CatalogueRefused("malformed")
    with tempfile.TemporaryDirectory(prefix="catalogue-") as scratch:
        return Path(updater.download_target(info, str(Path(scratch) / "file"))).read_bytes()


@contextmanager
def _as_ours() -> Iterator[None]:
    """What python-tuf raises, as what the kiosk does about it."""
    from tuf.api import exceptions

    try:
        yield
    except exceptions.DownloadHTTPError as error:
        raise NotPublished from error
    except exceptions.DownloadError as error:
        if isinstance(error.__cause__, TransportError | OSError):
            raise error.__cause__ from error
        raise CatalogueRefused("wrong-length") from error
    except exceptions.ExpiredMetadataError as error:
        raise CatalogueRefused("out-of-date") from error
    except exceptions.BadVersionNumberError as error:
        raise CatalogueRefused("older-than-known") from error
    except exceptions.LengthOrHashMismatchError as error:
        raise CatalogueRefused("changed-on-the-way") from error
    except (exceptions.RepositoryError, ProtocolError) as error:
        raise CatalogueRefused("forged") from error
    except FileNotFoundError as error:
        raise NotPublished from error


def _sync(folder: Path) -> None:
    """On disk before anything is built on it: a power cut must not bring back an older state of trust."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_symlink():
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
