"""What the portal has set for this one kiosk: fetched when the feed says that there is something new, or read from its
answer on a stick; put by, and in force from the next resident on. The health report tells which version that is.
"""

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.periods import Period, period, set_period
from kiosk.settings import FLEET_FILE, SettingsError, given_settings, read_settings
from kiosk.store.files import sync_folder, write_whole
from kiosk.store.store import Store
from kiosk.types import Clock
from sync import outbox
from sync.feed import SETTINGS as ASKED
from sync.protocol.encoding import canonical_json, from_instant, read_json_object, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.settings import SETTINGS, SettingRefused, Value, checked
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
        kept = self._read(FLEET_FILE)
        return kept.version if kept else 0

    def wanted(self) -> bool:
        """Whether the portal has told of another version than the one that came last."""
        asked = self._store.call(lambda db: outbox.note(db, ASKED))
        newest = self._newest()
        return bool(asked) and int(asked) != (newest.version if newest else 0)

    def fetch(self, transport: Exchange) -> None:
        """Ask the portal, and put by what it says until nobody sits here. Raises TransportError, OSError.

        A setting that this version does not know, or does not allow, is left out by name.
        """
        answer = expect(transport.exchange("GET", "/v1/settings", limit=_LONGEST), _OK)
        self._put_by(_said(answer.body))

    def take_carried(self, said: bytes) -> bool:
        """What the portal's answer on a stick says; whether it is new here. said: as GET /v1/settings answers it.

        A stick may be an old one. What was said later counts, or has the higher version: versions go back when the
        portal is restored from a backup. Raises OSError.
        """
        carried = _said(said) if said else None
        here = self._newest() or _NOTHING
        if carried is None or not (carried.version > here.version or carried.at > here.at):
            return False
        if (carried.version, carried.values) == (here.version, here.values):
            return False
        self._put_by(carried)
        return True

    def _put_by(self, said: "_Said | None") -> None:
        if said is not None:
            write_whole(self._home / _NEXT, canonical_json(asdict(said)))

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
        """How long things are kept stands in the store, where every part asks for it.

        What nobody sets any more is as if nobody ever had. A settings.toml with a typing mistake shortens nothing.
        """
        given = given_settings(self._home)
        for place, which in (("keep.readable_days", Period.READABLE), ("keep.draft_days", Period.DRAFT)):
            days = given.get(place, SETTINGS[place].default if self._is_usable() else None)
            if isinstance(days, int) and period(self._store, which).days != days:
                set_period(self._store, self._now, which, days)

    def _is_usable(self) -> bool:
        try:
            read_settings(self._home)
        except SettingsError:
            return False
        return True

    def _newest(self) -> "_Said | None":
        return self._read(_NEXT) or self._read(FLEET_FILE)

    def _read(self, name: str) -> "_Said | None":
        try:
            return _said((self._home / name).read_bytes())
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class _Said:
    """at: an instant of the portal's clock, "" from a portal that does not tell; texts of one form, so they compare."""

    version: int
    values: dict[str, Value]
    at: str


_NOTHING = _Said(0, {}, "")


def _said(data: bytes) -> _Said | None:
    """The words of GET /v1/settings, None for others."""
    try:
        said = read_json_object(data)
        version, values, at = said["version"], said["values"], said.get("at", "")
        if type(version) is not int or version < 0 or not isinstance(values, dict):
            raise MalformedError("no version with values")
        return _Said(version, _allowed(values), to_instant(from_instant(at)) if at else "")
    except (MalformedError, KeyError) as error:
        _LOG.error("the portal's settings cannot be read: %s", error)
        return None


def _allowed(values: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for place, value in values.items():
        try:
            found |= checked({place: value}, afar=True)
        except SettingRefused as refused:
            _LOG.error("a setting of the portal is left out: %s", refused)
    return found
