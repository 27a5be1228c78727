"""What the portal has set for this one kiosk: fetched when the feed says that there is something new, put by, and in
force from the next resident on. The health report tells which version that is.
"""

import json
import logging
from pathlib import Path

from kiosk.periods import Period, period, set_period
from kiosk.settings import FLEET_FILE, given_settings
from kiosk.store.files import sync_folder, write_whole
from kiosk.store.store import Store
from kiosk.types import Clock
from sync import outbox
from sync.feed import SETTINGS as ASKED
from sync.protocol.encoding import canonical_json, read_json_object
from sync.protocol.errors import MalformedError
from sync.protocol.settings import SettingRefused, Value, checked
from sync.transport import Exchange, expect

_LOG = logging.getLogger(__name__)
_NEXT = "settings.fleet.next.json"
_LONGEST = 256 << 10
_OK = 200


class FleetSettings:
    """From any thread; a file is written whole, so that two who do it at once leave one of both."""

    def __init__(self, home: Path, store: Store, now: Clock) -> None:
        self._home = home
        self._store = store
        self._now = now

    @property
    def in_force(self) -> int:
        """The version that this kiosk goes by; 0 when the portal has set nothing."""
        return self._version(FLEET_FILE) or 0

    def wanted(self) -> bool:
        """Whether the portal has told of another version than the one that came last."""
        asked = self._store.call(lambda db: outbox.note(db, ASKED))
        newest = self._version(_NEXT)
        return bool(asked) and int(asked) != (self.in_force if newest is None else newest)

    def fetch(self, transport: Exchange) -> None:
        """Ask the portal, and put by what it says until nobody sits here. Raises TransportError, OSError.

        A setting that this version does not know, or does not allow, is left out by name.
        """
        answer = expect(transport.exchange("GET", "/v1/settings", limit=_LONGEST), _OK)
        try:
            said = read_json_object(answer.body)
            version, values = said["version"], said["values"]
            if type(version) is not int or version < 0 or not isinstance(values, dict):
                raise MalformedError("no version with values")
        except (MalformedError, KeyError) as error:
            _LOG.error("the portal's settings cannot be read: %s", error)
            return
        allowed: dict[str, Value] = {}
        for place, value in values.items():
            try:
                allowed |= checked({place: value}, afar=True)
            except SettingRefused as refused:
                _LOG.error("a setting of the portal is left out: %s", refused)
        write_whole(self._home / _NEXT, canonical_json({"version": version, "values": allowed}))

    def apply(self) -> bool:
        """Between two residents: what was put by is in force from here on; whether there was anything.

        A disk that cannot be written leaves it as it was.
        """
        changed = (self._home / _NEXT).exists()
        if changed:
            try:
                (self._home / _NEXT).replace(self._home / FLEET_FILE)
                sync_folder(self._home)
            except OSError as error:
                _LOG.error("new settings are not in force yet: %s", error.strerror)
                return False
            _LOG.info("settings of the portal, version %s, are in force", self.in_force)
        self._keep_periods()
        return changed

    def _keep_periods(self) -> None:
        """How long things are kept stands in the store, where every part asks for it."""
        given = given_settings(self._home)
        for place, which in (("keep.readable_days", Period.READABLE), ("keep.draft_days", Period.DRAFT)):
            days = given.get(place)
            if isinstance(days, int) and period(self._store, which).days != days:
                set_period(self._store, self._now, which, days)

    def _version(self, name: str) -> int | None:
        try:
            version = json.loads((self._home / name).read_bytes())["version"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return version if type(version) is int else None
