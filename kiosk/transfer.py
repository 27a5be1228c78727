"""Carrying dossiers on a stick, for a place where no network comes: out to the portal, and its answer back."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue.updates import CatalogueUpdates
from sync.bundles import answering, writing
from sync.bundles.answering import Applied
from sync.bundles.errors import Foreign, NotThere, StickUnwritable, Torn
from sync.bundles.letter import ANSWER
from sync.bundles.writing import Exported
from sync.catalogue import sources
from sync.catalogue.errors import CatalogueRefused
from sync.catalogue.names import ANCHOR, FOLDER

if TYPE_CHECKING:
    from kiosk.app import Kiosk

_LOG = logging.getLogger(__name__)

_MOUNTS = Path("/proc/self/mounts")
# Where Debian's desktops and udisks put what somebody plugs in.
# What a stick may be refused for that a newer copy mends.
_WRITE_AGAIN = frozenset({"out-of-date", "changed-on-the-way", "wrong-length", "not-published", "older-than-known"})
_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/")


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick that is plugged in. label: what it is called; free: bytes."""

    folder: Path
    label: str
    free: int


class Transfer:
    """Every method may be called from any thread; the long ones belong on one of their own."""

    def __init__(self, kiosk: "Kiosk") -> None:
        self._kiosk = kiosk

    def sticks(self, mounts: Path = _MOUNTS) -> tuple[Stick, ...]:
        """What is plugged in now and can be written."""
        found = []
        for line in mounts.read_text().splitlines():
            place = line.split()[1].encode().decode("unicode_escape")
            if place.startswith(_PLUGGED_IN) and os.access(place, os.W_OK):
                room = os.statvfs(place)
                found.append(Stick(Path(place), Path(place).name, room.f_bavail * room.f_frsize))
        return tuple(found)

    def export(self, stick: Path, progress: Callable[[int, int], None] | None = None) -> Exported:
        """Everything that is not acknowledged. Raises NotEnrolled and the errors of sync.bundles.writing.export.

        A folder that is not there is none of a stick: making it would fill this machine's own disk.
        """
        identity = self._kiosk.identity
        if not stick.is_dir():
            raise StickUnwritable("there is no such folder")
        return writing.export(
            self._kiosk.store.call,
            self._kiosk.attachments,
            identity.kiosk_id,
            (identity.sign_key, identity.portal_box_key),
            writing.folder_for(stick, identity.prefix),
            now=self._kiosk.now,
            progress=progress,
        )

    def take_answer(self, stick: Path) -> Applied:
        """The portal's answer, and the procedures that lie beside it; or these alone, for a kiosk that is new.

        Raises NotThere, and the errors of sync.bundles.answering.apply; Foreign or Torn when there are procedures alone
        and they are not taken.
        """
        identity = self._kiosk.identity
        folder = writing.folder_for(stick, identity.prefix)
        if not (folder / ANSWER).is_file() and (stick / FOLDER / ANCHOR).is_file():
            return self._take_catalogue_alone(stick / FOLDER)
        if not folder.is_dir():
            raise NotThere("this stick holds nothing of this kiosk")
        applied = answering.apply(
            self._kiosk.store.call,
            self._kiosk.dossiers,
            identity.kiosk_id,
            (identity.box_key, identity.portal_sign_key),
            folder,
            now=self._kiosk.now,
        )
        applied = replace(applied, new_settings=self._take_settings(applied.settings))
        if (folder / FOLDER / ANCHOR).is_file():
            self._take_catalogue(folder / FOLDER)
        return applied

    def _take_settings(self, said: bytes) -> bool:
        """What the portal has set for this kiosk. With a full disk the answer counts all the same."""
        try:
            return self._kiosk.fleet.take_carried(said)
        except OSError as error:
            _LOG.error("the settings on the stick could not be kept: %s", error.strerror)
            return False

    def _take_catalogue_alone(self, folder: Path) -> Applied:
        try:
            kept = CatalogueUpdates(self._kiosk).fetch(sources.folder(folder)).kept
        except CatalogueRefused as refused:
            kind = Torn if refused.reason in _WRITE_AGAIN else Foreign
            raise kind(str(refused)) from refused
        except OSError as error:
            raise StickUnwritable("the procedures on the stick cannot be read") from error
        return Applied(0, 0, 0, len(kept))

    def _take_catalogue(self, folder: Path) -> None:
        """Packs and knowledge that came along. Whatever is wrong with them, the answer counts."""
        try:
            CatalogueUpdates(self._kiosk).fetch(sources.folder(folder))
        except (CatalogueRefused, OSError) as error:
            _LOG.warning("the catalogue on the stick: %s", error)
