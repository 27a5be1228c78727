"""Calls for help that nobody has answered yet, as kiosks told them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.portal.registry.models import Kiosk, Notice

# Older ones are not a person who waits; a kiosk that lost power never told that it ended.
OPEN_FOR = timedelta(hours=4)
_READ = 2000


@dataclass(frozen=True, slots=True)
class Call:
    """since: by the portal's clock. procedure: its code, "" for none."""

    kiosk: Kiosk
    since: datetime
    procedure: str


def open_calls(sites: Sequence[int], now: datetime) -> list[Call]:
    """Who has waited longest comes first. A call that was told to be closed is closed, in whatever order that came."""
    rows = Notice.objects.filter(site_id__in=sites, kind="help", received_at__gt=now - OPEN_FOR)
    found: dict[tuple[str, str], Call] = {}
    closed: set[tuple[str, str]] = set()
    for row in rows.select_related("kiosk__site").order_by("-received_at")[:_READ]:
        key = (str(row.kiosk_id), str(row.body.get("call", "")))
        if row.body.get("state") != "open":
            closed.add(key)
        elif not row.kiosk.revoked_at:
            found[key] = Call(row.kiosk, row.received_at, str(row.body.get("procedure", ""))[:60])
    return sorted((call for key, call in found.items() if key not in closed), key=lambda call: call.since)
