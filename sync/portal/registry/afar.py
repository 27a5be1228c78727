"""What is set for a kiosk from the portal, as the kiosk is told: in the same words over the line and on a stick."""

from typing import Any

from django.utils import timezone

from sync.portal.registry.models import Kiosk
from sync.protocol.encoding import to_instant


def told(kiosk: Kiosk) -> dict[str, Any]:
    """The version, the values by place, and this moment: of two that are carried about, the later one counts."""
    return {"version": kiosk.settings_version, "values": kiosk.settings, "at": to_instant(timezone.now())}
