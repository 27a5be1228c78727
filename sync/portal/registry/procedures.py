"""The procedures this portal knows: the packs in its folder, read once and again when their files change."""

import logging
import time
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from forms.errors import PackError
from sync.portal.registry.days import calendar

if TYPE_CHECKING:
    from forms.pack import Pack

log = logging.getLogger("sync.portal")
_DESCRIPTION = "procedure.toml"
_LOOK_AGAIN = 2.0  # seconds between looks at the folder


def folders() -> list[Path]:
    """The pack folders, in order of their names."""
    return sorted(path.parent for path in Path(settings.PACKS).glob(f"*/{_DESCRIPTION}"))


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of a folder does."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@dataclass(frozen=True, slots=True)
class _Known:
    """The packs in order of their folders, and those of each procedure in order of their versions."""

    every: tuple["Pack", ...]
    of: dict[str, list["Pack"]]


def packs() -> tuple["Pack", ...]:
    """Every pack that can be read. One that cannot is logged, and does not take the others with it."""
    return _now().every


def _now() -> _Known:
    return _packs(settings.PACKS, int(time.monotonic() / _LOOK_AGAIN))


@lru_cache(maxsize=1)
def _packs(root: Path, moment: int) -> _Known:  # noqa: ARG001 - the cache's key
    found = (_load(folder, stamp(folder)) for folder in folders())
    every = tuple(pack for pack in found if pack is not None)
    of: dict[str, list[Pack]] = {}
    for pack in sorted(every, key=lambda pack: pack.version):
        of.setdefault(pack.code, []).append(pack)
    return _Known(every, of)


def pack_for(procedure: str, version: str) -> "Pack | None":
    """The pack a revision was made with, or the newest of its procedure, or None."""
    known = _now().of.get(procedure, [])
    return next((pack for pack in known if pack.version == version), known[-1] if known else None)


def title_of(procedure: str, version: str, language: str) -> str:
    """The procedure's name; its code when no pack tells."""
    pack = pack_for(procedure, version)
    return pack.procedure.title.in_language(language) if pack else procedure


def legal_day(procedure: str, version: str, begun: datetime) -> date | None:
    """The last day of the legal time limit for a dossier received then (local time), None when no pack tells.

    Counted in working days (forms.knowledge.working_days). Not every day off of the years to come is published, so
    this is a proposal to an officer.
    """
    pack = pack_for(procedure, version)
    if pack is None:
        return None
    limit = pack.procedure.time_limit
    return calendar().latest(begun, limit.working_days, limit.cutoff)


def is_settled(first: date, last: date) -> bool:
    """Whether the days off from first to last are all announced. In a year without any, weekends alone are counted."""
    return calendar().is_settled(first, last)


@lru_cache(maxsize=64)
def _load(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> "Pack | None":  # noqa: ARG001 - the cache's key
    from forms.pack import load_pack

    try:
        return load_pack(folder)
    except PackError as error:
        log.error("a pack is left out: %s", error)
        return None
