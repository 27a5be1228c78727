"""The packs that kiosks may fetch: archives of the folders in the packs folder, named by their hash."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sync.portal.registry import procedures
from sync.protocol.encoding import hash_of


@dataclass(frozen=True, slots=True)
class OfferedPack:
    """A pack as it is sent."""

    procedure: str
    version: str
    sha256: str
    archive: bytes


def offered() -> tuple[OfferedPack, ...]:
    """The packs in the folder now; packed again only when a file changed."""
    return tuple(
        OfferedPack(pack.code, pack.version, *_archive(pack.folder, procedures.stamp(pack.folder)))
        for pack in procedures.packs()
    )


@lru_cache(maxsize=64)
def _archive(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[str, bytes]:  # noqa: ARG001 - the key
    from forms.pack import pack_archive

    data = pack_archive(folder)
    return hash_of(data), data
