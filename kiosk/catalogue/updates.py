"""Bringing the catalogue up to date, from the portal or from a stick, and how old the one in use is.

Offline the last verified catalogue stays in use for as long as it has to: its age is shown, nothing is switched
off.
"""

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.catalogue.receiving import Receiver
from kiosk.store.driver import Database
from kiosk.store.files import private_folder
from sync import outbox
from sync.catalogue.errors import CatalogueRefused
from sync.catalogue.names import knowledge_of, pack_of
from sync.protocol.encoding import canonical_json, from_instant, to_instant
from sync.protocol.keys import key_id

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from sync.catalogue.client import Updated
    from sync.catalogue.sources import Source

# Notes of the sync: when the catalogue was last verified, why it was refused since, the latest time that is known.
CATALOGUE_SEEN = "catalogue_seen"
CATALOGUE_TROUBLE = "catalogue_trouble"
CATALOGUE_VERSION = "catalogue_version"
CATALOGUE_FILES = "catalogue_refused"
KNOWN_TIME = "known_time"
FOLDER = "catalogue"
_LATEST = 100_000_000  # minutes: the year 2160
_MOST_REASONS, _LONGEST_REASON = 20, 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How the catalogue stands.

    Attributes:
        verified: when it was last found good and newest; None when it is still the program's own.
        trouble: why the newest was refused since, a word of sync.catalogue.client, or "".
        version: of the list of files; 0 when none was verified.
        refused: files of it that this program cannot use, and why; the former ones stay in use.
    """

    verified: datetime | None
    trouble: str
    version: int = 0
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def published(self) -> datetime | None:
        """When the portal published what was verified: versions are minutes since 1970 (docs/protocol.md)."""
        return datetime.fromtimestamp(self.version * 60, UTC) if 0 < self.version < _LATEST else None


class CatalogueUpdates:
    """From any thread: two updates of one folder would trip over each other, so they go one after the other."""

    _one_at_a_time = threading.Lock()

    def __init__(self, kiosk: "Kiosk") -> None:
        self._kiosk = kiosk
        self._receiver = Receiver(kiosk.catalogue)

    def fetch(self, source: "Source", clock_offset: timedelta | None = None) -> "Updated":
        """Keep what is new. clock_offset: what to add to this machine's clock, by the portal; None where it is unknown.

        Raises what sync.catalogue.client.update raises.
        """
        with self._one_at_a_time:
            return self._fetch(source, clock_offset)

    def _fetch(self, source: "Source", clock_offset: timedelta | None) -> "Updated":
        from sync.catalogue.client import update

        at = self._time(clock_offset)
        folder = private_folder(self._kiosk.home / FOLDER)
        try:
            updated = update(folder, source, self._kiosk.identity.portal_sign_key, self._receiver, at)
        except CatalogueRefused as refused:
            reason = refused.reason
            self._kiosk.store.call(lambda db: outbox.set_note(db, CATALOGUE_TROUBLE, reason))
            raise
        catalogue = self._kiosk.catalogue
        catalogue.forget_knowledge({knowledge_of(target.name) for target in updated.offered})
        listed = [pack for target in updated.offered if (pack := pack_of(target.name)) is not None]
        catalogue.listing.note(key_id(bytes(self._kiosk.identity.portal_sign_key)), listed)
        self._note(at if clock_offset is not None else None, updated)
        return updated

    def _time(self, clock_offset: timedelta | None) -> datetime:
        """By the portal's clock where it is known, and never before a time that has been: with a dead battery a machine
        starts years back, and would take a catalogue that somebody froze then.
        """
        now = self._kiosk.now() + (clock_offset or timedelta())
        known = self._kiosk.store.call(lambda db: outbox.note(db, KNOWN_TIME))
        return max(now, from_instant(known)) if known else now

    def _note(self, known: datetime | None, updated: "Updated") -> None:
        """A time is noted only after a catalogue was good then: a wrong one is off by a timestamp's month at most."""
        seen = to_instant(self._kiosk.now())
        reasons = {target.name: "damaged on the way" for target in updated.refused}
        reasons |= {each.name: why for each in updated.offered if (why := self._receiver.refused.get(each.sha256))}
        refused = [[name, why[:_LONGEST_REASON]] for name, why in sorted(reasons.items())[:_MOST_REASONS]]

        def write(db: Database) -> None:
            outbox.set_note(db, CATALOGUE_SEEN, seen)
            outbox.set_note(db, CATALOGUE_TROUBLE, "")
            outbox.set_note(db, CATALOGUE_VERSION, str(updated.version))
            outbox.set_note(db, CATALOGUE_FILES, canonical_json(refused).decode())
            if known is not None:
                outbox.set_note(db, KNOWN_TIME, to_instant(known))

        self._kiosk.store.transaction(write)


def standing(db: Database) -> Standing:
    """How the catalogue of this kiosk stands."""
    seen = outbox.note(db, CATALOGUE_SEEN)
    refused = tuple((str(name), str(why)) for name, why in json.loads(outbox.note(db, CATALOGUE_FILES) or "[]"))
    version = int(outbox.note(db, CATALOGUE_VERSION) or 0)
    return Standing(from_instant(seen) if seen else None, outbox.note(db, CATALOGUE_TROUBLE), version, refused)
