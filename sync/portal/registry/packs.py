"""The packs that kiosks may fetch: zip archives of the folders in the packs folder, named by their hash.

An archive's bytes depend only on the files in it, so that the hash stays the same until a pack is changed.
"""

import io
import tomllib
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from sync.protocol.encoding import hash_of

_EPOCH = (2020, 1, 1, 0, 0, 0)
_DESCRIPTION = "procedure.toml"


@dataclass(frozen=True, slots=True)
class OfferedPack:
    """A pack as it is sent."""

    procedure: str
    version: str
    sha256: str
    archive: bytes


def offered() -> tuple[OfferedPack, ...]:
    """The packs in the folder now, by procedure and version."""
    root = Path(settings.PACKS)
    folders = sorted(path.parent for path in root.glob(f"*/{_DESCRIPTION}"))
    return tuple(_archive(folder, _stamp(folder)) for folder in folders)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file does: so that an unchanged pack is packed once."""
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in _files(folder))


@lru_cache(maxsize=64)
def _archive(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> OfferedPack:  # noqa: ARG001
    description = tomllib.loads((folder / _DESCRIPTION).read_text("utf-8"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    data = buffer.getvalue()
    return OfferedPack(str(description["code"]), str(description.get("version", "")), hash_of(data), data)
